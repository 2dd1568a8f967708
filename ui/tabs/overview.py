"""概览: the month's figures in sections, charts beside them, and what waits to be done; every figure opens its list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.surveys.charts import Chart
from ui.tabs.tab import Tab
from ui.widgets.charts import ChartView
from ui.widgets.fitgrid import FitGrid
from ui.widgets.flow import FlowLayout
from ui.widgets.months import MonthChooser
from ui.widgets.tiles import TileGrid
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from app.measures.period import Month
    from app.surveys.overview import Behind, Overview, Part, ToDo
    from ui.shell.window import MainWindow
    from ui.tabs import Page


_CHART, _BETWEEN = 300, 24  # the narrowest chart at 100 %, and what lies between two


class OverviewTab(Tab):
    """The first page a clerk sees."""

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window)
        self.page = page
        self.shown: Overview | None = None
        self._month: Month | None = None
        self.months = MonthChooser()
        self.months.chosen.connect(self.show_month)
        self._head = QLabel()
        self._head.setObjectName("title")
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addStretch(1)
        head.addWidget(self.months)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 4, 6, 6)
        head.setContentsMargins(0, 0, 12, 0)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        self.setFocusProxy(self._scroll)
        self.months.hide()

    def reload(self) -> None:
        """Read the month anew."""
        desk, month = self.frame.desk, self._month

        def work() -> Overview:
            from app.surveys.overview import month_to_show, overview

            return overview(desk, month or month_to_show(desk, date.today()))

        self.frame.tasks.read(work, self._show, owner=self, title="正在计算指标…")

    def show_month(self, month: Month) -> None:
        """Show another month."""
        self._month = month
        self.reload()

    def open_waiting(self, waiting: ToDo) -> None:
        """Open the list of something that waits, or the page that lists it."""
        if waiting.opens is not None:
            self.open_behind(waiting.opens)
        else:
            self.frame.show_page(waiting.page)

    def open_behind(self, behind: Behind) -> None:
        """Open the list a figure counts."""
        from app.surveys.overview import list_behind

        desk = self.frame.desk
        self.frame.tasks.read(
            lambda: list_behind(desk, behind), lambda found: self.frame.open_list(*found), owner=self
        )

    def _show(self, shown: Overview) -> None:
        self.shown = shown
        place = self._scroll.verticalScrollBar().value()
        self._head.setText(f"{shown.month.label}工作概览")
        self.months.setVisible(not shown.empty)
        self.months.show_month(shown.month)
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 6, 12, 12)
        column.setSpacing(12)
        if shown.empty:
            column.addWidget(self._beginning(), 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            if shown.to_do:
                column.addWidget(self._to_do(shown))
            headline = TileGrid(shown.headline, large=True)
            headline.chosen.connect(self.open_behind)
            column.addWidget(headline)
            for part in shown.parts:
                column.addWidget(self._part(part))
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self._scroll.verticalScrollBar().setValue(place)

    def _beginning(self) -> QWidget:
        """What to do first in an empty ledger."""
        card = _card("从这里开始")
        layout = card.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setContentsMargins(24, 18, 24, 22)
        for text in (
            "1. 导入社区报来的花名册和点位表：先逐行核对再写入，导入后随时可以整批撤销。",
            "2. 没有表格的，在“人员”“阵地”页逐条登记。",
            "3. 有了人员，就能开班、登记考勤、发证；月底在“报表”页打印当月的工作小结。",
            "数据有了以后，这一页显示当月的数字、走势和待办，点任何一个数字都能看到它背后的名单。",
        ):
            says = QLabel(text)
            says.setObjectName("quiet")
            layout.addWidget(says)
        row = QHBoxLayout()
        for label, name, do in (
            ("导入表格…", "primary", self.frame.start_import),
            ("登记人员", "", lambda: self.frame.show_page("people")),
        ):
            button = QPushButton(label)
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, do=do: do())
            row.addWidget(button)
        row.addStretch(1)
        layout.addSpacing(8)
        layout.addLayout(row)
        return card

    def _to_do(self, shown: Overview) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(10)
        head = QLabel("待办")
        head.setObjectName("subtitle")
        row.addWidget(head)
        chips = QWidget()
        row.addWidget(chips, 1)
        flow = FlowLayout(chips)
        for one in shown.to_do:
            button = QToolButton()
            button.setObjectName("chip")
            button.setText(one.text)
            button.clicked.connect(lambda _=False, one=one: self.open_waiting(one))
            flow.addWidget(button)
        return card

    def _part(self, part: Part) -> QWidget:
        card = _card(part.label)
        layout = card.layout()
        assert isinstance(layout, QVBoxLayout)
        grid = TileGrid([tile for tile in part.tiles if not tile.idle])
        grid.chosen.connect(self.open_behind)
        idle = [tile.label for tile in part.tiles if tile.idle]
        if len(part.charts) == 1:
            row = QHBoxLayout()
            row.setSpacing(_BETWEEN)
            row.addWidget(grid, 3, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self._chart(part.charts[0]), 2)
            layout.addLayout(row)
        else:
            layout.addWidget(FitGrid([self._chart(chart) for chart in part.charts], _CHART, _BETWEEN))
            layout.addWidget(grid)
            grid.setVisible(bool(grid.views()))
        if idle:
            none = WrappedLabel(f"暂无：{'、'.join(idle)}")
            none.setObjectName("hint")
            layout.addWidget(none)
        return card

    def _chart(self, chart: Chart) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QLabel(f"{chart.title}　单位：{chart.unit}")
        head.setObjectName("quiet")
        view = ChartView()
        view.set_chart(chart)
        view.chosen.connect(self.open_behind)
        column.addWidget(head)
        column.addWidget(view)
        column.addStretch(1)
        return box


def _card(title: str) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(14, 10, 14, 14)
    layout.setSpacing(8)
    head = QLabel(title)
    head.setObjectName("subtitle")
    layout.addWidget(head)
    return card
