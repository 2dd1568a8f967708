"""Choosing the day as of which something is shown: typed or picked, back and forth by ends of months, or today."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from app.registers.spec import Field, Kind
from app.rules.waiting import months_after
from ui.records.editors import Unreadable
from ui.widgets.dates import DateEditor
from ui.widgets.theme import Theme


class DayChooser(QWidget):
    """Shows a day. Signals: chosen(object) with the day the clerk went to; refused(str) when what was typed is no date."""

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, theme: Theme, label: str = "截至") -> None:
        super().__init__()
        self.day: date | None = None
        self.editor = DateEditor(Field("on", label, kind=Kind.DATE))
        self._theme = theme
        theme.changed.connect(self._scale)
        self._scale()
        self.editor.line.setAccessibleName(label)
        self.editor.line.editingFinished.connect(self._typed)
        self.editor.precision_found.connect(lambda _: self._typed())
        self.back, self.forth, self.today = QToolButton(), QToolButton(), QPushButton("今天")
        self.today.setObjectName("small")
        self.today.setAutoDefault(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for button, text, tip in ((self.back, "‹", "上月末"), (self.forth, "›", "下月末")):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self.back.clicked.connect(lambda: self._go(month_end_before(self.day or date.today())))
        self.forth.clicked.connect(lambda: self._go(month_end_after(self.day or date.today())))
        self.today.clicked.connect(lambda: self._go(date.today()))
        for widget in (QLabel(label), self.back, self.editor, self.forth, self.today):
            layout.addWidget(widget)

    def show_day(self, day: date) -> None:
        """Show a day without telling anybody."""
        self.day = day
        self.editor.set_value(day)
        self.forth.setEnabled(day < date.today())
        self.today.setEnabled(day != date.today())

    def _scale(self) -> None:
        self.editor.setFixedWidth(self._theme.length(156))

    def _typed(self) -> None:
        try:
            day = self.editor.value()
        except Unreadable as unreadable:
            self.refused.emit(str(unreadable))
            return
        if day is not None and day != self.day:
            self._go(day)

    def _go(self, day: date) -> None:
        self.show_day(day)
        self.chosen.emit(day)


def month_end_before(day: date) -> date:
    """The last day of the month before a day's."""
    return day.replace(day=1) - timedelta(days=1)


def month_end_after(day: date) -> date:
    """The next end of a month after a day."""
    this = months_after(day.replace(day=1), 1) - timedelta(days=1)
    return this if day < this else months_after(day.replace(day=1), 2) - timedelta(days=1)
