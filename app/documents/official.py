"""Laying out official paper on the grid of 22 lines by 28 characters (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any

from app.documents.blocks import (
    AttachmentList,
    AttachmentMark,
    Blank,
    Block,
    Document,
    FixedPicture,
    FixedRule,
    FixedText,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Role,
    SealZone,
    Signature,
    Subtitle,
    Table,
    Title,
    heading_role,
)
from app.documents.chartblock import ChartFigure
from app.documents.chartdrawing import draw_chart
from app.documents.fixed import (
    draw_disc,
    draw_ground,
    draw_picture,
    draw_rule,
    draw_seal_zone,
    draw_shape,
    draw_text,
)
from app.documents.lines import Span
from app.documents.setting import SetLine, set_line, set_paragraph
from app.documents.shapes import FixedDisc, FixedGround, FixedShape
from app.documents.sheet import Sheet
from app.documents.signature import LINES_ABOVE, LINES_BELOW, SEAL, SignaturePlan, plan_signature, seal_square
from app.documents.tables import TableSetter
from app.documents.titles import break_title
from app.documents.units import BODY_PT, CHARACTER_PITCH, LINE_PITCH, TITLE_PT

# Lines of body text that go with the signature when it moves to a new page.
WITH_SIGNATURE = 2
# Lines that the head of a table and its first rows need under a heading.
LINES_OF_TABLE = 4
# What stands at its own place whatever flows around it.
_DRAWN: dict[type, Callable[[Sheet, Any], None]] = {
    FixedRule: draw_rule,
    FixedPicture: draw_picture,
    FixedGround: draw_ground,
    FixedShape: draw_shape,
    FixedDisc: draw_disc,
    SealZone: draw_seal_zone,
}


@dataclass(frozen=True)
class Strip:
    """What stands on one grid line: a set line and its left edge; seal: the signature it belongs to.

    keep_next: not the last on its page.
    """

    line: SetLine | None = None
    x: float = 0.0
    keep_next: bool = False
    seal: tuple[Signature, SignaturePlan] | None = None


@dataclass
class Flow:
    """Fills sheets from top to bottom; grid lines wait in ``strips`` until something else interrupts them."""

    page: Page
    sheets: list[Sheet] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)
    line: int = 0

    def __post_init__(self) -> None:
        self.new_sheet()

    @property
    def sheet(self) -> Sheet:
        """The sheet being filled."""
        return self.sheets[-1]

    def new_sheet(self) -> Sheet:
        """Start a sheet with the page set-up in force."""
        self.sheets.append(Sheet(self.page))
        self.line = 0
        return self.sheet

    def add(self, block: Block) -> None:
        """Lay out one block after those before it."""
        match block:
            case PageBreak():
                self.flush()
                self.page = block.page or self.page
                self.new_sheet()
            case Table():
                self.flush(before=LINES_OF_TABLE)
                self._add_table(block)
            case ChartFigure():
                self.flush()
                self._add_chart(block)
            case FixedText():
                self.flush()
                draw_text(self.sheet, block)
            case _ if type(block) in _DRAWN:
                _DRAWN[type(block)](self.sheet, block)
            case AttachmentList():
                self._keep_body_with_next()
                self.strips += attachment_strips(block.names, self.sheet.area_width)
            case Signature():
                self._keep_body_with_next()
                self.strips += signature_strips(block, self.sheet.area_width)
            case _:
                self.strips += text_strips(block, self.sheet.area_width)

    def flush(self, before: int = 0) -> None:
        """Place the waiting grid lines on sheets; a heading at their end goes with so many lines of what follows."""
        for group in kept_together(self.strips):
            lines = len(group) + (before if group[-1].keep_next else 0)
            if self.line + lines > self._capacity() and lines <= self._capacity():
                self.new_sheet()
            for strip in group:
                self._place(strip)
        self.strips = []

    def _capacity(self) -> int:
        return int((self.sheet.area_height - BODY_PT) / LINE_PITCH + 0.001) + 1

    def _place(self, strip: Strip) -> None:
        if self.line >= self._capacity():
            self.new_sheet()
        if strip.line is None and self.line == 0:
            return
        top = self.sheet.top + self.line * LINE_PITCH
        if strip.line:
            self.sheet.put(strip.line, self.sheet.left + strip.x, top)
        if strip.seal:
            signature, plan = strip.seal
            x, y = seal_square(plan, top)
            self.sheet.reserve_seal(self.sheet.left + x, y, SEAL, signature.mark_zone)
        self.line += 1

    def _add_table(self, table: Table) -> None:
        setter = TableSetter(table, self.sheet, self.new_sheet)
        sheet, bottom = setter.lay_out(self.sheet.top + self.line * LINE_PITCH)
        self.line = ceil((bottom - sheet.top) / LINE_PITCH)

    def _add_chart(self, figure: ChartFigure) -> None:
        """A chart stands whole on one page."""
        top = self.sheet.top + self.line * LINE_PITCH
        if self.line and top + figure.height > self.sheet.top + self.sheet.area_height:
            self.new_sheet()
            top = self.sheet.top
        bottom = draw_chart(self.sheet, figure, top)
        self.line = ceil((bottom - self.sheet.top) / LINE_PITCH)

    def _keep_body_with_next(self) -> None:
        """The list of attachments and the signature never stand on a page without body text."""
        for n in range(max(0, len(self.strips) - WITH_SIGNATURE), len(self.strips)):
            self.strips[n] = replace(self.strips[n], keep_next=True)


def lay_out(document: Document) -> list[Sheet]:
    """The sheets of a document, in order."""
    flow = Flow(document.page)
    for block in document.blocks:
        flow.add(block)
    flow.flush()
    return flow.sheets


def kept_together(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Groups of grid lines that may not be parted."""
    groups: list[list[Strip]] = [[]]
    for strip in strips:
        groups[-1].append(strip)
        if not strip.keep_next:
            groups.append([])
    return [group for group in groups if group]


