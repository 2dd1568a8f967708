"""Party work as an index: stages, dates and bodies of each person's development; never the text of a document."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

from sqlmodel import Field

from db.base import Dated, Record, sortable, table_args, text_enum


class PartyStage(enum.StrEnum):
    """入党申请人 … 正式党员 in their order, the extended probation, and the ways a development ends."""

    APPLICANT = "applicant"
    ACTIVIST = "activist"
    CANDIDATE = "candidate"
    PROBATIONARY = "probationary"
    EXTENDED = "extended"
    FULL = "full"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    LEFT = "left"
    TRANSFERRED_OUT = "transferred_out"


class PartyContactRole(enum.StrEnum):
    """培养联系人 and 入党介绍人."""

    MENTOR = "mentor"
    SPONSOR = "sponsor"


class ReviewResult(enum.StrEnum):
    """What a half-yearly review came to; no more than this is kept of it."""

    CONTINUE = "continue"
    MATURE = "mature"
    STOP = "stop"


class PartyIndex(Record, table=True):
    """One person's way into the Party: the dates of the stages, the bodies, and whether the papers are on file.

    ``stage`` and ``stage_on`` repeat what the dates say; the stages as periods stand in ``party_stages``.
    """

    __tablename__ = "party_index"
    __table_args__ = table_args(*sortable("number", "stage_on"))

    number: str = Field(max_length=20, unique=True)
    person_id: int = Field(foreign_key="people.id", unique=True)
    stage: PartyStage = Field(default=PartyStage.APPLICANT, sa_type=text_enum(PartyStage), index=True)
    stage_on: date | None = Field(default=None)
    applied_on: date | None = Field(default=None)
    talk_on: date | None = Field(default=None)
    activist_on: date | None = Field(default=None)
    activist_filed_on: date | None = Field(default=None)
    candidate_on: date | None = Field(default=None)
    course_from: date | None = Field(default=None)
    course_to: date | None = Field(default=None)
    course_hours: int | None = Field(default=None)
    precheck_on: date | None = Field(default=None)
    admitted_on: date | None = Field(default=None)
    approved_on: date | None = Field(default=None)
    extended_on: date | None = Field(default=None)
    extended_to: date | None = Field(default=None)
    confirmed_on: date | None = Field(default=None)
    end_kind: str = Field(default="", max_length=20)
    ended_on: date | None = Field(default=None)
    formal_org_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    functional_org_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    materials_on_file: bool = Field(default=False)
    note: str = Field(default="", max_length=100)


class PartyStagePeriod(Record, Dated, table=True):
    """A stage somebody was in, for a period; earlier developments that were given up stay here."""

    __tablename__ = "party_stages"
    __table_args__ = table_args()

    index_id: int = Field(foreign_key="party_index.id", index=True)
    stage: PartyStage = Field(sa_type=text_enum(PartyStage), index=True)


class PartyReview(Record, table=True):
    """A half-yearly review of an activist: when, by whom, and its result in one word."""

    __tablename__ = "party_reviews"
    __table_args__ = table_args()

    index_id: int = Field(foreign_key="party_index.id", index=True)
    reviewed_on: date
    reviewer: str = Field(default="", max_length=60)
    result: ReviewResult = Field(default=ReviewResult.CONTINUE, sa_type=text_enum(ReviewResult))


class PartyContact(Record, Dated, table=True):
    """A 培养联系人 or 入党介绍人 for a period: somebody of the ledger, or a name."""

    __tablename__ = "party_contacts"
    __table_args__ = table_args()

    index_id: int = Field(foreign_key="party_index.id", index=True)
    role: PartyContactRole = Field(default=PartyContactRole.MENTOR, sa_type=text_enum(PartyContactRole))
    person_id: int | None = Field(default=None, foreign_key="people.id", index=True)
    name: str = Field(default="", max_length=100)


class PartyStep(Record, table=True):
    """A step that the office wants done within a stage: the template every development follows.

    ``due_months`` counts from the beginning of the stage; None when there is no time limit.
    """

    __tablename__ = "party_steps"
    __table_args__ = table_args()
    search_columns: ClassVar[tuple[str, ...]] = ("name",)

    name: str = Field(max_length=60, unique=True)
    stage: PartyStage = Field(sa_type=text_enum(PartyStage))
    position: int = Field(default=1)
    due_months: int | None = Field(default=None)
    required: bool = Field(default=False)
    active: bool = Field(default=True)


class PartyStepDate(Record, table=True):
    """The day on which a step of the template was done for somebody."""

    __tablename__ = "party_step_dates"
    __table_args__ = table_args()

    index_id: int = Field(foreign_key="party_index.id", index=True)
    step_id: int = Field(foreign_key="party_steps.id", index=True)
    done_on: date
