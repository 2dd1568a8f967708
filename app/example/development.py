"""The example's ways into the Party: cards with stages, talks, reviews, contacts and steps, some of them late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.actions.party import TEMPLATE
from app.example.bodies import Bodies
from app.example.book import Book, Row
from app.example.classes import Run
from app.example.lives import Life, People
from app.example.office import FOUNDED, TODAY
from app.rules.party import STAGE_DATES
from db.models import (
    PartyContact,
    PartyContactRole,
    PartyIndex,
    PartyReview,
    PartyStage,
    PartyStagePeriod,
    PartyStep,
    PartyStepDate,
    ReviewResult,
)

_TOPIC = "组织"
_POLITICS = {PartyStage.PROBATIONARY: "02", PartyStage.FULL: "01"}
_STAGES = {name: stage for stage, name in STAGE_DATES.items()}
_TAKES_PART_ON = date(2024, 1, 8)  # the functional committee is at work by then
_MENTORS = ("姚书记", "沈主任", "钱科长", "陆师傅")


@dataclass(frozen=True)
class _Way:
    """Somebody's way. dates: what was written on the card, by field; reviews; steps done, by name. learner: of a class."""

    dates: dict[str, date]
    reviews: tuple[date, ...] = ()
    steps: tuple[tuple[str, date], ...] = ()
    learner: bool = False
    mentors: int = 2
    end: str = ""


def _way(
    applied: date,
    talk: date | None = None,
    activist: date | None = None,
    candidate: date | None = None,
    admitted: date | None = None,
    approved: date | None = None,
    **more: Any,
) -> _Way:
    named = {"applied_on": applied, "talk_on": talk, "activist_on": activist, "candidate_on": candidate,
             "admitted_on": admitted, "approved_on": approved, **more.pop("dates", {})}  # fmt: skip
    return _Way({name: day for name, day in named.items() if day is not None}, **more)


D = date
_WAYS = (
    _way(D(2022, 3, 7), D(2022, 3, 28), D(2022, 9, 12), D(2023, 10, 10), D(2023, 12, 22), D(2024, 2, 26),
         learner=True, reviews=(D(2023, 3, 10), D(2023, 9, 11)), steps=(("入党宣誓", D(2024, 3, 1)),)),
    _way(D(2022, 5, 16), D(2022, 6, 6), D(2022, 11, 21), D(2024, 1, 15), D(2024, 3, 28), D(2024, 5, 30),
         learner=True, reviews=(D(2023, 5, 22), D(2023, 11, 20)), steps=(("入党宣誓", D(2024, 7, 1)),)),
    _way(D(2022, 6, 20), D(2022, 7, 11), D(2023, 1, 9), D(2024, 4, 15), D(2024, 6, 28), D(2024, 9, 10),
         learner=True, reviews=(D(2023, 7, 10), D(2024, 1, 8))),
    _way(D(2022, 9, 5), D(2022, 9, 26), D(2023, 3, 20), D(2024, 6, 17), D(2024, 8, 26),
         reviews=(D(2023, 9, 18), D(2024, 3, 18)), steps=(("政治审查办结", D(2024, 7, 15)),)),
    _way(D(2021, 9, 13), D(2021, 10, 8), D(2022, 3, 14), D(2023, 4, 17), D(2023, 6, 12), D(2023, 8, 21),
         reviews=(D(2022, 9, 14), D(2023, 3, 14)),
         dates={"extended_on": D(2024, 6, 17), "extended_to": D(2024, 12, 12)}),
    _way(D(2021, 8, 9), D(2021, 8, 30), D(2022, 1, 17), D(2023, 2, 20), D(2023, 4, 24), D(2023, 6, 26),
         dates={"confirmed_on": D(2024, 4, 26)}),
    _way(D(2021, 10, 11), D(2021, 11, 1), D(2022, 5, 16), D(2023, 8, 14), D(2023, 10, 18), D(2023, 12, 18),
         learner=True, dates={"confirmed_on": D(2024, 10, 22)}),
    _way(D(2023, 2, 13), D(2023, 3, 6), D(2023, 8, 14), D(2024, 9, 2), reviews=(D(2024, 2, 19), D(2024, 8, 12))),
    _way(D(2023, 3, 20), D(2023, 4, 10), D(2023, 9, 18), D(2024, 10, 14), reviews=(D(2024, 3, 18), D(2024, 9, 18))),
    _way(D(2022, 12, 5), D(2022, 12, 28), D(2023, 6, 12), reviews=(D(2023, 12, 11), D(2024, 6, 11))),
    _way(D(2023, 6, 5), D(2023, 6, 28), D(2023, 11, 20), reviews=(D(2024, 5, 20),)),
    _way(D(2023, 9, 4), D(2023, 9, 27), D(2024, 2, 26), reviews=(D(2024, 8, 26),)),
    _way(D(2023, 11, 13), D(2023, 12, 8), D(2024, 5, 13), learner=True, mentors=1),
    _way(D(2024, 1, 15), D(2024, 2, 5), D(2024, 7, 8), learner=True),
    _way(D(2024, 3, 11), D(2024, 4, 8), D(2024, 9, 9), mentors=0),
    _way(D(2024, 4, 22), D(2024, 5, 13), D(2024, 10, 21)),
    _way(D(2024, 8, 5), D(2024, 8, 28), steps=(("推荐（推优）", D(2024, 10, 16)),)),
    _way(D(2024, 9, 11), D(2024, 10, 8), learner=True),
    _way(D(2024, 9, 23), D(2024, 10, 18)),
    _way(D(2024, 10, 12)),
    _way(D(2024, 10, 28)),
    _way(D(2024, 11, 6)),
    _way(D(2024, 11, 18), learner=True),
    _way(D(2024, 11, 25)),
    _way(D(2023, 11, 6), D(2023, 11, 30), end="withdrawn", dates={"ended_on": D(2024, 4, 15)}),
    _way(D(2022, 11, 7), D(2022, 12, 1), D(2023, 5, 15), end="transferred_out", reviews=(D(2023, 11, 15),),
         dates={"ended_on": D(2024, 7, 22)}),
)  # fmt: skip


