"""What is asked before something is printed: a period, the paper, how many rows; the last answers are remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from app.errors import Problem, UserError, ValidationFailed
from app.registers.papers import Paper
from app.registers.spec import Field
from ui.papers.menu import print_and_show
from ui.records.form import RecordForm
from ui.widgets.banner import Banner
from ui.widgets.foot import foot_of

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from ui.shell.window import MainWindow

Work = Callable[[dict[str, Any]], "Printed"]


class AskingDialog(QDialog):
    """Asks, prints with the answers, and shows the paper; what cannot be printed is said here, and the answers stay.

    remember: the key under which answers are kept for the next time, and which of them.
    """

    def __init__(
        self,
        window: MainWindow,
        title: str,
        asks: Sequence[Field],
        preset: Mapping[str, Any],
        work: Work,
        parent: QWidget,
        remember: tuple[str, Sequence[str]] = ("", ()),
    ) -> None:
        super().__init__(parent)
        self.frame, self._title, self._asks, self._work = window, title, tuple(asks), work
        self._key, self._names = remember
        self.setWindowTitle(title)
        self.banner = Banner()
        self.form = RecordForm(self._asks, window, window.theme, {})
        self.form.show_values(dict(preset) | self._remembered())
        self.go = QPushButton("打印")
        self.go.setObjectName("primary")
        self.go.clicked.connect(self.run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.addWidget(self.banner)
        layout.addWidget(self.form, 1)
        layout.addLayout(foot_of(self, self.go))
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.run)
        theme = window.theme
        high = min(theme.length(120 + 90 * len(self._asks)), window.height() - 40)
        self.resize(theme.length(420 if len(self._asks) < 4 else 900), high)
        self.form.focus_first()

    def showEvent(self, event: Any) -> None:
        """Be no higher than the questions."""
        super().showEvent(event)
        self.form.shrink(self)

    def run(self) -> None:
        """Print with what was typed; what cannot be read is said under its field."""
        values, problems = self.form.read()
        missing = [one for one in self._asks if one.required and values.get(one.name) in (None, "")]
        asked = [Problem("REQUIRED", one.name, f"请填写“{one.label}”。") for one in missing]
        if problems or asked:
            self.form.show_problems([*problems, *asked])
            return
        self.form.show_problems(())
        self.banner.hide()
        self.go.setEnabled(False)
        work = self._work
        print_and_show(self.frame, lambda: work(values), self._title, self._printed, self._failed, self)

    def _printed(self) -> None:
        values, _ = self.form.read()
        if self._key:
            kept = {name: values[name] for name in self._names if name in values}
            self.frame.state.write(self._key, kept)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(error, ValidationFailed):
            rest = self.form.show_problems(error.problems)
            if rest:
                self.banner.show_text("；".join(one.message for one in rest), kind="dangerBanner")
        elif isinstance(error, UserError):
            self.banner.show_text(f"{error.sentence}{error.advice}", kind="dangerBanner")
        else:
            self.frame.tasks.default_failure(error)

    def _remembered(self) -> dict[str, Any]:
        kept = self.frame.state.read(self._key, {}) if self._key else {}
        names = {one.name for one in self._asks} & set(self._names)
        return (
            {name: value for name, value in kept.items() if name in names} if isinstance(kept, dict) else {}
        )


class PaperDialog(AskingDialog):
    """Asks what a paper asks, then prints it of the chosen records. preset: what the questions show at first."""

    def __init__(
        self,
        window: MainWindow,
        paper: Paper,
        ids: Sequence[int],
        purpose: str,
        parent: QWidget,
        preset: Mapping[str, Any] | None = None,
        register_key: str = "",
    ) -> None:
        desk, chosen = window.desk, list(ids)
        key = f"paper/{register_key}/{paper.key}" if paper.remembers else ""
        super().__init__(
            window,
            f"{paper.label}（{len(chosen)}条）" if len(chosen) > 1 else paper.label,
            paper.asks,
            preset or {},
            lambda values: paper.make(desk, chosen, purpose, values),
            parent,
            (key, paper.remembers),
        )
