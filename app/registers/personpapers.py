"""The papers about people. Printing reads cards and settings, which come after the registers: imported when needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.desk import Desk
from app.registers.papers import Paper

if TYPE_CHECKING:
    from app.actions.printing import Printed


def _forms(desk: Desk, ids: Sequence[int], purpose: str) -> Printed:
    from app.actions.person_printing import print_forms

    return print_forms(desk, ids, purpose)


def _report(desk: Desk, ids: Sequence[int], purpose: str) -> Printed:
    from app.actions.person_printing import print_report

    return print_report(desk, ids, purpose)


def _notices(desk: Desk, ids: Sequence[int], purpose: str) -> Printed:
    from app.actions.person_printing import print_notices

    return print_notices(desk, ids, purpose)


PERSON_PAPERS = (
    Paper("form", "登记表", "mdi6.card-account-details-outline", _forms, purpose="归入人员登记档案"),
    Paper(
        "report", "本人信息报告", "mdi6.file-account-outline", _report, purpose="应本人申请提供", many=False
    ),
    Paper("notice", "告知书", "mdi6.file-sign", _notices, blank=True),
)
