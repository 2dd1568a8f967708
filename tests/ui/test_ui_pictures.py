"""The pictures of the README can be taken again: every step of the script still finds what it shows."""

import runpy
import shutil

import pytest
from PySide6.QtGui import QImage

from tests.test_project import ROOT


@pytest.fixture(scope="module")
def script():
    return runpy.run_path(str(ROOT / "packaging" / "pictures.py"))


def test_four_small_pictures_of_the_window(script, qapp, example_ledger, tmp_path):
    ledger, folder = tmp_path / "示例.db", tmp_path / "pictures"
    shutil.copy(example_ledger, ledger)
    script["take"](qapp, ledger, folder)
    qapp.setStyleSheet("")
    taken = sorted(folder.glob("*.png"))
    assert [path.stem for path in taken] == ["import", "overview", "people", "training"]
    for path in taken:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (1366, 768)
        assert path.stat().st_size < 200_000
        shown = {picture.pixel(x, y) for x in range(0, 1366, 3) for y in range(0, 768, 3)}
        assert len(shown) > 20  # something is drawn
