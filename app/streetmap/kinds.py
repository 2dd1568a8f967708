"""How each kind of facility is marked, on screen and on paper: a character and a colour with white text on it."""

from __future__ import annotations

from app.registers.facilitykinds import FACILITY_KINDS

KIND_LABELS = dict(FACILITY_KINDS)
_MARKS = {
    "rest_stop": ("驿", "#c2410c"),
    "water_point": ("水", "#1864ab"),
    "discount_canteen": ("食", "#2b7a3d"),
    "partner_merchant": ("商", "#862e9c"),
    "parking_bay": ("泊", "#0b7285"),
    "resting_spot": ("歇", "#8a5a00"),
    "party_service_centre": ("党", "#b3161b"),
}
_OTHER = ("点", "#495057")
_ORDER = [kind for kind, _ in FACILITY_KINDS]


def character(kind: str) -> str:
    """The character that stands for a kind."""
    return _MARKS.get(kind, _OTHER)[0]


def colour(kind: str) -> str:
    """The colour of a kind as ``#rrggbb``."""
    return _MARKS.get(kind, _OTHER)[1]


def label(kind: str) -> str:
    """The Chinese name of a kind."""
    return KIND_LABELS.get(kind, kind)


def order(kind: str) -> int:
    """The place of a kind among all."""
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
