"""The tree a document is made of: pure data, the same for every renderer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.documents.chartblock import ChartFigure
from app.documents.shapes import BLACK, FixedDisc, FixedGround, FixedShape, Ink


class Role(StrEnum):
    """What a piece of text is set in: a style of face, never one foundry's product (GB/T 9704-2012)."""

    SONG = "宋体"
    TITLE = "小标宋"
    HEI = "黑体"
    KAI = "楷体"
    FANG = "仿宋"
    DIGITS = "数字"


class Align(StrEnum):
    """Where a line stands between its two edges."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Numbering(StrEnum):
    """How pages are numbered; the value is the printed pattern, empty for none.

    DASHED is the official one (GB/T 9704-2012, 7.5): outer side, odd right and even left.
    """

    NONE = ""
    DASHED = "— {page} —"
    OF_TOTAL = "第{page}页 共{pages}页"
    OF_TOTAL_SPACED = "第 {page} 页 共 {pages} 页"


@dataclass(frozen=True)
class Page:
    """Paper and margins in millimetres; the defaults are the official portrait page.

    turned: a landscape page bound inside a portrait document: laid out as landscape, its head at the left
    edge of the upright sheet, its page number where the portrait pages have theirs (GB/T 9704-2012, 8).
    """

    width_mm: float = 210.0
    height_mm: float = 297.0
    left_mm: float = 28.0
    top_mm: float = 37.0
    right_mm: float = 26.0
    bottom_mm: float = 35.0
    numbering: Numbering = Numbering.DASHED
    turned: bool = False


OFFICIAL_PAGE = Page()
TURNED_PAGE = Page(297.0, 210.0, left_mm=35.0, top_mm=28.0, right_mm=37.0, bottom_mm=26.0, turned=True)


@dataclass(frozen=True)
class Title:
    """The document's title, 2号小标宋, centred; a line break in the text is kept as the author's own."""

    text: str


@dataclass(frozen=True)
class Subtitle:
    """The line in brackets under the title, 3号楷体, centred."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4 with its mark already in the text; run_in follows on the same line in 仿宋."""

    level: int
    text: str
    run_in: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Body text; indent counts characters of the first line (0 for an addressee line)."""

    text: str
    indent: int = 2


@dataclass(frozen=True)
class Blank:
    """Empty grid lines; they vanish at the top of a page."""

    lines: int = 1


@dataclass(frozen=True)
class AttachmentList:
    """附件说明 under the body; numbered only when there is more than one (GB/T 9704-2012, 7.3.4)."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class AttachmentMark:
    """“附件” at the head of an attachment, 3号黑体; number 0 when the document has only one."""

    number: int = 0


@dataclass(frozen=True)
class Signature:
    """Issuer and date; sealed keeps a 45 mm square free for the seal, which is stamped by hand, never drawn.

    mark_zone: draw a faint dashed circle with “（盖章处）” in it."""

    issuer: str
    date: str
    sealed: bool = True
    mark_zone: bool = False


@dataclass(frozen=True)
class Column:
    """One column of a table: its head, its width (scaled to the page), and how its cells stand."""

    label: str
    width_mm: float
    align: Align = Align.LEFT


class RowKind(StrEnum):
    """PART is an indented 其中 row; GROUP spans the table; TOTAL never opens a page."""

    PLAIN = "plain"
    GROUP = "group"
    PART = "part"
    TOTAL = "total"


@dataclass(frozen=True)
class Row:
    """Ready strings, one for each column (a GROUP row has one); name says which record it is in messages."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.PLAIN
    name: str = ""


@dataclass(frozen=True)
class Table:
    """A ruled table; its head repeats on every page, rows are not split unless taller than half a page.

    above: texts spread over the line between title and table; more_above: further such lines; below: over the line under
    it. part_column: the column whose text a PART row indents. rows_per_page: rows are as high as it takes to hold just as
    many (instead of row_height_mm). fill_blank: rule empty rows down to the end of the last page.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    title_pt: float = 18.0
    above: tuple[str, ...] = ()
    more_above: tuple[tuple[str, ...], ...] = ()
    below: tuple[str, ...] = ()
    note: str = ""
    repeat_title: bool = False
    below_on_every_page: bool = False
    fill_blank: bool = False
    rows_per_page: int = 0
    row_height_mm: float = 7.5
    text_pt: float = 10.5
    part_column: int = 0
    role: Role = Role.SONG

    @property
    def lines_above(self) -> tuple[tuple[str, ...], ...]:
        """The lines between title and table, those without texts left out."""
        return tuple(line for line in (self.above, *self.more_above) if line)


@dataclass(frozen=True)
class PageBreak:
    """Start a new page, with its own set-up when one is given."""

    page: Page | None = None


@dataclass(frozen=True)
class FixedText:
    """Text at a place on the page: x_mm, y_mm is the upper corner (left, middle or right, after align).

    width_mm: wrap and justify to this width, first line indented by indent characters; 0 keeps one line.
    spacing_mm: extra space between characters. leading: line pitch in units of the type size.
    """

    x_mm: float
    y_mm: float
    text: str
    role: Role = Role.SONG
    pt: float = 12.0
    align: Align = Align.LEFT
    width_mm: float = 0.0
    indent: int = 0
    spacing_mm: float = 0.0
    leading: float = 1.875
    where: str = ""
    ink: Ink = BLACK


@dataclass(frozen=True)
class FixedRule:
    """A straight line between two points of the page."""

    x1_mm: float
    y1_mm: float
    x2_mm: float
    y2_mm: float
    pt: float = 0.5
    ink: Ink = BLACK


@dataclass(frozen=True)
class FixedPicture:
    """A photograph (JPEG) at a place on the page, as large as fits the given room without being distorted, centred in it."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    jpeg: bytes


@dataclass(frozen=True)
class SealZone:
    """A square kept free for the seal; mark_zone draws the faint dashed circle."""

    x_mm: float
    y_mm: float
    side_mm: float = 45.0
    mark_zone: bool = False


Block = (
    Title
    | Subtitle
    | Heading
    | Paragraph
    | Blank
    | AttachmentList
    | AttachmentMark
    | Signature
    | Table
    | ChartFigure
    | PageBreak
    | FixedText
    | FixedRule
    | FixedPicture
    | FixedGround
    | FixedShape
    | FixedDisc
    | SealZone
)


class DocumentKind(StrEnum):
    """The classes of paper an office prints; each has its own page, numbering and footer habits."""

    OFFICIAL = "official"
    STATISTICS = "statistics"
    LEDGER = "ledger"
    CERTIFICATE = "certificate"
    FORM = "form"
    SIGN_IN = "sign_in"


@dataclass(frozen=True)
class Document:
    """One document: its kind, its title (also the file's only metadata), the first page's set-up, its blocks.

    watermark: a faint diagonal line on every page. footer: a small line at the lower left of every page.
    """

    kind: DocumentKind
    title: str
    blocks: tuple[Block, ...]
    page: Page = field(default=OFFICIAL_PAGE)
    watermark: str = ""
    footer: str = ""


def heading_role(level: int) -> Role:
    """Level 1 黑体, level 2 楷体, levels 3 and 4 仿宋 (GB/T 9704-2012, 7.3.3)."""
    return {1: Role.HEI, 2: Role.KAI}.get(level, Role.FANG)
