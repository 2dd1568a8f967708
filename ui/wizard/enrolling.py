"""批量报名: a class's learners from a pasted list or a whole station: matched, decided, enrolled in one operation."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.actions.enrolling import enrol
from app.actions.learnerlists import match_learners, station_list
from app.errors import UserError
from app.exchange.pastedlist import MatchState, new_person
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
    from app.actions.enrolling import Enrolled
    from app.desk import Changes
    from app.exchange.pastedlist import Match
    from ui.shell.window import MainWindow

_EXAMPLE = "从表格或微信里把名单复制过来，粘贴在这里，一行一人：\n\n张三　13800000001\n2. 李四\n\n或在上面选一个站点，把整站的人列进来。"


class EnrolDialog(QDialog):
    """Takes a list of people into a class."""

    def __init__(self, window: MainWindow, class_run_id: int, title: str) -> None:
        super().__init__(window)
        self.frame, self._run = window, class_run_id
        self._request = str(uuid.uuid4())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"批量报名：{title}")
        self.station = LinkEditor(Field("station_id", "站点", kind=Kind.LINK, link="stations"), window)
        self.whole_station = QPushButton("列出整站(&L)")
        self.on = DateEditor(Field("on", "报名日期", kind=Kind.DATE, required=True))
        self.on.set_value(date.today())
        self.source = QLineEdit()
        self.source.setPlaceholderText("如：站点推荐")
        self.source.setMaxLength(40)
        self.review = QCheckBox("只报名，等待审核(&R)")
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(_EXAMPLE)
        self.text.setAccessibleName("名单")
        self.text.setTabChangesFocus(True)
        self.lines = JoinLines(window.theme, "已在名单")
        self.banner = Banner()
        self.state_line = QLabel()
        self.check_button, self.go = QPushButton("核对名单(&K)"), QPushButton("报名(&E)")
        self.leave = QPushButton("关闭")
        self._arrange()
        self._connect()
        self._show_state()
        self.text.setFocus()

    def list_station(self) -> None:
        """Put everybody of the chosen station into the list, and look who they are."""
        station = self._station()
        if station is None:
            self._say("请先选择站点。")
            return
        desk = self.frame.desk

        def show(text: str) -> None:
            if text:
                self.text.setPlainText(text)
                self.check()
            else:
                self._say("这个站点没有在册人员。")

        self.frame.tasks.read(lambda: station_list(desk, station), show, self._failed, owner=self)

    def check(self) -> None:
        """Look who each line means; nothing is written."""
        text = self.text.toPlainText()
        if not text.strip():
            self._say("请先粘贴名单，或选择站点。")
            return
        desk, run, station = self.frame.desk, self._run, self._station()

        def show(matches: list[Match]) -> None:
            self.banner.hide()
            self.lines.show_matches(matches)
            self._show_state()
            self.lines.setFocus()

        work = lambda: match_learners(desk, run, text, station)  # noqa: E731
        self.frame.tasks.read(work, show, self._failed, owner=self, title="正在核对名单…")

    def enrol(self) -> None:
        """Put everybody decided on the class's list."""
        try:
            on = self.on.value()
        except Unreadable as unreadable:
            self._say(str(unreadable))
            return
        people = list(dict.fromkeys(self.lines.decisions().values()))
        if not people or on is None:
            return
        desk, run, request = self.frame.desk, self._run, self._request
        source, review = self.source.text().strip(), self.review.isChecked()
        self.go.setEnabled(False)
        self.frame.tasks.write(
            lambda: enrol(desk, run, people, on=on, source=source, review=review, request_id=request),
            self._enrolled,
            self._failed,
            owner=self,
            title="正在报名…",
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
        line, desk, station = self.lines.matches[row].line, self.frame.desk, self._station()

        def saved(changes: Changes) -> None:
            if changes.record_id is not None:
                self.lines.choose(row, changes.record_id, f"{line.name}（新登记）")
                self._show_state()

        self.frame.tasks.read(
            lambda: new_person(desk, line, station),
            lambda preset: open_new(self.frame, "people", preset=preset, saved=saved, parent=self),
            owner=self,
        )

    def _enrolled(self, done: Enrolled) -> None:
        """Say what became of everybody; who was left out keeps the window open."""
        parts = [
            f"录取{len(done.admitted)}人" if done.admitted else "",
            f"候补{len(done.waiting)}人" if done.waiting else "",
            f"报名{len(done.applied)}人，等待审核" if done.applied else "",
            f"{len(done.busy)}人与其他班次时间冲突" if done.busy else "",
        ]
        offer_undo(self.frame, f"{'，'.join(part for part in parts if part) or '没有人报名'}。", done.changes)
        if not done.refused:
            self.accept()
            return
        self._request = str(uuid.uuid4())
        names = {
            person: self.lines.matches[row].line.name
            for row, match in enumerate(self.lines.matches)
            if (person := self.lines.decisions().get(match.line.number)) is not None
        }
        told = "；".join(f"{names.get(person, '')}：{why}" for person, why in list(done.refused.items())[:6])
        more = f"……共{len(done.refused)}人" if len(done.refused) > 6 else ""
        self._say(f"不符合报名条件，没有报名：{told}{more}。")
        self.check_button.setFocus()

    def _failed(self, error: Exception) -> None:
        self._show_state()
        if isinstance(error, UserError):
            self._say(f"{error.sentence}{error.advice}")
        else:
            self.frame.tasks.default_failure(error)

    def _station(self) -> int | None:
        try:
            found: int | None = self.station.value()
        except Unreadable as unreadable:
            self._say(str(unreadable))
            return None
        return found

    def _say(self, text: str) -> None:
        self.banner.show_text(text, kind="dangerBanner")

    def _show_state(self) -> None:
        people = len(set(self.lines.decisions().values()))
        count = self.lines.count
        parts = [
            f"将报名{people}人",
            f"待选择{self.lines.undecided}行" if self.lines.undecided else "",
            f"没有找到{count(MatchState.NOT_FOUND)}行" if count(MatchState.NOT_FOUND) else "",
            f"已在名单{count(MatchState.MEMBER)}人" if count(MatchState.MEMBER) else "",
            f"重复{count(MatchState.REPEATED)}行" if count(MatchState.REPEATED) else "",
            f"读不出{count(MatchState.UNREADABLE)}行" if count(MatchState.UNREADABLE) else "",
        ]
        told = "，".join(part for part in parts if part)
        self.state_line.setText(told if self.lines.matches else "粘贴名单后按“核对名单”；核对时不写入台账。")
        self.go.setText(f"{people}人报名(&E)" if people else "报名(&E)")
        self.go.setEnabled(bool(people))

    def _connect(self) -> None:
        self.lines.decided.connect(self._show_state)
        self.lines.wants_search.connect(self.search_for)
        self.lines.wants_new.connect(self.enter_new)
        for button, do in (
            (self.whole_station, self.list_station),
            (self.check_button, self.check),
            (self.go, self.enrol),
            (self.leave, self.reject),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, do=do: do())
        within(self.text, "Ctrl+Return", self.check)
        within(self, QKeySequence(QKeySequence.StandardKey.Save).toString(), self.enrol)

    def _arrange(self) -> None:
        theme, room = self.frame.theme, self.frame.screen().availableGeometry()
        head = QHBoxLayout()
        fields: tuple[tuple[str, Any, int], ...] = (
            ("站点（可不填）", self.station, 2),
            ("", self.whole_station, 0),
            ("报名日期", self.on, 1),
            ("报名来源", self.source, 1),
            ("", self.review, 0),
        )
        for label, widget, stretch in fields:
            if label:
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
        self.go.setObjectName("primary")
        foot = QHBoxLayout()
        foot.addWidget(self.state_line, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        self.resize(min(theme.length(1220), room.width() - 30), min(theme.length(660), room.height() - 50))
