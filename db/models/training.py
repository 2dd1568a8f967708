"""Training: programme → term → course → class run → session → enrolment → attendance, and headcounts for the unnamed."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, Scoped, sortable, table_args, text_enum


class CourseCategory(enum.StrEnum):
    """The four parts of the “四时” course system, and others."""

    RED_THOUGHT = "red_thought"
    DEGREE_SKILL = "degree_skill"
    PERSONALITY = "personality"
    GOVERNANCE = "governance"
    OTHER = "other"


class ClassRunStatus(enum.StrEnum):
    """计划, 报名中, 进行中, 已结束, 取消."""

    PLANNED = "planned"
    ENROLLING = "enrolling"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class EnrolmentStatus(enum.StrEnum):
    """The life-cycle of an enrolment."""

    APPLIED = "applied"
    WAITING = "waiting"
    REJECTED = "rejected"
    ENROLLED = "enrolled"
    ACTIVE = "active"
    COMPLETED = "completed"
    PARTIAL = "partial"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class Outcome(enum.StrEnum):
    """Result of a learner."""

    NONE = "none"
    PASSED = "passed"
    FAILED = "failed"


class Mark(enum.StrEnum):
    """One mark on the attendance sheet: 出勤 迟到 请假 缺席 代签."""

    PRESENT = "present"
    LATE = "late"
    LEAVE = "leave"
    ABSENT = "absent"
    PROXY = "proxy"


class Programme(Record, Scoped, table=True):
    """A school (小哥学院, “三新”学堂) that teaches in terms. ``closed_on``: from this day on it no longer exists."""

    __tablename__ = "programmes"
    __table_args__ = table_args(*sortable("name_pinyin", "founded_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("name", "name_pinyin", "name_initials", "partner")

    name: str = Field(max_length=100, unique=True)
    name_pinyin: str = Field(default="", max_length=600)
    name_initials: str = Field(default="", max_length=100)
    founded_on: date | None = Field(default=None)
    closed_on: date | None = Field(default=None)
    partner: str = Field(default="", max_length=100)
    issuer: str = Field(default="", max_length=100)
    description: str = Field(default="", max_length=2000)


class Term(Record, table=True):
    """A term (期) of a programme; ``to_on`` is its last day."""

    __tablename__ = "terms"
    __table_args__ = table_args(*sortable("from_on"), sa.UniqueConstraint("programme_id", "name"))
    search_columns: ClassVar[tuple[str, ...]] = ("name",)

    programme_id: int = Field(foreign_key="programmes.id", index=True)
    name: str = Field(max_length=40)
    from_on: date = Field()
    to_on: date | None = Field(default=None)
    note: str = Field(default="", max_length=500)


class Course(Record, table=True):
    """A topic that is taught, however often, and what it asks of who enrols and of who completes it.

    ``needs_union``: only for members of a union on the day of application. ``needs_course_id``: only for those who
    completed that course.
    """

    __tablename__ = "courses"
    __table_args__ = table_args(*sortable("number", "name_pinyin"))
    search_columns: ClassVar[tuple[str, ...]] = ("name", "name_pinyin", "name_initials", "number")

    number: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=100)
    name_pinyin: str = Field(default="", max_length=600)
    name_initials: str = Field(default="", max_length=100)
    programme_id: int | None = Field(default=None, foreign_key="programmes.id", index=True)
    category: CourseCategory = Field(default=CourseCategory.OTHER, sa_type=text_enum(CourseCategory))
    credit_hours: int = Field(default=0)
    pass_percent: int = Field(default=80)
    needs_union: bool = Field(default=False)
    needs_course_id: int | None = Field(default=None, foreign_key="courses.id")
    description: str = Field(default="", max_length=2000)


class ClassRun(Record, Scoped, table=True):
    """A run (班次) of a course. ``cost`` in 分; ``credit_hours`` are the 学时 a learner must reach.

    Hours and percentage that are 0 when the run is made are taken from the course.
    """

    __tablename__ = "class_runs"
    __table_args__ = table_args(*sortable("number", "name_pinyin", "from_on"))
    search_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "name_pinyin",
        "name_initials",
        "number",
        "teacher",
        "place",
    )

    number: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=100)
    name_pinyin: str = Field(default="", max_length=600)
    name_initials: str = Field(default="", max_length=100)
    course_id: int = Field(foreign_key="courses.id", index=True)
    term_id: int | None = Field(default=None, foreign_key="terms.id", index=True)
    status: ClassRunStatus = Field(
        default=ClassRunStatus.PLANNED, sa_type=text_enum(ClassRunStatus), index=True
    )
    from_on: date = Field()
    to_on: date | None = Field(default=None)
    teacher: str = Field(default="", max_length=100)
    place: str = Field(default="", max_length=200)
    capacity: int | None = Field(default=None)
    credit_hours: int = Field(default=0)
    pass_percent: int = Field(default=0)
    issuer: str = Field(default="", max_length=100)
    partner: str = Field(default="", max_length=100)
    cost: int = Field(default=0)
    note: str = Field(default="", max_length=2000)


class ClassSession(Record, table=True):
    """One meeting (课次) of a class run. Times are ``HH:MM`` on the wall."""

    __tablename__ = "class_sessions"
    __table_args__ = table_args(*sortable("held_on"))

    class_run_id: int = Field(foreign_key="class_runs.id", index=True)
    held_on: date = Field()
    starts_at: str = Field(default="", max_length=5)
    ends_at: str = Field(default="", max_length=5)
    topic: str = Field(default="", max_length=100)
    teacher: str = Field(default="", max_length=100)
    place: str = Field(default="", max_length=200)
    credit_hours: int = Field(default=0)


class Enrolment(Record, table=True):
    """A person's place in a class run. ``education``: GB/T 4658 code on the day of application."""

    __tablename__ = "enrolments"
    __table_args__ = table_args(sa.UniqueConstraint("class_run_id", "person_id"))

    class_run_id: int = Field(foreign_key="class_runs.id", index=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    status: EnrolmentStatus = Field(
        default=EnrolmentStatus.APPLIED, sa_type=text_enum(EnrolmentStatus), index=True
    )
    applied_on: date | None = Field(default=None)
    reviewed_on: date | None = Field(default=None)
    left_on: date | None = Field(default=None)
    education: str = Field(default="", max_length=2)
    completed_on: date | None = Field(default=None, index=True)
    source: str = Field(default="", max_length=40)
    score: str = Field(default="", max_length=20)
    outcome: Outcome = Field(default=Outcome.NONE, sa_type=text_enum(Outcome))
    reason: str = Field(default="", max_length=200)


class Attendance(Record, table=True):
    """A person's mark in one session; never twice."""

    __tablename__ = "attendances"
    __table_args__ = table_args(
        sa.UniqueConstraint("session_id", "person_id"),
        sa.Index("ix_attendances_marks", "session_id", "mark", "person_id"),
    )

    session_id: int = Field(foreign_key="class_sessions.id")
    person_id: int = Field(foreign_key="people.id", index=True)
    mark: Mark = Field(sa_type=text_enum(Mark))
    remark: str = Field(default="", max_length=200)


class Headcount(Record, table=True):
    """People at a session whose names are not known: they count as attendances (人次), never as people (人数)."""

    __tablename__ = "headcounts"
    __table_args__ = table_args()

    session_id: int = Field(foreign_key="class_sessions.id", index=True)
    description: str = Field(default="", max_length=100)
    count: int = Field()
