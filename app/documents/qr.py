"""QR codes (GB/T 18284, ISO/IEC 18004) drawn as areas: sharp at any size."""

from __future__ import annotations

from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

from app.documents.shapes import BLACK, FixedShape, PointMm, rectangle

QUIET = 4  # modules kept white around a code
MOST_BYTES = 200  # more makes modules too fine for a phone at the sizes printed here


def qr_modules(text: str) -> list[list[bool]]:
    """The dark (True) and light modules of a text in UTF-8, level M. Raises ValueError for more than 200 bytes."""
    data = text.encode()
    if not data or len(data) > MOST_BYTES:
        raise ValueError(f"a code holds 1 to {MOST_BYTES} bytes")
    code = QRCode(None, QRErrorCorrectLevel.M)
    # As bytes: left to itself the library writes Chinese characters as Japanese ones.
    code.addData(QR8bitByte(data))
    code.make()
    return [[bool(module) for module in row] for row in code.modules]


def qr_shape(text: str, x_mm: float, y_mm: float, side_mm: float) -> FixedShape:
    """A code with its white edge in a square. Raises ValueError for a text that is empty or too long."""
    modules = qr_modules(text)
    size = side_mm / (len(modules) + 2 * QUIET)
    left, top = x_mm + QUIET * size, y_mm + QUIET * size
    areas: list[tuple[PointMm, ...]] = []
    for line, row in enumerate(modules):
        for begun, ended in _runs(row):
            areas.append(rectangle(left + begun * size, top + line * size, (ended - begun) * size, size))
    return FixedShape(tuple(areas), 0.0, None, BLACK, closed=True)


def cut_for_code(text: str) -> str:
    """A text cut to what a code holds, between characters."""
    while len(text.encode()) > MOST_BYTES:
        text = text[:-1]
    return text


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark modules stand beside each other: from and to (not included)."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if dark and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        elif dark:
            found.append((at, at + 1))
    return found
