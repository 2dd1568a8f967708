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
    """结业证书, 聘书, 荣誉证书, 纪念证, 感谢信, 会员卡; each has number series of its own."""

    COMPLETION = "completion"
    APPOINTMENT = "appointment"
    HONOUR = "honour"
    KEEPSAKE = "keepsake"
    THANKS = "thanks"
    MEMBERSHIP = "membership"


class TemplateKind(enum.StrEnum):
    """What a design is for: the kinds of certificates, and 志愿服务记录证明."""

    COMPLETION = "completion"
    APPOINTMENT = "appointment"
    HONOUR = "honour"
    KEEPSAKE = "keepsake"
    THANKS = "thanks"
    MEMBERSHIP = "membership"
    PROOF = "proof"


class CertificateTemplate(Record, table=True):
    """A design of the office's own, to issue certificates with. ``content``: JSON as ``app.workshop.reading`` reads it."""

    __tablename__ = "certificate_templates"
    __table_args__ = table_args(sa.UniqueConstraint("kind", "name"))
    search_columns: ClassVar[tuple[str, ...]] = ("name",)

    name: str = Field(max_length=60)
    kind: TemplateKind = Field(sa_type=text_enum(TemplateKind))
    note: str = Field(default="", max_length=200)
    content: str = Field(default="", sa_type=sa.Text)


class CertificateDesign(Record, table=True):
    """A design as it was when certificates were issued with it: written once, never changed.

    ``digest``: SHA-256 of ``content``, so that a batch and later ones with the same design share a row.
    """

    __tablename__ = "certificate_designs"
    __table_args__ = table_args()

    digest: str = Field(max_length=64, unique=True)
    content: str = Field(sa_type=sa.Text)


class SealState(enum.StrEnum):
    """待批, 已批准, 不同意, 已用印."""

    APPLIED = "applied"
    APPROVED = "approved"
    REFUSED = "refused"
    USED = "used"


class SealRequest(Record, Scoped, table=True):
    """An application to use the seal (用印审批): how many copies, for what, who asked, who agreed.

    ``leader``: who agreed on paper, where the clerk who enters it is not the one who decides.
    """

    __tablename__ = "seal_requests"
    __table_args__ = table_args(*sortable("number", "applied_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("number", "subject")

    number: str = Field(max_length=20, unique=True)
    subject: str = Field(max_length=100)
    reason: str = Field(default="", max_length=300)
    copies: int = Field(default=1)
    class_run_id: int | None = Field(default=None, foreign_key="class_runs.id", index=True)
    applied_by: str = Field(default="", max_length=100)
    applied_on: date = Field()
    state: SealState = Field(default=SealState.APPLIED, sa_type=text_enum(SealState))
    leader: str = Field(default="", max_length=100)
    decided_by: str = Field(default="", max_length=100)
    decided_on: date | None = Field(default=None)
    opinion: str = Field(default="", max_length=200)


class Certificate(Record, Scoped, table=True):
    """An issued certificate: its number is never used again, its snapshot (JSON) reprints it as it was.

    ``sealed_by``: who approved the use of the seal (用印审批), ``seal_request_id``: the application for it.
    ``collected_on``: the day its holder signed for it. ``design_id``: the design it was issued with.
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
    seal_request_id: int | None = Field(default=None, foreign_key="seal_requests.id", index=True)
    collected_on: date | None = Field(default=None)
    design_id: int | None = Field(default=None, foreign_key="certificate_designs.id", index=True)
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
