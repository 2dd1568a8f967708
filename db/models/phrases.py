"""Phrases (常用语) that an office uses again in its summaries."""

from __future__ import annotations

import enum
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, table_args, text_enum


class PhrasePlace(enum.StrEnum):
    """The section of a summary that a phrase belongs to, or any."""

    BASE = "base"
    WORK = "work"
    PROBLEMS = "problems"
    PLANS = "plans"
    ANY = "any"


class Phrase(Record, table=True):
    """A sentence or paragraph, with the words that lead it (``抓好防暑降温。``) when it is a numbered point."""

    __tablename__ = "phrases"
    __table_args__ = table_args(sa.UniqueConstraint("place", "text"))
    search_columns: ClassVar[tuple[str, ...]] = ("lead", "text")

    place: PhrasePlace = Field(default=PhrasePlace.ANY, sa_type=text_enum(PhrasePlace))
    lead: str = Field(default="", max_length=30)
    text: str = Field(max_length=500)
