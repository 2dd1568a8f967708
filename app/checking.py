"""Checking a ledger: the file whole, the search index true to its rows, the figures of the last months in agreement."""

from __future__ import annotations

from datetime import date

from app.desk import Desk
from app.errors import UserError
from app.measures.checks import checks
from app.measures.period import month_holding
from db.migrate import integrity_problems

MONTHS = 24


def ledger_problems(desk: Desk, today: date | None = None) -> list[str]:
    """One sentence for each thing that is wrong; an empty list for a sound ledger."""
    found = [f"文件或索引不完整：{problem}" for problem in integrity_problems(desk.ledger)]
    try:
        for month in month_holding(today or date.today()).back(MONTHS):
            found += checks(desk, month)
    except UserError as error:  # what is damaged cannot be counted either
        found.append(error.sentence)
    return found
