"""People who may be one and the same: pairs a clerk judged to be two persons, and the pairs the finder came upon."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from db.base import Record, table_args, utc_now


class DistinctPair(Record, table=True):
    """不是同一人: two people of whom a clerk said that they are two; the finder never shows them again.

    The lower id stands on the left, so that a pair is there once. The judgement goes with either of the two.
    """

    __tablename__ = "distinct_pairs"
    __table_args__ = table_args(
        sa.UniqueConstraint("left_id", "right_id"), sa.CheckConstraint("left_id < right_id", name="ordered")
    )

    left_id: int = Field(foreign_key="people.id", ondelete="CASCADE")
    right_id: int = Field(foreign_key="people.id", ondelete="CASCADE", index=True)
    decided_by: str = Field(max_length=100)
    decided_on: date = Field(default_factory=date.today)


class DuplicatePair(SQLModel, table=True):
    """What the finder came upon: derived like the search index, so outside the journal and without foreign keys.

    ``run`` is the search that saw the pair last.
    """

    __tablename__ = "duplicate_pairs"
    __table_args__ = (sa.Index(None, "score", "left_id", "right_id"),)

    left_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    right_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    score: int
    run: int


class DuplicateSearch(SQLModel, table=True):
    """A search for duplicates: who started it, when, over how many people, and what it came to.

    ``left_out`` counts the groups that were too large to be compared (a phone that a hundred people gave).
    """

    __tablename__ = "duplicate_searches"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    clerk_name: str = Field(max_length=100)
    started_at: datetime = Field(default_factory=utc_now)
    finished_at: datetime | None = Field(default=None)
    people: int = Field(default=0)
    pairs: int = Field(default=0)
    left_out: int = Field(default=0)
