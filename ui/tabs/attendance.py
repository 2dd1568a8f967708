"""The attendance sheet: learners down, sessions across; marked by single keys as fast as on paper."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QInputDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout

from app.sheets.attendance import MARKS, PAGE, Learner, Sheet, as_marks
from ui.sheets.foot import FootModel
from ui.sheets.model import SheetModel
from ui.sheets.view import FootView, SheetView

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow

_LONGEST_LINE = 100


@dataclass(frozen=True)
class Opened:
    """A sheet with its first lines, as read for the dialog."""

    sheet: Sheet
    learners: list[Learner]


def open_attendance(window: MainWindow, class_run_id: int) -> None:
    """Read a class's sheet on the worker and open it."""
    desk = window.desk

    def work() -> Opened:
        from app.sheets.attendance import read_learners, read_sheet

        return Opened(read_sheet(desk, class_run_id), read_learners(desk, class_run_id))

    window.tasks.read(work, lambda opened: AttendanceDialog(window, opened).open(), owner=window)


class AttendanceDialog(QDialog):
    """Takes over a class's paper sheet and saves it as one operation."""

    def __init__(self, window: MainWindow, opened: Opened) -> None:
        super().__init__(window)
        self.frame = window
        below = QColor(window.theme.colour("danger"))
        self.model = SheetModel(opened.sheet, opened.learners, below)
        self.foot_model = FootModel(self.model)
        self.view = SheetView(self.model, window.theme)
        self.foot = FootView(self.foot_model, self.view, window.theme)
        self._request = str(uuid.uuid4())
        self._saving = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(f"考勤：{opened.sheet.title}")
        self._arrange()
        self._connect()
        self._fit()
        self._show_state()
        self._count()
        self.view.go_to(0, self.model.next_column(date.today()))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Save what was typed."""
        model = self.model
        marks, heads, fill = model.changed_marks(), model.changed_headcounts(), frozenset(model.fills)
        if self._saving or not model.changes():
            return
        self._saving = True
        self._show_state()
        desk, run, request = self.frame.desk, model.sheet.class_run_id, self._request

        def work() -> Changes:
            from app.actions.attendance import mark_attendance

            return mark_attendance(desk, run, as_marks(marks), heads, fill=fill, request_id=request)

        self.frame.tasks.write(work, self._saved, self._failed, owner=self)

    def reject(self) -> None:
        """Esc or ×: asks first when marks would be lost."""
        if self._saving:
            return
        if self.model.changes():
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

    def add_walk_in(self) -> None:
        """Put somebody who came without being enrolled on the sheet."""
        from ui.wizard.walkin import WalkInDialog

        WalkInDialog(self.frame, self, self.model.sheet.class_run_id, self.show_person).open()

    def show_person(self, person_id: int) -> None:
        """Read the sheet anew and put the cursor on somebody; what was typed stays."""
        desk, run = self.frame.desk, self.model.sheet.class_run_id

        def work() -> tuple[Sheet, int, list[Learner]]:
            from app.sheets.attendance import place_of, read_learners, read_sheet

            row = place_of(desk, run, person_id) or 0
            return read_sheet(desk, run), row, read_learners(desk, run, row // PAGE * PAGE)

        def show(found: tuple[Sheet, int, list[Learner]]) -> None:
            sheet, row, learners = found
            column = self.view.currentIndex().column()
            self.model.take_sheet(sheet, row // PAGE, learners)
            self.view.go_to(row, column)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._count()

        self.frame.tasks.read(work, show, owner=self)

    def add_line(self) -> None:
        """Ask what other people there were without names, and count them in a line of their own."""
        text, given = QInputDialog.getText(
            self, "添加人数栏", "没有登记姓名的是什么人（如：现场旁听的骑手）："
        )
        if given and text.strip():
            row = self.foot_model.add_line(text.strip()[:_LONGEST_LINE])
            self.foot.go_to(row, self.view.currentIndex().column())

    def find_next(self) -> None:
        """Put the cursor on the next learner whose name, pinyin or initials hold what was typed."""
        typed = self.search.text().strip()
        if not typed:
            return
        desk, run, after = self.frame.desk, self.model.sheet.class_run_id, self.view.currentIndex().row()

        def work() -> int | None:
            from app.sheets.attendance import find_line

            return find_line(desk, run, typed, after)

        def show(row: int | None) -> None:
            if row is None:
                self.state_line.setText(f"签到表上没有“{typed}”")
            else:
                self.view.go_to(row)

        self.frame.tasks.read(work, show, owner=self)

    def _connect(self) -> None:
        self.model.edited.connect(self._show_state)
        self.model.wanted.connect(self._read_page)
        self.foot.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.search.returnPressed.connect(self.find_next)
        for button, do in (
            (self.all_present, self._fill_lesson),
            (self.whole_sheet, self._fill_past),
            (self.walk_in, self.add_walk_in),
            (self.new_line, self.add_line),
            (self.warn, self._warn),
            (self.paper, self._print),
            (self.save_button, self.save),
            (self.leave, self.reject),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, do=do: do())
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Save), self.save),
            (QKeySequence("Ctrl+F"), self.search.setFocus),
            (QKeySequence("F6"), self._change_table),
        ):
            QShortcut(keys, self, do)

    def _fit(self) -> None:
        """Be as wide as the sheet, as far as the screen allows."""
        theme, room = self.frame.theme, self.frame.screen().availableGeometry()
        sheet = self.view.verticalHeader().width() + self.view.horizontalHeader().length()
        width = max(sheet + theme.length(60), theme.length(860))
        self.resize(min(width, room.width() - 40), min(theme.length(680), room.height() - 60))

    def _arrange(self) -> None:
        keys = "　".join(f"{number} {word}" for number, (_, word, _) in enumerate(MARKS, start=1))
        help_line = QLabel(
            f"按键登记：{keys}　空格 出勤与缺席互换　0 清除；方向键移动，可选中多格一起登记；F6 到下面填未实名人次。"
        )
        help_line.setObjectName("quiet")
        help_line.setWordWrap(True)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找学员（Ctrl+F），回车找下一个")
        self.search.setAccessibleName("查找学员")
        self.state_line = QLabel()
        self.walk_in = QPushButton("现场补录(&W)…")
        self.new_line = QPushButton("添加人数栏(&H)…")
        self.warn = QPushButton("出勤预警(&R)")
        self.paper = QPushButton("打印签到表(&T)")
        self.all_present = QPushButton("本课次其余出勤(&P)")
        self.whole_sheet = QPushButton("已上课次其余出勤(&A)")
        self.save_button = QPushButton("保存(&S)")
        self.save_button.setObjectName("primary")
        self.leave = QPushButton("关闭")
        layout = QVBoxLayout(self)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        for button in (self.walk_in, self.new_line, self.warn, self.paper):
            top.addWidget(button)
        below = QHBoxLayout()
        for widget in (self.all_present, self.whole_sheet, self.state_line):
            below.addWidget(widget)
        below.addStretch(1)
        below.addWidget(self.save_button)
        below.addWidget(self.leave)
        layout.addWidget(help_line)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.foot)
        layout.addLayout(below)

    def _change_table(self) -> None:
        if self.view.hasFocus():
            self.foot.go_to(1, self.view.currentIndex().column())
        else:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_lesson(self) -> None:
        index = self.view.currentIndex()
        if self.model.is_lesson(index):
            self.model.fill_present([self.model.lesson_id(index.column())])

    def _fill_past(self) -> None:
        today = date.today()
        self.model.fill_present(one.id for one in self.model.sheet.lessons if one.held_on <= today)

    def _read_page(self, number: int) -> None:
        desk, run = self.frame.desk, self.model.sheet.class_run_id

        def work() -> list[Learner]:
            from app.sheets.attendance import read_learners

            return read_learners(desk, run, number * PAGE)

        self.frame.tasks.read(work, lambda learners: self.model.take_page(number, learners), owner=self)

    def _count(self) -> None:
        desk, run = self.frame.desk, self.model.sheet.class_run_id

        def work() -> Any:
            from app.sheets.attendance import read_totals

            return read_totals(desk, run)

        self.frame.tasks.read(work, self.model.take_totals, owner=self)

    def _warn(self) -> None:
        from ui.wizard.outlook import open_outlook

        open_outlook(self.frame, self.model.sheet.class_run_id, self.model.sheet.title, self)

    def _print(self) -> None:
        from ui.wizard.signinpaper import print_sheets

        index = self.view.currentIndex()
        chosen = [self.model.lesson_id(index.column())] if self.model.is_lesson(index) else []
        print_sheets(self.frame, self.model.sheet.class_run_id, chosen)

    def _show_state(self) -> None:
        changed = self.model.changes()
        self.save_button.setEnabled(bool(changed) and not self._saving)
        if not self.model.sheet.lessons:
            self.state_line.setText("这个班次还没有课次，请先在班次中登记课次。")
        elif not self.model.sheet.learners:
            self.state_line.setText("还没有录取的学员；可以现场补录，或只填未实名人次。")
        else:
            self.state_line.setText(f"未保存 {changed} 处" if changed else "已全部保存")

    def _saved(self, _: Changes) -> None:
        self._saving = False
        self._request = str(uuid.uuid4())
        self.model.saved()
        self._count()
        self._show_state()
        self.frame.messages.notice("考勤已保存。")

    def _failed(self, error: Exception) -> None:
        self._saving = False
        self._show_state()
        self.frame.messages.failed(error)
