"""Pairs a clerk judged to be two persons: who said so and when, and taking a judgement back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from app.actions import duplicates
from app.actions.duplicates import PAGE_SIZE, Judged
from ui.lists.longlist import LongList, LongListView
from ui.shell.undoing import undo_operation

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow

_HEADS = ("一张卡片", "另一张卡片", "判断人", "判断日期")
_NONE = "还没有判断为“不是同一人”的人员。判断过的会列在这里，可以随时取消。"


class JudgedPanel(QWidget):
    """The judged pairs, the latest first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.frame = window
        self.model = LongList(self, _HEADS, _cells, PAGE_SIZE)
        self.model.wants_more.connect(self._read_more)
        self.list = LongListView(self.model, window.theme, (280, 280, 160, 120), wide=1)
        self.list.setAccessibleName("已判断为不是同一人")
        self.back_button = QPushButton("取消这个判断(&B)")
        self.back_button.clicked.connect(self.take_back)
        self.list.chosen.connect(lambda row: self.back_button.setEnabled(row >= 0))
        self.list.wants_delete.connect(lambda _: self.take_back())
        self.back_button.setEnabled(False)
        self._arrange()

    def reload(self) -> None:
        """Read the first page."""
        desk = self.frame.desk
        self.frame.tasks.read(lambda: duplicates.judged(desk), self._begin, owner=self)

    def take_back(self) -> None:
        """Take the chosen judgement back, so that the pair is shown again."""
        if self.list.row < 0:
            return
        desk, chosen = self.frame.desk, self.model.rows[self.list.row]
        self.back_button.setEnabled(False)
        self.frame.tasks.write(lambda: duplicates.take_back(desk, [chosen.id]), self._taken, owner=self)

    def _taken(self, changes: Changes) -> None:
        operation = changes.operation_id
        assert operation is not None
        self.frame.messages.notice(
            "已取消判断，这两张卡片会重新列入待处理。",
            action="撤销",
            do=lambda: undo_operation(self.frame, operation),
        )

    def _begin(self, rows: list[Judged]) -> None:
        self.model.begin(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        if rows:
            self.list.selectRow(0)

    def _read_more(self) -> None:
        desk, last = self.frame.desk, self.model.rows[-1].id
        self.frame.tasks.read(lambda: duplicates.judged(desk, before=last), self.model.add, owner=self)

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        empty = QLabel(_NONE)
        empty.setObjectName("empty")
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(empty)
        self._stack.setCurrentIndex(1)


def _cells(one: Judged) -> tuple[str, ...]:
    return str(one.left), str(one.right), one.decided_by, one.decided_on.isoformat()
