"""Fitting a text into its box: the largest size not above the wanted one in which all of it stands there."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from app.documents.blocks import Align, FixedText
from app.documents.faces import text_width
from app.documents.fixed import set_box
from app.documents.lines import NO_END, NO_START
from app.documents.setting import wrap
from app.documents.shapes import ink_of
from app.documents.titles import break_title
from app.documents.units import MM
from app.errors import Problem, ValidationFailed
from app.workshop.elements import Across, Down, Element

LEAST_SHARE = 0.4  # of the wanted size; smaller type beside the rest looks like a mistake
LEAST_PT = 5.0
ONE_LINE_SHARE = 0.75  # a line is set smaller down to this before it is broken in two
_STEP = 0.5
_ALIGN = {Across.LEFT: Align.LEFT, Across.CENTER: Align.CENTER, Across.RIGHT: Align.RIGHT}


def text_blocks(element: Element, text: str, where: str) -> list[FixedText]:
    """The text in its box. Raises ValidationFailed naming element and certificate when it does not fit in two fifths of the size.

    A paragraph that ends with a full-width colon greets somebody and is not indented.
    """
    if not text.strip():
        return []
    if element.across is Across.JUSTIFY:
        return _paragraphs(element, text, where)
    return _lines(element, text, where)


def _sizes(element: Element, share: float = LEAST_SHARE) -> Iterator[float]:
    least = max(min(LEAST_PT, element.pt), element.pt * share)
    size = element.pt
    while size > least:
        yield size
        size -= _STEP
    yield least


def _lines(element: Element, text: str, where: str) -> list[FixedText]:
    parts = text.split("\n")
    for size in _sizes(element, ONE_LINE_SHARE):
        if all(_width(element, part, size) <= element.w * MM for part in parts) and _fits(
            element, len(parts), size
        ):
            return _placed(element, parts, size, where)
    for size in _sizes(element):
        broken = [line for part in parts for line in _broken(element, part, size)]
        widest = max(text_width(element.face, line) * size for line in broken)
        if widest <= element.w * MM + 0.5 and _fits(element, len(broken), size):
            return _placed(element, broken, size, where)
    raise _too_long(element, where)


def _width(element: Element, text: str, size: float) -> float:
    """Of a line in points."""
    spacing = element.spacing * MM * size / element.pt
    return text_width(element.face, text) * size + spacing * max(0, len(text) - 1)


def _broken(element: Element, text: str, size: float) -> list[str]:
    measure = element.w * MM
    if element.across is not Across.LEFT:
        lines = break_title(text, measure / size)
        if all(text_width(element.face, line) * size <= measure for line in lines) and not any(
            line[0] in NO_START or line[-1] in NO_END for line in lines if line
        ):
            return lines
    return list(wrap(text, element.face, size, measure))


def _height(element: Element, count: int, size: float) -> float:
    """Of lines in mm: the last is as high as its type."""
    return ((count - 1) * element.leading + 1) * size / MM


def _fits(element: Element, count: int, size: float) -> bool:
    return _height(element, count, size) <= element.h + 0.05


def _top(element: Element, height: float) -> float:
    room = element.h - height
    return element.y + {Down.TOP: 0.0, Down.MIDDLE: room / 2, Down.BOTTOM: room}[element.down]


def _placed(element: Element, lines: list[str], size: float, where: str) -> list[FixedText]:
    x = {Across.LEFT: element.x, Across.CENTER: element.x + element.w / 2, Across.RIGHT: element.right}
    top = _top(element, _height(element, len(lines), size))
    spacing = (
        element.spacing * size / element.pt if all(_spaced(element, one, size) for one in lines) else 0.0
    )
    return [
        FixedText(
            x[element.across],
            top + at * size * element.leading / MM,
            line,
            element.face,
            size,
            _ALIGN[element.across],
            spacing_mm=spacing,
            where=where,
            ink=ink_of(element.ink),
        )
        for at, line in enumerate(lines)
        if line
    ]


def _spaced(element: Element, line: str, size: float) -> bool:
    return _width(element, line, size) <= element.w * MM + 0.5


def _paragraphs(element: Element, text: str, where: str) -> list[FixedText]:
    parts = [part for part in text.split("\n") if part]
    for size in _sizes(element):
        # A count that errs upwards is quick; lines are set only where it says that they may not fit.
        counts = [_at_most(element, part, size) for part in parts]
        if not _fits(element, sum(counts), size) or element.down is not Down.TOP or len(parts) > 1:
            counts = [_set(element, part, size) for part in parts]
        if _fits(element, sum(counts), size):
            break
    else:
        raise _too_long(element, where)
    top = _top(element, _height(element, sum(counts), size))
    blocks = []
    for part, count in zip(parts, counts, strict=True):
        blocks.append(
            FixedText(
                element.x,
                top,
                part,
                element.face,
                size,
                width_mm=element.w,
                indent=_indent(element, part),
                leading=element.leading,
                where=where,
                ink=ink_of(element.ink),
            )
        )
        top += count * size * element.leading / MM
    return blocks


def _indent(element: Element, part: str) -> int:
    return 0 if part.endswith("：") else element.indent


def _at_most(element: Element, part: str, size: float) -> int:
    per_line = max(1.0, element.w * MM / size - 2)
    return max(1, ceil((text_width(element.face, part) + _indent(element, part)) / per_line))


def _set(element: Element, part: str, size: float) -> int:
    """How many lines a paragraph takes, set as it is drawn."""
    return len(set_box(part, element.face, size, element.w, _indent(element, part)))


def _too_long(element: Element, where: str) -> ValidationFailed:
    message = f"{where}的“{element.name}”放不下：文字太长，请改短，或在模板里把这个框放大。"
    return ValidationFailed([Problem("DOES_NOT_FIT", element.name, message)])
