"""Organizations of every line (党 工 团 妇 …), their dated members and posts."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

from sqlmodel import Field

from db.base import Dated, Record, Scoped, sortable, table_args, text_enum


class OrganizationLine(enum.StrEnum):
    """党, 工, 团, 妇, 志愿, 议事, 其他."""

    PARTY = "party"
    UNION = "union"
    LEAGUE = "league"
    WOMEN = "women"
    VOLUNTEER = "volunteer"
    DELIBERATION = "deliberation"
    OTHER = "other"


class OrganizationKind(enum.StrEnum):
    """Formal, functional (holds no 组织关系), joint, or a group."""

    FORMAL = "formal"
    FUNCTIONAL = "functional"
    JOINT = "joint"
    GROUP = "group"


class OrganizationStatus(enum.StrEnum):
    """筹建, 正常, 调整, 换届中, 撤销."""

    PREPARING = "preparing"
    ACTIVE = "active"
    ADJUSTING = "adjusting"
    ELECTING = "electing"
    DISSOLVED = "dissolved"


class MembershipStatus(enum.StrEnum):
    """在会, 保留会籍, and the ways a membership ends: 转出, 退出, 自动退会, 开除会籍."""

    APPROVED = "approved"
    RETAINED = "retained"
    TRANSFERRED_OUT = "transferred_out"
    EXITED = "exited"
    AUTO_EXITED = "auto_exited"
    EXPELLED = "expelled"


class ApplicationState(enum.StrEnum):
    """已申请, 已批准, 未批准."""

    APPLIED = "applied"
    APPROVED = "approved"
    DECLINED = "declined"


class Organization(Record, Scoped, table=True):
    """A body: Party committee or branch, joint union, women's group, League branch or group …"""

    __tablename__ = "organizations"
    __table_args__ = table_args(*sortable("number", "name_pinyin", "established_on", "next_election_on"))
    search_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "short_name",
        "name_pinyin",
        "name_initials",
        "number",
        "brand",
        "contact",
    )

    number: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=100)
    short_name: str = Field(default="", max_length=60)
    name_pinyin: str = Field(default="", max_length=600)
    name_initials: str = Field(default="", max_length=100)
    line: OrganizationLine = Field(sa_type=text_enum(OrganizationLine), index=True)
    kind: OrganizationKind = Field(sa_type=text_enum(OrganizationKind))
    level: str = Field(default="", max_length=20)
    parent_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    status: OrganizationStatus = Field(
        default=OrganizationStatus.ACTIVE, sa_type=text_enum(OrganizationStatus), index=True
    )
    established_on: date | None = Field(default=None)
    approval_doc: str = Field(default="", max_length=100)
    approved_on: date | None = Field(default=None)
    approved_by: str = Field(default="", max_length=100)
    term_years: int | None = Field(default=None)
    term_from: date | None = Field(default=None)
    next_election_on: date | None = Field(default=None)
    brand: str = Field(default="", max_length=100)
    host_unit: str = Field(default="", max_length=100)
    covered_units: str = Field(default="", max_length=500)
    contact: str = Field(default="", max_length=100)
    phone: str = Field(default="", max_length=60)
    address: str = Field(default="", max_length=200)
    dissolved_on: date | None = Field(default=None)
    note: str = Field(default="", max_length=2000)


class Membership(Record, Dated, table=True):
    """A person's membership of an organization for a period; joining again opens another row.

    ``status`` repeats what the dates say, and how an ended membership ended. While ``retained_on`` holds (until
    ``retained_to``) a union's member has no work and keeps the membership without dues and vote (保留会籍).
    ``other_union`` names the union that a member came from or went to.
    """

    __tablename__ = "memberships"
    __table_args__ = table_args()

    organization_id: int = Field(foreign_key="organizations.id", index=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    applied_on: date | None = Field(default=None)
    channel: str = Field(default="", max_length=20)
    member_no: str = Field(default="", max_length=40)
    status: MembershipStatus = Field(
        default=MembershipStatus.APPROVED, sa_type=text_enum(MembershipStatus), index=True
    )
    card_issued: bool = Field(default=False)
    retained_on: date | None = Field(default=None)
    retained_to: date | None = Field(default=None)
    retained_reason: str = Field(default="", max_length=100)
    other_union: str = Field(default="", max_length=100)
    end_reason: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=2000)


class UnionApplication(Record, table=True):
    """Somebody applied to join a union; the decision, and the membership it became."""

    __tablename__ = "union_applications"
    __table_args__ = table_args(*sortable("applied_on"))

    organization_id: int = Field(foreign_key="organizations.id", index=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    applied_on: date
    channel: str = Field(default="", max_length=20)
    state: ApplicationState = Field(
        default=ApplicationState.APPLIED, sa_type=text_enum(ApplicationState), index=True
    )
    decided_on: date | None = Field(default=None)
    reason: str = Field(default="", max_length=200)
    membership_id: int | None = Field(default=None, foreign_key="memberships.id", index=True)


class Post(Record, Dated, table=True):
    """A post a person holds in an organization for a term; part-time for 兼职委员. ``duties``: what was taken on (认领事项)."""

    __tablename__ = "posts"
    __table_args__ = table_args()

    organization_id: int = Field(foreign_key="organizations.id", index=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    title: str = Field(max_length=40)
    part_time: bool = Field(default=False)
    letter_no: str = Field(default="", max_length=60)
    duties: str = Field(default="", max_length=200)
    end_reason: str = Field(default="", max_length=200)
