"""Partners (共建单位, 爱心商家, 社会组织): what they offer, what was agreed, alliances of a street block and joint projects."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Dated, Record, Scoped, sortable, table_args, text_enum
from db.models.agreements import Agreement


class PartnerKind(enum.StrEnum):
    """共建单位, 爱心商家, 社会组织, 其他社会力量."""

    CO_BUILDER = "co_builder"
    MERCHANT = "merchant"
    SOCIAL_ORGANIZATION = "social_organization"
    OTHER = "other"


class PartnerSector(enum.StrEnum):
    """What a partner is: 社区, 底商, 机关, 事业单位, 企业, 社会组织, 其他. Members of an alliance are counted by it."""

    COMMUNITY = "community"
    SHOP = "shop"
    AUTHORITY = "authority"
    INSTITUTION = "institution"
    COMPANY = "company"
    SOCIAL = "social"
    OTHER = "other"


class ContactWay(enum.StrEnum):
    """上门, 电话, 微信, 会议, 其他."""

    VISIT = "visit"
    PHONE = "phone"
    MESSAGE = "message"
    MEETING = "meeting"
    OTHER = "other"


class ProjectState(enum.StrEnum):
    """未启动, 推进中, 已完成, 已终止."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class Partner(Record, Scoped, table=True):
    """Whoever does something for riders beside the office. Counted from ``joined_on`` on, until the day of ``left_on``.

    ``offers`` are words separated by ``、``; ``agreement_to`` repeats the latest agreement's last day.
    """

    __tablename__ = "partners"
    __table_args__ = table_args(*sortable("number", "name_pinyin", "joined_on", "agreement_to"))
    search_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "name_pinyin",
        "name_initials",
        "number",
        "address",
        "contact",
        "phone",
        "offer",
    )

    number: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=100)
    name_pinyin: str = Field(default="", max_length=600)
    name_initials: str = Field(default="", max_length=100)
    kind: PartnerKind = Field(sa_type=text_enum(PartnerKind), index=True)
    sector: PartnerSector = Field(default=PartnerSector.OTHER, sa_type=text_enum(PartnerSector), index=True)
    joined_on: date = Field()
    left_on: date | None = Field(default=None)
    left_reason: str = Field(default="", max_length=200)
    address: str = Field(default="", max_length=200)
    contact: str = Field(default="", max_length=100)
    phone: str = Field(default="", max_length=60)
    offers: str = Field(default="", max_length=200)
    offer: str = Field(default="", max_length=500)
    agreement_to: date | None = Field(default=None)
    facility_id: int | None = Field(default=None, foreign_key="facilities.id", index=True)
    note: str = Field(default="", max_length=2000)


class PartnerAgreement(Record, Agreement, table=True):
    """An agreement with a partner."""

    __tablename__ = "partner_agreements"
    __table_args__ = table_args(*sortable("valid_from", "valid_until"))

    partner_id: int = Field(foreign_key="partners.id", index=True)


class PartnerContact(Record, table=True):
    """A contact with a partner (联系记录), and the day by which somebody gets in touch again."""

    __tablename__ = "partner_contacts"
    __table_args__ = table_args(*sortable("contacted_on", "next_on"))

    partner_id: int = Field(foreign_key="partners.id", index=True)
    contacted_on: date = Field()
    way: ContactWay = Field(default=ContactWay.VISIT, sa_type=text_enum(ContactWay))
    clerk: str = Field(default="", max_length=60)
    content: str = Field(max_length=500)
    next_on: date | None = Field(default=None)


class Alliance(Record, Scoped, table=True):
    """An alliance of a street block (街区党建联盟) under a brand (北集星·星耀曙光)."""

    __tablename__ = "alliances"
    __table_args__ = table_args(*sortable("number", "name_pinyin", "founded_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("name", "name_pinyin", "name_initials", "number", "brand")

    number: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=100)
    name_pinyin: str = Field(default="", max_length=600)
    name_initials: str = Field(default="", max_length=100)
    brand: str = Field(default="", max_length=60)
    founded_on: date = Field()
    ended_on: date | None = Field(default=None)
    lead: str = Field(default="", max_length=100)
    note: str = Field(default="", max_length=2000)


class AllianceMember(Record, Dated, table=True):
    """A partner's membership in an alliance for a period."""

    __tablename__ = "alliance_members"
    __table_args__ = table_args()

    alliance_id: int = Field(foreign_key="alliances.id", index=True)
    partner_id: int = Field(foreign_key="partners.id", index=True)
    role: str = Field(default="", max_length=40)


class JointProject(Record, Scoped, table=True):
    """A joint project (联建项目) of a batch; ``state`` agrees with the dates, by which any past day is counted."""

    __tablename__ = "joint_projects"
    __table_args__ = table_args(*sortable("number", "due_on", "finished_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("name", "number", "batch", "lead")

    number: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=100)
    alliance_id: int | None = Field(default=None, foreign_key="alliances.id", index=True)
    batch: str = Field(default="", max_length=40, index=True)
    state: ProjectState = Field(default=ProjectState.PLANNED, sa_type=text_enum(ProjectState), index=True)
    listed_on: date = Field()
    started_on: date | None = Field(default=None)
    due_on: date | None = Field(default=None)
    finished_on: date | None = Field(default=None)
    stopped_on: date | None = Field(default=None)
    lead: str = Field(default="", max_length=100)
    content: str = Field(default="", max_length=500)
    result: str = Field(default="", max_length=500)


class ProjectPartner(Record, table=True):
    """A partner that takes part in a joint project, and what it does there."""

    __tablename__ = "project_partners"
    __table_args__ = table_args(sa.UniqueConstraint("project_id", "partner_id"))

    project_id: int = Field(foreign_key="joint_projects.id", index=True)
    partner_id: int = Field(foreign_key="partners.id", index=True)
    task: str = Field(default="", max_length=200)
