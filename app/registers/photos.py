"""The photos that places, improvements and faults may have, as their registers name them."""

from __future__ import annotations

from app.actions.placephotos import LARGEST, SAYS, PlacePhotos
from app.registers.card import SCENE_SIZES, Portrait
from db.base import Record
from db.models import Facility, Fault, FriendlyUnit, UnitImprovement


def _scene(
    model: type[Record],
    via: str,
    word: str,
    label: str = "照片",
    owner: tuple[type[Record], str] | None = None,
) -> Portrait:
    photos = PlacePhotos(model, via, word, owner)
    return Portrait(photos.read, photos.keep, photos.drop, SCENE_SIZES, LARGEST, SAYS, label, photos.read_few)


FACILITY_PHOTO = _scene(Facility, "facility_id", "阵地")
UNIT_PHOTO = _scene(FriendlyUnit, "unit_id", "友好单元")
_UNIT, _PLACE = (FriendlyUnit, "unit_id"), (Facility, "facility_id")
IMPROVEMENT_PHOTOS = (
    _scene(UnitImprovement, "before_id", "改造前", "改造前", _UNIT),
    _scene(UnitImprovement, "after_id", "改造后", "改造后", _UNIT),
)
FAULT_PHOTOS = (
    _scene(Fault, "found_id", "问题", "发现时", _PLACE),
    _scene(Fault, "mended_id", "整改", "整改后", _PLACE),
)
