"""The sheet of an inspection round (巡查记录表), to be filled in by hand: a table for each kind of place, its checklist across."""

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

SHEET_PAGE = Page(
    297.0, 210.0, left_mm=15.0, top_mm=14.0, right_mm=15.0, bottom_mm=14.0, numbering=Numbering.OF_TOTAL
)
ROW_MM = 12.0  # room for a hand
_ACROSS, _NUMBER, _PLACE, _DAY = 267.0, 11.0, 52.0, 22.0
_WIDEST, _NARROWEST = 24.0, 11.0
_FEWEST_NOTES = 40.0
_LEGEND = "合格打√，有问题打×并写明情况，不适用打/。"


@dataclass(frozen=True)
class Checked:
    """A place's line: name, address, signs by the order of the checklist, what is wrong, and the day; empty where open."""

    name: str
    address: str
    signs: tuple[str, ...]
    notes: str = ""
    day: str = ""


@dataclass(frozen=True)
class Checklist:
    """The places of one kind and what they are looked at for."""

    kind: str
    items: tuple[str, ...]
    places: tuple[Checked, ...]


def inspection_document(title: str, about: Sequence[str], lists: Sequence[Checklist]) -> Document:
    """The sheet. about: texts over each table (round, dates, inspector). Raises ValueError for no list."""
    if not lists:
        raise ValueError("an inspection sheet holds at least one checklist")
    blocks: list[Block] = []
    for one in lists:
        if blocks:
            blocks.append(PageBreak())
        blocks.append(_table(title, about, one))
    return Document(DocumentKind.SIGN_IN, title, tuple(blocks), page=SHEET_PAGE)


def _table(title: str, about: Sequence[str], checklist: Checklist) -> Table:
    rows = [
        Row(
            (
                str(number),
                f"{place.name}\n{place.address}" if place.address else place.name,
                *place.signs,
                place.notes,
                place.day,
            ),
            name=f"第{number}行 {place.name}",
        )
        for number, place in enumerate(checklist.places, start=1)
    ]
    return Table(
        columns=_columns(checklist.items),
        rows=tuple(rows),
        title=title,
        above=(f"类别：{checklist.kind}（{len(rows)}处）", *about),
        more_above=((_LEGEND,),),
        below=("巡查人：", "陪同人：", "日期："),
        repeat_title=True,
        below_on_every_page=True,
        row_height_mm=ROW_MM,
        text_pt=10.5,
    )


def _columns(items: Sequence[str]) -> tuple[Column, ...]:
    """The items share what the fixed columns leave, none wider or narrower than a hand needs."""
    room = _ACROSS - _NUMBER - _PLACE - _DAY - _FEWEST_NOTES
    width = max(_NARROWEST, min(_WIDEST, room / max(1, len(items))))
    notes = max(_FEWEST_NOTES, _ACROSS - _NUMBER - _PLACE - _DAY - width * len(items))
    return (
        Column("序号", _NUMBER, Align.CENTER),
        Column("点位、地址", _PLACE),
        *(Column(item, width, Align.CENTER) for item in items),
        Column("问题说明", notes),
        Column("巡查日期", _DAY, Align.CENTER),
    )
