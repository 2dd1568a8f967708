"""The pages of a PDF one below the other: drawn when they come into sight, zoomed, with found words marked."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.papers.paper import Found, Paper

_GAP = 14
_KEPT = 12  # pictures of pages kept; a page at 150 % is about 5 MB
WHOLE_WIDTH, WHOLE_PAGE = -1, -2
_SMALLEST, _LARGEST = 25, 400
_SCREEN = 96 / 72  # 100 % is the paper's own size on a screen of 96 pixels per inch


class PageView(QAbstractScrollArea):
    """Shows a paper. Signals: page_changed(int) when another page is in the middle, from 0; zoomed(int) in percent."""

    page_changed = Signal(int)
    zoomed = Signal(int)

    def __init__(self, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = paper
        self._zoom = WHOLE_WIDTH
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._found: list[Found] = []
        self._page = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def percent(self) -> int:
        """The zoom as it comes out."""
        return round(self._scale() / _SCREEN * 100)

    @property
    def page(self) -> int:
        """The page in the middle, from 0."""
        return self._page

    def set_zoom(self, zoom: int) -> None:
        """A percentage, WHOLE_WIDTH or WHOLE_PAGE; the page in the middle stays."""
        page = self._page
        self._zoom = zoom if zoom < 0 else max(_SMALLEST, min(zoom, _LARGEST))
        self._pictures.clear()
        self._measure()
        self.go_to(page)
        self.zoomed.emit(self.percent)

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        page = max(0, min(page, len(self._paper) - 1))
        self.verticalScrollBar().setValue(round(self._top(page)) - _GAP // 2)
        self._note(page)

    def mark(self, found: list[Found], current: int = -1) -> None:
        """Mark found words; the current one is brought into sight."""
        self._found = found
        if 0 <= current < len(found):
            one = found[current]
            top = self._top(one.page) + one.areas[0].top() * self._scale()
            self.verticalScrollBar().setValue(round(top - self.viewport().height() / 3))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whole width and whole page follow the window."""
        super().resizeEvent(event)
        page = self._page
        self._measure()
        if self._zoom < 0:
            self._pictures.clear()
            self.go_to(page)
            self.zoomed.emit(self.percent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        painter = QPainter(self.viewport())
        for page in range(len(self._paper)):
            area = self._area(page)
            if area.bottom() < 0 or area.top() > self.viewport().height():
                continue
            painter.drawImage(area, self._picture(page))
            painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
            painter.drawRect(area)
            for one in self._found:
                for box in one.areas if one.page == page else ():
                    painter.fillRect(self._on_screen(page, box), QColor(255, 200, 0, 90))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = 10 if event.angleDelta().y() > 0 else -10
            self.set_zoom(self.percent + step)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down go from page to page, Home and End to the first and last; plus and minus zoom."""
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self.go_to(self._page + 1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_Backspace:
                self.go_to(self._page - 1)
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(len(self._paper) - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.set_zoom(self.percent + 10)
            case Qt.Key.Key_Minus:
                self.set_zoom(self.percent - 10)
            case _:
                super().keyPressEvent(event)

    def _scale(self) -> float:
        """Pixels per point."""
        if self._zoom > 0:
            return self._zoom / 100 * _SCREEN
        widest = max(size.width() for size in self._paper.sizes)
        across = (self.viewport().width() - 2 * _GAP) / widest
        if self._zoom == WHOLE_WIDTH:
            return max(across, 0.1)
        highest = max(size.height() for size in self._paper.sizes)
        return max(min(across, (self.viewport().height() - 2 * _GAP) / highest), 0.1)

    def _top(self, page: int) -> float:
        before = sum(size.height() for size in self._paper.sizes[:page])
        return _GAP * (page + 1) + before * self._scale()

    def _area(self, page: int) -> QRectF:
        size = self._paper.sizes[page] * self._scale()
        room = self.viewport().width()
        left = max((room - size.width()) / 2, float(_GAP)) - self.horizontalScrollBar().value()
        return QRectF(left, self._top(page) - self.verticalScrollBar().value(), size.width(), size.height())

    def _on_screen(self, page: int, box: QRectF) -> QRectF:
        area, scale = self._area(page), self._scale()
        return QRectF(
            area.left() + box.left() * scale,
            area.top() + box.top() * scale,
            box.width() * scale,
            box.height() * scale,
        )

    def _picture(self, page: int) -> QImage:
        scale = self._scale() * self.devicePixelRatioF()
        key = (page, round(scale * 1000))
        picture = self._pictures.pop(key, None)
        if picture is None:
            picture = self._paper.picture(page, scale)
        self._pictures[key] = picture
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        return picture

    def _measure(self) -> None:
        height = self._top(len(self._paper))
        width = max(size.width() for size in self._paper.sizes) * self._scale() + 2 * _GAP
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, round(height - self.viewport().height())))
        vertical.setPageStep(self.viewport().height())
        vertical.setSingleStep(40)
        horizontal.setRange(0, max(0, round(width - self.viewport().width())))
        horizontal.setPageStep(self.viewport().width())
        self.viewport().update()

    def _scrolled(self) -> None:
        middle = self.viewport().height() / 2
        for page in range(len(self._paper)):
            if self._area(page).bottom() + _GAP >= middle:
                self._note(page)
                break
        self.viewport().update()

    def _note(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
