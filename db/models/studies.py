"""Degree studies (学历提升) at a university, and tuition: what is due, reduced, paid and given back. Money in 分."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Dated, Record, Scoped, sortable, table_args, text_enum


class StudyLevel(enum.StrEnum):
    """专科, 本科, 其他."""

    COLLEGE = "college"
    BACHELOR = "bachelor"
    OTHER = "other"


class StudyStatus(enum.StrEnum):
    """报名, 未录取, 录取, 在读, 休学, 毕业, 肄业, 退学, 开除."""

    APPLIED = "applied"
    REJECTED = "rejected"
    ADMITTED = "admitted"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    GRADUATED = "graduated"
    PARTIAL = "partial"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class ReductionState(enum.StrEnum):
    """草拟, 已提交, 退回, 站点社区同意, 工会同意, 已批准, 已抵扣, 不予减免."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    STATION_OK = "station_ok"
    UNION_OK = "union_ok"
    APPROVED = "approved"
    CREDITED = "credited"
    REJECTED = "rejected"


class OpinionStep(enum.StrEnum):
    """Who gives an opinion on a reduction: 本人, 站点（社区）, 街道总工会, 院校, 区总工会."""

    APPLICANT = "applicant"
    STATION = "station"
    STREET_UNION = "street_union"
    SCHOOL = "school"
    DISTRICT_UNION = "district_union"


class DegreeStudy(Record, Scoped, table=True):
    """A person's study for a degree. ``from_on``: first day as a student; ``to_on``: from this day on no longer one."""

    __tablename__ = "degree_studies"
    __table_args__ = table_args(*sortable("applied_on", "from_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("student_no", "school", "major", "cohort")

    person_id: int = Field(foreign_key="people.id", index=True)
    programme_id: int | None = Field(default=None, foreign_key="programmes.id", index=True)
    cohort: str = Field(default="", max_length=20)
    school: str = Field(max_length=100)
    level: StudyLevel = Field(sa_type=text_enum(StudyLevel))
    major: str = Field(default="", max_length=100)
    years: int | None = Field(default=None)
    student_no: str = Field(default="", max_length=40)
    status: StudyStatus = Field(default=StudyStatus.APPLIED, sa_type=text_enum(StudyStatus), index=True)
    applied_on: date = Field()
    from_on: date | None = Field(default=None)
    to_on: date | None = Field(default=None)
    reason: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=2000)


class DegreePause(Record, Dated, table=True):
    """A time during which a study rests (休学)."""

    __tablename__ = "degree_pauses"
    __table_args__ = table_args()

    study_id: int = Field(foreign_key="degree_studies.id", index=True)
    reason: str = Field(default="", max_length=200)


class FeePolicy(Record, Scoped, table=True):
    """A policy by which tuition is reduced: its document, how much at most, and the money there is for it.

    ``most``: 分 for one person and school year; ``percent``: share of the fee; ``budget``: 分 in all. None: no limit.
    """

    __tablename__ = "fee_policies"
    __table_args__ = table_args(*sortable("from_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("name", "document_no")

    name: str = Field(max_length=100)
    document_no: str = Field(default="", max_length=60)
    from_on: date = Field()
    to_on: date | None = Field(default=None)
    needs_union: bool = Field(default=True)
    percent: int | None = Field(default=None)
    most: int | None = Field(default=None)
    budget: int | None = Field(default=None)
    note: str = Field(default="", max_length=2000)


class Tuition(Record, Scoped, table=True):
    """What a person owes for a school year (``2024``: 2024—2025学年) or a class, and what was paid and given back."""

    __tablename__ = "tuitions"
    __table_args__ = table_args(
        *sortable("school_year"),
        sa.CheckConstraint("due >= 0 AND paid >= 0 AND reimbursed >= 0", name="tuition_not_negative"),
    )

    person_id: int = Field(foreign_key="people.id", index=True)
    study_id: int | None = Field(default=None, foreign_key="degree_studies.id", index=True)
    enrolment_id: int | None = Field(default=None, foreign_key="enrolments.id", index=True)
    school_year: int = Field()
    due: int = Field()
    paid: int = Field(default=0)
    paid_on: date | None = Field(default=None)
    reimbursed: int = Field(default=0)
    reimbursed_on: date | None = Field(default=None)
    note: str = Field(default="", max_length=500)


class FeeReduction(Record, Scoped, table=True):
    """An application to have tuition reduced, on its way through the opinions to a decision. Amounts in 分."""

    __tablename__ = "fee_reductions"
    __table_args__ = table_args(*sortable("number", "applied_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("number",)

    number: str = Field(max_length=20, unique=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    tuition_id: int = Field(foreign_key="tuitions.id", index=True)
    policy_id: int = Field(foreign_key="fee_policies.id", index=True)
    applied_on: date = Field()
    requested: int = Field()
    grounds: str = Field(default="", max_length=500)
    state: ReductionState = Field(default=ReductionState.DRAFT, sa_type=text_enum(ReductionState), index=True)
    approved: int = Field(default=0)
    approved_on: date | None = Field(default=None, index=True)
    credited_on: date | None = Field(default=None)
    reason: str = Field(default="", max_length=200)


class FeeOpinion(Record, table=True):
    """An opinion on a reduction with the name and the day under it."""

    __tablename__ = "fee_opinions"
    __table_args__ = table_args()

    reduction_id: int = Field(foreign_key="fee_reductions.id", index=True)
    step: OpinionStep = Field(sa_type=text_enum(OpinionStep))
    agreed: bool = Field(default=True)
    opinion: str = Field(default="", max_length=200)
    signed_by: str = Field(default="", max_length=50)
    signed_on: date = Field()
