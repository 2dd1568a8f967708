"""Printing the timetable of some days, a line for each lesson."""

from __future__ import annotations

from datetime import date

from app import settings
from app.actions.printing import Printed, print_ready
from app.desk import Desk
from app.documents.blocks import Align, Column
from app.documents.ledger import LedgerStyle, ledger_document
from app.documents.words import chinese_range
from app.errors import UserError
from app.sheets.timetable import timetable

WEEKDAYS = "一二三四五六日"
_COLUMNS = (
    Column("日期", 24, Align.CENTER),
    Column("星期", 12, Align.CENTER),
    Column("时间", 26, Align.CENTER),
    Column("班次", 58),
    Column("内容", 46),
    Column("主讲", 22),
    Column("地点", 46),
    Column("学时", 12, Align.CENTER),
)


def print_timetable(desk: Desk, first: date, last: date, *, today: date | None = None) -> Printed:
    """The lessons from a day to a day. Raises UserError when there is none."""
    slots = timetable(desk, first, last)
    if not slots:
        raise UserError("这段时间没有课次，不用打印。", "请换一段时间。")
    rows = [
        (
            slot.held_on.isoformat(),
            WEEKDAYS[slot.held_on.weekday()],
            slot.time,
            slot.name,
            slot.topic,
            slot.teacher,
            slot.place,
            str(slot.hours) if slot.hours else "",
        )
        for slot in slots
    ]
    day = today or date.today()
    style = LedgerStyle(
        unit_label="主办单位",
        date_label="制表日期",
        measure=f"场（共{len(rows)}场）",
        signatures=("制表人：", "审核人："),
    )
    title = f"{chinese_range(first, last)}课程表"
    document = ledger_document(title, settings.read(desk, "office_name"), day, _COLUMNS, rows, style=style)
    return print_ready(desk, "timetable", document, f"{title}：{len(rows)}场", day=day)
