"""The papers of requests and deliberations; printing comes after the registers and is imported when needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from app.desk import Desk
from app.registers.papers import Paper
from app.registers.spec import Field, Kind

if TYPE_CHECKING:
    from app.actions.printing import Printed

_PERIOD = (
    Field("since", "开始日期", kind=Kind.DATE, required=True),
    Field("until", "截止日期", kind=Kind.DATE, required=True),
)


def _this_month(_: Desk) -> dict[str, Any]:
    today = date.today()
    return {"since": today.replace(day=1), "until": today}


def _sheet(desk: Desk, _: Sequence[int], __: str, answers: dict[str, Any]) -> Printed:
    from app.actions.request_printing import print_sheet

    return print_sheet(desk, answers["since"], answers["until"])


def _minutes(desk: Desk, ids: Sequence[int], _: str) -> Printed:
    from app.actions.request_printing import print_minutes

    return print_minutes(desk, ids[0])


def _platforms(desk: Desk, _: Sequence[int], __: str, answers: dict[str, Any]) -> Printed:
    from app.actions.request_printing import print_platforms

    return print_platforms(desk, answers["since"], answers["until"])


REQUEST_PAPERS = (
    Paper(
        "sheet", "诉求清单", "mdi6.format-list-bulleted", _sheet, blank=True, asks=_PERIOD, preset=_this_month
    ),
)
MEETING_PAPERS = (
    Paper("minutes", "会议记录", "mdi6.file-document-outline", _minutes, many=False),
    Paper(
        "platforms",
        "议事平台情况表",
        "mdi6.table-account",
        _platforms,
        blank=True,
        asks=_PERIOD,
        preset=_this_month,
    ),
)
