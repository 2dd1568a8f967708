"""Quarters and years of reports, made of the months that the office counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.measures.months import QUARTERLY, YEARLY, Month, Reported


@dataclass(frozen=True)
class Quarter(Reported):
    """Three months of reports, counted as the office counts its months."""

    year: int
    quarter: int
    start_day: int = 1
    spoken = QUARTERLY

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
        """``2024-Q4``."""
        return f"{self.year}-Q{self.quarter}"

    @property
    def short(self) -> str:
        """``第四季度``."""
        return f"第{'一二三四'[self.quarter - 1]}季度"

    def shifted(self, periods: int) -> Quarter:
        """The quarter so many quarters later."""
        years, quarter = divmod(self.quarter - 1 + periods, 4)
        return Quarter(self.year + years, quarter + 1, self.start_day)

    def year_before(self) -> Quarter:
        """The same quarter of the year before."""
        return self.shifted(-4)


@dataclass(frozen=True)
class Year(Reported):
    """Twelve months of reports; the year before is also the one to compare with."""

    year: int
    start_day: int = 1
    spoken = YEARLY

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
        """``2024``."""
        return f"{self.year}"

    @property
    def short(self) -> str:
        """``2024年``."""
        return f"{self.year}年"

    def shifted(self, periods: int) -> Year:
        """The year so many years later."""
        return Year(self.year + periods, self.start_day)

    def year_before(self) -> Year:
        """The year before."""
        return self.previous()
