"""The column at the left: the sections of the window with icons and words, and who works here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout

from ui.tabs import Section
from ui.widgets.icons import Icons
from ui.widgets.theme import Theme


class Navigation(QFrame):
    """Signals: ``chosen(place)``: the clerk wants another section; ``entered``: and, by Enter, to work in it."""

    chosen = Signal(int)
    entered = Signal()

    def __init__(self, sections: Sequence[Section], theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("side")
        self._theme = theme
        self._name = QLabel("新蜂台账")
        self._name.setObjectName("product")
        self._office = QLabel()
        self._office.setObjectName("office")
        self._office.setWordWrap(True)
        self._clerk = QLabel()
        self._clerk.setObjectName("clerk")
        self._clerk.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("navigation")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        blank = QPixmap(32, 32)
        blank.fill(Qt.GlobalColor.transparent)
        for section in sections:
            item = QListWidgetItem(QIcon(blank), section.label)
            self.list.addItem(item)
            icons.put(item.setIcon, section.icon)
        self.list.currentRowChanged.connect(self.chosen)
        self.list.itemActivated.connect(lambda _: self.entered.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._name, self._office, self.list, self._clerk):
            layout.addWidget(widget)
        self._office.hide()
        theme.changed.connect(self._scale)
        self._scale()

    def show_place(self, office: str, clerk: str) -> None:
        """Say whose ledger this is and who works at it."""
        self._office.setText(office)
        self._office.setVisible(bool(office))
        self._clerk.setText(f"经办人：{clerk}" if clerk else "")

    def select(self, place: int) -> None:
        """Mark a section without telling anybody."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(place)
        self.list.blockSignals(False)

    def _scale(self) -> None:
        self.setFixedWidth(self._theme.length(176))
        self.list.setIconSize(QSize(self._theme.length(20), self._theme.length(20)))
