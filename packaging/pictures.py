"""``make pictures``: the pictures of the README in docs/screenshots, taken from a new example office without a display."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from app.example.building import open_example
from app.example.sheets import ROSTERS, workbook
from app.registers.lists import Filter, Op, Query
from ui.main import load_the_rest, make_window
from ui.screenshots import SIZE, settle, sit_down
from ui.shell.state import State
from ui.shell.window import MainWindow
from ui.tabs.attendance import AttendanceDialog
from ui.wizard.importing import open_import

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
COLOURS = 128
SHADE = QColor(20, 28, 40, 70)
_WIZARD = (1180, 690)
_FINISHED_CLASS = 3  # the place in the list of a class that has ended: its sheet is full


def main() -> None:
    """Take the four pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        take(QApplication([]), open_example(Path(folder)), FOLDER)


def take(app: QApplication, ledger: Path, target: Path) -> None:
    """Open the example office and take the pictures into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(app, State(Path(folder) / "window.ini"))
        window.resize(*SIZE)
        window.show()
        load_the_rest(window)
        sit_down(window, str(ledger))
        try:
            for name, picture in pictures(window):
                save(picture, target / f"{name}.png")
        finally:
            window.close()


def pictures(window: MainWindow) -> Iterator[tuple[str, QPixmap]]:
    """Overview, people, training, import."""
    show(window, "overview")
    yield "overview", window.grab()
    people = show(window, "people")
    people.show_query(Query(filters=(Filter("category", Op.IS, ("rider",)),)))
    settle(window)
    people.view.selectRow(2)
    yield "people", window.grab()
    classes = show(window, "class_runs")
    classes.view.selectRow(_FINISHED_CLASS)
    classes.take_attendance()
    settle(window)
    yield "training", over(window, *window.findChildren(AttendanceDialog))
    show(window, "people")
    wizard = open_import(window)
    wizard.resize(*_WIZARD)  # a display in memory is small
    wizard.take_files([workbook(ROSTERS[0])])
    settle(window)
    yield "import", over(window, wizard)


def show(window: MainWindow, key: str) -> Any:
    """Bring a page to the front and wait until it has what it shows."""
    page = window.show_page(key)
    settle(window)
    return page


def over(window: MainWindow, dialog: QDialog) -> QPixmap:
    """The window, shaded, with the dialog in its middle as it lies on the screen."""
    picture, front = window.grab(), dialog.grab()
    place = QPoint((picture.width() - front.width()) // 2, (picture.height() - front.height()) // 2)
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), SHADE)
    painter.drawPixmap(place, front)
    painter.setPen(QColor(window.theme.colour("line_strong")))
    painter.drawRect(front.rect().translated(place).adjusted(-1, -1, 0, 0))
    painter.end()
    dialog.done(0)
    settle(window)
    return picture


def save(picture: QPixmap, path: Path) -> None:
    """Write the picture with few colours, so that it is small."""
    picture.save(str(path))
    with Image.open(path) as full:
        few = full.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    main()
