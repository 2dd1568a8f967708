"""A wrapped text that is always as high as its lines."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel


class WrappedLabel(QLabel):
    """Takes the height its text needs at its width; inside scroll areas and centred cards layouts do not see to that."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setWordWrap(True)

    def resizeEvent(self, event: Any) -> None:
        """Another width, another number of lines."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height of the text at the present width."""
        self.setMinimumHeight(0)  # a label never tells less than its minimum
        self.setFixedHeight(max(0, self.heightForWidth(max(self.width(), 40))))
