"""Charts drawn with QPainter: bars, columns, lines and stacked columns; a click on a mark opens the list behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.surveys.charts import Chart, Shape, in_words, number_text, point_in_words, ticks

_GAP = 6.0
_WIDEST_COLUMN = 36.0
_TONES = (1.0, 0.55, 0.3, 0.75, 0.4, 0.2)  # of the accent; they differ in grey too


@dataclass(frozen=True)
class _Mark:
    """What the mouse can hit: the area of a point, whatever is drawn in it."""

    area: QRectF
    point: int


class ChartView(QWidget):
    """Shows one chart; arrow keys walk along its marks and Enter opens one, as a click does.

    Signals: chosen(object): the ``opens`` of the point that was clicked.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._marks: list[_Mark] = []
        self._current = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_chart(self, chart: Chart) -> None:
        """Show another chart."""
        self._chart = chart
        self._marks = []
        self._current = -1
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(in_words(chart))
        self.updateGeometry()
        self.update()

    def chart(self) -> Chart | None:
        """The chart that is shown."""
        return self._chart

    def sizeHint(self) -> QSize:
        """High enough for every bar, or for a plot of usual proportions."""
        line = self.fontMetrics().height()
        if self._chart is not None and self._chart.shape is Shape.BARS:
            return QSize(280, round(len(self._chart.points) * line * 1.6 + _GAP))
        return QSize(280, line * 11)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart, or say that there is nothing to draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._chart is None or self._chart.empty:
            painter.setPen(self._dim())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "这段时间没有数据")
            return
        self._marks = _DRAWERS[self._chart.shape](self, painter, area, self._chart)
        if self.hasFocus() and 0 <= self._current < len(self._marks):
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._marks[self._current].area)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say in words what lies under the mouse."""
        found = self._mark_at(event.position())
        if found < 0 or self._chart is None:
            self.unsetCursor()
            QToolTip.hideText()
            return
        opens = self._chart.points[found].opens is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), point_in_words(self._chart, found), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the list behind the mark that was clicked."""
        found = self._mark_at(event.position())
        if found >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._current = found
            self._open(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right (or up and down) walk, Enter opens."""
        step = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }.get(Qt.Key(event.key()))
        if step is not None and self._chart is not None and self._chart.points:
            self._current = (max(self._current, 0) + step) % len(self._chart.points)
            self.setAccessibleDescription(point_in_words(self._chart, self._current))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
            self._open(self._current)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another type size asks for another height."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def _open(self, place: int) -> None:
        if self._chart is not None and self._chart.points[place].opens is not None:
            self.chosen.emit(self._chart.points[place].opens)

    def _mark_at(self, position: QPointF) -> int:
        return next((mark.point for mark in self._marks if mark.area.contains(position)), -1)

    def _dim(self) -> QColor:
        return self.palette().color(QPalette.ColorRole.PlaceholderText)

    def _tone(self, series: int) -> QColor:
        accent = self.palette().color(QPalette.ColorRole.Accent)
        base = self.palette().color(QPalette.ColorRole.Base)
        return mixed(accent, base, _TONES[series % len(_TONES)])

    def _bars(self, painter: QPainter, area: QRectF, chart: Chart) -> list[_Mark]:
        """Lying bars: label on the left, value at the end of the bar."""
        metrics = QFontMetricsF(self.font())
        label = min(
            max(metrics.horizontalAdvance(one.label) for one in chart.points) + 2 * _GAP, area.width() * 0.4
        )
        value = max(metrics.horizontalAdvance(number_text(one.values[0])) for one in chart.points) + _GAP
        note = max(metrics.horizontalAdvance(one.note) for one in chart.points) + _GAP
        room = max(area.width() - label - value - note, 10.0)
        height = area.height() / len(chart.points)
        marks = []
        for place, point in enumerate(chart.points):
            line = QRectF(area.left(), area.top() + place * height, area.width(), height)
            length = room * float(point.values[0] or 0) / float(chart.highest)
            bar = QRectF(
                line.left() + label,
                line.top() + height * 0.2,
                max(length, 1.0) if point.values[0] else 0.0,
                height * 0.6,
            )
            painter.fillRect(bar, self._tone(0))
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            name = metrics.elidedText(point.label, Qt.TextElideMode.ElideRight, label - _GAP)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            after = QRectF(bar.right() + _GAP, line.top(), value, height)
            painter.drawText(after, Qt.AlignmentFlag.AlignVCenter, number_text(point.values[0]))
            painter.setPen(self._dim())
            after.moveLeft(after.left() + metrics.horizontalAdvance(number_text(point.values[0])) + _GAP)
            painter.drawText(after.adjusted(0, 0, note, 0), Qt.AlignmentFlag.AlignVCenter, point.note)
            marks.append(_Mark(line, place))
        return marks

    def _columns(self, painter: QPainter, area: QRectF, chart: Chart) -> list[_Mark]:
        """Standing columns, of several series on top of each other."""
        plot, top = self._axes(painter, area, chart)
        marks = _slots(plot, chart)
        width = min(marks[0].area.width() * 0.62, _WIDEST_COLUMN) if marks else 0.0
        for mark in marks:
            foot = plot.bottom()
            for series, value in enumerate(chart.points[mark.point].values):
                height = plot.height() * float(value or 0) / top
                box = QRectF(mark.area.center().x() - width / 2, foot - height, width, height)
                painter.fillRect(box, self._tone(series))
                foot -= height
        self._legend(painter, area, chart)
        return marks

    def _line(self, painter: QPainter, area: QRectF, chart: Chart) -> list[_Mark]:
        """Lines from point to point; the last value is written beside its point."""
        plot, top = self._axes(painter, area, chart)
        marks = _slots(plot, chart)
        for series in range(len(chart.series)):
            spots = [
                (mark, QPointF(mark.area.center().x(), plot.bottom() - plot.height() * float(value) / top))
                for mark in marks
                if (value := chart.points[mark.point].values[series]) is not None
            ]
            style = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)[series % 3]
            painter.setPen(QPen(self._tone(0 if series < 3 else series), 2, style))
            painter.drawPolyline(QPolygonF([spot for _, spot in spots]))
            painter.setBrush(self._tone(0))
            for _, spot in spots:
                painter.drawEllipse(spot, 2.6, 2.6)
            if spots:
                self._last_value(painter, plot, chart, spots[-1], series)
        self._legend(painter, area, chart)
        return marks

    def _last_value(
        self, painter: QPainter, plot: QRectF, chart: Chart, last: tuple[_Mark, QPointF], series: int
    ) -> None:
        mark, spot = last
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        text = number_text(chart.points[mark.point].values[series])
        metrics = QFontMetricsF(self.font())
        left = min(
            spot.x() - metrics.horizontalAdvance(text) / 2, plot.right() - metrics.horizontalAdvance(text)
        )
        painter.drawText(QPointF(left, max(spot.y() - _GAP, metrics.ascent())), text)

    def _axes(self, painter: QPainter, area: QRectF, chart: Chart) -> tuple[QRectF, float]:
        """Grid, values on the left and labels below; returns the plot and the value at its top."""
        metrics = QFontMetricsF(self.font())
        line = metrics.height()
        values = ticks(chart.highest, most=4)
        left = max(metrics.horizontalAdvance(str(value)) for value in values) + 2 * _GAP
        legend = line + _GAP if len(chart.series) > 1 else 0.0
        plot = area.adjusted(left, line * 1.2 + legend, -_GAP, -(line + _GAP))
        for value in values:
            height = plot.bottom() - plot.height() * value / values[-1]
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 0.6))
            painter.drawLine(QPointF(plot.left(), height), QPointF(plot.right(), height))
            painter.setPen(self._dim())
            box = QRectF(area.left(), height - line / 2, left - _GAP, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(value))
        self._labels(painter, plot, chart, metrics)
        return plot, float(values[-1])

    def _labels(self, painter: QPainter, plot: QRectF, chart: Chart, metrics: QFontMetricsF) -> None:
        """The labels below, as many as have room, the last one always; the first of a group bears its name."""
        slot = plot.width() / max(len(chart.points), 1)
        widest = max((metrics.horizontalAdvance(point.name) for point in chart.points), default=0) + _GAP
        every = max(1, -(-int(widest) // max(int(slot), 1)))
        painter.setPen(self._dim())
        group = ""
        for place, point in enumerate(chart.points):
            if (len(chart.points) - 1 - place) % every == 0:
                text = point.label if point.group == group else point.name
                group = point.group
                middle = plot.left() + slot * (place + 0.5)
                left = min(middle - widest / 2, plot.right() + _GAP - widest)
                box = QRectF(left, plot.bottom() + _GAP / 2, widest, metrics.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _legend(self, painter: QPainter, area: QRectF, chart: Chart) -> None:
        if len(chart.series) < 2:
            return
        metrics = QFontMetricsF(self.font())
        left = area.left() + _GAP
        for series, name in enumerate(chart.series):
            painter.fillRect(QRectF(left, area.top() + 4, 10, 10), self._tone(series))
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            painter.drawText(QPointF(left + 10 + _GAP, area.top() + metrics.ascent()), name)
            left += 10 + 3 * _GAP + metrics.horizontalAdvance(name)


_Drawer = Callable[[ChartView, QPainter, QRectF, Chart], list[_Mark]]
_DRAWERS: dict[Shape, _Drawer] = {
    Shape.BARS: ChartView._bars,  # noqa: SLF001 - a table of the view's own methods
    Shape.COLUMNS: ChartView._columns,  # noqa: SLF001
    Shape.STACKED: ChartView._columns,  # noqa: SLF001
    Shape.LINE: ChartView._line,  # noqa: SLF001
}


def mixed(colour: QColor, base: QColor, share: float) -> QColor:
    """So much of ``colour`` (0 to 1), the rest of ``base``."""
    pairs = ((colour.red(), base.red()), (colour.green(), base.green()), (colour.blue(), base.blue()))
    return QColor(*(round(one * share + other * (1 - share)) for one, other in pairs))


def _slots(plot: QRectF, chart: Chart) -> list[_Mark]:
    """Equal upright slices of the plot, one for each point."""
    width = plot.width() / max(len(chart.points), 1)
    return [
        _Mark(QRectF(plot.left() + place * width, plot.top(), width, plot.height()), place)
        for place in range(len(chart.points))
    ]
