"""The filter chip of dates and numbers: from, to, or not filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from app.registers.lists import Filter, Op
from app.registers.spec import Field, text_of
from ui.lists.chips import FilterChip
from ui.records.editors import Editor, Unreadable
from ui.widgets.dates import DateEditor


class RangeChip(FilterChip):
    """From and to, or nothing filled in; for dates with the usual periods. make: builds an editor of the field's kind."""

    def __init__(self, field: Field, make: Any) -> None:
        self._make = make
        super().__init__(field)

    def fill(self) -> None:
        """Two editors; periods for dates."""
        self.first: Editor = self._make(self.field)
        self.last: Editor = self._make(self.field)
        self.empty = QPushButton("未填写")
        self.empty.setCheckable(True)
        if isinstance(self.first, DateEditor):
            self.inside.addLayout(self._periods())
        for label, editor in (("从", self.first), ("到", self.last)):
            row = QHBoxLayout()
            row.addWidget(QLabel(label))
            row.addWidget(editor, 1)
            self.inside.addLayout(row)
            editor.edited.connect(self._typed)
        self.empty.toggled.connect(lambda _: self.touched())
        self.popup.setFocusProxy(self.first)
        self.inside.addWidget(self.empty)

    def filters(self) -> tuple[Filter, ...]:
        """Both bounds, as far as they can be read."""
        if self.empty.isChecked():
            return (Filter(self.field.name, Op.EMPTY, True),)
        bounds = ((Op.FROM, _value(self.first)), (Op.TO, _value(self.last)))
        return tuple(Filter(self.field.name, op, value) for op, value in bounds if value is not None)

    def take(self, filters: Sequence[Filter]) -> None:
        """Show these bounds."""
        by_op = {one.op: one.value for one in filters}
        self.empty.blockSignals(True)
        self.empty.setChecked(bool(by_op.get(Op.EMPTY)))
        self.empty.blockSignals(False)
        self.first.set_value(by_op.get(Op.FROM))
        self.last.set_value(by_op.get(Op.TO))
        self.say()

    def chosen_text(self) -> str:
        """The bounds."""
        if self.empty.isChecked():
            return "未填写"
        first, last = _value(self.first), _value(self.last)
        return f"{text_of(self.field, first)} 至 {text_of(self.field, last)}".strip()

    def _typed(self) -> None:
        self.empty.setChecked(False)
        self.touched()

    def _periods(self) -> QHBoxLayout:
        row = QHBoxLayout()
        today = date.today()
        month = today.replace(day=1)
        before = (month - timedelta(days=1)).replace(day=1)
        year = today.replace(month=1, day=1)
        for label, first, last in (
            ("本月", month, today),
            ("上月", before, month - timedelta(days=1)),
            ("今年", year, today),
            ("去年", year.replace(year=year.year - 1), year - timedelta(days=1)),
        ):
            button = QPushButton(label)
            button.setObjectName("small")
            button.clicked.connect(lambda _=False, first=first, last=last: self._set(first, last))
            row.addWidget(button)
        return row

    def _set(self, first: date, last: date) -> None:
        self.first.set_value(first)
        self.last.set_value(last)
        self._typed()


def _value(editor: Editor) -> Any:
    """What can be read so far; None while it is half typed."""
    try:
        return editor.value()
    except Unreadable:
        return None
