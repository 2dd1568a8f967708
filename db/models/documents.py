"""What left the office on paper: number series, issued certificates with their snapshot, and prints."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from db.base import Record, Scoped, sortable, table_args, text_enum, utc_now


class NumberSeries(SQLModel, table=True):
    """The next number of a series. Not journalled: undoing an operation never gives a number out again."""

    __tablename__ = "number_series"

    series: str = Field(primary_key=True, max_length=60)
    next_number: int = Field(default=1)


class CertificateState(enum.StrEnum):
    """有效, 作废, 已换发."""

    VALID = "valid"
    VOID = "void"
    REPLACED = "replaced"


class CertificateKind(enum.StrEnum):
    """结业证书, 聘书, 荣誉证书, 纪念证; each has number series of its own."""

    COMPLETION = "completion"
    APPOINTMENT = "appointment"
    HONOUR = "honour"
    KEEPSAKE = "keepsake"


class Certificate(Record, Scoped, table=True):
    """An issued certificate: its number is never used again, its snapshot (JSON) reprints it as it was.

    ``sealed_by``: who approved the use of the seal (用印审批). ``collected_on``: the day its holder signed for it.
    """

    __tablename__ = "certificates"
    __table_args__ = table_args(*sortable("number", "issued_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("number", "person_name")

    number: str = Field(max_length=60, unique=True)
    series: str = Field(max_length=60, index=True)
    kind: CertificateKind = Field(default=CertificateKind.COMPLETION, sa_type=text_enum(CertificateKind))
    state: CertificateState = Field(default=CertificateState.VALID, sa_type=text_enum(CertificateState))
    person_id: int = Field(foreign_key="people.id", index=True)
    person_name: str = Field(max_length=100)
    class_run_id: int | None = Field(default=None, foreign_key="class_runs.id", index=True)
    enrolment_id: int | None = Field(default=None, foreign_key="enrolments.id", index=True)
    civic_role_id: int | None = Field(default=None, foreign_key="civic_roles.id", index=True)
    issued_on: date = Field()
    sealed_by: str = Field(default="", max_length=100)
    collected_on: date | None = Field(default=None)
    snapshot: str = Field(sa_type=sa.Text)
    reason: str = Field(default="", max_length=200)
    replaces_id: int | None = Field(default=None, foreign_key="certificates.id")


class Print(SQLModel, table=True):
    """A printed document: number, what it was, who printed it, and the hash of the file.

    ``purpose``: why numbers are in full on it, empty where they are masked. ``area_id``: of the clerk who printed it, none
    for the whole office: whoever works for another area is not shown it.
    """

    __tablename__ = "prints"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=40)
    kind: str = Field(max_length=40)
    title: str = Field(max_length=200)
    clerk_name: str = Field(max_length=100)
    at: datetime = Field(default_factory=utc_now)
    pages: int = Field(default=0)
    sha256: str = Field(default="", max_length=64)
    purpose: str = Field(default="", max_length=100)
    area_id: int | None = Field(default=None)


class PrintCopy(SQLModel, table=True):
    """The file of a print as it was made, so that it can be printed again as issued. Not journalled: it never changes."""

    __tablename__ = "print_copies"

    print_id: int = Field(primary_key=True, foreign_key="prints.id")
    paper: bytes = Field(sa_type=sa.LargeBinary)
