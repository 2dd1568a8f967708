"""The foot of a dialog: 取消 and the button that does what the dialog is for, at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton


def foot_of(dialog: QDialog, go: QPushButton) -> QHBoxLayout:
    """A row with 取消, which closes the dialog, and ``go``; Enter in a field presses neither by itself."""
    stop = QPushButton("取消")
    stop.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.addStretch(1)
    for button in (stop, go):
        button.setAutoDefault(False)
        row.addWidget(button)
    return row
