"""套打: how far a printer puts things from where they should be, and the sheet it is measured with."""

from __future__ import annotations

from app.documents.blocks import Align, Block, Document, DocumentKind, FixedRule, FixedText, Role
from app.errors import Problem, ValidationFailed
from app.workshop.drawing import Overprint, page_of
from app.workshop.elements import Design

MOST_MM = 30.0
_ARM_MM = 40  # of the ruler cross each way
_EDGE_MM = 20.0  # of the corner marks from the page's edges
_TICKS = ((10, 4.0), (5, 2.8), (1, 1.6))  # every so many mm a tick so long


def check_overprint(right: float, down: float) -> Overprint:
    """The offset. Raises ValidationFailed when it is more than any printer is off."""
    for field, label, value in (("right", "向右", right), ("down", "向下", down)):
        if not -MOST_MM <= value <= MOST_MM:
            message = f"套打偏移“{label}”应在-{MOST_MM:g}到{MOST_MM:g}毫米之间，请重新测量。"
            raise ValidationFailed([Problem("OUT_OF_RANGE", field, message)])
    return Overprint(right, down)


def calibration_document(design: Design, overprint: Overprint | None = None) -> Document:
    """A ruler cross in the middle of the design's page, corner marks 20 mm from its edges, and how to measure.

    overprint: the offset tried; then the cross should meet the page's middle.
    """
    x, y = design.width / 2, design.height / 2
    off = overprint or Overprint()
    x, y = x + off.right, y + off.down
    arm = min(_ARM_MM, int(min(design.width, design.height) / 2) - 8)
    blocks: list[Block] = [*_cross(x, y, arm), *_corners(design, off)]
    small = min(design.width, design.height) < 120
    if not small:
        top = min(y + arm + 8, design.height - 34)
        says = (
            "套打校准页：用与证书同样大小的纸，按“实际大小”（100%）打印。",
            f"十字应在纸的正中：离左边{design.width / 2:g}毫米，离上边{design.height / 2:g}毫米。",
            "量出十字中心偏了多少：偏左几毫米就在“向右”里填几，偏上几毫米就在“向下”里填几；偏右、偏下填负数。",
            f"现在的偏移：向右{off.right:g}毫米，向下{off.down:g}毫米。",
        )
        for at, said in enumerate(says):
            blocks.append(FixedText(design.width / 2, top + at * 6, said, Role.SONG, 9.0, Align.CENTER))
    return Document(DocumentKind.CERTIFICATE, "套打校准页", tuple(blocks), page=page_of(design))


def _cross(x: float, y: float, arm: int) -> list[Block]:
    blocks: list[Block] = [
        FixedRule(x - arm, y, x + arm, y, 0.3),
        FixedRule(x, y - arm, x, y + arm, 0.3),
    ]
    for at in range(-arm, arm + 1):
        length = next(tick for every, tick in _TICKS if at % every == 0)
        blocks.append(FixedRule(x + at, y - length / 2, x + at, y + length / 2, 0.2))
        blocks.append(FixedRule(x - length / 2, y + at, x + length / 2, y + at, 0.2))
        if at and at % 10 == 0:
            blocks.append(FixedText(x + at, y + 2.6, str(abs(at)), Role.DIGITS, 7.0, Align.CENTER))
            blocks.append(FixedText(x + 3.0, y + at - 1.2, str(abs(at)), Role.DIGITS, 7.0))
    return blocks


def _corners(design: Design, off: Overprint) -> list[Block]:
    blocks: list[Block] = []
    edge = min(_EDGE_MM, design.width / 8, design.height / 8)
    for x, way in ((edge, 1), (design.width - edge, -1)):
        for y, turn in ((edge, 1), (design.height - edge, -1)):
            at, on = x + off.right, y + off.down
            blocks.append(FixedRule(at, on, at + way * 8, on, 0.3))
            blocks.append(FixedRule(at, on, at, on + turn * 8, 0.3))
    return blocks
