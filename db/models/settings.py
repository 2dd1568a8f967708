"""What the office sets up: settings, clerk profiles, and remembered import templates."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, Scoped, table_args


class Setting(Record, table=True):
    """One chosen value; keys, labels and defaults are declared in ``app.settings``."""

    __tablename__ = "settings"
    __table_args__ = table_args()

    key: str = Field(max_length=60, unique=True)
    value: str = Field(sa_type=sa.Text)


class Clerk(Record, Scoped, table=True):
    """Somebody who works with the ledger; sees the records of the area and below.

    ``administrator``: may look at records that are 封存, and open them again. ``whole_numbers``: may have papers printed
    with identity numbers and phones in full.
    """

    __tablename__ = "clerks"
    __table_args__ = table_args()

    name: str = Field(max_length=100, unique=True)
    duty: str = Field(default="", max_length=60)
    phone: str = Field(default="", max_length=60)
    active: bool = Field(default=True)
    administrator: bool = Field(default=False)
    whole_numbers: bool = Field(default=False)


class ImportTemplate(Record, table=True):
    """How a sheet with this header was read last time: word decisions by fingerprint of the header.

    ``name``: of the platform whose export it is; ``heads`` (JSON) then gives the head of each field's column, and
    ``official`` says that what stands in it stands in the official system of volunteers.
    """

    __tablename__ = "import_templates"
    __table_args__ = table_args(sa.UniqueConstraint("register_key", "fingerprint"))

    register_key: str = Field(max_length=40)
    fingerprint: str = Field(max_length=64)
    words: str = Field(default="{}", sa_type=sa.Text)
    name: str = Field(default="", max_length=40)
    heads: str = Field(default="{}", sa_type=sa.Text)
    official: bool = Field(default=False)


class SavedFilter(Record, table=True):
    """What a list is limited to, under a name, for everybody of the office; ``list_key`` is the page's, ``query`` JSON."""

    __tablename__ = "saved_filters"
    __table_args__ = table_args(sa.UniqueConstraint("list_key", "name"))

    list_key: str = Field(max_length=60)
    name: str = Field(max_length=40)
    query: str = Field(sa_type=sa.Text)
    made_by: str = Field(default="", max_length=100)
