"""A sign-in sheet as read: what class it is of, its lessons across, and who signed for which of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.exchange.decisions import Decisions
from app.exchange.readrow import SheetRow, State
from app.exchange.run import DryRun

LEARNER, GUEST, STRANGER = "learner", "guest", "stranger"
ENROL, REGISTER, COUNT, LEAVE = "enrol", "register", "count", "leave"


@dataclass
class Lesson:
    """A column of marks. name: its field in the rows; head: as on the sheet; nth: which lesson of that day, from 0.

    session_id: the ledger's session; None for one that is created with the import.
    """

    name: str
    at: int
    head: str
    number: int = 0
    held_on: date | None = None
    nth: int = 0
    starts_at: str = ""
    ends_at: str = ""
    session_id: int | None = None


@dataclass
class SignInRow(SheetRow):
    """A line of the sheet. record_id is the person's.

    standing: on the class's list, known to the ledger, or unknown to it. typed: the lessons whose cell is not empty;
    write: the marks that are to be written, by lesson. registrable: enough is known to register the person.
    """

    standing: str = STRANGER
    typed: frozenset[str] = frozenset()
    write: dict[str, str] = field(default_factory=dict)
    registrable: bool = False


@dataclass
class SignInRun(DryRun):
    """The dry run of a sign-in sheet.

    class_name, course, programme, teacher, place, hours (per lesson): as the sheet says. class_run_id, class_title: the
    ledger's class run, None and "" while it is not known. runs: classes to choose from, by id. lessons: the columns that
    are imported, in order. assumed_year: the year of the days when nothing tells it.
    """

    class_name: str = ""
    course: str = ""
    programme: str = ""
    teacher: str = ""
    place: str = ""
    hours: int = 0
    class_run_id: int | None = None
    class_title: str = ""
    runs: dict[int, str] = field(default_factory=dict)
    lessons: list[Lesson] = field(default_factory=list)
    assumed_year: int | None = None

    @property
    def people(self) -> list[SignInRow]:
        """The lines with somebody on them."""
        return [row for row in self.rows if isinstance(row, SignInRow)]

    def standing(self, which: str) -> int:
        """How many lines that can be imported are of a standing."""
        return sum(row.standing == which and not row.blocked for row in self.people)


@dataclass(frozen=True)
class SignInDecisions(Decisions):
    """The clerk's decisions about a sign-in sheet.

    create_run: make the class run that the sheet names. guests: people of the ledger who are not on the class's list are
    enrolled, only counted (未实名人次), or left out. strangers: people whom the ledger does not know are registered and
    enrolled, counted, or left out.
    """

    create_run: bool = False
    guests: str = ENROL
    strangers: str = REGISTER

    def takes(self, row: SheetRow) -> bool:
        """Whether a line is imported."""
        if not isinstance(row, SignInRow) or not super().takes(row):
            return False
        if row.standing == GUEST:
            return self.guests != LEAVE
        if row.standing == STRANGER:
            return self.strangers == COUNT or (self.strangers == REGISTER and row.registrable)
        return True

    def counts(self, row: SignInRow) -> bool:
        """Whether a line that is taken goes in without its name."""
        ways = {GUEST: self.guests, STRANGER: self.strangers}
        return ways.get(row.standing) == COUNT


def usual_for_sign_in(run: SignInRun, updates: bool) -> SignInDecisions:
    """Make the class when the ledger has none of that name; enrol and register whoever signed."""
    return SignInDecisions(updates=updates, create_run=run.class_run_id is None and bool(run.class_name))


def attendances(run: SignInRun) -> int:
    """How many attendances (人次: 出勤, 迟到) the sheet holds."""
    return sum(row.values.get(one.name) in ("present", "late") for row in run.people for one in run.lessons)


def settle(row: SignInRow) -> None:
    """The state of a line from its problems and from what is to be written."""
    if row.blocked:
        row.state = State.PROBLEM
    elif row.differences:
        row.state = State.UPDATE
    else:
        row.state = State.NEW if row.write else State.SAME
