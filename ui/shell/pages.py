"""The pages of the window: which one is in front, which are built, and how the clerk gets from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabBar, QWidget

from ui.shell.navigation import Navigation
from ui.tabs import SECTIONS, Page, all_pages, page_of_register

if TYPE_CHECKING:
    from app.desk import Changes
    from app.registers.lists import Query
    from ui.shell.window import MainWindow
    from ui.tabs.tab import Tab


class Pages(QObject):
    """Builds a page when it is first shown, keeps it, and remembers which one was looked at last."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._built: dict[str, Tab] = {}
        self._beside: list[Page] = []
        self._extra: dict[str, Page] = {}  # pages without a place in the navigation, one of each kind
        self.page: Page | None = None
        self.stack = QStackedWidget()
        self._waiting = QLabel("正在打开台账…")
        self._waiting.setObjectName("empty")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self._waiting)
        self.navigation = Navigation(SECTIONS, window.theme, window.icons)
        self.navigation.chosen.connect(self._choose_section)
        self.navigation.entered.connect(self.enter)
        self.sub_tabs, self.inner_tabs = _tab_bar(), _tab_bar()
        self.inner_tabs.setObjectName("innerTabs")
        self.sub_tabs.currentChanged.connect(self._choose_group)
        self.inner_tabs.currentChanged.connect(self._choose_page)
        self._restore()

    @property
    def built(self) -> dict[str, Tab]:
        """The pages built so far, by key."""
        return dict(self._built)

    @property
    def current(self) -> Tab | None:
        """The page in front."""
        return self._built.get(self.page.key) if self.page is not None else None

    def begin(self) -> None:
        """Show the remembered page of a ledger that was just opened."""
        self.navigation.setEnabled(True)
        page = self.page if self.page in all_pages() else None
        self.page = None
        self.show((page or SECTIONS[0].pages[0]).key)
        self.enter()

    def show(self, key: str) -> Tab:
        """Bring a page to the front, built if need be; the page, or the one that may not be left."""
        return self._bring(next(one for one in (*all_pages(), *self._beside) if one.key == key))

    def go_to_section(self, place: int) -> None:
        """Show a section's page, with the keyboard in it."""
        if self.navigation.isEnabled():
            self._choose_section(place)
            self.enter()

    def go_beside(self, step: int) -> None:
        """Show the next page (step 1) or the one before (-1) of the section in front, from the last to the first."""
        if self.navigation.isEnabled() and self.page in self._beside:
            place = (self._beside.index(self.page) + step) % len(self._beside)
            self.show(self._beside[place].key)
            self.enter()

    def open_list(self, register_key: str, query: Query) -> None:
        """Show the page that lists a register, with this query."""
        from app.registers import find_register

        fixed = {one.name: one.value[0] for one in query.filters if one.op == "is" and len(one.value) == 1}
        page = page_of_register(register_key, find_register(register_key).label, fixed)
        tab: Any = self._bring(page, reload=False)
        if self.page is page:
            tab.show_query(query)

    def show_beside(self, page: Page) -> None:
        """Show a page that has no place in the navigation beside the pages the clerk comes from."""
        self._bring(page, reload=False)
        self.enter()

    def place_to_return(self) -> str:
        """Key of the page in front, or of the one behind it to which it returns itself."""
        back = self.current.back if self.current is not None else ""
        return back or (self.page or SECTIONS[0].pages[0]).key

    def close_beside(self, page: Page, back: str) -> None:
        """Take down a page shown beside the others and return to another one."""
        if self._extra.get(_kind(page)) is page:
            del self._extra[_kind(page)]
        known = {one.key for one in (*all_pages(), *self._extra.values())}
        self.show(back if back in known else SECTIONS[0].pages[0].key)
        if self.page is not page:
            self._take_down(page)

    def show_front(self, widget: QWidget | None) -> None:
        """Show a widget instead of the pages; without one, that a ledger is being opened."""
        self.forget()
        self.navigation.setEnabled(False)
        self.navigation.show_place("", "")
        self.sub_tabs.hide()
        self.inner_tabs.hide()
        if widget is not None:
            self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget or self._waiting)
        if widget is not None:
            widget.setFocus()

    def take(self, changes: Changes) -> None:
        """Tell every page what was changed."""
        for tab in self._built.values():
            tab.take(changes)

    def may_close(self) -> bool:
        """Ask every page whether it may be left."""
        return all(tab.may_leave() for tab in self._built.values())

    def forget(self) -> None:
        """Take every page down."""
        self.stack.setCurrentIndex(0)
        for place in reversed(range(1, self.stack.count())):
            widget = self.stack.widget(place)
            if widget is not None:
                self.stack.removeWidget(widget)
                widget.deleteLater()
        self._built.clear()
        self._extra.clear()

    def _take_down(self, page: Page) -> None:
        tab = self._built.pop(page.key, None)
        if tab is not None:
            self.stack.removeWidget(tab)
            tab.deleteLater()

    def _bring(self, page: Page, *, reload: bool = True) -> Tab:
        current = self.current
        if current is not None and self.page is not page and not current.may_leave():
            self._mark(self.page or page)
            return current
        self._mark(page)
        self.page = page
        self._window.state.write("window/page", page.key)
        tab = self._built.get(page.key)
        if tab is None:
            tab = page.build(self._window, page)
            self._built[page.key] = tab
            self.stack.addWidget(tab)
            self.stack.setCurrentWidget(tab)
            if reload:
                tab.reload()
        else:
            self.stack.setCurrentWidget(tab)
            tab.came_to_front()
        if not any(widget.hasFocus() for widget in (self.navigation.list, self.sub_tabs, self.inner_tabs)):
            self.enter()  # arrow keys in navigation and tabs go on to the next page, so the keyboard stays there
        return tab

    def enter(self) -> None:
        """Put the keyboard where work on the page in front begins."""
        if self.current is not None:
            self.current.setFocus()

    def _choose_section(self, place: int) -> None:
        section = SECTIONS[place]
        wanted = self._window.state.read(f"section/{section.label}", "")
        self.show(next((one for one in section.pages if one.key == wanted), section.pages[0]).key)

    def _choose_group(self, place: int) -> None:
        group = list(dict.fromkeys(_group(one) for one in self._beside))[place]
        self.show(next(one for one in self._beside if _group(one) == group).key)

    def _choose_page(self, place: int) -> None:
        group = _group(self.page) if self.page is not None else ""
        self.show([one for one in self._beside if _group(one) == group][place].key)

    def _mark(self, page: Page) -> None:
        """Show in navigation and sub-tabs where the clerk is."""
        section = next((one for one in SECTIONS if page in one.pages), None)
        if section is None:
            # What has no place in the navigation is looked at beside the pages the clerk comes from.
            before = self._extra.get(_kind(page))
            if before is not None and before is not page:
                self._take_down(before)
            self._extra[_kind(page)] = page
            pages = [one for one in self._beside if one in all_pages()]
        else:
            pages = list(section.pages)
            self._window.state.write(f"section/{section.label}", page.key)
            self.navigation.select(SECTIONS.index(section))
        self._beside = [*pages, *self._extra.values()]
        _fill(self.sub_tabs, list(dict.fromkeys(_group(one) for one in self._beside)), _group(page))
        inside = [one.label for one in self._beside if _group(one) == _group(page)]
        _fill(self.inner_tabs, inside, page.label)
        self.sub_tabs.show()
        self.inner_tabs.setVisible(len(inside) > 1)

    def _restore(self) -> None:
        known = {page.key: page for page in all_pages()}
        self.page = known.get(self._window.state.read("window/page", ""), SECTIONS[0].pages[0])
        self._mark(self.page)
        self.navigation.setEnabled(False)


def _kind(page: Page) -> str:
    """What sort of page it is, by the beginning of its key: the rows of a register, the card of a record."""
    return page.key.partition("/")[0]


def _group(page: Page) -> str:
    return page.group or page.label


def _tab_bar() -> QTabBar:
    bar = QTabBar()
    bar.setDrawBase(False)
    bar.setExpanding(False)
    bar.setUsesScrollButtons(True)
    return bar


def _fill(bar: QTabBar, labels: list[str], current: str) -> None:
    """Give a tab bar these tabs without telling anybody."""
    bar.blockSignals(True)
    while bar.count():
        bar.removeTab(0)
    for label in labels:
        bar.addTab(label)
    bar.setCurrentIndex(labels.index(current))
    bar.blockSignals(False)
