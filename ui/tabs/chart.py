"""架构图: the organizations of a day as a chart, of all lines or one; a click opens the body, or the list of its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QStackedLayout

from app.registers.lists import Filter, Op, Query
from app.surveys.orglayout import Layout, lay_out
from app.surveys.orgtree import LINES, Node, organization_tree
from ui.records.cards import open_record
from ui.tabs.daytab import DayTab
from ui.widgets.orgchart import OrgChart

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from ui.shell.window import MainWindow
    from ui.tabs import Page


class ChartTab(DayTab):
    """The chart with its zoom, its line and its way to paper."""

    title = "组织架构图"

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.chart = OrgChart(window.theme)
        self.lines = QComboBox()
        self.lines.setAccessibleName("条线")
        self.lines.addItem("全部条线", "")
        for key, label in LINES:
            self.lines.addItem(label, key.value)
        self.lines.activated.connect(lambda _: self.reload())
        self._percent = QLabel()
        self._percent.setObjectName("quiet")
        self._empty = QLabel("这一天还没有组织。先在“党组织”“工会”等页登记，再来看架构图。")
        self._empty.setObjectName("empty")
        self.add_choice(self.lines)
        self.add_tool("放大", "mdi6.magnify-plus-outline", lambda: self.chart.zoom(1.2))
        self.add_tool("缩小", "mdi6.magnify-minus-outline", lambda: self.chart.zoom(1 / 1.2))
        self.add_tool("看全图", "mdi6.fit-to-page-outline", self.chart.fit)
        self.add_tool("打印架构图", "mdi6.printer-outline", self.print_it)
        self.add_choice(self._percent)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self._empty)
        self.body.addLayout(self._stack, 1)
        self.setFocusProxy(self.chart)
        self.chart.opened.connect(self.open_node)
        self.chart.zoomed.connect(lambda scale: self._percent.setText(f"{round(scale * 100)}%"))

    def ask(self) -> Callable[[date], tuple[Node, Layout]]:
        """The tree of the line, and where its boxes stand."""
        desk, line = self.frame.desk, self.lines.currentData()

        def work(on: date) -> tuple[Node, Layout]:
            root = organization_tree(desk, on, line)
            return root, lay_out(root)

        return work

    def show_found(self, answer: tuple[Node, Layout]) -> None:
        """Draw it, or say that there is nothing to draw."""
        root, layout = answer
        self.chart.show_layout(layout)
        self._stack.setCurrentWidget(self.chart if root.children else self._empty)
        count = root.bodies()
        self.tell(
            f"{count}个组织。点一个框打开它；方向键在框间移动，回车打开，按住Ctrl滚动滚轮或按＋－缩放。"
            if count
            else ""
        )

    def paper(self) -> Callable[[date], Printed]:
        """The chart as shown, on one page where it is readable."""
        desk, line = self.frame.desk, self.lines.currentData()

        def work(on: date) -> Printed:
            from app.actions.organization_printing import print_chart

            return print_chart(desk, on, line)

        return work

    def open_node(self, node: Node) -> None:
        """Open a body's form, or the list of a line's bodies."""
        if node.body_id is not None:
            open_record(self.frame, "organizations", node.body_id)
        elif node.line:
            self.frame.open_list("organizations", Query(filters=(Filter("line", Op.IS, (node.line,)),)))
