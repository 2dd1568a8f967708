"""What is made of a return: its paper, also as a Word document, the papers of the meeting, the table as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

if TYPE_CHECKING:
    from pathlib import Path

    from app.actions.printing import Printed
    from app.actions.summary import SummaryDraft
    from app.documents.blocks import Document
    from ui.shell.window import MainWindow


class ReturnPapers(QWidget):
    """The buttons at the head of the page. ready: the draft as it stands on screen, None when it is not complete.

    sealed: whether it is sealed, so that it comes out as it was.
    """

    def __init__(
        self, window: MainWindow, ready: Callable[[], SummaryDraft | None], sealed: Callable[[], bool]
    ) -> None:
        super().__init__()
        self.frame, self._ready, self._sealed = window, ready, sealed
        self.export_button = QToolButton()
        self.export_button.setText("导出 ▾")
        self.export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.exports = QMenu(self)
        self.exports.addAction("统计表（Excel）…", self.export)
        self.exports.addAction("小结和统计表（Word）…", self.export_word)
        self.exports.addSeparator()
        self.exports.addAction("填写上级表格…", self.open_forms)
        self.export_button.setMenu(self.exports)
        self.meeting_button = QPushButton("会议材料(&M)")
        self.meeting_button.setToolTip("小结、统计表、覆盖情况表和当期名单合成一份，页码连续")
        self.preview_button = QPushButton("预览(&V)")
        self.print_button = QPushButton("编号打印(&P)")
        self.print_button.setObjectName("primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.export_button)
        for button, do in (
            (self.meeting_button, self.print_meeting),
            (self.preview_button, self.preview),
            (self.print_button, self.print_it),
        ):
            row.addWidget(button)
            button.clicked.connect(lambda _=False, do=do: do())

    def preview(self) -> None:
        """Show the paper without entering it in the register of prints; of what is sealed, the sealed one."""
        draft = self._ready()
        if self._sealed() or draft is None:
            self.print_it()
            return

        def work() -> tuple[bytes, Document]:
            from app.actions.summary import document_of
            from app.documents.pdf import render

            document, paper = document_of(draft), BytesIO()
            render(document, paper)
            return paper.getvalue(), document

        title = f"{draft.month.label}{draft.month.spoken.paper}（预览）"
        self.frame.tasks.read(
            work, lambda made: self._open(made[0], title, made[1]), owner=self, title="正在排版…"
        )

    def print_it(self) -> None:
        """Print under a number of the register of prints, and show the paper; what is sealed comes out as it was."""
        draft = self._ready()
        if draft is None:
            return
        desk, sealed = self.frame.desk, self._sealed()

        def work() -> tuple[Printed, Document]:
            from app.actions.sealing import reprint
            from app.actions.summary import document_of, render

            printed = reprint(desk, draft.month) if sealed else render(desk, draft)
            return printed, document_of(draft)

        title = f"{draft.month.label}{draft.month.spoken.paper}"
        self.frame.tasks.write(
            work,
            lambda made: self._open(made[0].data, title, made[1]),
            owner=self,
            title="正在排版…",
        )

    def print_meeting(self) -> None:
        """All papers of the meeting as one."""
        draft = self._ready()
        if draft is None:
            return
        desk = self.frame.desk

        def work() -> Printed:
            from app.actions.meeting import print_meeting

            return print_meeting(desk, draft.month)

        self.frame.tasks.write(
            work,
            lambda printed: self._open(printed.data, printed.title),
            owner=self,
            title="正在汇集会议材料…",
        )

    def export(self) -> None:
        """Ask where, and write the statistics table as a workbook."""
        from ui.shell.places import ask_target

        draft = self._ready()
        if draft is None:
            return
        proposed = f"{draft.statistics.title}.xlsx"
        target = ask_target(self.frame.state, self, "export", "导出统计表", proposed, "工作簿 (*.xlsx)")
        if target is not None:
            self.export_to(target)

    def export_to(self, target: Path) -> None:
        """Write the statistics table to a file."""
        draft = self._ready()
        if draft is None:
            return

        def work() -> None:
            from app.exchange.statisticsbook import write_statistics

            write_statistics(target, draft.statistics)

        said = f"已导出：{target.name}"
        self.frame.tasks.read(work, lambda _: self.frame.messages.notice(said), owner=self)

    def export_word(self) -> None:
        """Ask where, and write the paper as a Word document."""
        from app.actions.summary import document_of
        from ui.papers.word import ask_and_write_word

        draft = self._ready()
        if draft is not None:
            name = f"{draft.month.label}{draft.month.spoken.paper}"
            ask_and_write_word(self.frame, document_of(draft), name, self)

    def open_forms(self) -> None:
        """Show the forms of the superior office, to be filled for this period."""
        from ui.superior.forms import FormsDialog

        draft = self._ready()
        if draft is not None:
            FormsDialog(self.frame, draft.month).open()

    def _open(self, data: bytes, title: str, document: Document | None = None) -> None:
        from ui.papers.preview import open_preview

        open_preview(self.frame, data, title, document=document)
