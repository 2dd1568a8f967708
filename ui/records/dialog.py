"""RecordDialog: one record with its form, its child records and its history; nothing typed is ever lost."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.errors import Conflict, UserError, ValidationFailed
from app.registers import records
from app.registers.records import Loaded
from app.registers.spec import Kind, Register, longest, shown, text_of
from ui.records.alike import AlikePanel
from ui.records.beside import record_pages
from ui.records.conflict import ConflictPanel, Sides, both_sides
from ui.records.form import RecordForm
from ui.shell.undoing import undo_operation
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow

Saved = Callable[["Changes"], Any]
_KNOWN = "这条记录已经登记过，不能重复保存，请打开下面那张卡片。"


class RecordDialog(QDialog):
    """Adds or changes one record. known: values a new record gets and the form does not ask for.

    saved: called with the changes of each save. only: the fields asked, where a few are enough to begin a record with.
    """

    def __init__(
        self,
        window: MainWindow,
        register: Register,
        loaded: Loaded,
        *,
        known: dict[str, Any] | None = None,
        saved: Saved | None = None,
        parent: QWidget | None = None,
        only: Sequence[str] = (),
    ) -> None:
        super().__init__(parent or window)
        self.frame, self.register, self.loaded = window, register, loaded
        self._known, self._saved = known or {}, saved
        self._request = str(uuid.uuid4())
        self._again = False
        self._saving = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fields = [field for field in register.fields if field.form and field.name not in self._known]
        if only:
            fields = [register.field(name) for name in only]
        self._repeats = {Kind.LINK, Kind.CHOICE} if only else {Kind.LINK}
        limits = {field.name: longest(register, field.name) for field in fields}
        self.form = RecordForm(fields, window, window.theme, limits)
        self.form.show_values(loaded.values)
        self.banner = Banner()
        self.alike = AlikePanel(window, register, self.form, loaded.id)
        self._conflict: ConflictPanel | None = None
        self.editable = bool(fields)
        self._arrange()
        self.form.focus_first()

    def save(self, *, again: bool = False, accept_warnings: bool = False) -> None:
        """Save what was typed. again: then go on with another new record."""
        if self._saving or not self.editable:
            return
        self._again = again
        if self.alike.blocking:
            self.banner.show_text(_KNOWN, kind="dangerBanner")
            return
        values, problems = self.form.read()
        if problems:
            self._show_problems(problems)
            return
        if self.loaded.id is not None:
            values = self.form.changed_values()
        values |= self._known if self.loaded.id is None else {}
        self._set_saving(True)
        desk, register, loaded, request = self.frame.desk, self.register, self.loaded, self._request
        self.frame.tasks.write(
            lambda: records.save(
                desk,
                register,
                values,
                record_id=loaded.id,
                version=loaded.version,
                request_id=request,
                accept_warnings=accept_warnings,
            ),
            self._done,
            self._failed,
            owner=self,
        )

    def showEvent(self, event: Any) -> None:
        """Be no higher than the form needs; a record with lists beside its form keeps room for them."""
        super().showEvent(event)
        if self.editable:
            self.form.shrink(self, self.frame.theme.length(0 if self._alone else 440))

    def reject(self) -> None:
        """Esc or 关闭: asks first when something typed would be lost."""
        if self._saving:
            return
        if self.editable and self.form.dirty:
            answer = self.frame.messages.choose(
                "有尚未保存的修改。", "关闭后这些内容不会保留。", ("保存", "不保存", "继续填写"), parent=self
            )
            if answer == 0:
                self.save()
            if answer != 1:
                return
        super().reject()

    def closeEvent(self, event: Any) -> None:
        """The window's × asks as Esc does."""
        event.ignore()
        self.reject()

    def keyPressEvent(self, event: Any) -> None:
        """Enter goes on to the next field instead of pressing some button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _done(self, changes: Changes) -> None:
        self._set_saving(False)
        self._request = str(uuid.uuid4())
        verb = "新增" if self.loaded.id is None else "保存"
        operation = changes.operation_id
        text = f"已{verb}{self.register.label}。"
        if operation is not None:
            self.frame.messages.notice(text, action="撤销", do=lambda: undo_operation(self.frame, operation))
        if self._saved is not None:
            self._saved(changes)
        if self._again:
            self._begin_another()
        else:
            super().accept()

    def _begin_another(self) -> None:
        """A blank form that keeps what usually repeats itself from one record to the next."""
        self.loaded = records.blank(self.register, **self._known, **self.repeated())
        self.banner.hide()
        self.form.show_values(self.loaded.values)
        self.alike.begin(None)
        self.form.focus_first()

    def repeated(self) -> dict[str, Any]:
        """What stands in the form and is likely to be the same for the next record."""
        return self.form.values_of(self._repeats)

    def _failed(self, error: Exception) -> None:
        self._set_saving(False)
        if isinstance(error, ValidationFailed):
            self._show_problems(error.problems)
            self.alike.look()
        elif isinstance(error, Conflict):
            desk, register, opened = self.frame.desk, self.register, self.loaded
            ours = self.form.changed_values()
            self.frame.tasks.read(
                lambda: both_sides(desk, register, opened, ours), self._settle, self._failed, owner=self
            )
        elif isinstance(error, UserError):
            self.banner.show_text(f"{error.sentence}{error.advice}", kind="dangerBanner")
        else:
            self.frame.tasks.default_failure(error)

    def _show_problems(self, problems: Any) -> None:
        rest = self.form.show_problems(problems)
        blocking = [problem for problem in problems if problem.blocking]
        said = "；".join(problem.message.rstrip("。；") for problem in rest)
        if blocking:
            text = said or f"有{len(blocking)}处需要改正，见标红的地方。"
            self.banner.show_text(text, kind="dangerBanner")
        else:
            text = f"请核对：{said}。" if said else "有几处请核对，见标黄的地方。"
            self.banner.show_text(
                text,
                kind="warningBanner",
                action="仍要保存",
                do=lambda: self.save(again=self._again, accept_warnings=True),
            )

    def _settle(self, sides: Sides) -> None:
        """Go on from the record as it is now, with what was typed here still in the form."""
        ours = self.form.changed_values()
        self.loaded = sides.theirs
        self.form.show_values(sides.theirs.values)
        for name, value in ours.items():
            self.form.put_value(name, value)
        if sides.pairs:
            self._conflict = ConflictPanel(sides.pairs, self._settled)
            self._head.addWidget(self._conflict)
        else:
            text = "这条记录在您打开之后被其他人修改过，改的是其他内容，已经并入。请核对后重新保存。"
            self.banner.show_text(text, kind="warningBanner")

    def _settled(self, own: set[str]) -> None:
        assert self._conflict is not None
        for name in self._conflict.names - own:
            self.form.put_value(name, self.loaded.values[name])
        self._conflict.deleteLater()
        self._conflict = None
        self.banner.show_text("已按所选合并，请核对后重新保存。", kind="warningBanner")

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        for button in self._buttons:
            button.setEnabled(not saving)
        if saving:
            self.banner.hide()

    def _arrange(self) -> None:
        new = self.loaded.id is None
        name = text_of(self.register.field(self.register.title), self.loaded.values.get(self.register.title))
        self.setWindowTitle(f"新增{self.register.label}" if new else f"{self.register.label}：{name}")
        self._head = QVBoxLayout()
        facts = self._facts()
        if facts:
            label = QLabel(facts)
            label.setObjectName("quiet")
            label.setWordWrap(True)
            self._head.addWidget(label)
        self._head.addWidget(self.banner)
        self._head.addWidget(self.alike)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.setSpacing(10)
        layout.addLayout(self._head)
        layout.addWidget(self.form if self._alone else record_pages(self, name), 1)
        layout.addLayout(self._foot(new))
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        theme = self.frame.theme
        room = self.frame.screen().availableGeometry()
        height = theme.length(680 if self.editable else 440)
        self.resize(min(theme.length(960), room.width() - 40), min(height, room.height() - 60))

    def _facts(self) -> str:
        """What the form does not ask for: number, status and the like."""
        if self.loaded.id is None or not self.editable:
            return ""
        parts = []
        for field in self.register.fields:
            value = self.loaded.values.get(field.name)
            if not field.form and field.kind is not Kind.LINK and value not in (None, ""):
                parts.append(f"{field.label}：{shown(field, value)}")
        return "　".join(parts)

    @property
    def _alone(self) -> bool:
        """True when the form stands by itself: of a new record, and where a card shows all the rest."""
        return self.loaded.id is None or self.register.card is not None

    def _foot(self, new: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        hint = QLabel("Ctrl+S 保存，Esc 关闭" if self.editable else "")
        hint.setObjectName("quiet")
        row.addWidget(hint, 1)
        self._buttons: list[QPushButton] = []
        wanted: list[tuple[str, str, Callable[[], Any]]] = [("关闭", "", self.reject)]
        if new:
            wanted.append(("保存并新增", "", lambda: self.save(again=True)))
        if self.editable:
            wanted.append(("保存", "primary", self.save))
        for label, name, do in wanted:
            button = QPushButton(label)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, do=do: do())
            row.addWidget(button)
            self._buttons.append(button)
        return row
