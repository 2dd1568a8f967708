"""The foot of the editor: the template's name, whose words the page shows, and the buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

_LONGEST = 60


class Foot(QWidget):
    """Name and person to be chosen; ``look``, ``save`` and ``close`` are its buttons."""

    def __init__(self, name: str, people: Sequence[str]) -> None:
        super().__init__()
        self.name = QLineEdit(name)
        self.name.setMaxLength(_LONGEST)
        self.name.setAccessibleName("模板名称")
        self.person = QComboBox()
        self.person.setAccessibleName("以谁为例")
        self.person.addItems(list(people))
        self.look, self.save, self.close_button = (
            QPushButton("预览(&V)"),
            QPushButton("保存(&S)"),
            QPushButton("关闭"),
        )
        self.save.setObjectName("primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel("模板名称"))
        row.addWidget(self.name, 1)
        row.addWidget(QLabel("以谁为例"))
        row.addWidget(self.person)
        for button in (self.look, self.save, self.close_button):
            button.setAutoDefault(False)
            row.addWidget(button)
