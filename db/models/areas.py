"""Areas: the tree 区 > 街道 > 社区 > 网格, and street blocks (街区) that cut across communities."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Dated, Record, sortable, table_args, text_enum


class AreaKind(enum.StrEnum):
    """Levels of the tree, and the block, which stands beside it."""

    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    GRID = "grid"
    BLOCK = "block"


class Area(Record, table=True):
    """A place that records and users belong to.

    ``path`` holds the ids from the root down to the area itself (``/1/4/9/``), so that everything below an area is
    one index range. Areas merge and split over the years: ``valid_from`` and ``valid_to`` say when one existed.
    """

    __tablename__ = "areas"
    __table_args__ = table_args(*sortable("name", "code", "path"))
    search_columns: ClassVar[tuple[str, ...]] = ("name", "name_pinyin", "name_initials", "code")

    name: str = Field(max_length=100)
    name_pinyin: str = Field(default="", max_length=300)
    name_initials: str = Field(default="", max_length=100)
    kind: AreaKind = Field(sa_type=text_enum(AreaKind), index=True)
    code: str = Field(default="", max_length=20)
    parent_id: int | None = Field(default=None, foreign_key="areas.id", index=True)
    path: str = Field(default="", max_length=200)
    manager: str = Field(default="", max_length=100)
    phone: str = Field(default="", max_length=60)
    valid_from: date | None = Field(default=None)
    valid_to: date | None = Field(default=None)
    note: str = Field(default="", max_length=2000)


class BlockMember(Record, Dated, table=True):
    """A community that takes part in a street block for a period."""

    __tablename__ = "block_members"
    __table_args__ = table_args(sa.UniqueConstraint("block_id", "community_id", "from_on"))

    block_id: int = Field(foreign_key="areas.id", index=True)
    community_id: int = Field(foreign_key="areas.id", index=True)
