"""志愿服务情况登记表: the internal sheet of people's service in a period, asked for before it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.desk import Desk
from app.registers.papers import Paper
from app.registers.spec import Field, Kind

if TYPE_CHECKING:
    from app.actions.printing import Printed


def _sheets(desk: Desk, ids: Sequence[int], purpose: str, values: dict[str, Any] | None = None) -> Printed:
    from app.actions.service_printing import print_sheets

    return print_sheets(desk, ids, purpose, values)


SERVICE_SHEET = Paper(
    "service_sheet",
    "志愿服务情况登记表（内部资料）",
    "mdi6.clipboard-account-outline",
    _sheets,
    purpose="交本人留存",
    asks=(
        Field("since", "起始日期", kind=Kind.DATE, help="不填从今年1月1日算起"),
        Field("until", "截止日期", kind=Kind.DATE, help="不填算到今天"),
    ),
)
