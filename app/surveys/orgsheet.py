"""组织建设情况: organizations by line, kind and year, their members by employer, stages and cohorts, as of any day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.desk import Desk
from app.measures.catalogue import REPORTED, MeasureKind, Section
from app.measures.counts import value_text
from app.measures.figures import figures, rows_behind
from app.measures.period import Day
from app.registers.lists import Query
from app.rules.party import STAGE_LABELS
from app.sheets.rosters import NO_PLATFORM
from app.surveys.orgtree import LINES
from db.base import Record, table_of
from db.models import (
    Organization,
    OrganizationKind,
    OrganizationLine,
    OrganizationStatus,
    PartyIndex,
    PartyStage,
)
from db.queries import cohorts, party
from db.queries import rosters as rows

_KINDS = (
    (OrganizationKind.FORMAL, "正式"),
    (OrganizationKind.FUNCTIONAL, "功能型"),
    (OrganizationKind.JOINT, "联合"),
    (OrganizationKind.GROUP, "小组"),
)
_STAGES = tuple((stage, label) for stage, label in STAGE_LABELS if stage != PartyStage.EXTENDED)[:5]
_WITH_MEMBERS = (OrganizationLine.WOMEN, OrganizationLine.LEAGUE, OrganizationLine.VOLUNTEER)


@dataclass(frozen=True)
class Line:
    """A line of a table: its cells, and the list they count (register key and query), if there is one."""

    cells: tuple[str, ...]
    opens: tuple[str, Query] | None = None


@dataclass(frozen=True)
class Block:
    """A table of the sheet. heads: label, width in half-width characters, whether figures (set to the right)."""

    title: str
    heads: tuple[tuple[str, int, bool], ...]
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True)
class OrganizationSheet:
    """The tables of a day."""

    on: date
    blocks: tuple[Block, ...]


def organization_sheet(desk: Desk, on: date) -> OrganizationSheet:
    """Everything that is counted about organizations, as it stood on a day, within what the clerk sees."""
    areas = desk.visible_areas()
    with desk.reading() as session:
        found = session.execute(rows.bodies_on(on, areas)).all()
        standing = [body for body in found if body.status != OrganizationStatus.PREPARING]
        members = {str(row[0]): row[1] for row in session.execute(rows.line_members(on, areas))}
        posts = Counter(post.organization_id for post in session.execute(rows.posts_on(on)))
        blocks = (
            _by_line(standing, members, posts),
            _by_year(standing),
            _by_employer(session, on, standing),
            _by_stage(session, on, areas),
            _by_cohort(session, on, areas),
        )
    return OrganizationSheet(on, tuple(block for block in (_figures(desk, on), *blocks) if block.lines))


def _figures(desk: Desk, on: date) -> Block:
    """Every stock and rate of the organizations as of the day; those that are nought are left out."""
    measures = [
        one for one in REPORTED if one.section is Section.ORGANIZATIONS and one.kind is not MeasureKind.FLOW
    ]
    told = figures(desk, [one.code for one in measures], Day(on))
    lines = []
    for one in measures:
        value = told[one.code].value
        if value:
            register, ids = rows_behind(desk, one.code, Day(on))
            query = Query(within=ids, label=f"{Day(on).label}{one.name}")
            text = value_text(one, value).removesuffix("%")
            lines.append(Line((one.label, text, one.unit, one.definition), (register, query)))
    heads = (("指标", 26, False), ("数值", 10, True), ("单位", 8, False), ("口径", 66, False))
    return Block("主要指标", heads, tuple(lines))


def _query(model: type[Record], ids: Iterable[int], label: str) -> Query:
    table = table_of(model)
    return Query(within=sa.select(table.c.id).where(table.c.id.in_(list(ids))), label=label)


def _bodies(some: Sequence[Any], label: str) -> tuple[str, Query]:
    return "organizations", _query(Organization, [body.id for body in some], label)


def _by_line(standing: Sequence[Any], members: dict[str, int], posts: Counter[int]) -> Block:
    lines = []
    for key, label in LINES:
        here = [body for body in standing if body.line == key]
        if here:
            kinds = [str(sum(body.kind == kind for body in here) or "") for kind, _ in _KINDS]
            held = sum(posts[body.id] for body in here)
            cells = (label, *kinds, str(len(here)), str(members.get(key.value, 0)), str(held))
            lines.append(Line(cells, _bodies(here, label)))
    heads = (("条线", 14, False), *((label, 8, True) for _, label in _KINDS),
             ("合计", 8, True), ("成员（人）", 12, True), ("任职（人次）", 12, True))  # fmt: skip
    note = "筹建中的不计；成员按条线去重，同一人在几个组织的只计一次。"
    return Block("按条线和类型", heads, tuple(lines), note)


def _by_year(standing: Sequence[Any]) -> Block:
    labels = dict(LINES)
    groups: dict[tuple[int, OrganizationLine], list[Any]] = defaultdict(list)
    for body in standing:
        groups[body.founded_on.year if body.founded_on else 0, body.line].append(body)
    order = [line for line, _ in LINES]
    lines = [
        Line(
            (
                f"{year}年" if year else "早年",
                labels[line],
                str(len(here)),
                "、".join(body.name for body in here),
            ),
            _bodies(here, f"{year or '早'}年成立的{labels[line]}"),
        )
        for (year, line), here in sorted(
            groups.items(), key=lambda pair: (pair[0][0], order.index(pair[0][1]))
        )
    ]
    heads = (("成立年份", 10, False), ("条线", 10, False), ("个数", 8, True), ("组织名称", 60, False))
    return Block("按成立年份", heads, tuple(lines))


def _by_employer(session: Session, on: date, standing: Sequence[Any]) -> Block:
    """Women's and League bodies, and volunteers, with the employers their members come from (R15, R38)."""
    labels = dict(LINES)
    wanted = {body.id: body for body in standing if body.line in _WITH_MEMBERS}
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for body_id, platform, people in session.execute(rows.platform_members(on, list(wanted))):
        counted[body_id][platform or NO_PLATFORM] = people
    lines = [
        Line(
            (labels[body.line], body.name, body.host_unit, str(counted[body.id].total()),
             "、".join(f"{name}{people}人" for name, people in counted[body.id].most_common())),
            _bodies([body], body.name),
        )
        for body in wanted.values()
    ]  # fmt: skip
    heads = (("条线", 10, False), ("组织名称", 30, False), ("依托单位", 16, False), ("成员（人）", 12, True),
             ("成员所在平台", 40, False))  # fmt: skip
    return Block("妇联、共青团和志愿组织成员", heads, tuple(lines))


