"""Volunteering: teams with dated members, civic roles, service logs in minutes, quantity lines and daily totals."""

from __future__ import annotations

import enum
from datetime import date
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Dated, Record, Scoped, sortable, table_args, text_enum


class TeamKind(enum.StrEnum):
    """综合, 助老助送, 平安巡逻, 文明劝导, 应急, 其他."""

    GENERAL = "general"
    ELDERLY_HELP = "elderly_help"
    PATROL = "patrol"
    CIVILITY = "civility"
    EMERGENCY = "emergency"
    OTHER = "other"


class TeamStatus(enum.StrEnum):
    """筹建, 正常, 暂停, 解散."""

    PREPARING = "preparing"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    DISBANDED = "disbanded"


class TeamRole(enum.StrEnum):
    """A member's part in the team."""

    LEADER = "leader"
    DEPUTY = "deputy"
    MEMBER = "member"


class CivicRoleKind(enum.StrEnum):
    """监督员, 宣传员, 倡导员: appointments that one person may hold together."""

    MONITOR = "monitor"
    PROMOTER = "promoter"
    ADVOCATE = "advocate"


class LogKind(enum.StrEnum):
    """打卡 (checked in by a platform) or 补录 (written down afterwards)."""

    CHECKED_IN = "checked_in"
    WRITTEN_DOWN = "written_down"


class LogState(enum.StrEnum):
    """录入, 核实, 入账, 冲销."""

    ENTERED = "entered"
    VERIFIED = "verified"
    BOOKED = "booked"
    REVERSED = "reversed"


class SyncState(enum.StrEnum):
    """Whether a record stands in the official system of volunteers: 未录入, 已录入, 不一致."""

    NOT_ENTERED = "not_entered"
    ENTERED = "entered"
    MISMATCH = "mismatch"


class OutputKind(enum.StrEnum):
    """What a service brought about besides time: meals, leaflets, clues …"""

    MEALS = "meals"
    LEAFLETS = "leaflets"
    CLUES = "clues"
    PATROLS = "patrols"
    OTHER = "other"


# Few records have a number in another system: an index of those alone.
_NUMBERED = sa.text("outside_no <> ''")
_WITH_NUMBER: dict[str, Any] = {"sqlite_where": _NUMBERED, "postgresql_where": _NUMBERED}


class Team(Record, Scoped, table=True):
    """A volunteer team (志愿服务队).

    ``risky``: its service may hurt people, so they are insured first (志愿服务条例 art. 17). ``insured_until``,
    ``agreement_until``: the last day each holds.
    """

    __tablename__ = "teams"
    __table_args__ = table_args(*sortable("number", "name_pinyin", "founded_on"))
    search_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "name_pinyin",
        "name_initials",
        "number",
        "brand",
        "contact",
    )

    number: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=100)
    name_pinyin: str = Field(default="", max_length=600)
    name_initials: str = Field(default="", max_length=100)
    kind: TeamKind = Field(default=TeamKind.GENERAL, sa_type=text_enum(TeamKind))
    status: TeamStatus = Field(default=TeamStatus.ACTIVE, sa_type=text_enum(TeamStatus), index=True)
    parent_body: str = Field(default="", max_length=100)
    organizer_id: int | None = Field(default=None, foreign_key="issuers.id", index=True)
    brand: str = Field(default="", max_length=100)
    contact: str = Field(default="", max_length=100)
    phone: str = Field(default="", max_length=60)
    founded_on: date = Field()
    disbanded_on: date | None = Field(default=None)
    risky: bool = Field(default=False)
    insured: bool = Field(default=False)
    insurer: str = Field(default="", max_length=60)
    policy_no: str = Field(default="", max_length=60)
    insured_until: date | None = Field(default=None)
    agreement_on_file: bool = Field(default=False)
    agreement_until: date | None = Field(default=None)
    note: str = Field(default="", max_length=2000)


