"""A grid of days, a week in a line: each with its number and what takes place on it, short; clashes stand out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.sheets.timetable import Slot
from ui.widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_ROOT = QModelIndex()
_SLOTS = Qt.ItemDataRole.UserRole
_TERM = re.compile(r"^第[\d一二三四五六七八九十]+期")  # in a month's cell the class says more than its term
_BETWEEN = 8


class DaysModel(QAbstractTableModel):
    """Whole weeks from a Monday on, with the lessons of each day."""

    def __init__(self) -> None:
        super().__init__()
        self.first = date(2000, 1, 3)
        self.weeks = 0
        self.month = 0
        self._slots: dict[date, list[Slot]] = {}

    def show(self, first: date, weeks: int, slots: Sequence[Slot], month: int = 0) -> None:
        """Show weeks. month: days of other months are quiet; 0 for none."""
        by_day: dict[date, list[Slot]] = defaultdict(list)
        for slot in slots:
            by_day[slot.held_on].append(slot)
        self.beginResetModel()
        self.first, self.weeks, self.month, self._slots = first, weeks, month, dict(by_day)
        self.endResetModel()

    def day(self, index: Index) -> date:
        """The day of a cell."""
        return self.first + timedelta(days=index.row() * 7 + index.column())

    def slots(self, day: date) -> list[Slot]:
        """What takes place on a day."""
        return self._slots.get(day, [])

    def place(self, day: date) -> QModelIndex:
        """The cell of a day, invalid when it is not shown."""
        row, column = divmod((day - self.first).days, 7)
        return self.index(row, column) if 0 <= row < self.weeks else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Weeks."""
        return 0 if parent.isValid() else self.weeks

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Monday to Sunday."""
        return 0 if parent.isValid() else 7

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The whole of a day as a text, for screen readers and as a tip; its lessons for the painter."""
        day = self.day(index)
        if role == _SLOTS:
            return self.slots(day)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            lines = [f"{slot.time} {slot.name}".strip() for slot in self.slots(day)]
            return "\n".join([f"{day.month}月{day.day}日", *lines])
        if role == Qt.ItemDataRole.ToolTipRole and self.slots(day):
            return "\n".join(
                " ".join(
                    part for part in (slot.time, slot.name, slot.topic, slot.place, *slot.clashes) if part
                )
                for slot in self.slots(day)
            )
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The days of the week; the weeks by their Monday."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return WEEKDAYS[section] if orientation is Qt.Orientation.Horizontal else ""


class DayGrid(QTableView):
    """The grid. Signals: chosen(date) when the cursor comes to a day, opened(date) on Enter or a double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.days = DaysModel()
        self.setModel(self.days)
        self.setItemDelegate(_DayPainter(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("课表")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.selectionModel().currentChanged.connect(lambda now, _: self._came(now))
        self.doubleClicked.connect(lambda index: self.opened.emit(self.days.day(index)))

    def go_to(self, day: date) -> None:
        """Put the cursor on a day."""
        self.setCurrentIndex(self.days.place(day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the day."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.days.day(self.currentIndex()))
        else:
            super().keyPressEvent(event)

    def _came(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.days.day(index))


class _DayPainter(QStyledItemDelegate):
    """Draws the number of the day and as many lessons as there is room for."""

    def __init__(self, theme: Theme, parent: DayGrid) -> None:
        super().__init__(parent)
        self._theme, self._days = theme, parent.days

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One day."""
        state: Any = option.state  # type: ignore[attr-defined]
        rect: QRect = option.rect.adjusted(6, 4, -6, -4)  # type: ignore[attr-defined]
        day = self._days.day(index)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(self._theme.colour("accent_soft")))  # type: ignore[attr-defined]
        line = painter.fontMetrics().height() + 2
        self._number(painter, rect, day)
        slots: list[Slot] = index.data(_SLOTS)
        rect.setTop(rect.top() + line)
        if self._days.month:
            self._short(painter, rect, slots, line)
        else:
            self._whole(painter, rect, slots)
        painter.restore()

    def _short(self, painter: QPainter, rect: QRect, slots: Sequence[Slot], line: int) -> None:
        """A line for each lesson."""
        room = max(0, rect.height() // line)
        shown = slots if len(slots) <= room else slots[: max(0, room - 1)]
        top = rect.top()
        for slot in shown:
            painter.setPen(self._ink(slot))
            self._line(painter, rect, top, f"{slot.starts_at} {_TERM.sub('', slot.name)}".strip())
            top += line
        if len(shown) < len(slots):
            painter.setPen(QColor(self._theme.colour("quiet")))
            self._line(painter, rect, top, f"还有{len(slots) - len(shown)}场")

    def _whole(self, painter: QPainter, rect: QRect, slots: Sequence[Slot]) -> None:
        """Time, class, topic and place of each lesson, broken to the width of the day."""
        wrap = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        for slot in slots:
            parts = (slot.time, slot.name, slot.topic, slot.teacher, slot.place)
            text = "\n".join(part for part in parts if part)
            needed = painter.fontMetrics().boundingRect(rect, wrap, text).height()
            painter.setPen(self._ink(slot))
            painter.drawText(rect, wrap, text)
            rect.setTop(rect.top() + needed + _BETWEEN)

    def _ink(self, slot: Slot) -> QColor:
        return QColor(self._theme.colour("danger" if slot.clashes else "text"))

    def _number(self, painter: QPainter, rect: QRect, day: date) -> None:
        font = QFont(painter.font())
        today = day == date.today()
        font.setBold(today)
        painter.setFont(font)
        other = self._days.month not in (0, day.month)
        painter.setPen(QColor(self._theme.colour("accent" if today else "quiet" if other else "text")))
        text = f"{day.month}月{day.day}日" if day.day == 1 or self._days.month == 0 else str(day.day)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), text)
        font.setBold(False)
        painter.setFont(font)

    def _line(self, painter: QPainter, rect: QRect, top: int, text: str) -> None:
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect.left(), top + painter.fontMetrics().ascent(), short)
