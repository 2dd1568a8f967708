"""RegisterTab: a register's page with toolbar, filters and table; what most registers need, and the base of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.registers import find_register
from app.registers.lists import Filter, Op, Query
from ui.table import RecordTable
from ui.tabs.tab import Tab
from ui.view import RecordView, remembered_columns, remembered_sort

if TYPE_CHECKING:
    from ui.tabs import Page
    from ui.window import MainWindow


class RegisterTab(Tab):
    """Lists a register's records and lets the clerk add, change, delete, act, import, export and print."""

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window)
        self.page = page
        self.register = find_register(page.register)
        self.fixed = tuple(Filter(name, Op.IS, (value,)) for name, value in page.fixed)
        columns = remembered_columns(self.register, window.state, page.key)
        self.table = RecordTable(window.tasks, window.desk, self.register, columns, self)
        sort, descending = remembered_sort(self.register, window.state, page.key)
        self.table.query = Query(filters=self.fixed, sort=sort, descending=descending)
        self.view = RecordView(self.table, window.state, page.key, window.theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 4, 18, 12)
        layout.addWidget(self.view)

    def reload(self) -> None:
        """Read the list again."""
        self.table.reload()

    def show_query(self, query: Query) -> None:
        """Show the rows of a query, for example those behind a figure."""
        self.table.show_query(query)
