"""打印登记: what was printed, found by number or title, and printed again exactly as it was issued."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from ui.papers.menu import print_and_show
from ui.widgets.rowtable import Head, RowTable

if TYPE_CHECKING:
    from app.actions.reprinting import Entry
    from ui.shell.window import MainWindow

_HEADS = (
    Head("编号", 17),
    Head("打印时间", 17),
    Head("内容", 36),
    Head("页数", 6, figures=True),
    Head("打印人", 11),
    Head("完整号码用途", 15),
    Head("存底", 8),
)
_PAUSE = 250


def open_printed(window: MainWindow) -> PrintedDialog:
    """Open the window 打印登记."""
    dialog = PrintedDialog(window)
    dialog.open()
    return dialog


class PrintedDialog(QDialog):
    """The newest prints; Enter or 再次打印 shows the chosen one as it was issued, under a number of today."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.frame = window
        self.entries: list[Entry] = []
        self.setWindowTitle("打印登记")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找编号、内容、打印人（Ctrl+F）")
        self.search.setClearButtonEnabled(True)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self.reload)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self._count = QLabel()
        self._count.setObjectName("quiet")
        self.table = RowTable(window.theme, _HEADS, "打印登记", "没有符合条件的打印。")
        self.table.opened.connect(self._again)
        self.table.chosen.connect(self._enable)
        self.again_button = QPushButton("再次打印")
        self.again_button.setObjectName("primary")
        self.again_button.setToolTip("和当时打印的一模一样；登记为补印")
        self.again_button.setAutoDefault(False)
        self.again_button.setEnabled(False)
        self.again_button.clicked.connect(self.again)
        self._arrange()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.again)
        room = window.size()
        self.resize(min(1080, room.width() - 40), min(620, room.height() - 40))
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """Read the prints that hold what was typed."""
        from app.actions.reprinting import printed_papers

        desk, text = self.frame.desk, self.search.text()
        self.frame.tasks.read(lambda: printed_papers(desk, text), self._show, owner=self)

    def again(self) -> None:
        """Print the chosen one again."""
        chosen = self.table.selected()
        if len(chosen) == 1:
            self._again(chosen[0])
        elif chosen:
            self.frame.messages.notice("请只选择一份。")

    def _again(self, place: int) -> None:
        from app.actions.reprinting import print_again

        entry = self.entries[place]
        make = partial(print_again, self.frame.desk, entry.id)
        print_and_show(self.frame, make, entry.title, self.reload, owner=self)

    def _show(self, entries: list[Entry]) -> None:
        from app.actions.reprinting import MOST

        self.entries = entries
        self.table.show_rows([_cells(one) for one in entries])
        self._count.setText(f"最近{MOST}份" if len(entries) == MOST else f"共{len(entries)}份")
        self._enable()

    def _enable(self) -> None:
        chosen = [place for place in self.table.selected() if place < len(self.entries)]
        self.again_button.setEnabled(len(chosen) == 1 and self.entries[chosen[0]].kept)

    def _arrange(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self._count)
        stop = QPushButton("关闭")
        stop.setAutoDefault(False)
        stop.clicked.connect(self.reject)
        foot.addStretch(1)
        foot.addWidget(stop)
        foot.addWidget(self.again_button)
        layout: Any = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)


def _cells(one: Entry) -> tuple[str, ...]:
    kept = "可补印" if one.kept else "已过期"
    return one.number, f"{one.at:%Y-%m-%d %H:%M}", one.title, str(one.pages), one.clerk, one.purpose, kept
