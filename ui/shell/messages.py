"""The only place that speaks to the clerk unasked: quiet notices, questions, and the window for bugs."""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import UserError
from ui.shell.notices import NoticeBar

if TYPE_CHECKING:
    from ui.shell.bug import BugWindow


class Messages(QObject):
    """Notices, questions and bug reports of one window."""

    _caught = Signal(object)

    def __init__(self, window: QWidget, bar: NoticeBar) -> None:
        super().__init__(window)
        self._window, self._bar = window, bar
        self._bug: BugWindow | None = None
        self._caught.connect(self.bug)

    def notice(
        self, text: str, *, action: str = "", do: Callable[[], Any] | None = None, kind: str = "plain"
    ) -> None:
        """Show a sentence that goes away by itself. action: label of a link that runs ``do``, for example 撤销.

        kind: ``plain``, or ``warning`` for what went wrong (stays longer).
        """
        self._bar.show_notice(text, action, do, kind)

    def failed(self, error: Exception) -> None:
        """The default end of failed work: a sentence for what the clerk can mend, else the bug window."""
        if isinstance(error, UserError):
            self.notice(f"{error.sentence}{error.advice}", kind="warning")
        else:
            self.bug(error)

    def confirm(
        self,
        question: str,
        detail: str = "",
        *,
        yes: str = "确定",
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> bool:
        """Ask before something that cannot simply be taken back."""
        return self.choose(question, detail, (yes, "取消"), danger=danger, parent=parent) == 0

    def choose(
        self,
        question: str,
        detail: str,
        answers: Sequence[str],
        *,
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> int:
        """Ask a question with several answers; the place of the one taken. Esc takes the last."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(parent or self._window)
        box.setWindowTitle("请确认")
        box.setIcon(QMessageBox.Icon.Warning if danger else QMessageBox.Icon.Question)
        box.setText(question)
        box.setInformativeText(detail)
        buttons = [box.addButton(answer, QMessageBox.ButtonRole.ActionRole) for answer in answers]
        box.setDefaultButton(buttons[-1] if danger else buttons[0])
        box.setEscapeButton(buttons[-1])
        box.exec()
        clicked = box.clickedButton()
        return next((place for place, one in enumerate(buttons) if one is clicked), len(buttons) - 1)

    def bug(self, error: BaseException) -> None:
        """Show the one window for what should not have happened, with a report that can be copied."""
        from app.logs import log
        from ui.shell.bug import BugWindow, report_of

        log().error("unexpected error\n%s", report_of(error))
        if self._bug is None:
            self._bug = BugWindow(self._window)
        self._bug.add(error)

    def catch_everything(self) -> None:
        """Let no exception go by unseen: those of slots, threads and finalisers, and crashes of the interpreter."""
        if sys.stderr is not None:
            faulthandler.enable()
        sys.excepthook = lambda _, error, __: self._seen(error)
        threading.excepthook = lambda args: self._seen(args.exc_value)
        sys.unraisablehook = lambda args: self._seen(args.exc_value)

    def _seen(self, error: BaseException | None) -> None:
        if error is None or isinstance(error, KeyboardInterrupt):
            return
        if sys.stderr is not None:
            traceback.print_exception(error)
        # A signal, because a thread's exception must reach the main thread first.
        self._caught.emit(error)
