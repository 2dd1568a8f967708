"""Filter chips: one button per field that opens what the field is filtered by and says what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from app.registers.lists import Filter, Op
from app.registers.spec import Field

_PAUSE = 250
ID = Qt.ItemDataRole.UserRole
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class FilterChip(QToolButton):
    """Base of all chips. Signal ``changed``: other rows are wanted."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.setObjectName("chip")
        self.clicked.connect(self.open)
        self.popup = QFrame(self, Qt.WindowType.Popup)
        self.popup.setObjectName("popup")
        self.inside = QVBoxLayout(self.popup)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self.changed)
        self.fill()
        clear = QPushButton("清除")
        clear.setObjectName("small")
        clear.clicked.connect(self._clear_clicked)
        self.inside.addWidget(clear, 0, Qt.AlignmentFlag.AlignRight)
        self.say()

    def fill(self) -> None:
        """Put what is chosen from into ``self.inside``, and make what the keyboard begins in the popup's focus proxy."""
        raise NotImplementedError

    def filters(self) -> tuple[Filter, ...]:
        """The conditions chosen; empty for none."""
        raise NotImplementedError

    def take(self, filters: Sequence[Filter]) -> None:
        """Show these conditions as chosen; none clears."""
        raise NotImplementedError

    def chosen_text(self) -> str:
        """What is chosen, in a few words."""
        raise NotImplementedError

    def open(self) -> None:
        """Drop down what can be chosen."""
        self.prepare()
        self.popup.adjustSize()
        place = self.mapToGlobal(QPoint(0, self.height() + 2))
        screen = self.screen().availableGeometry()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.popup.width())))
        self.popup.move(place)
        self.popup.show()
        self.popup.setFocus()

    def prepare(self) -> None:
        """Called before the popup is shown."""

    def say(self) -> None:
        """Show on the button what is chosen."""
        text = self.chosen_text() if self.filters() else ""
        label = self.field.label.replace("&", "&&")
        self.setText(f"{label}：{text}" if text else f"{label} ▾")
        self.setProperty("active", "true" if text else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()

    def touched(self) -> None:
        """Something was chosen: say it and, after a moment, ask for the rows."""
        self.say()
        self._later.start()

    def _clear_clicked(self) -> None:
        self.take(())
        self.popup.hide()
        self.touched()


class ChoiceChip(FilterChip):
    """Several of a few values."""

    def fill(self) -> None:
        """A list with boxes to tick."""
        self.list = QListWidget()
        for value, label in self.options():
            add_box(self.list, label, value)
        rows = min(12, self.list.count())
        self.list.setMinimumWidth(max(180, self.list.sizeHintForColumn(0) + 40))
        self.list.setFixedHeight(rows * max(28, self.list.sizeHintForRow(0)) + 8)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(lambda _: self.touched())
        self.popup.setFocusProxy(self.list)
        self.inside.addWidget(self.list)

    def options(self) -> Sequence[tuple[Any, str]]:
        """What may be ticked."""
        return self.field.choices

    def filters(self) -> tuple[Filter, ...]:
        """The ticked values."""
        values = tuple(item.data(ID) for item in boxes(self.list) if item.checkState() == CHECKED)
        return (Filter(self.field.name, Op.IS, values),) if values else ()

    def take(self, filters: Sequence[Filter]) -> None:
        """Tick these values."""
        values = {value for one in filters if one.op is Op.IS for value in one.value}
        self.list.blockSignals(True)
        for item in boxes(self.list):
            item.setCheckState(CHECKED if item.data(ID) in values else UNCHECKED)
        self.list.blockSignals(False)
        self.say()

    def chosen_text(self) -> str:
        """The labels, two at most."""
        return few([item.text() for item in boxes(self.list) if item.checkState() == CHECKED])


class YesNoChip(ChoiceChip):
    """是 or 否."""

    def options(self) -> Sequence[tuple[Any, str]]:
        """Both."""
        return ((True, "是"), (False, "否"))


class TextChip(FilterChip):
    """Records whose field holds a text."""

    def fill(self) -> None:
        """A line."""
        self.line = QLineEdit()
        self.line.setPlaceholderText(f"{self.field.label}中含有")
        self.line.setMinimumWidth(220)
        self.line.textEdited.connect(lambda _: self.touched())
        self.line.returnPressed.connect(self.popup.hide)
        self.popup.setFocusProxy(self.line)
        self.inside.addWidget(self.line)

    def filters(self) -> tuple[Filter, ...]:
        """The text."""
        text = self.line.text().strip()
        return (Filter(self.field.name, Op.HAS, text),) if text else ()

    def take(self, filters: Sequence[Filter]) -> None:
        """Show the text."""
        self.line.setText(next((str(one.value) for one in filters if one.op is Op.HAS), ""))
        self.say()

    def chosen_text(self) -> str:
        """The text."""
        return f"含“{self.line.text().strip()}”"


def boxes(items: QListWidget) -> list[QListWidgetItem]:
    """All lines of a list."""
    return [items.item(row) for row in range(items.count())]


def add_box(items: QListWidget, label: str, value: Any, *, ticked: bool = False) -> None:
    """Add a line with a box to tick."""
    item = QListWidgetItem(label)
    item.setData(ID, value)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(CHECKED if ticked else UNCHECKED)
    items.addItem(item)


def few(words: list[str]) -> str:
    """Two words at most, and how many there are."""
    return "、".join(words) if len(words) <= 2 else f"{words[0]}等{len(words)}项"
