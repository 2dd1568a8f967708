"""How places are used: agreements with their providers, opening hours by season, a canteen's meals, a photo of each place."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, sortable, table_args
from db.models.agreements import Agreement


class FacilityAgreement(Record, Agreement, table=True):
    """An agreement with the provider of a facility."""

    __tablename__ = "facility_agreements"
    __table_args__ = table_args(*sortable("valid_from", "valid_until"))

    facility_id: int = Field(foreign_key="facilities.id", index=True)


class FacilityHours(Record, table=True):
    """Opening hours in a part of the year.

    ``from_day`` and ``to_day`` are ``MM-DD``, both included, empty for the whole year; they may go over the new year.
    ``weekdays`` are words (周一、周二 …), empty for every day. Times are ``HH:MM``; both empty: 24 hours.
    """

    __tablename__ = "facility_hours"
    __table_args__ = table_args()

    facility_id: int = Field(foreign_key="facilities.id", index=True)
    name: str = Field(default="", max_length=40)
    from_day: str = Field(default="", max_length=5)
    to_day: str = Field(default="", max_length=5)
    weekdays: str = Field(default="", max_length=40)
    opens_at: str = Field(default="", max_length=5)
    closes_at: str = Field(default="", max_length=5)


class FacilityMeals(Record, table=True):
    """What a place did for riders in a month (``month``: its first day): ``meals`` that a canteen served at a discount; of a
    rest stop, how many people came, each visit counted."""

    __tablename__ = "facility_meals"
    __table_args__ = table_args(sa.UniqueConstraint("facility_id", "month"), *sortable("month"))

    facility_id: int = Field(foreign_key="facilities.id", index=True)
    month: date = Field()
    meals: int = Field()
    note: str = Field(default="", max_length=200)


class PlacePhoto(Record, table=True):
    """A photo of a facility, a friendly unit or an activity, of an improvement before and after, of a fault as found and
    as mended.

    One for each link, which alone is set: a small JPEG in Base64. It goes with what it shows.
    """

    __tablename__ = "place_photos"
    __table_args__ = table_args()

    facility_id: int | None = Field(
        default=None, foreign_key="facilities.id", ondelete="CASCADE", unique=True
    )
    unit_id: int | None = Field(
        default=None, foreign_key="friendly_units.id", ondelete="CASCADE", unique=True
    )
    before_id: int | None = Field(
        default=None, foreign_key="unit_improvements.id", ondelete="CASCADE", unique=True
    )
    after_id: int | None = Field(
        default=None, foreign_key="unit_improvements.id", ondelete="CASCADE", unique=True
    )
    found_id: int | None = Field(default=None, foreign_key="faults.id", ondelete="CASCADE", unique=True)
    mended_id: int | None = Field(default=None, foreign_key="faults.id", ondelete="CASCADE", unique=True)
    activity_id: int | None = Field(
        default=None, foreign_key="activities.id", ondelete="CASCADE", unique=True
    )
    picture: str = Field(sa_type=sa.Text)
    width: int = Field()
    height: int = Field()
