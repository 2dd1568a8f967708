"""Pledges (微笑倡议): what people are asked to sign, and who has signed."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, Scoped, sortable, table_args, text_enum


class SignerKind(enum.StrEnum):
    """新就业人员, 居民, 商家, 物业, 其他."""

    RIDER = "rider"
    RESIDENT = "resident"
    MERCHANT = "merchant"
    PROPERTY = "property"
    OTHER = "other"


class Pledge(Record, Scoped, table=True):
    """A pledge that people are asked to sign from a day on."""

    __tablename__ = "pledges"
    __table_args__ = table_args(*sortable("number", "started_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("number", "title", "organizer", "content")

    number: str = Field(max_length=20, unique=True)
    title: str = Field(max_length=60)
    started_on: date = Field()
    ended_on: date | None = Field(default=None)
    organizer: str = Field(default="", max_length=100)
    content: str = Field(default="", max_length=2000)
    note: str = Field(default="", max_length=500)


class PledgeSignature(Record, table=True):
    """A signature of a person, or so many on a sheet without names (``quantity``)."""

    __tablename__ = "pledge_signatures"
    __table_args__ = table_args(
        sa.UniqueConstraint("pledge_id", "person_id"),
        sa.CheckConstraint("quantity > 0", name="counted"),
        *sortable("signed_on"),
    )

    pledge_id: int = Field(foreign_key="pledges.id", index=True)
    signed_on: date = Field()
    signer: SignerKind = Field(default=SignerKind.RIDER, sa_type=text_enum(SignerKind))
    person_id: int | None = Field(default=None, foreign_key="people.id", index=True)
    quantity: int = Field(default=1)
    place: str = Field(default="", max_length=100)
    note: str = Field(default="", max_length=200)
