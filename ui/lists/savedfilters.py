"""The button 常用筛选 of a list: filters kept for the whole office, chosen, kept and taken off again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton

from app.errors import UserError, ValidationFailed
from app.registers.lists import Query
from app.registers.spec import Register
from ui.lists.actions import offer_undo

if TYPE_CHECKING:
    from app.desk import Changes
    from app.savedfilters import Saved
    from ui.shell.window import MainWindow


class SavedFilters(QToolButton):
    """Signal ``chosen(Query)``: show the rows of a kept filter. list_key: key of the page; now: what it shows at present."""

    chosen = Signal(object)

    def __init__(
        self, window: MainWindow, register: Register, list_key: str, now: Callable[[], Query]
    ) -> None:
        super().__init__()
        self.frame, self._register, self._key, self._now = window, register, list_key, now
        self.kept: list[Saved] = []
        self.measures: list[tuple[str, str]] = []
        self.setObjectName("chip")
        self.setText("常用筛选 ▾")
        self.setToolTip("办公室共用的筛选条件")
        self.entries = QMenu(self)
        self.setMenu(self.entries)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        window.tasks.changed.connect(self._changed)
        self._fill()

    def reload(self) -> None:
        """Read the kept filters."""
        desk, key, register = self.frame.desk, self._key, self._register

        def work() -> tuple[list[Saved], list[tuple[str, str]]]:
            from app.actions.ownmeasures import of_register
            from app.savedfilters import saved_filters

            return saved_filters(desk, key, register), of_register(desk, register)

        self.frame.tasks.read(work, self._show, owner=self)

    def keep(self) -> None:
        """Ask for a name and keep what the list shows now."""
        name, given = QInputDialog.getText(self, "保存常用筛选", "名称（办公室里的人都能用）：")
        if given:
            self.keep_as(name)

    def keep_as(self, name: str, *, replace: bool = False) -> None:
        """Keep what the list shows now under a name."""
        desk, key, query = self.frame.desk, self._key, self._now()

        def work() -> Changes:
            from app.savedfilters import keep_filter

            return keep_filter(desk, key, name, query, replace=replace)

        def failed(error: Exception) -> None:
            taken = isinstance(error, ValidationFailed) and error.problems[0].code == "NAME_TAKEN"
            if not taken:
                self.frame.tasks.default_failure(error)
            elif self.frame.messages.confirm(
                f"已有叫“{name}”的常用筛选，要替换吗？", yes="替换", parent=self
            ):
                self.keep_as(name, replace=True)

        self.frame.tasks.write(
            work,
            lambda changes: offer_undo(self.frame, f"已保存常用筛选“{name}”。", changes),
            failed,
            owner=self,
        )

    def drop(self, saved: Saved) -> None:
        """Delete a kept filter."""
        desk = self.frame.desk

        def work() -> Changes:
            from app.savedfilters import drop_filter

            return drop_filter(desk, saved.id)

        self.frame.tasks.write(
            work,
            lambda changes: offer_undo(self.frame, f"已删除常用筛选“{saved.name}”。", changes),
            owner=self,
        )

    def make_measure(self) -> None:
        """做成指标: ask for name, unit and how to count, and add what the list shows as a figure."""
        from app.actions.ownmeasures import making
        from ui.lists.actions import ActionDialog

        try:
            action = making(self._register, self._now())
        except UserError as error:
            self.frame.messages.failed(error)
            return
        title = f"把现在的筛选做成指标（{self._register.label}）"
        ActionDialog(self.frame, action, title, [], self).show()

    def drop_measure(self, code: str, name: str) -> None:
        """Take one of the office's own figures off."""
        desk = self.frame.desk

        def work() -> Changes:
            from app.actions.ownmeasures import drop

            return drop(desk, code)

        self.frame.tasks.write(
            work, lambda changes: offer_undo(self.frame, f"已删除自定义指标“{name}”。", changes), owner=self
        )

    def _show(self, found: tuple[Sequence[Saved], Sequence[tuple[str, str]]]) -> None:
        self.kept, self.measures = list(found[0]), list(found[1])
        self._fill()

    def _fill(self) -> None:
        self.entries.clear()
        for saved in self.kept:
            entry = self.entries.addAction(saved.name, partial(self.chosen.emit, saved.query))
            entry.setToolTip(f"由{saved.made_by}保存")
        if self.kept:
            self.entries.addSeparator()
        self.entries.addAction("保存当前筛选…", self.keep)
        if self.kept:
            gone = self.entries.addMenu("删除")
            for saved in self.kept:
                gone.addAction(saved.name, partial(self.drop, saved))
        self.entries.addSeparator()
        self.entries.addAction("做成指标…", self.make_measure)
        if self.measures:
            gone = self.entries.addMenu("删除自定义指标")
            for code, name in self.measures:
                gone.addAction(name, partial(self.drop_measure, code, name))

    def _changed(self, changes: Changes) -> None:
        if {"saved_filters", "own_measures"} & changes.tables:
            self.reload()
