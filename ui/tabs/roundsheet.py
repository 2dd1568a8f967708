"""巡查录入: a round's paper sheet typed back by keyboard; each fault with what is wrong and by when it is to be mended."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from app.registers.spec import Field, Kind
from app.sheets.inspection import FINDINGS, RoundSheet, as_entry
from ui.records.editors import Unreadable
from ui.sheets.roundmodel import FAULT, FIRST, RoundModel
from ui.sheets.roundview import RoundView
from ui.widgets.dates import DateEditor

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow

_LONGEST_NOTE = 130


def open_round(window: MainWindow, round_id: int) -> None:
    """Read a round's sheet on the worker and open it."""
    desk = window.desk

    def work() -> RoundSheet:
        from app.sheets.inspection import read_round

        return read_round(desk, round_id)

    window.tasks.read(work, lambda sheet: RoundDialog(window, sheet).open(), owner=window)


class RoundDialog(QDialog):
    """Takes over a round's paper sheet and saves it as one operation."""

    def __init__(self, window: MainWindow, sheet: RoundSheet) -> None:
        super().__init__(window)
        self.frame = window
        on = min(date.today(), sheet.due_on) if sheet.planned_on <= date.today() else date.today()
        colours = window.theme.colour
        self.model = RoundModel(sheet, on, QColor(colours("danger")), QColor(colours("quiet")))
        self.view = RoundView(self.model, window.theme)
        self.on, self.due = _day("on", "巡查日期"), _day("due_on", "整改期限")
        self.inspector, self.note = QLineEdit(sheet.inspector), QLineEdit()
        self._request = str(uuid.uuid4())
        self._saving = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(f"巡查录入：{sheet.title}")
        self.on.set_value(on)
        self._arrange()
        self._connect()
        theme, room = window.theme, window.screen().availableGeometry()
        width = self.view.verticalHeader().width() + self.view.horizontalHeader().length() + theme.length(60)
        self.resize(
            min(max(width, theme.length(900)), room.width() - 40), min(theme.length(640), room.height() - 60)
        )
        self._begin()

    def save(self) -> None:
        """Save what was typed."""
        if self._saving or not self.model.changes():
            return
        self._saving = True
        self._show_state()
        desk, round_id, request = self.frame.desk, self.model.sheet.round_id, self._request
        inspector = self.inspector.text().strip()
        entries = {
            inspection: as_entry(typed.on, typed.findings, typed.notes, typed.dues, inspector)
            for inspection, typed in self.model.typed.items()
            if typed
        }

        def work() -> tuple[Changes, RoundSheet]:
            from app.actions.inspections import take_over
            from app.sheets.inspection import read_round

            changes = take_over(desk, round_id, entries, request_id=request)
            return changes, read_round(desk, round_id)

        self.frame.tasks.write(work, self._saved, self._failed, owner=self)

    def reject(self) -> None:
        """Esc or ×: asks first when something would be lost."""
        if self._saving:
            return
        if self.model.changes():
            answer = self.frame.messages.choose(
                "巡查结果还没有保存。",
                "关闭后刚才的登记不会保留。",
                ("保存", "不保存", "继续登记"),
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

    def _begin(self) -> None:
        """Put the cursor on the first place nobody was at."""
        lines = self.model.sheet.lines
        row = next((n for n, line in enumerate(lines) if line.inspected_on is None), 0)
        if lines and self.model.sheet.items:
            self.view.go_to(row, FIRST)
        self._show_note()
        self._show_state()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_day(self) -> None:
        day = _read(self.on)
        if day is not None:
            self.model.on = day

    def _write_note(self) -> None:
        """What is typed below belongs to the fault under the cursor."""
        index = self.view.currentIndex()
        if self._at_fault():
            due, usual = _read(self.due), self._usual_due()
            self.model.explain(index, self.note.text().strip(), due if due != usual else None)

    def _end_note(self) -> None:
        """Enter in the note goes on with the sheet."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.go_on()

    def _start_note(self) -> None:
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        self.note.selectAll()

    def _at_fault(self) -> bool:
        index = self.view.currentIndex()
        if not self.model.answers(index):
            return False
        return self.model.finding(self.model.line(index.row()), self.model.item(index.column())) == FAULT

    def _usual_due(self) -> date:
        line = self.model.line(self.view.currentIndex().row())
        return (self.model.day_of(line) or self.model.on) + timedelta(days=self.model.sheet.mend_days)

    def _show_note(self) -> None:
        """Show the fault under the cursor, to be explained."""
        fault = self._at_fault()
        index = self.view.currentIndex()
        self.where.setText("问题说明：先把光标移到“×”上")
        if fault:
            line, item = self.model.line(index.row()), self.model.item(index.column())
            self.where.setText(f"{line.name} · {item.name}：")
            self.note.setText(self.model.note(line, item))
            self.due.set_value(self.model.due(line, item) or self._usual_due())
        else:
            self.note.clear()
            self.due.set_value(None)
        for widget in (self.note, self.due):
            widget.setEnabled(fault)

    def _connect(self) -> None:
        self.model.edited.connect(self._show_state)
        self.view.came.connect(self._show_note)
        self.view.wants_note.connect(self._start_note)
        self.note.textEdited.connect(lambda _: self._write_note())
        self.note.returnPressed.connect(self._end_note)
        for editor, take in ((self.on, self._take_day), (self.due, self._write_note)):
            editor.line.editingFinished.connect(take)
            editor.precision_found.connect(lambda _, take=take: take())
        for button, do in (
            (self.rest, lambda: self.model.rest_good({self.view.currentIndex().row()})),
            (self.whole, lambda: self.model.rest_good(range(self.model.rowCount()))),
            (self.paper, self._print),
            (self.save_button, self.save),
            (self.leave, self.reject),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, do=do: do())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save)

    def _arrange(self) -> None:
        keys = "　".join(f"{number} {word}" for number, (_, word, _) in enumerate(FINDINGS, start=1))
        help_line = QLabel(
            f"按键登记：{keys}　0 清除　回车 本行其余合格并到下一行；“有问题”的写明情况后按回车继续，会生成整改任务。"
        )
        help_line.setObjectName("quiet")
        help_line.setWordWrap(True)
        self.where, self.state_line = QLabel(), QLabel()
        self.rest, self.whole = QPushButton("本行其余合格(&R)"), QPushButton("全表其余合格(&A)")
        self.paper, self.leave = QPushButton("打印巡查表(&T)"), QPushButton("关闭")
        self.save_button = QPushButton("保存(&S)")
        self.save_button.setObjectName("primary")
        self.note.setMaxLength(_LONGEST_NOTE)
        self.note.setPlaceholderText("哪里有问题，如：微波炉不通电")
        for widget, name in ((self.note, "问题说明"), (self.inspector, "巡查人")):
            widget.setAccessibleName(name)
        top = QHBoxLayout()
        top.addWidget(QLabel("巡查日期"))
        top.addWidget(self.on)
        top.addWidget(QLabel("巡查人"))
        top.addWidget(self.inspector)
        top.addStretch(1)
        top.addWidget(self.paper)
        about = QHBoxLayout()
        about.addWidget(self.where)
        about.addWidget(self.note, 1)
        about.addWidget(QLabel("整改期限"))
        about.addWidget(self.due)
        below = QHBoxLayout()
        for button in (self.rest, self.whole, self.state_line):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self.save_button)
        below.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.addWidget(help_line)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addLayout(about)
        layout.addLayout(below)
        for editor in (self.on, self.due):
            editor.setFixedWidth(self.frame.theme.length(156))
        self.inspector.setFixedWidth(self.frame.theme.length(160))

    def _print(self) -> None:
        from app.registers import find_register
        from ui.papers.menu import print_paper

        print_paper(self.frame, find_register("inspection_rounds").papers[0], [self.model.sheet.round_id])

    def _show_state(self) -> None:
        model = self.model
        self.save_button.setEnabled(bool(model.changes()) and not self._saving)
        for button in (self.rest, self.whole):
            button.setEnabled(bool(model.sheet.items and model.sheet.lines))
        if not model.sheet.items:
            self.state_line.setText("还没有检查项：请先到“检查项”页采用“六有”标准或自行新增。")
        elif not model.sheet.lines:
            self.state_line.setText("这一轮还没有点位。")
        else:
            unsaved = f"，未保存{model.changes()}处" if model.changes() else "，已全部保存"
            self.state_line.setText(
                f"共{model.rowCount()}处，已查{model.seen()}处，问题{model.faults()}个{unsaved}"
            )

    def _saved(self, answer: tuple[Changes, RoundSheet]) -> None:
        self._saving = False
        self._request = str(uuid.uuid4())
        here = self.view.currentIndex()
        row, column = here.row(), here.column()
        self.model.take(answer[1])
        if row >= 0:
            self.view.go_to(row, max(column, FIRST))
        self._show_note()
        self._show_state()
        self.frame.messages.notice(
            "巡查结果已保存，问题已列入“问题整改”。" if self.model.faults() else "巡查结果已保存。"
        )

    def _failed(self, error: Exception) -> None:
        self._saving = False
        self._show_state()
        self.frame.messages.failed(error)


def _day(name: str, label: str) -> DateEditor:
    editor = DateEditor(Field(name, label, kind=Kind.DATE))
    editor.line.setAccessibleName(label)
    return editor


def _read(editor: DateEditor) -> date | None:
    """The day in an editor; None for none or what cannot be read."""
    try:
        found = editor.value()
    except Unreadable:
        return None
    return found if isinstance(found, date) else None
