"""The border of a certificate: plain rules and a meander in each corner, no emblem and no seal."""

from __future__ import annotations

from itertools import pairwise

from app.documents.blocks import Block, FixedRule
from app.documents.shapes import Ink

WIDTH_MM, HEIGHT_MM = 297.0, 210.0
BRONZE: Ink = (0.55, 0.42, 0.20)
OUTER_MM, INNER_MM, HAIR_MM = 10.0, 12.4, 19.0
# A square spiral in a corner: points in millimetres from the inner rule's corner.
MEANDER = ((0.0, 5.2), (5.2, 5.2), (5.2, 0.0))
SPIRAL = ((1.3, 1.3), (3.9, 1.3), (3.9, 3.9), (1.3, 3.9), (1.3, 2.4), (2.7, 2.4))
# The little rule under the title, with a gap in its middle.
TITLE_RULE_MM = 57.0


def frame() -> list[Block]:
    """Rules of the border and the ornament under the title."""
    blocks: list[Block] = [
        *_rectangle(OUTER_MM, 2.6),
        *_rectangle(INNER_MM, 0.6),
        *_hairline(),
        *_title_rule(),
    ]
    for x, y, right, down in _corners():
        for points in (MEANDER, SPIRAL):
            for (x1, y1), (x2, y2) in pairwise(points):
                blocks.append(_rule(x + right * x1, y + down * y1, x + right * x2, y + down * y2, 1.0))
    return blocks


def _corners() -> list[tuple[float, float, int, int]]:
    right, bottom = WIDTH_MM - INNER_MM, HEIGHT_MM - INNER_MM
    return [
        (INNER_MM, INNER_MM, 1, 1),
        (right, INNER_MM, -1, 1),
        (INNER_MM, bottom, 1, -1),
        (right, bottom, -1, -1),
    ]


def _rule(x1: float, y1: float, x2: float, y2: float, pt: float) -> Block:
    return FixedRule(x1, y1, x2, y2, pt, BRONZE)


def _rectangle(inset: float, pt: float) -> list[Block]:
    right, bottom = WIDTH_MM - inset, HEIGHT_MM - inset
    return [
        _rule(inset, inset, right, inset, pt),
        _rule(right, inset, right, bottom, pt),
        _rule(right, bottom, inset, bottom, pt),
        _rule(inset, bottom, inset, inset, pt),
    ]


def _hairline() -> list[Block]:
    """A thin rule inside the border that steps around the corner ornaments."""
    near, far = INNER_MM + MEANDER[0][1] + 1.4, HAIR_MM - 1.6
    right, bottom = WIDTH_MM - far, HEIGHT_MM - far
    return [
        _rule(near + 1.2, far, WIDTH_MM - near - 1.2, far, 0.4),
        _rule(near + 1.2, bottom, WIDTH_MM - near - 1.2, bottom, 0.4),
        _rule(far, near + 1.2, far, HEIGHT_MM - near - 1.2, 0.4),
        _rule(right, near + 1.2, right, HEIGHT_MM - near - 1.2, 0.4),
    ]


def _title_rule() -> list[Block]:
    middle, y = WIDTH_MM / 2, TITLE_RULE_MM
    diamond = ((middle, y - 1.5), (middle + 1.5, y), (middle, y + 1.5), (middle - 1.5, y), (middle, y - 1.5))
    sides = [_rule(middle - 42, y, middle - 4, y, 0.6), _rule(middle + 4, y, middle + 42, y, 0.6)]
    edges = [_rule(*a, *b, 0.8) for a, b in pairwise(diamond)]
    return [*sides, *edges]
