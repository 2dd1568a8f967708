"""How each kind of row that points to a person goes along when two cards are merged: one table, walked from the schema.

A foreign key needs no line here when nothing can clash: its rows are simply moved. One that takes part in a unique
constraint or whose rows hold for periods needs one; a test names those that have none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.merging.spans import Row, Timeline
from db.base import metadata, table_of
from db.models import (
    ApplicationState,
    Mark,
    MembershipStatus,
    Organization,
    OrganizationLine,
)

Groups = Callable[[Session, Sequence[Row]], Mapping[int, Any]]


@dataclass(frozen=True)
class Moved:
    """All rows are moved."""


@dataclass(frozen=True)
class Once:
    """Of the rows that agree in ``columns`` one stays, and what points to the other goes to it.

    only: the rows this is about; the others are moved. best: a column with its values, the weightiest first, by which
    the row to stay is proposed; without it the fuller one is.
    """

    columns: tuple[str, ...] = ()
    only: Callable[[Row], bool] = lambda _: True
    best: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Apart:
    """Rows that agree in ``columns`` do not overlap: where they do, one side wins the days of both.

    groups: tells rows apart that the columns cannot, by id.
    """

    timeline: Timeline
    columns: tuple[str, ...] = ()
    groups: Groups | None = None


@dataclass(frozen=True)
class Judged:
    """Pairs of two cards: they name the kept card instead, and the pair of the two merged ones is gone."""


Way = Moved | Once | Apart | Judged


@dataclass(frozen=True)
class Link:
    """A column that points to a record, and how its rows go along."""

    column: sa.Column[Any]
    way: Way

    @property
    def table(self) -> sa.Table:
        """The table of the rows."""
        table = self.column.table
        assert isinstance(table, sa.Table)
        return table


def _unions(session: Session, rows: Sequence[Row]) -> Mapping[int, Any]:
    """Memberships by body; those of all unions are one group, for nobody is in two at a time."""
    bodies = table_of(Organization)
    unions = sa.select(bodies.c.id).where(bodies.c.line == OrganizationLine.UNION)
    known = set(
        session.execute(unions.where(bodies.c.id.in_({row["organization_id"] for row in rows}))).scalars()
    )
    return {row["id"]: 0 if row["organization_id"] in known else row["organization_id"] for row in rows}


_LEFT = {"left_to": "", "end_reason": "", "moved": True}
_WORK = ("category", "platform_id", "station_id", "engagement", "job_title")
_MEMBERSHIP = Timeline(
    same=("organization_id",),
    ends=("status", "other_union", "end_reason"),
    cut={"status": MembershipStatus.TRANSFERRED_OUT},
    inside=("retained_on", "retained_to"),
)

LINKS: dict[str, Way] = {
    "registrations.person_id": Apart(Timeline(("area_id",), ("moved", "left_to", "end_reason"), _LEFT)),
    "employments.person_id": Apart(Timeline(_WORK, ("end_reason",))),
    "memberships.person_id": Apart(_MEMBERSHIP, groups=_unions),
    "posts.person_id": Apart(Timeline(ends=("end_reason",)), ("organization_id", "title")),
    "team_members.person_id": Apart(Timeline(("role",), ("end_reason",)), ("team_id",)),
    "civic_roles.person_id": Apart(Timeline(), ("kind",)),
    "mobile_members.person_id": Apart(Timeline(("direction",), ("end_reason",), inside=("reported_on",))),
    "union_applications.person_id": Once(only=lambda row: row["state"] == ApplicationState.APPLIED),
    "league_index.person_id": Once(only=lambda row: not row["end_kind"]),
    "party_index.person_id": Once(),
    # Stages follow the dates of the card that stays: those of the other never draw them out.
    "party_stages.index_id": Apart(Timeline(("index_id",))),
    "party_step_dates.index_id": Once(("step_id",)),
    "party_contacts.person_id": Moved(),
    "party_contacts.index_id": Moved(),
    "party_instructors.person_id": Moved(),
    "enrolments.person_id": Once(("class_run_id",)),
    "attendances.person_id": Once(("session_id",), best=("mark", tuple(Mark))),
    "degree_studies.person_id": Moved(),
    "person_photos.person_id": Once(),
    "star_awards.person_id": Once(("level",)),
    "check_ins.person_id": Once(("area_id", "checked_on")),
    "visited_people.person_id": Once(("visit_id",)),
    "activity_people.person_id": Once(("activity_id",)),
    "pledge_signatures.person_id": Once(("pledge_id",)),
    "unit_filings.person_id": Apart(Timeline(("station_id",)), ("unit_id",)),
    "distinct_pairs.left_id": Judged(),
    "distinct_pairs.right_id": Judged(),
}  # fmt: skip


@cache
def links_to(table: sa.Table) -> tuple[Link, ...]:
    """Every column that points to the table's records, and how its rows go along: as decided, or as is usual."""
    return tuple(
        Link(key.parent, LINKS.get(name_of(key.parent)) or usual_way(key.parent))
        for other in metadata.sorted_tables
        for key in sorted(other.foreign_keys, key=lambda one: one.parent.name)
        if key.column.table is table
    )


def name_of(column: sa.Column[Any]) -> str:
    """``table.column``, as in ``LINKS``."""
    return f"{column.table.name}.{column.name}"


def usual_way(column: sa.Column[Any]) -> Way:
    """One row for each value of the other columns of a unique constraint; else all rows are moved."""
    for columns in _unique(column):
        if column.name in columns:
            return Once(tuple(name for name in columns if name != column.name))
    return Moved()


def needs_decision(column: sa.Column[Any]) -> bool:
    """Whether moved rows may clash: the column is unique, alone or with others, or its rows hold for periods."""
    table = column.table
    dated = {"from_on", "to_on"} <= set(table.c.keys())
    return dated or any(column.name in columns for columns in _unique(column))


def _unique(column: sa.Column[Any]) -> list[list[str]]:
    table = column.table
    assert isinstance(table, sa.Table)
    kinds = sa.UniqueConstraint | sa.PrimaryKeyConstraint
    unique = [one.columns.keys() for one in table.constraints if isinstance(one, kinds)]
    unique += [one.columns.keys() for one in table.indexes if one.unique]
    return [*unique, [column.name]] if column.unique else unique
