"""报表: a month's figures with their comparisons, the summary drafted from them, and its way to paper."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.registers.spec import Field, Kind
from ui.dates import DateEditor
from ui.draft import DraftEdit
from ui.editors import Unreadable
from ui.months import MonthChooser
from ui.tabs.tab import Tab

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.actions.summary import SummaryDraft
    from app.measures.period import Month
    from app.overview import Behind
    from ui.tabs import Page
    from ui.window import MainWindow

_HEADS = ("指标名称", "单位", "本月", "上月", "环比", "本年累计", "上年同期", "同比")
_MOST_DOUBTS = 3


class ReportsTab(Tab):
    """The monthly summary: look at the figures, read and change the text, print."""

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window)
        self.page = page
        self._month: Month | None = None
        self._behind: list[Behind | None] = []
        self._typed: dict[Month, SummaryDraft] = {}
        self.months = MonthChooser()
        self.figures = QTableWidget(0, len(_HEADS))
        self.draft = DraftEdit()
        self.signer = QLineEdit()
        self.day = DateEditor(Field("signed_on", "成文日期", kind=Kind.DATE, required=True))
        self.doubts = QLabel()
        self.again = QPushButton("重新起草")
        self.preview_button = QPushButton("预览(&V)")
        self.print_button = QPushButton("编号打印(&P)")
        self._arrange()
        self._connect()
        self.setFocusProxy(self.figures)

    def reload(self) -> None:
        """Draft the month anew from its figures; a text that the clerk changed is kept."""
        desk, month = self.frame.desk, self._month

        def work() -> SummaryDraft:
            from app.actions.summary import draft
            from app.overview import month_to_show

            return draft(desk, month or month_to_show(desk, date.today()))

        self.frame.tasks.read(work, self._show, self._failed, owner=self, title="正在起草工作小结…")

    def show_month(self, month: Month) -> None:
        """Go to another month; what was typed for this one is there again when the clerk comes back."""
        self._month = month
        self.reload()

    def may_leave(self) -> bool:
        """Typed text is kept while the window is open, whatever page is in front."""
        return True

    def preview(self) -> None:
        """Show the paper without entering it in the register of prints."""
        draft = self._ready()
        if draft is None:
            return

        def work() -> bytes:
            from app.actions.summary import document_of
            from app.documents.pdf import render

            paper = BytesIO()
            render(document_of(draft), paper)
            return paper.getvalue()

        title = f"{draft.month.label}工作小结（预览）"
        self.frame.tasks.read(work, lambda data: self._open(data, title), owner=self, title="正在排版…")

    def print_it(self) -> None:
        """Print under a number of the register of prints, and show the paper."""
        draft = self._ready()
        if draft is None:
            return
        desk = self.frame.desk

        def work() -> Printed:
            from app.actions.summary import render

            return render(desk, draft)

        title = f"{draft.month.label}工作小结"
        self.frame.tasks.write(
            work, lambda printed: self._open(printed.data, title), owner=self, title="正在排版…"
        )

    def open_row(self, row: int) -> None:
        """Open the list that a figure of the table counts."""
        behind = self._behind[row] if 0 <= row < len(self._behind) else None
        if behind is None:
            return
        desk = self.frame.desk

        def work() -> object:
            from app.overview import list_behind

            return list_behind(desk, behind)

        self.frame.tasks.read(work, lambda found: self.frame.open_list(*found), owner=self)

    def _ready(self) -> SummaryDraft | None:
        """The draft as it stands on screen, or None when the date is missing."""
        from dataclasses import replace

        if self._month is None:
            return None
        try:
            day = self.day.value()
        except Unreadable as unreadable:
            self.frame.messages.notice(str(unreadable), kind="warning")
            return None
        if day is None:
            self.frame.messages.notice("请填写成文日期。", kind="warning")
            return None
        draft = self.draft.draft()
        statistics = replace(draft.statistics, reported_on=day)
        return replace(draft, signer=self.signer.text().strip(), signed_on=day, statistics=statistics)

    def _open(self, data: bytes, title: str) -> None:
        from ui.preview import open_preview

        open_preview(self.frame, data, title)

    def _show(self, draft: SummaryDraft) -> None:
        self._month = draft.month
        self.months.show_month(draft.month)
        self._fill(draft)
        typed = self._typed.get(draft.month)
        self.draft.show_draft(typed or draft)
        self.again.setEnabled(typed is not None)
        if not self.signer.isModified():
            self.signer.setText(draft.signer)
        if not self.day.line.text():
            self.day.set_value(draft.signed_on)
        self._show_doubts(draft.doubts)
        self._enable(True)

    def _failed(self, error: Exception) -> None:
        self._enable(False)
        self.frame.messages.failed(error)

    def _enable(self, on: bool) -> None:
        for widget in (self.preview_button, self.print_button, self.draft, self.figures):
            widget.setEnabled(on)

    def _show_doubts(self, doubts: tuple[str, ...]) -> None:
        more = f"\n还有{len(doubts) - _MOST_DOUBTS}处" if len(doubts) > _MOST_DOUBTS else ""
        self.doubts.setText("请核对：" + "\n".join(doubts[:_MOST_DOUBTS]) + more if doubts else "")
        self.doubts.setVisible(bool(doubts))

    def _fill(self, draft: SummaryDraft) -> None:
        from app.actions.summary import grouped
        from app.overview import Behind

        self._behind = []
        self.figures.setRowCount(0)
        for heading, rows in grouped(draft.figures.values()):
            self._add_row((heading,), None, bold=True)
            for row in rows:
                line = row.texts
                cells = (
                    f"　{row.measure.label}" if row.measure.of else row.measure.label,
                    row.measure.unit,
                    line.this_month,
                    line.last_month,
                    line.month_change,
                    line.year_total,
                    line.last_year_total,
                    line.year_change,
                )
                self._add_row(cells, Behind(row.measure.code, draft.month), tip=row.measure.definition)

    def _add_row(
        self, cells: tuple[str, ...], behind: Behind | None, *, bold: bool = False, tip: str = ""
    ) -> None:
        row = self.figures.rowCount()
        self.figures.insertRow(row)
        self._behind.append(behind)
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(f"{tip}\n双击或按回车打开这些记录" if behind is not None else "")
            if column > 1:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if bold:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            self.figures.setItem(row, column, item)
        if bold:
            self.figures.setSpan(row, 0, 1, len(_HEADS))

    def _note_typing(self) -> None:
        if self._month is not None:
            self._typed[self._month] = self.draft.draft()
            self.again.setEnabled(True)

    def _draft_again(self) -> None:
        question = "放弃修改，按现在的数据重新起草？"
        if self._month is None or not self.frame.messages.confirm(question, yes="重新起草", parent=self):
            return
        self._typed.pop(self._month, None)
        self.reload()

    def _connect(self) -> None:
        self.months.chosen.connect(self.show_month)
        self.figures.cellActivated.connect(lambda row, _: self.open_row(row))
        self.draft.edited.connect(self._note_typing)
        for button, do in (
            (self.again, self._draft_again),
            (self.preview_button, self.preview),
            (self.print_button, self.print_it),
        ):
            button.clicked.connect(lambda _=False, do=do: do())

    def _arrange(self) -> None:
        self.figures.verticalHeader().hide()
        self.figures.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.figures.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.figures.setTabKeyNavigation(False)
        self.figures.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.figures.horizontalHeader().setHighlightSections(False)
        for column in range(len(_HEADS)):
            side = Qt.AlignmentFlag.AlignRight if column > 1 else Qt.AlignmentFlag.AlignLeft
            heading = QTableWidgetItem(_HEADS[column])
            heading.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.figures.setHorizontalHeaderItem(column, heading)
        self.figures.setAccessibleName("统计表")
        self.doubts.setObjectName("warningText")
        self.doubts.setWordWrap(True)
        self.print_button.setObjectName("primary")
        title = QLabel("月度工作小结")
        title.setObjectName("title")
        head = QHBoxLayout()
        for widget in (title, self.months):
            head.addWidget(widget)
        head.addStretch(1)
        for button in (self.again, self.preview_button, self.print_button):
            head.addWidget(button)
        split = QSplitter()
        split.addWidget(self.figures)
        split.addWidget(self._text_side())
        split.setSizes([680, 480])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 4, 18, 10)
        layout.addLayout(head)
        layout.addWidget(self.doubts)
        layout.addWidget(split, 1)

    def _text_side(self) -> QWidget:
        side = QWidget()
        foot = QFormLayout()
        foot.addRow("落款", self.signer)
        foot.addRow("成文日期", self.day)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.draft, 1)
        column.addLayout(foot)
        return side