class TeamMember(Record, Dated, table=True):
    """A person's membership of a team for a period, with the part played."""

    __tablename__ = "team_members"
    __table_args__ = table_args()

    team_id: int = Field(foreign_key="teams.id", index=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    role: TeamRole = Field(default=TeamRole.MEMBER, sa_type=text_enum(TeamRole))
    end_reason: str = Field(default="", max_length=200)


class CivicRole(Record, Dated, table=True):
    """An appointment as 监督员, 宣传员 or 倡导员 for a period."""

    __tablename__ = "civic_roles"
    __table_args__ = table_args()

    person_id: int = Field(foreign_key="people.id", index=True)
    kind: CivicRoleKind = Field(sa_type=text_enum(CivicRoleKind))
    appointed_by: str = Field(default="", max_length=100)
    letter_no: str = Field(default="", max_length=60)


class ServiceLog(Record, Scoped, table=True):
    """One person's unpaid service on one day, in whole minutes.

    ``organizer_id``: the body that organised it and alone may certify it. ``published_from``, ``published_to``: when it
    is shown to the public before it is booked. ``source``: the platform it was taken over from. ``sync_state``,
    ``synced_on``, ``outside_no``: what is known of it in that platform or in the official system of volunteers.
    """

    __tablename__ = "service_logs"
    __table_args__ = table_args(
        *sortable("served_on"),
        # What the figures of a period look at, and nothing else: a year is summed up from it alone.
        sa.Index(
            "ix_service_logs_month",
            "served_on",
            "team_id",
            "activity",
            "state",
            "area_id",
            "minutes",
            "person_id",
        ),
        sa.Index("ix_service_logs_outside_no", "outside_no", **_WITH_NUMBER),
        sa.CheckConstraint("minutes >= 0", name="minutes_not_negative"),
    )

    team_id: int | None = Field(default=None, foreign_key="teams.id", index=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    served_on: date = Field()
    starts_at: str = Field(default="", max_length=5)
    ends_at: str = Field(default="", max_length=5)
    minutes: int = Field()
    activity: str = Field(default="", max_length=100)
    place: str = Field(default="", max_length=200)
    content: str = Field(default="", max_length=500)
    kind: LogKind = Field(default=LogKind.WRITTEN_DOWN, sa_type=text_enum(LogKind))
    state: LogState = Field(default=LogState.ENTERED, sa_type=text_enum(LogState))
    recorder: str = Field(default="", max_length=100)
    verified_by: str = Field(default="", max_length=100)
    organizer_id: int | None = Field(default=None, foreign_key="issuers.id", index=True)
    sync_state: SyncState = Field(default=SyncState.NOT_ENTERED, sa_type=text_enum(SyncState))
    synced_on: date | None = Field(default=None)
    outside_no: str = Field(default="", max_length=60)
    source: str = Field(default="", max_length=40)
    published_from: date | None = Field(default=None)
    published_to: date | None = Field(default=None)
    note: str = Field(default="", max_length=2000)


class ServiceQuantity(Record, table=True):
    """A quantity line of a service log: 送餐 12 次, 宣传单 200 份, 问题 1 条."""

    __tablename__ = "service_quantities"
    __table_args__ = table_args()

    log_id: int = Field(foreign_key="service_logs.id", index=True)
    output: OutputKind = Field(sa_type=text_enum(OutputKind))
    quantity: int = Field()
    unit: str = Field(default="", max_length=10)
    description: str = Field(default="", max_length=100)


class DailyTotal(Record, Scoped, table=True):
    """What a team did on a day as one figure (120 meals), when nobody can type 30,000 single services."""

    __tablename__ = "daily_totals"
    __table_args__ = table_args(*sortable("served_on"))

    team_id: int = Field(foreign_key="teams.id", index=True)
    served_on: date = Field()
    output: OutputKind = Field(sa_type=text_enum(OutputKind))
    quantity: int = Field()
    unit: str = Field(default="", max_length=10)
    people_count: int | None = Field(default=None)
    note: str = Field(default="", max_length=200)
