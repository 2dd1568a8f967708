"""Who agreed to the seal: a leader on paper, or an application that somebody else approved in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

if TYPE_CHECKING:
    from app.actions.seals import Approval

_ON_PAPER = "领导在纸上批准："


class SealChoice(QWidget):
    """Signal: ``applied`` the clerk wants to apply for the seal."""

    applied = Signal()

    def __init__(self, approvals: Sequence[Approval]) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setAccessibleName("用印审批")
        for one in approvals:
            self.box.addItem(f"{one.number}，{one.agreed}已批准{one.copies}份", one.id)
        self.box.addItem(_ON_PAPER, None)
        self.line = QLineEdit()
        self.line.setPlaceholderText("批准用印的领导")
        self.line.setAccessibleName("用印审批人")
        self.line.setMaxLength(100)
        self.button = QPushButton("提交用印申请")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda _=False: self.applied.emit())
        self.box.currentIndexChanged.connect(lambda _: self._show())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel("用印审批"))
        for widget in (self.box, self.line, self.button):
            row.addWidget(widget)
        row.addStretch(1)
        self._show()

    @property
    def request_id(self) -> int | None:
        """The application chosen; None when it was agreed on paper."""
        chosen: int | None = self.box.currentData()
        return chosen

    @property
    def leader(self) -> str:
        """Who agreed on paper."""
        return "" if self.request_id is not None else self.line.text().strip()

    def _show(self) -> None:
        self.line.setVisible(self.request_id is None)
