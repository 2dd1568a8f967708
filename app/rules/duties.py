"""What is due for somebody on the way into the Party, computed from dates alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.rules.party import probation_end, stage_at
from app.rules.waiting import Waiting, months_after
from db.models import PartyStage


@dataclass(frozen=True)
class Duty:
    """One thing to do. may: it may be done from that day on, nobody is late before it is."""

    code: str
    text: str
    due_on: date
    may: bool = False

    def overdue_days(self, on: date) -> int:
        """Days since it was due; 0 until then, and for what merely may be done."""
        return 0 if self.may else max(0, (on - self.due_on).days)


@dataclass(frozen=True)
class Done:
    """What was done for somebody beside the dates of the card.

    reviews: days of reviews. mentors: how many there are. steps: the template's steps of each stage that are not done,
    as (name, months after the stage began).
    """

    reviews: Sequence[date] = ()
    mentors: int = 0
    steps: Iterable[tuple[PartyStage, str, int]] = ()


def duties(card: Any, done: Done, on: date, times: Waiting) -> list[Duty]:
    """Everything that is due, was due or may be done for a card as it stood on a day; the earliest first.

    Dates after ``on`` are not yet known then.
    """
    begun = stage_at(card, on)
    if begun is None:
        return []
    stage, since = begun
    found = list(_OF_STAGE.get(stage, _nothing)(card, done, on, times))
    found += [
        Duty("STEP", name, months_after(since, months)) for of, name, months in done.steps if of == stage
    ]
    return sorted(found, key=lambda duty: (duty.due_on, duty.code, duty.text))


def _known(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _applicant(card: Any, _: Done, on: date, times: Waiting) -> Iterable[Duty]:
    if not _known(card.talk_on, on):
        yield Duty("TALK", "派人谈话", months_after(card.applied_on, times.party_talk_months))


def _activist(card: Any, done: Done, on: date, times: Waiting) -> Iterable[Duty]:
    """Reviews follow half a year after the one before, the first half a year after the stage began."""
    if done.mentors == 0:
        yield Duty("MENTOR", "确定培养联系人", card.activist_on)
    held = [day for day in done.reviews if card.activist_on <= day <= on]
    last = max(held, default=card.activist_on)
    yield Duty("REVIEW", "半年考察", months_after(last, times.party_review_months))
    earliest = months_after(card.activist_on, times.party_activist_months)
    yield Duty("CANDIDATE", "培养教育期满，可以研究列为发展对象", earliest, may=True)


def _probationary(card: Any, _: Done, on: date, times: Waiting) -> Iterable[Duty]:
    if not _known(card.approved_on, on) and card.admitted_on is not None:
        latest = months_after(card.admitted_on, times.party_approval_months)
        longest = months_after(card.admitted_on, times.party_approval_longest_months)
        late = f"上级党组织审批（已超过最长期限{longest}，须重新履行程序）"
        yield Duty("APPROVAL", late if on > longest else "上级党组织审批", latest)
    extended_to = card.extended_to if _known(card.extended_on, on) else None
    if card.admitted_on is not None or extended_to is not None:
        over = probation_end(card.admitted_on, extended_to, times.party_probation_months)
        yield Duty("CONFIRM", "预备期满，讨论转正", over)


def _nothing(card: Any, done: Done, on: date, times: Waiting) -> Iterable[Duty]:
    return ()


_OF_STAGE: dict[PartyStage, Callable[[Any, Done, date, Waiting], Iterable[Duty]]] = {
    PartyStage.APPLICANT: _applicant,
    PartyStage.ACTIVIST: _activist,
    PartyStage.PROBATIONARY: _probationary,
    PartyStage.EXTENDED: _probationary,
}
