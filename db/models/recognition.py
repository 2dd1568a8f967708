"""Recognition of volunteers: star schemes and awarded stars; clues riders give; elders a team serves."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Dated, Record, Scoped, sortable, table_args, text_enum

LEVELS = 5


class StarState(enum.StrEnum):
    """达标待评, 公示中, 已授予, 未通过."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    AWARDED = "awarded"
    REFUSED = "refused"


class ClueChannel(enum.StrEnum):
    """How a clue came in."""

    SNAP = "snap"
    WEST_LAKE_CODE = "west_lake_code"
    CHAT = "chat"
    HOTLINE = "hotline"
    STATION = "station"
    OTHER = "other"


class ClueKind(enum.StrEnum):
    """What a clue is about."""

    PARKING = "parking"
    ROAD = "road"
    ENVIRONMENT = "environment"
    SAFETY = "safety"
    OTHER = "other"


class ClueState(enum.StrEnum):
    """待核实, 处理中, 已办结, 不采纳."""

    RECEIVED = "received"
    HANDED_ON = "handed_on"
    CLOSED = "closed"
    DROPPED = "dropped"


class StarScheme(Record, table=True):
    """Hours from which a volunteer has so many stars; the scheme with the latest ``valid_from`` not after a day holds.

    ``needs_quality``: whoever was judged to have failed, or rightly complained about, does not reach a star.
    """

    __tablename__ = "star_schemes"
    __table_args__ = table_args(
        sa.UniqueConstraint("valid_from"),
        sa.CheckConstraint(
            "0 < hours_1 AND hours_1 < hours_2 AND hours_2 < hours_3 AND hours_3 < hours_4 AND hours_4 < hours_5",
            name="rising",
        ),
    )
    search_columns: ClassVar[tuple[str, ...]] = ("name",)

    name: str = Field(max_length=60)
    valid_from: date = Field()
    hours_1: int = Field(default=100)
    hours_2: int = Field(default=300)
    hours_3: int = Field(default=600)
    hours_4: int = Field(default=1000)
    hours_5: int = Field(default=1500)
    needs_quality: bool = Field(default=False)
    note: str = Field(default="", max_length=500)


class StarAward(Record, table=True):
    """A volunteer reached a level: proposed, published, awarded. ``minutes``: booked service when it was proposed."""

    __tablename__ = "star_awards"
    __table_args__ = table_args(
        sa.UniqueConstraint("person_id", "level"),
        sa.CheckConstraint(f"level BETWEEN 1 AND {LEVELS}", name="level_known"),
        *sortable("proposed_on", "awarded_on"),
    )

    person_id: int = Field(foreign_key="people.id", index=True)
    level: int = Field()
    scheme_id: int = Field(foreign_key="star_schemes.id", index=True)
    minutes: int = Field(default=0)
    state: StarState = Field(default=StarState.PROPOSED, sa_type=text_enum(StarState), index=True)
    proposed_on: date = Field()
    published_from: date | None = Field(default=None)
    published_to: date | None = Field(default=None)
    awarded_on: date | None = Field(default=None)
    approved_by: str = Field(default="", max_length=60)
    letter_no: str = Field(default="", max_length=60)
    note: str = Field(default="", max_length=500)


class Clue(Record, Scoped, table=True):
    """A rider told of something in public: illegal parking, a pothole. ``outside_no``: its number in another system."""

    __tablename__ = "clues"
    __table_args__ = table_args(*sortable("number", "reported_on"))
    search_columns: ClassVar[tuple[str, ...]] = ("number", "content", "place", "outside_no")

    number: str = Field(max_length=20, unique=True)
    reported_on: date = Field()
    channel: ClueChannel = Field(sa_type=text_enum(ClueChannel))
    outside_no: str = Field(default="", max_length=60, index=True)
    kind: ClueKind = Field(default=ClueKind.OTHER, sa_type=text_enum(ClueKind))
    person_id: int | None = Field(default=None, foreign_key="people.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="teams.id", index=True)
    place: str = Field(default="", max_length=100)
    content: str = Field(max_length=500)
    state: ClueState = Field(default=ClueState.RECEIVED, sa_type=text_enum(ClueState), index=True)
    handled_by: str = Field(default="", max_length=100)
    closed_on: date | None = Field(default=None)
    result: str = Field(default="", max_length=500)


class ServedElder(Record, Scoped, Dated, table=True):
    """An elder a team looks after. Only what the service needs; kept apart from the people of the office."""

    __tablename__ = "served_elders"
    __table_args__ = table_args(*sortable("name_pinyin"))

    name: str = Field(max_length=100)
    name_pinyin: str = Field(default="", max_length=600)
    name_initials: str = Field(default="", max_length=100)
    birth_year: int | None = Field(default=None)
    lives_alone: bool = Field(default=False)
    address: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=60)
    family_contact: str = Field(default="", max_length=100)
    team_id: int | None = Field(default=None, foreign_key="teams.id", index=True)
    service: str = Field(default="", max_length=100)
    consented_on: date | None = Field(default=None)
    note: str = Field(default="", max_length=500)
