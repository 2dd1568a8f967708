"""Training statistics of a period on paper."""

from __future__ import annotations

from datetime import date

from app.actions.list_printing import PrintedList, print_list
from app.actions.printing import Printed
from app.desk import Desk
from app.surveys.training import NOTE, Length, Split, statistics

_WIDTH, _LABEL_WIDTH = 15.0, 40.0


def print_training_statistics(
    desk: Desk, day: date, length: Length, split: Split, *, today: date | None = None
) -> Printed:
    """The statistics of the month, quarter or year of a day. Raises UserError when nothing happened."""
    found = statistics(desk, day, length, split)
    heads = ((found.label, _LABEL_WIDTH, ""), *((head, _WIDTH, "r") for head in found.heads))
    rows = tuple(found.cells(line) for line in found.lines)
    total = found.cells(found.total)
    title = f"{found.period}培训情况统计表（按{found.label}）"
    paper = PrintedList(title, heads, rows, min(found.last, today or date.today()), "", NOTE, total)
    return print_list(desk, paper, today=today)
