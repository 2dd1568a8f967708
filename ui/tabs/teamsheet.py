"""整队登记: a whole team's service of a day on one sheet: the same hours for all, exceptions typed, saved at once."""

from __future__ import annotations

from datetime import date, timedelta
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

from app.actions.volunteering import Activity, log_team
from app.errors import Problem, UserError, ValidationFailed
from app.registers.spec import Field, Kind
from app.sheets.team import TeamSheet, team_sheet
from ui.records.form import RecordForm
from ui.shell.undoing import undo_operation
from ui.tabs.teamsheetmodel import HOURS, TeamSheetModel
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow

_FIELDS = (
    Field("served_on", "服务日期", kind=Kind.DATE, required=True),
    Field("minutes", "时长（小时）", kind=Kind.MINUTES, required=True, help="全队相同的时长，只算无偿服务"),
    Field("starts_at", "开始时间", kind=Kind.TIME),
    Field("ends_at", "结束时间", kind=Kind.TIME),
    Field("activity", "活动名称", required=True),
    Field("place", "地点"),
    Field("content", "服务内容"),
)
_LIMITS = {"activity": 100, "place": 200, "content": 500}
_WIDTHS = (110, 80, 110, 80)


class TeamSheetView(QTableView):
    """Space: was not there, or was after all; digits: another time; Delete: the common time again."""

    def __init__(self, model: TeamSheetModel) -> None:
        super().__init__()
        self.sheet = model
        self.setModel(model)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.horizontalHeader().setHighlightSections(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work by key; everything else as in any table."""
        if self.state() == QAbstractItemView.State.EditingState:
            return super().keyPressEvent(event)  # Enter that the editor has taken comes by here as well
        chosen, here = {index.row() for index in self.selectedIndexes()}, self.currentIndex().row()
        rows = sorted(chosen) if here in chosen else [here]
        if event.key() == Qt.Key.Key_Space:
            self.sheet.toggle(rows)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.sheet.plain(rows)
        elif event.text().isdigit() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._type(event.text() if event.text().isdigit() else "")
        else:
            super().keyPressEvent(event)
        return None

    def _type(self, begun: str) -> None:
        """Open the time of the line, beginning with the digit that was pressed."""
        index = self.sheet.index(self.currentIndex().row(), HOURS)
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        self.edit(index)
        editor = self.indexWidget(index) or self.focusWidget()
        if begun and editor is not None and hasattr(editor, "setText"):
            editor.setText(begun)


class TeamSheetDialog(QDialog):
    """Writes down what a team did."""

    def __init__(self, window: MainWindow, sheet: TeamSheet, on: date) -> None:
        super().__init__(window)
        self.frame, self.team_id = window, sheet.team_id
        self.model = TeamSheetModel()
        self.view = TeamSheetView(self.model)
        self.banner = Banner()
        self.form = RecordForm(_FIELDS, window, window.theme, _LIMITS)
        self.form.show_values({"served_on": on})
        self._day, self._saving, self._again = on, False, False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"整队登记：{sheet.name}")
        self._arrange()
        self.model.edited.connect(self._show_state)
        self.form.edited.connect(self._form_edited)
        self._show_members(sheet)
        self.form.focus_first()

    def save(self, *, again: bool = False, accept_warnings: bool = False) -> None:
        """Save everybody's service. again: keep the sheet for the next day."""
        values, problems = self.form.read()
        asked = [field for field in _FIELDS if field.required and values.get(field.name) in (None, "")]
        problems = [*problems, *(Problem("REQUIRED", one.name, f"请填写“{one.label}”。") for one in asked)]
        if problems:
            self.form.show_problems(problems)
            return
        if self._saving:
            return
        self._saving, self._again = True, again
        self._show_state()
        self.banner.hide()
        desk, team = self.frame.desk, self.team_id
        activity = Activity(**{name: values[name] for name in (field.name for field in _FIELDS)})
        people, exceptions = self.model.taking_part(), self.model.exceptions()

        def work() -> Changes:
            return log_team(desk, team, activity, people, exceptions, accept_warnings=accept_warnings)

        self.frame.tasks.write(work, self._saved, self._failed, owner=self, title="正在保存服务记录…")

    def _saved(self, changes: Changes) -> None:
        operation = changes.operation_id
        assert operation is not None
        text = f"已登记{self._day.month}月{self._day.day}日服务{len(self.model.taking_part())}人次。"
        self.frame.messages.notice(text, action="撤销", do=lambda: undo_operation(self.frame, operation))
        self._saving = False
        if not self._again:
            self.accept()
            return
        self.model.forget()
        self.form.put_value("served_on", min(self._day + timedelta(days=1), date.today()))
        self._form_edited()
        self.form.focus_first()

    def _failed(self, error: Exception) -> None:
        self._saving = False
        self._show_state()
        if isinstance(error, ValidationFailed):
            rest = self.form.show_problems([one for one in error.problems if one.field != "person_id"])
            rest += [one for one in error.problems if one.field == "person_id"]
            text = "；".join(dict.fromkeys(one.message for one in rest or error.problems))
            if any(one.blocking for one in error.problems):
                self.banner.show_text(text, kind="dangerBanner")
            else:
                again = self._again
                self.banner.show_text(
                    text,
                    kind="warningBanner",
                    action="仍然保存",
                    do=lambda: self.save(again=again, accept_warnings=True),
                )
        elif isinstance(error, UserError):
            self.banner.show_text(f"{error.sentence}{error.advice}", kind="dangerBanner")
        else:
            self.frame.tasks.default_failure(error)

    def _form_edited(self) -> None:
        values, _ = self.form.read()
        self.model.set_common(values.get("minutes") or 0)
        day = values.get("served_on")
        if isinstance(day, date) and day != self._day:
            self._day = day
            desk, team = self.frame.desk, self.team_id
            self.frame.tasks.read(
                lambda: team_sheet(desk, team, day),
                self._show_members,
                owner=self,
            )

    def _show_members(self, sheet: TeamSheet) -> None:
        """The members of a day, the keyboard on the first line or where it was."""
        row = max(0, self.view.currentIndex().row())
        self.model.put_members(sheet.members)
        self.view.setCurrentIndex(self.model.index(min(row, len(sheet.members) - 1), 0))

    def _show_state(self) -> None:
        there = self.model.taking_part()
        total = self.model.total()
        self._state.setText(
            f"参加 {len(there)} 人　未参加 {len(self.model.members) - len(there)} 人　"
            f"例外 {len(self.model.exceptions())} 人　合计 {total / 60:.1f} 小时"
        )
        for button in (self.save_button, self.next_button):
            button.setEnabled(bool(there) and not self._saving)

    def _arrange(self) -> None:
        theme, room = self.frame.theme, self.frame.screen().availableGeometry()
        says = QLabel(
            "全队默认都参加、时长相同。空格：未参加；直接输入数字：此人的时长（小时）；Delete：恢复相同时长。"
        )
        says.setObjectName("quiet")
        says.setWordWrap(True)
        for column, width in enumerate(_WIDTHS):
            self.view.setColumnWidth(column, theme.length(width))
        self.view.horizontalHeader().setStretchLastSection(True)
        self._state = QLabel()
        self.save_button = QPushButton("保存(&S)")
        self.save_button.setObjectName("primary")
        self.save_button.clicked.connect(lambda: self.save())
        self.next_button = QPushButton("保存，登记下一天(&N)")
        self.next_button.clicked.connect(lambda: self.save(again=True))
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._state)
        foot.addStretch(1)
        for button in (close, self.next_button, self.save_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.form.setMaximumWidth(theme.length(400))
        body = QHBoxLayout()
        body.addWidget(self.form, 2)
        body.addWidget(self.view, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.addWidget(says)
        layout.addWidget(self.banner)
        layout.addLayout(body, 1)
        layout.addLayout(foot)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        QShortcut(QKeySequence("F6"), self, self.view.setFocus)
        self.resize(min(theme.length(980), room.width() - 40), min(theme.length(600), room.height() - 60))

    def reject(self) -> None:
        """Esc or ×: not while it is saved."""
        if not self._saving:
            super().reject()

    def closeEvent(self, event: Any) -> None:
        """The window's × does as Esc does."""
        event.ignore()
        self.reject()


def open_team_sheet(window: MainWindow, team_id: int) -> None:
    """Read the team of today and open its sheet."""
    desk, today = window.desk, date.today()
    window.tasks.read(
        lambda: team_sheet(desk, team_id, today),
        lambda sheet: TeamSheetDialog(window, sheet, today).open(),
        owner=window,
    )
