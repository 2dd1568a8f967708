"""An element on the canvas: drawn as it prints, with its outline when it is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem

from app.documents.blocks import Page
from app.documents.sheet import Sheet
from app.errors import UserError
from app.workshop.drawing import Holder, element_blocks
from app.workshop.elements import Element, ElementKind
from ui.workshop.painting import paint_sheet, sheet_of

_REACH_MM = 1.2  # a line is hard to hit with the mouse: this much beside it counts
_SPARE_MM = 3.0  # ornaments and descenders reach a little over the box


class ElementItem(QGraphicsItem):
    """One element. Its place is its box; while it is dragged, ``setPos`` moves it from there."""

    def __init__(self, element: Element, page: Page, values: Mapping[str, str], accent: QColor) -> None:
        super().__init__()
        self.element = element
        self.wrong = ""
        self._accent = accent
        self._sheet = self._laid_out(page, values)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)

    @property
    def box(self) -> QRectF:
        """The element's box in mm."""
        one = self.element
        return QRectF(one.x, one.y, one.w, one.h)

    def boundingRect(self) -> QRectF:
        """What it may draw on."""
        return self.box.adjusted(-_SPARE_MM, -_SPARE_MM, _SPARE_MM, _SPARE_MM)

    def shape(self) -> Any:
        """Where a click means it: frames only at their edge, so that what they enclose can be reached."""
        from PySide6.QtGui import QPainterPath

        path = QPainterPath()
        outer = self.box.adjusted(-_REACH_MM, -_REACH_MM, _REACH_MM, _REACH_MM)
        path.addRect(outer)
        hollow = self.element.kind is ElementKind.FRAME and self.element.style != "fill"
        if hollow and min(outer.width(), outer.height()) > 24:
            path.addRect(self.box.adjusted(8, 8, -8, -8))
        return path

    def paint(self, painter: QPainter, option: Any, widget: Any = None) -> None:
        """The element, and around it what says that it is chosen, empty or does not fit."""
        if self._sheet is not None:
            paint_sheet(painter, self._sheet)
        seal = self.element.kind is ElementKind.SEAL
        if not (self.isSelected() or self.wrong or seal):
            return
        colour = QColor("#c0392b") if self.wrong and not self.isSelected() else self._accent
        if seal and not self.isSelected():
            colour = QColor(150, 150, 150)
        pen = QPen(colour, 0)
        pen.setStyle(Qt.PenStyle.SolidLine if self.isSelected() else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self.box) if seal else painter.drawRect(self.box)
        if seal and self.isSelected():
            painter.drawRect(self.box)

    def _laid_out(self, page: Page, values: Mapping[str, str]) -> Sheet | None:
        try:
            return sheet_of(element_blocks(self.element, Holder(values)), page)
        except UserError as error:
            self.wrong = str(error)
            return None
