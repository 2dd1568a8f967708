"""The notice: one sentence at the window's lower edge that goes away by itself, with an optional link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

_SHOWN_FOR = {"plain": 6_000, "warning": 15_000}
_MARGIN = 28


class NoticeBar(QFrame):
    """Lies over the lower edge of ``host``. The pointer over it keeps it; a newer notice takes its place."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setObjectName("notice")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._link = QToolButton()
        self._link.setObjectName("noticeLink")
        self._close = QToolButton()
        self._close.setObjectName("noticeLink")
        self._close.setText("×")
        self._close.setToolTip("关闭")
        self._do: Callable[[], Any] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 8, 10)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._link)
        layout.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self._close.clicked.connect(self.hide)
        self._link.clicked.connect(self._follow)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown; empty when none is."""
        return "" if self.isHidden() else self._text.text()

    def show_notice(self, text: str, action: str, do: Callable[[], Any] | None, kind: str) -> None:
        """Show a sentence; ``action`` labels a link that runs ``do``."""
        self._text.setText(text)
        self._link.setText(action)
        self._link.setVisible(bool(action))
        self._do = do
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(_SHOWN_FOR[kind])

    def enterEvent(self, event: Any) -> None:
        """Reading takes time: the notice stays while the pointer is on it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: Any) -> None:
        """Go on counting."""
        self._timer.start(_SHOWN_FOR["plain"])
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()

    def _place(self) -> None:
        host = self._host
        most = max(200, min(host.width() - 2 * _MARGIN, 900))
        self._text.setWordWrap(False)
        wanted = self.sizeHint().width()
        self._text.setWordWrap(wanted > most)
        width = min(wanted, most)
        height = self.heightForWidth(width) if wanted > most else self.sizeHint().height()
        self.setGeometry((host.width() - width) // 2, host.height() - height - _MARGIN, width, height)
