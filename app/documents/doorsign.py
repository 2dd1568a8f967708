"""The sign at the door of a facility: what it is, when it is open, what there is, and a QR code; one on an A4 page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.blocks import (
    Align,
    Block,
    Document,
    DocumentKind,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Role,
)
from app.documents.faces import text_width
from app.documents.qr import qr_shape
from app.documents.setting import wrap
from app.documents.shapes import FixedShape, Ink, ink_of, rectangle
from app.documents.units import MM

SIGN_PAGE = Page(210.0, 297.0, 0.0, 0.0, 0.0, 0.0, numbering=Numbering.NONE)
TITLE = "阵地门牌"
_ROOM, _EDGE = 170.0, 20.0
_WHITE: Ink = (1.0, 1.0, 1.0)
_QUIET = ink_of("#4f5965")
_CODE = 62.0


@dataclass(frozen=True)
class SignText:
    """The texts of one sign; empty ones are left out. colour: of its kind, ``#rrggbb``; code: text of the QR code."""

    kind: str
    name: str
    colour: str
    hours: str
    services: str
    offer: str
    address: str
    issuer: str
    phone: str
    number: str
    code: str


def door_signs(signs: Sequence[SignText]) -> Document:
    """One sign on a page. Raises ValueError for none."""
    if not signs:
        raise ValueError("a batch holds at least one sign")
    blocks: list[Block] = []
    for number, sign in enumerate(signs):
        if number:
            blocks.append(PageBreak())
        blocks += _sign(sign)
    return Document(DocumentKind.FORM, TITLE, tuple(blocks), page=SIGN_PAGE)


def _sign(sign: SignText) -> list[Block]:
    where, middle = sign.name, SIGN_PAGE.width_mm / 2
    colour = ink_of(sign.colour)
    blocks: list[Block] = [
        FixedShape((rectangle(0.0, 0.0, SIGN_PAGE.width_mm, 82.0),), 0.0, None, colour, closed=True),
        FixedText(
            middle, 18.0, sign.kind, Role.HEI, 24.0, Align.CENTER, spacing_mm=2.0, where=where, ink=_WHITE
        ),
    ]
    size, lines = _title(sign.name)
    top = 55.0 - len(lines) * size / MM * 0.65
    for at, text in enumerate(lines):
        y = top + at * size / MM * 1.3
        blocks.append(FixedText(middle, y, text, Role.TITLE, size, Align.CENTER, where=where, ink=_WHITE))
    y = 94.0
    for label, text in (
        ("开放时间", sign.hours),
        ("服务内容", sign.services),
        ("优　　惠", sign.offer),
        ("地　　址", sign.address),
    ):
        if not text:
            continue
        blocks.append(FixedText(_EDGE, y, label, Role.HEI, 17.0, where=where, ink=colour))
        for line in wrap(text, Role.SONG, 17.0, (_ROOM - 34.0) * MM)[:3]:
            blocks.append(FixedText(_EDGE + 34.0, y, line, Role.SONG, 17.0, where=where))
            y += 9.0
        y += 4.5
    code_top = 205.0
    blocks.append(qr_shape(sign.code, _EDGE - 5.0, code_top, _CODE))
    told = (("手机扫一扫", Role.HEI, 20.0), ("查看地址和开放时间", Role.SONG, 14.0), (sign.issuer, Role.HEI, 15.0),
            (f"服务电话：{sign.phone}" if sign.phone else "", Role.SONG, 14.0), (sign.number, Role.SONG, 10.0))  # fmt: skip
    y = code_top + 6.0
    for text, role, pt in told:
        if text:
            ink = _QUIET if role is Role.SONG else (0.0, 0.0, 0.0)
            blocks.append(FixedText(_EDGE + _CODE + 6.0, y, text, role, pt, where=where, ink=ink))
        y += 11.0
    return blocks


def _title(name: str) -> tuple[float, tuple[str, ...]]:
    """The name as large as fits in one or two lines."""
    for size in (46.0, 42.0, 38.0, 34.0):
        if text_width(Role.TITLE, name) * size <= _ROOM * MM:
            return size, (name,)
    size = 34.0
    while len(lines := wrap(name, Role.TITLE, size, _ROOM * MM)) > 2 and size > 12.0:
        size -= 2.0
    return size, lines
