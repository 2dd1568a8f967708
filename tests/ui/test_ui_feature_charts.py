"""Charts on the screen: they draw what they are given, and mouse and keys open the same lists."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from app.surveys.charts import Chart, Point, Shape
from ui.widgets.charts import ChartView


def chart(shape):
    return Chart("人员", "人", shape, (Point("一月", (10,), "一"), Point("二月", (20,), "二")))


@pytest.fixture
def view(qtbot):
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()
    return view


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_draws_longer_marks_for_higher_values(view, shape):
    view.set_chart(chart(shape))
    picture = view.grab().toImage()
    accent = view.palette().color(view.palette().ColorRole.Accent)
    halves = [0, 0]
    for x in range(picture.width()):
        for y in range(picture.height()):
            if QColor(picture.pixel(x, y)) == accent:
                split = y < picture.height() / 2 if shape is Shape.BARS else x < picture.width() / 2
                halves[0 if split else 1] += 1
    assert halves[1] > 0
    if shape is not Shape.LINE:
        assert 1.5 < halves[1] / halves[0] < 2.5


@pytest.mark.parametrize(
    ("shape", "place"),
    [(Shape.BARS, QPoint(200, 150)), (Shape.COLUMNS, QPoint(300, 100)), (Shape.LINE, QPoint(300, 100))],
)
def test_a_click_opens_the_list_behind_the_mark(qtbot, view, shape, place):
    view.set_chart(chart(shape))
    view.grab()
    with qtbot.waitSignal(view.chosen) as caught:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert caught.args == ["二"]


def test_keys_walk_and_open(qtbot, view):
    view.set_chart(chart(Shape.COLUMNS))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "二月：20人"
    with qtbot.waitSignal(view.chosen) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == ["二"]


def test_a_chart_is_told_in_words_and_an_empty_one_says_so(qtbot, view):
    view.set_chart(chart(Shape.LINE))
    assert view.accessibleDescription() == "人员（人）：一月10，二月20。"
    view.set_chart(Chart("人员", "人", Shape.LINE, (Point("一月", (0,), "一"),)))
    view.grab()
    with qtbot.assertNotEmitted(view.chosen):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton)
