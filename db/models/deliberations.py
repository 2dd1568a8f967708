"""Deliberations (议事协商): meetings with their sources, the opinions raised and what was resolved, until it is carried out."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, Scoped, sortable, table_args, text_enum


class OpinionState(enum.StrEnum):
    """待研究, 已采纳, 未采纳."""

    PENDING = "pending"
    ADOPTED = "adopted"
    DECLINED = "declined"


class ResolutionState(enum.StrEnum):
    """未启动 → 推进中 → 已落实; 暂缓."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    PAUSED = "paused"


class Deliberation(Record, Scoped, table=True):
    """A meeting. platform_id: the standing body (议事平台) under which it met. riders, residents: how many were there."""

    __tablename__ = "deliberations"
    __table_args__ = table_args(
        sa.CheckConstraint("riders >= 0 AND residents >= 0", name="heads_counted"),
        *sortable("number", "held_on"),
    )
    search_columns: ClassVar[tuple[str, ...]] = ("number", "topic", "place", "hosts")

    number: str = Field(max_length=20, unique=True)
    held_on: date = Field()
    starts_at: str = Field(default="", max_length=5)
    topic: str = Field(max_length=100)
    place: str = Field(default="", max_length=100)
    platform_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    hosts: str = Field(max_length=200)
    station_id: int | None = Field(default=None, foreign_key="stations.id", index=True)
    chair: str = Field(default="", max_length=60)
    recorder: str = Field(default="", max_length=60)
    riders: int = Field(default=0)
    residents: int = Field(default=0)
    others: str = Field(default="", max_length=200)
    summary: str = Field(default="", max_length=2000)
    archive_no: str = Field(default="", max_length=60)


class DeliberationRequest(Record, table=True):
    """A request that a meeting took up."""

    __tablename__ = "deliberation_requests"
    __table_args__ = table_args(sa.UniqueConstraint("deliberation_id", "request_id"))

    deliberation_id: int = Field(foreign_key="deliberations.id", index=True)
    request_id: int = Field(foreign_key="requests.id", index=True)


class Opinion(Record, table=True):
    """An opinion raised at a meeting, how it is handled, and what was answered. request_id: the request it became."""

    __tablename__ = "opinions"
    __table_args__ = table_args(*sortable("decided_on", "closed_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("content",)

    deliberation_id: int = Field(foreign_key="deliberations.id", index=True)
    content: str = Field(max_length=500)
    person_id: int | None = Field(default=None, foreign_key="people.id", index=True)
    raised_by: str = Field(default="", max_length=60)
    state: OpinionState = Field(default=OpinionState.PENDING, sa_type=text_enum(OpinionState), index=True)
    decided_on: date | None = Field(default=None)
    handling: str = Field(default="", max_length=500)
    answered_on: date | None = Field(default=None)
    answer: str = Field(default="", max_length=500)
    closed_on: date | None = Field(default=None)
    request_id: int | None = Field(default=None, foreign_key="requests.id", index=True)


class Resolution(Record, table=True):
    """Something a meeting resolved: who carries it out until when, and how far it is."""

    __tablename__ = "resolutions"
    __table_args__ = table_args(*sortable("due_on", "done_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("item", "owner")

    deliberation_id: int = Field(foreign_key="deliberations.id", index=True)
    item: str = Field(max_length=200)
    owner: str = Field(max_length=100)
    due_on: date | None = Field(default=None)
    state: ResolutionState = Field(
        default=ResolutionState.PLANNED, sa_type=text_enum(ResolutionState), index=True
    )
    started_on: date | None = Field(default=None)
    done_on: date | None = Field(default=None)
    progress: str = Field(default="", max_length=500)
