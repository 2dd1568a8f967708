"""The search field at the top (Ctrl+K): hits of all registers in a list below it, opened by Enter or click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from app.registers.finding import Found, Group
    from ui.shell.tasks import Task
    from ui.shell.window import MainWindow

_PAUSE = 180  # typing on is quicker than that
_DATA = Qt.ItemDataRole.UserRole


class GlobalSearch(QLineEdit):
    """A line to type in; what is found drops down below it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._task: Task | None = None
        self.setObjectName("globalSearch")
        self.setPlaceholderText("全局查找：姓名、拼音、电话、编号（Ctrl+K）")
        self.setClearButtonEnabled(True)
        self.popup = _Popup(window)
        self.popup.list.itemClicked.connect(self._open)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._find)
        self.textEdited.connect(lambda _: self._pause.start())
        self.textChanged.connect(self._hide_when_empty)
        self.installEventFilter(self)
        window.theme.changed.connect(self._scale)
        self._scale()

    def take_focus(self) -> None:
        """Put the cursor here, with what was typed selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list below while the cursor stays here."""
        if event.type() == QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]
            if key == Qt.Key.Key_Escape:
                self._stop()
                if self.popup.isVisible():
                    self.popup.hide()
                else:
                    self.clear()
                    self._window.pages.enter()
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.popup.isVisible():
                self.popup.move_by(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.popup.list.currentItem() if self.popup.isVisible() else None
                self._open(item) if item is not None else self._find()
                return True
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: Any) -> None:
        """Leaving the field closes the list."""
        self.popup.hide()
        super().focusOutEvent(event)

    def _hide_when_empty(self, text: str) -> None:
        if not text.strip():
            self.popup.hide()

    def _find(self) -> None:
        from app.registers.finding import find_everywhere

        self._stop()
        words, desk = self.text().strip(), self._window.desk
        if not words:
            return
        self._task = self._window.tasks.read(
            lambda: find_everywhere(desk, words), lambda groups: self._show(words, groups), owner=self
        )

    def _stop(self) -> None:
        """What is still being looked for is no longer wanted."""
        self._pause.stop()
        if self._task is not None:
            self._task.drop()

    def _show(self, words: str, groups: list[Group]) -> None:
        if words != self.text().strip():
            return
        self.popup.fill(groups)
        below = self.mapTo(self._window, QPoint(0, self.height() + 4))
        self.popup.open_at(below, self.width())

    def _open(self, item: QListWidgetItem | None) -> None:
        target = item.data(_DATA) if item is not None else None
        if target is None:
            return
        self.popup.hide()
        if isinstance(target, str):
            from app.registers.lists import Query

            self._window.open_list(target, Query(search=self.text().strip()))
        else:
            self._window.open_record(target.register_key, target.id)

    def _scale(self) -> None:
        self.setFixedWidth(self._window.theme.length(330))


class _Popup(QFrame):
    """The list of hits. It never takes the focus, so that typing goes on (also with an input method)."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("searchPopup")
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(False)
        self._nothing = QLabel("没有找到。换一个字，或用拼音首字母、电话后四位试试。")
        self._nothing.setWordWrap(True)
        self._nothing.setMargin(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list)
        self.hide()

    def fill(self, groups: list[Group]) -> None:
        """Show these hits, the first one chosen."""
        self.list.clear()
        for group in groups:
            head = QListWidgetItem(group.register.label)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(head)
            for found in group.found:
                self._add(_line(found), found)
            if group.more:
                self._add(f"    在“{group.register.label}”中列出全部…", group.register.key)
        self._nothing.setVisible(not groups)
        self.list.setVisible(bool(groups))
        self.list.setCurrentRow(1 if groups else -1)

    def open_at(self, place: QPoint, width: int) -> None:
        """Drop down at a place of the window, as high as the hits need."""
        wanted = sum(self.list.sizeHintForRow(row) for row in range(self.list.count())) + 16
        room = self._window.height() - place.y() - 16
        height = min(wanted, room) if self.list.count() else self._nothing.heightForWidth(width) + 40
        wide = max(width, min(560, self._window.width() - 40))
        self.setGeometry(place.x() + width - wide, place.y(), wide, height)
        self.show()
        self.raise_()

    def move_by(self, step: int) -> None:
        """Choose the next or previous hit, over the heads of groups."""
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.list.setCurrentRow(row)
                return
            row += step

    def _add(self, text: str, target: Any) -> None:
        item = QListWidgetItem(text)
        item.setData(_DATA, target)
        self.list.addItem(item)


def _line(found: Found) -> str:
    return f"{found.title}　{found.second}" if found.second else found.title
