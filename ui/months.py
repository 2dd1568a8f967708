"""Choosing a month: one step back or forth, or from a list of the last three years."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from app.measures.period import Month, month_holding

_MONTHS = 36


class MonthChooser(QWidget):
    """Shows a month. Signals: chosen(object) with the Month the clerk went to."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._months: list[Month] = []
        self.list = QComboBox()
        self.list.setAccessibleName("月份")
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.back, self.forth = QToolButton(), QToolButton()
        for button, text, tip, step in (
            (self.back, "‹", "上一个月", 1),
            (self.forth, "›", "下一个月", -1),
        ):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _=False, step=step: self._step(step))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.back, self.list, self.forth):
            layout.addWidget(widget)
        self.list.activated.connect(lambda place: self.chosen.emit(self._months[place]))

    def show_month(self, month: Month, today: date | None = None) -> None:
        """Offer the months up to the present one, or to the shown one when that is later."""
        now = month_holding(today or date.today(), month.start_day)
        last = max(month, now, key=lambda one: (one.year, one.month))
        months = last.months_back(_MONTHS)
        if month not in months:
            months.insert(0, month)
        self._months = months[::-1]
        self.list.clear()
        self.list.addItems([one.label for one in self._months])
        self.list.setCurrentIndex(self._months.index(month))
        self._enable()

    def month(self) -> Month | None:
        """The month shown."""
        place = self.list.currentIndex()
        return self._months[place] if 0 <= place < len(self._months) else None

    def _step(self, step: int) -> None:
        place = self.list.currentIndex() + step
        if 0 <= place < len(self._months):
            self.list.setCurrentIndex(place)
            self._enable()
            self.chosen.emit(self._months[place])

    def _enable(self) -> None:
        place = self.list.currentIndex()
        self.back.setEnabled(place + 1 < len(self._months))
        self.forth.setEnabled(place > 0)
