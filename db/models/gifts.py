"""Things that are given to riders (物资): what came into stock, what was given to whom, and what is left (入库−发放=结存)."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, Scoped, sortable, table_args, text_enum
from db.models.activities import FundSource


class GiftKind(enum.StrEnum):
    """温暖礼包, 防暑用品, 防寒用品, 日用品, 宣传资料, 服务地图, 其他."""

    PACK = "pack"
    COOLING = "cooling"
    WARMING = "warming"
    DAILY = "daily"
    LEAFLET = "leaflet"
    SERVICE_MAP = "service_map"
    OTHER = "other"


class GiftItem(Record, Scoped, table=True):
    """A thing in stock. ``price`` is that of one piece, in 分; ``balance`` repeats what came in less what was given out.

    ``once``: a person gets it once in a campaign.
    """

    __tablename__ = "gift_items"
    __table_args__ = table_args(
        sa.CheckConstraint("price >= 0 AND balance >= 0", name="counted"), *sortable("number", "name_pinyin")
    )
    search_columns: ClassVar[tuple[str, ...]] = ("number", "name", "name_pinyin", "name_initials")

    number: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=60)
    name_pinyin: str = Field(default="", max_length=400)
    name_initials: str = Field(default="", max_length=60)
    kind: GiftKind = Field(sa_type=text_enum(GiftKind), index=True)
    unit: str = Field(default="份", max_length=10)
    price: int = Field(default=0)
    once: bool = Field(default=False)
    balance: int = Field(default=0)
    note: str = Field(default="", max_length=500)


class GiftIntake(Record, table=True):
    """What came into stock on a day (入库): ``price`` of one piece in 分, and where it came from."""

    __tablename__ = "gift_intakes"
    __table_args__ = table_args(
        sa.CheckConstraint("quantity > 0 AND price >= 0", name="counted"), *sortable("received_on")
    )

    item_id: int = Field(foreign_key="gift_items.id", index=True)
    received_on: date = Field()
    quantity: int = Field()
    price: int = Field(default=0)
    source: str = Field(default="", max_length=100)
    funds: FundSource | None = Field(default=None, sa_type=text_enum(FundSource))
    voucher: str = Field(default="", max_length=60)
    note: str = Field(default="", max_length=200)


class GiftIssue(Record, Scoped, table=True):
    """What was given out on a day (发放): to a person, or to an activity or a receiver by name who passes it on.

    ``price``: of one piece in 分 when it was given. ``campaign``: in which round of giving (如 2024年冬送温暖).
    """

    __tablename__ = "gift_issues"
    __table_args__ = table_args(
        sa.CheckConstraint("quantity > 0 AND price >= 0", name="counted"), *sortable("number", "issued_on")
    )
    search_columns: ClassVar[tuple[str, ...]] = ("number", "campaign", "receiver")

    number: str = Field(max_length=20, unique=True)
    item_id: int = Field(foreign_key="gift_items.id", index=True)
    issued_on: date = Field()
    quantity: int = Field(default=1)
    price: int = Field(default=0)
    person_id: int | None = Field(default=None, foreign_key="people.id", index=True)
    receiver: str = Field(default="", max_length=60)
    activity_id: int | None = Field(default=None, foreign_key="activities.id", index=True)
    campaign: str = Field(default="", max_length=60)
    signed: bool = Field(default=False)
    note: str = Field(default="", max_length=200)
