"""The column chooser of a list: a menu of its fields that stays open while boxes are ticked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.registers.spec import Register


class ColumnMenu(QMenu):
    """shown: the fields that are columns now; toggle(name, on) shows or hides one; reset goes back to the usual ones."""

    def __init__(
        self,
        register: Register,
        shown: list[str],
        toggle: Callable[[str, bool], Any],
        reset: Callable[[], Any],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.boxes: dict[str, QAction] = {}
        for field in register.fields:
            box = self.addAction(field.label)
            box.setCheckable(True)
            box.setChecked(field.name in shown)
            box.toggled.connect(lambda on, name=field.name: toggle(name, on))
            box.toggled.connect(lambda _: self._keep_one())
            self.boxes[field.name] = box
        self.addSeparator()
        self.addAction("恢复默认列", reset)
        self._keep_one()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ticks a box and leaves the menu open."""
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar does what a click does; Enter closes as in any menu."""
        if event.key() != Qt.Key.Key_Space or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, box: QAction | None) -> bool:
        if box is None or not box.isCheckable():
            return False
        if box.isEnabled():
            box.toggle()
        return True

    def _keep_one(self) -> None:
        """The last column cannot be hidden."""
        ticked = [box for box in self.boxes.values() if box.isChecked()]
        for box in self.boxes.values():
            box.setEnabled(ticked != [box])
