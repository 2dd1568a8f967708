"""Inspection rounds (巡查): what is looked at, which places in which round, what was found, and faults until they are mended."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, Scoped, sortable, table_args, text_enum
from db.models.facilities import FacilityKind


class Finding(enum.StrEnum):
    """合格, 有问题, 不适用."""

    GOOD = "good"
    FAULT = "fault"
    NONE = "none"


class FaultState(enum.StrEnum):
    """待整改, 已整改, 已销号."""

    OPEN = "open"
    MENDED = "mended"
    CLOSED = "closed"


class InspectionItem(Record, table=True):
    """A line of the checklist; ``kind`` empty: for places of every kind. ``place``: its position on the sheet."""

    __tablename__ = "inspection_items"
    __table_args__ = table_args(*sortable("place"))
    search_columns: ClassVar[tuple[str, ...]] = ("name",)

    name: str = Field(max_length=60)
    kind: FacilityKind | None = Field(default=None, sa_type=text_enum(FacilityKind))
    place: int = Field(default=0)
    help: str = Field(default="", max_length=200)
    used: bool = Field(default=True)


class InspectionRound(Record, Scoped, table=True):
    """A round through the places of a kind (None: all kinds) and an area, to be walked until ``due_on``."""

    __tablename__ = "inspection_rounds"
    __table_args__ = table_args(*sortable("number", "planned_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("name", "number", "inspector")

    number: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=100)
    kind: FacilityKind | None = Field(default=None, sa_type=text_enum(FacilityKind))
    planned_on: date = Field()
    due_on: date = Field()
    inspector: str = Field(default="", max_length=60)
    note: str = Field(default="", max_length=500)


class Inspection(Record, table=True):
    """A place in a round, or looked at outside any; ``inspected_on`` is None until somebody was there."""

    __tablename__ = "inspections"
    __table_args__ = table_args(
        sa.UniqueConstraint("round_id", "facility_id"), *sortable("inspected_on", "facility_id")
    )

    round_id: int | None = Field(default=None, foreign_key="inspection_rounds.id", index=True)
    facility_id: int = Field(foreign_key="facilities.id")
    inspected_on: date | None = Field(default=None)
    inspector: str = Field(default="", max_length=60)
    note: str = Field(default="", max_length=500)


class InspectionResult(Record, table=True):
    """What was found on one line of the checklist."""

    __tablename__ = "inspection_results"
    __table_args__ = table_args(sa.UniqueConstraint("inspection_id", "item_id"))

    inspection_id: int = Field(foreign_key="inspections.id", index=True)
    item_id: int = Field(foreign_key="inspection_items.id", index=True)
    finding: Finding = Field(sa_type=text_enum(Finding))
    note: str = Field(default="", max_length=200)


class Fault(Record, table=True):
    """A problem at a place: found, to be mended until ``due_on``, mended, and struck off (销号) after a look."""

    __tablename__ = "faults"
    __table_args__ = table_args(*sortable("found_on", "due_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("content", "responsible")

    facility_id: int = Field(foreign_key="facilities.id", index=True)
    inspection_id: int | None = Field(default=None, foreign_key="inspections.id", index=True)
    item_id: int | None = Field(default=None, foreign_key="inspection_items.id", index=True)
    content: str = Field(max_length=200)
    found_on: date = Field()
    due_on: date = Field()
    responsible: str = Field(default="", max_length=100)
    state: FaultState = Field(default=FaultState.OPEN, sa_type=text_enum(FaultState), index=True)
    mended_on: date | None = Field(default=None)
    closed_on: date | None = Field(default=None)
    how: str = Field(default="", max_length=200)
