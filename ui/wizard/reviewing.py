"""The second page of an import: the rows by state, the one looked at in detail, and what is to be decided."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.exchange.decisions import Decisions
from app.exchange.readrow import SheetRow, State
from app.exchange.review import STATES, Review
from ui.widgets.banner import Banner
from ui.widgets.theme import Theme
from ui.wizard.deciding import Deciding
from ui.wizard.panels import panel_for
from ui.wizard.sheetrows import WHY, SheetRows

_WIDEST, _NARROWEST, _EXPLAINED = 220, 56, 280


class ReviewPage(QWidget):
    """Signals: decided() after any decision; wants_look() when the sheet must be looked at again with ``asked`` and words.

    asked: answers that the clerk gave for the whole sheet, by the name ``app.exchange.review.look`` takes them under.
    """

    decided = Signal()
    wants_look = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._review: Review | None = None
        self._state: State | None = None
        self.asked: dict[str, Any] = {}
        self.table = _RowsView()
        self.model = SheetRows(theme, self)
        self.table.setModel(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda index, _: self._show_detail(index.row()))
        self.table.toggled.connect(self.model.toggle)
        self.model.taken.connect(self._decide)
        self._split = QSplitter()
        self.deciding = self._panel(Deciding)
        self.chips: dict[State | None, QToolButton] = {}
        self._arrange()

    def show_review(self, review: Review, before: Decisions | None) -> None:
        """Show a sheet. before: decisions made in an earlier look at the same sheet."""
        self._review = review
        run = review.run
        sheet = f"工作表“{run.sheet}”，" if run.sheet else ""
        self._head.setText(review.path.name)
        self._about.setText(
            f"{sheet}表头在第{run.header_row}行，识别为{review.label}"
            + (f"，填报：{run.community}" if run.community else "")
        )
        if run.notices:
            self._notice.show_text("\n".join(run.notices), kind="warningBanner")
        else:
            self._notice.hide()
        self._trouble.hide()
        self._change_panel(panel_for(review))
        self.deciding.show_review(review, before)
        self.deciding.order_after(self.table)
        self.deciding.setVisible(self.deciding.needed)
        self._show_chips()
        self._show_rows(self._state if run.counts().get(self._state or State.NEW) else None)
        self._fit_columns()

    def decisions(self) -> Decisions:
        """What is decided now."""
        return self.deciding.decisions(self.model.single)

    def words(self) -> dict[str, dict[str, str]]:
        """What the unknown words mean."""
        return self.deciding.words()

    def taken(self) -> int:
        """How many rows would be imported now."""
        if self._review is None:
            return 0
        decisions = self.decisions()
        return sum(1 for row in self._review.run.rows if decisions.takes(row))

    @property
    def open_questions(self) -> int:
        """How many things must be decided first."""
        return self.deciding.open_questions

    def hint(self) -> str:
        """What to do next, in a sentence."""
        if self._review is None:
            return ""
        if self.open_questions:
            return self.deciding.question
        problems = self._review.run.counts()[State.PROBLEM]
        return f"有问题的{problems}行不会导入，可另存批注副本退回修改。" if problems else ""

    def take_focus(self, again: bool) -> None:
        """Put the keyboard into the rows; after a second look to the question that is next."""
        if not (again and self.deciding.take_focus()):
            self.table.setFocus()

    def say(self, text: str) -> None:
        """Say why the import did not happen."""
        self._trouble.show_text(text, kind="dangerBanner")

    @property
    def trouble(self) -> str:
        """What was said last."""
        return self._trouble.text

    def forget(self) -> None:
        """A new file begins without the decisions of the last one."""
        self.model.single.clear()
        self.asked = {}
        self._state = None

    def show_state(self, state: State | None) -> None:
        """Show only the rows of a state; None for all."""
        self._show_rows(state)

    def _decide(self) -> None:
        self.model.decide(self.decisions())
        self.decided.emit()

    def _choose(self, name: str, value: object) -> None:
        if name == "sheet":  # another sheet begins without what was decided about this one
            self.forget()
        self.asked[name] = value
        self.wants_look.emit()

    def _panel(self, kind: type[Deciding]) -> Deciding:
        panel = kind()
        panel.decided.connect(self._decide)
        panel.words_chosen.connect(self.wants_look)
        panel.chosen.connect(self._choose)
        panel.setMinimumWidth(self._theme.length(260))
        return panel

    def _change_panel(self, kind: type[Deciding]) -> None:
        if type(self.deciding) is not kind:
            before, self.deciding = self.deciding, self._panel(kind)
            self._split.replaceWidget(1, self.deciding)
            before.deleteLater()

    def _show_chips(self) -> None:
        assert self._review is not None
        counts = self._review.run.counts()
        for state, chip in self.chips.items():
            total = len(self._review.run.rows) if state is None else counts[state]
            chip.setText(f"{'全部' if state is None else STATES[state]} {total}")
            chip.setVisible(state is None or total > 0)

    def _show_rows(self, state: State | None) -> None:
        assert self._review is not None
        self._state = state
        for one, chip in self.chips.items():
            chip.setProperty("active", "true" if one is state else "")
            chip.setChecked(one is state)
            chip.style().polish(chip)
        self.model.show_review(self._review, self.decisions(), state)
        self.table.setColumnHidden(WHY, not self.model.explains())
        self.table.selectRow(0)
        self._show_detail(0)

    def _show_detail(self, number: int) -> None:
        row = self.model.row(number)
        self._detail.setText(self._in_full(row) if row is not None and self._review is not None else "")

    def _in_full(self, row: SheetRow) -> str:
        assert self._review is not None
        pairs = zip(self._review.columns, self._review.cells(row), strict=True)
        values = "　".join(f"{label}：{text}" for (_, label), text in pairs if text)
        why = self._review.explanation(row)
        return f"第{row.row}行　{values}" + (f"\n{why}" if why else "")

    def _fit_columns(self) -> None:
        self.table.resizeColumnsToContents()
        widest, narrowest = self._theme.length(_WIDEST), self._theme.length(_NARROWEST)
        for column in range(self.model.columnCount() - 1):
            width = min(max(self.table.columnWidth(column), narrowest), widest)
            self.table.setColumnWidth(column, width)
        self.table.setColumnWidth(WHY, self._theme.length(_EXPLAINED))

    def _arrange(self) -> None:
        self._head = QLabel()
        self._head.setObjectName("subtitle")
        self._about = QLabel()
        self._about.setObjectName("quiet")
        self._notice, self._trouble = Banner(), Banner()
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addWidget(self._about)
        head.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for state in (None, *STATES):
            chip = QToolButton()
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, state=state: self._show_rows(state))
            self.chips[state] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self._detail = QLabel()
        self._detail.setWordWrap(True)
        self._detail.setObjectName("card")
        self._detail.setMargin(10)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self._detail)
        split = self._split
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(left)
        split.addWidget(self.deciding)
        split.setStretchFactor(0, 1)
        split.setSizes([self._theme.length(820), self._theme.length(300)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._notice)
        layout.addWidget(self._trouble)
        layout.addWidget(split, 1)


class _RowsView(QTableView):
    """The table; the space bar takes or leaves the selected rows. Signals: toggled(list of row numbers)."""

    toggled = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks."""
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit([index.row() for index in self.selectionModel().selectedRows()])
        else:
            super().keyPressEvent(event)
