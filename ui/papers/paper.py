"""A PDF to be looked at: its pages as pictures on demand, and where a text stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage

from app.documents.pdfium import ONE_AT_A_TIME
from app.errors import UserError

_POINTS_PER_INCH = 72.0
_MOST_HITS = 500


@dataclass(frozen=True)
class Found:
    """A place where a searched text stands: page from 0, rectangles in points from the upper left corner.

    There are several rectangles where the text runs over faces (digits) or lines.
    """

    page: int
    areas: tuple[QRectF, ...]


class Paper:
    """An open PDF. Raises UserError when the data are no PDF."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2 as pdfium

        self.data = data
        with ONE_AT_A_TIME:
            try:
                self._pdf: Any = pdfium.PdfDocument(data)
            except pdfium.PdfiumError as error:
                raise UserError("这个文件不是可以显示的PDF。", "请重新生成。") from error
            sizes = [self._pdf.get_page_size(number) for number in range(len(self._pdf))]
        self.sizes = [QSizeF(width, height) for width, height in sizes]

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, page: int, scale: float) -> QImage:
        """One page as a picture; scale 1 is one pixel per point (72 per inch)."""
        with ONE_AT_A_TIME:
            leaf = self._pdf[page]
            bitmap = leaf.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            ).copy()
            bitmap.close()
            leaf.close()
        return image

    def find(self, text: str) -> list[Found]:
        """Every place where the text stands, in reading order; at most 500."""
        found: list[Found] = []
        for page in range(len(self) if text.strip() else 0):
            with ONE_AT_A_TIME:
                found += self._find_on(page, text.strip())
            if len(found) >= _MOST_HITS:
                break
        return found[:_MOST_HITS]

    def close(self) -> None:
        """Give the memory back."""
        with ONE_AT_A_TIME:
            self._pdf.close()

    def _find_on(self, page: int, text: str) -> list[Found]:
        leaf = self._pdf[page]
        words = leaf.get_textpage()
        search = words.search(text)
        found = []
        while (hit := search.get_next()) is not None:
            found.append(Found(page, self._areas(words, hit, self.sizes[page].height())))
        search.close()
        words.close()
        leaf.close()
        return found

    def _areas(self, words: Any, hit: tuple[int, int], height: float) -> tuple[QRectF, ...]:
        boxes = [words.get_rect(number) for number in range(words.count_rects(*hit))]
        return tuple(QRectF(left, height - top, right - left, top - low) for left, low, right, top in boxes)


def pixels(points: float, per_inch: float) -> float:
    """A length in points as pixels."""
    return points / _POINTS_PER_INCH * per_inch
