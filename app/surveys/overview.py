"""概览: a month's figures by section, the charts that show more than a number, and what waits to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app import settings
from app.desk import Desk
from app.due import everything_due
from app.measures.arithmetic import NOTHING, Value
from app.measures.catalogue import DETAILS, MEASURES, catalogue, chosen_measures, find_measure
from app.measures.counts import value_text
from app.measures.figures import figures, figures_by_area, histories, rows_behind, table
from app.measures.measure import MeasureKind, Section
from app.measures.period import Month, Period, month_holding
from app.measures.table import TableRow
from app.registers import find_register
from app.registers.lists import Filter, Op, Query, list_counted
from app.surveys.charts import Chart, Number, Point, Shape
from db.queries.coverage import communities_on

Rows = Mapping[str, TableRow]
Past = Mapping[str, Sequence[Number | None]]
Places = Sequence[
    tuple[int, str, Mapping[str, Value | None]]
]  # a community's id and name, and its figures by code
MONTHS = 14
_LOOKED_BACK = 36
_SIGNS_OF_LIFE = ("P10", "V04")
_HEADLINE = ("P01", "P10", "O07", "F12", "T05", "V05")
_CATEGORIES = ("P02", "P03", "P04", "P05", "P05a")
_CHARTED = ("P01", "O05", "F02", "T05", "V05", "R01", "A02")  # over the months
_BY_COMMUNITY = ("P01", "O07")
_FACILITIES = ("F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08")


@dataclass(frozen=True)
class Behind:
    """The list behind a figure: which figure, of which month or day, and of which area (None: all that are seen)."""

    code: str
    month: Period
    area_id: int | None = None
    area: str = ""


@dataclass(frozen=True)
class Tile:
    """One figure: its text, how it changed since last month in words, its last months, its definition."""

    label: str
    value: str
    unit: str
    change: str
    trend: tuple[Number | None, ...]
    definition: str
    opens: Behind

    @property
    def idle(self) -> bool:
        """True for what the office has nothing of, now or in the months shown."""
        return self.value in ("0", "0.0", NOTHING) and not any(self.trend)


@dataclass(frozen=True)
class Part:
    """A section of the page."""

    label: str
    tiles: tuple[Tile, ...]
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True)
class ToDo:
    """Something that waits: a sentence, and the list it is about; or the key of the page that lists it."""

    text: str
    opens: Behind | None = None
    page: str = ""


@dataclass(frozen=True)
class Overview:
    """Everything the page shows for a month. headline: the figures a leader asks for first; parts: all the others."""

    month: Month
    headline: tuple[Tile, ...]
    parts: tuple[Part, ...]
    to_do: tuple[ToDo, ...]

    @property
    def empty(self) -> bool:
        """True while the ledger holds nothing to count."""
        tiles = (*self.headline, *(tile for part in self.parts for tile in part.tiles))
        return not any(value for tile in tiles for value in tile.trend)


def overview(desk: Desk, month: Month) -> Overview:
    """The figures of a month in the areas the clerk sees."""
    shown = [
        one
        for one in catalogue(desk).values()
        if not one.of and one.section is not Section.CHECKS and one not in DETAILS
    ]
    charted = [find_measure(code) for code in _CATEGORIES]
    past = histories(desk, [one.code for one in shown], month, MONTHS)
    rows = {row.measure.code: row for row in table(desk, month, [one.code for one in (*shown, *charted)])}
    places = _by_community(desk, month)
    tiles = {one.code: _tile(rows[one.code], past[one.code], month) for one in shown}
    rest = [one for one in shown if one.code not in (*_HEADLINE, *_FACILITIES)]
    parts = [
        Part(
            section.value,
            tuple(tiles[one.code] for one in rest if one.section is section),
            _charts(section, rows, past, month, places),
        )
        for section in Section
        if section is not Section.CHECKS
        and (section is not Section.OWN or any(one.section is section for one in rest))
    ]
    return Overview(month, tuple(tiles[code] for code in _HEADLINE), tuple(parts), to_do(desk, month))


def section_charts(desk: Desk, month: Month) -> dict[Section, tuple[Chart, ...]]:
    """The charts alone, as the first page shows them."""
    past = histories(desk, _CHARTED, month, MONTHS)
    rows = {row.measure.code: row for row in table(desk, month, (*_CATEGORIES, *_FACILITIES))}
    places = _by_community(desk, month)
    return {section: _charts(section, rows, past, month, places) for section in Section}


def to_do(desk: Desk, month: Month) -> tuple[ToDo, ...]:
    """What is due in the organizations, and what the checks of the catalogue found, as sentences."""
    checks = [one for one in MEASURES if one.section is Section.CHECKS]
    found = figures(desk, [one.code for one in checks], month)
    return (
        *_due(desk, month),
        *(
            ToDo(f"{one.name}：{found[one.code].value}{one.unit}", Behind(one.code, month))
            for one in checks
            if found[one.code].value
        ),
    )


def _due(desk: Desk, month: Month) -> tuple[ToDo, ...]:
    waiting = everything_due(desk, min(month.last, date.today()))
    late = sum(1 for one in waiting if one.overdue_days)
    if not waiting:
        return ()
    text = f"谁该办什么了：{len(waiting)}件" + (f"，已逾期{late}件" if late else "")
    return (ToDo(text, page="due"),)


def month_to_show(desk: Desk, today: date) -> Month:
    """This month; in a ledger where nothing happens any more, the last month in which something did."""
    month = month_holding(today, settings.read(desk, "period_start_day"))
    past = histories(desk, _SIGNS_OF_LIFE, month, _LOOKED_BACK)
    months = month.back(_LOOKED_BACK)
    alive = [one for place, one in enumerate(months) if any(past[code][place] for code in _SIGNS_OF_LIFE)]
    recent = months[-2:]
    return alive[-1] if alive and alive[-1] not in recent else month


def day_to_show(desk: Desk, today: date) -> date:
    """Today; in a ledger where nothing happens any more, the end of the last month in which something did."""
    return min(today, month_to_show(desk, today).last)


def list_behind(desk: Desk, behind: Behind) -> tuple[str, Query]:
    """The register and the query that show the rows of a figure."""
    measure = chosen_measures(desk, [behind.code])[0]
    key, ids = rows_behind(desk, behind.code, behind.month, behind.area_id)
    register, label = find_register(key), f"{behind.month.label}{behind.area}{measure.name}"
    if register.sealed is not None and measure.sealed:
        name, value = register.sealed
        return key, Query(within=ids, label=label, filters=(Filter(name, Op.IS, (value,)),))
    return key, list_counted(desk, register, ids, label)


def change_in_words(row: TableRow) -> str:
    """The change since last month: ``较上月 ↑3.7%``; 持平 for none, nothing where there is no base."""
    if row.month_change is None:
        return ""
    if not row.month_change:
        return "与上月持平"
    arrow = "↑" if row.month_change > 0 else "↓"
    unit = "个百分点" if row.measure.kind is MeasureKind.RATE else "%"
    return f"较上月 {arrow}{abs(row.month_change)}{unit}"


def _tile(row: TableRow, past: Sequence[Number | None], month: Month) -> Tile:
    measure = row.measure
    rate = measure.kind is MeasureKind.RATE
    value = value_text(measure, row.this_month).removesuffix("%")
    unit = "" if rate and value == "—" else measure.unit
    return Tile(
        measure.name,
        value,
        unit,
        change_in_words(row),
        tuple(past),
        measure.definition,
        Behind(measure.code, month),
    )


def _charts(section: Section, rows: Rows, past: Past, month: Month, places: Places) -> tuple[Chart, ...]:
    match section:
        case Section.BASE:
            charts = [
                _over_time("在册人数（近14个月）", "P01", past, month, Shape.LINE),
                _now("从业类型", _CATEGORIES, rows, month),
                _places("各社区在册人数", "P01", places, month),
            ]
        case Section.ORGANIZATIONS:
            charts = [
                _over_time("工会会员（近14个月）", "O05", past, month, Shape.LINE),
                _places("各社区入会率", "O07", places, month),
            ]
        case Section.FACILITIES:
            charts = [
                _now("现有点位", _FACILITIES, rows, month),
                _over_time("公益饮水点（近14个月）", "F02", past, month, Shape.LINE),
            ]
        case Section.TRAINING:
            charts = [_over_time("培训人次（近14个月）", "T05", past, month, Shape.COLUMNS)]
        case Section.VOLUNTEERING:
            charts = [_over_time("志愿服务时长（近14个月）", "V05", past, month, Shape.COLUMNS)]
        case Section.REQUESTS:
            charts = [_over_time("收到诉求（近14个月）", "R01", past, month, Shape.COLUMNS)]
        case Section.CARE:
            charts = [_over_time("走访人次（近14个月）", "A02", past, month, Shape.COLUMNS)]
        case _:
            charts = []
    return tuple(chart for chart in charts if chart.points)


def _now(title: str, codes: Sequence[str], rows: Rows, month: Month) -> Chart:
    """Figures beside one another, each with how much it has changed since last month."""
    points = [
        Point(
            rows[code].measure.name,
            (rows[code].this_month,),
            Behind(code, month),
            note=_moved(rows[code].this_month, rows[code].last_month),
        )
        for code in codes
    ]
    return Chart(title, rows[codes[0]].measure.unit, Shape.BARS, tuple(points))


def _moved(now: Number | None, before: Number | None) -> str:
    if now is None or before is None or now == before:
        return ""
    return f"{'↑' if now > before else '↓'}{abs(now - before)}"


def _over_time(title: str, code: str, past: Past, month: Month, shape: Shape) -> Chart:
    months = month.back(MONTHS)
    points = [
        Point(f"{one.month}月", (value,), Behind(code, one), group=f"{one.year % 100}年")
        for one, value in zip(months, past[code], strict=True)
    ]
    return Chart(title, find_measure(code).unit, shape, tuple(points))


def _by_community(desk: Desk, month: Month) -> Places:
    """The figures told by community, where the clerk sees more than one."""
    with desk.reading() as session:
        found = [
            (row[0], row[1]) for row in session.execute(communities_on(month.last, desk.visible_areas()))
        ]
    if len(found) < 2:
        return []
    values = figures_by_area(desk, _BY_COMMUNITY, month, [area_id for area_id, _ in found])
    return [(area_id, name, one) for (area_id, name), one in zip(found, values, strict=True)]


def _places(title: str, code: str, places: Places, month: Month) -> Chart:
    points = [
        Point(name, (values[code],), Behind(code, month, area_id, name)) for area_id, name, values in places
    ]
    return Chart(title, find_measure(code).unit, Shape.BARS, tuple(points))
