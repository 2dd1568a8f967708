"""Changing a design: moving with snap, sizes, adding, copying, order; every function gives a new design."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.documents.blocks import Role
from app.workshop.elements import KIND_LABELS, Across, Design, Down, Element, ElementKind

GRID_MM = 1.0
REACH_MM = 1.2  # how near an edge or a middle has to come to another to be drawn to it
LEAST_MM = 2.0
COPY_MM = 5.0
_NEW: dict[ElementKind, dict[str, Any]] = {
    ElementKind.TEXT: {"w": 80.0, "h": 10.0, "text": "文字", "pt": 16.0},
    ElementKind.PHOTO: {"w": 25.0, "h": 35.0},
    ElementKind.PICTURE: {"w": 30.0, "h": 30.0},
    ElementKind.QR: {"w": 25.0, "h": 25.0, "text": "编号：{编号}\n姓名：{姓名}\n{颁发单位}"},
    ElementKind.SEAL: {"w": 45.0, "h": 45.0, "style": "empty"},
    ElementKind.FRAME: {"w": 60.0, "h": 40.0, "style": "plain"},
    ElementKind.LINE: {"w": 60.0, "h": 0.0, "style": "plain"},
}


@dataclass(frozen=True)
class Snap:
    """How far to move in mm, and the lines that drew it: x of upright ones and y of level ones."""

    dx: float
    dy: float
    upright: tuple[float, ...] = ()
    level: tuple[float, ...] = ()


def snapped(design: Design, names: Collection[str], dx: float, dy: float) -> Snap:
    """A move drawn to edges and middles of other elements and of the page, else to the grid.

    The box around all that moves is what is drawn; only the nearest line counts each way.
    """
    moving = [one for one in design.elements if one.name in names]
    if not moving:
        return Snap(0.0, 0.0)
    others = [one for one in design.elements if one.name not in names]
    left, right = min(one.x for one in moving), max(one.right for one in moving)
    top, bottom = min(one.y for one in moving), max(one.bottom for one in moving)
    across = _lines(design.width, [(one.x, one.right) for one in others])
    down = _lines(design.height, [(one.y, one.bottom) for one in others])
    x, upright = _drawn(left, right, dx, across)
    y, level = _drawn(top, bottom, dy, down)
    return Snap(x, y, upright, level)


def _lines(size: float, spans: Sequence[tuple[float, float]]) -> list[float]:
    """What edges and middles are drawn to: those of the page and of other elements."""
    lines = [0.0, size / 2, size]
    for begin, end in spans:
        lines += [begin, (begin + end) / 2, end]
    return lines


def _drawn(begin: float, end: float, way: float, lines: Sequence[float]) -> tuple[float, tuple[float, ...]]:
    edges = [begin + way, (begin + end) / 2 + way, end + way]
    gap, line = min(((line - edge, line) for edge in edges for line in lines), key=lambda one: abs(one[0]))
    if abs(gap) <= REACH_MM:
        return round(way + gap, 3), (line,)
    on_grid = round((begin + way) / GRID_MM) * GRID_MM
    return round(on_grid - begin, 3), ()


def moved(design: Design, names: Collection[str], dx: float, dy: float) -> Design:
    """Elements moved by mm."""
    return _each(design, names, lambda one: replace(one, x=round(one.x + dx, 3), y=round(one.y + dy, 3)))


def resized(design: Design, name: str, edges: str, dx: float, dy: float) -> Design:
    """An element whose edges (of ``l r t b``) are drawn by mm, on the grid, never smaller than 2 mm."""
    one = design.element(name)
    left, top, right, bottom = one.x, one.y, one.right, one.bottom
    least_w = LEAST_MM if one.kind is not ElementKind.LINE else 0.0
    if "l" in edges:
        left = min(_grid(left + dx), right - least_w)
    if "r" in edges:
        right = max(_grid(right + dx), left + least_w)
    if "t" in edges:
        top = min(_grid(top + dy), bottom - least_w)
    if "b" in edges:
        bottom = max(_grid(bottom + dy), top + least_w)
    return changed(design, name, x=left, y=top, w=round(right - left, 3), h=round(bottom - top, 3))


def _grid(value: float) -> float:
    return round(value / GRID_MM) * GRID_MM


def changed(design: Design, name: str, **values: Any) -> Design:
    """An element with other values."""
    return _each(design, (name,), lambda one: replace(one, **values))


def renamed(design: Design, name: str, new: str) -> Design:
    """An element under another name, a free one when it is taken."""
    wanted = new.strip()[:40] or name
    if wanted == name:
        return design
    called = free_name(design, wanted)
    return _each(design, (name,), lambda one: replace(one, name=called))


def added(design: Design, kind: ElementKind, text: str = "", name: str = "") -> tuple[Design, str]:
    """The design with a new element in the middle of the page, and its name."""
    known = dict(_NEW[kind])
    width, height = min(known.pop("w"), design.width), min(known.pop("h"), design.height)
    if text:
        known["text"] = text
    called = free_name(design, name or KIND_LABELS[kind])
    x, y = _grid((design.width - width) / 2), _grid((design.height - height) / 2)
    element = Element(kind, called, x, y, width, height, **known)
    if kind is ElementKind.TEXT:
        element = replace(element, face=Role.SONG, across=Across.LEFT, down=Down.MIDDLE)
    return replace(design, elements=(*design.elements, element)), called


def removed(design: Design, names: Collection[str]) -> Design:
    """The design without some elements."""
    return replace(design, elements=tuple(one for one in design.elements if one.name not in names))


def copied(design: Design, names: Sequence[str]) -> tuple[Design, tuple[str, ...]]:
    """The design with copies of elements a little beside them, and the names of the copies."""
    made: list[str] = []
    for name in names:
        one = design.element(name)
        called = free_name(design, one.name)
        copy = replace(one, name=called, x=one.x + COPY_MM, y=one.y + COPY_MM)
        design = replace(design, elements=(*design.elements, copy))
        made.append(called)
    return design, tuple(made)


def reordered(design: Design, name: str, to: int) -> Design:
    """The element at another place of the order in which elements are drawn."""
    rest = [one for one in design.elements if one.name != name]
    rest.insert(max(0, min(to, len(rest))), design.element(name))
    return replace(design, elements=tuple(rest))


def place_of(design: Design, name: str) -> int:
    """The place of an element in the order of drawing."""
    return [one.name for one in design.elements].index(name)


def turned(design: Design) -> Design:
    """The page turned: upright to across and back; elements stay where they are from the upper left corner."""
    return replace(design, width=design.height, height=design.width)


def free_name(design: Design, wanted: str) -> str:
    """The name, with a number behind it when it is taken."""
    taken = {one.name for one in design.elements}
    base = wanted.rstrip("0123456789") or wanted
    return (
        wanted
        if wanted not in taken
        else next(f"{base}{n}" for n in range(2, 999) if f"{base}{n}" not in taken)
    )


def _each(design: Design, names: Collection[str], do: Any) -> Design:
    elements = tuple(do(one) if one.name in names else one for one in design.elements)
    return replace(design, elements=elements)
