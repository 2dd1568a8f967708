"""Blocks at places of a page drawn on the screen as the PDF draws them: the same faces, the same glyph places, in mm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QIcon,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QRawFont,
    QTransform,
)

from app.documents.blocks import Block, Document, DocumentKind, Page
from app.documents.faces import FILES
from app.documents.official import lay_out
from app.documents.shapes import Ink
from app.documents.sheet import Mark, Sheet
from app.documents.units import MM
from app.errors import UserError
from app.paths import fonts_dir
from app.workshop.drawing import Holder, blocks_of, page_of
from app.workshop.elements import Design

_UNITS = 100.0  # size at which the outline of a glyph is taken


def sheet_of(blocks: Sequence[Block], page: Page) -> Sheet:
    """Blocks laid out as the PDF lays them out."""
    return lay_out(Document(DocumentKind.CERTIFICATE, "", tuple(blocks), page=page))[0]


def paint_sheet(painter: QPainter, sheet: Sheet) -> None:
    """Draw a sheet in the order of the PDF; the painter's unit is the millimetre."""
    painter.save()
    painter.scale(1 / MM, 1 / MM)
    for picture in sheet.pictures:
        image = QImage.fromData(picture.jpeg)
        room = QRectF(picture.x, picture.y, picture.width, picture.height)
        size = image.size().toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(room.center())
        painter.drawImage(target, image)
    for area in sheet.areas:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for line in area.lines:
            polygon = QPolygonF([QPointF(x, y) for x, y in line])
            path.addPolygon(polygon)
            if area.closed:
                path.closeSubpath()
        painter.setPen(_pen(area.ink, area.weight) if area.ink is not None else Qt.PenStyle.NoPen)
        painter.setBrush(_colour(area.fill) if area.fill is not None else Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
    for rule in sheet.rules:
        painter.setPen(_pen(rule.ink, rule.weight))
        painter.drawLine(QPointF(rule.x1, rule.y1), QPointF(rule.x2, rule.y2))
    painter.setPen(Qt.PenStyle.NoPen)
    for mark in sheet.marks:
        painter.setBrush(_colour(mark.ink))
        painter.drawPath(_outline(mark))
    painter.restore()


def small_page(design: Design, values: Mapping[str, str], side: int) -> QIcon:
    """A design with somebody's values in a square of so many pixels; what does not fit its box is left out."""
    scale = (side - 12) / max(design.width, design.height)
    picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    wide, high = design.width * scale, design.height * scale
    painter.translate((side - wide) / 2, (side - high) / 2)
    painter.fillRect(0, 0, round(wide), round(high), QColor("white"))
    painter.scale(scale, scale)
    with suppress(UserError):
        paint_sheet(painter, sheet_of(blocks_of(design, Holder(values)), page_of(design)))
    painter.end()
    return QIcon(QPixmap.fromImage(picture))


def _colour(ink: Ink) -> QColor:
    return QColor.fromRgbF(*ink)


def _pen(ink: Ink, weight: float) -> QPen:
    pen = QPen(_colour(ink), weight)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap if weight >= 1 else Qt.PenCapStyle.FlatCap)
    return pen


def _outline(mark: Mark) -> QPainterPath:
    """The glyphs of a piece of text where they stand, in points."""
    piece = mark.piece
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    x, scale = mark.x, piece.size / _UNITS
    for character in piece.text:
        shape, advance = _glyph(piece.face, character)
        path.addPath(QTransform(scale, 0, 0, scale, x, mark.baseline).map(shape))
        x += advance * scale + piece.spacing
    return path


@lru_cache(maxsize=4096)
def _glyph(face: str, character: str) -> tuple[QPainterPath, float]:
    """The outline of a character and its advance at 100 units."""
    font = _face(face)
    indexes = font.glyphIndexesForString(character)
    if not indexes:
        return QPainterPath(), 0.0
    advances = font.advancesForGlyphIndexes(indexes)
    return font.pathForGlyph(indexes[0]), advances[0].x()


@lru_cache(maxsize=16)
def _face(name: str) -> QRawFont:
    return QRawFont(str(fonts_dir() / FILES[name]), _UNITS, QFont.HintingPreference.PreferNoHinting)
