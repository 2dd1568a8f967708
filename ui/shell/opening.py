"""From the empty window to a clerk at a ledger: opening on the worker, choosing who works, and what to do when it fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.paths import data_dir
from ui.shell.loading import load_use_cases
from ui.shell.window import MainWindow
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from app.bootstrap import Application
    from app.desk import Actor


class Opening(QObject):
    """Opens ledgers for a window. prepare: done on the worker before a ledger is opened (the example office)."""

    def __init__(self, window: MainWindow, place: str, prepare: Callable[[], object] | None = None) -> None:
        super().__init__(window)
        self._window, self._place, self._prepare = window, place, prepare
        window.wants_ledger.connect(self._change)
        window.wants_clerk.connect(self._choose_clerk)

    def begin(self) -> None:
        """Open the ledger; the window shows what comes of it."""
        window, prepare = self._window, self._prepare
        self._place = place = self._place or remembered_place(window)
        window.show_front(None)

        def work() -> tuple[Application, list[Actor]]:
            load_use_cases()
            if prepare is not None:
                prepare()
            from app.bootstrap import start

            application = start(place)
            return application, application.clerks()

        title = "正在准备示例台账…" if prepare is not None else "正在打开台账…"
        window.tasks.read(work, self._opened, self._failed, title=title)

    def _opened(self, result: tuple[Application, list[Actor]]) -> None:
        application, clerks = result
        self._prepare = None
        self._window.state.write("window/ledger", self._place)
        self._window.application = application
        self._seat(clerks)

    def _seat(self, clerks: list[Actor]) -> None:
        """One clerk sits down at once, several are asked, and without one the first-start page comes."""
        application = self._window.application
        assert application is not None
        last = self._window.state.read("window/clerk", "")
        if len(clerks) == 1:
            self._sit_down(clerks[0])
        elif clerks:
            self._window.show_front(ClerkPage(clerks, last, self._sit_down))
        else:
            from ui.wizard.first_run import FirstRun

            first = FirstRun(self._window)
            first.finished.connect(self._sit_down)
            self._window.show_front(first)

    def _sit_down(self, actor: Actor) -> None:
        application = self._window.application
        assert application is not None
        application.sit_down(actor)
        self._window.state.write("window/clerk", actor.name)
        self._window.attach(application)

    def _choose_clerk(self) -> None:
        application = self._window.application
        if application is None or not self._window.pages.may_close():
            return

        def choose(clerks: list[Actor]) -> None:
            last = self._window.state.read("window/clerk", "")
            self._window.show_front(ClerkPage(clerks, last, self._sit_down))

        self._window.tasks.read(application.clerks, choose)

    def _change(self, place: str) -> None:
        """Close the present ledger and open another."""
        if not place:
            from PySide6.QtWidgets import QFileDialog

            place, _ = QFileDialog.getSaveFileName(
                self._window,
                "打开或新建台账",
                str(data_dir()),
                "台账 (*.db)",
                options=QFileDialog.Option.DontConfirmOverwrite,
            )
        if not place or not self._window.pages.may_close():
            return
        application, self._window.application = self._window.application, None
        self._place = place if place.endswith(".db") or "://" in place else f"{place}.db"
        if application is not None:
            self._window.tasks.write(application.close)
        self.begin()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._window.messages.bug(error)
            error = UserError("台账没有打开，程序内部出错。", "请把报告交给维护人员，或打开另一本台账。")
        self._window.show_front(TroublePage(error, self._place, self.begin, lambda: self._change("")))


def remembered_place(window: MainWindow) -> str:
    """The ledger opened last, else one in the user's own data directory."""
    return str(window.state.read("window/ledger", "") or data_dir() / "台账.db")


class _Card(QWidget):
    """A page with one calm card in the middle."""

    def __init__(self, title: str) -> None:
        super().__init__()
        card = QFrame()
        card.setObjectName("card")
        card.setMinimumWidth(480)
        card.setMaximumWidth(640)
        self.inside = QVBoxLayout(card)
        self.inside.setContentsMargins(28, 24, 28, 24)
        self.inside.setSpacing(12)
        head = QLabel(title)
        head.setObjectName("title")
        self.inside.addWidget(head)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def say(self, text: str, name: str = "") -> None:
        """Add a paragraph."""
        label = WrappedLabel(text)
        label.setObjectName(name)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.inside.addWidget(label)


class TroublePage(_Card):
    """Why the ledger cannot be opened, and what the clerk can do."""

    def __init__(
        self, error: UserError, place: str, again: Callable[[], None], other: Callable[[], None]
    ) -> None:
        super().__init__("台账没有打开")
        self.say(error.sentence)
        if error.advice:
            self.say(error.advice)
        self.say(place, "quiet")
        row = QHBoxLayout()
        self.again = QPushButton("重试")
        self.again.setObjectName("primary")
        self.again.clicked.connect(lambda: again())
        other_button = QPushButton("打开另一本台账…")
        other_button.clicked.connect(lambda: other())
        row.addWidget(self.again)
        row.addWidget(other_button)
        row.addStretch(1)
        self.inside.addLayout(row)
        self.setFocusProxy(self.again)


class ClerkPage(_Card):
    """Several clerks share this ledger: who works now?"""

    def __init__(self, clerks: list[Actor], last: str, chosen: Callable[[Actor], None]) -> None:
        super().__init__("请选择经办人")
        self.say("每一次修改都会记在经办人名下。", "quiet")
        self.list = QListWidget()
        self.list.ensurePolished()  # before the first line is measured
        self.list.addItems([clerk.name for clerk in clerks])
        names = [clerk.name for clerk in clerks]
        self.list.setCurrentRow(names.index(last) if last in names else 0)
        self.list.itemActivated.connect(lambda _: chosen(clerks[self.list.currentRow()]))
        self.inside.addWidget(self.list)
        go = QPushButton("进入")
        go.setObjectName("primary")
        go.clicked.connect(lambda: chosen(clerks[self.list.currentRow()]))
        self.inside.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.list)
