"""A sheet of volunteer hours as read: which team it is of, and who served on which day for how long."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.exchange.decisions import Decisions
from app.exchange.readrow import SheetRow
from app.exchange.run import DryRun

MEMBER, GUEST, STRANGER = "member", "guest", "stranger"
NO_TEAM = 0


@dataclass
class HoursRow(SheetRow):
    """A line of the sheet. person_id: whom it means; record_id is that of the same record in the ledger, if there is one.

    standing: in the team on that day, only in the ledger, or unknown to it.
    """

    standing: str = STRANGER
    person_id: int | None = None


@dataclass
class HoursRun(DryRun):
    """The dry run of a sheet of hours.

    team: as the title says. team_id, team_name: the ledger's, None and "" while it is not known. teams: to choose from,
    by id.
    """

    team: str = ""
    team_id: int | None = None
    team_name: str = ""
    teams: dict[int, str] = field(default_factory=dict)

    @property
    def services(self) -> list[HoursRow]:
        """The lines with a service on them."""
        return [row for row in self.rows if isinstance(row, HoursRow)]

    @property
    def total_minutes(self) -> int:
        """The minutes of the lines that can be imported or are in the ledger already."""
        return sum(row.values["minutes"] for row in self.services if not row.blocked)

    def standing(self, which: str) -> int:
        """How many people on lines that can be imported are of a standing."""
        return len({row.values["name"] for row in self.services if row.standing == which and not row.blocked})


@dataclass(frozen=True)
class HoursDecisions(Decisions):
    """The clerk's decisions about a sheet of hours.

    create_team: make the team that the sheet names. category: as what strangers are registered (``rider``); "" leaves
    them out. join: people of the ledger who are not in the team are entered as members from their first day on.
    """

    create_team: bool = False
    category: str = ""
    join: bool = False

    def takes(self, row: SheetRow) -> bool:
        """Whether a line is imported."""
        if not isinstance(row, HoursRow) or not super().takes(row):
            return False
        return row.standing != STRANGER or bool(self.category)


def usual_for_hours(run: HoursRun, updates: bool) -> HoursDecisions:
    """Make the team when the ledger has none of that name; strangers stay out until somebody says what they are."""
    return HoursDecisions(updates=updates, create_team=run.team_id is None and bool(run.team))
