"""The service map on paper: A4 or A3 with a numbered list and a QR code for each place, and a folded card for riders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.blocks import (
    Align,
    Block,
    Document,
    DocumentKind,
    FixedRule,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Role,
)
from app.documents.faces import text_width
from app.documents.mapdrawing import DrawnMap, DrawnPlace, Frame, Point, draw_map
from app.documents.qr import qr_shape
from app.documents.shapes import FixedDisc, Ink, ink_of
from app.documents.units import MM

EDGE_MM, FOOT_MM = 12.0, 12.0
A4 = Page(297.0, 210.0, EDGE_MM, 0.0, EDGE_MM, 0.0, numbering=Numbering.NONE)
A3 = Page(420.0, 297.0, EDGE_MM, 0.0, EDGE_MM, 0.0, numbering=Numbering.NONE)
_CARD_MM = (91.0, 29.0)
_GAP = 0.0
_WHITE: Ink = (1.0, 1.0, 1.0)
_QUIET, _HAIR = ink_of("#4f5965"), ink_of("#b9c0c8")


@dataclass(frozen=True)
class MapEntry:
    """A place of the list. at: metres on the map, None when it stands outside it. code: text of its QR code."""

    number: int
    name: str
    kind: str
    colour: str
    address: str
    hours: str
    services: str
    code: str
    at: Point | None


@dataclass(frozen=True)
class LegendEntry:
    """A kind with its colour and the numbers of its places: ``1—9``."""

    kind: str
    colour: str
    numbers: str


@dataclass(frozen=True)
class ServiceMap:
    """All texts of a service map. below: a small line under it (sources, day); phone: whom riders may call, may be empty."""

    title: str
    issuer: str
    phone: str
    day: str
    below: str
    drawn: DrawnMap
    entries: tuple[MapEntry, ...]
    legend: tuple[LegendEntry, ...]


def service_map_document(given: ServiceMap, *, large: bool) -> Document:
    """The map on the first page and the list with QR codes on the pages after it. large: A3 instead of A4."""
    page = A3 if large else A4
    blocks = _head(given, page)
    legend_height = _legend_lines(given.legend, page.width_mm - 2 * EDGE_MM) * 6.0
    top = 27.0
    frame = Frame(
        EDGE_MM, top, page.width_mm - 2 * EDGE_MM, page.height_mm - FOOT_MM - top - legend_height - 2.0
    )
    blocks += draw_map(given.drawn, frame, 2.6 if large else 2.1)
    blocks += legend_blocks(given.legend, EDGE_MM, frame.y + frame.height + 2.5, frame.width)
    blocks.append(
        FixedText(
            page.width_mm - EDGE_MM,
            page.height_mm - 9.5,
            given.below,
            Role.SONG,
            8.0,
            Align.RIGHT,
            ink=_QUIET,
        )
    )
    blocks += _list_pages(given, page)
    return Document(DocumentKind.LEDGER, given.title, tuple(blocks), page=page)


def drawn_places(entries: Sequence[MapEntry]) -> tuple[DrawnPlace, ...]:
    """The marks of those that stand on the map."""
    return tuple(
        DrawnPlace(one.number, one.at, one.colour, f"{one.number} {one.name}")
        for one in entries
        if one.at is not None
    )


def legend_blocks(legend: Sequence[LegendEntry], x: float, y: float, width: float) -> list[Block]:
    """Discs with the kinds and their numbers, in lines of 6 mm."""
    blocks: list[Block] = []
    at, line = x, y
    for entry in legend:
        text = f"{entry.kind}　{entry.numbers}"
        needed = _legend_width(entry)
        if at > x and at + needed > x + width:
            at, line = x, line + 6.0
        blocks.append(FixedDisc(at + 2.0, line + 2.2, 1.8, ink_of(entry.colour)))
        blocks.append(FixedText(at + 5.0, line + 0.5, text, Role.HEI, 9.0))
        at += needed
    return blocks


def _legend_width(entry: LegendEntry) -> float:
    return text_width(Role.HEI, f"{entry.kind}　{entry.numbers}") * 9.0 / MM + 12.0


def _legend_lines(legend: Sequence[LegendEntry], width: float) -> int:
    lines, at = 1, 0.0
    for entry in legend:
        needed = _legend_width(entry)
        if at and at + needed > width:
            lines, at = lines + 1, 0.0
        at += needed
    return lines


def _head(given: ServiceMap, page: Page) -> list[Block]:
    told = f"服务电话：{given.phone}" if given.phone else ""
    blocks: list[Block] = [
        FixedText(page.width_mm / 2, 9.0, given.title, Role.TITLE, 20.0, Align.CENTER),
        FixedText(EDGE_MM, 20.0, given.issuer, Role.SONG, 10.0),
        FixedText(page.width_mm / 2, 20.0, told, Role.HEI, 10.0, Align.CENTER),
        FixedText(page.width_mm - EDGE_MM, 20.0, given.day, Role.SONG, 10.0, Align.RIGHT),
    ]
    return [block for block in blocks if isinstance(block, FixedText) and block.text]


def _list_pages(given: ServiceMap, page: Page) -> list[Block]:
    """Cards in columns, read downwards."""
    width, height = _CARD_MM
    across = int((page.width_mm - 2 * EDGE_MM) // width)
    down = int((page.height_mm - 24.0 - FOOT_MM) // height)
    left = (page.width_mm - across * width) / 2
    blocks: list[Block] = []
    for place, entry in enumerate(given.entries):
        spot = place % (across * down)
        if spot == 0:
            blocks.append(PageBreak())
            blocks.append(
                FixedText(page.width_mm / 2, 8.0, f"{given.title}点位表", Role.TITLE, 16.0, Align.CENTER)
            )
            told = "扫二维码查看地址和开放时间"
            blocks.append(
                FixedText(page.width_mm - EDGE_MM, 14.0, told, Role.SONG, 9.0, Align.RIGHT, ink=_QUIET)
            )
        x, y = left + spot // down * width, 21.0 + spot % down * height
        blocks += _card(entry, x, y)
    return blocks


def _card(entry: MapEntry, x: float, y: float) -> list[Block]:
    """A place: number, name, kind and hours, address, services; its code at the right."""
    width, height = _CARD_MM
    code = height - 1.5
    room = width - code - 12.0
    where = f"{entry.number} {entry.name}"
    outside = "" if entry.at else "（不在图内）"
    lines = (
        (entry.name, Role.HEI, 10.5, 2.2, (0.0, 0.0, 0.0)),
        ("　".join(part for part in (entry.kind, entry.hours) if part), Role.SONG, 8.5, 8.4, _QUIET),
        (entry.address + outside, Role.SONG, 8.5, 13.2, _QUIET),
    )
    blocks: list[Block] = [
        FixedRule(x + 1, y + height, x + width - 3, y + height, 0.3, _HAIR),
        qr_shape(entry.code, x + width - code - 3.0, y + 0.75, code),
        *_number(entry, x + 5.0, y + 4.6, 3.1),
    ]
    for text, role, pt, down, ink in lines:
        blocks += _fitted(text, role, pt, x + 10.0, y + down, room, where, ink)
    services = _wrapped(entry.services, 7.5, room)[:2]
    for at, text in enumerate(services):
        blocks.append(FixedText(x + 10.0, y + 18.2 + at * 4.0, text, Role.SONG, 7.5, where=where, ink=_QUIET))
    return blocks


def _number(entry: MapEntry, x: float, y: float, radius: float) -> list[Block]:
    pt = radius * 2.0 * (1.5 if entry.number < 100 else 1.2)
    text = FixedText(
        x, y - pt / MM * 0.52, str(entry.number), Role.HEI, pt, Align.CENTER, where=entry.name, ink=_WHITE
    )
    return [FixedDisc(x, y, radius, ink_of(entry.colour)), text]


def _fitted(
    text: str, role: Role, pt: float, x: float, y: float, room: float, where: str, ink: Ink
) -> list[Block]:
    """One line, set smaller until it fits."""
    size = pt
    while text and text_width(role, text) * size > room * MM and size > 4.0:
        size -= 0.25
    return [FixedText(x, y + (pt - size) * 0.2, text, role, size, where=where, ink=ink)] if text else []


def _wrapped(text: str, pt: float, room: float) -> list[str]:
    """Services in lines, broken between them."""
    lines: list[str] = []
    for word in (part for part in text.split("、") if part):
        joined = f"{lines[-1]}、{word}" if lines else word
        if lines and text_width(Role.SONG, joined) * pt <= room * MM:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
