"""A list of an organization's members as read: which body it is of, who is on it, and which posts they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.exchange.decisions import Decisions
from app.exchange.readrow import SheetRow
from app.exchange.run import DryRun

MEMBER, KNOWN, STRANGER = "member", "known", "stranger"
PLAIN_MEMBER = frozenset({"", "组员", "成员", "会员", "团员", "党员", "队员"})


@dataclass
class MemberRow(SheetRow):
    """A line of the list. record_id is the person's.

    standing: a member already, only in the ledger, or unknown to it. registrable: enough is known to register the person.
    """

    standing: str = STRANGER
    registrable: bool = False

    @property
    def office(self) -> str:
        """The post that is more than being a member; "" for none."""
        post = str(self.values.get("post") or "")
        return "" if post in PLAIN_MEMBER else post


@dataclass
class MembersRun(DryRun):
    """The dry run of a list of members.

    organization: as the title says. body_id, body_name: the ledger's, None and "" while it is not known. bodies: to choose
    from, by id. on: the day the list is of, from which new memberships run.
    """

    organization: str = ""
    body_id: int | None = None
    body_name: str = ""
    bodies: dict[int, str] = field(default_factory=dict)
    on: date = field(default_factory=date.today)

    @property
    def people(self) -> list[MemberRow]:
        """The lines with somebody on them."""
        return [row for row in self.rows if isinstance(row, MemberRow)]

    def standing(self, which: str) -> int:
        """How many lines that can be imported are of a standing."""
        return sum(row.standing == which and not row.blocked for row in self.people)


@dataclass(frozen=True)
class MembersDecisions(Decisions):
    """The clerk's decisions about a list of members.

    on: first day of new memberships and posts. register: people whom the ledger does not know are registered where enough
    is known about them; else they are left out.
    """

    on: date = field(default_factory=date.today)
    register: bool = True

    def takes(self, row: SheetRow) -> bool:
        """Whether a line is imported."""
        if not isinstance(row, MemberRow) or not super().takes(row):
            return False
        return row.standing != STRANGER or (self.register and row.registrable)


def usual_for_members(run: MembersRun, updates: bool) -> MembersDecisions:
    """Everybody on the list becomes a member from the day the list is of."""
    return MembersDecisions(updates=updates, on=run.on)
