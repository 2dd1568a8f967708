"""Links to other records: found while typing, by name, pinyin, phone or number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton

from app.registers import linking
from app.registers.spec import Field
from ui.records.editors import Editor, Unreadable

if TYPE_CHECKING:
    from app.desk import Desk
    from ui.shell.tasks import Task, Tasks

_PAUSE = 150
_ID = Qt.ItemDataRole.UserRole


class Place(Protocol):
    """Where an editor stands: the worker and the desk it asks."""

    @property
    def tasks(self) -> Tasks: ...  # noqa: D102
    @property
    def desk(self) -> Desk: ...  # noqa: D102


class LinkEditor(Editor):
    """Holds the id of a record of another register and shows its name."""

    def __init__(self, field: Field, place: Place) -> None:
        self.line, self._button = QLineEdit(), QToolButton()
        super().__init__(self.line, self._button)
        self._field, self._place = field, place
        self._id: int | None = None
        self._label = ""
        self._task: Task | None = None
        self._model = QStandardItemModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        completer.activated[QModelIndex].connect(self._choose)  # type: ignore[index]
        self.line.setCompleter(completer)
        self._completer = completer
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._find)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._settle)
        self.line.setPlaceholderText("输入名称或拼音查找")
        self._button.setObjectName("drop")
        self._button.setToolTip("列出可选项（Alt+↓）")
        self._button.clicked.connect(self.open_list)

    def value(self) -> Any:
        """The id of the chosen record, or None for an empty line."""
        text = self.line.text().strip()
        if not text:
            return None
        if self._id is None or text != self._label:
            raise Unreadable(f"没有找到“{text}”，请从列表中选择“{self._field.label}”。")
        return self._id

    def set_value(self, value: Any) -> None:
        """Show the record of an id; its name comes from the worker."""
        self._take(value, f"第{value}号" if value is not None else "")
        if value is None:
            return
        desk, key = self._place.desk, self._field.link
        self._place.tasks.read(
            lambda: linking.label_of(desk, key, value), lambda label: self._named(value, label), owner=self
        )

    def set_choice(self, record_id: int, label: str) -> None:
        """Take a record whose name is known."""
        self._take(record_id, label)

    def keyPressEvent(self, event: Any) -> None:
        """Alt+↓ lists the choices."""
        if event.key() == Qt.Key.Key_Down:
            self.open_list()
        else:
            super().keyPressEvent(event)

    def open_list(self) -> None:
        """List the first choices without a search."""
        self.line.setFocus()
        self._ask("")

    def _typed(self, text: str) -> None:
        if text.strip() != self._label:
            self._id = None
        self._pause.start()
        self.edited.emit()

    def _find(self) -> None:
        if self.line.hasFocus():
            self._ask(self.line.text().strip())

    def _ask(self, words: str) -> None:
        if self._task is not None:
            self._task.drop()
        desk, key = self._place.desk, self._field.link
        self._task = self._place.tasks.read(
            lambda: linking.choices(desk, key, words), self._offer, owner=self
        )

    def _offer(self, found: list[tuple[int, str]]) -> None:
        self._model.clear()
        for record_id, label in found:
            item = QStandardItem(label)
            item.setData(record_id, _ID)
            self._model.appendRow(item)
        if found and self.line.hasFocus():
            self._completer.complete()

    def _choose(self, index: QModelIndex) -> None:
        self._take(index.data(_ID), str(index.data()))
        self.edited.emit()
        # The completer writes its own text into the line after this; the label must win.
        QTimer.singleShot(0, self, lambda: self.line.setText(self._label))

    def _settle(self) -> None:
        """A name typed whole needs no choosing, when only one record bears it."""
        text = self.line.text().strip()
        if self._id is not None or not text:
            return
        items = [self._model.item(row) for row in range(self._model.rowCount())]
        same = [item for item in items if item.text() == text]
        if len(same) == 1:
            self._take(same[0].data(_ID), text)

    def _take(self, record_id: int | None, label: str) -> None:
        self._id, self._label = record_id, label
        self.line.setText(label)
        self.line.setCursorPosition(0)

    def _named(self, record_id: int, label: str) -> None:
        if self._id == record_id:
            self._take(record_id, label or "（已删除或不可见）")
