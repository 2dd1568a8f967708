"""Lines and areas at a place of the page, as maps and QR codes need them."""

from __future__ import annotations

from dataclasses import dataclass

Ink = tuple[float, float, float]
BLACK: Ink = (0.0, 0.0, 0.0)
PointMm = tuple[float, float]


@dataclass(frozen=True)
class FixedShape:
    """One or more lines through points in mm from the upper left corner, drawn in their order before rules and text.

    ink: colour of the line, None for no line; fill: colour of the area inside, None for none; closed: whether a line
    returns to its beginning. Areas that lie in each other stay filled.
    """

    lines: tuple[tuple[PointMm, ...], ...]
    pt: float = 0.5
    ink: Ink | None = BLACK
    fill: Ink | None = None
    closed: bool = False


@dataclass(frozen=True)
class FixedDisc:
    """A filled circle around a point, with a line around it."""

    x_mm: float
    y_mm: float
    radius_mm: float
    fill: Ink
    ink: Ink | None = None
    pt: float = 0.5


@dataclass(frozen=True)
class FixedGround:
    """A picture (JPEG) below everything else, stretched and turned as it lies, and cut to a rectangle of the page.

    size: in pixels; matrix: from its pixels to mm from the upper left corner of the page (x = a·px + c·py + e,
    y = b·px + d·py + f); room: x, y, width, height of the rectangle in mm; fade: share by which it is lightened, 0 to 1.
    """

    jpeg: bytes
    size: tuple[int, int]
    matrix: tuple[float, float, float, float, float, float]
    room: tuple[float, float, float, float]
    fade: float = 0.0


def ink_of(colour: str) -> Ink:
    """``#1971c2`` as an ink."""
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))  # type: ignore[return-value]


def rectangle(x: float, y: float, width: float, height: float) -> tuple[PointMm, ...]:
    """The corners of a rectangle."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
