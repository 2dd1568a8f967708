"""Text, rules and seal squares at fixed places of a page, as certificates need them."""

from __future__ import annotations

from functools import lru_cache

from app.documents.blocks import Align, FixedPicture, FixedRule, FixedText, Role, SealZone
from app.documents.lines import Span
from app.documents.setting import SetLine, set_line, set_paragraph
from app.documents.shapes import FixedDisc, FixedGround, FixedShape
from app.documents.sheet import Area, Ground, Picture, Rule, Sheet
from app.documents.units import MM


@lru_cache(maxsize=4096)
def set_box(text: str, role: Role, pt: float, width_mm: float, indent: int) -> tuple[SetLine, ...]:
    """A paragraph set to a width, its first line indented by characters.

    Kept, because whoever fits a text into a box sets it before it is drawn.
    """
    width = width_mm * MM
    # The measure is a whole number of characters, so that full lines need no stretching.
    pitch = width / max(1, int(width / pt))
    return tuple(set_paragraph([Span(text, role)], pt, pitch, width, indent * pitch))


def draw_text(sheet: Sheet, block: FixedText) -> None:
    """Draw one line, or a justified paragraph when a width is given."""
    x, top = block.x_mm * MM, block.y_mm * MM
    if block.width_mm:
        lines = set_box(block.text, block.role, block.pt, block.width_mm, block.indent)
        for n, line in enumerate(lines):
            sheet.put(line, x, top + n * block.pt * block.leading, block.ink)
        return
    line = set_line(block.text, block.role, block.pt, block.spacing_mm * MM)
    shift = {Align.LEFT: 0.0, Align.CENTER: line.width / 2, Align.RIGHT: line.width}[block.align]
    sheet.put(line, x - shift, top, block.ink)


def draw_rule(sheet: Sheet, block: FixedRule) -> None:
    """Draw one straight line."""
    ends = (block.x1_mm * MM, block.y1_mm * MM, block.x2_mm * MM, block.y2_mm * MM)
    sheet.rules.append(Rule(*ends, block.pt, block.ink))


def draw_picture(sheet: Sheet, block: FixedPicture) -> None:
    """Place a photograph in the middle of its room."""
    room = (block.x_mm * MM, block.y_mm * MM, block.width_mm * MM, block.height_mm * MM)
    sheet.pictures.append(Picture(*room, block.jpeg))


def draw_ground(sheet: Sheet, block: FixedGround) -> None:
    """Place a picture below everything else."""
    a, b, c, d, e, f = (one * MM for one in block.matrix)
    x, y, width, height = (one * MM for one in block.room)
    sheet.grounds.append(
        Ground((a, b, c, d, e, f), (x, y, width, height), block.size, block.jpeg, block.fade)
    )


def draw_shape(sheet: Sheet, block: FixedShape) -> None:
    """Draw lines and areas."""
    lines = tuple(tuple((x * MM, y * MM) for x, y in line) for line in block.lines)
    sheet.areas.append(Area(lines, block.pt, block.ink, block.fill, block.closed))


def draw_disc(sheet: Sheet, block: FixedDisc) -> None:
    """Draw a filled circle."""
    centre = ((block.x_mm * MM, block.y_mm * MM),)
    sheet.areas.append(Area((centre,), block.pt, block.ink, block.fill, True, block.radius_mm * MM))


def draw_seal_zone(sheet: Sheet, block: SealZone) -> None:
    """Reserve the square; nothing is drawn unless its faint circle is wanted."""
    sheet.reserve_seal(block.x_mm * MM, block.y_mm * MM, block.side_mm * MM, block.mark_zone)
