"""RegisterTab: a register's page with toolbar, filters and table; what most registers need, and the base of the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.registers import find_register
from app.registers.lists import Filter, Op, Query, Row
from ui.lists.actions import BUTTONS, bar_of_view, delete_rows, with_selected
from ui.lists.filters import FilterBar
from ui.lists.savedfilters import SavedFilters
from ui.lists.table import RecordTable
from ui.lists.view import MOST_SELECTED, RecordView, remembered_columns, remembered_sort
from ui.papers.menu import PaperMenu
from ui.records.cards import open_new, open_quick, open_record, show_record
from ui.tabs.tab import Tab
from ui.widgets.banner import Banner
from ui.widgets.flow import FlowLayout
from ui.widgets.keys import on_page, within

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow
    from ui.tabs import Page


class RegisterTab(Tab):
    """Lists a register's records and lets the clerk add, change, delete, act, import, export and print.

    A subclass may add buttons to ``self.tools`` and widgets to ``self.layout()``. verb_buttons: how many of the register's
    verbs are buttons; the others are in a menu.
    """

    verb_buttons = BUTTONS

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window)
        self.page = page
        self.register = find_register(page.register)
        self.fixed = tuple(Filter(name, Op.IS, (value,)) for name, value in page.fixed)
        self.table, self.view = self._make_table()
        self.filters = FilterBar(self.register, window, window.theme, self.fixed)
        self.filters.take(self.table.query)
        self.saved = SavedFilters(window, self.register, page.key, self.filters.query)
        self.filters.add_tool(self.saved)
        self.banner = Banner()
        self.editable = any(field.form for field in self.register.fields)
        self.tools = QWidget()
        self._flow = FlowLayout(self.tools, gap=6)
        self.actions_bar = bar_of_view(window, self.register, self.view, self.verb_buttons)
        self._body = QStackedWidget()
        self._empty = self._make_empty()
        self._fill_tools()
        self._arrange()
        self._connect()
        self.saved.reload()

    def reload(self) -> None:
        """Read the list again."""
        self.table.reload()

    def take(self, changes: Changes) -> None:
        """Links show names of other registers, so those tables concern the page too."""
        linked = {find_register(field.link).table.name for field in self.register.fields if field.link}
        self.tables = frozenset({self.register.table.name} | linked)
        super().take(changes)

    def show_query(self, query: Query) -> None:
        """Show the rows of a query, for example those behind a figure."""
        self.filters.take(query)
        self._show(self.filters.query())

    def add_tool(self, label: str, icon: str, do: Callable[[], Any], *, primary: bool = False) -> QToolButton:
        """Add a button to the toolbar."""
        button = QToolButton()
        button.setText(label)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if primary:
            button.setObjectName("primary")
        self.frame.icons.put(button.setIcon, icon, "on_accent" if primary else "icon")
        button.clicked.connect(lambda: do())
        self._flow.addWidget(button)
        return button

    def add_to_menu(self, label: str, icon: str, do: Callable[[], Any]) -> None:
        """Add what is not done every day to the toolbar's menu."""
        self.actions_bar.add_to_menu(label, icon, do)

    def new_record(self) -> None:
        """Open the form of a new record."""
        if self.editable:
            open_new(self.frame, self.register.key, preset=dict(self.page.fixed), saved=self._select_saved)

    def quick_record(self) -> None:
        """Begin a record with the few fields that are enough."""
        open_quick(self.frame, self.register.key, saved=self._select_saved)

    def open_id(self, record_id: int) -> None:
        """Show a record: its card, or its form where it has none."""
        show_record(self.frame, self.register.key, record_id)

    def open_selected(self) -> None:
        """Open the form of the first selected record."""
        with_selected(self.frame, self.view, self._open_first)

    def delete_selected(self) -> None:
        """Delete the selected records."""
        if self.editable:
            delete_rows(self.frame, self.register, self.view)

    def start_import(self) -> None:
        """Open the import wizard for this register."""
        from ui.wizard.importing import open_import

        open_import(self.frame, self.register.key)

    def export(self) -> None:
        """Write the listed rows to a workbook."""
        from ui.wizard.exporting import export_register

        export_register(self.frame, self.register, self.table.query)

    def print_ledger(self) -> None:
        """Print the listed or the selected rows as a ledger, in the columns shown."""
        if 0 < self.view.selected <= MOST_SELECTED:
            with_selected(self.frame, self.view, lambda rows: self._ask_ledger([row.id for row in rows]))
        else:
            self._ask_ledger([])

    def _ask_ledger(self, ids: list[int]) -> None:
        from ui.papers.ledger import ask_ledger

        columns = self.view.visible_columns()
        ask_ledger(self.frame, self.register, self.table.query, columns, ids, self.window())

    def _make_table(self) -> tuple[RecordTable, RecordView]:
        state, key = self.frame.state, self.page.key
        columns = remembered_columns(self.register, state, key)
        table = RecordTable(self.frame.tasks, self.frame.desk, self.register, columns, self)
        sort, descending = remembered_sort(self.register, state, key)
        table.query = Query(filters=self.fixed, sort=sort, descending=descending)
        return table, RecordView(table, state, key, self.frame.theme)

    def _fill_tools(self) -> None:
        if self.editable:
            self.add_tool("新增", "mdi6.plus", self.new_record, primary=True)
            if self.register.quick:
                self.add_tool("快速登记", "mdi6.lightning-bolt-outline", self.quick_record)
            self.add_tool("修改", "mdi6.pencil-outline", self.open_selected)
            self.add_tool("删除", "mdi6.trash-can-outline", self.delete_selected)
        else:
            self.add_tool("查看", "mdi6.eye-outline", self.open_selected)
        if self.actions_bar.entries:
            self._flow.addWidget(self.actions_bar)
        if self.editable:
            self.add_tool("导入", "mdi6.file-import-outline", self.start_import)
        self.add_tool("导出", "mdi6.file-export-outline", self.export)
        ledger = ("台账…", self.register.icon, self.print_ledger)
        self._flow.addWidget(PaperMenu(self.frame, self.register, self._give, (ledger,)))

    def _give(self, do: Callable[[list[int]], Any]) -> None:
        """Hand over the selected records; none at all when nothing is selected, for papers that stay blank."""
        if self.view.selected:
            with_selected(self.frame, self.view, lambda rows: do([row.id for row in rows]))
        else:
            do([])

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 4, 18, 10)
        layout.setSpacing(8)
        self.view.nothing = "没有符合条件的记录。"
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        self.setFocusProxy(self.view)
        for widget in (self.tools, self.filters, self.banner):
            layout.addWidget(widget)
        layout.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._show)
        self.saved.chosen.connect(self.show_query)
        self.filters.columns.clicked.connect(self._choose_columns)
        self.frame.icons.put(self.filters.columns.setIcon, "mdi6.view-column-outline")
        self.table.counted.connect(self._counted)
        self.table.refused.connect(self.frame.messages.notice)
        self.view.opened.connect(self.open_id)
        self.view.wants_delete.connect(self.delete_selected)
        self.view.wants_menu.connect(self._menu)
        on_page(self, "Ctrl+F", self._go_to_search)
        on_page(self, "Ctrl+N", self.new_record)
        on_page(self, "Ctrl+P", self.print_ledger)
        within(self.view, "Ins", self.new_record)
        within(self.filters.search, "Esc", self._leave_search)
        within(self.filters.search, "Down", self.view.setFocus)

    def _show(self, query: Query) -> None:
        self.table.show_query(query)
        self._show_banner(query)

    def _show_banner(self, query: Query) -> None:
        if query.within is None and not query.label:
            self.banner.hide()
            return
        self.banner.show_text(
            f"只列出：{query.label or '一部分记录'}", action="返回全部", do=self.filters.clear
        )

    def _counted(self, total: int) -> None:
        self.filters.note_order(self.table.query)
        self.filters.show_count(total)
        self.view.show_sort()
        self._body.setCurrentWidget(self.view if total or self.filters.active else self._empty)

    def _open_first(self, rows: list[Row]) -> None:
        if rows:
            open_record(self.frame, self.register.key, rows[0].id)

    def _show_first(self, rows: list[Row]) -> None:
        if rows:
            self.open_id(rows[0].id)

    def _select_saved(self, changes: Changes) -> None:
        if changes.record_id is not None:
            self.view.select_when_loaded(changes.record_id)

    def _choose_columns(self) -> None:
        button = self.filters.columns
        self.view.offer_columns(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _go_to_search(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _leave_search(self) -> None:
        self.filters.search.clear()
        self.view.setFocus()

    def _menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        if self.register.card is not None:
            menu.addAction("打开", lambda: with_selected(self.frame, self.view, self._show_first))
        menu.addAction("修改" if self.editable else "查看", self.open_selected)
        menu.addAction("复制", self.view.copy)
        if self.editable:
            menu.addAction("删除", self.delete_selected)
        self.actions_bar.fill_menu(menu)
        menu.popup(self.view.viewport().mapToGlobal(position))

    def _make_empty(self) -> QWidget:
        """What to do first, when the register holds nothing yet."""
        page = QFrame()
        page.setObjectName("card")
        says = QLabel(self.page.first or f"还没有{self.register.label}。")
        says.setObjectName("empty")
        says.setAlignment(Qt.AlignmentFlag.AlignCenter)
        says.setWordWrap(True)
        layout = QVBoxLayout(page)
        layout.addStretch(2)
        layout.addWidget(says)
        row = QHBoxLayout()
        row.addStretch(1)
        if self.editable:
            for label, name, do in (
                (f"新增{self.register.label}", "primary", self.new_record),
                ("导入表格…", "", self.start_import),
            ):
                button = QPushButton(label)
                button.setObjectName(name)
                button.clicked.connect(lambda _=False, do=do: do())
                row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(3)
        return page
