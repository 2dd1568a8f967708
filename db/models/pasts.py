"""What cards said until a day, kept when they change: figures of a past day read these rows before they read the card."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

from db.base import Record, sortable, table_args


class Past(SQLModel):
    """What held up to but not including ``to_on``; ``from_on`` None: since the card was made."""

    from_on: date | None = Field(default=None)
    to_on: date = Field()


class FacilityPast(Record, Past, table=True):
    """Opening hours, bays and the map entry of a facility before they changed."""

    __tablename__ = "facility_pasts"
    __table_args__ = table_args(*sortable("to_on"))

    facility_id: int = Field(foreign_key="facilities.id", index=True)
    open_hours: str = Field(default="", max_length=100)
    bay_count: int | None = Field(default=None)
    map_listed: bool = Field(default=False)


class EquipmentPast(Record, Past, table=True):
    """Whether a piece of equipment worked before that changed."""

    __tablename__ = "equipment_pasts"
    __table_args__ = table_args(*sortable("to_on"))

    equipment_id: int = Field(foreign_key="facility_equipment.id", index=True)
    working: bool = Field(default=True)


class UnitPast(Record, Past, table=True):
    """What a friendly unit offered before that changed; ``access`` and ``criteria`` are words separated by ``、``."""

    __tablename__ = "unit_pasts"
    __table_args__ = table_args(*sortable("to_on"))

    unit_id: int = Field(foreign_key="friendly_units.id", index=True)
    access: str = Field(default="", max_length=200)
    criteria: str = Field(default="", max_length=200)
    guide_map: bool = Field(default=False)
    shuttle: bool = Field(default=False)
    locker: bool = Field(default=False)
    bay_count: int | None = Field(default=None)
