"""Activities (慰问, 组团式进站, 主题活动, 团圆饭 …): what was planned and held, by whom, for whom, with which services and at what cost.

Visits, classes and volunteer service have registers of their own.
"""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, Scoped, sortable, table_args, text_enum


class ActivityKind(enum.StrEnum):
    """慰问, 组团式进站, 主题活动, 团圆饭, 公益活动, 宣讲, 体检, 义诊, 法律咨询, 心理疏导, 招聘, 其他."""

    CONDOLENCE = "condolence"
    TEAM_VISIT = "team_visit"
    THEME = "theme"
    REUNION_MEAL = "reunion_meal"
    PUBLIC_GOOD = "public_good"
    TALK = "talk"
    CHECK_UP = "check_up"
    CLINIC = "clinic"
    LEGAL = "legal"
    COUNSELLING = "counselling"
    JOB_FAIR = "job_fair"
    OTHER = "other"


class ActivityState(enum.StrEnum):
    """计划, 已开展, 延期, 取消."""

    PLANNED = "planned"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Chain(enum.StrEnum):
    """三链: 组织链, 服务链, 治理链."""

    ORGANIZATION = "organization"
    SERVICE = "service"
    GOVERNANCE = "governance"


class FundSource(enum.StrEnum):
    """Who paid: 街道经费, 党费, 工会经费, 社区经费, 共建单位, 社会捐赠, 其他."""

    STREET = "street"
    PARTY_DUES = "party_dues"
    UNION = "union"
    COMMUNITY = "community"
    PARTNER = "partner"
    DONATION = "donation"
    OTHER = "other"


class ServiceKind(enum.StrEnum):
    """What was offered at an activity: 政策宣讲, 劳动用工, 就业创业, 法律维权, 健康咨询, 心理疏导, 急救培训, 公益课程, 交通安全, 便民服务, 其他."""

    POLICY = "policy"
    LABOUR = "labour"
    EMPLOYMENT = "employment"
    LEGAL = "legal"
    HEALTH = "health"
    COUNSELLING = "counselling"
    FIRST_AID = "first_aid"
    COURSE = "course"
    TRAFFIC = "traffic"
    CONVENIENCE = "convenience"
    OTHER = "other"


class Activity(Record, Scoped, table=True):
    """An activity. ``held_on``: the day it is planned for, and once held the day on which it was.

    ``starts_at`` and ``ends_at`` are ``HH:MM``. ``riders``: riders who came and whose names nobody wrote down; ``staff``
    and ``guests``: of the office and of partners. ``cost`` is in 分. ``aspects`` are words separated by ``、``.
    """

    __tablename__ = "activities"
    __table_args__ = table_args(
        sa.CheckConstraint("riders >= 0 AND staff >= 0 AND guests >= 0 AND cost >= 0", name="counted"),
        *sortable("number", "held_on"),
    )
    search_columns: ClassVar[tuple[str, ...]] = ("number", "title", "place", "organizer", "summary")

    number: str = Field(max_length=20, unique=True)
    kind: ActivityKind = Field(sa_type=text_enum(ActivityKind), index=True)
    title: str = Field(max_length=100)
    state: ActivityState = Field(default=ActivityState.PLANNED, sa_type=text_enum(ActivityState))
    held_on: date = Field()
    until: date | None = Field(default=None)
    starts_at: str = Field(default="", max_length=5)
    ends_at: str = Field(default="", max_length=5)
    place: str = Field(default="", max_length=200)
    facility_id: int | None = Field(default=None, foreign_key="facilities.id", index=True)
    station_id: int | None = Field(default=None, foreign_key="stations.id", index=True)
    organizer: str = Field(default="", max_length=100)
    riders: int = Field(default=0)
    staff: int = Field(default=0)
    guests: int = Field(default=0)
    cost: int = Field(default=0)
    funds: FundSource | None = Field(default=None, sa_type=text_enum(FundSource))
    chain: Chain | None = Field(default=None, sa_type=text_enum(Chain))
    aspects: str = Field(default="", max_length=100)
    summary: str = Field(default="", max_length=200)
    media: str = Field(default="", max_length=500)
    reason: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=1000)


class ActivityPartner(Record, table=True):
    """A partner that held an activity together with the organiser, and its part in it."""

    __tablename__ = "activity_partners"
    __table_args__ = table_args(sa.UniqueConstraint("activity_id", "partner_id"))

    activity_id: int = Field(foreign_key="activities.id", index=True)
    partner_id: int = Field(foreign_key="partners.id", index=True)
    part: str = Field(default="", max_length=200)


class ActivityService(Record, table=True):
    """A service that somebody provided at an activity, and how many people it reached (``served``)."""

    __tablename__ = "activity_services"
    __table_args__ = table_args(sa.CheckConstraint("served >= 0", name="counted"))

    activity_id: int = Field(foreign_key="activities.id", index=True)
    kind: ServiceKind = Field(sa_type=text_enum(ServiceKind), index=True)
    provider: str = Field(max_length=100)
    served: int = Field(default=0)
    note: str = Field(default="", max_length=500)


class ActivityPerson(Record, table=True):
    """Somebody who took part in an activity."""

    __tablename__ = "activity_people"
    __table_args__ = table_args(sa.UniqueConstraint("activity_id", "person_id"))

    activity_id: int = Field(foreign_key="activities.id", index=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    part: str = Field(default="", max_length=100)
