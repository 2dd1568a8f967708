"""Facilities (阵地, 点位): rest stops, water points, canteens …, their plates, equipment and status history."""

from __future__ import annotations

import enum
from datetime import date
from typing import ClassVar

from sqlmodel import Field

from db.base import Dated, Record, Scoped, sortable, table_args, text_enum


class FacilityKind(enum.StrEnum):
    """What a place is for; what plates hang at its door is another matter (``FacilityPlate``)."""

    REST_STOP = "rest_stop"
    WATER_POINT = "water_point"
    DISCOUNT_CANTEEN = "discount_canteen"
    PARTNER_MERCHANT = "partner_merchant"
    PARKING_BAY = "parking_bay"
    RESTING_SPOT = "resting_spot"
    PARTY_SERVICE_CENTRE = "party_service_centre"
    OTHER = "other"


class FacilityStatus(enum.StrEnum):
    """筹建, 试运行, 开放, 暂停, 关闭."""

    PREPARING = "preparing"
    TRIAL = "trial"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class ProviderKind(enum.StrEnum):
    """Who provides a place."""

    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    BANK = "bank"
    MERCHANT = "merchant"
    PROPERTY_MANAGER = "property_manager"
    UNION = "union"
    COMPANY = "company"
    OTHER = "other"


class Facility(Record, Scoped, table=True):
    """A place that serves riders. ``status`` repeats the open row of ``FacilityState``; the actions write both.

    ``services`` are words separated by ``、``; coordinates are degrees in the system that ``coordinate_system`` names.
    """

    __tablename__ = "facilities"
    __table_args__ = table_args(*sortable("number", "name_pinyin", "address", "opened_on", "kind"))
    search_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "name_pinyin",
        "name_initials",
        "number",
        "address",
        "provider",
        "contact",
        "phone",
    )

    number: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=100)
    name_pinyin: str = Field(default="", max_length=600)
    name_initials: str = Field(default="", max_length=100)
    kind: FacilityKind = Field(sa_type=text_enum(FacilityKind))
    status: FacilityStatus = Field(default=FacilityStatus.OPEN, sa_type=text_enum(FacilityStatus), index=True)
    address: str = Field(default="", max_length=200)
    road: str = Field(default="", max_length=60, index=True)
    longitude: float | None = Field(default=None)
    latitude: float | None = Field(default=None)
    coordinate_system: str = Field(default="", max_length=10)
    indoor: bool | None = Field(default=None)
    provider: str = Field(default="", max_length=100)
    provider_kind: ProviderKind = Field(default=ProviderKind.OTHER, sa_type=text_enum(ProviderKind))
    contact: str = Field(default="", max_length=100)
    phone: str = Field(default="", max_length=60)
    opened_on: date | None = Field(default=None)
    area_m2: int | None = Field(default=None)
    capacity: int | None = Field(default=None)
    open_hours: str = Field(default="", max_length=100)
    staffed: bool | None = Field(default=None)
    services: str = Field(default="", max_length=300)
    discount: str = Field(default="", max_length=200)
    discount_evidence: str = Field(default="", max_length=100)
    bay_count: int | None = Field(default=None)
    seat_count: int | None = Field(default=None)
    sign_installed: bool = Field(default=False)
    map_listed: bool = Field(default=False)
    agreement_from: date | None = Field(default=None)
    agreement_to: date | None = Field(default=None)
    last_checked_on: date | None = Field(default=None)
    note: str = Field(default="", max_length=2000)


class FacilityState(Record, Dated, table=True):
    """The status of a facility for a period: opened, suspended, reopened, closed."""

    __tablename__ = "facility_states"
    __table_args__ = table_args()

    facility_id: int = Field(foreign_key="facilities.id", index=True)
    status: FacilityStatus = Field(sa_type=text_enum(FacilityStatus))
    reason: str = Field(default="", max_length=200)


class FacilityPlate(Record, Dated, table=True):
    """A plate (挂牌) at a facility for a period: one place may carry several brands."""

    __tablename__ = "facility_plates"
    __table_args__ = table_args()

    facility_id: int = Field(foreign_key="facilities.id", index=True)
    brand: str = Field(max_length=60, index=True)
    plate_no: str = Field(default="", max_length=40)


class FacilityEquipment(Record, table=True):
    """A piece of equipment at a facility and whether it works."""

    __tablename__ = "facility_equipment"
    __table_args__ = table_args()

    facility_id: int = Field(foreign_key="facilities.id", index=True)
    name: str = Field(max_length=60)
    quantity: int = Field(default=1)
    working: bool = Field(default=True)
    checked_on: date | None = Field(default=None)
    note: str = Field(default="", max_length=200)
