"""What every stored record shares: identity, version, dated periods, area, and how enums and indexes are written."""

from __future__ import annotations

import enum
import os
import time
import uuid
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata


def new_uid() -> str:
    """A UUIDv7 as text: unique between ledgers and ordered by the time it was made (RFC 9562 §5.7)."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (2**48 - 1)) << 80 | 7 << 76 | (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | random & (2**62 - 1)
    return str(uuid.UUID(int=value))


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def text_enum(kind: type[enum.StrEnum]) -> sa.Enum:
    """A column type that stores an enum's values as text with a check constraint, on every database alike."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
        length=24,
        name=f"{kind.__name__.lower()}_known",
        validate_strings=True,
    )


def table_args(*constraints: Any) -> tuple[Any, ...]:
    """Table arguments of a record: its constraints, and ids that SQLite never gives out twice."""
    return (*constraints, {"sqlite_autoincrement": True})


def sortable(*columns: str) -> list[sa.Index]:
    """One index per column that lists may be sorted by; the id follows so that pages have an exact place."""
    return [sa.Index(None, column, "id") for column in columns]


class Record(SQLModel):
    """A row that a clerk keeps: an integer id inside this ledger, a uid between ledgers, and a version.

    ``version`` goes up by one with each change; a save names the version it was made from, so that a change by
    somebody else in between is noticed and never overwritten.
    """

    search_columns: ClassVar[tuple[str, ...]] = ()

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, max_length=36, unique=True)
    version: int = Field(default=1)
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


class Dated(SQLModel):
    """A fact that holds for a period: from ``from_on`` on, up to but not including ``to_on`` (open when None)."""

    from_on: date = Field(index=True)
    to_on: date | None = Field(default=None, index=True)


class Scoped(SQLModel):
    """A record that belongs to an area; users see the records of their own area and the areas below it."""

    area_id: int = Field(foreign_key="areas.id", index=True)


def table_of(model: type[SQLModel]) -> sa.Table:
    """The stored table of a model."""
    return metadata.tables[str(model.__tablename__)]


def record_tables() -> list[sa.Table]:
    """The tables that hold records, in an order in which each comes after those it refers to."""
    return [table for table in metadata.sorted_tables if {"uid", "version"} <= set(table.c.keys())]
