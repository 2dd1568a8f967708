"""The example's degree studies since 2021, their tuition of the last school years, reductions on every step, and prizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.example.bodies import Joining
from app.example.book import Book, Row
from app.example.curriculum import UNIVERSITY
from app.example.lives import Life
from app.example.office import FOUNDED, TODAY, Office
from db.models import (
    DegreePause,
    DegreeStudy,
    FeeOpinion,
    FeePolicy,
    FeeReduction,
    OpinionStep,
    Prize,
    PrizeLevel,
    ReductionState,
    StudyLevel,
    StudyStatus,
    Tuition,
)

_TOPIC = "培训"
_YEARS = 3  # a study at the university takes two years and a half: over in the January or July after
# Cohort, its first day, how many began.
_COHORTS = (
    ("2021秋", date(2021, 9, 1), 4),
    ("2022春", date(2022, 3, 1), 26),
    ("2022秋", date(2022, 9, 1), 34),
    ("2023春", date(2023, 3, 1), 22),
    ("2023秋", date(2023, 9, 1), 24),
    ("2024秋", date(2024, 9, 1), 20),
)
_ASKED_BEFORE = timedelta(days=70)
_MAJORS = {
    StudyLevel.COLLEGE: ("现代物流管理", "工商企业管理", "电子商务", "社会工作"),
    StudyLevel.BACHELOR: ("物流管理", "工商管理", "行政管理"),
}
_DUE = {StudyLevel.COLLEGE: 240_000, StudyLevel.BACHELOR: 270_000}  # 分 for a school year
_SCHOOL_YEARS = (2023, 2024)
_PERCENT, _MOST = 50, 130_000
_GROUNDS = "新就业形态劳动者，收入不稳定，工会会员，在读期间按时到课。"
_NEXT_COHORT, _APPLIED = "2025春", 6
_STEPS = (
    (ReductionState.SUBMITTED, OpinionStep.APPLICANT, "以上情况属实。", ""),
    (ReductionState.STATION_OK, OpinionStep.STATION, "情况属实，同意申报。", "沈某某"),
    (ReductionState.UNION_OK, OpinionStep.STREET_UNION, "同意减免。", "韩某某"),
    (ReductionState.APPROVED, OpinionStep.DISTRICT_UNION, "同意。", "陈某某"),
)
_PRIZES = (
    ("浙江省国际大学生创新大赛（2023）", PrizeLevel.PROVINCIAL, "铜奖", date(2023, 11, 18), "“小哥帮帮”社区配送队", "浙江省教育厅"),
    ("西湖区新就业群体技能比武", PrizeLevel.DISTRICT, "一等奖", date(2024, 5, 24), "", "西湖区总工会"),
    ("杭州市短视频公益大赛", PrizeLevel.CITY, "优秀奖", date(2024, 9, 20), "", "杭州市委社会工作部"),
    ("浙江省国际大学生创新大赛（2024）", PrizeLevel.PROVINCIAL, "银奖", date(2024, 8, 16), "“蜂巢驿站”项目组", "浙江省教育厅"),
)  # fmt: skip


@dataclass
class _Student:
    row: Row
    life: Life
    level: StudyLevel
    first: date
    last: date | None


class Degrees:
    """Tells who studies, what it costs and who won something."""

    def __init__(self, book: Book, office: Office, joined: Sequence[Joining], academy: Row) -> None:
        """joined: who is in the union since when; only they study here. academy: the programme."""
        self._book, self._office, self._academy = book, office, academy
        self._chance = book.chance
        # Who went away and came back is in the union no more.
        self._member_since = {one.life: one.on for one in joined if len(one.life.spans) == 1}

    def tell(self) -> None:
        """Enter everything."""
        free = list(self._member_since)
        students: list[_Student] = []
        for cohort, first, size in _COHORTS:
            asked = first - _ASKED_BEFORE
            fits = [life for life in free if self._fits(life, asked, max(first, FOUNDED))]
            chosen = self._chance.sample(fits, size)
            free = [life for life in free if life not in chosen]
            students += [self._begin(life, cohort, first, at) for at, life in enumerate(chosen)]
        free = [life for life in free if self._fits(life, date(2024, 10, 1), date(2024, 11, 1))]
        for life in self._chance.sample(free, _APPLIED):
            on = date(2024, 11, self._chance.randint(4, 29))
            self._study(life, _NEXT_COHORT, on, status=StudyStatus.APPLIED)
        policy = self._policy()
        for year in _SCHOOL_YEARS:
            self._year(year, students, policy)
        self._prizes(students)

    def _fits(self, life: Life, asked: date, begun: date) -> bool:
        """Registered when asked and in the union when it began, and here to the end of the story."""
        return (
            life.here(max(asked, FOUNDED), TODAY)
            and life.since <= asked
            and self._member_since[life] <= begun
        )

    def _study(self, life: Life, cohort: str, applied: date, **values: Any) -> Row:
        level = StudyLevel.COLLEGE if self._chance.random() < 0.7 else StudyLevel.BACHELOR
        return self._book.add(
            applied, _TOPIC, DegreeStudy, person_id=life.person, area_id=self._office.communities[life.community],
            programme_id=self._academy, cohort=cohort, school=UNIVERSITY, level=level,
            major=self._chance.choice(_MAJORS[level]), years=_YEARS, applied_on=applied, **values,
        )  # fmt: skip

    def _begin(self, life: Life, cohort: str, first: date, at: int) -> _Student:
        number = f"{first:%y%m}330106{at + 1:03d}"
        applied = first - _ASKED_BEFORE + timedelta(days=self._chance.randint(0, 30))
        row = self._study(life, cohort, applied, status=StudyStatus.ACTIVE, from_on=first, student_no=number)
        over = first.replace(year=first.year + 2, month=7 if first.month == 3 else 1, day=15)
        over = over if first.month == 3 else over.replace(year=first.year + 3)
        last = None
        if over <= TODAY and at % 9 != 4:
            last = over
            self._book.change(over, _TOPIC, row, status=StudyStatus.GRADUATED, to_on=over)
        elif at % 9 == 4 and first.year < 2024:
            last = first.replace(year=first.year + 1) + timedelta(days=20 + at)
            self._book.change(last, _TOPIC, row, status=StudyStatus.WITHDRAWN, to_on=last, reason="工作变动")
        elif at % 11 == 6 and over > TODAY:
            self._rest(row, date(2024, 3, 1) if first.year < 2024 else date(2024, 11, 4))
        return _Student(row, life, row.values["level"], first, last)

    def _rest(self, study: Row, on: date) -> None:
        self._book.change(on, _TOPIC, study, status=StudyStatus.SUSPENDED)
        self._book.add(on, _TOPIC, DegreePause, study_id=study, from_on=on, reason="家中有事，暂缓学习")

    def _policy(self) -> Row:
        return self._book.add(
            FOUNDED, _TOPIC, FeePolicy, name="新就业群体学历提升学费减免", document_no="示例工〔2023〕9号",
            area_id=self._office.street, from_on=date(2023, 9, 1), to_on=date(2025, 8, 31), needs_union=True,
            percent=_PERCENT, most=_MOST, budget=16_000_000,
        )  # fmt: skip

    def _year(self, year: int, students: Sequence[_Student], policy: Row) -> None:
        """Tuition of everybody who studies in October, and the applications for a reduction of most."""
        day = date(year, 10, 10)
        there = [one for one in students if one.first <= day and (one.last is None or one.last > day)]
        for at, one in enumerate(there):
            due, area = _DUE[one.level], one.row.values["area_id"]
            tuition = self._book.add(
                day,
                _TOPIC,
                Tuition,
                person_id=one.life.person,
                study_id=one.row,
                area_id=area,
                school_year=year,
                due=due,
            )
            reduced = 0
            if at % 4 and self._member_since[one.life] <= day:
                reduced = self._reduce(year, at, one, tuition, policy, min(due * _PERCENT // 100, _MOST))
            paid_on = day + timedelta(days=48 + at % 40)
            if paid_on <= TODAY:
                self._book.change(paid_on, _TOPIC, tuition, paid=due - reduced, paid_on=paid_on)

    def _reduce(self, year: int, at: int, one: _Student, tuition: Row, policy: Row, amount: int) -> int:
        """An application with its opinions; those of this year are still on their way. Returns what was granted."""
        applied = date(year, 10, 14) + timedelta(days=at % 9)
        row = self._book.add(
            applied, _TOPIC, FeeReduction, person_id=one.life.person, area_id=one.row.values["area_id"], tuition_id=tuition,
            policy_id=policy, applied_on=applied, requested=amount, grounds=_GROUNDS,
        )  # fmt: skip
        taken = len(_STEPS) if year < _SCHOOL_YEARS[-1] else at % 6
        if taken == len(_STEPS) and at % 23 == 9:
            return self._turn_down(row, applied + timedelta(days=9), ReductionState.REJECTED)
        for step, (state, who, said, name) in enumerate(_STEPS[:taken]):
            on = applied + timedelta(days=7 * step)
            signed = name or one.life.person.values["name"]
            self._book.add(
                on,
                _TOPIC,
                FeeOpinion,
                reduction_id=row,
                step=who,
                opinion=said,
                signed_by=signed,
                signed_on=on,
            )
            granted = {"approved": amount, "approved_on": on} if state is ReductionState.APPROVED else {}
            self._book.change(on, _TOPIC, row, state=state, **granted)
        if taken == 1 and at % 12 == 1:
            return self._turn_down(row, applied + timedelta(days=9), ReductionState.RETURNED)
        if taken < len(_STEPS):
            return 0
        on = applied + timedelta(days=33)
        if taken > len(_STEPS):
            return amount
        self._book.change(on, _TOPIC, row, state=ReductionState.CREDITED, credited_on=on)
        return amount

    def _turn_down(self, row: Row, on: date, state: ReductionState) -> int:
        """Sent back or refused, so that nothing is granted."""
        reason = (
            "资料不全，请补交站点证明" if state is ReductionState.RETURNED else "资料不全，未在期限内补交"
        )
        self._book.add(on, _TOPIC, FeeOpinion, reduction_id=row, step=OpinionStep.STATION, agreed=False, opinion=reason,
                       signed_by="沈某某", signed_on=on)  # fmt: skip
        self._book.change(on, _TOPIC, row, state=state, reason=reason)
        return 0

    def _prizes(self, students: Sequence[_Student]) -> None:
        for contest, level, prize, on, team, organiser in _PRIZES:
            there = [one for one in students if one.first <= on and (one.last is None or one.last > on)]
            who = {"team": team} if team else {"person_id": self._chance.choice(there).life.person}
            self._book.add(
                on, _TOPIC, Prize, contest=contest, level=level, prize=prize, won_on=on, organiser=organiser,
                programme_id=self._academy, area_id=self._office.street, **who,
            )  # fmt: skip
