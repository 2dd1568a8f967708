"""What a printer would cut off: how near to the edge of the sheet the ink of a page comes, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QImage

from ui.papers.paper import Paper

MM_PER_POINT = 25.4 / 72
USUAL_MM = 4.2  # what office printers leave white when they do not say
_SCALE = 0.75  # pixels per point of the picture that is looked at
_WHITE = 245  # brighter than that is paper
_MOST = 60  # pages looked at; a ledger's pages are alike


@dataclass(frozen=True)
class Cut:
    """Pages (from 1) that come too near to an edge, and how near the nearest comes, in mm."""

    pages: tuple[int, ...]
    nearest_mm: float

    @property
    def sentence(self) -> str:
        """What the clerk is told; empty when nothing is cut."""
        if not self.pages:
            return ""
        named = "、".join(str(page) for page in self.pages[:5]) + ("等" if len(self.pages) > 5 else "")
        return f"第{named}页离纸边只有{max(self.nearest_mm, 0.0):.1f}毫米，这台打印机会切掉一部分。"


def cut_pages(paper: Paper, printer_mm: QMarginsF) -> Cut:
    """The pages whose ink lies in the edge that the printer leaves white. printer_mm: that edge on an upright sheet."""
    found, nearest = [], 1_000.0
    for page in range(min(len(paper), _MOST)):
        ink = ink_margins(paper, page)
        if ink is None:
            continue
        least = _turned(printer_mm) if _lies(paper, page) else printer_mm
        spare = (
            ink.left() - least.left(),
            ink.top() - least.top(),
            ink.right() - least.right(),
            ink.bottom() - least.bottom(),
        )
        if min(spare) < 0:
            found.append(page + 1)
            nearest = min(nearest, ink.left(), ink.top(), ink.right(), ink.bottom())
    return Cut(tuple(found), nearest)


def ink_margins(paper: Paper, page: int) -> QMarginsF | None:
    """How far the ink of a page is from each edge of its sheet, in mm; None for an empty page."""
    picture = paper.picture(page, _SCALE).convertToFormat(QImage.Format.Format_Grayscale8)
    wide, high, step = picture.width(), picture.height(), picture.bytesPerLine()
    data = bytes(picture.constBits())
    rows = [data[y * step : y * step + wide] for y in range(high)]
    inked = [y for y, row in enumerate(rows) if min(row) < _WHITE]
    if not inked:
        return None
    columns = [min(column) < _WHITE for column in zip(*(rows[y] for y in inked), strict=True)]
    left, right = columns.index(True), columns[::-1].index(True)
    mm = MM_PER_POINT / _SCALE
    return QMarginsF(left * mm, inked[0] * mm, right * mm, (high - 1 - inked[-1]) * mm)


def _lies(paper: Paper, page: int) -> bool:
    return paper.sizes[page].width() > paper.sizes[page].height()


def _turned(upright: QMarginsF) -> QMarginsF:
    """The edges of a sheet that lies on its side: what was above is at the left."""
    return QMarginsF(upright.top(), upright.right(), upright.bottom(), upright.left())
