"""The attendance sheet: learners down, sessions across; marked by single keys as fast as on paper."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from app.attendance import MARKS, Sheet, as_marks
from ui.sheetmodel import FIRST, SheetModel

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.window import MainWindow

_KEYS = {str(number): mark for number, (mark, _, _) in enumerate(MARKS, start=1)}


class SheetView(QTableView):
    """Keys 1 to 5 mark and go down a line; 0, Delete and the space bar take a mark back; Enter counts heads."""

    wants_heads = Signal(int)

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self.sheet_model = model
        self.setModel(model)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setMinimumSectionSize(52)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._ask_heads)
        if model.sheet.learners and model.sheet.lessons:
            self.setCurrentIndex(model.index(0, FIRST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark by key; everything else as in any table."""
        mark = _KEYS.get(event.text())
        if event.key() in (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space):
            mark = ""
        if mark is not None and self._mark_selected(mark):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask_heads(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _mark_selected(self, mark: str) -> bool:
        model = self.sheet_model
        chosen = [index for index in self.selectedIndexes() if model.is_mark(index)]
        if not chosen:
            return False
        model.mark([model.cell(index) for index in chosen], mark)
        current = self.currentIndex()
        if len(chosen) == 1 and current.row() + 1 < model.headcount_row:
            self.setCurrentIndex(model.index(current.row() + 1, current.column()))
        return True

    def _ask_heads(self, index: QModelIndex) -> None:
        if index.row() == self.sheet_model.headcount_row and self.sheet_model.is_lesson(index):
            self.wants_heads.emit(self.sheet_model.sheet.lessons[index.column() - FIRST].id)


class AttendanceDialog(QDialog):
    """Takes over a class's paper sheet and saves it as one operation."""

    def __init__(self, window: MainWindow, sheet: Sheet) -> None:
        super().__init__(window)
        self.frame = window
        self.model = SheetModel(sheet)
        self.view = SheetView(self.model)
        self._request = str(uuid.uuid4())
        self._saving = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"考勤：{sheet.title}")
        self._arrange()
        self._fit()
        self.view.wants_heads.connect(self._count_heads)
        self.model.edited.connect(self._show_state)
        self._show_state()

    def save(self) -> None:
        """Save what was typed."""
        marks, heads = self.model.changed_marks(), self.model.changed_headcounts()
        if self._saving or not (marks or heads):
            return
        self._saving = True
        self._show_state()
        desk, run, request = self.frame.desk, self.model.sheet.class_run_id, self._request

        def work() -> Changes:
            from app.actions.attendance import mark_attendance

            return mark_attendance(desk, run, as_marks(marks), heads, request_id=request)

        self.frame.tasks.write(work, self._saved, self._failed, owner=self)

    def reject(self) -> None:
        """Esc or ×: asks first when marks would be lost."""
        if self._saving:
            return
        if self.model.changed_marks() or self.model.changed_headcounts():
            answer = self.frame.messages.choose(
                "考勤还没有保存。", "关闭后刚才的登记不会保留。", ("保存", "不保存", "继续登记"), parent=self
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

    def _fit(self) -> None:
        """Be as wide as the sheet, as far as the screen allows."""
        theme, room = self.frame.theme, self.frame.screen().availableGeometry()
        self.view.resizeColumnsToContents()
        sheet = self.view.verticalHeader().sizeHint().width() + self.view.horizontalHeader().length()
        width = max(sheet + theme.length(60), theme.length(760))
        self.resize(min(width, room.width() - 40), min(theme.length(640), room.height() - 60))

    def _arrange(self) -> None:
        keys = "　".join(f"{number} {word}" for number, (_, word, _) in enumerate(MARKS, start=1))
        help_line = QLabel(
            f"按键登记：{keys}　0 清除；方向键移动，可选中多格一起登记。在“未实名人次”一行按回车填人数。"
        )
        help_line.setObjectName("quiet")
        help_line.setWordWrap(True)
        self.state_line = QLabel()
        self.all_present = QPushButton("本课次其余出勤(&P)")
        self.all_present.clicked.connect(self._fill_lesson)
        self.whole_sheet = QPushButton("全部课次其余出勤(&A)")
        self.whole_sheet.clicked.connect(lambda: self.model.fill_present())
        self.save_button = QPushButton("保存(&S)")
        self.save_button.setObjectName("primary")
        self.save_button.clicked.connect(self.save)
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        for button in (self.all_present, self.whole_sheet, self.save_button, close):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        for widget in (self.all_present, self.whole_sheet, self.state_line):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.save_button)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(help_line)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)

    def _fill_lesson(self) -> None:
        index = self.view.currentIndex()
        if self.model.is_lesson(index):
            self.model.fill_present(self.model.sheet.lessons[index.column() - FIRST].id)

    def _count_heads(self, lesson_id: int) -> None:
        known = self.model.headcounts.get(lesson_id, 0)
        count, given = QInputDialog.getInt(self, "未实名人次", "没有登记姓名的到场人数：", known, 0, 100_000)
        if given:
            self.model.count_heads(lesson_id, count)

    def _show_state(self) -> None:
        changed = len(self.model.changed_marks()) + len(self.model.changed_headcounts())
        self.save_button.setEnabled(bool(changed) and not self._saving)
        if not self.model.sheet.lessons:
            self.state_line.setText("这个班次还没有课次，请先在班次中登记课次。")
        elif not self.model.sheet.learners:
            self.state_line.setText("还没有录取的学员；可以先登记未实名人次。")
        else:
            self.state_line.setText(f"未保存 {changed} 处" if changed else "已全部保存")

    def _saved(self, _: Changes) -> None:
        self._saving = False
        self._request = str(uuid.uuid4())
        self.model.sheet.marks = dict(self.model.marks)
        self.model.sheet.headcounts = dict(self.model.headcounts)
        self._show_state()
        self.frame.messages.notice("考勤已保存。")

    def _failed(self, error: Exception) -> None:
        self._saving = False
        self._show_state()
        self.frame.messages.failed(error)
