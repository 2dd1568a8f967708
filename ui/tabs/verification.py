"""批量核实: the people of a station or community down the sheet, marked by single keys, saved as one operation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from app.errors import UserError, ValidationFailed
from app.registers.spec import Field, Kind
from app.sheets.verification import Line
from ui.records.editors import Unreadable
from ui.shell.undoing import undo_operation
from ui.tabs.verifymodel import HERE, LEFT, WHERE, VerifyModel
from ui.widgets.banner import Banner
from ui.widgets.dates import DateEditor

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow

_KEYS = {"1": HERE, "2": LEFT}
_CLEAR = (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space)
_WIDTHS = (140, 90, 160, 120, 170, 160, 150)


class VerifyView(QTableView):
    """Key 1: still here; 2: left; 0 takes it back; Enter goes to where they went."""

    def __init__(self, model: VerifyModel) -> None:
        super().__init__()
        self.sheet = model
        self.setModel(model)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.horizontalHeader().setHighlightSections(False)
        self.setCurrentIndex(model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark by key; everything else as in any table."""
        result = "" if event.key() in _CLEAR else _KEYS.get(event.text())
        if result is not None:
            self._mark(result)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.sheet.index(self.currentIndex().row(), WHERE))
        else:
            super().keyPressEvent(event)

    def _mark(self, result: str) -> None:
        rows = sorted({index.row() for index in self.selectedIndexes()})
        self.sheet.mark(rows, result)
        if len(rows) == 1 and rows[0] + 1 < self.sheet.rowCount():
            self.setCurrentIndex(self.sheet.index(rows[0] + 1, 0))


class VerifyDialog(QDialog):
    """Works off a list of people."""

    def __init__(self, window: MainWindow, lines: Sequence[Line]) -> None:
        super().__init__(window)
        self.frame = window
        self.model = VerifyModel(lines)
        self.view = VerifyView(self.model)
        self.banner = Banner()
        self.on = DateEditor(Field("on", "核实日期", kind=Kind.DATE))
        self.on.set_value(date.today())
        self._saving = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"批量核实：{len(lines)}人")
        self._arrange()
        self.model.edited.connect(self._show_state)
        self._show_state()
        self.view.setFocus()

    def save(self) -> None:
        """Write down what was found out."""
        verdicts = self.model.verdicts()
        try:
            on = self.on.value()
        except Unreadable as unreadable:
            self.banner.show_text(str(unreadable), kind="dangerBanner")
            return
        if self._saving or not verdicts:
            return
        self._saving = True
        self._show_state()
        desk = self.frame.desk

        def work() -> Changes:
            from app.actions.verification import verify_all

            return verify_all(desk, verdicts, on or date.today())

        self.frame.tasks.write(work, self._saved, self._failed, owner=self, title="正在保存核实结果…")

    def reject(self) -> None:
        """Esc or ×: asks first when results would be lost."""
        if self._saving:
            return
        if self.model.verdicts():
            answer = self.frame.messages.choose(
                "核实结果还没有保存。",
                "关闭后刚才的登记不会保留。",
                ("保存", "不保存", "继续核实"),
                parent=self,
            )
            if answer == 0:
                self.save()
            if answer != 1:
                return
        super().reject()

    def closeEvent(self, event: Any) -> None:
        """The window's × asks as Esc does."""
        event.ignore()
        self.reject()

    def _saved(self, changes: Changes) -> None:
        operation = changes.operation_id
        text = f"已保存核实结果，共{len(self.model.verdicts())}人。"
        assert operation is not None
        self.frame.messages.notice(text, action="撤销", do=lambda: undo_operation(self.frame, operation))
        super().accept()

    def _failed(self, error: Exception) -> None:
        self._saving = False
        self._show_state()
        if isinstance(error, ValidationFailed):
            text = "".join(problem.message for problem in error.problems)
            self.banner.show_text(text, kind="dangerBanner")
        elif isinstance(error, UserError):
            self.banner.show_text(f"{error.sentence}{error.advice}", kind="dangerBanner")
        else:
            self.frame.tasks.default_failure(error)

    def _show_state(self) -> None:
        verdicts = self.model.verdicts()
        here = sum(one.here for one in verdicts)
        rest = len(self.model.lines) - len(verdicts)
        self._state.setText(f"在岗 {here}　流出 {len(verdicts) - here}　未核实 {rest}")
        self.save_button.setEnabled(bool(verdicts) and not self._saving)

    def _arrange(self) -> None:
        theme, room = self.frame.theme, self.frame.screen().availableGeometry()
        says = QLabel(
            "按键登记：1 在岗　2 流出　0 清除；可选中多行一起登记。流出的按回车填写去向。没有结果的人不会改动。"
        )
        says.setObjectName("quiet")
        says.setWordWrap(True)
        for column, width in enumerate(_WIDTHS):
            self.view.setColumnWidth(column, theme.length(width))
        self.view.horizontalHeader().setStretchLastSection(True)
        self.view.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._state = QLabel()
        rest = QPushButton("其余都在岗(&A)")
        rest.clicked.connect(self.model.mark_the_rest)
        self.save_button = QPushButton("保存(&S)")
        self.save_button.setObjectName("primary")
        self.save_button.clicked.connect(self.save)
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        for button in (rest, self.save_button, close):
            button.setAutoDefault(False)
        self.on.setMaximumWidth(theme.length(170))
        foot = QHBoxLayout()
        for widget in (QLabel("核实日期"), self.on, rest, self._state):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.addWidget(says)
        layout.addWidget(self.banner)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        self.resize(min(theme.length(1080), room.width() - 40), min(theme.length(640), room.height() - 60))
