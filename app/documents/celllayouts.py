"""The layouts of labels, hotline cards and envelopes: what stands where, in millimetres of one cell."""

from __future__ import annotations

from app.documents.blocks import Align, Role
from app.documents.cells import CODE, Layout, Slot
from app.documents.stocks import Stock

LINES = 4  # of a label below its head, at most
_EDGE, _SMALL_EDGE, _LOW = 3.5, 2.0, 25.0
_MOST_CODE = 26.0
_BOX_MM, _BOXES = 9.0, 6


def label_layout(stock: Stock, *, code: bool) -> Layout:
    """A label: ``head`` large, ``line1`` … below it, ``foot`` small; with ``code`` at the right."""
    width, height = stock.cell
    edge = _SMALL_EDGE if height < _LOW else _EDGE
    side = min(height - 2 * edge, _MOST_CODE, width * 0.42) if code else 0.0
    room = width - 2 * edge - (side + 1.5 if code else 0.0)
    large = 13.0 if height > 36 else 11.0 if height >= _LOW else 9.0
    text = large * 0.72
    return Layout(
        stack=(
            Slot("head", edge, edge, room, large, Role.HEI, lines=2),
            *(Slot(f"line{n}", edge, edge, room, text, lines=2) for n in range(1, LINES + 1)),
            Slot("foot", edge, edge, room, text * 0.85),
        ),
        middle_mm=height / 2,
        room_mm=height - 2 * edge,
        code=(width - edge - side, (height - side) / 2, side) if code else None,
    )


def card_layout(stock: Stock) -> Layout:
    """A card of the hotline: ``office``, ``title``, ``phone`` large, ``hours``, ``name``, ``foot``; ``code`` to call it."""
    width, height = stock.cell
    side, edge = 25.0, 5.0
    room = width - 2 * edge - side - 2.0
    return Layout(
        slots=(
            Slot("office", edge, 4.4, width - 2 * edge, 9.5, Role.HEI),
            Slot("title", edge, 14.0, room, 13.0, Role.TITLE),
            Slot("phone", edge, 21.5, room, 22.0, Role.HEI),
            Slot("hours", edge, 32.2, room, 8.0, lines=2),
            Slot("name", edge, 40.0, room, 9.0, Role.KAI),
            Slot("foot", edge, height - 6.2, room, 7.0),
            Slot("scan", width - edge - side / 2, height - 9.2, side + 4.0, 7.5, align=Align.CENTER),
        ),
        code=(width - edge - side, 17.5, side),
        rules=((edge, 10.8, width - edge, 10.8, 0.8),),
    )


def envelope_layout(stock: Stock) -> Layout:
    """An envelope written across: ``postcode`` upper left, ``address`` below it, ``name`` in the middle, sender lower right."""
    width, height = stock.cell
    left = 14.0
    right = width - 14.0
    room = width - left - 48.0  # the stamp's corner stays free
    small = 10.5 if height < 130 else 12.0
    large = 16.0 if height < 130 else 20.0
    return Layout(
        slots=(
            Slot("postcode", left, 10.5, _BOX_MM * _BOXES, 16.0, Role.DIGITS, spread_mm=_BOX_MM),
            Slot("address", left + 4.0, height * 0.27, room, large * 0.8, lines=2),
            Slot("body", left + 4.0, height * 0.27 + large * 0.8, room + 20.0, large * 0.8, lines=1),
            Slot("name", width / 2, height * 0.49, width - 2 * left, large, Role.HEI, Align.CENTER),
            Slot("sender_address", right, height - 27.0, width * 0.62, small, align=Align.RIGHT),
            Slot("sender", right, height - 20.5, width * 0.62, small, align=Align.RIGHT),
            Slot("sender_postcode", right, height - 13.5, 40.0, small, Role.DIGITS, Align.RIGHT),
        ),
    )


__all__ = ["CODE", "LINES", "card_layout", "envelope_layout", "label_layout"]