def _by_stage(session: Session, on: date, areas: Any) -> Block:
    learners = set(session.execute(cohorts.learners_by(on)).scalars())
    cards: dict[PartyStage, list[tuple[int, int]]] = defaultdict(list)
    for stage, card, person in session.execute(party.stages_on(on, areas)):
        of = PartyStage.PROBATIONARY if stage == PartyStage.EXTENDED else PartyStage(stage)
        cards[of].append((card, person))
    lines = []
    for stage, label in _STAGES:
        if here := cards[stage]:
            studied = sum(person in learners for _, person in here)
            opens = ("party_index", _query(PartyIndex, [card for card, _ in here], label))
            lines.append(Line((label, str(len(here)), str(studied)), opens))
    heads = (("阶段", 16, False), ("人数", 10, True), ("其中参加过培训", 16, True))
    return Block(
        "党员发展阶段", heads, tuple(lines), "预备党员含延长预备期的；参加过培训指在这一天前被班次录取。"
    )


def _by_cohort(session: Session, on: date, areas: Any) -> Block:
    lines = []
    for programme, term, school, name, people, members, admitted in session.execute(
        cohorts.cohorts_on(on, areas)
    ):
        within = cohorts.learners_of_cohort(programme, term, on, areas)
        opens = ("people", Query(within=within, label=f"{school or ''}{name or ''}学员"))
        cells = (school or "其他班次", name or "", str(people), str(members), str(admitted))
        lines.append(Line(cells, opens))
    heads = (("项目", 20, False), ("届（期）", 12, False), ("学员（人）", 12, True), ("其中工会会员", 14, True),
             ("其中发展为预备党员", 18, True))  # fmt: skip
    return Block("各届学员", heads, tuple(lines))
