"""The example's training: courses of “小哥学院” and “三新”学堂, runs with sessions, learners, marks and headcounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.example.book import Book, Row
from app.example.lives import Life, People
from app.example.office import FOUNDED, STREET, TODAY, Office
from db.models import (
    Attendance,
    ClassRun,
    ClassRunStatus,
    ClassSession,
    Course,
    CourseCategory,
    Enrolment,
    EnrolmentStatus,
    Headcount,
    Mark,
    Outcome,
    Programme,
)

_TOPIC = "培训"
ACADEMY, SCHOOL = "小哥学院", "“三新”学堂"
_HOURS = 2
_COURSES = {
    "短视频制作": (SCHOOL, CourseCategory.DEGREE_SKILL),
    "手机摄影": (SCHOOL, CourseCategory.DEGREE_SKILL),
    "直播电商": (SCHOOL, CourseCategory.DEGREE_SKILL),
    "急救技能": (SCHOOL, CourseCategory.GOVERNANCE),
    "交通安全": (SCHOOL, CourseCategory.GOVERNANCE),
    "情绪管理": (ACADEMY, CourseCategory.PERSONALITY),
    "党史微课": (ACADEMY, CourseCategory.RED_THOUGHT),
    "劳动权益保护": (ACADEMY, CourseCategory.GOVERNANCE),
    "站长管理能力": (ACADEMY, CourseCategory.DEGREE_SKILL),
    "电动车维护": (SCHOOL, CourseCategory.DEGREE_SKILL),
}


@dataclass(frozen=True)
class _Plan:
    """A run: the first day, how many sessions, days between them, how many learners."""

    course: str
    first: date
    sessions: int
    gap: int
    size: int


_RUNS = (
    _Plan("直播电商", date(2023, 3, 14), 5, 4, 22),
    _Plan("急救技能", date(2023, 4, 18), 4, 4, 24),
    _Plan("交通安全", date(2023, 6, 6), 4, 3, 26),
    _Plan("党史微课", date(2023, 6, 27), 4, 5, 20),
    _Plan("电动车维护", date(2023, 8, 15), 4, 4, 22),
    _Plan("劳动权益保护", date(2023, 9, 12), 4, 3, 24),
    _Plan("交通安全", date(2023, 10, 17), 4, 3, 30),
    _Plan("急救技能", date(2023, 11, 7), 4, 4, 26),
    _Plan("党史微课", date(2023, 12, 5), 5, 5, 24),
    _Plan("劳动权益保护", date(2024, 1, 9), 4, 3, 28),
    _Plan("情绪管理", date(2024, 3, 12), 5, 4, 22),
    _Plan("手机摄影", date(2024, 4, 9), 6, 4, 26),
    _Plan("短视频制作", date(2024, 5, 14), 6, 5, 28),
    _Plan("电动车维护", date(2024, 6, 12), 4, 4, 24),
    _Plan("交通安全", date(2024, 7, 9), 4, 3, 32),
    _Plan("急救技能", date(2024, 8, 13), 4, 4, 26),
    _Plan("站长管理能力", date(2024, 9, 10), 6, 4, 18),
    _Plan("直播电商", date(2024, 9, 24), 6, 4, 26),
    _Plan("党史微课", date(2024, 10, 15), 5, 4, 24),
    _Plan("手机摄影", date(2024, 10, 29), 6, 3, 24),
    _Plan("短视频制作", date(2024, 11, 5), 6, 3, 28),
    _Plan("劳动权益保护", date(2024, 11, 19), 6, 4, 30),
)
_MARKS = (Mark.PRESENT, Mark.LATE, Mark.LEAVE, Mark.ABSENT, Mark.PROXY)
_DILIGENT, _BUSY = (88, 5, 4, 2, 1), (55, 8, 20, 16, 1)
_PASS_PERCENT = 80
_PLACES = ("北山街道党群服务中心二楼", "北山街道党群服务中心三楼", "宝石社区文化家园")
_TEACHERS = ("刘老师", "金老师", "方老师", "汪老师", "章老师")


@dataclass
class Run:
    """A class run of the example and how its learners did."""

    row: Row
    days: list[date]
    enrolments: list[tuple[Row, Life]]

    @property
    def finished(self) -> bool:
        """Whether the last session lies in the story."""
        return self.days[-1] <= TODAY


class Classes:
    """Tells which courses ran, who took part and who completed them."""

    def __init__(self, book: Book, office: Office, people: People) -> None:
        """people: those who may enrol."""
        self._book = book
        self._office = office
        self._people = people
        self._chance = book.chance
        self._taken: set[tuple[date, str]] = set()

    def tell(self) -> list[Run]:
        """Enter all runs; returns them in the order in which they began."""
        programmes = {
            name: self._book.add(FOUNDED, _TOPIC, Programme, name=name, area_id=self._office.street)
            for name in (ACADEMY, SCHOOL)
        }
        courses = {
            name: self._book.add(
                FOUNDED,
                _TOPIC,
                Course,
                name=name,
                programme_id=programmes[programme],
                category=category,
                credit_hours=_HOURS * 4,
            )
            for name, (programme, category) in _COURSES.items()
        }
        terms = dict.fromkeys(_COURSES, 0)
        runs = []
        for plan in _RUNS:
            terms[plan.course] += 1
            runs.append(self._run(courses[plan.course], plan, terms[plan.course]))
        return runs

    def _run(self, course: Row, plan: _Plan, term: int) -> Run:
        days = _weekdays(plan.first, plan.sessions, plan.gap)
        programme = _COURSES[plan.course][0]
        teacher = self._chance.choice(self._free(days, _TEACHERS))
        place = self._free(days, _PLACES)[0]
        self._taken |= {(day, name) for day in days for name in (teacher, place)}
        announced = plan.first - timedelta(days=12)
        row = self._book.add(
            announced,
            _TOPIC,
            ClassRun,
            name=f"第{term}期{plan.course}班",
            course_id=course,
            area_id=self._office.street,
            status=ClassRunStatus.ENROLLING,
            from_on=plan.first,
            to_on=days[-1],
            teacher=teacher,
            place=place,
            capacity=plan.size + 6,
            credit_hours=_HOURS * plan.sessions,
            pass_percent=_PASS_PERCENT,
            issuer=f"{STREET}{programme if programme[0] == '“' else f'“{programme}”'}",
            cost=self._chance.randint(20, 90) * 10_000,
        )
        self._book.change(plan.first, _TOPIC, row, status=ClassRunStatus.RUNNING)
        run = Run(row, days, self._enrol(row, announced, days, plan.size))
        self._hold(run, teacher, place)
        if run.finished:
            self._book.change(days[-1], _TOPIC, row, status=ClassRunStatus.FINISHED)
        return run

    def _enrol(self, run: Row, announced: date, days: list[date], size: int) -> list[tuple[Row, Life]]:
        there = self._people.here(announced, min(days[-1] + timedelta(days=10), TODAY))
        chosen = self._chance.sample([life for life in there if life.station is not None], size)
        return [
            (
                self._book.add(
                    announced,
                    _TOPIC,
                    Enrolment,
                    class_run_id=run,
                    person_id=life.person,
                    status=EnrolmentStatus.ENROLLED,
                    applied_on=announced,
                    source=self._chance.choice(("站点推荐", "本人", "工会")),
                ),
                life,
            )
            for life in chosen
        ]

    def _free(self, days: list[date], names: tuple[str, ...]) -> list[str]:
        """The teachers or rooms that are free on all of the days."""
        return [name for name in names if not any((day, name) in self._taken for day in days)]

    def _hold(self, run: Run, teacher: str, place: str) -> None:
        attended = dict.fromkeys((row for row, _ in run.enrolments), 0)
        busy = {row for row, _ in run.enrolments if self._chance.random() < 0.18}
        for at, day in enumerate(run.days, start=1):
            session = self._book.add(
                min(day, TODAY),
                _TOPIC,
                ClassSession,
                class_run_id=run.row,
                held_on=day,
                starts_at="14:00",
                ends_at="15:30",
                topic=f"第{at}讲",
                teacher=teacher,
                place=place,
                credit_hours=_HOURS,
            )
            if day > TODAY:
                continue
            for row, life in run.enrolments:
                mark = self._chance.choices(_MARKS, _BUSY if row in busy else _DILIGENT)[0]
                attended[row] += mark in (Mark.PRESENT, Mark.LATE)
                self._book.add(day, _TOPIC, Attendance, session_id=session, person_id=life.person, mark=mark)
            if self._chance.random() < 0.4:
                count = self._chance.randint(3, 15)
                self._book.add(
                    day, _TOPIC, Headcount, session_id=session, description="现场旁听", count=count
                )
        if run.finished:
            for row, _ in run.enrolments:
                self._close(row, run.days, attended[row])

    def _close(self, enrolment: Row, days: list[date], attended: int) -> None:
        on = days[-1]
        if attended * 100 >= _PASS_PERCENT * len(days):
            score = str(self._chance.randint(75, 98))
            self._book.change(
                on,
                _TOPIC,
                enrolment,
                status=EnrolmentStatus.COMPLETED,
                completed_on=on,
                outcome=Outcome.PASSED,
                score=score,
            )
        else:
            self._book.change(
                on,
                _TOPIC,
                enrolment,
                status=EnrolmentStatus.PARTIAL,
                outcome=Outcome.FAILED,
                reason="出勤率不足",
            )


def _weekdays(first: date, count: int, gap: int) -> list[date]:
    """The days of the sessions, a number of days apart and never on a weekend."""
    days = [first]
    while len(days) < count:
        day = days[-1] + timedelta(days=gap)
        while day.weekday() > 4:
            day += timedelta(days=1)
        days.append(day)
    return days
