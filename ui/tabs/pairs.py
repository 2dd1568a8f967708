"""Pairs that may be one person, likeliest first: why, both cards side by side, and what the clerk makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.actions import duplicates
from app.actions.duplicates import PAGE_SIZE, Pair
from app.cards.sidebyside import Line, side_by_side
from ui.lists.longlist import LongList, LongListView
from ui.records.sidebyside import SideBySide
from ui.shell.undoing import undo_operation
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow

_HEADS = ("可能性", "两张卡片", "理由")
_NONE = "没有待处理的相似人员。"
_NEVER = "还没有查过重：点“开始查重”，比对全部人员。"


class PairsPanel(QWidget):
    """Signal ``counted(int)``: how many pairs wait."""

    counted = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.frame = window
        self._shown: Pair | None = None
        self._keep_row = 0
        self.model = LongList(self, _HEADS, _cells, PAGE_SIZE)
        self.model.wants_more.connect(self._read_more)
        self.list = LongListView(self.model, window.theme, (138, 290, 160), wide=2)
        self.list.setAccessibleName("可能重复的人员")
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self.merge())
        self.table = SideBySide(window.theme)
        self.why = WrappedLabel()
        self.merge_button = QPushButton("合并(&M)…")
        self.merge_button.setObjectName("primary")
        self.apart_button = QPushButton("不是同一人(&N)")
        self.left_button, self.right_button = QPushButton("打开左边"), QPushButton("打开右边")
        self._arrange()

    def reload(self) -> None:
        """Read the first page and how many there are; the place in the list is kept."""
        desk = self.frame.desk
        self._keep_row = max(0, self.list.row)

        def work() -> tuple[list[Pair], int, bool]:
            searched = duplicates.last_search(desk) is not None
            return duplicates.page(desk), duplicates.count(desk), searched

        self.frame.tasks.read(work, self._begin, owner=self)

    def merge(self) -> None:
        """Open the merge window for the chosen pair."""
        from ui.wizard.merging import open_merge

        if self._shown is not None:
            open_merge(self.frame, self._shown.left.id, self._shown.right.id)

    def mark_distinct(self) -> None:
        """不是同一人: the pair is never shown again."""
        pair = self._shown
        if pair is None:
            return
        desk = self.frame.desk
        self._enable(False)
        self.frame.tasks.write(
            lambda: duplicates.mark_distinct(desk, pair.left.id, pair.right.id), self._marked, owner=self
        )

    def _marked(self, changes: Changes) -> None:
        operation = changes.operation_id
        assert operation is not None
        self.frame.messages.notice(
            "已记下：不是同一人，以后不再提示。",
            action="撤销",
            do=lambda: undo_operation(self.frame, operation),
        )

    def _open(self, left: bool) -> None:
        if self._shown is not None:
            self.frame.open_record("people", self._shown.left.id if left else self._shown.right.id)

    def _begin(self, found: tuple[list[Pair], int, bool]) -> None:
        pairs, waiting, searched = found
        self._empty.setText(_NONE if searched else _NEVER)
        self.model.begin(pairs)
        self.counted.emit(waiting)
        self._stack.setCurrentIndex(0 if pairs else 1)
        if pairs:
            self.list.selectRow(min(self._keep_row, len(pairs) - 1))
        else:
            self._choose(-1)

    def _read_more(self) -> None:
        desk, mark = self.frame.desk, self.model.rows[-1].mark
        self.frame.tasks.read(lambda: duplicates.page(desk, after=mark), self.model.add, owner=self)

    def _choose(self, row: int) -> None:
        self._shown = self.model.rows[row] if row >= 0 else None
        self._enable(self._shown is not None)
        pair = self._shown
        if pair is None:
            self.table.show_lines("", "", [])
            self.why.setText("")
            return
        self.why.setText(f"{pair.likeness.level}（{pair.likeness.score}分）：{pair.likeness.words}")
        self.why.fit()
        desk = self.frame.desk
        self.frame.tasks.read(
            lambda: side_by_side(desk, "people", pair.left.id, pair.right.id),
            lambda lines: self._show(pair, lines),
            owner=self,
        )

    def _show(self, pair: Pair, lines: Sequence[Line]) -> None:
        if self._shown is pair:
            self.table.show_lines(str(pair.left), str(pair.right), lines)

    def _enable(self, able: bool) -> None:
        for button in (self.merge_button, self.apart_button, self.left_button, self.right_button):
            button.setEnabled(able)

    def _arrange(self) -> None:
        self.merge_button.setToolTip("在列表中按回车")
        self.apart_button.setToolTip("记住这个判断，以后不再提示；在列表中按 Delete")
        self.merge_button.clicked.connect(self.merge)
        self.apart_button.clicked.connect(self.mark_distinct)
        self.left_button.clicked.connect(lambda: self._open(True))
        self.right_button.clicked.connect(lambda: self._open(False))
        self.list.wants_delete.connect(lambda _: self.mark_distinct())
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.left_button, self.right_button):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self.apart_button, self.merge_button):
            foot.addWidget(button)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.why)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self.list)
        split.addWidget(right)
        theme = self.frame.theme
        split.setSizes([theme.length(620), theme.length(530)])
        self._empty = QLabel()
        self._empty.setObjectName("empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(split)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentIndex(1)
        self._enable(False)


def _cells(pair: Pair) -> tuple[str, ...]:
    one, other = pair.left, pair.right
    both = f"{one.name}　{one.number} — {other.number}" if one.name == other.name else f"{one} — {other}"
    return f"{pair.likeness.level}　{pair.likeness.score}", both, pair.likeness.words
