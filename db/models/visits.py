"""Visits (走访) to stations: who went, whom they met, what those people need; commendable deeds (先进事迹)."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, Scoped, sortable, table_args, text_enum


class NeedKind(enum.StrEnum):
    """What a need met on a visit is about."""

    PARKING = "parking"
    ACCESS = "access"
    MEALS_AND_REST = "meals_and_rest"
    LABOUR_RIGHTS = "labour_rights"
    HEALTH = "health"
    SCHOOLING = "schooling"
    HOUSING = "housing"
    TRAINING = "training"
    OTHER = "other"


class Visit(Record, Scoped, table=True):
    """Somebody went to a station on a day. ``unnamed``: how many were met whose names nobody wrote down."""

    __tablename__ = "visits"
    __table_args__ = table_args(
        sa.CheckConstraint("unnamed >= 0", name="unnamed_counted"), *sortable("number", "visited_on")
    )
    search_columns: ClassVar[tuple[str, ...]] = ("number", "visitors", "found")

    number: str = Field(max_length=20, unique=True)
    visited_on: date = Field()
    station_id: int = Field(foreign_key="stations.id", index=True)
    visitors: str = Field(max_length=100)
    unnamed: int = Field(default=0)
    found: str = Field(default="", max_length=1000)
    note: str = Field(default="", max_length=1000)


class VisitedPerson(Record, table=True):
    """Somebody who was met on a visit, what that person needs, and what came of it."""

    __tablename__ = "visited_people"
    __table_args__ = table_args(
        sa.UniqueConstraint("visit_id", "person_id"),
        sa.CheckConstraint("need_kind IS NOT NULL OR need = ''", name="need_has_a_kind"),
    )

    visit_id: int = Field(foreign_key="visits.id", index=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    need_kind: NeedKind | None = Field(default=None, sa_type=text_enum(NeedKind))
    need: str = Field(default="", max_length=500)
    follow_up: str = Field(default="", max_length=500)
    settled_on: date | None = Field(default=None)


class Deed(Record, Scoped, table=True):
    """Something praiseworthy that a person did, where it was told, and the award that followed."""

    __tablename__ = "deeds"
    __table_args__ = table_args(*sortable("number", "happened_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("number", "title", "story")

    number: str = Field(max_length=20, unique=True)
    happened_on: date = Field()
    person_id: int = Field(foreign_key="people.id", index=True)
    title: str = Field(max_length=100)
    story: str = Field(default="", max_length=2000)
    source: str = Field(default="", max_length=200)
    award: str = Field(default="", max_length=100)
    awarded_by: str = Field(default="", max_length=100)
    awarded_on: date | None = Field(default=None)
