"""What periods of reports have in common, how they are spoken of, and the month as the office counts it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

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


class Reported(ABC):
    """A period that is reported: a month, or a quarter or year made of such months."""

    year: int
    start_day: int
    spoken: Spoken

    @property
    @abstractmethod
    def first(self) -> date:
        """The first day that counts."""

    @property
    @abstractmethod
    def last(self) -> date:
        """The last day that counts."""

    @property
    @abstractmethod
    def label(self) -> str:
        """Its full name: ``2024年11月``, ``2024年第四季度``, ``2024年度``."""

    @property
    @abstractmethod
    def short(self) -> str:
        """Its name in running text: ``11月``, ``第四季度``, ``2024年``."""

    @property
    @abstractmethod
    def key(self) -> str:
        """``2024-11``, ``2024-Q4``, ``2024``: under which its return is kept."""

    @abstractmethod
    def shifted(self, periods: int) -> Self:
        """The period so many periods later; a negative number goes back."""

    @abstractmethod
    def year_before(self) -> Self:
        """The same period of the year before."""

    @property
    def window(self) -> Window:
        """The period as days."""
        return Window(self.first, self.last)

    @property
    def year_to_date(self) -> Window:
        """From the first day of the year's January (as the office counts months) to the end of the period."""
        return Window(Month(self.year, 1, self.start_day).first, self.last)

    @property
    def opens_year(self) -> bool:
        """Whether the year's totals begin with it."""
        return self.first == self.year_to_date.first

    def previous(self) -> Self:
        """The period before."""
        return self.shifted(-1)

    def next(self) -> Self:
        """The period after."""
        return self.shifted(1)

    def back(self, count: int) -> list[Self]:
        """So many periods, the oldest first and this one last."""
        return [self.shifted(-steps) for steps in range(count - 1, -1, -1)]


@dataclass(frozen=True)
class Month(Reported):
    """A month of reports. start_day 1 is the natural month; 26 runs from the 26th of the month before to the 25th."""

    year: int
    month: int
    start_day: int = 1
    spoken = MONTHLY

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
            return self.shifted(1).first - timedelta(days=1)
        return date(self.year, self.month, self.start_day - 1)

    @property
    def label(self) -> str:
        """``2024年11月``."""
        return f"{self.year}年{self.month}月"

    @property
    def key(self) -> str:
        """``2024-11``."""
        return f"{self.year}-{self.month:02d}"

    @property
    def short(self) -> str:
        """``11月``."""
        return f"{self.month}月"

    def shifted(self, periods: int) -> Month:
        """The month so many months later."""
        years, month = divmod(self.month - 1 + periods, 12)
        return Month(self.year + years, month + 1, self.start_day)

    def year_before(self) -> Month:
        """The same month of the year before."""
        return self.shifted(-12)
