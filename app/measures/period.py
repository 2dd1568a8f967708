"""Periods of reports: month, quarter and year as the office counts them, and a single day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app import settings
from app.desk import Desk
from app.measures.longperiods import Quarter, Year
from app.measures.months import MONTHLY, QUARTERLY, YEARLY, Month, Reported, Spoken
from db.queries.counting import Window

__all__ = [
    "MONTHLY",
    "QUARTERLY",
    "YEARLY",
    "Day",
    "Month",
    "Period",
    "Quarter",
    "Reported",
    "Spoken",
    "Year",
    "month_holding",
    "of_office",
    "wider",
]


@dataclass(frozen=True)
class Day:
    """A single day, for figures as they stood then; a flow's figure is what happened on it."""

    day: date

    @property
    def window(self) -> Window:
        """The day as a window."""
        return Window(self.day, self.day)

    @property
    def label(self) -> str:
        """``2024年11月5日``."""
        return f"{self.day.year}年{self.day.month}月{self.day.day}日"


Period = Reported | Day


def wider(month: Month) -> tuple[Reported, ...]:
    """The month, its quarter and its year."""
    return (
        month,
        Quarter(month.year, (month.month + 2) // 3, month.start_day),
        Year(month.year, month.start_day),
    )


def month_holding(day: date, start_day: int = 1) -> Month:
    """The month of reports that a day falls into."""
    month = Month(day.year, day.month, start_day)
    return month if day <= month.last else month.next()


def of_office(desk: Desk, year: int, month: int) -> Month:
    """A month as this office counts it (setting 月报起始日)."""
    return Month(year, month, settings.read(desk, "period_start_day"))
