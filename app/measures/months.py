"""A month of reports as the office counts it, and how periods are spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from db.queries.counting import Window


@dataclass(frozen=True)
class Spoken:
    """How a kind of period is spoken of: 本月, 上月, 环比 (how it stands against the one before), 下月, 小结."""

    this: str
    last: str
    against: str
    next: str
    paper: str


MONTHLY = Spoken("本月", "上月", "环比", "下月", "工作小结")
QUARTERLY = Spoken("本季度", "上季度", "环比", "下季度", "工作小结")
YEARLY = Spoken("本年", "上年", "比上年", "下一年", "工作总结")


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
    def key(self) -> str:
        """``2024-11``, under which its return is kept."""
        return f"{self.year}-{self.month:02d}"

    @property
    def short(self) -> str:
        """``11月``."""
        return f"{self.month}月"

    @property
    def spoken(self) -> Spoken:
        """How it is spoken of."""
        return MONTHLY

    @property
    def opens_year(self) -> bool:
        """Whether the year's totals begin with it."""
        return self.month == 1

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

    def back(self, count: int) -> list[Month]:
        """So many months, the oldest first and this one last."""
        return self.months_back(count)

    def months_back(self, count: int) -> list[Month]:
        """So many months, the oldest first and this one last."""
        return [self._shifted(-back) for back in range(count - 1, -1, -1)]

    def _shifted(self, months: int) -> Month:
        years, month = divmod(self.month - 1 + months, 12)
        return Month(self.year + years, month + 1, self.start_day)
