"""组织统计: what is counted about organizations as of a day, table below table; every line opens the list it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.tabs.daytab import DayTab
from ui.widgets.rowtable import Head, RowTable
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.surveys.orgsheet import Block, OrganizationSheet
    from ui.shell.window import MainWindow
    from ui.tabs import Page


class OrganizationSheetTab(DayTab):
    """The sheet on screen, as it is printed."""

    title = "组织建设情况"

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.shown: list[RowTable] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.add_tool("打印情况表", "mdi6.printer-outline", self.print_it)
        self.body.addWidget(self._scroll)
        self.setFocusProxy(self._scroll)

    def ask(self) -> Callable[[date], OrganizationSheet]:
        """The tables."""
        desk = self.frame.desk

        def work(on: date) -> OrganizationSheet:
            from app.surveys.orgsheet import organization_sheet

            return organization_sheet(desk, on)

        return work

    def show_found(self, sheet: OrganizationSheet) -> None:
        """A card for each table."""
        place = self._scroll.verticalScrollBar().value()
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 12)
        column.setSpacing(14)
        self.shown = [self._card(column, block) for block in sheet.blocks]
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self._scroll.verticalScrollBar().setValue(place)
        told = "回车或双击一行，打开它所计的名单。" if sheet.blocks else "这一天还没有组织可以统计。"
        self.tell(told)

    def paper(self) -> Callable[[date], Printed]:
        """The same tables on paper."""
        desk = self.frame.desk

        def work(on: date) -> Printed:
            from app.actions.organization_printing import print_sheet

            return print_sheet(desk, on)

        return work

    def _card(self, column: QVBoxLayout, block: Block) -> RowTable:
        head = QLabel(block.title)
        head.setObjectName("subtitle")
        table = RowTable(self.frame.theme, [Head(*one) for one in block.heads], block.title)
        table.show_rows([line.cells for line in block.lines])
        table.opened.connect(lambda place: self._open(block, place))
        table.fit_height()
        column.addWidget(head)
        column.addWidget(table)
        if block.note:
            note = WrappedLabel(block.note)
            note.setObjectName("quiet")
            column.addWidget(note)
        return table

    def _open(self, block: Block, place: int) -> None:
        opens = block.lines[place].opens
        if opens is not None:
            self.frame.open_list(*opens)
