"""Members on the move: mobile members, transfers of the Party relation, reporting in, and instructors sent to stations."""

from __future__ import annotations

import enum
from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Dated, Record, Scoped, sortable, table_args, text_enum


class MobileDirection(enum.StrEnum):
    """流入, 流出."""

    IN = "in"
    OUT = "out"


class TransferState(enum.StrEnum):
    """发起, 在途, 已接收, 退回."""

    STARTED = "started"
    IN_TRANSIT = "in_transit"
    RECEIVED = "received"
    RETURNED = "returned"


class MobileMember(Record, Dated, table=True):
    """A Party member who lives or works away from the home branch for a period; the relation stays at home."""

    __tablename__ = "mobile_members"
    __table_args__ = table_args(*sortable("from_on"))

    person_id: int = Field(foreign_key="people.id", index=True)
    direction: MobileDirection = Field(default=MobileDirection.IN, sa_type=text_enum(MobileDirection))
    home_org_name: str = Field(default="", max_length=100)
    home_contact: str = Field(default="", max_length=100)
    host_org_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    reported_on: date | None = Field(default=None)
    end_reason: str = Field(default="", max_length=100)


class RelationTransfer(Record, table=True):
    """组织关系接转: from one formal body to another; each side is a body of the ledger or a name."""

    __tablename__ = "relation_transfers"
    __table_args__ = table_args(*sortable("started_on"))

    person_id: int = Field(foreign_key="people.id", index=True)
    state: TransferState = Field(default=TransferState.STARTED, sa_type=text_enum(TransferState), index=True)
    from_org_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    from_name: str = Field(default="", max_length=100)
    to_org_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    to_name: str = Field(default="", max_length=100)
    started_on: date
    letter_no: str = Field(default="", max_length=60)
    issued_on: date | None = Field(default=None)
    valid_days: int | None = Field(default=None)
    received_on: date | None = Field(default=None)
    returned_on: date | None = Field(default=None)
    reason: str = Field(default="", max_length=100)


class CheckIn(Record, Scoped, table=True):
    """报到: a person reported to a community on a day."""

    __tablename__ = "check_ins"
    __table_args__ = table_args(
        *sortable("checked_on"), sa.UniqueConstraint("person_id", "area_id", "checked_on")
    )

    person_id: int = Field(foreign_key="people.id", index=True)
    checked_on: date
    task: str = Field(default="", max_length=100)


class PartyInstructor(Record, Dated, Scoped, table=True):
    """党建指导员 sent to stations for a period: somebody of the ledger, or a name."""

    __tablename__ = "party_instructors"
    __table_args__ = table_args(*sortable("from_on"))

    person_id: int | None = Field(default=None, foreign_key="people.id", index=True)
    name: str = Field(default="", max_length=100)
    unit: str = Field(default="", max_length=100)
    phone: str = Field(default="", max_length=60)
    end_reason: str = Field(default="", max_length=100)


class InstructorStation(Record, Dated, table=True):
    """A station that an instructor looks after for a period."""

    __tablename__ = "instructor_stations"
    __table_args__ = table_args()

    instructor_id: int = Field(foreign_key="party_instructors.id", index=True)
    station_id: int = Field(foreign_key="stations.id", index=True)
