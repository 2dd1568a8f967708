"""设置: the office's settings by section, the look of the window, the ledger and its check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.errors import ValidationFailed
from app.registers.spec import Kind
from app.settings import SETTINGS, Declared
from ui.tabs.tab import Tab
from ui.widgets.wheel import calm_all
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow
    from ui.tabs import Page


class SettingsTab(Tab):
    """One form for every declared setting; saved together, in one operation."""

    tables = frozenset({"settings"})

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window)
        self.page = page
        self._stored: dict[str, Any] = {}
        self.editors = {one.key: _editor(one) for one in SETTINGS}
        self._problems = {one.key: _problem_line() for one in SETTINGS}
        self.save_button = QPushButton("保存(&S)")
        self.save_button.setObjectName("primary")
        self.save_button.clicked.connect(self.save)
        self.check_button = QPushButton("检查台账")
        self.check_button.clicked.connect(self.check_ledger)
        self.place = QLabel()
        self.place.setObjectName("quiet")
        self.place.setWordWrap(True)
        self.found = QLabel()
        self.found.setWordWrap(True)
        self.found.hide()
        self._arrange()
        self.setFocusProxy(next(iter(self.editors.values())))
        for editor in self.editors.values():
            _changed(editor).connect(self._show_state)

    def reload(self) -> None:
        """Read the settings again, unless something is being typed."""
        desk = self.frame.desk

        def work() -> dict[str, Any]:
            from app.settings import read_all

            return read_all(desk)

        if not self._typed():
            self.frame.tasks.read(work, self._show, owner=self)
        if self.frame.application is not None:
            self.place.setText(f"台账位置：{self.frame.application.place}")

    def save(self) -> None:
        """Save what was changed."""
        desk, values = self.frame.desk, self._typed()
        for line in self._problems.values():
            line.hide()

        def work() -> Changes:
            from app.settings import save

            return save(desk, values)

        if values:
            self.frame.tasks.write(work, lambda _: self._saved(values), self._failed, owner=self)

    def may_leave(self) -> bool:
        """Ask when changed settings would be lost."""
        if not self._typed():
            return True
        answer = self.frame.messages.choose(
            "设置改了还没有保存。", "离开后这些修改不会保留。", ("保存", "不保存", "留在这里"), parent=self
        )
        if answer == 0:
            self.save()
        elif answer == 1:
            self._show(self._stored)
        return answer != 2

    def check_ledger(self) -> None:
        """Look for damage and for figures that do not agree; says what was found."""
        desk = self.frame.desk

        def work() -> list[str]:
            from app.checking import ledger_problems

            return ledger_problems(desk)

        self.check_button.setEnabled(False)
        self.frame.tasks.read(work, self._checked, self._check_failed, owner=self, title="正在检查台账…")

    def _checked(self, problems: list[str]) -> None:
        self.check_button.setEnabled(True)
        self.found.setObjectName("problem" if problems else "quiet")
        self.found.setText("\n".join(problems) or "检查完毕：台账完整，索引和数字都对得上。")
        self.found.style().polish(self.found)
        self.found.show()

    def _check_failed(self, error: Exception) -> None:
        self.check_button.setEnabled(True)
        self.frame.messages.failed(error)

    def _show(self, values: dict[str, Any]) -> None:
        self._stored = values
        for key, value in values.items():
            _put(self.editors[key], value)
        self._show_state()

    def _typed(self) -> dict[str, Any]:
        """Values that differ from the stored ones."""
        return {
            key: value
            for key, editor in self.editors.items()
            if self._stored and (value := _value(editor)) != self._stored[key]
        }

    def _show_state(self) -> None:
        self.save_button.setEnabled(bool(self._typed()))

    def _saved(self, values: dict[str, Any]) -> None:
        self._stored |= values
        self._show_state()
        self.frame.messages.notice("设置已保存。")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ValidationFailed):
            self.frame.messages.failed(error)
            return
        for problem in error.problems:
            self._problems[problem.field].setText(problem.message)
            self._problems[problem.field].show()

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 2, 10, 2)
        column.setSpacing(12)
        for section in dict.fromkeys(one.section for one in SETTINGS):
            column.addWidget(self._group(section))
        column.addWidget(self._ledger_group())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        calm_all(inside)
        title = QLabel("设置")
        title.setObjectName("title")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 4, 18, 10)
        layout.addLayout(head)
        layout.addWidget(scroll, 1)

    def _group(self, section: str) -> QFrame:
        """A section: name, editor and help of each setting in one line, what is wrong with it below."""
        card, column = _card(section)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(2, 1)
        column.addLayout(grid)
        theme = self.frame.theme
        grid.setColumnMinimumWidth(
            0, max(self.fontMetrics().horizontalAdvance(one.label) for one in SETTINGS)
        )
        for row, one in enumerate(one for one in SETTINGS if one.section == section):
            editor, label, hint = self.editors[one.key], QLabel(one.label), WrappedLabel(one.help)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setBuddy(editor)
            hint.setObjectName("quiet")
            editor.setFixedWidth(theme.length(120 if isinstance(editor, QSpinBox) else 300))
            grid.addWidget(label, row * 2, 0)
            grid.addWidget(editor, row * 2, 1, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(hint, row * 2, 2)
            grid.addWidget(self._problems[one.key], row * 2 + 1, 1, 1, 2)
        return card

    def _ledger_group(self) -> QFrame:
        card, column = _card("台账")
        column.addWidget(self.place)
        row = QHBoxLayout()
        row.addWidget(self.check_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.found)
        return card


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 14)
    head = QLabel(title)
    head.setObjectName("subtitle")
    column.addWidget(head)
    return card, column


def _problem_line() -> QLabel:
    line = QLabel()
    line.setObjectName("problem")
    line.setWordWrap(True)
    line.hide()
    return line


def _editor(one: Declared) -> QWidget:
    """The widget for a setting's kind."""
    if one.kind is Kind.YES_NO:
        return QCheckBox()
    if one.kind is Kind.INTEGER:
        spin = QSpinBox()
        spin.setRange(one.low, one.high)
        return spin
    if one.kind is Kind.CHOICE:
        box = QComboBox()
        for value, label in one.choices:
            box.addItem(label, value)
        return box
    line = QLineEdit()
    line.setMaxLength(200)
    return line


def _changed(editor: QWidget) -> Any:
    if isinstance(editor, QCheckBox):
        return editor.toggled
    if isinstance(editor, QSpinBox):
        return editor.valueChanged
    if isinstance(editor, QComboBox):
        return editor.currentIndexChanged
    assert isinstance(editor, QLineEdit)
    return editor.textChanged


def _value(editor: QWidget) -> Any:
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    if isinstance(editor, QSpinBox):
        return editor.value()
    if isinstance(editor, QComboBox):
        return editor.currentData()
    assert isinstance(editor, QLineEdit)
    return editor.text().strip()


def _put(editor: QWidget, value: Any) -> None:
    if isinstance(editor, QCheckBox):
        editor.setChecked(bool(value))
    elif isinstance(editor, QSpinBox):
        editor.setValue(int(value))
    elif isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findData(value))
    elif isinstance(editor, QLineEdit):
        editor.setText(str(value))
