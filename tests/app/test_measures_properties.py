"""Properties of the arithmetic and the wording, and stocks against a naive replay of random registrations."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.measures import wording
from app.measures.arithmetic import half_up, percent_change, percent_text, point_change, points_text, ratio
from app.measures.catalogue import find_measure
from app.measures.checks import checks
from app.measures.figures import figures, histories
from app.measures.period import Month
from app.measures.table import TableRow
from app.values.officialwording import lint
from db.base import table_of
from db.models import Employment, Registration

MONTH = Month(2024, 11)
START = date(2024, 1, 1)
CATEGORIES = ("courier", "rider", "other")
LIVES = st.lists(
    st.tuples(
        st.integers(0, 2),  # who
        st.integers(1, 160),  # days of absence before, or 0 for a move
        st.integers(1, 200),  # days here
        st.booleans(),  # moved on instead of left
        st.booleans(),  # in the other community
        st.sampled_from(CATEGORIES),
    ),
    max_size=12,
)


def periods(lives):
    """(person, from, to, moved, other community, category), without overlaps; the last of each may be open."""
    end = {}
    rows = []
    for who, gap, length, moved, elsewhere, category in lives:
        last = end.get(who)
        begin = START if last is None else last[0] if last[1] else last[0] + timedelta(days=gap)
        until = begin + timedelta(days=length)
        end[who] = (until, moved)
        rows.append([who, begin, until, moved, elsewhere, category])
    for row in rows:
        following = [other for other in rows if other[0] == row[0] and other[1] == row[2]]
        row[3] = row[3] and bool(following)
    for who, (until, _) in end.items():
        if until > date(2024, 12, 15):
            next(row for row in rows if row[0] == who and row[2] == until)[2] = None
    return rows


def on_day(rows, day, category=None, elsewhere=None):
    return sum(
        begin <= day and (until is None or day < until)
        for _, begin, until, _, there, work in rows
        if (category is None or work == category) and (elsewhere is None or there == elsewhere)
    )


@given(lives=LIVES, back=st.integers(0, 7), place=st.integers(0, 2))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_stocks_and_flows_against_a_replay(desk, office_of_three, lives, back, place):
    office, people = office_of_three
    rows = periods(lives)
    with desk.operation("save", "重写在册记录") as session:
        for model in (Registration, Employment):
            session.execute(sa.delete(table_of(model)))
        for who, begin, until, moved, elsewhere, category in rows:
            area = office.other_community if elsewhere else office.community
            dates = {"person_id": people[who], "from_on": begin, "to_on": until}
            session.add(Registration(area_id=area, moved=moved, **dates))
            session.add(Employment(category=category, **dates))
    stocks = histories(desk, ["P01", "P02", "P03", "P05a"], MONTH, 8)
    codes = {"P01": None, "P02": "courier", "P03": "rider", "P05a": "other"}
    for code, category in codes.items():
        expected = [on_day(rows, month.last, category) for month in MONTH.back(8)]
        assert stocks[code] == expected, code
    there = histories(desk, ["P01"], MONTH, 8, office.other_community)["P01"]
    assert there == [on_day(rows, month.last, None, True) for month in MONTH.back(8)]
    flows = figures(desk, ["P10", "P11"], MONTH)
    first, last = MONTH.first, MONTH.last
    moves = {(who, until) for who, _, until, moved, _, _ in rows if moved}
    assert flows["P10"].value == sum(
        first <= begin <= last and (who, begin) not in moves for who, begin, *_ in rows
    )
    assert flows["P11"].value == sum(
        until is not None and first <= until <= last and not moved for _, _, until, moved, *_ in rows
    )
    area = (None, office.community, office.other_community)[place]
    assert checks(desk, MONTH.back(8)[back], area) == []


@pytest.fixture
def office_of_three(office):
    """The small office with three people whose registrations the test rewrites."""
    people = [office.person(name, phones=f"1380000100{n}") for n, name in enumerate(("甲一", "乙二", "丙三"))]
    return office, people


@given(now=st.integers(0, 10**7), base=st.integers(1, 10**6))
def test_percent_changes_round_half_up(now, base):
    exact = Fraction(now - base, base) * 100
    found = percent_change(now, base)
    assert found is not None
    distance = abs(Fraction(found) - exact)
    assert distance <= Fraction(1, 20)
    if distance == Fraction(1, 20):
        assert abs(Fraction(found)) > abs(exact)


@given(part=st.integers(0, 10**6), whole=st.integers(1, 10**6))
def test_rates_round_half_up(part, whole):
    found = ratio(part, whole)
    assert found is not None
    assert Fraction(-1, 20) < Fraction(found) - Fraction(part * 100, whole) <= Fraction(1, 20)


def test_a_half_is_rounded_away_from_zero():
    assert half_up(Decimal("0.25")) == Decimal("0.3")
    assert half_up(Decimal("-0.25")) == Decimal("-0.3")
    assert percent_change(801, 800) == Decimal("0.1")  # 0.125
    assert percent_text(percent_change(1001, 800)) == "25.1%"  # 25.125
    assert percent_text(percent_change(2003, 2000)) == "0.2%"  # 0.15: a binary float gives 0.1
    assert percent_text(percent_change(9999, 10000)) == "0.0%"  # never -0.0%


def test_no_change_without_a_base():
    assert percent_text(percent_change(5, 0)) == "—"
    assert percent_text(percent_change(5, None)) == "—"
    assert percent_text(percent_change(None, 5)) == "—"
    assert points_text(point_change(None, Decimal("1.0"))) == "—"
    assert points_text(point_change(Decimal("83.3"), Decimal("84.5"))) == "-1.2个百分点"
    assert ratio(0, 0) is None


@given(st.integers(1, 10**7))
def test_words_for_rounded_figures_say_the_truth(value):
    def number(text):
        digits = Decimal(text.strip("约近余万"))
        return digits * (10_000 if "万" in text else 1)

    more, near, about = wording.more_than(value), wording.nearly(value), wording.about(value)
    assert number(more) <= value
    assert ("余" in more) == (number(more) < value)
    assert number(near) >= value
    assert ("近" in near) == (number(near) > value)
    assert abs(number(about) - value) * 20 <= value
    for text in (more, near, about):
        assert lint(f"服务{text}人次") == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [(203, "200余"), (2345, "2300余"), (30123, "3万余"), (95, "90余"), (200, "200"), (12000, "1万余")],
)
def test_more_than(value, expected):
    assert wording.more_than(value) == expected


def test_about_and_nearly():
    assert wording.about(5483) == "约5500"
    assert wording.about(12650) == "约1.3万"
    assert wording.nearly(97) == "近100"
    assert wording.nearly(29_800) == "近3万"


@pytest.mark.parametrize(
    "text",
    [
        "近100余人",
        "约3万余次",
        "大约200多条",
        "近约50人",
        "200余条左右",
        "2024-11-05",
        "2024年11月05日",
        "0场",
        "好！",
        "我们走访",
    ],
)
def test_the_linter_finds(text):
    assert lint(f"本月{text}。")


@pytest.mark.parametrize(
    "text", ["200余条", "约5500人次", "近百名", "10场", "100场", "2024年11月5日", "2.0场"]
)
def test_the_linter_lets_pass(text):
    assert lint(f"本月{text}。") == []


def row(code, now, last=None, total=None, last_total=None, partial=False, year_before=None):
    measure = find_measure(code)
    change = point_change if measure.kind == "rate" else percent_change
    year = None if partial else percent_change(total, last_total)
    return TableRow(
        measure, now, last, change(now, last), total, last_total, year, year_before,
        change(now, year_before), partial,
    )  # fmt: skip


def test_sentences_of_stocks():
    assert (
        wording.stock(row("F02", 60, 58), MONTH.last) == "截至11月30日，共有公益饮水点60个，较上月净增2个。"
    )
    assert wording.stock(row("F02", 60, 60), MONTH.last) == "截至11月30日，共有公益饮水点60个，与上月持平。"
    assert (
        wording.stock(row("F02", 58, 60), MONTH.last) == "截至11月30日，共有公益饮水点58个，较上月减少2个。"
    )
    assert wording.stock(row("F02", 60), MONTH.last) == "截至11月30日，共有公益饮水点60个。"
    rate = row("O07", Decimal("83.3"), Decimal("84.5"))
    assert wording.stock_change(rate) == "较上月下降1.2个百分点"


def test_sentences_of_flows():
    plain = wording.flow(row("T03", 12, 10, 80, 76), "组织培训")
    assert plain == "本月组织培训12场，环比增长20.0%；今年以来累计80场，同比增长5.3%。"
    assert "环比下降50.0%" in wording.flow(row("T03", 5, 10, 80, 76), "组织培训")
    assert "，与上月持平；" in wording.flow(row("T03", 5, 5, 80, 76), "组织培训")
    assert "，上月无此项工作；" in wording.flow(row("T03", 5, 0, 80, 76), "组织培训")
    assert wording.flow(row("T03", 5, None, 80, 0), "组织培训").endswith("累计80场，上年同期无此项工作。")
    assert "同比增长10.2倍" in wording.flow(row("T03", 5, 5, 112, 10), "组织培训")
    partial = wording.flow(row("T03", 6, 5, 80, 4, partial=True, year_before=4), "组织培训")
    assert partial.endswith("今年以来累计80场，本月数较上年同月增长50.0%。")


def test_a_month_without_any_says_so_in_words():
    assert (
        wording.flow(row("T03", 0, 10, 80, 76), "开展培训")
        == "本月未开展培训，今年以来累计80场，同比增长5.3%。"
    )
    assert wording.flow(row("T03", 0, 0, 0, 0), "开展培训") == "本月未开展培训。"


def test_coverage_is_full_only_when_it_is():
    assert wording.coverage("社区", 7, 7) == "实现社区全覆盖（7/7）"
    assert wording.coverage("社区", 5, 7) == "社区覆盖率达71.4%（5/7）"
