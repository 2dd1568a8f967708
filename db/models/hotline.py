"""Cards with the number of the hotline (服务热线卡): batches that were printed, and who has which card."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, Scoped, sortable, table_args, text_enum


class HotlineCardState(enum.StrEnum):
    """在用, 已挂失, 已补发, 已收回."""

    HELD = "held"
    LOST = "lost"
    REPLACED = "replaced"
    RETURNED = "returned"


class CardBatch(Record, Scoped, table=True):
    """Cards printed together, with the serials ``first_serial`` to ``last_serial``, both included, after ``prefix``."""

    __tablename__ = "card_batches"
    __table_args__ = table_args(
        sa.CheckConstraint("first_serial > 0 AND last_serial >= first_serial", name="serials_in_order"),
        *sortable("number", "printed_on"),
    )
    search_columns: ClassVar[tuple[str, ...]] = ("number", "hotline", "printer")

    number: str = Field(max_length=20, unique=True)
    printed_on: date = Field()
    hotline: str = Field(max_length=40)
    prefix: str = Field(default="", max_length=10)
    first_serial: int = Field()
    last_serial: int = Field()
    printer: str = Field(default="", max_length=100)
    note: str = Field(default="", max_length=500)


class HotlineCard(Record, table=True):
    """A card given to a person. ``code``: the batch's prefix and the serial as printed. ``ended_on``: lost, replaced, returned."""

    __tablename__ = "hotline_cards"
    __table_args__ = table_args(
        sa.UniqueConstraint("batch_id", "serial"), *sortable("code", "issued_on", "ended_on")
    )
    search_columns: ClassVar[tuple[str, ...]] = ("code",)

    batch_id: int = Field(foreign_key="card_batches.id", index=True)
    serial: int = Field()
    code: str = Field(default="", max_length=20)
    person_id: int = Field(foreign_key="people.id", index=True)
    issued_on: date = Field()
    issued_by: str = Field(default="", max_length=60)
    state: HotlineCardState = Field(
        default=HotlineCardState.HELD, sa_type=text_enum(HotlineCardState), index=True
    )
    ended_on: date | None = Field(default=None)
    reason: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=200)
