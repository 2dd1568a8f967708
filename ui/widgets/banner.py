"""A banner: a sentence across a page or form that stays until it is dealt with, with up to one button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton


class Banner(QFrame):
    """Hidden until ``show_text``. kind: ``banner`` (plain), ``warningBanner`` or ``dangerBanner``."""

    def __init__(self) -> None:
        super().__init__()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self.button = QPushButton()
        self.button.setObjectName("small")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._press)
        self._do: Callable[[], Any] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def show_text(
        self, text: str, *, kind: str = "banner", action: str = "", do: Callable[[], Any] | None = None
    ) -> None:
        """Say something. action: label of the button that runs ``do``."""
        self.setObjectName(kind)
        for widget in (self, self._text):
            self.style().unpolish(widget)
            self.style().polish(widget)
        self._text.setText(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._do = do
        self.show()

    def _press(self) -> None:
        if self._do is not None:
            self._do()
