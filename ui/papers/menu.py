"""The papers of a register in a menu 打印: asked for a purpose where numbers may be whole, printed, and looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.registers.papers import Paper
from app.registers.spec import Register
from app.registers.standardpapers import papers_of
from ui.papers.purpose import ask_purpose

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from ui.lists.actions import Give
    from ui.shell.window import MainWindow


class PaperMenu(QToolButton):
    """A button with the papers of a register. give: hands over the records they are about; others: further entries, first."""

    def __init__(
        self,
        window: MainWindow,
        register: Register,
        give: Give,
        others: Sequence[tuple[str, str, Callable[[], Any]]] = (),
    ) -> None:
        super().__init__()
        self.frame, self._register, self._give = window, register, give
        self.entries = QMenu(self)
        for label, icon, do in others:
            self._add(label, icon, do)
        for place, paper in enumerate(papers_of(register)):
            if place == len(register.papers):
                self.entries.addSeparator()
            self._add(paper.label, paper.icon, partial(self.start, paper))
        self.setText("打印 ▾")
        self.setToolTip("打印选中的记录")
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
        purpose: str | None = ""
        if paper.purpose and ids:  # a blank one has no numbers
            purpose = ask_purpose(self.frame, paper.label, paper.purpose, self.window())
        if purpose is None:
            return
        if not paper.asks:
            print_paper(self.frame, paper, ids, purpose)
        elif paper.preset is None:
            self._ask(paper, ids, purpose, {})
        else:
            desk, preset = self.frame.desk, paper.preset
            self.frame.tasks.read(
                lambda: preset(desk), lambda values: self._ask(paper, ids, purpose, values), owner=self
            )

    def _ask(self, paper: Paper, ids: Sequence[int], purpose: str, preset: dict[str, Any]) -> None:
        from ui.papers.asks import PaperDialog

        PaperDialog(self.frame, paper, ids, purpose, self.window(), preset, self._register.key).open()

    def _add(self, label: str, icon: str, do: Callable[[], Any]) -> None:
        entry = self.entries.addAction(label)
        self.frame.icons.put(entry.setIcon, icon)
        entry.triggered.connect(lambda _=False: do())


def print_paper(window: MainWindow, paper: Paper, ids: Sequence[int], purpose: str = "") -> None:
    """Print a paper that asks nothing, on the worker, and show it."""
    desk, chosen = window.desk, list(ids)
    print_and_show(window, lambda: paper.make(desk, chosen, purpose), paper.label)


def print_and_show(
    window: MainWindow,
    work: Callable[[], Printed],
    label: str,
    done: Callable[[], Any] | None = None,
    failed: Callable[[Exception], Any] | None = None,
    owner: QWidget | None = None,
) -> None:
    """Print on the worker and show the paper. done: before it is shown; failed: instead of the usual message."""

    def show(printed: Printed) -> None:
        from ui.papers.preview import open_preview

        if done is not None:
            done()
        file_name = f"{printed.title}{printed.number}.pdf"
        open_preview(window, printed.data, printed.title, file_name, printed.document)

    window.tasks.write(work, show, failed, owner=owner or window, title=f"正在排版{label}…")
