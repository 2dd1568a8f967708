"""Dates, typed in any usual way or picked in a calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton

from app.exchange.dates import DateContext, clean_date
from app.registers.spec import Field
from ui.records.editors import Editor, Unreadable


class DateEditor(Editor):
    """``2024-11-05``, ``2024.11.5``, ``20241105``, ``11月5日`` … ; leaving the field shows how it was read.

    Signal ``precision_found``: ``month`` or ``year`` when only so much was typed, else ``day``.
    """

    precision_found = Signal(str)

    def __init__(self, field: Field) -> None:
        self.line, self._button = QLineEdit(), QToolButton()
        super().__init__(self.line, self._button)
        self._field = field
        self.line.setPlaceholderText("年-月-日")
        self._button.setObjectName("drop")
        self._button.setToolTip("日历（Alt+↓）")
        self._calendar: QCalendarWidget | None = None
        self._button.clicked.connect(self.open_calendar)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.line.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        """The date, or None for an empty line; of a month or year its first day."""
        read = self._read()
        return None if read is None else read[0]

    def set_value(self, value: Any) -> None:
        """Show a date."""
        self.line.setText(value.isoformat() if isinstance(value, date) else "")

    def keyPressEvent(self, event: Any) -> None:
        """Alt+↓ opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Drop the calendar down, at the date typed so far or today."""
        calendar = self._calendar or self._make_calendar()
        try:
            shown = self.value() or date.today()
        except Unreadable:
            shown = date.today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        calendar.show()
        calendar.setFocus()

    def _make_calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setGridVisible(False)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        calendar.setMinimumSize(self.fontMetrics().height() * 16, self.fontMetrics().height() * 13)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        weekend = QTextCharFormat()
        weekend.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, weekend)
        calendar.clicked.connect(self._picked)
        calendar.activated.connect(self._picked)
        self._calendar = calendar
        return calendar

    def _picked(self, day: QDate) -> None:
        assert self._calendar is not None
        self._calendar.hide()
        self.set_value(date(day.year(), day.month(), day.day()))
        self.precision_found.emit("day")
        self.edited.emit()
        self.line.setFocus()

    def _read(self) -> tuple[date, str] | None:
        text = self.line.text().strip()
        if not text:
            return None
        found, problem = clean_date(text, self._field.name, DateContext(year=date.today().year))
        if problem is not None and problem.blocking:
            raise Unreadable(f"“{self._field.label}”：{problem.message}")
        return None if found is None else (found.value, found.precision)

    def _tidy(self) -> None:
        """Show how the text was read, so that a wrong reading is seen at once."""
        try:
            read = self._read()
        except Unreadable:
            return
        if read is not None:
            if self.line.isModified():
                self.precision_found.emit(read[1])
            self.line.setText(read[0].isoformat())
