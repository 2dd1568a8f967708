"""ChildTable: the records that belong to one record, in a small table of their own inside its dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.registers.lists import Filter, Op, Query, Row
from app.registers.spec import Child
from ui.lists.actions import bar_of_view, delete_rows
from ui.lists.table import RecordTable
from ui.lists.view import RecordView

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow


class ChildTable(QWidget):
    """Lists, adds, changes and deletes the child records of one owner."""

    def __init__(
        self, window: MainWindow, child: Child, owner_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.frame, self.register = window, child.register
        self._known = {child.via: owner_id}
        key = f"child/{child.register.key}/{child.via}"
        shown = [field.name for field in child.register.fields if field.table and field.name != child.via]
        self.table = RecordTable(window.tasks, window.desk, child.register, shown, self)
        self.table.query = Query(filters=(Filter(child.via, Op.IS, (owner_id,)),))
        self.view = RecordView(self.table, window.state, key, window.theme)
        self._empty = QLabel(f"还没有{child.register.label}。")
        self._empty.setObjectName("emptyList")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addLayout(self._toolbar())
        layout.addWidget(self._body, 1)
        self.table.counted.connect(
            lambda total: self._body.setCurrentWidget(self.view if total else self._empty)
        )
        self.table.refused.connect(window.messages.notice)
        self.view.opened.connect(self._open)
        self.view.wants_delete.connect(self._delete)
        self.view.wants_menu.connect(self._menu)
        window.tasks.changed.connect(self._changed)
        self.table.reload()

    def _toolbar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        editable = any(field.form and field.name not in self._known for field in self.register.fields)
        for label, do in (("新增", self._new), ("修改", self._open_selected), ("删除", self._delete)):
            button = QPushButton(label)
            button.setAutoDefault(False)
            button.setEnabled(editable)
            button.clicked.connect(lambda _=False, do=do: do())
            row.addWidget(button)
        self.bar = bar_of_view(self.frame, self.register, self.view)
        row.addWidget(self.bar)
        row.addStretch(1)
        return row

    def _new(self) -> None:
        from ui.records.cards import open_new

        open_new(self.frame, self.register.key, known=self._known, parent=self.window())

    def _open(self, record_id: int) -> None:
        from ui.records.cards import open_record

        open_record(self.frame, self.register.key, record_id, known=self._known, parent=self.window())

    def _open_selected(self) -> None:
        def show(rows: list[Row]) -> None:
            if rows:
                self._open(rows[0].id)

        self.table.read_rows(self.view.spans[:1], show)

    def _delete(self) -> None:
        delete_rows(self.frame, self.register, self.view)

    def _menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("修改", self._open_selected)
        menu.addAction("删除", self._delete)
        menu.addAction("复制", self.view.copy)
        self.bar.fill_menu(menu)
        menu.popup(self.view.viewport().mapToGlobal(position))

    def _changed(self, changes: Changes) -> None:
        if self.register.table.name in changes.tables:
            self.table.reload()
