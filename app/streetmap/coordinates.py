"""Coordinates in the three systems of Chinese maps: WGS-84 (GPS, OpenStreetMap), GCJ-02 (高德, 腾讯) and BD-09 (百度).

GCJ-02 shifts WGS-84 by some hundred metres with published formulas; BD-09 shifts GCJ-02 once more. Outside China nothing
is shifted. Points are (longitude, latitude) in degrees.
"""

from __future__ import annotations

from math import atan2, cos, hypot, pi, sin, sqrt

Point = tuple[float, float]

WGS84, GCJ02, BD09 = "wgs84", "gcj02", "bd09"
_SEMI_MAJOR, _ECCENTRICITY = 6378245.0, 0.00669342162296594323  # Krasovsky 1940, as GCJ-02 uses it
_LONGITUDES, _LATITUDES = (72.004, 137.8347), (0.8293, 55.8271)  # the rectangle in which GCJ-02 shifts
_TURNS = 8  # of the inverse; each makes the error some hundred times smaller
_BD_TURN = pi * 3000.0 / 180.0
_BD_SHIFT = (0.0065, 0.006)


def to_wgs84(point: Point, system: str) -> Point:
    """A point of a system in WGS-84; an unknown or empty system is taken for GCJ-02, what Chinese maps on phones show."""
    if system == WGS84:
        return point
    return _unshifted(_from_bd09(point) if system == BD09 else point)


def from_wgs84(point: Point, system: str) -> Point:
    """A WGS-84 point in another system; an unknown or empty one is taken for GCJ-02."""
    if system == WGS84:
        return point
    shifted = _shifted(point)
    return _to_bd09(shifted) if system == BD09 else shifted


def in_china(point: Point) -> bool:
    """Whether the shift applies there: a rectangle around China."""
    longitude, latitude = point
    return _LONGITUDES[0] <= longitude <= _LONGITUDES[1] and _LATITUDES[0] <= latitude <= _LATITUDES[1]


def _shifted(point: Point) -> Point:
    """WGS-84 to GCJ-02."""
    if not in_china(point):
        return point
    longitude, latitude = point
    x, y = longitude - 105.0, latitude - 35.0
    wave = 20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)
    root = sqrt(abs(x))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += (wave + 20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y / 30.0 * pi)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += (wave + 20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    angle = latitude / 180.0 * pi
    flat = 1.0 - _ECCENTRICITY * sin(angle) ** 2
    north = north * 180.0 / (_SEMI_MAJOR * (1.0 - _ECCENTRICITY) / (flat * sqrt(flat)) * pi)
    east = east * 180.0 / (_SEMI_MAJOR / sqrt(flat) * cos(angle) * pi)
    return longitude + east, latitude + north


def _unshifted(point: Point) -> Point:
    """GCJ-02 to WGS-84, by taking away what the shift adds until it comes out right."""
    if not in_china(point):
        return point
    guess = point
    for _ in range(_TURNS):
        seen = _shifted(guess)
        guess = guess[0] + point[0] - seen[0], guess[1] + point[1] - seen[1]
    return guess


def _to_bd09(point: Point) -> Point:
    x, y = point
    radius = hypot(x, y) + 0.00002 * sin(y * _BD_TURN)
    angle = atan2(y, x) + 0.000003 * cos(x * _BD_TURN)
    return radius * cos(angle) + _BD_SHIFT[0], radius * sin(angle) + _BD_SHIFT[1]


def _from_bd09(point: Point) -> Point:
    x, y = point[0] - _BD_SHIFT[0], point[1] - _BD_SHIFT[1]
    radius = hypot(x, y) - 0.00002 * sin(y * _BD_TURN)
    angle = atan2(y, x) - 0.000003 * cos(x * _BD_TURN)
    return radius * cos(angle), radius * sin(angle)
