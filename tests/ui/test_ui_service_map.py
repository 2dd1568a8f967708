"""The page 服务地图: what is drawn, zoom and pan, search, putting places down and moving them, import, coverage."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu

from app.actions.streetmap import import_map
from app.streetmap.reading import Place, street_map
from tests.app.test_streetmap import MAP, at, water
from tests.conftest import Office
from ui.maps.side import PlaceList
from ui.maps.view import PLACE_TYPE


@pytest.fixture
def page(window, application, settle):
    office = Office(application.desk)
    import_map(office.desk, MAP)
    ids = {
        "近": water(office, "近处饮水点", **at((120.101, 30.2))),
        "远": water(office, "远处驿站", kind="rest_stop", **at((120.119, 30.209))),
        "无": water(office, "没有坐标的饮水点"),
    }
    tab = window.show_page("service_map")
    settle(window)
    return tab, ids


def pixel(tab, place_id):
    found = next(one for one in tab.found.places if one.id == place_id)
    return tab.view._camera.transform.map(QPointF(*found.at)).toPoint()


def test_it_shows_the_map_and_what_is_on_it(page):
    tab, ids = page
    assert {one.id for one in tab.wanted} == {ids["近"], ids["远"]}
    assert (tab.side.placed.count(), tab.side.unplaced.count()) == (2, 1)
    assert not tab.view.grab().isNull()
    whole = tab.view.scale_now
    tab.view.zoom(2)
    assert tab.view.scale_now > whole
    assert tab.view.markers is tab.view.markers  # computed once for a level
    tab.view.fit()
    assert tab.view.scale_now == whole


def test_keys_and_wheel_move_and_zoom(page, qtbot):
    tab, _ = page
    view = tab.view
    middle = view.ground_at(QPointF(view.rect().center()))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.ground_at(QPointF(view.rect().center()))[0] > middle[0]
    before = view.scale_now
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.scale_now > before
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.scale_now == before
    spot = view.ground_at(QPointF(100, 100))
    view.zoom(3, QPointF(100, 100))
    assert view.ground_at(QPointF(100, 100)) == pytest.approx(spot)


def test_search_and_kind_filter_map_and_lists(page):
    tab, ids = page
    tab.tools.search.setText("驿站")
    assert [one.id for one in tab.wanted] == [ids["远"]]
    tab.search_now()
    assert tab.view._chosen == ids["远"]
    for reading in ("ycyz", "YUANCHU"):
        tab.tools.search.setText(reading)
        assert [one.id for one in tab.wanted] == [ids["远"]]
    tab.tools.search.clear()
    tab.tools.kinds.setCurrentIndex(tab.tools.kinds.findData("water_point"))
    tab.show_wanted()
    assert [one.id for one in tab.wanted] == [ids["近"]]
    assert tab.side.unplaced.count() == 1


def test_a_place_is_dropped_on_the_map(page, settle):
    tab, ids = page
    data = tab.side.unplaced.mimeData([tab.side.unplaced.item(0)])
    assert isinstance(data, QMimeData)
    assert data.hasFormat(PLACE_TYPE)
    drop = QDropEvent(QPointF(200, 150), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                      Qt.KeyboardModifier.NoModifier)  # fmt: skip
    wanted = tab.view.plane.degrees(tab.view.ground_at(QPointF(200, 150)))
    tab.view.dropEvent(drop)
    settle(tab.frame)
    placed = {one.id: one.degrees for one in street_map(tab.frame.desk).places}
    assert placed[ids["无"]] == wanted
    assert tab.side.unplaced.count() == 0


def test_a_place_is_put_into_the_middle_by_keyboard(page, settle):
    tab, ids = page
    tab.side._put_in_middle()
    settle(tab.frame)
    assert ids["无"] in {one.id for one in tab.found.places}


@pytest.mark.parametrize("answer", [0, 1])
def test_a_marker_is_moved_only_when_the_clerk_says_so(page, qtbot, settle, told, answer):
    tab, ids = page
    told.answers.append(answer)
    before = {one.id: one.degrees for one in tab.found.places}
    start = pixel(tab, ids["近"])
    qtbot.mousePress(tab.view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(tab.view, start + QPoint(30, 20))
    tab.view.grab()
    qtbot.mouseMove(tab.view, start + QPoint(60, 40))
    qtbot.mouseRelease(tab.view, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 40))
    settle(tab.frame)
    assert told.questions == ["把“近处饮水点”移到这里吗？"]
    after = {one.id: one.degrees for one in tab.found.places}
    assert (after[ids["近"]] != before[ids["近"]]) == (answer == 0)
    assert after[ids["远"]] == before[ids["远"]]


def test_clicks_open_and_tell_what_is_nearest(page, qtbot, settle):
    tab, ids = page
    with qtbot.waitSignal(tab.view.opened) as opened:
        tab.view.opened.disconnect(tab.open_place)
        qtbot.mouseClick(tab.view, Qt.MouseButton.LeftButton, pos=pixel(tab, ids["近"]))
    assert opened.args == [ids["近"]]
    qtbot.mouseClick(tab.view, Qt.MouseButton.LeftButton, pos=pixel(tab, ids["近"]) + QPoint(60, -40))
    settle(tab.frame)
    assert tab.side.currentIndex() == 2
    assert "近处饮水点" in tab.side.near.item(0).text()
    assert tab.side.near.item(0).text().startswith(("沿路", "直线"))
    tab.show_nearest(tab.view.plane.metres((120.102, 30.2)))
    settle(tab.frame)
    assert tab.side.near.item(0).text().startswith("沿路96米")


def test_a_broken_file_leaves_the_old_map(page, settle, tmp_path):
    tab, _ = page
    path = tmp_path / "坏.geojson"
    path.write_text("{", encoding="utf-8")
    tab.take_file(path, "wgs84")
    settle(tab.frame)
    assert len(street_map(tab.frame.desk).roads) == 3


def test_coverage_is_drawn_listed_and_shown_on_the_map(page, settle, window):
    tab, _ = page
    tab.tools.cover.setCurrentIndex(1)
    tab.show_coverage()
    settle(window)
    assert tab.view._gaps
    assert "饮水点" in tab.sentence.text()
    tab.view.grab()
    roads = window.show_page("coverage/roads")
    settle(window)
    assert roads.reach.value() == 300
    assert roads.table.rows.rowCount() == 2
    roads.reach.setValue(5000)
    settle(window)
    assert all(not row.gaps for row in roads.found.rows if row.served)
    roads.show_road(0)
    settle(window)
    assert window.pages.current is tab


def test_the_tools_offer_the_papers(page):
    tab, _ = page
    sources, papers = tab.tools.findChildren(QMenu)
    assert [len(menu.actions()) for menu in (sources, papers)] == [2, 3]


def test_without_a_map_nothing_is_put_down(window, application, settle):
    water(Office(application.desk))
    tab = window.show_page("service_map")
    settle(window)
    assert tab._empty.isVisible()
    tab.side._put_in_middle()
    settle(window)
    assert len(street_map(application.desk).unplaced) == 1


def test_long_lists_say_how_many_are_left(theme):
    places = [Place(n, "", f"点{n}", "other", "open", "", "", "", "", "other", "") for n in range(1003)]
    shown = PlaceList(theme, "点位")
    shown.show_places(places)
    assert shown.count() == 1001
    assert "还有3处" in shown.item(1000).text()
    shown.setCurrentRow(1000)
    assert shown.chosen_id is None
