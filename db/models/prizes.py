"""Prizes that people or teams won in contests."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

from sqlmodel import Field

from db.base import Record, Scoped, sortable, table_args, text_enum


class PrizeLevel(enum.StrEnum):
    """国家级, 省级, 市级, 区级, 街道级, 其他."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    CITY = "city"
    DISTRICT = "district"
    STREET = "street"
    OTHER = "other"


class Prize(Record, Scoped, table=True):
    """A prize (获奖): by one person, or by a team whose name is given."""

    __tablename__ = "prizes"
    __table_args__ = table_args(*sortable("won_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("contest", "team")

    contest: str = Field(max_length=100)
    level: PrizeLevel = Field(sa_type=text_enum(PrizeLevel))
    prize: str = Field(default="", max_length=50)
    won_on: date = Field(index=True)
    person_id: int | None = Field(default=None, foreign_key="people.id", index=True)
    team: str = Field(default="", max_length=100)
    programme_id: int | None = Field(default=None, foreign_key="programmes.id", index=True)
    organiser: str = Field(default="", max_length=100)
    note: str = Field(default="", max_length=500)
