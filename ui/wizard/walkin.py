"""现场补录: somebody who came without being enrolled, found among the people or registered at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.errors import UserError
from app.registers.spec import Field, Kind
from ui.records.cards import open_new
from ui.records.editors import Unreadable
from ui.records.links import LinkEditor
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow


class WalkInDialog(QDialog):
    """Asks who came; ``done`` gets the person's id once they stand on the sheet."""

    def __init__(
        self, window: MainWindow, parent: QWidget, class_run_id: int, done: Callable[[int], None]
    ) -> None:
        super().__init__(parent)
        self.frame, self._run, self._done = window, class_run_id, done
        self.setWindowTitle("现场补录")
        says = QLabel("没有报名、到了现场的人：在台账里查找，或先登记。补录后在签到表上登记考勤。")
        says.setObjectName("quiet")
        says.setWordWrap(True)
        self.banner = Banner()
        self.person = LinkEditor(Field("person_id", "人员", kind=Kind.LINK, link="people"), window)
        self.new = QPushButton("登记新人员(&N)…")
        self.go = QPushButton("补录(&O)")
        self.go.setObjectName("primary")
        self.stop = QPushButton("取消")
        for button, do in ((self.new, self._register), (self.go, self.add), (self.stop, self.reject)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, do=do: do())
        foot = QHBoxLayout()
        foot.addWidget(self.new)
        foot.addStretch(1)
        foot.addWidget(self.stop)
        foot.addWidget(self.go)
        layout = QVBoxLayout(self)
        for widget in (says, self.banner, self.person):
            layout.addWidget(widget)
        layout.addLayout(foot)
        self.resize(window.theme.length(480), self.sizeHint().height())
        self.person.line.setFocus()
        self.person.line.returnPressed.connect(self.add)

    def add(self) -> None:
        """Put the chosen person on the sheet."""
        try:
            chosen = self.person.value()
        except Unreadable as error:
            self._say(str(error))
            return
        if chosen is None:
            self._say("请输入姓名查找，并从列表中选择。")
            return
        self._add(int(chosen))

    def _add(self, person_id: int) -> None:
        desk, run = self.frame.desk, self._run

        def work() -> Changes:
            from app.actions.attendance import add_walk_in

            return add_walk_in(desk, run, person_id)

        def added(_: Changes) -> None:
            self.accept()
            self._done(person_id)

        self.go.setEnabled(False)
        self.frame.tasks.write(work, added, self._failed, owner=self)

    def _register(self) -> None:
        open_new(self.frame, "people", saved=self._registered, parent=self)

    def _registered(self, changes: Changes) -> None:
        if changes.record_id is not None:
            self._add(changes.record_id)

    def _failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(error, UserError):
            self._say(f"{error.sentence}{error.advice}")
        else:
            self.frame.messages.failed(error)

    def _say(self, text: str) -> None:
        self.banner.show_text(text, kind="dangerBanner")
