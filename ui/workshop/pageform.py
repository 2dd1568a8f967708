"""The page of a design: size, direction, background picture, several on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.workshop.elements import Design
from app.workshop.reading import LEAST_PAGE, MOST_PAGE
from ui.widgets.wheel import calm_all

if TYPE_CHECKING:
    from ui.widgets.theme import Theme


class PageForm(QWidget):
    """Signals: ``changed(values)`` of the page; ``turned``; ``pictured`` a background is to be chosen; ``cleared``."""

    changed = Signal(dict)
    turned = Signal()
    pictured = Signal()
    cleared = Signal()

    def __init__(self, _: Theme) -> None:
        super().__init__()
        self._showing = False
        self.width_box, self.height_box = _size("页面宽"), _size("页面高")
        self.width_box.valueChanged.connect(lambda value: self._say("width", value))
        self.height_box.valueChanged.connect(lambda value: self._say("height", value))
        self.cut = QCheckBox("多张拼在A4纸上，带裁切线")
        self.cut.toggled.connect(lambda on: self._say("cut", on))
        turn, choose = QPushButton("横竖互换"), QPushButton("选择底图…")
        self.clear = QPushButton("去掉底图")
        turn.clicked.connect(lambda _=False: self.turned.emit())
        choose.clicked.connect(lambda _=False: self.pictured.emit())
        self.clear.clicked.connect(lambda _=False: self.cleared.emit())
        pictures = QHBoxLayout()
        pictures.addWidget(choose)
        pictures.addWidget(self.clear)
        pictures.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(10)
        form.addRow("页面宽", self.width_box)
        form.addRow("页面高", self.height_box)
        form.addRow("", turn)
        form.addRow("底图", pictures)
        form.addRow("拼版", self.cut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addStretch(1)
        for button in (turn, choose, self.clear):
            button.setAutoDefault(False)
        calm_all(self)

    def show_page(self, design: Design) -> None:
        """Show a design's page."""
        self._showing = True
        self.width_box.setValue(design.width)
        self.height_box.setValue(design.height)
        self.cut.setChecked(design.cut)
        self.clear.setEnabled(bool(design.background))
        self._showing = False

    def _say(self, key: str, value: float | bool) -> None:
        if not self._showing:
            self.changed.emit({key: value})


def _size(name: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(LEAST_PAGE, MOST_PAGE)
    box.setDecimals(1)
    box.setSuffix(" mm")
    box.setKeyboardTracking(False)
    box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
    box.setAccessibleName(name)
    return box
