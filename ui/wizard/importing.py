"""导入: choose a file, see what each row would do, decide, import; nothing is written before the last button."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
)

from app.errors import UserError
from app.exchange.annotate import save_annotated
from app.exchange.applying import apply
from app.exchange.review import Review, look
from ui.shell.places import ask_files, ask_target
from ui.shell.undoing import undo_operation
from ui.wizard.choosing import ChoosePage
from ui.wizard.reviewing import ReviewPage

if TYPE_CHECKING:
    from app.exchange.applying import Applied
    from ui.shell.tasks import Task
    from ui.shell.window import MainWindow


def open_import(
    window: MainWindow, register_key: str | None = None, target_id: int | None = None
) -> ImportWindow:
    """Open the import window. register_key: take the sheets as this register's; else they are recognised.

    target_id: the record that the sheets are about, for example a class.
    """
    wizard = ImportWindow(window, register_key, target_id)
    wizard.open()
    return wizard


class ImportWindow(QDialog):
    """One file after the other: chosen, reviewed, imported."""

    def __init__(
        self, window: MainWindow, register_key: str | None = None, target_id: int | None = None
    ) -> None:
        super().__init__(window)
        self.frame = window
        self._target_id = target_id
        self.review: Review | None = None
        self._waiting: list[Path] = []
        self._task: Task | None = None
        self._request = ""
        self._busy = False
        self.setWindowTitle("导入表格")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.choose = ChoosePage(register_key)
        self.choose.wants_files.connect(self._ask_files)
        self.rows = ReviewPage(window.theme)
        self.rows.decided.connect(self._show_foot)
        self.rows.wants_look.connect(self._look_again)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.choose)
        self.pages.addWidget(self.rows)
        self._arrange()
        self._show_foot()
        theme, room = window.theme, window.screen().availableGeometry()
        self.resize(min(theme.length(1180), room.width() - 40), min(theme.length(700), room.height() - 60))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Look at these files, one after the other."""
        self._waiting = list(paths)
        self._next_file()

    def start_import(self) -> None:
        """Write the rows that are taken, as one operation."""
        review = self.review
        if review is None or self._busy:
            return
        desk, run, decisions, request = self.frame.desk, review.run, self.rows.decisions(), self._request
        self._set_busy(f"正在导入{review.label}…")
        self.frame.tasks.write(
            lambda: apply(desk, run, decisions, request_id=request),
            self._imported,
            self._failed,
            title=f"正在导入{review.label}…",
        )

    def save_copy(self) -> None:
        """Ask where, and save the sheet with a column that says what is wrong with which row."""
        if self.review is None:
            return
        beside = str(self.review.path.with_name(f"{self.review.path.stem}（批注）.xlsx"))
        target = ask_target(self.frame.state, self, "import", "保存批注副本", beside, "表格 (*.xlsx)")
        if target is not None:
            self.save_copy_to(target)

    def save_copy_to(self, target: Path) -> None:
        """Save the annotated copy under a name."""
        assert self.review is not None
        run, source = self.review.run, self.review.path
        self.frame.tasks.read(
            lambda: save_annotated(run, source, target),
            lambda _: self.frame.messages.notice(f"已保存批注副本：{target.name}"),
            self._failed,
            owner=self,
            title="正在保存批注副本…",
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the window."""
        if event.mimeData().hasUrls() and not self._busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the dropped files."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.take_files(paths)

    def reject(self) -> None:
        """Esc closes, but not in the middle of an import."""
        if self._task is not None:
            self._task.drop()
            self._task = None
            self._set_busy("")
        elif not self._busy:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's × does what Esc does."""
        if self._busy and self._task is None:
            event.ignore()
        else:
            super().closeEvent(event)

    def _ask_files(self) -> None:
        kinds = "表格 (*.xlsx *.xls *.xlsm *.et *.csv *.txt *.docx);;所有文件 (*)"
        paths = ask_files(self.frame.state, self, "import", "选择要导入的表格", kinds)
        if paths:
            self.take_files(paths)

    def _next_file(self) -> None:
        self.review = None
        self.rows.forget()
        self.pages.setCurrentWidget(self.choose)
        if self._waiting:
            self._look(self._waiting.pop(0))
        else:
            self.choose.pick.setFocus()
        self._show_foot()

    def _look(
        self, source: Path | Review, words: dict[str, dict[str, str]] | None = None, **asked: Any
    ) -> None:
        desk = self.frame.desk
        register = source.run.register if isinstance(source, Review) else self.choose.register_key
        name = source.path.name if isinstance(source, Review) else source.name
        asked.setdefault("target_id", self._target_id)
        self.choose.say("")
        self._set_busy(f"正在核对“{name}”…")
        self._task = self.frame.tasks.read(
            lambda: look(desk, source, register=register, words=words, **asked),
            self._looked,
            self._failed,
            owner=self,
            title=f"正在核对“{name}”…",
        )

    def _look_again(self) -> None:
        if self.review is not None and not self._busy:
            run = self.review.run
            same = self.rows.asked.get("sheet", run.sheet) == run.sheet
            asked = {
                "sheet": run.sheet or None,
                **({"area_id": run.area_id} if same else {}),
                **self.rows.asked,
            }
            words = {name: dict(chosen) for name, chosen in self.review.run.words.items()}
            for name, chosen in self.rows.words().items():
                words.setdefault(name, {}).update(chosen)
            self._look(self.review, words, **asked)

    def _looked(self, review: Review) -> None:
        again = self.review is not None and self.review.run.sheet == review.run.sheet
        self.review = review
        self._request = str(uuid.uuid4())
        self._task = None
        self.rows.show_review(review, self.rows.decisions() if again else None)
        self.pages.setCurrentWidget(self.rows)
        self._set_busy("")
        self.rows.take_focus(again)

    def _failed(self, error: Exception) -> None:
        self._task = None
        self._set_busy("")
        if not isinstance(error, UserError):
            self.frame.messages.failed(error)
        elif self.review is None:
            self.choose.say(f"{error.sentence}{error.advice}")
        else:
            self.rows.say(f"{error.sentence}{error.advice}")

    def _imported(self, applied: Applied) -> None:
        assert self.review is not None
        unit, operation = self.review.unit, applied.changes.operation_id
        parts = [f"新增{applied.created}{unit}" if applied.created else ""]
        parts.append(f"更新{applied.updated}{unit}" if applied.updated else "")
        text = f"已从“{self.review.path.name}”导入{self.review.label}：{'、'.join(filter(None, parts))}。"
        self._set_busy("")
        if operation is not None:
            self.frame.messages.notice(text, action="撤销", do=lambda: undo_operation(self.frame, operation))
        if self._waiting:
            self._next_file()
        else:
            self.accept()

    def _set_busy(self, text: str) -> None:
        self._busy = bool(text)
        self._says.setText(text)
        self.rows.setEnabled(not text)
        self.choose.setEnabled(not text)
        self._show_foot()

    def _show_foot(self) -> None:
        review = self.review
        taken = self.rows.taken() if review is not None else 0
        for button in (self.go, self.copy, self.other):
            button.setVisible(review is not None)
            button.setEnabled(not self._busy)
        self.skip.setVisible(bool(self._waiting))
        self.skip.setText(f"跳过此文件（还有{len(self._waiting)}个）")
        self.skip.setEnabled(not self._busy)
        if review is not None:
            unit = review.unit
            self.go.setText(f"导入{taken}{unit}" if taken else "没有可导入的行")
            self.go.setEnabled(taken > 0 and not self._busy and not self.rows.open_questions)
        if not self._busy:
            self._says.setText(self.rows.hint() if review is not None else "")

    def _arrange(self) -> None:
        self._says = QLabel()
        self._says.setObjectName("quiet")
        self.copy = QPushButton("保存批注副本…")
        self.copy.setToolTip("在原表旁另存一份，逐行写明哪里有问题，可退回社区修改")
        self.copy.clicked.connect(self.save_copy)
        self.other = QPushButton("换一个文件")
        self.other.clicked.connect(lambda: self.take_files([]))
        self.skip = QPushButton()
        self.skip.clicked.connect(self._next_file)
        self.leave = QPushButton("关闭")
        self.leave.clicked.connect(self.reject)
        self.go = QPushButton("导入")
        self.go.setObjectName("primary")
        self.go.setToolTip("Ctrl+Enter")
        self.go.clicked.connect(self.start_import)
        foot = QHBoxLayout()
        foot.addWidget(self._says, 1)
        for button in (self.copy, self.other, self.skip, self.leave, self.go):
            button.setAutoDefault(False)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self.pages, 1)
        layout.addLayout(foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go.click)
