"""Printing requests and deliberations: the sheet of a period, the minutes of a meeting, the table of 议事平台."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.actions.list_printing import PrintedList, print_list
from app.actions.printing import Printed, print_ready
from app.actions.rows import refuse
from app.desk import Desk
from app.documents.minutes import Minutes, minutes_document
from app.documents.words import chinese_date
from app.errors import UserError
from app.registers import find_register, lists
from app.registers.lists import Filter, Op, Query
from app.registers.records import load
from app.surveys.platforms import platforms
from app.surveys.requests import request_sheet
from app.values.masking import mask_in_text

_MOST = 2_000  # lines of one sheet


def print_sheet(desk: Desk, since: date, until: date, *, today: date | None = None) -> Printed:
    """诉求清单 of a period, open ones first. Raises ``UserError`` for an empty one, ``ValidationFailed`` for a wrong period."""
    _in_order(since, until)
    return print_list(desk, request_list(desk, since, until), today=today)


def request_list(desk: Desk, since: date, until: date) -> PrintedList:
    """诉求清单 as a list to be printed. Raises ``UserError`` when it is too long for one."""
    sheet = request_sheet(desk, since, until)
    if len(sheet.lines) > _MOST:
        raise UserError(f"这段时间有{len(sheet.lines)}件诉求，清单最多{_MOST}件。", "请把时间分段打印。")
    rows = tuple(
        (line.number, f"{line.received_on}", line.channel, line.category, mask_in_text(line.title), line.area,
         line.unit, f"{line.due_on or ''}", line.state, f"{line.closed_on or ''}", line.limit, line.answer)
        for line in sheet.lines
    )  # fmt: skip
    heads = (("编号", 21.0, "c"), ("收到日期", 20.0, "c"), ("渠道", 18.0, "c"), ("类别", 18.0, "c"), ("事由", 46.0, ""),
             ("所在区域", 20.0, ""), ("承办单位", 26.0, ""), ("办理期限", 20.0, "c"), ("状态", 15.0, "c"),
             ("办结日期", 20.0, "c"), ("时限", 18.0, "c"), ("回访", 15.0, "c"))  # fmt: skip
    return PrintedList(f"诉求清单（{since}至{until}）", heads, rows, until, "件", sheet.sentence)


def print_platforms(desk: Desk, since: date, until: date, *, today: date | None = None) -> Printed:
    """议事平台情况表 of a period. Raises ``UserError`` where there is neither a platform nor a meeting."""
    _in_order(since, until)
    found = platforms(desk, since, until)
    rows = tuple(
        (
            one.name,
            *map(str, (one.meetings, one.riders, one.opinions, one.adopted, one.resolutions, one.done)),
        )
        for one in found
    )
    counts = [[int(cell) for cell in row[1:]] for row in rows]
    total = ("合计", *(str(sum(column)) for column in zip(*counts, strict=True)))
    heads = (("议事平台", 70.0, ""), ("议事协商会（场）", 30.0, "r"), ("参加小哥（人次）", 30.0, "r"),
             ("意见建议（条）", 28.0, "r"), ("其中采纳（条）", 28.0, "r"), ("议定事项（项）", 28.0, "r"),
             ("已落实（项）", 26.0, "r"))  # fmt: skip
    title = f"议事平台情况表（{since}至{until}）"
    return print_list(desk, PrintedList(title, heads, rows, until, "个", "", total), today=today)


def print_minutes(desk: Desk, meeting_id: int, *, today: date | None = None) -> Printed:
    """会议记录 of a meeting, as the ledger has it now. Raises ``NotFound`` and ``MissingGlyphs``."""
    register = find_register("deliberations")
    load(desk, register, meeting_id)
    names = [field.name for field in register.fields]
    itself = Query(within=sa.select(register.table.c.id).where(register.table.c.id == meeting_id))
    (row,) = lists.page(desk, register, itself, names)
    texts = dict(zip(names, row.cells, strict=True))
    document = minutes_document(_minutes(desk, meeting_id, texts))
    what = f"会议记录：{texts['number']}{texts['topic']}"
    return print_ready(desk, "minutes", document, what, day=today, marked=False)


def _minutes(desk: Desk, meeting_id: int, texts: dict[str, str]) -> Minutes:
    held = chinese_date(date.fromisoformat(texts["held_on"]))
    present = f"小哥{texts['riders']}人、居民{texts['residents']}人"
    about = (
        (("时间", f"{held} {texts['starts_at']}".strip()), ("地点", texts["place"])),
        (("议题", texts["topic"]),),
        (("议事平台", texts["platform_id"]), ("联办站点", texts["station_id"])),
        (("主办", texts["hosts"]),),
        (("主持人", texts["chair"]), ("记录人", texts["recorder"])),
        (("参加人员", present + (f"；{texts['others']}" if texts["others"] else "")),),
    )
    opinions = tuple(
        (content, person or other, state, "；".join(filter(None, (handling, answer))))
        for content, person, other, state, handling, answer in _rows(
            desk, "opinions", meeting_id, ("content", "person_id", "raised_by", "state", "handling", "answer")
        )
    )
    resolved = _rows(desk, "resolutions", meeting_id, ("item", "owner", "due_on", "state"))
    return Minutes("议事协商会会议记录", texts["number"], about, mask_in_text(texts["summary"]),
                   _sources(desk, meeting_id), opinions, resolved)  # fmt: skip


def _sources(desk: Desk, meeting_id: int) -> tuple[tuple[str, ...], ...]:
    register, links = find_register("requests"), find_register("deliberation_requests").table
    chosen = sa.select(links.c.request_id).where(links.c.deliberation_id == meeting_id)
    rows = lists.page(desk, register, Query(within=chosen, sort="number"), ("number", "title", "state"))
    return tuple(row.cells for row in rows)


def _rows(desk: Desk, key: str, meeting_id: int, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The meeting's rows of a child register in the order in which they were entered, as lists show them."""
    own = Query(filters=(Filter("deliberation_id", Op.IS, (meeting_id,)),), sort="id")
    rows = lists.page(desk, find_register(key), own, columns)
    return tuple(tuple(mask_in_text(cell) for cell in row.cells) for row in rows)


def _in_order(since: date, until: date) -> None:
    if until < since:
        raise refuse("DATE_ORDER", "until", f"截止日期{until}早于开始日期{since}，请核对。")
