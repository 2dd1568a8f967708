"""The control points while they are being set: where on the picture, what stands there, and how well they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.actions.mappicture import plane_of
from app.errors import UserError
from app.streetmap.coordinates import Point
from app.streetmap.tie import ControlPoint
from app.streetmap.tying import tied, told


@dataclass(frozen=True)
class Mark:
    """A point on the picture; degrees: None until somebody has said what stands there. text: as it was told."""

    x: float
    y: float
    degrees: Point | None = None
    text: str = ""


class Marks:
    """The points of one picture, in the order in which they were set."""

    def __init__(self, points: Sequence[ControlPoint] = ()) -> None:
        self.all = [Mark(one.x, one.y, one.degrees, one.name or _written(one.degrees)) for one in points]
        self.current = len(self.all) - 1

    def add(self, x: float, y: float) -> None:
        """Set one more point, which becomes the current one."""
        self.all.append(Mark(x, y))
        self.current = len(self.all) - 1

    def move(self, number: int, x: float, y: float) -> None:
        """Put a point elsewhere on the picture."""
        self.all[number] = replace(self.all[number], x=x, y=y)
        self.current = number

    def name(self, degrees: Point | None, text: str) -> None:
        """Say what stands at the current point."""
        self.all[self.current] = replace(self.all[self.current], degrees=degrees, text=text)

    def drop(self) -> None:
        """Take the current point away."""
        del self.all[self.current]
        self.current = min(self.current, len(self.all) - 1)

    @property
    def points(self) -> list[ControlPoint]:
        """Those whose place is known."""
        return [
            ControlPoint(one.x, one.y, one.degrees, one.text) for one in self.all if one.degrees is not None
        ]

    def weighed(self, width: int, height: int) -> tuple[str, str, tuple[float, ...]]:
        """How they tie a picture of so many pixels: a sentence, its kind (``""``, ``warning``, ``danger``, ``waiting``), the misses.

        ``danger``, ``waiting``: the picture cannot be put under the map like this; then there are no misses.
        """
        waiting = [f"第{number}点" for number, one in enumerate(self.all, start=1) if one.degrees is None]
        if waiting:
            return f"{'、'.join(waiting)}还没有填地点。", "waiting", ()
        if not self.all:
            return "在图片上点一个知道位置的地方（如驿站、路口），再填它是哪里。", "waiting", ()
        plane = plane_of(self.points)
        try:
            tie = tied(self.points, width, height, plane)
        except UserError as error:
            return error.sentence, "danger" if len(self.all) > 1 else "waiting", ()
        sentence, warned = told(self.points, tie, plane)
        return sentence, "warning" if warned else "", tie.misses


class MarkTable(QTableWidget):
    """The points in lines: number, what stands there, by how much it misses."""

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.setAccessibleName("控制点")
        self.setHorizontalHeaderLabels(["地点", "误差"])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def show_marks(self, marks: Marks, misses: Sequence[float]) -> None:
        """List the points; the current one is chosen."""
        self.blockSignals(True)
        self.setRowCount(len(marks.all))
        for row, one in enumerate(marks.all):
            shown = len(misses) > 3  # two and three points always fit
            miss = f"{misses[row]:.0f}米" if shown else ""
            for column, text in enumerate((one.text or "（请填地点）", miss)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(row, column, item)
        if marks.current >= 0:
            self.selectRow(marks.current)
        self.blockSignals(False)


def _written(degrees: Point) -> str:
    return f"{degrees[0]:.6f},{degrees[1]:.6f}"
