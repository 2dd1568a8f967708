"""The Youth League as an index: application, activist, member, and how membership ended."""

from __future__ import annotations

import enum
from datetime import date

from sqlmodel import Field

from db.base import Record, sortable, table_args, text_enum


class LeagueStage(enum.StrEnum):
    """入团申请人, 入团积极分子, 团员, and the ways it ends."""

    APPLICANT = "applicant"
    ACTIVIST = "activist"
    MEMBER = "member"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"
    LEFT_OVER_AGE = "left_over_age"
    SELF_LEFT = "self_left"
    EXPELLED = "expelled"


class LeagueIndex(Record, table=True):
    """One way through the League; who joins again after it ended has another.

    ``stage`` and ``stage_on`` repeat what the dates say.
    """

    __tablename__ = "league_index"
    __table_args__ = table_args(*sortable("number", "stage_on"))

    number: str = Field(max_length=20, unique=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    stage: LeagueStage = Field(default=LeagueStage.APPLICANT, sa_type=text_enum(LeagueStage), index=True)
    stage_on: date | None = Field(default=None)
    applied_on: date | None = Field(default=None)
    activist_on: date | None = Field(default=None)
    joined_on: date | None = Field(default=None)
    course_hours: int | None = Field(default=None)
    introducer_id: int | None = Field(default=None, foreign_key="people.id", index=True)
    second_introducer_id: int | None = Field(default=None, foreign_key="people.id", index=True)
    formal_org_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    functional_org_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    end_kind: str = Field(default="", max_length=20)
    ended_on: date | None = Field(default=None)
    materials_on_file: bool = Field(default=False)
    note: str = Field(default="", max_length=100)
