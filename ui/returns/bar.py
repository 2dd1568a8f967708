"""How far a return is, and what can be done with it next: 送审, 审定并封存, 报送, 归档, 退回, 解封, 差异清单."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

if TYPE_CHECKING:
    from app.actions.returns import Standing
    from app.actions.summary import SummaryDraft
    from app.desk import Changes
    from app.measures.period import Reported
    from ui.shell.window import MainWindow

_STATES = (
    ("draft", "起草"),
    ("review", "审核"),
    ("approved", "审定"),
    ("sent", "报送"),
    ("archived", "归档"),
)
_BUTTONS = {
    "draft": ("keep", "submit"),
    "review": ("send_back", "approve"),
    "approved": ("reopen", "differences", "send"),
    "sent": ("reopen", "differences", "archive"),
    "archived": ("reopen", "differences"),
}


class ReturnBar(QWidget):
    """The line under the head of the page. written: gives what is on screen, None when it is not complete.

    done: called after each step.
    """

    def __init__(
        self, window: MainWindow, written: Callable[[], SummaryDraft | None], done: Callable[[], object]
    ) -> None:
        super().__init__()
        self.frame, self._written, self._done = window, written, done
        self._period: Reported | None = None
        self.way, self.words = QLabel(), QLabel()
        self.way.setTextFormat(Qt.TextFormat.RichText)
        self.words.setObjectName("quiet")
        self.words.setWordWrap(True)
        self.buttons = {
            key: QPushButton(label)
            for key, label in (
                ("send_back", "退回修改…"),
                ("reopen", "解封…"),
                ("keep", "保存文字"),
                ("differences", "差异清单"),
                ("submit", "送审"),
                ("approve", "审定并封存…"),
                ("send", "登记报送"),
                ("archive", "归档"),
            )
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.way)
        row.addSpacing(12)
        row.addWidget(self.words, 1)
        for key, button in self.buttons.items():
            row.addWidget(button)
            button.clicked.connect(lambda _=False, key=key: getattr(self, f"_{key}")())
            button.hide()

    def show_standing(self, standing: Standing) -> None:
        """Show where the return is."""
        self._period = standing.draft.month
        states = [f"<b>{label}</b>" if key == standing.state else label for key, label in _STATES]
        self.way.setText(" › ".join(states))
        self.way.setAccessibleName(next(label for key, label in _STATES if key == standing.state))
        self.words.setText(standing.words)
        for key, button in self.buttons.items():
            button.setVisible(key in _BUTTONS[standing.state])

    def _keep(self) -> None:
        self._write("keep", "文字已保存。")

    def _submit(self) -> None:
        self._write("submit", "已送审。")

    def _write(self, verb: str, said: str) -> None:
        drafted = self._written()
        if drafted is None:
            return
        desk = self.frame.desk

        def work() -> Changes:
            from app.actions import returns

            return getattr(returns, verb)(desk, drafted)  # type: ignore[no-any-return]

        self._run(work, said)

    def _approve(self) -> None:
        asked = _ask(
            self,
            "审定并封存",
            "封存后数字、名单和纸样都不再变动，以后的改动列在差异清单里。",
            ("审核人", "审定人"),
        )
        if asked is not None:
            self._sealing(
                lambda desk, period, sealing: sealing.approve(desk, period, *asked), "已审定并封存。"
            )

    def _reopen(self) -> None:
        asked = _ask(self, "解封", "解封后重新起草，原封存件仍留在台账里。", ("解封原因",))
        if asked is not None:
            self._sealing(lambda desk, period, sealing: sealing.reopen(desk, period, *asked), "已解封。")

    def _send_back(self) -> None:
        asked = _ask(self, "退回修改", "", ("退回原因",))
        if asked is not None:
            self._step(lambda desk, period, returns: returns.send_back(desk, period, *asked), "已退回。")

    def _send(self) -> None:
        self._step(lambda desk, period, returns: returns.send(desk, period), "已登记报送。")

    def _archive(self) -> None:
        self._step(lambda desk, period, returns: returns.archive(desk, period), "已归档。")

    def _differences(self) -> None:
        from ui.returns.differences import show_differences

        if self._period is not None:
            show_differences(self.frame, self._period)

    def _step(self, do: Callable[..., Changes], said: str) -> None:
        desk, period = self.frame.desk, self._period

        def work() -> Changes:
            from app.actions import returns

            return do(desk, period, returns)

        self._run(work, said)

    def _sealing(self, do: Callable[..., Changes], said: str) -> None:
        desk, period = self.frame.desk, self._period

        def work() -> Changes:
            from app.actions import sealing

            return do(desk, period, sealing)

        self._run(work, said)

    def _run(self, work: Callable[[], Changes], said: str) -> None:
        def finished(_: Changes) -> None:
            self.frame.messages.notice(said)
            self._done()

        self.frame.tasks.write(work, finished, owner=self, title="正在办理…")


def _ask(parent: QWidget, title: str, about: str, labels: tuple[str, ...]) -> list[str] | None:
    """Ask for a few words; None when the clerk changed their mind."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    form = QFormLayout(dialog)
    if about:
        said = QLabel(about)
        said.setWordWrap(True)
        form.addRow(said)
    lines = [QLineEdit() for _ in labels]
    for label, line in zip(labels, lines, strict=True):
        line.setMinimumWidth(320)
        line.setMaxLength(100)
        line.setAccessibleName(label)
        form.addRow(label, line)
    box = QDialogButtonBox()
    yes = box.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
    yes.setObjectName("primary")
    box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    form.addRow(box)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return [line.text() for line in lines]
