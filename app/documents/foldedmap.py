"""The service map as a card for riders: one A4 sheet printed on both sides and folded in three (三折页)."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.blocks import Align, Block, Document, DocumentKind, FixedRule, FixedText, PageBreak, Role
from app.documents.faces import text_width
from app.documents.mapdrawing import Frame, draw_map
from app.documents.servicemap import A4, MapEntry, ServiceMap
from app.documents.shapes import FixedDisc, FixedShape, Ink, ink_of, rectangle
from app.documents.units import MM

PANEL = 99.0
_TOP, _EDGE, _BOTTOM = 12.0, 7.0, 10.0
_ROOMY, _TIGHT = 4.6, 3.3  # mm for a line of the list
_HEIGHT = A4.height_mm - _TOP - _BOTTOM - 8.0
_FIT = int(_HEIGHT / _TIGHT)
MOST = 4 * _FIT
_WHITE: Ink = (1.0, 1.0, 1.0)
_FOLD, _QUIET, _COVER = ink_of("#b9c0c8"), ink_of("#4f5965"), ink_of("#1f5fbf")


def folded_map_document(given: ServiceMap) -> Document:
    """Two pages, printed on both sides and turned at the short edge. Raises ValueError for more places than it holds."""
    if len(given.entries) > MOST:
        raise ValueError(f"a card holds {MOST} places")
    columns = 1 if len(given.entries) <= 2 * _FIT else 2
    pitch = max(_TIGHT, min(_ROOMY, _HEIGHT / max(1, -(-len(given.entries) // (2 * columns)))))
    fit = int(_HEIGHT / pitch) * columns
    first, second = given.entries[:fit], given.entries[fit:]
    blocks: list[Block] = [
        *_list("点位（续）" if second else "怎么用这张卡", second, 0.0, pitch, columns),
        *([] if second else _how_to(0.0)),
        *_back(given, PANEL),
        *_cover(given, 2 * PANEL),
        *_folds(),
        PageBreak(),
        *draw_map(
            given.drawn, Frame(_EDGE, _TOP, 2 * PANEL - _EDGE - 4.0, A4.height_mm - _TOP - _BOTTOM), 1.9
        ),
        *_list("点位", first, 2 * PANEL, pitch, columns),
        *_folds(2 * PANEL),
    ]
    return Document(DocumentKind.LEDGER, given.title, tuple(blocks), page=A4)


def _list(head: str, entries: Sequence[MapEntry], x: float, pitch: float, columns: int) -> list[Block]:
    """Places in one or two columns of a panel."""
    blocks: list[Block] = [FixedText(x + _EDGE, _TOP, head, Role.HEI, 11.0)]
    down = int(_HEIGHT / pitch)
    width = (PANEL - 2 * _EDGE - (columns - 1) * 3.0) / columns
    for at, entry in enumerate(entries):
        left = x + _EDGE + at // down * (width + 3.0)
        blocks += _line(entry, left, _TOP + 8.0 + at % down * pitch, width, pitch, hours=columns == 1)
    return blocks


def _line(entry: MapEntry, x: float, y: float, width: float, pitch: float, *, hours: bool) -> list[Block]:
    """A place: number, name, and where there is room for them its hours."""
    pt = min(7.5, pitch * MM * 0.68)
    where = f"{entry.number} {entry.name}"
    radius = pitch * 0.42
    number = pt * (0.85 if entry.number < 100 else 0.68)
    told = entry.hours if hours else ""
    left, right = x + pitch + 1.0, x + width
    room = right - left - (text_width(Role.SONG, told) * (pt - 0.5) / MM + 2.0 if told else 0.0)
    size = pt
    while text_width(Role.SONG, entry.name) * size > room * MM and size > 4.0:
        size -= 0.2
    blocks: list[Block] = [
        FixedDisc(x + radius, y + radius, radius, ink_of(entry.colour)),
        FixedText(x + radius, y + radius - number / MM * 0.52, str(entry.number), Role.HEI, number, Align.CENTER,
                  where=where, ink=_WHITE),
        FixedText(left, y + (pt - size) * 0.2, entry.name, Role.SONG, size, where=where),
    ]  # fmt: skip
    if told:
        blocks.append(FixedText(right, y, told, Role.SONG, pt - 0.5, Align.RIGHT, where=where, ink=_QUIET))
    return blocks


def _how_to(x: float) -> list[Block]:
    lines = ("图上的圆点编号和点位表的编号一致。", "颜色表示类别，见背面图例。", "开放时间以现场公示为准。")
    return [
        FixedText(x + _EDGE, _TOP + 9.0 + at * 6.5, text, Role.SONG, 9.5) for at, text in enumerate(lines)
    ]


def _back(given: ServiceMap, x: float) -> list[Block]:
    """The legend and whom to call."""
    blocks: list[Block] = [FixedText(x + _EDGE, _TOP, "图例", Role.HEI, 11.0)]
    y = _TOP + 9.0
    for entry in given.legend:
        blocks.append(FixedDisc(x + _EDGE + 2.5, y + 2.2, 2.2, ink_of(entry.colour)))
        blocks.append(FixedText(x + _EDGE + 7.0, y, entry.kind, Role.HEI, 10.0))
        blocks.append(
            FixedText(x + PANEL - _EDGE, y, entry.numbers, Role.SONG, 10.0, Align.RIGHT, ink=_QUIET)
        )
        y += 7.0
    foot = A4.height_mm - _BOTTOM
    told = [("遇到困难，请联系", 9.5, _QUIET), (given.phone, 18.0, _COVER)] if given.phone else []
    told += [(given.issuer, 11.0, (0.0, 0.0, 0.0)), (given.day, 9.0, _QUIET), (given.below, 7.5, _QUIET)]
    for text, pt, ink in reversed(told):
        foot -= pt / MM * 1.5
        blocks.append(FixedText(x + PANEL / 2, foot, text, Role.HEI, pt, Align.CENTER, ink=ink))
    return [block for block in blocks if not isinstance(block, FixedText) or block.text]


def _cover(given: ServiceMap, x: float) -> list[Block]:
    """The front: what it is and whose."""
    middle = x + PANEL / 2
    blocks: list[Block] = [
        FixedShape((rectangle(x, 0.0, PANEL, A4.height_mm),), 0.0, None, _COVER, closed=True),
        FixedText(middle, 56.0, given.issuer, Role.HEI, 15.0, Align.CENTER, ink=_WHITE),
        FixedText(middle, 72.0, "小哥服务地图", Role.TITLE, 30.0, Align.CENTER, ink=_WHITE),
        FixedText(middle, 92.0, f"{len(given.entries)}处暖心点位", Role.HEI, 14.0, Align.CENTER, ink=_WHITE),
        FixedText(middle, 176.0, "累了歇歇脚　渴了喝口水", Role.HEI, 12.0, Align.CENTER, ink=_WHITE),
    ]
    return [block for block in blocks if not isinstance(block, FixedText) or block.text]


def _folds(*only: float) -> list[Block]:
    """Short marks at the edges where the sheet is folded."""
    places = only or (PANEL, 2 * PANEL)
    ends = ((0.0, 5.0), (A4.height_mm - 5.0, A4.height_mm))
    return [FixedRule(x, top, x, bottom, 0.4, _FOLD) for x in places for top, bottom in ends]
