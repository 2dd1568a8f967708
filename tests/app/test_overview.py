"""The overview: tiles, charts and to-do lines say what the ledger holds, and each opens its rows."""

from datetime import date

from app.desk import Actor, Desk
from app.measures.period import Month
from app.registers import find_register
from app.registers.lists import count, page
from app.surveys.charts import in_words
from app.surveys.overview import Behind, list_behind, month_to_show, overview
from tests.factories import party_card

NOVEMBER = Month(2024, 11)


def tiles(shown):
    return [*shown.headline, *(tile for part in shown.parts for tile in part.tiles)]


def tile(shown, code):
    return next(tile for tile in tiles(shown) if tile.opens.code == code)


def people(office):
    office.person("张三", registered_on=date(2024, 10, 3), category="courier")
    office.person("李四", registered_on=date(2024, 11, 5), phones="13800000002")
    office.person("王五", registered_on=date(2024, 11, 6), phones="13800000003")


def test_tiles_count_and_compare_and_open_their_rows(desk, office):
    people(office)
    shown = overview(desk, NOVEMBER)
    registered = tile(shown, "P01")
    assert (registered.value, registered.unit, registered.change) == ("3", "人", "较上月 ↑200.0%")
    assert registered.trend[-2:] == (1, 3)
    assert tile(shown, "P10").value == "2"
    key, query = list_behind(desk, tile(shown, "P10").opens)
    assert (key, query.label) == ("people", "2024年11月新增登记")
    assert [row.cells[0] for row in page(desk, find_register(key), query, ["name"])] == ["李四", "王五"]


def test_every_figure_opens_a_list_that_can_be_counted(desk, office):
    people(office)
    shown = overview(desk, NOVEMBER)
    behind = [tile.opens for tile in tiles(shown)]
    behind += [point.opens for part in shown.parts for chart in part.charts for point in chart.points]
    assert len(behind) > 60
    for one in set(behind):
        key, query = list_behind(desk, one)
        assert count(desk, find_register(key), query) >= 0


def test_charts_show_categories_and_fourteen_months(desk, office):
    people(office)
    over_time, by_category, _ = overview(desk, NOVEMBER).parts[0].charts
    assert in_words(by_category).startswith("从业类型（人）：快递员1，外卖骑手2，")
    assert [point.note for point in by_category.points[:2]] == ["", "↑2"]
    assert len(over_time.points) == 14
    assert [point.values[0] for point in over_time.points[-2:]] == [1, 3]
    assert [point.name for point in over_time.points[::13]] == ["23年10月", "24年11月"]


def test_communities_are_compared_and_each_opens_its_own_rows(desk, office):
    people(office)
    *_, places = overview(desk, NOVEMBER).parts[0].charts
    assert places.title == "各社区在册人数"
    shares = {point.label: point for point in places.points}
    assert sum(point.values[0] for point in shares.values()) == 3
    name, full = next((name, point) for name, point in shares.items() if point.values[0])
    key, query = list_behind(desk, full.opens)
    assert (key, query.label) == ("people", f"2024年11月{name}登记在册新就业群体人数")
    assert count(desk, find_register(key), query) == full.values[0]
    one = Desk(desk.ledger, Actor(None, "社区经办员", full.opens.area_id))
    assert all("各社区" not in chart.title for part in overview(one, NOVEMBER).parts for chart in part.charts)


def test_what_the_office_has_nothing_of_is_idle(desk, office):
    people(office)
    shown = overview(desk, NOVEMBER)
    assert tile(shown, "O02").idle
    assert not tile(shown, "P01").idle
    # Nothing this month, but something in the months shown.
    assert not tile(overview(desk, Month(2024, 12)), "P10").idle


def test_to_do_lines_name_what_waits(desk, office):
    office.person("张三", registered_on=date(2024, 3, 1))
    waiting = overview(desk, NOVEMBER).to_do
    line = next(one for one in waiting if one.opens == Behind("W01", NOVEMBER))
    assert line.text == "超过核实期限的人员：1人"


def test_what_is_due_waits_too(desk, office):
    party_card(office, applied_on=date(2024, 8, 1), activist_on=None)
    (line,) = [one for one in overview(desk, NOVEMBER).to_do if one.page]
    assert (line.text, line.page, line.opens) == ("谁该办什么了：1件，已逾期1件", "due", None)
    assert not [one for one in overview(desk, Month(2024, 7)).to_do if one.page]


def test_an_empty_ledger_is_empty(desk):
    assert overview(desk, NOVEMBER).empty


def test_the_month_shown_first_is_this_one_or_the_last_in_which_something_happened(desk, office):
    assert month_to_show(desk, date(2024, 11, 20)) == NOVEMBER
    people(office)
    assert month_to_show(desk, date(2024, 12, 3)) == Month(2024, 12)
    assert month_to_show(desk, date(2026, 5, 3)) == NOVEMBER
