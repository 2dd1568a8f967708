"""Where the map on screen comes from: a file of roads and areas, and the picture below them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QInputDialog, QWidget

from ui.maps.halves import Halves
from ui.shell.places import ask_files

if TYPE_CHECKING:
    from app.actions.streetmap import ImportedMap
    from app.desk import Changes
    from app.streetmap.reading import StreetMap
    from ui.maps.view import MapView
    from ui.shell.window import MainWindow

SYSTEMS = (
    ("wgs84", "WGS-84（OpenStreetMap、GPS）"),
    ("gcj02", "GCJ-02（高德、腾讯）"),
    ("bd09", "BD-09（百度）"),
)


def ask_map_file(window: MainWindow, parent: QWidget) -> tuple[Path, str] | None:
    """A map file and the system of its coordinates; None when the clerk thought better of it."""
    kinds = "GeoJSON地图 (*.geojson *.json)"
    files = ask_files(window.state, parent.window(), "map", "导入地图", kinds)
    if not files:
        return None
    labels = [label for _, label in SYSTEMS]
    asked = f"“{files[0].name}”里的坐标是："
    said, given = QInputDialog.getItem(parent, "坐标系", asked, labels, 0, False)
    return (files[0], SYSTEMS[labels.index(said)][0]) if given else None


def read_map_file(window: MainWindow, path: Path, system: str, tell: Callable[[str, Changes], Any]) -> None:
    """Read a map file on the worker; what is wrong with it is said, and the old map stays."""
    desk = window.desk

    def work() -> ImportedMap:
        from app.actions.streetmap import import_map
        from app.streetmap.geojson import read_geojson

        return import_map(desk, read_geojson(path, system))

    def done(imported: ImportedMap) -> None:
        tell(imported.sentence, imported.changes)

    window.tasks.write(work, done, title="正在导入地图…")


class GroundPicture(QObject):
    """Keeps the picture that a view draws the one of the ledger; it is read only when it is another one."""

    def __init__(self, window: MainWindow, view: MapView) -> None:
        super().__init__(view)
        self._window, self._view = window, view
        self._stamp: tuple[int, int] | None = None

    def follow(self, found: StreetMap) -> None:
        """Show the picture of this map, or none."""
        stamp = found.ground.stamp if found.ground else None
        if stamp == self._stamp:
            return
        self._stamp = stamp
        if stamp is None:
            self._view.show_picture(Halves(QImage()))
            return
        desk = self._window.desk

        def work() -> Halves:
            from app.actions.mappicture import read_picture

            return Halves(QImage.fromData(read_picture(desk)))

        self._window.tasks.read(work, self._view.show_picture, owner=self)
