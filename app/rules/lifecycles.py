"""Life-cycles as tables: which status may follow which; and the rule that keeps a record on its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.errors import Problem
from db.models import ClassRunStatus as Run
from db.models import EnrolmentStatus as Place
from db.models import FacilityStatus as Site
from db.models import FaultState as Flaw
from db.models import LogState as Log
from db.models import OrganizationStatus as Body
from db.models import ProofState as Proof
from db.models import ReturnState as Report
from db.models import TeamStatus as Team
from db.models import UnitStage as Stage


@dataclass(frozen=True)
class Lifecycle:
    """steps: for each status those that may follow it at once; a status that nothing follows is the end.

    starts: what a new record may begin with: offices also write down what began long before the ledger.
    """

    steps: Mapping[str, tuple[str, ...]]
    starts: tuple[str, ...]

    def allows(self, now: str, then: str) -> bool:
        """True when a record may go from one status to the other in one step (staying is no step)."""
        return now == then or then in self.steps[now]

    def is_end(self, status: str) -> bool:
        """True when nothing follows the status."""
        return not self.steps[status]

    def paths(self) -> Iterator[tuple[str, ...]]:
        """Every way through the life-cycle that visits no status twice."""
        waiting: list[tuple[str, ...]] = [(start,) for start in self.starts]
        while waiting:
            path = waiting.pop()
            yield path
            waiting += [(*path, then) for then in self.steps[path[-1]] if then not in path]


ORGANIZATION = Lifecycle(
    {
        Body.PREPARING: (Body.ACTIVE, Body.DISSOLVED),
        Body.ACTIVE: (Body.ADJUSTING, Body.ELECTING, Body.DISSOLVED),
        Body.ADJUSTING: (Body.ACTIVE, Body.DISSOLVED),
        Body.ELECTING: (Body.ACTIVE, Body.DISSOLVED),
        Body.DISSOLVED: (),
    },
    tuple(Body),
)
FACILITY = Lifecycle(
    {
        Site.PREPARING: (Site.TRIAL, Site.CLOSED),
        Site.TRIAL: (Site.OPEN, Site.CLOSED),
        Site.OPEN: (Site.SUSPENDED, Site.CLOSED),
        Site.SUSPENDED: (Site.OPEN, Site.CLOSED),
        Site.CLOSED: (),
    },
    tuple(Site),
)
CLASS_RUN = Lifecycle(
    {
        Run.PLANNED: (Run.ENROLLING, Run.CANCELLED),
        Run.ENROLLING: (Run.RUNNING, Run.CANCELLED),
        Run.RUNNING: (Run.FINISHED, Run.CANCELLED),
        Run.FINISHED: (),
        Run.CANCELLED: (),
    },
    (Run.PLANNED, Run.ENROLLING, Run.RUNNING, Run.FINISHED),
)
ENROLMENT = Lifecycle(
    {
        Place.APPLIED: (Place.ENROLLED, Place.WAITING, Place.REJECTED, Place.WITHDRAWN),
        Place.WAITING: (Place.ENROLLED, Place.REJECTED, Place.WITHDRAWN),
        Place.REJECTED: (),
        Place.ENROLLED: (Place.ACTIVE, Place.WITHDRAWN, Place.REMOVED),
        Place.ACTIVE: (Place.COMPLETED, Place.PARTIAL, Place.WITHDRAWN, Place.REMOVED),
        Place.COMPLETED: (),
        Place.PARTIAL: (),
        Place.WITHDRAWN: (),
        Place.REMOVED: (),
    },
    (Place.APPLIED, Place.WAITING, Place.ENROLLED, Place.ACTIVE),
)
SERVICE_LOG = Lifecycle(
    {
        Log.ENTERED: (Log.VERIFIED,),
        Log.VERIFIED: (Log.BOOKED, Log.REVERSED),
        Log.BOOKED: (Log.REVERSED,),
        Log.REVERSED: (),
    },
    (Log.ENTERED,),
)
TEAM = Lifecycle(
    {
        Team.PREPARING: (Team.ACTIVE, Team.DISBANDED),
        Team.ACTIVE: (Team.SUSPENDED, Team.DISBANDED),
        Team.SUSPENDED: (Team.ACTIVE, Team.DISBANDED),
        Team.DISBANDED: (),
    },
    tuple(Team),
)
# 申报 → 创建中 → 验收 → 授牌 → 示范 or 摘牌; an inspection that is not passed goes back, and so may a model.
UNIT = Lifecycle(
    {
        Stage.LISTED: (Stage.APPLIED,),
        Stage.APPLIED: (Stage.CREATING, Stage.LISTED),
        Stage.CREATING: (Stage.INSPECTED, Stage.LISTED),
        Stage.INSPECTED: (Stage.RECOGNISED, Stage.CREATING),
        Stage.RECOGNISED: (Stage.MODEL, Stage.WITHDRAWN),
        Stage.MODEL: (Stage.RECOGNISED, Stage.WITHDRAWN),
        Stage.WITHDRAWN: (Stage.APPLIED,),
    },
    tuple(Stage),
)
# What is approved goes back to be verified when a record in it is reversed; a number that was given out only ends.
PROOF = Lifecycle(
    {
        Proof.REQUESTED: (Proof.ACCEPTED, Proof.REJECTED),
        Proof.ACCEPTED: (Proof.VERIFIED, Proof.REJECTED),
        Proof.VERIFIED: (Proof.VERIFIED, Proof.APPROVED, Proof.ACCEPTED, Proof.REJECTED),
        Proof.APPROVED: (Proof.ISSUED, Proof.VERIFIED, Proof.ACCEPTED, Proof.REJECTED),
        Proof.ISSUED: (Proof.PUBLICIZED, Proof.ARCHIVED, Proof.VOIDED, Proof.REISSUED),
        Proof.PUBLICIZED: (Proof.ARCHIVED, Proof.VOIDED, Proof.REISSUED),
        Proof.ARCHIVED: (Proof.VOIDED, Proof.REISSUED),
        Proof.REJECTED: (),
        Proof.VOIDED: (),
        Proof.REISSUED: (),
    },
    (Proof.REQUESTED,),
)
FAULT = Lifecycle(
    {
        Flaw.OPEN: (Flaw.MENDED,),
        Flaw.MENDED: (Flaw.CLOSED, Flaw.OPEN),
        Flaw.CLOSED: (),
    },
    tuple(Flaw),
)

# 起草 → 审核 → 审定 (sealed) → 报送 → 归档; it may be sent back, and opened again with a reason.
RETURN = Lifecycle(
    {
        Report.DRAFT: (Report.REVIEW,),
        Report.REVIEW: (Report.APPROVED, Report.DRAFT),
        Report.APPROVED: (Report.SENT, Report.DRAFT),
        Report.SENT: (Report.ARCHIVED, Report.DRAFT),
        Report.ARCHIVED: (Report.DRAFT,),
    },
    (Report.DRAFT,),
)


class follows:  # noqa: N801 - used like a function: a rule made for one life-cycle
    """The rule that a record's status takes only the steps of its life-cycle."""

    def __init__(self, lifecycle: Lifecycle, name: str, labels: Sequence[tuple[str, str]]) -> None:
        """name: the status field; labels: its (stored value, label) pairs, for the sentence."""
        self._lifecycle, self._name, self._labels = lifecycle, name, dict(labels)

    def __call__(self, record: Any, _: Session) -> Sequence[Problem]:
        """Compare the status with the one that was loaded."""
        now, before = getattr(record, self._name), value_before(record, self._name)
        if before is None:
            if now in self._lifecycle.starts:
                return ()
            starts = self._named(self._lifecycle.starts)
            message = f"新登记时状态不能是“{self._labels[now]}”，可以是{starts}。"
            return (Problem("STATUS_START", self._name, message),)
        if self._lifecycle.allows(before, now):
            return ()
        return (Problem("STATUS_STEP", self._name, self.refusal(before, now)),)

    def refusal(self, before: str, now: str) -> str:
        """The sentence for a step that the life-cycle does not have."""
        if self._lifecycle.is_end(before):
            return f"状态已是“{self._labels[before]}”，不能再改为“{self._labels[now]}”；误登记的请用撤销。"
        steps = self._named(self._lifecycle.steps[before])
        return f"状态不能从“{self._labels[before]}”直接改为“{self._labels[now]}”，下一步可以是{steps}。"

    def _named(self, statuses: Sequence[str]) -> str:
        return "".join(f"“{self._labels[status]}”" for status in statuses)


def value_before(record: Any, name: str) -> Any:
    """The value an attribute had when the record was loaded; None for a new record."""
    state = sa.inspect(record)
    if not state.has_identity:
        return None
    gone = state.attrs[name].history.deleted
    return gone[0] if gone else getattr(record, name)
