"""The papers of a register in a menu 打印: asked for a purpose where numbers may be whole, printed, and looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton

from app.registers.papers import Paper
from app.registers.spec import Register

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from ui.lists.actions import Give
    from ui.shell.window import MainWindow

_MASKED, _WHOLE, _NOT = range(3)


class PaperMenu(QToolButton):
    """A button with the papers of a register. give: hands over the records they are about; others: further entries."""

    def __init__(
        self,
        window: MainWindow,
        register: Register,
        give: Give,
        others: Sequence[tuple[str, str, Callable[[], Any]]] = (),
    ) -> None:
        super().__init__()
        self.frame, self._give = window, give
        self.entries = QMenu(self)
        for label, icon, do in others:
            self._add(label, icon, do)
        for paper in register.papers:
            self._add(paper.label, paper.icon, partial(self.start, paper))
        self.setText("打印 ▾")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        window.icons.put(self.setIcon, "mdi6.printer-outline")
        self.setMenu(self.entries)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def start(self, paper: Paper) -> None:
        """Print a paper of the chosen records."""
        self._give(partial(self.print_of, paper))

    def print_of(self, paper: Paper, ids: Sequence[int]) -> None:
        """Ask what the paper asks, print it and show it."""
        if not ids and not paper.blank:
            self.frame.messages.notice("请先在表中选择记录。")
            return
        if not paper.many and len(ids) > 1:
            self.frame.messages.notice(f"{paper.label}一次只打印一份，请只选择一条记录。")
            return
        purpose = self._purpose(paper) if paper.purpose else ""
        if purpose is None:
            return
        if paper.asks:
            from ui.papers.asks import PaperDialog

            PaperDialog(self.frame, paper, ids, purpose, self.window()).open()
        else:
            print_paper(self.frame, paper, ids, purpose)

    def _purpose(self, paper: Paper) -> str | None:
        """Why numbers are printed whole; empty to hide them, None when the clerk thought better of it."""
        answer = self.frame.messages.choose(
            f"{paper.label}上的证件号码和电话怎么写？",
            "拿给本人核对、填写的可以隐去；归档的用完整号码，用途会记入操作日志。",
            ("隐去部分号码", "完整号码", "取消"),
            parent=self.window(),
        )
        if answer != _WHOLE:
            return "" if answer == _MASKED else None
        text, given = QInputDialog.getText(self, "用途", "打印完整号码的用途：", text=paper.purpose)
        return text.strip() or None if given else None

    def _add(self, label: str, icon: str, do: Callable[[], Any]) -> None:
        entry = self.entries.addAction(label)
        self.frame.icons.put(entry.setIcon, icon)
        entry.triggered.connect(lambda _=False: do())


def print_paper(
    window: MainWindow,
    paper: Paper,
    ids: Sequence[int],
    purpose: str = "",
    answers: dict[str, Any] | None = None,
) -> None:
    """Print a paper on the worker and show it. answers: to what the paper asks, by name."""
    desk, chosen = window.desk, list(ids)
    more = () if answers is None else (answers,)

    def show(printed: Printed) -> None:
        from ui.papers.preview import open_preview

        file_name = f"{printed.title}{printed.number}.pdf"
        open_preview(window, printed.data, printed.title, file_name, printed.document)

    window.tasks.write(
        lambda: paper.make(desk, chosen, purpose, *more), show, owner=window, title=f"正在排版{paper.label}…"
    )
