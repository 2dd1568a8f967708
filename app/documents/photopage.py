"""Photo pages (图片资料): photos two by three on an A4 page, each with its title and a line about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.blocks import (
    Align,
    Block,
    Document,
    DocumentKind,
    FixedPicture,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Role,
)
from app.documents.setting import wrap
from app.documents.shapes import FixedShape, ink_of, rectangle
from app.documents.units import MM

PHOTO_PAGE = Page(210.0, 297.0, 20.0, 20.0, 20.0, 20.0, numbering=Numbering.OF_TOTAL)
ACROSS, DOWN = 2, 3
_PHOTO = (82.0, 61.5)  # mm, 4:3
_LEFT, _TOP, _STEP = 20.0, 36.0, (88.0, 80.0)
_QUIET, _HAIR = ink_of("#4f5965"), ink_of("#b9c0c8")


@dataclass(frozen=True)
class PhotoText:
    """A photo as JPEG with its title and a line about it."""

    title: str
    about: str
    jpeg: bytes


def photo_document(title: str, photos: Sequence[PhotoText]) -> Document:
    """The photos in their order, the title at the head of each page. Raises ValueError for none."""
    if not photos:
        raise ValueError("there is at least one photo")
    blocks: list[Block] = []
    for at, photo in enumerate(photos):
        place = at % (ACROSS * DOWN)
        if not place:
            blocks += [PageBreak()] if at else []
            blocks.append(FixedText(105.0, 20.0, title, Role.TITLE, 20.0, Align.CENTER))
        blocks += _photo(photo, _LEFT + place % ACROSS * _STEP[0], _TOP + place // ACROSS * _STEP[1])
    return Document(DocumentKind.FORM, title, tuple(blocks), page=PHOTO_PAGE)


def _photo(photo: PhotoText, x: float, y: float) -> list[Block]:
    width, height = _PHOTO
    middle, where = x + width / 2, photo.title
    return [
        FixedShape((rectangle(x, y, width, height),), 0.5, _HAIR, None, closed=True),
        FixedPicture(x, y, width, height, photo.jpeg),
        FixedText(
            middle, y + height + 2.0, _short(photo.title, 11.0), Role.HEI, 11.0, Align.CENTER, where=where
        ),
        FixedText(
            middle,
            y + height + 7.5,
            _short(photo.about, 9.5),
            Role.SONG,
            9.5,
            Align.CENTER,
            ink=_QUIET,
            where=where,
        ),
    ]


def _short(text: str, pt: float) -> str:
    """As much of a text as fits under a photo on one line."""
    (first, *more) = wrap(text, Role.HEI, pt, _PHOTO[0] * MM) or [""]
    return f"{first[:-1]}…" if more else first
