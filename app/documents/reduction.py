"""学费减免申请审批表: one application on a page, with the opinions that were given and room for those that were not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.documents.blocks import (
    Align,
    Block,
    Document,
    DocumentKind,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Role,
)
from app.documents.formgrid import Box, Line, grid, labelled

FORM_PAGE = Page(210.0, 297.0, 0.0, 0.0, 0.0, 0.0, numbering=Numbering.NONE)
TITLE = "学费减免申请审批表"
LEFT_MM, TOP_MM, WIDTH_MM, PT = 24.0, 46.0, 164.0, 12.0
SIGN = "签字：　　　　　　年　　月　　日"
SEAL = "（盖章）签字：　　　　　　年　　月　　日"
PROMISE = "本人承诺以上所填内容属实，如有不实，愿退回减免的学费。"
OPINIONS = (
    ("applicant", "本人承诺", 21.0),
    ("station", "站点（社区）\n意见", 24.0),
    ("street_union", "街道总工会\n意见", 24.0),
    ("school", "院校意见", 24.0),
    ("district_union", "区总工会\n意见", 26.0),
)
# Heights of the box for the grounds by the most characters it takes; the opinions give up what it needs.
GROUNDS_MM = ((140, 17.0), (330, 30.0), (500, 42.0))


@dataclass(frozen=True)
class Opinion:
    """What was said, and the line under it with name and day."""

    text: str
    foot: str


@dataclass(frozen=True)
class ReductionForm:
    """The texts of one form. amount, capitals: what is applied for; granted: what was granted, "" before. opinions by step."""

    number: str
    office: str
    name: str
    gender: str
    birth: str
    ethnicity: str
    politics: str
    id_number: str
    phone: str
    category: str
    workplace: str
    member_no: str
    joined_on: str
    school: str
    major: str
    level: str
    years: str
    school_year: str
    fee: str
    amount: str
    capitals: str
    share: str
    basis: str
    grounds: str
    applied_on: str
    granted: str = ""
    birth_label: str = "出生年月"
    opinions: dict[str, Opinion] = field(default_factory=dict)


def reduction_document(forms: Sequence[ReductionForm]) -> Document:
    """One form on a page. Raises ValueError for none."""
    if not forms:
        raise ValueError("a batch holds at least one form")
    blocks: list[Block] = []
    for form in forms:
        if blocks:
            blocks.append(PageBreak())
        blocks += _form(form)
    return Document(DocumentKind.FORM, TITLE, tuple(blocks), page=FORM_PAGE)


def _form(form: ReductionForm) -> list[Block]:
    where = f"申请表{form.number}"
    right = LEFT_MM + WIDTH_MM
    grounds = next(height for most, height in GROUNDS_MM if len(form.grounds) <= most)
    less = (grounds - GROUNDS_MM[0][1]) / len(OPINIONS)
    lines = [
        Line(10.0, labelled(("姓　名", form.name), ("性　别", form.gender), (form.birth_label, form.birth))),
        Line(
            10.0, labelled(("民　族", form.ethnicity), ("政治面貌", form.politics), ("联系电话", form.phone))
        ),
        Line(
            10.0,
            labelled(("公民身份号码", form.id_number), ("从业类型", form.category), label=1.2, entry=2.1),
        ),
        Line(
            10.0,
            labelled(
                ("所属平台/站点", form.workplace), ("工会会员证号", form.member_no), label=1.2, entry=2.1
            ),
        ),
        Line(10.0, labelled(("入会时间", form.joined_on), ("报读院校", form.school), label=1.2, entry=2.1)),
        Line(10.0, labelled(("专　业", form.major), ("层　次", form.level), ("学　制", form.years))),
        Line(10.0, labelled(("学　年", form.school_year), ("学费标准", form.fee), label=1.2, entry=2.1)),
        Line(11.0, (Box("申请减免金额", 1.2, label=True), Box(_amount(form), 5.4, align=Align.LEFT))),
        Line(11.0, (Box("减免依据", 1.2, label=True), Box(form.basis, 5.4, align=Align.LEFT))),
        Line(grounds, (Box("申请理由", 1.2, label=True), Box(form.grounds, 5.4, align=Align.LEFT))),
        *(_opinion(form, step, label, height - less) for step, label, height in OPINIONS),
    ]
    return [
        FixedText(105.0, 24.0, TITLE, Role.TITLE, 22.0, Align.CENTER, where=where),
        FixedText(LEFT_MM, 39.0, f"填报单位：{form.office}", Role.SONG, 10.5, where=where),
        FixedText(105.0, 39.0, f"申请日期：{form.applied_on}", Role.SONG, 10.5, Align.CENTER, where=where),
        FixedText(right, 39.0, f"编号：{form.number}", Role.SONG, 10.5, Align.RIGHT, where=where),
        *grid(lines, LEFT_MM, TOP_MM, WIDTH_MM, PT),
    ]


def _amount(form: ReductionForm) -> str:
    return f"（大写）{form.capitals}　（小写）￥{form.amount}　占学费{form.share}"


def _opinion(form: ReductionForm, step: str, label: str, height: float) -> Line:
    given = form.opinions.get(step)
    text = given.text if given else ""
    if step == "applicant":
        text = PROMISE
    if step == "district_union" and form.granted:
        text = f"{text}　批准减免：{form.granted}"
    foot = given.foot if given else SIGN if step == "applicant" else SEAL
    return Line(height, (Box(label, 1.2, label=True), Box(text, 5.4, foot=foot, align=Align.LEFT)))
