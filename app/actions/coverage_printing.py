"""Coverage sheets: part-time committee members by community (R40), unions by station (R17), Party work at stations; the due list."""

from __future__ import annotations

from datetime import date

from app.actions.list_printing import PrintedList, print_list
from app.actions.printing import Printed
from app.desk import Desk
from app.due import DUE_LINES, everything_due
from app.measures.arithmetic import percent_text
from app.surveys.coverage import (
    StationRate,
    cover_sentence,
    coverage,
    join_rates,
    missing_members,
    station_coverage,
)
from db.models import OrganizationLine

_LINE_LABELS = dict(DUE_LINES)


def print_part_time(desk: Desk, on: date, *, today: date | None = None) -> Printed:
    """社区党委兼职委员覆盖情况表 of a day, printed under a number."""
    return print_list(desk, part_time_list(desk, on), today=today)


def part_time_list(desk: Desk, on: date) -> PrintedList:
    """社区党委兼职委员覆盖情况表 of a day: every community, those without anybody said so, and the sentence below."""
    found = coverage(desk, on)
    rows = []
    for community in found.rows:
        for one in community.appointees:
            name = one.name or "（已封存）"
            full = "是" if one.full_member else "否"
            rows.append(
                (community.name, name, full, one.station, f"{one.since}", one.letter_no, one.duties, "")
            )
        if not community.appointees:
            rows.append((community.name, "", "", "", "", "", "", "尚缺"))
    heads = (("社区", 34.0, ""), ("兼职委员", 26.0, ""), ("正式党员", 18.0, "c"), ("所在站点", 36.0, ""),
             ("任职日期", 24.0, "c"), ("聘书编号", 38.0, ""), ("认领事项", 44.0, ""), ("备注", 18.0, "c"))  # fmt: skip
    title = "社区党委兼职委员覆盖情况表"
    return PrintedList(title, heads, tuple(rows), on, "个", found.sentence, internal=True)


def print_join_rates(desk: Desk, on: date, *, today: date | None = None) -> Printed:
    """站点入会情况表 of a day, printed under a number."""
    return print_list(desk, join_rates_list(desk, on), today=today)


def join_rates_list(desk: Desk, on: date) -> PrintedList:
    """站点入会情况表 of a day: riders, members, rate, and who is missing by name; a total at the end."""
    found = join_rates(desk, on)
    missing = missing_members(desk, on, [row.station_id for row in found.rows if row.riders > row.members])
    rows = [_rate_row(row, [name for _, name in missing.get(row.station_id, ())]) for row in found.rows]
    left = found.riders - found.members
    total = ("合计", "", str(found.riders), str(found.members), str(left), percent_text(found.rate), "")
    heads = (("站点", 38.0, ""), ("所在社区", 28.0, ""), ("在册（人）", 20.0, "r"), ("会员（人）", 20.0, "r"),
             ("未入会（人）", 22.0, "r"), ("入会率", 18.0, "r"), ("未入会人员", 106.0, ""))  # fmt: skip
    note = f"{found.sentence}封存人员只计数、不列名。"
    return PrintedList("站点人员入会情况表", heads, tuple(rows), on, "个", note, total)


def _rate_row(row: StationRate, missing: list[str]) -> tuple[str, ...]:
    said = "全员入会" if row.complete else "" if row.riders else "没有在册人员"
    left = row.riders - row.members
    return (row.name, row.area, str(row.riders), str(row.members), str(left), percent_text(row.rate),
            "、".join(missing) or said)  # fmt: skip


def print_station_coverage(desk: Desk, on: date, *, today: date | None = None) -> Printed:
    """站点党建工作覆盖情况表 of a day, printed under a number."""
    return print_list(desk, station_coverage_list(desk, on), today=today)


def station_coverage_list(desk: Desk, on: date) -> PrintedList:
    """站点党建工作覆盖情况表 of a day: Party bodies and instructors of every station."""
    found = station_coverage(desk, on)
    rows = [
        (
            one.name,
            one.area,
            "、".join(one.bodies),
            "、".join(one.instructors),
            "" if one.covered else "尚未覆盖",
        )
        for one in found
    ]
    note = cover_sentence(found)
    heads = (("站点", 44.0, ""), ("所在社区", 34.0, ""), ("党组织", 90.0, ""), ("党建指导员", 50.0, ""),
             ("备注", 26.0, "c"))  # fmt: skip
    return PrintedList("站点党建工作覆盖情况表", heads, tuple(rows), on, "个", note, internal=True)


def print_due(
    desk: Desk,
    on: date,
    ahead_days: int | None = None,
    *,
    line: str = "",
    area_id: int | None = None,
    today: date | None = None,
) -> Printed:
    """谁该办什么了 as a list to take along; with Party work in it the paper is internal."""
    found = everything_due(desk, on, ahead_days, line=line, area_id=area_id)
    rows = [
        (_LINE_LABELS[row.line], row.who, row.area, row.stage, row.what, f"{row.due_on}",
         "可以办理" if row.may else f"已逾期{row.overdue_days}天" if row.overdue_days else "")
        for row in found
    ]  # fmt: skip
    late = sum(1 for row in found if row.overdue_days)
    heads = (("条线", 20.0, ""), ("姓名（组织）", 46.0, ""), ("所在区域", 34.0, ""), ("现在", 32.0, ""),
             ("应办事项", 74.0, ""), ("到期日期", 24.0, "c"), ("情况", 26.0, "c"))  # fmt: skip
    internal = any(row.line == OrganizationLine.PARTY for row in found)
    note = f"共{len(found)}件，其中已逾期{late}件。"
    paper = PrintedList(
        "待办事项清单（谁该办什么了）", heads, tuple(rows), on, "件", note, (), internal, "截止日期"
    )
    return print_list(desk, paper, today=today)