def text_strips(block: Block, width: float) -> list[Strip]:
    """The grid lines of a block of text in a type area of ``width`` points."""
    match block:
        case Title():
            lines = break_title(block.text, width / TITLE_PT)
            return [centred(text, Role.TITLE, TITLE_PT, width) for text in lines]
        case Subtitle():
            return [centred(block.text, Role.KAI, BODY_PT, width)]
        case Heading():
            spans = [Span(block.text, heading_role(block.level)), Span(block.run_in, Role.FANG)]
            strips = _paragraph(spans, 2, width)
            return strips if block.run_in else [replace(strip, keep_next=True) for strip in strips]
        case Paragraph():
            return _paragraph([Span(block.text, Role.FANG)], block.indent, width)
        case AttachmentMark():
            return [Strip(set_line(f"附件{block.number or ''}", Role.HEI, BODY_PT)), Strip()]
        case Blank():
            return [Strip()] * block.lines
        case _:
            raise TypeError(f"no text in {type(block).__name__}")


def centred(text: str, role: Role, size: float, width: float) -> Strip:
    """A centred line that keeps with the one after it."""
    line = set_line(text, role, size)
    return Strip(line, (width - line.width) / 2, keep_next=True)


def _paragraph(spans: Sequence[Span], indent: int, width: float) -> list[Strip]:
    lines = set_paragraph(spans, BODY_PT, CHARACTER_PITCH, width, indent * CHARACTER_PITCH)
    return [Strip(line) for line in lines]


def attachment_strips(names: Sequence[str], width: float) -> list[Strip]:
    """“附件：” two characters in; a long name goes on under its first character. All keep with what follows."""
    strips: list[Strip] = [Strip(keep_next=True)]
    indent = 2 * CHARACTER_PITCH
    lead = set_line("附件：", Role.FANG, BODY_PT)
    for number, name in enumerate(names, start=1):
        mark = f"{number}." if len(names) > 1 else ""
        label = set_line(f"附件：{mark}" if number == 1 else mark, Role.FANG, BODY_PT)
        x = indent if number == 1 else indent + lead.width
        name_x = x + label.width
        strips_of_name = set_paragraph(
            [Span(name, Role.FANG)], BODY_PT, CHARACTER_PITCH, width - name_x - CHARACTER_PITCH
        )
        for n, line in enumerate(strips_of_name):
            moved = tuple(piece._replace(x=piece.x + name_x) for piece in line.pieces)
            ahead = tuple(piece._replace(x=piece.x + x) for piece in label.pieces) if n == 0 else ()
            strips.append(Strip(SetLine(ahead + moved, name_x + line.width), keep_next=True))
    return strips


def signature_strips(signature: Signature, width: float) -> list[Strip]:
    """Empty lines, issuer, date, and the line the seal reaches into."""
    plan = plan_signature(signature, width)
    above, below = (LINES_ABOVE, LINES_BELOW) if signature.sealed else (1, 0)
    seal = (signature, plan) if signature.sealed else None
    date = Strip(plan.date, plan.date_x, keep_next=below > 0)
    return [
        *[Strip(keep_next=True)] * above,
        Strip(plan.issuer, plan.issuer_x, keep_next=True, seal=seal),
        date,
        *[Strip()] * below,
    ]
