"""工会入会申请书 with the 会员登记表 below it on the same sheet, one applicant on a page; and membership cards to cut out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.blocks import (
    Align,
    Block,
    Document,
    DocumentKind,
    FixedRule,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Role,
)
from app.documents.faces import text_width
from app.documents.formgrid import Box, Line, grid, labelled
from app.documents.units import MM

LEFT_MM, WIDTH_MM, PT = 24.0, 162.0, 12.0
FORM_PAGE = Page(210.0, 297.0, LEFT_MM, 0.0, 0.0, 10.0, numbering=Numbering.NONE)
APPLICATION = "工会入会申请书"
REGISTRATION = "工会会员登记表"
PROMISE = (
    "我自愿申请加入工会，遵守工会章程，执行工会决议，积极参加工会活动，按期交纳会费，"
    "维护工会组织的团结和统一，与全体会员一道努力工作。"
)
SEAL = "（盖章）　　　　　年　　月　　日"
CARD_PAGE = Page(210.0, 297.0, 0.0, 0.0, 0.0, 8.0, numbering=Numbering.NONE)
CARD_TITLE = "工会会员证"
CARD_MM = (85.6, 54.0)  # ISO/IEC 7810 ID-1
ACROSS, DOWN = 2, 5
PHOTO_MM = (22.0, 29.0)  # a 1-inch photograph with its edge


@dataclass(frozen=True)
class ApplicantText:
    """The texts of one form; empty ones stay blank for the pen. approved: the decision when there is one already."""

    union: str
    name: str
    gender: str = ""
    birth: str = ""
    birth_label: str = "出生年月"
    ethnicity: str = ""
    politics: str = ""
    education: str = ""
    id_number: str = ""
    phone: str = ""
    native_place: str = ""
    residence: str = ""
    workplace: str = ""
    category: str = ""
    engagement: str = ""
    working_since: str = ""
    applied_on: str = ""
    channel: str = ""
    approved: str = ""
    member_no: str = ""
    number: str = ""


def application_document(applicants: Sequence[ApplicantText]) -> Document:
    """One applicant on a page. Raises ValueError for none."""
    if not applicants:
        raise ValueError("a batch holds at least one applicant")
    blocks: list[Block] = []
    for one in applicants:
        if blocks:
            blocks.append(PageBreak())
        blocks += _application(one)
    return Document(DocumentKind.FORM, APPLICATION, tuple(blocks), page=FORM_PAGE)


def _application(one: ApplicantText) -> list[Block]:
    where = one.name
    right = LEFT_MM + WIDTH_MM
    signed = f"申请人签名：　　　　　　　{one.applied_on or '年　　月　　日'}"
    approved = one.approved or "（盖章）　　　　　年　　月　　日"
    lines = [
        _pairs(("姓　名", one.name), ("性　别", one.gender), ("民　族", one.ethnicity)),
        _pairs((one.birth_label, one.birth), ("政治面貌", one.politics), ("文化程度", one.education)),
        _wide(("证件号码", one.id_number), ("联系电话", one.phone)),
        _wide(("籍　贯", one.native_place), ("现住址", one.residence)),
        _wide(("工作单位", one.workplace), ("从业类型", one.category)),
        _wide(("用工方式", one.engagement), ("从业时间", one.working_since)),
        _wide(("申请渠道", one.channel), ("会员证号", one.member_no)),
        Line(
            30.0, (Box("基层工会\n审批意见", 1.2, label=True), Box("", 5.4, foot=approved, align=Align.LEFT))
        ),
        Line(26.0, (Box("上级工会\n意　　见", 1.2, label=True), Box("", 5.4, foot=SEAL, align=Align.LEFT))),
        Line(14.0, (Box("备　注", 1.2, label=True), Box("", 5.4))),
    ]
    return [
        FixedText(105.0, 22.0, APPLICATION, Role.TITLE, 22.0, Align.CENTER, where=where),
        FixedText(LEFT_MM, 38.0, f"{one.union}：", Role.FANG, 16.0, where=where),
        FixedText(LEFT_MM, 48.5, PROMISE, Role.FANG, 16.0, width_mm=WIDTH_MM, indent=2, leading=1.75, where=where),
        FixedText(right, 89.0, signed, Role.FANG, 14.0, Align.RIGHT, where=where),
        FixedText(105.0, 104.0, REGISTRATION, Role.TITLE, 18.0, Align.CENTER, where=where),
        FixedText(LEFT_MM, 115.5, f"基层工会：{one.union}", Role.SONG, 10.5, where=where),
        FixedText(right, 115.5, f"编号：{one.number}" if one.number else "", Role.SONG, 10.5, Align.RIGHT, where=where),
        *grid(lines, LEFT_MM, 121.5, WIDTH_MM, PT),
        FixedText(LEFT_MM, 276.0, "本表一式一份，由基层工会存档。会籍从批准之日算起。", Role.SONG, 9.0, where=where),
    ]  # fmt: skip


def _pairs(*pairs: tuple[str, str]) -> Line:
    return Line(11.0, labelled(*pairs))


def _wide(*pairs: tuple[str, str]) -> Line:
    return Line(11.0, labelled(*pairs, label=1.2, entry=2.1))


@dataclass(frozen=True)
class CardText:
    """What a membership card says. id_number: masked; empty leaves the line out."""

    union: str
    name: str
    gender: str
    member_no: str
    joined_on: str
    workplace: str = ""


def card_document(cards: Sequence[CardText]) -> Document:
    """Cards of bank-card size, ten on a sheet with lines to cut along. Raises ValueError for none."""
    if not cards:
        raise ValueError("a batch holds at least one card")
    blocks: list[Block] = []
    a_sheet = ACROSS * DOWN
    left = (CARD_PAGE.width_mm - ACROSS * CARD_MM[0]) / 2
    top = (CARD_PAGE.height_mm - DOWN * CARD_MM[1]) / 2
    for number, card in enumerate(cards):
        place = number % a_sheet
        if number and not place:
            blocks.append(PageBreak())
        x, y = left + place % ACROSS * CARD_MM[0], top + place // ACROSS * CARD_MM[1]
        blocks += _card(card, x, y)
    return Document(DocumentKind.FORM, CARD_TITLE, tuple(blocks), page=CARD_PAGE)


def _frame(x: float, y: float, width: float, height: float, pt: float) -> list[Block]:
    return [
        FixedRule(x, y, x + width, y, pt),
        FixedRule(x, y + height, x + width, y + height, pt),
        FixedRule(x, y, x, y + height, pt),
        FixedRule(x + width, y, x + width, y + height, pt),
    ]


def _card(card: CardText, x: float, y: float) -> list[Block]:
    width, height = CARD_MM
    where = card.name
    rows = (
        ("姓　　名", card.name),
        ("性　　别", card.gender),
        ("会员证号", card.member_no),
        ("入会时间", card.joined_on),
        ("工作单位", card.workplace),
    )
    photo_x, photo_y = x + width - PHOTO_MM[0] - 6.0, y + 15.0
    blocks = [
        *_frame(x, y, width, height, 0.3),
        FixedText(x + width / 2, y + 4.5, CARD_TITLE, Role.TITLE, 14.0, Align.CENTER, spacing_mm=1.0, where=where),
        FixedRule(x + 6.0, y + 12.0, x + width - 6.0, y + 12.0, 0.8),
        *_frame(photo_x, photo_y, *PHOTO_MM, 0.4),
        FixedText(photo_x + PHOTO_MM[0] / 2, photo_y + 12.5, "照片", Role.SONG, 9.0, Align.CENTER, where=where),
        FixedText(x + width / 2, y + height - 7.0, f"{card.union}（盖章有效）", Role.SONG, 8.0, Align.CENTER, where=where),
    ]  # fmt: skip
    for at, (label, text) in enumerate(rows):
        line = y + 15.0 + at * 6.0
        blocks.append(FixedText(x + 6.0, line, label, Role.HEI, 9.0, where=where))
        blocks += _entry(text, x + 24.0, line, photo_x - 2.0 - (x + 24.0), where)
    return blocks


def _entry(text: str, x: float, y: float, room: float, where: str) -> list[Block]:
    """A text on its line, set smaller until it fits, with the line under it."""
    pt = 9.0
    while text and text_width(Role.SONG, text) * pt > room * MM and pt > 5.0:
        pt -= 0.25
    rule: Block = FixedRule(x - 1.0, y + 4.2, x + room, y + 4.2, 0.3)
    return [FixedText(x, y + (9.0 - pt) * 0.2, text, Role.SONG, pt, where=where), rule] if text else [rule]
