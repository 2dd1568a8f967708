"""RecordForm: the fields of a register in sections, one or two columns wide, with problems under their fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.errors import Problem
from app.registers.spec import Field, Kind
from ui.records.editors import ChoiceEditor, Editor, Unreadable
from ui.records.kinds import make_editor
from ui.records.links import Place
from ui.widgets.dates import DateEditor
from ui.widgets.theme import Theme
from ui.widgets.wrapped import WrappedLabel

_COLUMN = 400  # room one column of fields needs, at 100 %
_WIDE = {Kind.LONG_TEXT}


class RecordForm(QScrollArea):
    """Shows and asks values by field name. limits: the most characters of texts, by field name.

    Signal ``edited``: the clerk changed something.
    """

    edited = Signal()

    def __init__(
        self, fields: Sequence[Field], place: Place, theme: Theme, limits: Mapping[str, int | None]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._shown: dict[str, Any] = {}
        self._lines = {field.name: _Line(field, place, limits.get(field.name)) for field in fields}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setObjectName("page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(2, 2, 10, 2)
        layout.setSpacing(12)
        self._sections = [_Section(name, lines) for name, lines in self._by_section()]
        for section in self._sections:
            layout.addWidget(section)
        layout.addStretch(1)
        self.setWidget(page)
        for line in self._lines.values():
            line.editor.edited.connect(lambda line=line: self._touched(line))
        self._join_precisions()
        self._columns = 0
        self._flow()
        theme.changed.connect(self._scale)

    def editor(self, name: str) -> Editor:
        """The editor of a field. Raises KeyError."""
        return self._lines[name].editor

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show stored values; what is not named stays. They count as not changed."""
        for name, line in self._lines.items():
            if name in values:
                line.editor.set_value(values[name])
                self._shown[name] = values[name]
        self.show_problems(())

    def put_value(self, name: str, value: Any) -> None:
        """Show a value as if the clerk had typed it."""
        self._lines[name].editor.set_value(value)

    def read(self) -> tuple[dict[str, Any], list[Problem]]:
        """The values typed, and what could not be read."""
        values: dict[str, Any] = {}
        problems = []
        for name, line in self._lines.items():
            try:
                values[name] = line.editor.value()
            except Unreadable as unreadable:
                problems.append(Problem("UNREADABLE", name, str(unreadable)))
        return values, problems

    def values_of(self, kinds: Collection[Kind]) -> dict[str, Any]:
        """The values typed in fields of some kinds."""
        return {name: line.editor.value() for name, line in self._lines.items() if line.field.kind in kinds}

    def changed_values(self) -> dict[str, Any]:
        """The values that differ from those shown at first; an unreadable one counts as None."""
        values, problems = self.read()
        values |= {problem.field: None for problem in problems}
        unread = {problem.field for problem in problems}
        return {
            name: value
            for name, value in values.items()
            if name in unread or _plain(value) != _plain(self._shown.get(name))
        }

    @property
    def dirty(self) -> bool:
        """True when something typed here would be lost."""
        return bool(self.changed_values())

    def show_problems(self, problems: Sequence[Problem]) -> list[Problem]:
        """Show each problem under its field and go to the first; returns those without a field here."""
        by_field: dict[str, Problem] = {}
        for problem in problems:
            by_field.setdefault(problem.field, problem)
        for name, line in self._lines.items():
            line.show_problem(by_field.get(name))
        first = next((line for name, line in self._lines.items() if name in by_field), None)
        if first is not None:
            first.editor.setFocus()
            self.ensureWidgetVisible(first.editor, 20, 60)
        return [problem for problem in problems if problem.field not in self._lines]

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for line in self._lines.values():
            line.editor.setFocus()
            return

    def resizeEvent(self, event: Any) -> None:
        """One column or two, as the width allows."""
        super().resizeEvent(event)
        self._flow()

    def shrink(self, dialog: QWidget, least: int = 0) -> None:
        """Take away the height of a dialog that its form leaves empty, once it is shown; it keeps ``least`` and its middle."""
        page = self.widget()
        layout = page.layout()
        assert layout is not None
        layout.activate()
        spare = min(self.viewport().height() - page.sizeHint().height(), dialog.height() - least)
        if spare > 0:
            dialog.resize(dialog.width(), dialog.height() - spare)
            dialog.move(dialog.x(), dialog.y() + spare // 2)

    def _flow(self) -> None:
        columns = max(1, min(2, self.viewport().width() // self._theme.length(_COLUMN)))
        if columns != self._columns:
            self._columns = columns
            widest = max((line.label.sizeHint().width() for line in self._lines.values()), default=0)
            for section in self._sections:
                section.arrange(columns, widest)

    def _scale(self) -> None:
        self._columns = 0
        self._flow()

    def _touched(self, line: _Line) -> None:
        line.show_problem(None)
        self.edited.emit()

    def _by_section(self) -> list[tuple[str, list[_Line]]]:
        found: dict[str, list[_Line]] = {}
        for line in self._lines.values():
            found.setdefault(line.field.section, []).append(line)
        return list(found.items())

    def _join_precisions(self) -> None:
        """A date whose precision is a field of its own (birth_date, birth_precision) sets it when only a month or
        year was typed."""
        for name, line in self._lines.items():
            other = self._lines.get(name.removesuffix("_date") + "_precision")
            if isinstance(line.editor, DateEditor) and other and isinstance(other.editor, ChoiceEditor):
                line.editor.precision_found.connect(other.editor.set_value)


class _Line:
    """A field in the form: label, editor, and below it the help or the problem."""

    def __init__(self, field: Field, place: Place, limit: int | None) -> None:
        self.field = field
        self.editor = make_editor(field, limit, place)
        mark = " <span style='color:#c8382f'>*</span>" if field.required else ""
        self.label = QLabel(f"{field.label}{mark}")
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.label.setBuddy(self.editor)
        self.note = WrappedLabel()
        self.cell = QWidget()
        layout = QVBoxLayout(self.cell)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.editor)
        layout.addWidget(self.note)
        layout.addStretch(1)
        self.show_problem(None)

    def show_problem(self, problem: Problem | None) -> None:
        """Show a problem, or the help when there is none."""
        if problem is None:
            name, state = "hint", ""
        else:
            name, state = ("problem", "true") if problem.blocking else ("warningText", "warning")
        self.note.setText(problem.message if problem is not None else self.field.help)
        self.note.setVisible(bool(self.note.text()))
        if self.note.objectName() != name:
            self.note.setObjectName(name)
            self.note.style().unpolish(self.note)
            self.note.style().polish(self.note)
        self.note.fit()
        self.editor.mark(state)


class _Section(QFrame):
    """A heading and its fields."""

    def __init__(self, name: str, lines: list[_Line]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._lines = lines
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(8)
        if name:
            head = QLabel(name)
            head.setObjectName("subtitle")
            layout.addWidget(head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        layout.addLayout(self._grid)

    def arrange(self, columns: int, label_width: int) -> None:
        """Put the fields into so many columns; long texts take a whole line."""
        one_line = self.fontMetrics().height() * 17 // 10
        for line in self._lines:
            # Not takeAt: an item that outlives its place keeps the layout from noticing new heights.
            self._grid.removeWidget(line.label)
            self._grid.removeWidget(line.cell)
        row = column = 0
        for line in self._lines:
            wide = line.field.kind in _WIDE
            if wide and column:
                row, column = row + 1, 0
            height = max(one_line, 0 if wide else line.editor.sizeHint().height())
            line.label.setFixedHeight(height)
            line.editor.setMinimumHeight(0 if wide else height)
            self._grid.addWidget(line.label, row, column * 2, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(line.cell, row, column * 2 + 1, 1, columns * 2 - 1 if wide else 1)
            column = 0 if wide or column + 1 == columns else column + 1
            row += column == 0
        # The gaps before empty columns fall away: the label's room makes up for them.
        alone = len(self._lines) == 1
        for place in range(2):
            self._grid.setColumnStretch(place * 2 + 1, 1 if place < columns else 0)
            width = label_width + (2 * self._grid.horizontalSpacing() if alone and place else 0)
            self._grid.setColumnMinimumWidth(place * 2, width if place < columns else 0)


def _plain(value: Any) -> Any:
    """Empty is empty, whether as no value or as an empty text."""
    return None if value == "" else value
