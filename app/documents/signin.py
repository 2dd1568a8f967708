"""Sign-in sheets (签到表) for signing by hand: one lesson after the other, each on pages of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    DocumentKind,
    Numbering,
    Page,
    PageBreak,
    Row,
    Table,
)

SIGN_IN_PAGE = Page(
    210.0, 297.0, left_mm=20.0, top_mm=18.0, right_mm=15.0, bottom_mm=16.0, numbering=Numbering.OF_TOTAL
)
ROWS_PER_PAGE = 22  # about 10 mm each: room for a hand
WALK_INS = 3  # at least so many empty rows follow the names
TITLE_PT, TEXT_PT = 18.0, 12.0


@dataclass(frozen=True)
class SignIn:
    """One lesson's sheet, ready texts. people: (name, station, phone); phones: whether there is a column for them.

    whole_day: sign in and out in the morning and again in the afternoon. lesson: of a class; else of a meeting with a host.
    rows_per_page: exactly so many; spare: empty rows at least after the names.
    """

    title: str
    course: str
    teacher: str
    time: str
    place: str
    hours: str
    people: tuple[tuple[str, str, str], ...]
    phones: bool = True
    whole_day: bool = False
    lesson: bool = True
    rows_per_page: int = ROWS_PER_PAGE
    spare: int = WALK_INS


def sign_in_document(sheets: Sequence[SignIn]) -> Document:
    """The sheets of one or several lessons. Raises ValueError for none."""
    if not sheets:
        raise ValueError("a sign-in document holds at least one sheet")
    blocks: list[Block] = []
    for sheet in sheets:
        if blocks:
            blocks.append(PageBreak())
        blocks.append(_table(sheet))
    return Document(DocumentKind.SIGN_IN, sheets[0].title, tuple(blocks), page=SIGN_IN_PAGE)


def _table(sheet: SignIn) -> Table:
    columns = _columns(sheet)
    signed = len(columns) - (4 if sheet.phones else 3)
    rows = [
        Row(
            (str(number), name, station, *((phone,) if sheet.phones else ()), *[""] * signed),
            name=f"第{number}行 {name}",
        )
        for number, (name, station, phone) in enumerate(sheet.people, start=1)
    ]
    rows += [Row(("",) * len(columns))] * (sheet.spare or not rows)
    return Table(
        columns=columns,
        rows=tuple(rows),
        title=sheet.title,
        title_pt=TITLE_PT,
        above=_above(sheet),
        more_above=((f"时间：{sheet.time}", f"地点：{sheet.place}"),),
        below=(
            f"应到{len(sheet.people)}人", "实到____人", "请假____人", "缺席____人", "记录人：", "审核人：",
        ),
        repeat_title=True,
        below_on_every_page=True,
        fill_blank=True,
        rows_per_page=sheet.rows_per_page,
        text_pt=TEXT_PT,
    )  # fmt: skip


def _above(sheet: SignIn) -> tuple[str, ...]:
    if sheet.lesson:
        return (f"课程：{sheet.course}", f"主讲：{sheet.teacher}", f"学时：{sheet.hours}")
    return (f"主持人：{sheet.teacher}", "记录人：")


def _columns(sheet: SignIn) -> tuple[Column, ...]:
    heads = ("上午\n签到", "上午\n签退", "下午\n签到", "下午\n签退") if sheet.whole_day else ("签到", "签退")
    width = 18.0 if sheet.whole_day else 27.0
    phone = (Column("联系电话", 31.0, Align.CENTER),) if sheet.phones else ()
    return (
        Column("序号", 12.0, Align.CENTER),
        Column("姓名", 24.0),
        Column("单位/站点", 34.0),
        *phone,
        *(Column(head, width, Align.CENTER) for head in heads),
        Column("备注", 20.0),
    )
