"""Requests (诉求): who asked for what, by which way, until when it is to be settled, and every step it took."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Dated, Record, Scoped, sortable, table_args, text_enum
from db.models.units import UnitProblem


class RequestChannel(enum.StrEnum):
    """How a request came in: 专属热线, 12345转办, 西湖码, 随手拍, 议事会, 走访, 站点驿站, 微信群, 来访, 来信, 网络."""

    HOTLINE = "hotline"
    CITY_LINE = "city_line"
    WEST_LAKE_CODE = "west_lake_code"
    SNAP = "snap"
    DELIBERATION = "deliberation"
    VISIT = "visit"
    STATION = "station"
    CHAT = "chat"
    IN_PERSON = "in_person"
    LETTER = "letter"
    NETWORK = "network"


class RequestCategory(enum.StrEnum):
    """What a request is about."""

    PARKING = "parking"
    ACCESS = "access"
    MEALS_AND_REST = "meals_and_rest"
    LABOUR_RIGHTS = "labour_rights"
    LEGAL = "legal"
    HEALTH = "health"
    SCHOOLING = "schooling"
    HOUSING = "housing"
    TRAINING = "training"
    PLATFORM_RULES = "platform_rules"
    TRAFFIC = "traffic"
    APPEARANCE = "appearance"
    SAFETY = "safety"
    OTHER = "other"


class Urgency(enum.StrEnum):
    """特急, 紧急, 一般."""

    MOST_URGENT = "most_urgent"
    URGENT = "urgent"
    USUAL = "usual"


class RequestState(enum.StrEnum):
    """待受理 → 已受理 → 已派单 → 处理中 → 延期, 挂账, 退单 → 已办结 → 已回访 → 归档; 重办; 不予受理; 转办."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    WORKING = "working"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    RETURNED = "returned"
    CLOSED = "closed"
    CALLED_BACK = "called_back"
    REOPENED = "reopened"
    ARCHIVED = "archived"
    REFUSED = "refused"
    TRANSFERRED = "transferred"


class Satisfaction(enum.StrEnum):
    """What the requester said when called back: 满意, 基本满意, 不满意, or 未接通."""

    SATISFIED = "satisfied"
    FAIRLY = "fairly"
    DISSATISFIED = "dissatisfied"
    NOT_REACHED = "not_reached"


class LimitUnit(enum.StrEnum):
    """What a time limit is counted in: hours by the clock, working days, or days."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"


class RequestLimit(Record, table=True):
    """How long a request may take; without a channel or urgency for every one. The closest line holds.

    accept_days: working days within which it is to be taken up; 0 for no such limit.
    """

    __tablename__ = "request_limits"
    __table_args__ = table_args(
        sa.CheckConstraint("amount > 0 AND accept_days >= 0", name="time_given"), *sortable("name")
    )
    search_columns: ClassVar[tuple[str, ...]] = ("name",)

    name: str = Field(max_length=60)
    channel: RequestChannel | None = Field(default=None, sa_type=text_enum(RequestChannel))
    urgency: Urgency | None = Field(default=None, sa_type=text_enum(Urgency))
    amount: int = Field()
    unit: LimitUnit = Field(default=LimitUnit.WORKING_DAYS, sa_type=text_enum(LimitUnit))
    accept_days: int = Field(default=0)
    source: str = Field(default="", max_length=200)


class Request(Record, Scoped, table=True):
    """A request. Whoever has a card is named by ``person_id``, others by ``requester``; ``anonymous`` ones by neither.

    is_report: a problem in public that was reported, no need of the requester's own. petition: a 信访事项, which other
    rules govern and which leaves this ledger. due_on: the last day to settle it, up to ``due_time`` where the limit is in
    hours. reward: what a report was paid, in 分. outside_no: its number in another system.
    """

    __tablename__ = "requests"
    __table_args__ = table_args(
        sa.CheckConstraint("person_id IS NULL OR requester = ''", name="named_once"),
        sa.CheckConstraint("reward >= 0 AND reopened >= 0", name="not_below_nought"),
        *sortable("number", "received_on", "due_on", "closed_on"),
    )
    search_columns: ClassVar[tuple[str, ...]] = ("number", "title", "place", "outside_no")

    number: str = Field(max_length=20, unique=True)
    received_on: date = Field()
    received_at: str = Field(default="", max_length=5)
    channel: RequestChannel = Field(sa_type=text_enum(RequestChannel), index=True)
    outside_no: str = Field(default="", max_length=60, index=True)
    person_id: int | None = Field(default=None, foreign_key="people.id", index=True)
    requester: str = Field(default="", max_length=60)
    anonymous: bool = Field(default=False)
    phone: str = Field(default="", max_length=60)
    station_id: int | None = Field(default=None, foreign_key="stations.id", index=True)
    category: RequestCategory = Field(sa_type=text_enum(RequestCategory), index=True)
    problem: UnitProblem | None = Field(default=None, sa_type=text_enum(UnitProblem))
    is_report: bool = Field(default=False)
    title: str = Field(max_length=100)
    content: str = Field(default="", max_length=2000)
    place: str = Field(default="", max_length=100)
    urgency: Urgency = Field(default=Urgency.USUAL, sa_type=text_enum(Urgency))
    confidential: bool = Field(default=False)
    petition: bool = Field(default=False)
    state: RequestState = Field(default=RequestState.PENDING, sa_type=text_enum(RequestState), index=True)
    accept_due_on: date | None = Field(default=None)
    due_on: date | None = Field(default=None)
    due_time: str = Field(default="", max_length=5)
    unit: str = Field(default="", max_length=100)
    co_units: str = Field(default="", max_length=200)
    closed_on: date | None = Field(default=None)
    result: str = Field(default="", max_length=2000)
    called_back_on: date | None = Field(default=None)
    called_back_by: str = Field(default="", max_length=60)
    satisfaction: Satisfaction | None = Field(default=None, sa_type=text_enum(Satisfaction))
    reopened: int = Field(default=0)
    transferred_to: str = Field(default="", max_length=100)
    reward: int = Field(default=0)
    note: str = Field(default="", max_length=1000)


class RequestStep(Record, Dated, table=True):
    """A state of a request from a day on; one that was passed on the day it began ends on that day.

    due_on: the last day to settle it, as it was then. said: what was done or why. satisfaction: of a call back.
    """

    __tablename__ = "request_steps"
    __table_args__ = table_args(
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name="in_order"), *sortable("from_on")
    )

    request_id: int = Field(foreign_key="requests.id", index=True)
    state: RequestState = Field(sa_type=text_enum(RequestState))
    unit: str = Field(default="", max_length=100)
    due_on: date | None = Field(default=None)
    said: str = Field(default="", max_length=500)
    satisfaction: Satisfaction | None = Field(default=None, sa_type=text_enum(Satisfaction))
    done_by: str = Field(default="", max_length=60)
