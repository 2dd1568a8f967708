"""整站入会: paste a station's list, see who each line means, decide what the ledger cannot tell, join in one operation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.actions.joining import MatchState, join_list, match_list, new_person, unions_on
from app.errors import UserError, ValidationFailed
from app.registers.spec import Field, Kind
from ui.lists.actions import offer_undo
from ui.records.cards import open_new
from ui.records.editors import Unreadable
from ui.records.links import LinkEditor
from ui.widgets.banner import Banner
from ui.widgets.dates import DateEditor
from ui.widgets.keys import within
from ui.wizard.finding import FindPerson
from ui.wizard.joinlines import JoinLines

if TYPE_CHECKING:
    from app.actions.joining import Match
    from app.actions.organizations import Joined
    from app.desk import Changes
    from ui.shell.window import MainWindow

_EXAMPLE = (
    "从表格或微信里把名单复制过来，粘贴在这里，一行一人：\n\n张三　13800000001\n2. 李四\n王五，138 0000 0003"
)


def open_joining(
    window: MainWindow, *, station: tuple[int, str] | None = None, union: int | None = None
) -> JoinDialog:
    """Open the dialog. station: id and name of the one proposed; union: id of the one proposed."""
    dialog = JoinDialog(window, station, union)
    dialog.open()
    return dialog


class JoinDialog(QDialog):
    """Takes a pasted list into a union."""

    def __init__(self, window: MainWindow, station: tuple[int, str] | None, union: int | None) -> None:
        super().__init__(window)
        self.frame, self._wanted_union = window, union
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("整站入会")
        self.unions = QComboBox()
        self.unions.setAccessibleName("加入的工会")
        self.station = LinkEditor(Field("station_id", "站点", kind=Kind.LINK, link="stations"), window)
        self.on = DateEditor(Field("on", "入会日期", kind=Kind.DATE, required=True))
        self.on.set_value(date.today())
        self.on.setMinimumWidth(window.theme.length(170))
        for editor, name in ((self.station, "站点"), (self.on, "入会日期")):
            editor.line.setAccessibleName(name)
        if station is not None:
            self.station.set_choice(*station)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(_EXAMPLE)
        self.text.setAccessibleName("名单")
        self.text.setTabChangesFocus(True)
        self.lines = JoinLines(window.theme)
        self.banner = Banner()
        self.state_line = QLabel()
        self.check_button, self.join_button = QPushButton("核对名单(&K)"), QPushButton("入会(&J)")
        self._checked: tuple[Any, ...] | None = None
        self._arrange()
        self._connect()
        self._show_state()
        self._read_unions()
        self.text.setFocus()

    def check(self) -> None:
        """Look who each line means; nothing is written."""
        asked = self._asked()
        if asked is None:
            return
        if not self.text.toPlainText().strip():
            self._say("请先粘贴名单。")
            return
        desk, (union, station, on, text) = self.frame.desk, asked

        def show(matches: list[Match]) -> None:
            self._checked = asked
            self.banner.hide()
            self.lines.show_matches(matches)
            self._show_state()
            self.lines.setFocus()

        self.frame.tasks.read(
            lambda: match_list(desk, union, text, on, station),
            show,
            self._failed,
            owner=self,
            title="正在核对名单…",
        )

    def join(self, *, accept_warnings: bool = False) -> None:
        """Take everybody decided into the union."""
        asked, decided = self._asked(), self.lines.decisions()
        if asked is None or not decided:
            return
        if asked != self._checked:
            self._say("工会、站点、日期或名单改过了，请再按一次“核对名单”。")
            return
        desk, (union, _, on, _) = self.frame.desk, asked
        self.join_button.setEnabled(False)
        self.frame.tasks.write(
            lambda: join_list(desk, union, decided, on, accept_warnings=accept_warnings),
            self._joined,
            self._failed,
            owner=self,
            title="正在办理入会…",
        )

    def search_for(self, row: int) -> None:
        """Look for the person a line means."""
        line = self.lines.matches[row].line

        def take(person_id: int, label: str) -> None:
            self.lines.choose(row, person_id, label)
            self._show_state()

        FindPerson(self.frame, f"第{line.number}行“{line.name}”是谁", line.name, take, self).open()

    def enter_new(self, row: int) -> None:
        """Enter the person of a line anew; once saved, the line means them."""
        line, desk = self.lines.matches[row].line, self.frame.desk
        asked = self._asked()
        station = asked[1] if asked is not None else None

        def saved(changes: Changes) -> None:
            if changes.record_id is not None:
                self.lines.choose(row, changes.record_id, f"{line.name}（新登记）")
                self._show_state()

        self.frame.tasks.read(
            lambda: new_person(desk, line, station),
            lambda preset: open_new(self.frame, "people", preset=preset, saved=saved, parent=self),
            owner=self,
        )

    def reject(self) -> None:
        """Esc or ×: asks first when decisions would be lost."""
        if self.lines.decisions() and not self.frame.messages.confirm(
            "名单还没有入会，关闭吗？", "已做的决定不会保留。", yes="关闭", parent=self
        ):
            return
        super().reject()

    def _joined(self, joined: Joined) -> None:
        known = f"，{len(joined.known)}人原已是会员" if joined.known else ""
        offer_undo(self.frame, f"已入会{len(joined.joined)}人{known}。", joined.changes)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._show_state()
        if isinstance(error, ValidationFailed):
            self._refused(error)
        elif isinstance(error, UserError):
            self._say(f"{error.sentence}{error.advice}")
        else:
            self.frame.tasks.default_failure(error)

    def _refused(self, error: ValidationFailed) -> None:
        """Warnings may be accepted; anything else is told and nobody has joined."""
        told = "；".join(problem.message.rstrip("。") for problem in error.problems[:6])
        more = f"……共{len(error.problems)}处" if len(error.problems) > 6 else ""
        if any(problem.blocking for problem in error.problems):
            self._say(f"没有办理：{told}{more}。")
        elif self.frame.messages.confirm(
            "有提醒，仍要入会吗？", f"{told}{more}。", yes="仍要入会", parent=self
        ):
            self.join(accept_warnings=True)

    def _asked(self) -> tuple[int, int | None, date, str] | None:
        """What is typed, or None after saying what is missing."""
        union = self.unions.currentData()
        try:
            station, on = self.station.value(), self.on.value()
        except Unreadable as unreadable:
            self._say(str(unreadable))
            return None
        if union is None or on is None:
            self._say("请先登记工会。" if union is None else "请填写入会日期。")
            return None
        return union, station, on, self.text.toPlainText()

    def _say(self, text: str) -> None:
        self.banner.show_text(text, kind="dangerBanner")

    def _show_state(self) -> None:
        joining = len(set(self.lines.decisions().values()))
        count = self.lines.count
        parts = [
            f"将入会{joining}人",
            f"待选择{self.lines.undecided}行" if self.lines.undecided else "",
            f"没有找到{count(MatchState.NOT_FOUND)}行" if count(MatchState.NOT_FOUND) else "",
            f"已是会员{count(MatchState.MEMBER)}人" if count(MatchState.MEMBER) else "",
            f"重复{count(MatchState.REPEATED)}行" if count(MatchState.REPEATED) else "",
            f"读不出{count(MatchState.UNREADABLE)}行" if count(MatchState.UNREADABLE) else "",
        ]
        told = "，".join(part for part in parts if part)
        self.state_line.setText(told if self.lines.matches else "粘贴名单后按“核对名单”；核对时不写入台账。")
        self.join_button.setText(f"{joining}人入会(&J)" if joining else "入会(&J)")
        self.join_button.setEnabled(bool(joining))

    def _read_unions(self) -> None:
        desk = self.frame.desk

        def show(found: list[tuple[int, str]]) -> None:
            for union_id, name in found:
                self.unions.addItem(name, union_id)
            if self._wanted_union is not None:
                self.unions.setCurrentIndex(max(0, self.unions.findData(self._wanted_union)))

        self.frame.tasks.read(lambda: unions_on(desk, date.today()), show, owner=self)

    def _connect(self) -> None:
        self.check_button.clicked.connect(self.check)
        self.join_button.clicked.connect(lambda: self.join())
        self.lines.decided.connect(self._show_state)
        self.lines.wants_search.connect(self.search_for)
        self.lines.wants_new.connect(self.enter_new)
        within(self.text, "Ctrl+Return", self.check)
        within(self, QKeySequence(QKeySequence.StandardKey.Save).toString(), self.join)

    def _arrange(self) -> None:
        theme, room = self.frame.theme, self.frame.screen().availableGeometry()
        head = QHBoxLayout()
        for label, widget, stretch in (
            ("工会", self.unions, 3),
            ("站点（可不填）", self.station, 2),
            ("入会日期", self.on, 1),
        ):
            head.addWidget(QLabel(label))
            head.addWidget(widget, stretch)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text, 1)
        column.addWidget(self.check_button)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.lines)
        split.setSizes([theme.length(260), theme.length(900)])
        split.setChildrenCollapsible(False)
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        self.join_button.setObjectName("primary")
        for button in (self.check_button, self.join_button, close):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.state_line, 1)
        foot.addWidget(close)
        foot.addWidget(self.join_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        self.resize(min(theme.length(1220), room.width() - 30), min(theme.length(660), room.height() - 50))
