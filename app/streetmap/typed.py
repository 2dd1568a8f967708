"""Coordinates as a clerk types or pastes them: ``120.1312, 30.2601``, also with a Chinese comma or only a space between."""

from __future__ import annotations

import re

from app.errors import UserError
from app.streetmap.coordinates import Point, in_china, to_wgs84

_PAIR = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,，、;；\s]\s*(-?\d+(?:\.\d+)?)\s*")


def looks_like_degrees(text: str) -> bool:
    """Whether a text is a pair of numbers."""
    return _PAIR.fullmatch(text) is not None


def degrees_of(text: str, system: str) -> Point:
    """A typed pair of longitude and latitude of a system, in WGS-84. Raises ``UserError`` for what is none in China."""
    found = _PAIR.fullmatch(text)
    if found is None:
        raise UserError(f"“{text}”不是坐标。", "请写成“经度,纬度”，如 120.1312,30.2601。")
    longitude, latitude = float(found[1]), float(found[2])
    if in_china((latitude, longitude)) and not in_china((longitude, latitude)):
        raise UserError("经度和纬度写反了。", "请先写经度（如120.13），再写纬度（如30.26）。")
    if not in_china((longitude, latitude)):
        raise UserError(f"坐标{text.strip()}不在中国范围内。", "请核对经度和纬度。")
    return to_wgs84((longitude, latitude), system)
