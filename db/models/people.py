"""People and where they work: platforms, stations, the person, registrations and employments as dated rows."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Dated, Record, Scoped, sortable, table_args, text_enum


class Gender(enum.StrEnum):
    """GB/T 2261.1: the two of forms, and not known."""

    UNKNOWN = "unknown"
    MALE = "male"
    FEMALE = "female"


class IdKind(enum.StrEnum):
    """Kinds of identity document; a person may give none."""

    RESIDENT = "resident"
    HK_MACAO_RESIDENT = "hk_macao_resident"
    TAIWAN_RESIDENT = "taiwan_resident"
    FOREIGN_PERMANENT = "foreign_permanent"
    PASSPORT = "passport"
    OTHER = "other"
    NONE = "none"


class Category(enum.StrEnum):
    """The four official groups of new-employment workers, and the rest."""

    COURIER = "courier"
    RIDER = "rider"
    RIDE_HAILING_DRIVER = "ride_hailing_driver"
    TRUCK_DRIVER = "truck_driver"
    OTHER = "other"


class Engagement(enum.StrEnum):
    """How somebody works for a platform; 专送 and 众包 are modes, not categories."""

    DIRECT = "direct"
    FRANCHISE = "franchise"
    DEDICATED = "dedicated"
    CROWDSOURCED = "crowdsourced"
    DISPATCHED = "dispatched"
    SELF_EMPLOYED = "self_employed"
    UNKNOWN = "unknown"


class Precision(enum.StrEnum):
    """How exactly a date is known: ``1990.1`` is a month."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class PersonStatus(enum.StrEnum):
    """在册, 流出, 封存."""

    ACTIVE = "active"
    LEFT = "left"
    RESTRICTED = "restricted"


class LegalBasis(enum.StrEnum):
    """Why the office may hold the record (personal information protection law, art. 13)."""

    STATUTORY_DUTY = "statutory_duty"
    CONSENT = "consent"
    SEPARATE_CONSENT = "separate_consent"
    PUBLIC_INTEREST = "public_interest"


class PlatformKind(enum.StrEnum):
    """The trade of a platform company."""

    EXPRESS = "express"
    DELIVERY = "delivery"
    RIDE_HAILING = "ride_hailing"
    FREIGHT = "freight"
    OTHER = "other"


class Platform(Record, table=True):
    """A platform company or brand (顺丰, 美团 …) with the other names sheets use for it."""

    __tablename__ = "platforms"
    __table_args__ = table_args(*sortable("name_pinyin"))
    search_columns: ClassVar[tuple[str, ...]] = ("name", "name_pinyin", "name_initials", "aliases")

    name: str = Field(max_length=100, unique=True)
    name_pinyin: str = Field(default="", max_length=300)
    name_initials: str = Field(default="", max_length=100)
    aliases: str = Field(default="", max_length=300)
    kind: PlatformKind = Field(default=PlatformKind.OTHER, sa_type=text_enum(PlatformKind))
    note: str = Field(default="", max_length=2000)


class Station(Record, Scoped, table=True):
    """A delivery station or outlet (站点, 网点) of a platform: the employer side, not a rest stop."""

    __tablename__ = "stations"
    __table_args__ = table_args(*sortable("name_pinyin"))
    search_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "name_pinyin",
        "name_initials",
        "address",
        "manager",
        "phone",
    )

    name: str = Field(max_length=100, unique=True)
    name_pinyin: str = Field(default="", max_length=300)
    name_initials: str = Field(default="", max_length=100)
    platform_id: int | None = Field(default=None, foreign_key="platforms.id", index=True)
    address: str = Field(default="", max_length=200)
    manager: str = Field(default="", max_length=100)
    phone: str = Field(default="", max_length=60)
    opened_on: date | None = Field(default=None)
    closed_on: date | None = Field(default=None)
    note: str = Field(default="", max_length=2000)


