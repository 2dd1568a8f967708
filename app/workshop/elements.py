"""What a design is made of: a page and elements at places in millimetres; pure data."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from app.documents.blocks import Role


class ElementKind(enum.StrEnum):
    """文字, 照片, 图片, 二维码, 盖章处, 框, 线."""

    TEXT = "text"
    PHOTO = "photo"
    PICTURE = "picture"
    QR = "qr"
    SEAL = "seal"
    FRAME = "frame"
    LINE = "line"


class Across(enum.StrEnum):
    """How lines of text stand between the sides of their box; JUSTIFY sets paragraphs on a grid of characters."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Down(enum.StrEnum):
    """Where text stands in the height of its box."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


KIND_LABELS = {
    ElementKind.TEXT: "文字",
    ElementKind.PHOTO: "照片",
    ElementKind.PICTURE: "图片",
    ElementKind.QR: "二维码",
    ElementKind.SEAL: "盖章处",
    ElementKind.FRAME: "框",
    ElementKind.LINE: "线",
}
ACROSS_LABELS = {Across.LEFT: "左", Across.CENTER: "中", Across.RIGHT: "右", Across.JUSTIFY: "两端对齐"}
DOWN_LABELS = {Down.TOP: "上", Down.MIDDLE: "中", Down.BOTTOM: "下"}
FRAME_STYLES = {
    "plain": "单线框",
    "double": "文武线框",
    "fret": "回纹边框",
    "meander": "回纹角框",
    "concave": "凹角框",
    "fill": "色块",
}
LINE_STYLES = {"plain": "单线", "dashed": "虚线", "diamond": "菱形花线", "laurel": "桂枝花线"}
SEAL_STYLES = {"empty": "留空不印", "mark": "印浅灰圆圈"}
STYLES = {ElementKind.FRAME: FRAME_STYLES, ElementKind.LINE: LINE_STYLES, ElementKind.SEAL: SEAL_STYLES}
FACE_LABELS = {
    Role.TITLE: "小标宋",
    Role.SONG: "宋体",
    Role.FANG: "仿宋",
    Role.KAI: "楷体",
    Role.HEI: "黑体",
}
# What each kind has beside its place; the reader refuses anything else.
_TEXT = ("text", "face", "pt", "across", "down", "spacing", "leading", "indent", "ink")
USES: dict[ElementKind, tuple[str, ...]] = {
    ElementKind.TEXT: _TEXT,
    ElementKind.PHOTO: (),
    ElementKind.PICTURE: ("picture",),
    ElementKind.QR: ("text",),
    ElementKind.SEAL: ("style",),
    ElementKind.FRAME: ("style", "weight", "ink"),
    ElementKind.LINE: ("style", "weight", "ink"),
}


@dataclass(frozen=True)
class Element:
    """One thing on the page: its upper left corner and size in mm, and what its kind uses (``USES``).

    name: unique in the design, named in messages. text: a pattern with ``{姓名}`` and ``[…]`` for what is left out when a
    placeholder inside is empty. pt: type size in points. spacing: mm between characters of one
    line. leading: pitch of lines in type sizes. indent: characters of a paragraph's first line. ink: ``#rrggbb``. weight:
    of lines in points. picture: a JPEG in Base64. printed: whether 套打 prints it; None leaves that to its kind.
    """

    kind: ElementKind
    name: str
    x: float
    y: float
    w: float
    h: float
    text: str = ""
    face: Role = Role.KAI
    pt: float = 16.0
    across: Across = Across.LEFT
    down: Down = Down.TOP
    spacing: float = 0.0
    leading: float = 1.6
    indent: int = 0
    ink: str = "#000000"
    style: str = ""
    weight: float = 0.6
    picture: str = ""
    printed: bool | None = None

    @property
    def right(self) -> float:
        """The right edge in mm."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge in mm."""
        return self.y + self.h

    @property
    def variable(self) -> bool:
        """Whether 套打 prints it: what differs from holder to holder, unless the clerk said otherwise."""
        if self.printed is not None:
            return self.printed
        if self.kind is ElementKind.TEXT:
            return "{" in self.text
        return self.kind in (ElementKind.PHOTO, ElementKind.QR)


@dataclass(frozen=True)
class Design:
    """A page in mm and its elements, the first drawn first. background: a JPEG in Base64 that fills the page.

    cut: small pages are put together on A4 sheets with marks to cut along.
    """

    width: float
    height: float
    elements: tuple[Element, ...] = field(default=())
    background: str = ""
    cut: bool = False

    def element(self, name: str) -> Element:
        """The element of a name. Raises KeyError."""
        return next((one for one in self.elements if one.name == name), None) or _missing(name)


def _missing(name: str) -> Element:
    raise KeyError(name)
