"""What a paper asks before it is printed: a period, for example."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.registers.papers import Paper
from ui.papers.menu import print_paper
from ui.records.form import RecordForm

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


class PaperDialog(QDialog):
    """Asks, then prints."""

    def __init__(
        self, window: MainWindow, paper: Paper, ids: Sequence[int], purpose: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.frame, self._paper, self._ids, self._purpose = window, paper, list(ids), purpose
        self.setWindowTitle(paper.label)
        self.form = RecordForm(paper.asks, window, window.theme, {})
        self.form.show_values({})
        self.go = QPushButton("打印")
        self.go.setObjectName("primary")
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self.run)
        stop = QPushButton("取消")
        stop.setAutoDefault(False)
        stop.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(stop)
        foot.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.addWidget(self.form)
        layout.addLayout(foot)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.run)
        theme = window.theme
        self.resize(theme.length(420), theme.length(120 + 90 * len(paper.asks)))
        self.form.focus_first()

    def showEvent(self, event: Any) -> None:
        """Be no higher than the questions."""
        super().showEvent(event)
        self.form.shrink(self)

    def run(self) -> None:
        """Print with what was typed; what cannot be read is said under its field."""
        values, problems = self.form.read()
        if problems:
            self.form.show_problems(problems)
            return
        print_paper(self.frame, self._paper, self._ids, self._purpose, values)
        self.accept()
