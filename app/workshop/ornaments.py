"""Frames and lines of certificates, drawn: plain and double rules, frets (回纹), concave corners, laurel; no emblem, no seal."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import cos, pi, sin

from app.documents.blocks import Block, FixedRule
from app.documents.shapes import FixedShape, Ink, PointMm, ink_of, rectangle
from app.workshop.elements import Element

_FRET_MM = 7.0  # about the width of one figure of a fret
_BAND_MM = 5.2
# One figure of a fret in units of its size: a square spiral that the next one joins.
_FRET: tuple[PointMm, ...] = (
    (0.0, 1.0), (0.0, 0.0), (0.8, 0.0), (0.8, 0.8), (0.26, 0.8), (0.26, 0.3), (0.54, 0.3), (0.54, 0.56),
)  # fmt: skip
_MEANDER: tuple[PointMm, ...] = ((0.0, 5.2), (5.2, 5.2), (5.2, 0.0))
_SPIRAL: tuple[PointMm, ...] = ((1.3, 1.3), (3.9, 1.3), (3.9, 3.9), (1.3, 3.9), (1.3, 2.4), (2.7, 2.4))


def frame_blocks(element: Element) -> list[Block]:
    """The frame of an element in its style."""
    return _FRAMES[element.style](element, ink_of(element.ink))


def line_blocks(element: Element) -> list[Block]:
    """A straight line from the upper left to the lower right corner, or an ornament in the middle of its box."""
    ink = ink_of(element.ink)
    if element.style == "diamond":
        return _diamond(element, ink)
    if element.style == "laurel":
        return _laurel(element, ink)
    if element.style == "dashed":
        return _dashed(element, ink)
    return [FixedRule(element.x, element.y, element.right, element.bottom, element.weight, ink)]


def _rectangle(element: Element, inset: float, pt: float, ink: Ink) -> list[Block]:
    left, top = element.x + inset, element.y + inset
    right, bottom = element.right - inset, element.bottom - inset
    return [
        FixedRule(left, top, right, top, pt, ink),
        FixedRule(right, top, right, bottom, pt, ink),
        FixedRule(right, bottom, left, bottom, pt, ink),
        FixedRule(left, bottom, left, top, pt, ink),
    ]


def _plain(element: Element, ink: Ink) -> list[Block]:
    return _rectangle(element, 0.0, element.weight, ink)


def _double(element: Element, ink: Ink) -> list[Block]:
    """文武线: a heavy rule outside, a fine one inside."""
    gap = 0.9 + element.weight * 0.35
    return [*_rectangle(element, 0.0, element.weight, ink), *_rectangle(element, gap, 0.5, ink)]


def _fill(element: Element, ink: Ink) -> list[Block]:
    area = rectangle(element.x, element.y, element.w, element.h)
    return [FixedShape((area,), 0.0, None, ink, closed=True)]


def _meander(element: Element, ink: Ink) -> list[Block]:
    """Two rules, a fret in each corner, and a fine line that steps around it."""
    blocks = [*_rectangle(element, 0.0, 2.6, ink), *_rectangle(element, 2.4, 0.6, ink)]
    for x, y, right, down in _corners(element, 2.4):
        for points in (_MEANDER, _SPIRAL):
            for (x1, y1), (x2, y2) in pairwise(points):
                ends = (x + right * x1, y + down * y1, x + right * x2, y + down * y2)
                blocks.append(FixedRule(*ends, 1.0, ink))
    near, far = 2.4 + 5.2 + 2.6, 7.4
    left, top, end, low = element.x, element.y, element.right, element.bottom
    return [
        *blocks,
        FixedRule(left + near, top + far, end - near, top + far, 0.4, ink),
        FixedRule(left + near, low - far, end - near, low - far, 0.4, ink),
        FixedRule(left + far, top + near, left + far, low - near, 0.4, ink),
        FixedRule(end - far, top + near, end - far, low - near, 0.4, ink),
    ]


def _corners(element: Element, inset: float) -> list[tuple[float, float, int, int]]:
    left, top = element.x + inset, element.y + inset
    right, bottom = element.right - inset, element.bottom - inset
    return [(left, top, 1, 1), (right, top, -1, 1), (left, bottom, 1, -1), (right, bottom, -1, -1)]


def _fret(element: Element, ink: Ink) -> list[Block]:
    """A band of frets between two rules all around, mirrored in the middle of each side so that corners are alike."""
    band = _BAND_MM
    blocks = [*_rectangle(element, 0.0, 1.6, ink), *_rectangle(element, band, 1.0, ink)]
    blocks += _rectangle(element, band + 1.6, 0.35, ink)
    lines: list[tuple[PointMm, ...]] = []
    size = band * 0.56
    gap = (band - size) / 2
    long, short = element.w - 2 * band, element.h - 2 * band
    for y in (element.y + gap, element.bottom - band + gap):
        lines += [tuple((x, y + v) for x, v in line) for line in _row(element.x + band, long, size)]
    for x in (element.x + gap, element.right - band + gap):
        lines += [tuple((x + v, y) for y, v in line) for line in _row(element.y + band, short, size)]
    for x, y in ((element.x, element.y), (element.right - band, element.y),
                 (element.x, element.bottom - band), (element.right - band, element.bottom - band)):  # fmt: skip
        lines.append(_closed(x + gap, y + gap, size))
        lines.append(_closed(x + gap + size * 0.3, y + gap + size * 0.3, size * 0.4))
    return [*blocks, FixedShape(tuple(lines), 0.75, ink)]


def _closed(x: float, y: float, side: float) -> tuple[PointMm, ...]:
    return (*rectangle(x, y, side, side), (x, y))


def _row(begin: float, length: float, size: float) -> list[tuple[PointMm, ...]]:
    """Figures along a stretch: places on it and depths, the second half mirrored."""
    half = length / 2
    count = max(1, round(half / (size * 1.3)))
    pitch = half / count
    lines: list[tuple[PointMm, ...]] = []
    for at in range(count):
        figure = tuple((at * pitch + u * pitch, v * size) for u, v in _FRET)
        joined = (*reversed(figure), ((at + 0.0) * pitch, size)) if at == 0 else tuple(reversed(figure))
        lines.append(tuple((begin + u, v) for u, v in joined))
        lines.append(tuple((begin + length - u, v) for u, v in joined))
        foot = ((at * pitch, size), ((at + 1) * pitch, size))
        if at < count - 1:
            lines.append(tuple((begin + u, v) for u, v in foot))
            lines.append(tuple((begin + length - u, v) for u, v in foot))
    return lines


def _concave(element: Element, ink: Ink) -> list[Block]:
    """Two lines whose corners are cut out in a quarter circle, a small diamond in each corner."""
    shapes: list[Block] = []
    for inset, radius, pt in ((0.0, 11.0, element.weight * 2.2), (2.0, 11.0, 0.5), (4.6, 10.2, 0.5)):
        shapes.append(FixedShape((_cut_out(element, inset, radius),), pt, ink, closed=True))
    for x, y, right, down in _corners(element, 0.0):
        middle = (x + right * 3.7, y + down * 3.7)
        shapes.append(FixedShape((_rhomb(*middle, 1.9),), 0.6, ink, closed=True))
        shapes.append(FixedShape((_rhomb(*middle, 0.9),), 0.0, None, ink, closed=True))
    return shapes


def _cut_out(element: Element, inset: float, radius: float) -> tuple[PointMm, ...]:
    left, top = element.x + inset, element.y + inset
    right, bottom = element.right - inset, element.bottom - inset
    points: list[PointMm] = []
    # Each corner's circle stands on the corner itself; its inner quarter is walked so that the outline goes on.
    for x, y, begin in ((left, top, 90), (right, top, 180), (right, bottom, 270), (left, bottom, 0)):
        for step in range(13):
            angle = (begin - step * 7.5) * pi / 180
            points.append((x + radius * cos(angle), y + radius * sin(angle)))
    return tuple(points)


def _rhomb(x: float, y: float, half: float) -> tuple[PointMm, ...]:
    return ((x, y - half), (x + half, y), (x, y + half), (x - half, y))


def _diamond(element: Element, ink: Ink) -> list[Block]:
    middle, y = element.x + element.w / 2, element.y + element.h / 2
    sides: list[Block] = [
        FixedRule(element.x, y, middle - 4.0, y, element.weight, ink),
        FixedRule(middle + 4.0, y, element.right, y, element.weight, ink),
    ]
    return [
        *sides,
        FixedShape((_rhomb(middle, y, 1.6),), 0.7, ink, closed=True),
        FixedShape((_rhomb(middle, y, 0.7),), 0.0, None, ink, closed=True),
        FixedShape((_rhomb(middle - 4.0, y, 0.5), _rhomb(middle + 4.0, y, 0.5)), 0.0, None, ink, closed=True),
    ]


def _laurel(element: Element, ink: Ink) -> list[Block]:
    """Two branches that meet in the middle, and a fine line going on to both sides."""
    middle, y = element.x + element.w / 2, element.y + element.h / 2
    reach = min(element.w / 2, 26.0)
    leaves: list[tuple[PointMm, ...]] = []
    for side in (-1, 1):
        for at in range(6):
            x = middle + side * (3.4 + at * (reach - 6.0) / 6)
            size = 3.6 - at * 0.32
            for turn in (-1, 1):
                leaves.append(_leaf(x, y, size, side, turn))
        leaves.append(_leaf(middle + side * (3.4 + reach - 6.0), y, 2.4, side, 0))
    blocks: list[Block] = [
        FixedShape(tuple(leaves), 0.0, None, ink, closed=True),
        FixedShape((_rhomb(middle, y, 1.3),), 0.0, None, ink, closed=True),
        FixedRule(middle - reach, y, middle + reach, y, 0.4, ink),
    ]
    if element.w / 2 > reach + 6:
        blocks.append(FixedRule(element.x, y, middle - reach - 4.0, y, element.weight, ink))
        blocks.append(FixedRule(middle + reach + 4.0, y, element.right, y, element.weight, ink))
    return blocks


def _leaf(x: float, y: float, size: float, side: int, turn: int) -> tuple[PointMm, ...]:
    """A leaf from a point of the branch outwards, up (-1), down (1) or straight on (0)."""
    angle = turn * 0.62
    dx, dy = side * cos(angle), sin(angle)
    points: list[PointMm] = []
    for bulge in (1, -1):
        steps = range(9) if bulge == 1 else range(8, -1, -1)
        for step in steps:
            along = step / 8
            across = bulge * 0.2 * sin(along * pi)
            points.append((x + size * (dx * along - dy * across), y + size * (dy * along + dx * across)))
    return tuple(points)


def _dashed(element: Element, ink: Ink) -> list[Block]:
    length = ((element.w) ** 2 + (element.h) ** 2) ** 0.5
    count = max(1, round(length / 2.4))
    return [
        FixedRule(
            element.x + element.w * at / count,
            element.y + element.h * at / count,
            element.x + element.w * (at + 0.55) / count,
            element.y + element.h * (at + 0.55) / count,
            element.weight,
            ink,
        )
        for at in range(count)
    ]


_FRAMES: dict[str, Callable[[Element, Ink], list[Block]]] = {
    "plain": _plain,
    "double": _double,
    "fret": _fret,
    "meander": _meander,
    "concave": _concave,
    "fill": _fill,
}
