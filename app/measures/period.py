"""Periods of reports: a month as the office counts it, the months before it, and the year up to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app import settings
from app.desk import Desk
from db.queries.counting import Window


@dataclass(frozen=True)
class Month:
    """A month of reports. start_day 1 is the natural month; 26 runs from the 26th of the month before to the 25th."""

    year: int
    month: int
    start_day: int = 1

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.start_day <= 28):
            raise ValueError(f"no such month: {self.year}-{self.month} from day {self.start_day}")

    @property
    def first(self) -> date:
        """The first day that counts."""
        if self.start_day == 1:
            return date(self.year, self.month, 1)
        before = self.previous()
        return date(before.year, before.month, self.start_day)

    @property
    def last(self) -> date:
        """The last day that counts."""
        if self.start_day == 1:
            return self._shifted(1).first - timedelta(days=1)
        return date(self.year, self.month, self.start_day - 1)

    @property
    def label(self) -> str:
        """``2024年11月``."""
        return f"{self.year}年{self.month}月"

    @property
    def window(self) -> Window:
        """The month as days."""
        return Window(self.first, self.last)

    @property
    def year_to_date(self) -> Window:
        """From the first day of the year's January (as the office counts months) to the end of this month."""
        return Window(Month(self.year, 1, self.start_day).first, self.last)

    def previous(self) -> Month:
        """The month before."""
        return self._shifted(-1)

    def next(self) -> Month:
        """The month after."""
        return self._shifted(1)

    def year_before(self) -> Month:
        """The same month of the year before."""
        return Month(self.year - 1, self.month, self.start_day)

    def months_back(self, count: int) -> list[Month]:
        """So many months, the oldest first and this one last."""
        return [self._shifted(-back) for back in range(count - 1, -1, -1)]

    def _shifted(self, months: int) -> Month:
        years, month = divmod(self.month - 1 + months, 12)
        return Month(self.year + years, month + 1, self.start_day)


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


Period = Month | Day


def month_holding(day: date, start_day: int = 1) -> Month:
    """The month of reports that a day falls into."""
    month = Month(day.year, day.month, start_day)
    return month if day <= month.last else month.next()


def of_office(desk: Desk, year: int, month: int) -> Month:
    """A month as this office counts it (setting 月报起始日)."""
    return Month(year, month, settings.read(desk, "period_start_day"))
