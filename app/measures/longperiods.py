"""Quarters and years of reports, made of the months that the office counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.measures.months import QUARTERLY, YEARLY, Month, Spoken
from db.queries.counting import Window


@dataclass(frozen=True)
class Quarter:
    """Three months of reports, counted as the office counts its months."""

    year: int
    quarter: int
    start_day: int = 1

    @property
    def first(self) -> date:
        """The first day that counts."""
        return Month(self.year, 3 * self.quarter - 2, self.start_day).first

    @property
    def last(self) -> date:
        """The last day that counts."""
        return Month(self.year, 3 * self.quarter, self.start_day).last

    @property
    def label(self) -> str:
        """``2024年第四季度``."""
        return f"{self.year}年{self.short}"

    @property
    def key(self) -> str:
        """``2024-Q4``, under which its return is kept."""
        return f"{self.year}-Q{self.quarter}"

    @property
    def short(self) -> str:
        """``第四季度``."""
        return f"第{'一二三四'[self.quarter - 1]}季度"

    @property
    def spoken(self) -> Spoken:
        """How it is spoken of."""
        return QUARTERLY

    @property
    def opens_year(self) -> bool:
        """Whether the year's totals begin with it."""
        return self.quarter == 1

    @property
    def window(self) -> Window:
        """The quarter as days."""
        return Window(self.first, self.last)

    @property
    def year_to_date(self) -> Window:
        """From the first day of the year to the end of this quarter."""
        return Window(Month(self.year, 1, self.start_day).first, self.last)

    def previous(self) -> Quarter:
        """The quarter before."""
        return self._shifted(-1)

    def next(self) -> Quarter:
        """The quarter after."""
        return self._shifted(1)

    def year_before(self) -> Quarter:
        """The same quarter of the year before."""
        return Quarter(self.year - 1, self.quarter, self.start_day)

    def back(self, count: int) -> list[Quarter]:
        """So many quarters, the oldest first and this one last."""
        return [self._shifted(-steps) for steps in range(count - 1, -1, -1)]

    def _shifted(self, quarters: int) -> Quarter:
        years, quarter = divmod(self.quarter - 1 + quarters, 4)
        return Quarter(self.year + years, quarter + 1, self.start_day)


@dataclass(frozen=True)
class Year:
    """Twelve months of reports, counted as the office counts its months."""

    year: int
    start_day: int = 1

    @property
    def first(self) -> date:
        """The first day that counts."""
        return Month(self.year, 1, self.start_day).first

    @property
    def last(self) -> date:
        """The last day that counts."""
        return Month(self.year, 12, self.start_day).last

    @property
    def label(self) -> str:
        """``2024年度``."""
        return f"{self.year}年度"

    @property
    def key(self) -> str:
        """``2024``, under which its return is kept."""
        return f"{self.year}"

    @property
    def short(self) -> str:
        """``2024年``."""
        return f"{self.year}年"

    @property
    def spoken(self) -> Spoken:
        """How it is spoken of; the year before is also the one to compare with."""
        return YEARLY

    @property
    def opens_year(self) -> bool:
        """The year's totals begin with it."""
        return True

    @property
    def window(self) -> Window:
        """The year as days."""
        return Window(self.first, self.last)

    @property
    def year_to_date(self) -> Window:
        """The whole of it."""
        return self.window

    def previous(self) -> Year:
        """The year before."""
        return Year(self.year - 1, self.start_day)

    def next(self) -> Year:
        """The year after."""
        return Year(self.year + 1, self.start_day)

    def year_before(self) -> Year:
        """The year before."""
        return self.previous()

    def back(self, count: int) -> list[Year]:
        """So many years, the oldest first and this one last."""
        return [Year(self.year - steps, self.start_day) for steps in range(count - 1, -1, -1)]
