"""Records like the one being typed, above the form: looked for on the worker while the clerk types, each to be opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.cards.alike import Alike, Weight
from app.registers.spec import Register
from ui.records.form import RecordForm
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from ui.shell.tasks import Task
    from ui.shell.window import MainWindow

PAUSE = 350  # ms without a key before it is looked
MOST_SHOWN = 4
_KINDS = {Weight.BLOCK: "dangerBanner", Weight.WARN: "warningBanner", Weight.SHOW: "banner"}


class AlikePanel(QFrame):
    """Hidden while nothing like it is known, and of registers that look for nothing.

    record_id: of the record itself when it is saved already.
    """

    def __init__(
        self, window: MainWindow, register: Register, form: RecordForm, record_id: int | None
    ) -> None:
        super().__init__()
        self._window, self._register, self._form = window, register, form
        self._id = record_id
        self._asked: dict[str, Any] = {}
        self._task: Task | None = None
        self.found: list[Alike] = []
        self.buttons: list[QPushButton] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(14, 8, 10, 8)
        self._lines.setSpacing(6)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        if register.alike is not None:
            form.edited.connect(self._pause.start)
        self.hide()

    @property
    def blocking(self) -> bool:
        """True when the record is in the ledger already and may not be saved a second time."""
        return any(one.weight is Weight.BLOCK for one in self.found)

    def begin(self, record_id: int | None) -> None:
        """Look anew for another record in the same form."""
        self._id, self._asked = record_id, {}
        self._show([])

    def look(self) -> None:
        """Look for what is typed now, unless that was looked for already."""
        lookout = self._register.alike
        if lookout is None or self._window.application is None:
            return
        typed, _ = self._form.read()
        values = {name: typed.get(name) for name in lookout.fields}
        if values == self._asked or not self._form.dirty:
            return
        self._asked = values
        if self._task is not None:
            self._task.drop()
        desk, find, own = self._window.desk, lookout.find, self._id
        self._task = self._window.tasks.read(lambda: find(desk, values, own), self._show, owner=self)

    def _show(self, found: Sequence[Alike]) -> None:
        self.found = list(found)
        self.buttons = []
        while (item := self._lines.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        for one in self.found[:MOST_SHOWN]:
            self._lines.addWidget(self._line(one))
        more = len(self.found) - MOST_SHOWN
        if more > 0:
            self._lines.addWidget(WrappedLabel(f"还有{more}张相似的卡片，可在列表中按姓名查找。"))
        if self.found:
            self.setObjectName(_KINDS[self.found[0].weight])
            self.style().unpolish(self)
            self.style().polish(self)
        self.setVisible(bool(self.found))

    def _line(self, one: Alike) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(WrappedLabel(one.sentence), 1)
        if one.visible:
            first = "" if self.buttons else "(&O)"
            button = QPushButton(f"打开这张卡片{first}")
            button.setObjectName("small")
            button.setAutoDefault(False)
            button.setAccessibleDescription(one.sentence)
            button.clicked.connect(partial(self._open, one.record_id))
            self.buttons.append(button)
            row.addWidget(button)
        return line

    def _open(self, record_id: int, _: bool = False) -> None:
        from ui.records.cards import open_record

        open_record(self._window, self._register.key, record_id, parent=self.window())