class Person(Record, Scoped, table=True):
    """A new-employment worker known to the office.

    ``status``, ``category``, ``platform_id``, ``station_id`` and ``engagement`` repeat what the open registration and
    employment rows say, so that lists need not look them up; only ``app.actions.people`` writes them, together with
    those rows. ``phones`` holds digits only, several numbers separated by one blank, the main one first.
    ``former_numbers`` are the numbers of cards merged into this one, by which it is still found. ``tags`` holds the names
    of tags, parted by 、. ``restricted_on`` and ``restricted_reason`` tell of a card that is 封存.
    """

    __tablename__ = "people"
    __table_args__ = table_args(
        *sortable(
            "number", "name_pinyin", "birth_date", "phones", "registered_on", "last_verified_on", "category"
        ),
        sa.Index("ix_people_name", "name"),
        sa.Index("ix_people_id_no", "id_no"),
        # Figures by sex, age, politics and verification are read from this index, not from the wide rows.
        sa.Index("ix_people_figures", "id", "gender", "birth_date", "politics", "last_verified_on"),
    )
    search_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "name_initials",
        "name_pinyin",
        "alias",
        "phones",
        "number",
        "former_numbers",
        "id_no",
        "residence",
        "vehicle_plate",
    )

    number: str = Field(max_length=20, unique=True)
    former_numbers: str = Field(default="", max_length=300)
    name: str = Field(max_length=100)
    name_pinyin: str = Field(default="", max_length=600)
    name_initials: str = Field(default="", max_length=100)
    pinyin_override: str = Field(default="", max_length=300)
    alias: str = Field(default="", max_length=100)
    gender: Gender = Field(default=Gender.UNKNOWN, sa_type=text_enum(Gender))
    birth_date: date | None = Field(default=None)
    birth_precision: Precision = Field(default=Precision.DAY, sa_type=text_enum(Precision))
    id_kind: IdKind = Field(default=IdKind.NONE, sa_type=text_enum(IdKind))
    id_no: str = Field(default="", max_length=40)
    phones: str = Field(default="", max_length=200)
    other_contact: str = Field(default="", max_length=100)
    category: Category = Field(sa_type=text_enum(Category))
    platform_id: int | None = Field(default=None, foreign_key="platforms.id", index=True)
    station_id: int | None = Field(default=None, foreign_key="stations.id", index=True)
    engagement: Engagement = Field(default=Engagement.UNKNOWN, sa_type=text_enum(Engagement))
    status: PersonStatus = Field(default=PersonStatus.ACTIVE, sa_type=text_enum(PersonStatus), index=True)
    registered_on: date = Field(default_factory=date.today)
    ethnicity: str = Field(default="", max_length=2)
    politics: str = Field(default="", max_length=2)
    education: str = Field(default="", max_length=2)
    native_place: str = Field(default="", max_length=100)
    residence: str = Field(default="", max_length=200)
    vehicle_plate: str = Field(default="", max_length=20)
    emergency_contact: str = Field(default="", max_length=100)
    emergency_phone: str = Field(default="", max_length=60)
    skills: str = Field(default="", max_length=300)
    needs: str = Field(default="", max_length=500)
    clothing_size: str = Field(default="", max_length=20)
    source: str = Field(default="", max_length=200)
    notice_version: str = Field(default="", max_length=20)
    notified_on: date | None = Field(default=None)
    notice_way: str = Field(default="", max_length=20)
    legal_basis: LegalBasis = Field(default=LegalBasis.STATUTORY_DUTY, sa_type=text_enum(LegalBasis))
    photo_consent: bool = Field(default=False)
    publish_consent: bool = Field(default=False)
    last_verified_on: date | None = Field(default=None)
    tags: str = Field(default="", max_length=300)
    restricted_on: date | None = Field(default=None)
    restricted_reason: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=2000)


class PersonPhoto(Record, table=True):
    """The portrait of a person, small (1寸 or 2寸 at print resolution): a JPEG in Base64. It goes with the person."""

    __tablename__ = "person_photos"
    __table_args__ = table_args()

    person_id: int = Field(foreign_key="people.id", ondelete="CASCADE", unique=True)
    picture: str = Field(sa_type=sa.Text)
    width: int = Field()
    height: int = Field()


class Tag(Record, table=True):
    """A tag (标签) by which people are gathered; a person's card holds its name."""

    __tablename__ = "tags"
    __table_args__ = table_args()

    name: str = Field(max_length=30, unique=True)
    note: str = Field(default="", max_length=200)


class Registration(Record, Dated, Scoped, table=True):
    """A period in which a person is on the office's books (在册) in one area; leaving ends it, coming back opens another.

    Somebody who moves to another community has the row ended with ``moved`` set and a new one from the same day.
    """

    __tablename__ = "registrations"
    __table_args__ = table_args(
        sa.UniqueConstraint("person_id", "from_on"),
        # Who is on the books on a day is read from this index alone.
        sa.Index("ix_registrations_day", "from_on", "to_on", "area_id", "person_id"),
    )

    person_id: int = Field(foreign_key="people.id", index=True)
    moved: bool = Field(default=False)
    left_to: str = Field(default="", max_length=200)
    end_reason: str = Field(default="", max_length=200)


class Employment(Record, Dated, table=True):
    """What a person worked as, for whom and where, for a period."""

    __tablename__ = "employments"
    __table_args__ = table_args(
        sa.UniqueConstraint("person_id", "from_on"),
        # What somebody worked as on a day is read from this index alone.
        sa.Index("ix_employments_day", "person_id", "from_on", "to_on", "category", "platform_id"),
    )

    person_id: int = Field(foreign_key="people.id", index=True)
    category: Category = Field(sa_type=text_enum(Category))
    platform_id: int | None = Field(default=None, foreign_key="platforms.id", index=True)
    station_id: int | None = Field(default=None, foreign_key="stations.id", index=True)
    engagement: Engagement = Field(default=Engagement.UNKNOWN, sa_type=text_enum(Engagement))
    job_title: str = Field(default="", max_length=100)
    end_reason: str = Field(default="", max_length=200)
