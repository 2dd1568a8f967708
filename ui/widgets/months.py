"""Choosing a month (or quarter, or year): one step back or forth, or from a list of the last ones."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from app.measures.period import Reported, month_holding, wider

_MONTHS = 36


class MonthChooser(QWidget):
    """Shows a month, quarter or year. Signals: chosen(object) with the one the clerk went to."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._months: list[Reported] = []
        self.list = QComboBox()
        self.list.setAccessibleName("月份")
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.back, self.forth = QToolButton(), QToolButton()
        for button, text, tip, step in (
            (self.back, "‹", "上一期", 1),
            (self.forth, "›", "下一期", -1),
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

    def show_month(self, month: Reported, today: date | None = None) -> None:
        """Offer the periods of its kind up to the present one, or to the shown one when that is later."""
        present = wider(month_holding(today or date.today(), month.start_day))
        now = next(one for one in present if isinstance(one, type(month)))
        last: Reported = max(month, now, key=lambda one: one.last)
        months: list[Reported] = [*last.back(_MONTHS)]
        if month not in months:
            months.insert(0, month)
        self._months = months[::-1]
        self.list.clear()
        self.list.addItems([one.label for one in self._months])
        self.list.setCurrentIndex(self._months.index(month))
        self._enable()

    def month(self) -> Reported | None:
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
