"""The example's training: two terms of “三新”学堂 with classes, lectures, learners, their marks, and who listened unnamed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.example.book import Book, Row
from app.example.curriculum import (
    ACADEMY,
    ACADEMY_FROM,
    APPLIED,
    BEGINS,
    ENDS,
    HOURS,
    NEXT,
    PASS_PERCENT,
    PLACES,
    PLANS,
    SCHOOL,
    SCHOOL_FROM,
    SUBJECTS,
    TERMS,
    UNIVERSITY,
    WAITING,
    Plan,
)
from app.example.lives import Life, People
from app.example.office import FOUNDED, STREET, TODAY, Office
from db.models import (
    Attendance,
    ClassRun,
    ClassRunStatus,
    ClassSession,
    Course,
    Enrolment,
    EnrolmentStatus,
    Headcount,
    Mark,
    Outcome,
    Programme,
    Term,
)

_TOPIC = "培训"
_MARKS = (Mark.PRESENT, Mark.LATE, Mark.LEAVE, Mark.ABSENT, Mark.PROXY)
_DILIGENT, _BUSY = (88, 5, 4, 2, 1), (55, 8, 20, 16, 1)
_TEACHERS = ("刘老师", "金老师", "方老师", "汪老师", "章老师")
_LISTENERS = {"现场旁听": (9, 28), "站点集中收看": (16, 39)}  # unnamed, between so many
_PLANNED = timedelta(days=30)  # before a term, it is registered
_LEAVES = ("调往其他站点", "班次与上班时间冲突", "个人原因")


@dataclass
class Run:
    """A class of the example and how its learners did."""

    row: Row
    days: list[date]
    enrolments: list[tuple[Row, Life]]

    @property
    def finished(self) -> bool:
        """Whether the last lecture lies in the story."""
        return self.days[-1] <= TODAY


class Classes:
    """Tells which classes ran, who took part and who completed them.

    programmes: by name, once told.
    """

    def __init__(self, book: Book, office: Office, people: People, members: Sequence[Life]) -> None:
        """people: those who may enrol; members: those of them who are in the union."""
        self._book, self._office, self._people, self._members = book, office, people, members
        self._chance = book.chance
        self._taken: set[tuple[date, str]] = set()
        self.programmes: dict[str, Row] = {}

    def tell(self) -> list[Run]:
        """Enter everything; returns the classes that began, in that order."""
        self.programmes = {
            ACADEMY: self._programme(ACADEMY, ACADEMY_FROM, "新就业群体学历提升，与高校联办。", UNIVERSITY),
            SCHOOL: self._programme(SCHOOL, SCHOOL_FROM, "新就业群体技能课程，每期公布课表，公益免费。", ""),
        }
        school = self.programmes[SCHOOL]
        terms = [
            self._book.add(
                first - _PLANNED, _TOPIC, Term, programme_id=school, name=name, from_on=first, to_on=last
            )
            for name, first, last in TERMS
        ]
        courses = {name: self._course(name) for name in SUBJECTS}
        runs = [self._run(courses[plan.course], terms[plan.term], plan) for plan in PLANS]
        self._announce(courses[NEXT.course], terms[NEXT.term])
        return runs

    def _programme(self, name: str, founded: date, description: str, partner: str) -> Row:
        issuer = f"{STREET}{name if name[0] == '“' else f'“{name}”'}"
        return self._book.add(
            FOUNDED, _TOPIC, Programme, name=name, area_id=self._office.street, founded_on=founded,
            issuer=issuer, partner=partner, description=description,
        )  # fmt: skip

    def _course(self, name: str) -> Row:
        subject = SUBJECTS[name]
        return self._book.add(
            FOUNDED, _TOPIC, Course, name=name, programme_id=self.programmes[SCHOOL], category=subject.category,
            credit_hours=HOURS * len(subject.lectures.split()), pass_percent=PASS_PERCENT,
            needs_union=subject.needs_union,
        )  # fmt: skip

    def _run(self, course: Row, term: Row, plan: Plan) -> Run:
        days = _weekdays(plan.first, plan.lectures, plan.gap)
        announced = plan.first - timedelta(days=12)
        row = self._class(course, term, plan, days, announced, plan.size + 6)
        self._book.change(plan.first, _TOPIC, row, status=ClassRunStatus.RUNNING)
        there = self._people.here(announced, min(days[-1] + timedelta(days=10), TODAY))
        chosen = self._chance.sample([life for life in there if life.station is not None], plan.size)
        run = Run(row, days, [(self._enrol(row, life, announced), life) for life in chosen])
        self._hold(run, plan)
        if run.finished:
            self._book.change(days[-1], _TOPIC, row, status=ClassRunStatus.FINISHED)
        return run

    def _class(
        self, course: Row, term: Row, plan: Plan, days: list[date], announced: date, capacity: int
    ) -> Row:
        teacher = self._chance.choice(self._free(days, _TEACHERS))
        place = self._free(days, PLACES)[0]
        self._taken |= {(day, name) for day in days for name in (teacher, place)}
        return self._book.add(
            announced, _TOPIC, ClassRun, name=f"{TERMS[plan.term][0]}{plan.course}班", course_id=course, term_id=term,
            area_id=self._office.street, status=ClassRunStatus.ENROLLING, from_on=plan.first, to_on=days[-1],
            teacher=teacher, place=place, capacity=capacity, credit_hours=HOURS * plan.lectures,
            pass_percent=PASS_PERCENT, issuer=f"{STREET}{SCHOOL}", partner=SUBJECTS[plan.course].partner,
            cost=self._chance.randint(20, 90) * 10_000,
        )  # fmt: skip

    def _announce(self, course: Row, term: Row) -> None:
        """The next class is full already: some wait for a seat, others are still to be looked at."""
        days = _weekdays(NEXT.first, NEXT.lectures, NEXT.gap)
        announced = TODAY - timedelta(days=8)
        row = self._class(course, term, NEXT, days, announced, NEXT.size)
        for at, day in enumerate(days):
            self._lecture(row, NEXT, at, day)
        there = set(self._people.here(announced, TODAY))
        fits = [life for life in self._members if life in there and life.station is not None]
        chosen = self._chance.sample(fits, NEXT.size + WAITING + APPLIED)
        for at, life in enumerate(chosen):
            on = announced + timedelta(days=at // 4)
            if at < NEXT.size + WAITING:
                seated = at < NEXT.size
                status = EnrolmentStatus.ENROLLED if seated else EnrolmentStatus.WAITING
                self._enrol(row, life, on, status=status, reviewed_on=on + timedelta(days=1))
            else:
                self._enrol(row, life, on, status=EnrolmentStatus.APPLIED)

    def _enrol(
        self,
        run: Row,
        life: Life,
        on: date,
        *,
        status: EnrolmentStatus = EnrolmentStatus.ENROLLED,
        **values: object,
    ) -> Row:
        source = self._chance.choice(("站点推荐", "本人", "工会"))
        return self._book.add(
            on, _TOPIC, Enrolment, class_run_id=run, person_id=life.person, status=status, applied_on=on, source=source,
            education=life.person.values["education"], **values,
        )  # fmt: skip

    def _free(self, days: list[date], names: tuple[str, ...]) -> list[str]:
        """The teachers or rooms that are free on all of the days."""
        return [name for name in names if not any((day, name) in self._taken for day in days)]

    def _lecture(self, run: Row, plan: Plan, at: int, day: date) -> Row:
        return self._book.add(
            min(day, TODAY), _TOPIC, ClassSession, class_run_id=run, held_on=day, starts_at=BEGINS, ends_at=ENDS,
            topic=SUBJECTS[plan.course].lecture(at), credit_hours=HOURS,
        )  # fmt: skip

    def _hold(self, run: Run, plan: Plan) -> None:
        attended = dict.fromkeys((row for row, _ in run.enrolments), 0)
        busy = {row for row, _ in run.enrolments if self._chance.random() < 0.18}
        leaver = run.enrolments[-1][0] if run.finished and plan.size % 4 == 0 else None
        for at, day in enumerate(run.days):
            session = self._lecture(run.row, plan, at, day)
            if day > TODAY:
                continue
            for row, life in run.enrolments:
                if row is leaver and at > 1:
                    continue
                mark = self._chance.choices(_MARKS, _BUSY if row in busy else _DILIGENT)[0]
                attended[row] += mark in (Mark.PRESENT, Mark.LATE)
                self._book.add(day, _TOPIC, Attendance, session_id=session, person_id=life.person, mark=mark)
            for description, (least, most) in _LISTENERS.items():
                if self._chance.random() < 0.75:
                    count = self._chance.randint(least, most)
                    self._book.add(
                        day, _TOPIC, Headcount, session_id=session, description=description, count=count
                    )
        if run.finished:
            for row, _ in run.enrolments:
                self._close(row, run.days, attended[row], leaves=row is leaver)

    def _close(self, enrolment: Row, days: list[date], attended: int, *, leaves: bool) -> None:
        if leaves:
            on, reason = days[2], self._chance.choice(_LEAVES)
            self._book.change(
                on, _TOPIC, enrolment, status=EnrolmentStatus.WITHDRAWN, left_on=on, reason=reason
            )
        elif attended * 100 >= PASS_PERCENT * len(days):
            on, score = days[-1], str(self._chance.randint(75, 98))
            self._book.change(on, _TOPIC, enrolment, status=EnrolmentStatus.COMPLETED, completed_on=on,
                              outcome=Outcome.PASSED, score=score)  # fmt: skip
        else:
            self._book.change(days[-1], _TOPIC, enrolment, status=EnrolmentStatus.PARTIAL, outcome=Outcome.FAILED,
                              reason="出勤率不足")  # fmt: skip


def _weekdays(first: date, count: int, gap: int) -> list[date]:
    """The days of the lectures, a number of days apart and never on a weekend."""
    days = [first]
    while len(days) < count:
        day = days[-1] + timedelta(days=gap)
        while day.weekday() > 4:
            day += timedelta(days=1)
        days.append(day)
    return days
