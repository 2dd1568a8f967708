"""Chart descriptions: the axis reaches every value in round steps, and the chart can be read aloud."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.surveys.charts import Chart, Point, Shape, in_words, point_in_words, ticks

HIGHEST = st.one_of(
    st.integers(1, 10_000_000), st.decimals("0.1", "99999.9", places=1, allow_nan=False, allow_infinity=False)
)


@given(HIGHEST, st.integers(3, 8))
def test_ticks_reach_the_highest_value_in_equal_round_steps(highest, most):
    values = ticks(highest, most)
    steps = {after - before for before, after in pairwise(values)}
    assert values[0] == 0
    assert values[-1] >= highest
    assert len(values) <= most + 1
    assert len(steps) == 1
    assert str(steps.pop()).rstrip("0") in {"1", "2", "5"}


def test_no_values_still_have_an_axis():
    assert ticks(0) == [0, 1]


@pytest.mark.parametrize("values", [(3, None), (1, 2)])
def test_a_stacked_chart_is_as_high_as_its_highest_sum(values):
    chart = Chart("人员", "人", Shape.STACKED, (Point("一", values), Point("二", (0, 1))), ("甲", "乙"))
    assert chart.highest == 3


def test_a_chart_is_read_as_a_sentence():
    chart = Chart("在册人数", "人", Shape.LINE, (Point("10月", (3,)), Point("11月", (None,))))
    assert in_words(chart) == "在册人数（人）：10月3，11月—。"
    hours = Chart("时长", "小时", Shape.STACKED, (Point("11月", (Decimal("1.5"), 2)),), ("送餐", "巡逻"))
    assert in_words(hours) == "时长（小时）：11月（送餐1.5、巡逻2）。"
    assert point_in_words(hours, 0) == "11月：送餐1.5小时，巡逻2小时"
    assert in_words(Chart("空", "人", Shape.BARS, ())) == "空：没有数据。"
