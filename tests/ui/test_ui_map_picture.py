"""A picture as the map's ground at the window: chosen, tied by clicks, typed coordinates and names, drawn, taken off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QMenu

from app.streetmap.reading import street_map
from tests.app.test_streetmap import at, water
from tests.conftest import Office
from ui.maps.picturefile import load_picture
from ui.maps.tiedialog import PictureDialog

WEST, EAST = (120.10, 30.21), (120.12, 30.20)


@pytest.fixture
def tab(window, application, settle):
    office = Office(application.desk)
    water(office, "西头驿站", kind="rest_stop", **at(WEST))
    water(office, "东头驿站", kind="rest_stop", **at(EAST))
    water(office, "没有坐标的驿站", kind="rest_stop")
    found = window.show_page("service_map")
    settle(window)
    return found


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "街道图.png"
    image = QImage(1200, 800, QImage.Format.Format_ARGB32)
    image.fill(QColor("#33aa44"))
    image.save(str(path))
    return path


def opened(tab, settle):
    menu = next(one for one in tab.tools.findChildren(QMenu) if len(one.actions()) == 2)
    menu.actions()[1].trigger()
    settle(tab.frame)
    return next(one for one in tab.frame.findChildren(PictureDialog) if one.isVisible())


def click(qtbot, dialog, x, y):
    spot = dialog.view._camera.transform.map(QPointF(x, y)).toPoint()
    qtbot.mouseClick(dialog.view, Qt.MouseButton.LeftButton, pos=spot)


def tie(qtbot, dialog):
    click(qtbot, dialog, 100, 100)
    qtbot.keyClicks(dialog.line, "xtyz")
    assert [dialog.line._model.item(0).text()] == ["西头驿站"]
    qtbot.keyClick(dialog.line._list.popup(), Qt.Key.Key_Down)
    qtbot.keyClick(dialog.line._list.popup(), Qt.Key.Key_Return)
    click(qtbot, dialog, 1100, 700)
    dialog.system.setCurrentIndex(dialog.system.findData("wgs84"))
    qtbot.keyClicks(dialog.line, "120.12, 30.2")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)


def test_a_picture_is_tied_by_a_name_and_by_coordinates_and_drawn(tab, picture, qtbot, settle):
    dialog = opened(tab, settle)
    assert "至少两个" in dialog._how.text()
    assert not dialog.save_button.isEnabled()
    dialog.open_file(picture)
    settle(tab.frame)
    tie(qtbot, dialog)
    assert [mark.degrees for mark in dialog.marks.all] == [WEST, EAST]
    assert dialog.sentence.text().startswith("2个控制点，图上1像素约")
    assert [dialog.table.item(row, 0).text() for row in (0, 1)] == ["西头驿站", "120.12, 30.2"]
    dialog.fade.setValue(0)
    dialog.save()
    settle(tab.frame)
    assert street_map(tab.frame.desk).ground.name == "街道图.png"
    assert not tab._empty.isVisible()
    shown = tab.view.grab().toImage()
    middle = shown.pixelColor(shown.width() // 2, shown.height() // 2)
    assert (middle.red(), middle.green()) == pytest.approx((0x33, 0xAA), abs=8)


def test_points_are_moved_taken_away_and_the_picture_taken_off(tab, picture, qtbot, settle, told):
    dialog = opened(tab, settle)
    dialog.open_file(picture)
    settle(tab.frame)
    tie(qtbot, dialog)
    dialog.save()
    settle(tab.frame)
    again = opened(tab, settle)
    assert not again.view.empty
    start, end = (
        again.view._camera.transform.map(QPointF(*spot)).toPoint() for spot in ((100, 100), (300, 150))
    )
    qtbot.mousePress(again.view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(again.view, (start + end) / 2)
    qtbot.mouseMove(again.view, end)
    again.view.grab()
    qtbot.mouseRelease(again.view, Qt.MouseButton.LeftButton, pos=end)
    assert (again.marks.all[0].x, again.marks.all[0].y) == pytest.approx((300, 150), abs=4)
    again.view.setFocus()
    qtbot.keyClick(again.view, Qt.Key.Key_Plus)
    qtbot.keyClick(again.view, Qt.Key.Key_Right)
    qtbot.keyClick(again.view, Qt.Key.Key_Space)
    assert "第3点还没有填地点" in again.sentence.text()
    again.line.show_place("")
    qtbot.keyClicks(again.line, "30.2,120.1")
    qtbot.keyClick(again.line, Qt.Key.Key_Return)
    assert "写反了" in again.banner.text
    qtbot.keyClicks(again.line, "nowhere")
    qtbot.keyClick(again.line, Qt.Key.Key_Return)
    assert "没有找到" in again.banner.text
    again._drop_point()
    again.save()
    settle(tab.frame)
    assert street_map(tab.frame.desk).ground.points[0].x == pytest.approx(300, abs=4)
    last = opened(tab, settle)
    told.answers.append(0)
    last.drop()
    settle(tab.frame)
    assert street_map(tab.frame.desk).ground is None
    assert tab.view._picture.whole.isNull()


def test_a_file_that_is_no_picture_leaves_everything(tab, picture, settle, tmp_path):
    dialog = opened(tab, settle)
    for name, data, said in (
        ("图.txt", b"text", "不是PNG或JPEG"),
        ("断.png", picture.read_bytes()[:60], "已损坏"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        dialog.open_file(path)
        settle(tab.frame)
        assert said in dialog.banner.text
    assert dialog.view.empty
    dialog.reject()


def test_a_large_picture_is_made_smaller_and_flattened(tmp_path):
    path = tmp_path / "大图.png"
    image = QImage(3600, 1200, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    image.save(str(path))
    kept = load_picture(path)
    assert (kept.width, kept.height) == (3000, 1000)
    shown = QImage.fromData(kept.jpeg)
    assert shown.pixelColor(10, 10) == QColor("#ffffff")
