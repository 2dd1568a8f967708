"""新就业群体人员登记表: one person on a page, filled as far as the ledger knows, with room to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.blocks import (
    Align,
    Block,
    Document,
    DocumentKind,
    FixedPicture,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Role,
)
from app.documents.formgrid import Box, Line, grid, labelled

TITLE = "新就业群体人员登记表"
LEFT_MM, WIDTH_MM, LABEL_MM, PT = 20.0, 170.0, 22.0, 10.5
PHOTO_MM = (38.0, 52.0)  # room for a 2-inch photograph, 35 × 49 mm
FORM_PAGE = Page(210.0, 297.0, LEFT_MM, 0.0, 0.0, 10.0, numbering=Numbering.NONE)
TOP_MM, ROW_MM = 42.0, 11.5


@dataclass(frozen=True)
class PersonText:
    """The texts of one form; empty ones stay blank for the pen. Texts of several lines have a line break between them.

    photo: a JPEG, empty for the empty box.
    """

    number: str
    name: str
    registered_on: str = ""
    gender: str = ""
    birth: str = ""
    birth_label: str = "出生日期"
    ethnicity: str = ""
    politics: str = ""
    education: str = ""
    id_kind: str = ""
    id_number: str = ""
    phone: str = ""
    native_place: str = ""
    residence: str = ""
    emergency: str = ""
    category: str = ""
    engagement: str = ""
    platform: str = ""
    station: str = ""
    area: str = ""
    plate: str = ""
    story: str = ""
    bodies: str = ""
    training: str = ""
    service: str = ""
    skills: str = ""
    needs: str = ""
    notice: str = ""
    photo: bytes = b""


def person_document(people: Sequence[PersonText], office: str) -> Document:
    """One person on a page. office: who keeps the ledger. Raises ValueError for nobody."""
    if not people:
        raise ValueError("a batch holds at least one person")
    blocks: list[Block] = []
    for one in people:
        if blocks:
            blocks.append(PageBreak())
        blocks += _form(one, office)
    return Document(DocumentKind.FORM, TITLE, tuple(blocks), page=FORM_PAGE)


def _form(one: PersonText, office: str) -> list[Block]:
    right, beside = LEFT_MM + WIDTH_MM, WIDTH_MM - PHOTO_MM[0]
    upper = [
        _pairs(beside, ("姓名", one.name), ("性别", one.gender), ("民族", one.ethnicity)),
        _pairs(beside, (one.birth_label, one.birth), ("政治面貌", one.politics)),
        _pairs(beside, ("证件类型", one.id_kind), ("证件号码", one.id_number)),
        _pairs(beside, ("文化程度", one.education), ("籍贯", one.native_place)),
    ]
    lower = [
        _row(("联系电话", one.phone), ("紧急联系人", one.emergency)),
        _wide("现住址", one.residence, ROW_MM),
        _row(("从业类型", one.category), ("用工方式", one.engagement), ("所属平台", one.platform)),
        _row(("所属站点", one.station), ("所在社区", one.area), ("车牌号", one.plate)),
        _wide("从业轨迹", one.story, 34.0),
        _wide("组织和任职", one.bodies, 21.0),
        _wide("培训和证书", one.training, 21.0),
        _wide("志愿服务", one.service, 19.0),
        _row(("特长", one.skills), ("需求", one.needs)),
        _wide("告知和同意", one.notice, ROW_MM),
        Line(21.0, (*_signed("本人签名"), *_signed("登记人"))),
    ]
    photo = [Line(PHOTO_MM[1], (Box("" if one.photo else "照　片", 1.0),))]
    at = (LEFT_MM + beside + 1.5, TOP_MM + 1.5, PHOTO_MM[0] - 3.0, PHOTO_MM[1] - 3.0)
    return [
        FixedText(105.0, 20.0, TITLE, Role.TITLE, 22.0, Align.CENTER, where=one.name),
        FixedText(LEFT_MM, TOP_MM - 6.5, f"登记单位：{office}", Role.SONG, 10.5, where=one.name),
        FixedText(right, TOP_MM - 6.5, _head(one), Role.SONG, 10.5, Align.RIGHT, where=one.name),
        *grid(upper, LEFT_MM, TOP_MM, beside, PT),
        *grid(photo, LEFT_MM + beside, TOP_MM, PHOTO_MM[0], PT),
        *((FixedPicture(*at, one.photo),) if one.photo else ()),
        *grid(lower, LEFT_MM, TOP_MM + PHOTO_MM[1], WIDTH_MM, PT),
    ]


def _head(one: PersonText) -> str:
    day = f"　登记日期：{one.registered_on}" if one.registered_on else ""
    return f"编号：{one.number}{day}"


def _pairs(width_mm: float, *pairs: tuple[str, str]) -> Line:
    """A row beside the photograph."""
    entry = width_mm / len(pairs) - LABEL_MM
    return Line(PHOTO_MM[1] / 4, labelled(*pairs, label=LABEL_MM, entry=entry))


def _row(*pairs: tuple[str, str]) -> Line:
    return Line(ROW_MM, labelled(*pairs, label=LABEL_MM, entry=WIDTH_MM / len(pairs) - LABEL_MM))


def _wide(label: str, text: str, height_mm: float) -> Line:
    entry = Box(text, WIDTH_MM - LABEL_MM, align=Align.LEFT)
    return Line(height_mm, (Box(label, LABEL_MM, label=True), entry))


def _signed(label: str) -> tuple[Box, Box]:
    entry = Box("", WIDTH_MM / 2 - LABEL_MM, foot="年　　月　　日")
    return Box(label, LABEL_MM, label=True), entry
