"""Papers about volunteering: who may certify, volunteers' numbers elsewhere, certificates of records, corrections."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, Scoped, sortable, table_args, text_enum


class IssuerKind(enum.StrEnum):
    """What a body is in law; the first five may recruit volunteers themselves and certify what they recorded."""

    VOLUNTEER_ORG = "volunteer_org"
    CHARITY = "charity"
    COMMITTEE = "committee"
    EVENT_HOST = "event_host"
    PUBLIC_SERVICE = "public_service"
    TEAM = "team"
    OTHER = "other"


class ProofState(enum.StrEnum):
    """申请, 受理, 不予受理, 核实, 审批, 出具, 公示, 归档, 作废, 已重开."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    VERIFIED = "verified"
    APPROVED = "approved"
    ISSUED = "issued"
    PUBLICIZED = "publicized"
    ARCHIVED = "archived"
    VOIDED = "voided"
    REISSUED = "reissued"


class CorrectionState(enum.StrEnum):
    """待处理, 已更正, 不予更正."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Issuer(Record, Scoped, table=True):
    """A body that organises service and may certify it. ``code``: beginning of its numbers. ``succeeds_id``: taken over."""

    __tablename__ = "issuers"
    __table_args__ = table_args()
    search_columns: ClassVar[tuple[str, ...]] = ("name",)

    name: str = Field(max_length=100, unique=True)
    kind: IssuerKind = Field(sa_type=text_enum(IssuerKind))
    uscc: str = Field(default="", max_length=18)
    may_certify: bool = Field(default=False)
    code: str = Field(default="", max_length=12)
    responsible: str = Field(default="", max_length=60)
    handler: str = Field(default="", max_length=60)
    phone: str = Field(default="", max_length=60)
    succeeds_id: int | None = Field(default=None, foreign_key="issuers.id", index=True)
    note: str = Field(default="", max_length=500)


class VolunteerRegistration(Record, table=True):
    """A person's number in a system of volunteers (志愿中国, 志愿浙江): never the identity number (MZ/T 061-2015)."""

    __tablename__ = "volunteer_registrations"
    __table_args__ = table_args(sa.UniqueConstraint("platform", "volunteer_no"), *sortable("volunteer_no"))
    search_columns: ClassVar[tuple[str, ...]] = ("volunteer_no",)

    person_id: int = Field(foreign_key="people.id", index=True)
    platform: str = Field(max_length=40)
    volunteer_no: str = Field(max_length=40)
    registered_on: date | None = Field(default=None)
    note: str = Field(default="", max_length=200)


class RecordCertificate(Record, Scoped, table=True):
    """A 志愿服务记录证明 from application to archive; ``snapshot`` (JSON) reprints it as it was when it was issued.

    ``since`` and ``until``: first and last day it speaks of. ``minutes`` and ``times``: what was verified.
    ``touched_on``: a record in it was corrected after it was issued. ``replaces_id``: the one it takes the place of.
    """

    __tablename__ = "record_certificates"
    __table_args__ = table_args(*sortable("number", "requested_on", "issued_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("number", "certificate_no")

    number: str = Field(max_length=20, unique=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    issuer_id: int = Field(foreign_key="issuers.id", index=True)
    since: date = Field()
    until: date = Field()
    purpose: str = Field(default="", max_length=100)
    requested_on: date = Field()
    state: ProofState = Field(default=ProofState.REQUESTED, sa_type=text_enum(ProofState), index=True)
    minutes: int = Field(default=0)
    times: int = Field(default=0)
    contents: str = Field(default="", max_length=200)
    remark: str = Field(default="", max_length=200)
    accepted_by: str = Field(default="", max_length=100)
    verified_by: str = Field(default="", max_length=100)
    approved_by: str = Field(default="", max_length=100)
    certificate_no: str | None = Field(default=None, max_length=60, unique=True)
    issued_on: date | None = Field(default=None)
    copies: int = Field(default=1)
    sealed_by: str = Field(default="", max_length=100)
    published_from: date | None = Field(default=None)
    published_to: date | None = Field(default=None)
    archived_on: date | None = Field(default=None)
    archive_no: str = Field(default="", max_length=60)
    reason: str = Field(default="", max_length=200)
    touched_on: date | None = Field(default=None, index=True)
    touched_by: str = Field(default="", max_length=200)
    snapshot: str = Field(default="", sa_type=sa.Text)
    design_id: int | None = Field(default=None, foreign_key="certificate_designs.id", index=True)
    replaces_id: int | None = Field(default=None, foreign_key="record_certificates.id", index=True)


class RecordCertificateLine(Record, table=True):
    """A service record that a certificate counts."""

    __tablename__ = "record_certificate_lines"
    __table_args__ = table_args(sa.UniqueConstraint("certificate_id", "log_id"))

    certificate_id: int = Field(foreign_key="record_certificates.id", index=True)
    log_id: int = Field(foreign_key="service_logs.id", index=True)


class LogCorrection(Record, Scoped, table=True):
    """A request to correct a booked service record; ``new_…`` say what it should be, empty ones stay as they are.

    ``cancels``: the service did not happen. ``before``: the record in words as it stood. ``result_id``: the record that
    was booked instead. ``touched``: numbers of the certificates that count the record.
    """

    __tablename__ = "log_corrections"
    __table_args__ = table_args(*sortable("number", "requested_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("number", "requested_by")

    number: str = Field(max_length=20, unique=True)
    log_id: int = Field(foreign_key="service_logs.id", index=True)
    requested_on: date = Field()
    requested_by: str = Field(max_length=60)
    cancels: bool = Field(default=False)
    new_served_on: date | None = Field(default=None)
    new_starts_at: str = Field(default="", max_length=5)
    new_ends_at: str = Field(default="", max_length=5)
    new_minutes: int | None = Field(default=None)
    new_activity: str = Field(default="", max_length=100)
    new_organizer_id: int | None = Field(default=None, foreign_key="issuers.id", index=True)
    grounds: str = Field(max_length=500)
    evidence: str = Field(default="", max_length=200)
    before: str = Field(default="", max_length=300)
    recorder: str = Field(default="", max_length=100)
    state: CorrectionState = Field(
        default=CorrectionState.OPEN, sa_type=text_enum(CorrectionState), index=True
    )
    decided_by: str = Field(default="", max_length=100)
    decided_on: date | None = Field(default=None)
    decision: str = Field(default="", max_length=200)
    result_id: int | None = Field(default=None, foreign_key="service_logs.id", index=True)
    touched: str = Field(default="", max_length=500)
