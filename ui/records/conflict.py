"""Two people changed one record: both values side by side, and the clerk says which one stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
)

from app.desk import Desk
from app.registers import linking, records
from app.registers.records import Loaded
from app.registers.spec import Field, Kind, Register, text_of

Pair = tuple[Field, str, str]


class ConflictPanel(QFrame):
    """Lists fields with what the other saved and what was typed here.

    settled: called with the names of the fields in which the clerk's own value stays.
    """

    def __init__(self, pairs: list[Pair], settled: Callable[[set[str]], Any]) -> None:
        super().__init__()
        self.setObjectName("warningBanner")
        self._own: dict[str, QRadioButton] = {}
        says = QLabel(
            "这条记录在您打开之后被其他人修改过，您填写的内容都还在。请逐项选择保留哪一边，然后重新保存。"
        )
        says.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        for column, head in enumerate(("", "对方保存的", "我填写的")):
            label = QLabel(head)
            label.setObjectName("subtitle")
            grid.addWidget(label, 0, column)
        for row, (field, theirs, ours) in enumerate(pairs, start=1):
            grid.addWidget(QLabel(field.label), row, 0)
            group = QButtonGroup(self)
            their, own = QRadioButton(theirs or "（空）"), QRadioButton(ours or "（空）")
            own.setChecked(True)
            for column, button in ((1, their), (2, own)):
                group.addButton(button)
                grid.addWidget(button, row, column)
            self._own[field.name] = own
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self.go = QPushButton("按所选合并")
        self.go.setObjectName("primary")
        self.go.clicked.connect(lambda: settled({name for name, own in self._own.items() if own.isChecked()}))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addWidget(says)
        layout.addLayout(grid)
        layout.addLayout(foot)

    @property
    def names(self) -> set[str]:
        """The fields that are listed."""
        return set(self._own)

    def choose_theirs(self, name: str) -> None:
        """Choose the other's value of a field."""
        for button in self._own[name].group().buttons():
            if button is not self._own[name]:
                button.setChecked(True)


@dataclass(frozen=True)
class Sides:
    """The record as it is now, and the fields in which it differs from what was typed here."""

    theirs: Loaded
    pairs: list[Pair]


def both_sides(desk: Desk, register: Register, opened: Loaded, ours: Mapping[str, Any]) -> Sides:
    """Load the record again and compare; only what both sides changed, and changed differently, needs a choice.

    Raises ``NotFound`` when the record is gone.
    """
    assert opened.id is not None
    theirs = records.load(desk, register, opened.id)
    pairs = []
    for name, own in ours.items():
        other = theirs.values.get(name)
        if other != opened.values.get(name) and other != own:
            field = register.field(name)
            pairs.append((field, _text(desk, field, other), _text(desk, field, own)))
    return Sides(theirs, pairs)


def _text(desk: Desk, field: Field, value: Any) -> str:
    if field.kind is Kind.LINK:
        return linking.label_of(desk, field.link, value) if value is not None else ""
    return text_of(field, value)
