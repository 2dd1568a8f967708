"""批量修改: one field of the selected records, chosen and typed once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import Problem, UserError, ValidationFailed
from app.registers.bulk import How, bulk_fields, edit_many, takes_words
from app.registers.spec import Field, Register, longest
from ui.lists.actions import offer_undo
from ui.records.editors import Editor, Unreadable
from ui.records.kinds import make_editor
from ui.shell.tasks import Progress
from ui.widgets.banner import Banner
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow

_WAYS = (("加上这些词", How.ADD), ("去掉这些词", How.DROP), ("全部改为", How.SET))


class BulkDialog(QDialog):
    """Asks which field, and what to put there; problems name the records."""

    def __init__(self, window: MainWindow, register: Register, ids: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.frame, self.register, self._ids = window, register, list(ids)
        self._fields = bulk_fields(register)
        self.setWindowTitle("批量修改")
        self.banner = Banner()
        self.field_box, self.way_box = QComboBox(), QComboBox()
        self.field_box.setAccessibleName("修改哪一项")
        self.way_box.setAccessibleName("怎么改")
        for field in self._fields:
            self.field_box.addItem(field.label)
        for label, how in _WAYS:
            self.way_box.addItem(label, how)
        self.field_box.currentIndexChanged.connect(lambda _: self._choose())
        self._help = WrappedLabel()
        self._help.setObjectName("hint")
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(0, 0, 0, 0)
        self.editor: Editor | None = None
        self._arrange()
        self._choose()

    @property
    def field(self) -> Field:
        """The chosen field."""
        return self._fields[self.field_box.currentIndex()]

    def run(self, *, accept_warnings: bool = False) -> None:
        """Change all of them; an empty value is asked about first."""
        assert self.editor is not None
        try:
            value = self.editor.value()
        except Unreadable as unreadable:
            self.banner.show_text(str(unreadable), kind="dangerBanner")
            return
        field, how = self.field, self._how()
        if how is not How.SET and not value:
            self.banner.show_text("请填写要加上或去掉的词。", kind="dangerBanner")
            return
        many = f"{self.register.label}{len(self._ids)}{self.register.unit}"
        if value in (None, "") and not self.frame.messages.confirm(
            f"把{many}的“{field.label}”清空吗？", yes="清空", danger=True, parent=self
        ):
            return
        self._set_running(True)
        desk, register, ids, progress = self.frame.desk, self.register, self._ids, Progress()
        self.frame.tasks.write(
            lambda: edit_many(
                desk,
                register,
                ids,
                field.name,
                value,
                how,
                accept_warnings=accept_warnings,
                step=progress.step,
            ),
            lambda changes: self._done(field, changes),
            self._failed,
            owner=self,
            title=f"正在修改{many}…",
            progress=progress,
        )

    def _done(self, field: Field, changes: Changes) -> None:
        offer_undo(self.frame, f"已修改{len(self._ids)}{self.register.unit}的“{field.label}”。", changes)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._set_running(False)
        if isinstance(error, ValidationFailed):
            self._show_problems(error.problems)
        elif isinstance(error, UserError):
            self.banner.show_text(f"{error.sentence}{error.advice}", kind="dangerBanner")
        else:
            self.frame.tasks.default_failure(error)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        text = "\n".join(one.message for one in problems)
        if any(one.blocking for one in problems):
            self.banner.show_text(f"没有修改。{text}", kind="dangerBanner")
        else:
            self.banner.show_text(
                f"请核对：{text}",
                kind="warningBanner",
                action="仍要修改",
                do=lambda: self.run(accept_warnings=True),
            )

    def _how(self) -> How:
        return How(self.way_box.currentData()) if takes_words(self.field) else How.SET

    def _choose(self) -> None:
        """Put the editor of the chosen field in its place."""
        if self.editor is not None:
            self._holder.removeWidget(self.editor)
            self.editor.deleteLater()
        self.editor = make_editor(self.field, longest(self.register, self.field.name), self.frame)
        self.editor.set_value(None if not takes_words(self.field) else "")
        self._holder.addWidget(self.editor)
        self._form.setRowVisible(self.way_box, takes_words(self.field))
        self._help.setText(self.field.help)
        self._help.setVisible(bool(self.field.help))
        self._help.fit()
        self.banner.hide()
        self.setTabOrder(self.way_box, self.editor)

    def _set_running(self, running: bool) -> None:
        self.go.setEnabled(not running)
        if running:
            self.banner.hide()

    def _arrange(self) -> None:
        head = QLabel(f"选中的{self.register.label}：{len(self._ids)}{self.register.unit}")
        head.setObjectName("subtitle")
        self._form = QFormLayout()
        self._form.setVerticalSpacing(10)
        self._form.addRow("修改", self.field_box)
        self._form.addRow("方式", self.way_box)
        box = QWidget()
        box.setLayout(self._holder)
        self._form.addRow("内容", box)
        self.go, stop = QPushButton("修改"), QPushButton("取消")
        self.go.setObjectName("primary")
        self.go.clicked.connect(lambda: self.run())
        stop.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (stop, self.go):
            button.setAutoDefault(False)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.setSpacing(10)
        for widget in (head, self.banner):
            layout.addWidget(widget)
        layout.addLayout(self._form)
        layout.addWidget(self._help)
        layout.addStretch(1)
        layout.addLayout(foot)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, lambda: self.run())
        self.resize(self.frame.theme.length(460), self.frame.theme.length(250))
