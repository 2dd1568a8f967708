"""The parts of a card: the record's own fields, its life as a line, and the records of another register in a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.cards.card import Block, Part, Whole, read_card
from app.cards.facts import Milestone
from app.registers.spec import Register
from ui.widgets.theme import Theme
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

_LEAST_COLUMNS = 2


def head_row(
    label: str, note: str = "", tools: Sequence[tuple[str, str, Callable[[], Any]]] = ()
) -> QHBoxLayout:
    """The first line of a part: its name, how many, and what can be done (label, tool tip, what)."""
    row = QHBoxLayout()
    row.setSpacing(8)
    name = QLabel(label)
    name.setObjectName("subtitle")
    row.addWidget(name)
    if note:
        quiet = QLabel(note)
        quiet.setObjectName("quiet")
        row.addWidget(quiet)
    row.addStretch(1)
    for text, tip, do in tools:
        button = QToolButton()
        button.setObjectName("flat")
        button.setText(text)
        button.setToolTip(tip)
        button.clicked.connect(lambda _=False, do=do: do())
        row.addWidget(button)
    return row


def part_frame() -> tuple[QFrame, QVBoxLayout]:
    """An empty part and the column inside it."""
    frame = QFrame()
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 8, 10, 12)
    column.setSpacing(6)
    return frame, column


def fields_part(parts: Sequence[Part], missing: Sequence[str]) -> QFrame:
    """What the record says about itself, and what is not filled in yet."""
    frame, column = part_frame()
    labels = [_quiet(label).sizeHint().width() for part in parts for label, _ in part.fields]
    for place, part in enumerate(parts):
        if place:
            column.addSpacing(4)
        column.addLayout(head_row(part.label or "基本信息"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for number, (label, text) in enumerate(part.fields):
            row, side = divmod(number, 2)
            grid.addWidget(_quiet(label), row, side * 2, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_value(text), row, side * 2 + 1, Qt.AlignmentFlag.AlignTop)
        for side in range(2):
            grid.setColumnMinimumWidth(side * 2, max(labels))
            grid.setColumnStretch(side * 2 + 1, 1)
        column.addLayout(grid)
    if missing:
        column.addSpacing(4)
        note = WrappedLabel("未填写：" + "、".join(missing))
        note.setObjectName("hint")
        column.addWidget(note)
    return frame


class OwnFields(QWidget):
    """The fields of a record that can only be looked at, read on the worker."""

    def __init__(self, window: MainWindow, register: Register, record_id: int) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        desk = window.desk
        window.tasks.read(lambda: read_card(desk, register, record_id, few=0), self._show, owner=self)

    def _show(self, card: Whole) -> None:
        self._column.addWidget(fields_part(card.parts, ()))
        self._column.addStretch(1)


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("quiet")
    return label


def _value(text: str) -> QLabel:
    label = WrappedLabel(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def story_part(label: str, story: Sequence[Milestone], theme: Theme) -> QFrame:
    """The life of a record as a line of days, the newest at the top."""
    frame, column = part_frame()
    column.addLayout(head_row(label))
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(0)
    last = len(story) - 1
    for row, one in enumerate(reversed(story)):
        day = _quiet(one.on.isoformat())
        day.setContentsMargins(0, theme.length(3), 0, 0)
        says = _value(f"{one.text}\n{one.detail}" if one.detail else one.text)
        says.setContentsMargins(0, theme.length(3), 0, theme.length(5))
        grid.addWidget(day, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_Dot(first=row == 0, last=row == last, theme=theme), row, 1)
        grid.addWidget(says, row, 2)
    grid.setColumnStretch(2, 1)
    column.addLayout(grid)
    return frame


class _Dot(QWidget):
    """A dot on the line; the newest is filled."""

    def __init__(self, *, first: bool, last: bool, theme: Theme) -> None:
        super().__init__()
        self._first, self._last, self._theme = first, last, theme
        self.setFixedWidth(theme.length(16))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the line up and down, and the dot beside the first line of text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, at = self.width() / 2, self._theme.length(13)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 2))
        if not self._first:
            painter.drawLine(QPointF(middle, 0), QPointF(middle, at))
        if not self._last:
            painter.drawLine(QPointF(middle, at), QPointF(middle, self.height()))
        accent = self.palette().color(QPalette.ColorRole.Accent)
        painter.setPen(QPen(accent, 2))
        painter.setBrush(accent if self._first else self.palette().color(QPalette.ColorRole.Base))
        size = self._theme.length(4)
        painter.drawEllipse(QPointF(middle, at), size, size)


class BlockTable(QTableWidget):
    """The rows of a block: as many columns as fit, no scroll bars. Signal ``opened(id)`` by Enter or double click."""

    opened = Signal(int)

    def __init__(self, block: Block, theme: Theme) -> None:
        fields = [block.register.field(name) for name in block.columns]
        super().__init__(len(block.rows), len(fields))
        self._block, self._theme = block, theme
        self._widths = [max(field.width, 2 * len(field.label)) + 2 for field in fields]
        self.setObjectName("block")
        self.setAccessibleName(block.label)
        self.setHorizontalHeaderLabels([field.label for field in fields])
        for row, line in enumerate(block.rows):
            for column, cell in enumerate(line.cells):
                item = QTableWidgetItem(cell)
                item.setToolTip(cell)
                self.setItem(row, column, item)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + theme.length(8))
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        header.setFixedHeight(self.fontMetrics().height() + theme.length(8))
        height = self.rowCount() * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(height + header.height() + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """Two columns."""
        return QSize(self._theme.length(200), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentRow())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns that fit and share the room out among them."""
        super().resizeEvent(event)
        room = self.viewport().width()
        digit = self.fontMetrics().horizontalAdvance("0")
        shown, used = 0, 0
        for width in self._widths:
            if shown >= _LEAST_COLUMNS and (used + width) * digit > room:
                break
            shown, used = shown + 1, used + width
        for column, width in enumerate(self._widths):
            self.setColumnHidden(column, column >= shown)
            if column < shown:
                self.setColumnWidth(column, room * width // used)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._block.rows):
            self.opened.emit(self._block.rows[row].id)
