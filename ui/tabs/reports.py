"""报表: a month's figures with their comparisons, the summary drafted from them, and its way to paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.registers.spec import Field, Kind
from ui.records.editors import Unreadable
from ui.returns.bar import ReturnBar
from ui.returns.draft import DraftEdit, Phrases
from ui.returns.papers import ReturnPapers
from ui.tabs.tab import Tab
from ui.widgets.dates import DateEditor
from ui.widgets.figuretable import FigureTable
from ui.widgets.months import MonthChooser

if TYPE_CHECKING:
    from app.actions.returns import Standing
    from app.actions.summary import SummaryDraft
    from app.desk import Changes
    from app.measures.period import Reported
    from ui.shell.window import MainWindow
    from ui.tabs import Page

_MOST_DOUBTS = 3


class ReportsTab(Tab):
    """The monthly summary: look at the figures, read and change the text, print."""

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window)
        self.page = page
        self._month: Reported | None = None
        self._sealed = False
        self._typed: dict[Reported, SummaryDraft] = {}
        self.months = MonthChooser()
        self.kind = QComboBox()
        self.figures = FigureTable()
        self.draft = DraftEdit()
        self.signer = QLineEdit()
        self.day = DateEditor(Field("signed_on", "成文日期", kind=Kind.DATE, required=True))
        self.doubts = QLabel()
        self.way = ReturnBar(window, self._ready, self._stepped)
        self.again = QPushButton("重新起草")
        self.choose = QPushButton("上表指标…")
        self.papers = ReturnPapers(window, self._ready, lambda: self._sealed)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.figures)

    def reload(self) -> None:
        """Draft the month anew from its figures; a text that the clerk changed is kept."""
        desk, month = self.frame.desk, self._month

        def work() -> tuple[Standing, Phrases]:
            from app.actions.phrases import phrases
            from app.actions.returns import standing
            from app.surveys.overview import month_to_show

            found = standing(desk, month or month_to_show(desk, date.today()))
            return found, phrases(desk, [one.heading for one in found.draft.chapters])

        self.frame.tasks.read(work, self._show, self._failed, owner=self, title="正在起草工作小结…")

    def show_month(self, month: Reported) -> None:
        """Go to another period; what was typed for this one is there again when the clerk comes back."""
        self._month = month
        self.reload()

    def may_leave(self) -> bool:
        """Typed text is kept while the window is open, whatever page is in front."""
        return True

    def open_figure(self, code: str) -> None:
        """Open the records that a figure counts; of a sealed return those that it counted then."""
        desk, period, sealed = self.frame.desk, self._month, self._sealed
        if period is None:
            return

        def work() -> object:
            from app.returns.lists import list_sealed
            from app.surveys.overview import Behind, list_behind

            return list_sealed(desk, period, code) if sealed else list_behind(desk, Behind(code, period))

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

    def _show(self, found: tuple[Standing, Phrases]) -> None:
        standing, phrases = found
        draft = standing.draft
        self._month, self._sealed = draft.month, standing.sealed is not None
        self.months.show_month(draft.month)
        self._name_kinds(draft.month)
        self.figures.show_rows(draft.month, list(draft.figures.values()))
        self.way.show_standing(standing)
        typed = None if self._sealed else self._typed.get(draft.month)
        self.draft.show_draft(typed or draft, phrases)
        writing = standing.state == "draft"
        self.draft.setEnabled(writing)
        self.again.setVisible(writing)
        self.choose.setVisible(writing)
        self.again.setEnabled(typed is not None)
        if self._sealed or not self.signer.isModified():
            self.signer.setText(draft.signer)
        if self._sealed or not self.day.line.text():
            self.day.set_value(draft.signed_on)
        for widget in (self.signer, self.day):
            widget.setEnabled(writing)
        self._show_doubts(draft.doubts)
        self._enable(True)

    def _stepped(self) -> None:
        """A step was taken: what was typed is kept in the ledger now."""
        if self._month is not None:
            self._typed.pop(self._month, None)
        self.reload()

    def _failed(self, error: Exception) -> None:
        self._enable(False)
        self.frame.messages.failed(error)

    def _enable(self, on: bool) -> None:
        for widget in (self.papers, self.figures, self.way):
            widget.setEnabled(on)
        if not on:
            self.draft.setEnabled(False)

    def _show_doubts(self, doubts: tuple[str, ...]) -> None:
        more = f"\n还有{len(doubts) - _MOST_DOUBTS}处" if len(doubts) > _MOST_DOUBTS else ""
        self.doubts.setText("请核对：" + "\n".join(doubts[:_MOST_DOUBTS]) + more if doubts else "")
        self.doubts.setVisible(bool(doubts))

    def _name_kinds(self, period: Reported) -> None:
        from app.measures.period import Quarter, Year

        self.kind.setCurrentIndex(2 if isinstance(period, Year) else 1 if isinstance(period, Quarter) else 0)

    def _other_kind(self, kind: int) -> None:
        from app.measures.period import month_holding, wider

        if self._month is not None:
            self.show_month(wider(month_holding(self._month.last, self._month.start_day))[kind])

    def _note_typing(self) -> None:
        if self._month is not None:
            self._typed[self._month] = self.draft.draft()
            self.again.setEnabled(True)

    def _remember(self, heading: str, lead: str, text: str) -> None:
        desk = self.frame.desk

        def work() -> Changes:
            from app.actions.phrases import remember

            return remember(desk, heading, lead, text)

        def finished(_: Changes) -> None:
            self.frame.messages.notice("已记为常用语，可在“加一段”里选用。")
            self.reload()

        self.frame.tasks.write(work, finished, owner=self, title="正在保存…")

    def _draft_again(self) -> None:
        question = "放弃修改，按现在的数据重新起草？"
        if self._month is None or not self.frame.messages.confirm(question, yes="重新起草", parent=self):
            return
        self._typed.pop(self._month, None)
        self.reload()

    def _choose(self) -> None:
        from ui.returns.choosing import choose_figures

        choose_figures(self.frame, self.reload)

    def _connect(self) -> None:
        self.months.chosen.connect(self.show_month)
        self.kind.activated.connect(self._other_kind)
        self.figures.opened.connect(self.open_figure)
        self.draft.edited.connect(self._note_typing)
        self.draft.remembered.connect(self._remember)
        self.draft.managed.connect(lambda: self.frame.show_page("phrases"))
        self.choose.clicked.connect(lambda _=False: self._choose())
        self.again.clicked.connect(lambda _=False: self._draft_again())

    def _arrange(self) -> None:
        self.doubts.setObjectName("warningText")
        self.doubts.setWordWrap(True)
        self.kind.setAccessibleName("报表种类")
        self.kind.addItems(["月报", "季报", "年报"])
        title = QLabel("工作小结")
        title.setObjectName("title")
        head = QHBoxLayout()
        for widget in (title, self.kind, self.months):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.again)
        head.addWidget(self.choose)
        head.addWidget(self.papers)
        split = QSplitter()
        split.addWidget(self.figures)
        split.addWidget(self._text_side())
        split.setSizes([680, 480])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 4, 18, 10)
        layout.addLayout(head)
        layout.addWidget(self.way)
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
