"""培训统计 (the statistics an office is asked for): a period's training by programme, course, trade, age, station …

People (人数) are different people in every line and in the total, so lines do not add up to it; attendances (人次) do.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app import settings
from app.desk import Desk
from app.measures.arithmetic import NOTHING, half_up, percent_text, ratio
from app.measures.counts import scope_of
from app.measures.period import Month, month_holding
from app.registers import find_register
from app.registers.lists import Query, list_counted
from app.registers.people import CATEGORIES, GENDERS
from app.registers.training import COURSE_CATEGORIES
from app.values.codes import EDUCATION
from app.values.money import yuan
from db.queries.counting import Window
from db.queries.trainingsplits import AGES, OF_PEOPLE, Counts, learners, parts
from db.queries.trainingsplits import Split as Split

SPLITS: tuple[tuple[Split, str], ...] = (
    (Split.PROGRAMME, "学院"),
    (Split.TERM, "期次"),
    (Split.CATEGORY, "课程类别"),
    (Split.COURSE, "课程"),
    (Split.CLASS_RUN, "班次"),
    (Split.TRADE, "从业类型"),
    (Split.GENDER, "性别"),
    (Split.AGE, "年龄段"),
    (Split.EDUCATION, "文化程度"),
    (Split.STATION, "站点"),
    (Split.COMMUNITY, "社区"),
)
# Of every line, then what only classes have (no learner stands for a lesson or for the unnamed), and only learners.
_OF_ALL = ("人数", "列名人次", "参训学时", "人均学时", "出勤率", "结业人数", "发证")
_OF_CLASSES = ("课程", "班次", "场次", "授课学时", "未实名人次", "人次合计")
_OF_LEARNERS = ("减免人数", "减免金额（元）")
NOTE = "人数为不重复的人数，各行相加不等于合计；人次按实际出勤计，未实名人次只有数、没有名单。"
_AGE_LABELS = ("17岁及以下", "18—25岁", "26—35岁", "36—45岁", "46岁及以上")
_LINKS = {
    Split.PROGRAMME: "programmes",
    Split.TERM: "terms",
    Split.COURSE: "courses",
    Split.CLASS_RUN: "class_runs",
    Split.STATION: "stations",
    Split.COMMUNITY: "areas",
}
_CHOICES: dict[Split, Sequence[tuple[Any, str]]] = {
    Split.CATEGORY: COURSE_CATEGORIES,
    Split.TRADE: CATEGORIES,
    Split.GENDER: GENDERS,
    Split.AGE: tuple(enumerate(_AGE_LABELS)),
    Split.EDUCATION: EDUCATION,
}
_UNKNOWN = "未登记"
assert len(_AGE_LABELS) == len(AGES) + 1


class Length(enum.StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True)
class Line:
    """A line of the statistics. key: of ``people_behind``; None for what is not known."""

    key: Any
    label: str
    counts: Counts

    def figures(self) -> dict[str, str]:
        """Its figures as texts by their heads."""
        one = self.counts
        average = str(half_up(Decimal(one.hours) / one.people)) if one.people else NOTHING
        return {
            "课程": str(one.courses),
            "班次": str(one.runs),
            "场次": str(one.sessions),
            "授课学时": str(one.taught),
            "人数": str(one.people),
            "列名人次": str(one.named),
            "未实名人次": str(one.heads),
            "人次合计": str(one.named + one.heads),
            "参训学时": str(one.hours),
            "人均学时": average,
            "出勤率": percent_text(ratio(one.named, one.marks)),
            "结业人数": str(one.completed),
            "发证": str(one.certificates),
            "减免人数": str(one.reduced_people),
            "减免金额（元）": yuan(one.reduced),
        }


@dataclass(frozen=True)
class Statistics:
    """The lines of a period and their total. split: what the lines are; label: what that is called."""

    first: date
    last: date
    period: str
    split: Split
    label: str
    lines: tuple[Line, ...]
    total: Line

    @property
    def heads(self) -> tuple[str, ...]:
        """The figures that its lines have."""
        own = _OF_LEARNERS if self.split in OF_PEOPLE else _OF_CLASSES
        return tuple(head for head in self.total.figures() if head in own or head in _OF_ALL)

    def cells(self, line: Line) -> tuple[str, ...]:
        """A line under its label and the heads."""
        figures = line.figures()
        return (line.label, *(figures[head] for head in self.heads))


def period_of(desk: Desk, day: date, length: Length) -> tuple[date, date, str]:
    """The first and the last day of the month, quarter or year that a day falls into, and what it is called."""
    start_day = settings.read(desk, "period_start_day")
    month = month_holding(day, start_day)
    if length is Length.MONTH:
        return month.first, month.last, month.label
    if length is Length.YEAR:
        return Month(month.year, 1, start_day).first, Month(month.year, 12, start_day).last, f"{month.year}年"
    quarter = (month.month - 1) // 3
    first, last = Month(month.year, quarter * 3 + 1, start_day), Month(month.year, quarter * 3 + 3, start_day)
    return first.first, last.last, f"{month.year}年第{'一二三四'[quarter]}季度"


def statistics(desk: Desk, day: date, length: Length, split: Split) -> Statistics:
    """The training of the month, quarter or year of a day, split; in the areas the clerk sees."""
    first, last, period = period_of(desk, day, length)
    window, scope = Window(first, last), scope_of(desk)
    with desk.reading() as session:
        total = _counted(session, Split.ALL, window, scope).get(0, Counts())
        counted = _counted(session, split, window, scope)
        lines = [Line(key, _UNKNOWN, one) for key, one in counted.items()]
        labelled = _labelled(session, split, lines)
    return Statistics(first, last, period, split, dict(SPLITS)[split], labelled, Line(None, "合计", total))


def people_behind(desk: Desk, found: Statistics, line: Line) -> Query:
    """The list of the people of a line."""
    whole = line is found.total
    split = Split.ALL if whole else found.split
    ids = learners(split, line.key, Window(found.first, found.last), scope_of(desk))
    label = f"{found.period}{'' if whole else line.label}参训人员"
    return list_counted(desk, find_register("people"), ids, label)


def _counted(session: Session, split: Split, window: Window, scope: Any) -> dict[Any, Counts]:
    found: dict[Any, dict[str, int]] = {}
    for names, query in parts(split, window, scope):
        for key, *counts in session.execute(query):
            line = found.setdefault(None if key == "" else key, {})
            for name, count in zip(names.split(), counts, strict=True):
                line[name] = line.get(name, 0) + int(count or 0)
    return {key: Counts(**line) for key, line in found.items() if any(line.values())}


def _labelled(session: Session, split: Split, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines by the order of their choices, or of records by attendances; what is not known comes last."""
    names: Mapping[Any, str]
    if split in _CHOICES:
        names = dict(_CHOICES[split])
        order = {key: place for place, key in enumerate(names)}
    else:
        names = _titles(session, split, [line.key for line in lines if line.key is not None])
        by_size = sorted(lines, key=lambda line: (-line.counts.named - line.counts.heads, line.key or 0))
        order = {line.key: place for place, line in enumerate(by_size)}
    told = [Line(line.key, names.get(line.key, _UNKNOWN), line.counts) for line in lines]
    return tuple(sorted(told, key=lambda line: (line.key is None, order.get(line.key, len(order)))))


def _titles(session: Session, split: Split, keys: Sequence[int]) -> dict[Any, str]:
    register = find_register(_LINKS[split])
    title = register.table.c[register.title]
    query = sa.select(register.table.c.id, title).where(register.table.c.id.in_(keys))
    found = {record: str(name) for record, name in session.execute(query)}
    if split is Split.TERM:
        programmes, terms = find_register("programmes").table, register.table
        query = sa.select(terms.c.id, programmes.c.name.concat(terms.c.name)).join(
            programmes, programmes.c.id == terms.c.programme_id
        )
        found = {record: str(name) for record, name in session.execute(query.where(terms.c.id.in_(keys)))}
    return found
