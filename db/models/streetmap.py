"""The street map of the office: roads and outlines of areas as lines of degrees in WGS-84, and a picture as its ground."""

from __future__ import annotations

import enum
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.base import Record, sortable, table_args, text_enum


class RoadGrade(enum.StrEnum):
    """主干道, 支路, 小路."""

    MAIN = "main"
    SIDE = "side"
    LANE = "lane"


class Road(Record, table=True):
    """A road with all its lines; one kept by hand may have none.

    ``geometry`` is JSON: a list of lines, each a list of [longitude, latitude] in WGS-84. ``length_m`` is the length of
    all lines.
    """

    __tablename__ = "roads"
    __table_args__ = table_args(*sortable("name_pinyin", "grade", "length_m"))
    search_columns: ClassVar[tuple[str, ...]] = ("name", "name_pinyin", "name_initials")

    name: str = Field(max_length=100)
    name_pinyin: str = Field(default="", max_length=300)
    name_initials: str = Field(default="", max_length=100)
    grade: RoadGrade = Field(default=RoadGrade.SIDE, sa_type=text_enum(RoadGrade))
    length_m: int | None = Field(default=None)
    geometry: str = Field(default="", sa_type=sa.Text)
    note: str = Field(default="", max_length=2000)


class MapOutline(Record, table=True):
    """The outline of an area, a park or a water on the map; ``geometry`` as of a road, each line a closed ring."""

    __tablename__ = "map_outlines"
    __table_args__ = table_args(*sortable("name"))
    search_columns: ClassVar[tuple[str, ...]] = ("name",)

    name: str = Field(max_length=100)
    geometry: str = Field(default="", sa_type=sa.Text)
    note: str = Field(default="", max_length=2000)


class MapPicture(Record, table=True):
    """The picture under the map (one at most): a JPEG in Base64, ``width`` and ``height`` in pixels.

    ``fade``: percent by which it is lightened, so that marks stay legible on it.
    """

    __tablename__ = "map_pictures"
    __table_args__ = table_args()

    name: str = Field(max_length=100)
    picture: str = Field(sa_type=sa.Text)
    width: int = Field()
    height: int = Field()
    fade: int = Field(default=30)


class MapControlPoint(Record, table=True):
    """A point of the picture (``x``, ``y`` in pixels from its upper left corner) whose place is known, in WGS-84."""

    __tablename__ = "map_control_points"
    __table_args__ = table_args()

    picture_id: int = Field(foreign_key="map_pictures.id", index=True, ondelete="CASCADE")
    x: float = Field()
    y: float = Field()
    longitude: float = Field()
    latitude: float = Field()
    name: str = Field(default="", max_length=100)
