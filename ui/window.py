"""The main window: navigation, pages, global search, notices; opens lists and records, and routes what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.menus import build_menus
from ui.messages import Messages
from ui.navigation import Navigation
from ui.notices import NoticeBar
from ui.search import GlobalSearch
from ui.state import State
from ui.statusline import StatusLine
from ui.tabs import SECTIONS, Page, all_pages, page_of_register
from ui.tasks import Tasks
from ui.theme import Theme

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
        self._tabs: dict[str, Tab] = {}
        self._page: Page | None = None
        self._painted = False
        self._sub_pages: list[Page] = []
        self.stack = QStackedWidget()
        self._waiting = QLabel("正在打开台账…")
        self._waiting.setObjectName("empty")
        self._waiting.setAlignment(self._waiting.alignment().AlignCenter)
        self.stack.addWidget(self._waiting)
        self.messages = Messages(self, NoticeBar(self.stack))
        self.tasks = Tasks(self._failed, self)
        self.tasks.changed.connect(self._route)
        self.search = GlobalSearch(self)
        self.navigation = Navigation(SECTIONS, theme, self.icons)
        self.navigation.chosen.connect(self._choose_section)
        self.sub_tabs = QTabBar()
        self.sub_tabs.setObjectName("subTabs")
        self.sub_tabs.setDrawBase(False)
        self.sub_tabs.setExpanding(False)
        self.sub_tabs.setUsesScrollButtons(True)
        self.sub_tabs.currentChanged.connect(self._choose_page)
        self.status = StatusLine(self.tasks)
        self._arrange()
        build_menus(self)
        self._restore()

    @property
    def desk(self) -> Desk:
        """The ledger and who works at it. Only after ``attach``."""
        assert self.application is not None
        return self.application.desk

    def attach(self, application: Application) -> None:
        """Work on this ledger from now on."""
        self._forget_tabs()
        self.application = application
        self.refresh_title()
        self.navigation.setEnabled(True)
        self.search.setEnabled(True)
        page = self._page or SECTIONS[0].pages[0]
        self._page = None
        self.show_page(page.key)

    def show_front(self, widget: QWidget) -> None:
        """Show a widget instead of the pages (first start, ledger that cannot be opened); pages come with ``attach``."""
        self._forget_tabs()
        self.navigation.setEnabled(False)
        self.search.setEnabled(False)
        self.sub_tabs.hide()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)

    def show_waiting(self) -> None:
        """Show that a ledger is being opened."""
        self._forget_tabs()
        self.stack.setCurrentWidget(self._waiting)

    def show_page(self, key: str) -> Tab:
        """Bring a page to the front, built if need be; the page, or the one that may not be left."""
        return self._bring(next(one for one in self._known_pages() if one.key == key))

    def _bring(self, page: Page, *, reload: bool = True) -> Tab:
        current = self._current_tab()
        if current is not None and self._page is not page and not current.may_leave():
            self._mark(self._page or page)
            return current
        self._mark(page)
        self._page = page
        self.state.write("window/page", page.key)
        tab = self._tabs.get(page.key)
        if tab is None:
            tab = page.build(self, page)
            self._tabs[page.key] = tab
            self.stack.addWidget(tab)
            self.stack.setCurrentWidget(tab)
            if reload:
                tab.reload()
        else:
            self.stack.setCurrentWidget(tab)
            tab.came_to_front()
        return tab

    def open_list(self, register_key: str, query: Query) -> None:
        """Show the page that lists a register, with this query."""
        from app.registers import find_register

        fixed = {one.name: one.value[0] for one in query.filters if one.op == "is" and len(one.value) == 1}
        page = page_of_register(register_key, find_register(register_key).label, fixed)
        tab: Any = self._bring(page, reload=False)
        if self._page is page:
            tab.show_query(query)

    def open_record(self, register_key: str, record_id: int) -> None:
        """Open the form of one record, wherever the clerk is."""
        from ui.cards import open_record

        open_record(self, register_key, record_id)

    def tabs_built(self) -> dict[str, Tab]:
        """The pages built so far, by key."""
        return dict(self._tabs)

    def reload(self) -> None:
        """Read the visible page anew."""
        tab = self._current_tab()
        if tab is not None:
            tab.reload()

    def undo_last(self) -> None:
        """Take back the clerk's last operation and say what was kept."""
        from ui.undoing import undo_last

        if self.application is not None:
            undo_last(self)

    def show_journal(self) -> None:
        """Open the window 操作日志."""
        from ui.journal import open_journal

        if self.application is not None:
            open_journal(self)

    def start_import(self) -> None:
        """Start the import wizard without a register chosen beforehand."""
        from ui.wizard.importing import open_import

        if self.application is not None:
            open_import(self)

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
        from ui.about import AboutWindow

        about = AboutWindow(self, self.application.place if self.application else "")
        if self.application is not None:
            desk = self.desk
            self.tasks.read(lambda: store_version(desk), about.show_store, owner=about)
        about.open()

    def refresh_title(self) -> None:
        """Say in the title bar which ledger is open and who works at it."""
        if self.application is None:
            return
        place, clerk = self.application.place, self.application.desk.actor.name
        short = place.replace("\\", "/").rsplit("/", 1)[-1]
        self.setWindowTitle(f"{short} — {clerk} — 新蜂台账")
        self.navigation.show_place("", clerk)
        self.status.place.setText(place)

    def may_close(self) -> bool:
        """Ask every page whether it may be left."""
        return all(tab.may_leave() for tab in self._tabs.values())

    def closeEvent(self, event: Any) -> None:
        """Remember the window, let the last writes finish, and give the ledger back."""
        if not self.may_close():
            event.ignore()
            return
        self.state.write_bytes("window/geometry", self.saveGeometry())
        self.tasks.close()
        self._forget_tabs()
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
        for tab in self._tabs.values():
            tab.take(changes)

    def _choose_section(self, place: int) -> None:
        section = SECTIONS[place]
        wanted = self.state.read(f"section/{section.label}", "")
        page = next((one for one in section.pages if one.key == wanted), section.pages[0])
        self.show_page(page.key)

    def _choose_page(self, place: int) -> None:
        self.show_page(self._sub_pages[place].key)

    def _mark(self, page: Page) -> None:
        """Show in navigation and sub-tabs where the clerk is."""
        section = next((one for one in SECTIONS if page in one.pages), None)
        if section is None:
            # Rows without a page of their own are looked at beside the pages the clerk comes from.
            self._sub_pages = [*(one for one in self._sub_pages if one in all_pages()), page]
        else:
            self._sub_pages = list(section.pages)
            self.state.write(f"section/{section.label}", page.key)
            self.navigation.select(SECTIONS.index(section))
        self.sub_tabs.blockSignals(True)
        while self.sub_tabs.count():
            self.sub_tabs.removeTab(0)
        for one in self._sub_pages:
            self.sub_tabs.addTab(one.label)
        self.sub_tabs.setCurrentIndex(self._sub_pages.index(page))
        self.sub_tabs.blockSignals(False)
        self.sub_tabs.show()

    def _known_pages(self) -> list[Page]:
        return [*all_pages(), *self._sub_pages]

    def _current_tab(self) -> Tab | None:
        return self._tabs.get(self._page.key) if self._page is not None else None

    def _forget_tabs(self) -> None:
        for place in reversed(range(1, self.stack.count())):
            widget = self.stack.widget(place)
            self.stack.removeWidget(widget)
            widget.deleteLater()
        self._tabs.clear()

    def _arrange(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(18, 10, 18, 0)
        header.addWidget(self.sub_tabs, 1)
        header.addWidget(self.search)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(6)
        right.addLayout(header)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)
        self.setCentralWidget(centre)

    def _restore(self) -> None:
        self.setWindowTitle("新蜂台账")
        if not self.restoreGeometry(self.state.read_bytes("window/geometry")):
            self.resize(1240, 720)
        known = {page.key: page for page in all_pages()}
        self._page = known.get(self.state.read("window/page", ""), SECTIONS[0].pages[0])
        self._mark(self._page)
        self.navigation.setEnabled(False)
        self.search.setEnabled(False)
