"""The main window: navigation, pages, global search, notices; opens lists and records, and routes what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ui.shell.loading import load_use_cases
from ui.shell.menus import build_menus
from ui.shell.messages import Messages
from ui.shell.notices import NoticeBar
from ui.shell.pages import Pages
from ui.shell.search import GlobalSearch
from ui.shell.state import State
from ui.shell.statusline import StatusLine
from ui.shell.tasks import Tasks
from ui.widgets.icons import Icons
from ui.widgets.theme import Theme

if TYPE_CHECKING:
    from app.bootstrap import Application
    from app.desk import Changes, Desk
    from app.registers.lists import Query
    from ui.tabs.tab import Tab


class MainWindow(QMainWindow):
    """The frame. It is shown empty first; ``attach`` gives it a ledger.

    Signals: ``painted`` once, after the first paint; ``wants_ledger(place)`` when the clerk chose another ledger
    (an empty place: ask which); ``wants_clerk`` when another clerk is to sit down.
    """

    painted = Signal()
    wants_ledger = Signal(str)
    wants_clerk = Signal()

    def __init__(self, state: State, theme: Theme) -> None:
        super().__init__()
        self.state, self.theme = state, theme
        self.application: Application | None = None
        self.icons = Icons(theme)
        self._painted = False
        self.pages = Pages(self)
        self.messages = Messages(self, NoticeBar(self.pages.stack))
        self.tasks = Tasks(self._failed, self)
        self.tasks.changed.connect(self._route)
        self.search = GlobalSearch(self)
        self.search.setEnabled(False)
        self.status = StatusLine(self.tasks)
        self._arrange()
        build_menus(self)
        self.setWindowTitle("新蜂台账")
        if not self.restoreGeometry(self.state.read_bytes("window/geometry")):
            self.resize(1240, 720)

    @property
    def desk(self) -> Desk:
        """The ledger and who works at it. Only after ``attach``."""
        assert self.application is not None
        return self.application.desk

    def attach(self, application: Application) -> None:
        """Work on this ledger from now on."""
        load_use_cases()
        self.pages.forget()
        self.application = application
        self.refresh_title()
        self.search.setEnabled(True)
        self.search.show()
        self.pages.begin()

    def show_front(self, widget: QWidget | None) -> None:
        """Show a widget instead of the pages (first start, ledger that cannot be opened); pages come with ``attach``.

        Without a widget: that a ledger is being opened.
        """
        self.search.setEnabled(False)
        self.search.hide()
        self.pages.show_front(widget)

    def show_page(self, key: str) -> Tab:
        """Bring a page to the front, built if need be; the page, or the one that may not be left."""
        return self.pages.show(key)

    def open_list(self, register_key: str, query: Query) -> None:
        """Show the page that lists a register, with this query."""
        self.pages.open_list(register_key, query)

    def open_record(self, register_key: str, record_id: int) -> None:
        """Show one record, wherever the clerk is: its card, or its form where it has none."""
        from ui.records.cards import show_record

        show_record(self, register_key, record_id)

    def reload(self) -> None:
        """Read the visible page anew."""
        tab = self.pages.current
        if tab is not None:
            tab.reload()

    def undo_last(self) -> None:
        """Take back the clerk's last operation and say what was kept."""
        from ui.shell.undoing import undo_last

        if self.application is not None:
            undo_last(self)

    def show_journal(self) -> None:
        """Open the window 操作日志."""
        from ui.records.journal import open_journal

        if self.application is not None:
            open_journal(self)

    def show_prints(self) -> None:
        """Open the window 打印登记."""
        from ui.papers.printed import open_printed

        if self.application is not None:
            open_printed(self)

    def start_import(self) -> None:
        """Start the import wizard without a register chosen beforehand."""
        from ui.wizard.importing import open_import

        if self.application is not None:
            open_import(self)

    def quick_record(self) -> None:
        """Begin a record with a few fields, wherever the clerk is: somebody has walked in."""
        from ui.records.cards import open_quick

        if self.application is not None:
            open_quick(self)

    def choose_ledger(self) -> None:
        """Ask for another ledger."""
        self.wants_ledger.emit("")

    def choose_clerk(self) -> None:
        """Let another clerk sit down."""
        if self.application is not None:
            self.wants_clerk.emit()

    def show_about(self) -> None:
        """Show versions and the open ledger."""
        from app.versions import store_version
        from ui.shell.about import AboutWindow

        about = AboutWindow(self, self.application.place if self.application else "")
        if self.application is not None:
            desk = self.desk
            self.tasks.read(lambda: store_version(desk), about.show_store, owner=about)
        about.open()

    def refresh_title(self) -> None:
        """Say in the title bar which ledger is open and who works at it."""
        if self.application is None:
            return
        from app import settings

        place, clerk = self.application.place, self.application.desk.actor.name
        short = place.replace("\\", "/").rsplit("/", 1)[-1]
        self.setWindowTitle(f"{short} — {clerk} — 新蜂台账")
        room = self.theme.length(520)
        self.status.place.setText(self.fontMetrics().elidedText(place, Qt.TextElideMode.ElideMiddle, room))
        self.status.place.setToolTip(place)
        desk = self.desk
        self.tasks.read(
            lambda: str(settings.read(desk, "office_name")),
            lambda name: self.pages.navigation.show_place(name, clerk),
        )

    def closeEvent(self, event: Any) -> None:
        """Remember the window, let the last writes finish, and give the ledger back."""
        if not self.pages.may_close():
            event.ignore()
            return
        self.state.write_bytes("window/geometry", self.saveGeometry())
        self.tasks.close()
        self.pages.forget()
        if self.application is not None:
            self.application.close()
            self.application = None
        self.state.save()
        super().closeEvent(event)

    def paintEvent(self, event: Any) -> None:
        """Tell once that the clerk sees something now."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _failed(self, error: Exception) -> None:
        self.messages.failed(error)

    def _route(self, changes: Changes) -> None:
        self.pages.take(changes)
        if "settings" in changes.tables:
            self.refresh_title()

    def _arrange(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(18, 10, 18, 0)
        header.addWidget(self.pages.sub_tabs, 1)
        header.addWidget(self.search)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(6)
        right.addLayout(header)
        inner = QHBoxLayout()
        inner.setContentsMargins(18, 0, 18, 0)
        inner.addWidget(self.pages.inner_tabs)
        right.addLayout(inner)
        right.addWidget(self.pages.stack, 1)
        right.addWidget(self.status)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pages.navigation)
        row.addLayout(right, 1)
        self.setCentralWidget(centre)
