"""Friendly units (友好单元): every compound, business district and building of the area, and how far its making has come."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

from sqlmodel import Field

from db.base import Dated, Record, Scoped, sortable, table_args, text_enum


class UnitKind(enum.StrEnum):
    """小区, 商圈, 楼宇, 园区, 医院, 学校, 机关."""

    COMPOUND = "compound"
    DISTRICT = "district"
    BUILDING = "building"
    PARK = "park"
    HOSPITAL = "hospital"
    SCHOOL = "school"
    GOVERNMENT = "government"


class UnitStage(enum.StrEnum):
    """未申报, 申报, 创建中, 验收, 授牌 (已创建), 示范, 摘牌. Units nobody applied for count in the denominator."""

    LISTED = "listed"
    APPLIED = "applied"
    CREATING = "creating"
    INSPECTED = "inspected"
    RECOGNISED = "recognised"
    MODEL = "model"
    WITHDRAWN = "withdrawn"


RECOGNISED = (UnitStage.RECOGNISED, UnitStage.MODEL)


class UnitProblem(enum.StrEnum):
    """The three problems (三难): 停车难, 找楼难, 休憩难."""

    PARKING = "parking"
    FINDING = "finding"
    RESTING = "resting"


class ClaimSource(enum.StrEnum):
    """Where an effect was claimed: 问卷, 估算, 报道 or 当事人 said so."""

    SURVEY = "survey"
    ESTIMATE = "estimate"
    QUOTE = "quote"
    REPORT = "report"


class FriendlyUnit(Record, Scoped, table=True):
    """A unit that is or may become friendly to riders.

    ``stage``, ``recognised_on`` and ``valid_until`` repeat the rows of ``UnitStep``; the actions write both.
    ``access`` and ``criteria`` are words separated by ``、``.
    """

    __tablename__ = "friendly_units"
    __table_args__ = table_args(*sortable("number", "name_pinyin", "address", "stage", "valid_until"))
    search_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "name_pinyin",
        "name_initials",
        "number",
        "address",
        "property_company",
        "contact",
        "phone",
        "plate_no",
    )

    number: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=100)
    name_pinyin: str = Field(default="", max_length=600)
    name_initials: str = Field(default="", max_length=100)
    kind: UnitKind = Field(sa_type=text_enum(UnitKind), index=True)
    stage: UnitStage = Field(default=UnitStage.LISTED, sa_type=text_enum(UnitStage))
    recognised_on: date | None = Field(default=None)
    valid_until: date | None = Field(default=None)
    plate_no: str = Field(default="", max_length=40)
    level: str = Field(default="", max_length=20)
    address: str = Field(default="", max_length=200)
    property_company: str = Field(default="", max_length=100)
    contact: str = Field(default="", max_length=100)
    phone: str = Field(default="", max_length=60)
    households: int | None = Field(default=None)
    floors: int | None = Field(default=None)
    access: str = Field(default="", max_length=200)
    criteria: str = Field(default="", max_length=200)
    guide_map: bool = Field(default=False)
    shuttle: bool = Field(default=False)
    locker: bool = Field(default=False)
    bay_count: int | None = Field(default=None)
    sign_on: date | None = Field(default=None)
    note: str = Field(default="", max_length=2000)


class UnitStep(Record, Dated, table=True):
    """A stage of a unit for a period. ``valid_until``: last day a recognition holds; None: until it is withdrawn."""

    __tablename__ = "unit_steps"
    __table_args__ = table_args()

    unit_id: int = Field(foreign_key="friendly_units.id", index=True)
    stage: UnitStage = Field(sa_type=text_enum(UnitStage))
    valid_until: date | None = Field(default=None)
    score: int | None = Field(default=None)
    reason: str = Field(default="", max_length=200)


class UnitMeasure(Record, table=True):
    """What was done at a unit against one of the three problems."""

    __tablename__ = "unit_measures"
    __table_args__ = table_args(*sortable("done_on"))

    unit_id: int = Field(foreign_key="friendly_units.id", index=True)
    problem: UnitProblem = Field(sa_type=text_enum(UnitProblem), index=True)
    content: str = Field(max_length=200)
    done_on: date | None = Field(default=None)


class UnitFiling(Record, Dated, table=True):
    """站点备案: a rider of a station may go in without being asked; ``to_on`` is the day the filing lapses."""

    __tablename__ = "unit_filings"
    __table_args__ = table_args(*sortable("to_on"))

    unit_id: int = Field(foreign_key="friendly_units.id", index=True)
    station_id: int | None = Field(default=None, foreign_key="stations.id", index=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    note: str = Field(default="", max_length=200)


class UnitImprovement(Record, table=True):
    """微改造: what was built at a unit, when and for how much (``cost`` in fen)."""

    __tablename__ = "unit_improvements"
    __table_args__ = table_args(*sortable("finished_on"))

    unit_id: int = Field(foreign_key="friendly_units.id", index=True)
    title: str = Field(max_length=100)
    items: int = Field(default=1)
    started_on: date | None = Field(default=None)
    finished_on: date | None = Field(default=None)
    cost: int | None = Field(default=None)
    before: str = Field(default="", max_length=500)
    after: str = Field(default="", max_length=500)


class EffectClaim(Record, table=True):
    """An effect somebody claims (每单节省5分钟): printed with its source, never computed."""

    __tablename__ = "effect_claims"
    __table_args__ = table_args(*sortable("stated_on"))

    unit_id: int = Field(foreign_key="friendly_units.id", index=True)
    statement: str = Field(max_length=200)
    source_kind: ClaimSource = Field(sa_type=text_enum(ClaimSource))
    source: str = Field(max_length=200)
    stated_on: date | None = Field(default=None)
