"""Printing the list of those who are below the line of a class, to be called."""

from __future__ import annotations

from datetime import date

from app import settings
from app.actions.certificates import class_name
from app.actions.printing import Printed, print_ready
from app.desk import Desk
from app.documents.blocks import Align, Column
from app.documents.ledger import LedgerStyle, ledger_document
from app.errors import UserError
from app.surveys.outlook import Danger, outlook

_COLUMNS = (
    Column("姓名", 30),
    Column("站点", 50),
    Column("联系电话", 34, Align.CENTER),
    Column("已上课次", 20, Align.RIGHT),
    Column("出勤", 18, Align.RIGHT),
    Column("还可缺课", 20, Align.RIGHT),
    Column("情况", 34),
    Column("联系结果", 40),
)


def print_outlook(
    desk: Desk, class_run_id: int, *, everybody: bool = False, today: date | None = None
) -> Printed:
    """Who is in danger of not completing a class, with room for what came of calling them. Raises UserError for nobody."""
    found = [one for one in outlook(desk, class_run_id) if everybody or one.danger != Danger.SAFE]
    if not found:
        raise UserError("没有出勤预警的学员，不用打印。")
    rows = [
        (
            one.name,
            one.station,
            one.phone,
            str(one.held),
            str(one.attended),
            str(max(one.spare, 0)),
            one.word,
            "",
        )
        for one in found
    ]
    day = today or date.today()
    title = f"{class_name(desk, class_run_id)}出勤预警名单"
    style = LedgerStyle(
        unit_label="班次主办单位",
        date_label="统计日期",
        measure=f"人（共{len(rows)}人）",
        row_height_mm=9.0,
        signatures=("班主任：", "联系人：", "日期："),
    )
    document = ledger_document(title, settings.read(desk, "office_name"), day, _COLUMNS, rows, style=style)
    return print_ready(desk, "outlook", document, f"{title}{len(rows)}人", day=day)