class Development:
    """Tells who is on the way into the Party."""

    def __init__(self, book: Book, people: People, bodies: Bodies, runs: list[Run]) -> None:
        """bodies, runs: those already told of."""
        self._book, self._people, self._bodies = book, people, bodies
        self._chance = book.chance
        self._learners = {life: run.days[0] for run in reversed(runs) for _, life in run.enrolments}
        self._taken: set[Life] = set()
        self._steps: dict[str, Row] = {}

    def tell(self) -> None:
        """Enter the template and the cards."""
        self._lay_out_steps()
        for at, way in enumerate(_WAYS):
            self._card(way, self._somebody(way), at)

    def _lay_out_steps(self) -> None:
        positions: dict[PartyStage, int] = {}
        for name, stage, months in TEMPLATE:
            positions[stage] = positions.get(stage, 0) + 1
            self._steps[name] = self._book.add(
                FOUNDED,
                _TOPIC,
                PartyStep,
                name=name,
                stage=stage,
                position=positions[stage],
                due_months=months,
            )

    def _somebody(self, way: _Way) -> Life:
        """Somebody who is no Party member, was of age and here at the application, and is still here."""
        applied = way.dates["applied_on"]
        known = way.dates.get("admitted_on", TODAY)
        fits = [
            life
            for life in self._people.here(max(applied, date(2022, 12, 30)), TODAY)
            if life not in self._taken
            and life.person.now.get("politics") in ("03", "13")
            and life.person.values["birth_date"] < applied - timedelta(days=19 * 366)
            and (not way.learner or self._learners.get(life, TODAY) < known)
        ]
        life = self._chance.choice(fits)
        self._taken.add(life)
        return life

    def _card(self, way: _Way, life: Life, at: int) -> None:
        begun = way.dates["applied_on"]
        committee = self._bodies.party.committees[life.community]
        card = self._book.add(
            begun, _TOPIC, PartyIndex, person_id=life.person, applied_on=begun, stage=PartyStage.APPLICANT,
            stage_on=begun, formal_org_id=committee, materials_on_file=bool(at % 4),
        )  # fmt: skip
        if at % 2 and not way.end:
            functional = self._bodies.party.functional
            self._book.change(max(begun, _TAKES_PART_ON), _TOPIC, card, functional_org_id=functional)
        self._stages(way, life, card)
        for day in way.reviews:
            self._book.add(
                day, _TOPIC, PartyReview, index_id=card, reviewed_on=day, reviewer=_MENTORS[at % 4],
                result=ReviewResult.MATURE if day is way.reviews[-1] and at % 2 else ReviewResult.CONTINUE,
            )  # fmt: skip
        for name, day in way.steps:
            self._book.add(day, _TOPIC, PartyStepDate, index_id=card, step_id=self._steps[name], done_on=day)
        self._contacts(way, card, at)

    def _stages(self, way: _Way, life: Life, card: Row) -> None:
        """The card as it was written on, day by day, with its stages as periods and the person's 政治面貌."""
        period = self._period(card, PartyStage.APPLICANT, way.dates["applied_on"])
        for name, day in sorted(way.dates.items(), key=lambda pair: pair[1]):
            if name in ("applied_on", "extended_to"):
                continue
            values: dict[str, Any] = {name: day}
            stage = PartyStage(way.end) if name == "ended_on" else _STAGES.get(name)
            if stage is not None:
                values |= {"stage": stage, "stage_on": day}
                self._book.change(day, _TOPIC, period, to_on=day)
                period = self._period(card, stage, day)
            values |= self._along(name, day, way)
            self._book.change(day, _TOPIC, card, **values)
            if stage in _POLITICS:
                self._book.change(day, _TOPIC, life.person, politics=_POLITICS[stage])

    def _period(self, card: Row, stage: PartyStage, on: date) -> Row:
        return self._book.add(on, _TOPIC, PartyStagePeriod, index_id=card, stage=stage, from_on=on)

    @staticmethod
    def _along(name: str, day: date, way: _Way) -> dict[str, Any]:
        """What is written on the card together with a date."""
        if name == "activist_on":
            return {"activist_filed_on": day + timedelta(days=8)}
        if name == "admitted_on":
            begun = way.dates["candidate_on"] + timedelta(days=7)
            course = {"course_from": begun, "course_to": begun + timedelta(days=2), "course_hours": 24}
            return course | {"precheck_on": day - timedelta(days=14)}
        if name == "extended_on":
            return {"extended_to": way.dates["extended_to"]}
        return {"end_kind": way.end} if name == "ended_on" else {}

    def _contacts(self, way: _Way, card: Row, at: int) -> None:
        ended = way.dates.get("ended_on")
        for role, since, count in (
            (PartyContactRole.MENTOR, way.dates.get("activist_on"), way.mentors),
            (PartyContactRole.SPONSOR, way.dates.get("candidate_on"), 2),
        ):
            for number in range(count if since is not None else 0):
                name = _MENTORS[(at + number) % len(_MENTORS)]
                row = self._book.add(
                    since or TODAY, _TOPIC, PartyContact, index_id=card, role=role, name=name, from_on=since
                )  # fmt: skip
                if ended is not None:
                    self._book.change(ended, _TOPIC, row, to_on=ended)
