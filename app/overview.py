"""概览: a month's figures by section, the charts that show more than a number, and what waits to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app import settings
from app.charts import Chart, Number, Point, Shape
from app.desk import Desk
from app.measures.catalogue import MEASURES, find_measure
from app.measures.counts import value_text
from app.measures.figures import figures, histories, rows_behind, table
from app.measures.measure import MeasureKind, Section
from app.measures.period import Month, Period, month_holding
from app.measures.table import TableRow
from app.registers.lists import Query

MONTHS = 14
_LOOKED_BACK = 36
_SIGNS_OF_LIFE = ("P10", "V04")
_CATEGORIES = ("P02", "P03", "P04", "P05", "P05a")
_FACILITIES = ("F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08")


@dataclass(frozen=True)
class Behind:
    """The list behind a figure: which figure, of which month or day."""

    code: str
    month: Period


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


@dataclass(frozen=True)
class Part:
    """A section of the page."""

    label: str
    tiles: tuple[Tile, ...]
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True)
class ToDo:
    """Something that waits: a sentence and the list it is about."""

    text: str
    opens: Behind


@dataclass(frozen=True)
class Overview:
    """Everything the page shows for a month."""

    month: Month
    parts: tuple[Part, ...]
    to_do: tuple[ToDo, ...]

    @property
    def empty(self) -> bool:
        """True while the ledger holds nothing to count."""
        return not any(value for part in self.parts for tile in part.tiles for value in tile.trend)


def overview(desk: Desk, month: Month) -> Overview:
    """The figures of a month in the areas the clerk sees."""
    shown = [one for one in MEASURES if not one.of and one.section is not Section.CHECKS]
    charted = [find_measure(code) for code in _CATEGORIES]
    past = histories(desk, [one.code for one in shown], month, MONTHS)
    rows = {row.measure.code: row for row in table(desk, month, [one.code for one in (*shown, *charted)])}
    parts = [
        Part(
            section.value,
            tuple(_tile(rows[one.code], past[one.code], month) for one in shown if one.section is section),
            _charts(section, rows, past, month),
        )
        for section in Section
        if section is not Section.CHECKS
    ]
    return Overview(month, tuple(parts), to_do(desk, month))


def to_do(desk: Desk, month: Month) -> tuple[ToDo, ...]:
    """What the checks of the catalogue found, as sentences."""
    checks = [one for one in MEASURES if one.section is Section.CHECKS]
    found = figures(desk, [one.code for one in checks], month)
    return tuple(
        ToDo(f"{one.name}：{found[one.code].value}{one.unit}", Behind(one.code, month))
        for one in checks
        if found[one.code].value
    )


def month_to_show(desk: Desk, today: date) -> Month:
    """This month; in a ledger where nothing happens any more, the last month in which something did."""
    month = month_holding(today, settings.read(desk, "period_start_day"))
    past = histories(desk, _SIGNS_OF_LIFE, month, _LOOKED_BACK)
    months = month.months_back(_LOOKED_BACK)
    alive = [one for place, one in enumerate(months) if any(past[code][place] for code in _SIGNS_OF_LIFE)]
    recent = months[-2:]
    return alive[-1] if alive and alive[-1] not in recent else month


def list_behind(desk: Desk, behind: Behind) -> tuple[str, Query]:
    """The register and the query that show the rows of a figure."""
    measure = find_measure(behind.code)
    register, ids = rows_behind(desk, behind.code, behind.month)
    return register, Query(within=ids, label=f"{behind.month.label}{measure.name}")


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


def _charts(
    section: Section, rows: Mapping[str, TableRow], past: Mapping[str, Sequence[Number | None]], month: Month
) -> tuple[Chart, ...]:
    match section:
        case Section.BASE:
            return (
                _now("人员按从业类型", _CATEGORIES, rows, month),
                _over_time("在册人数（近14个月）", "P01", past, month, Shape.LINE),
            )
        case Section.ORGANIZATIONS:
            return (_over_time("工会会员（近14个月）", "O05", past, month, Shape.LINE),)
        case Section.FACILITIES:
            return (_now("开放的点位", _FACILITIES, rows, month),)
        case Section.TRAINING:
            return (_over_time("培训人次（近14个月）", "T05", past, month, Shape.COLUMNS),)
        case Section.VOLUNTEERING:
            return (_over_time("志愿服务时长（近14个月）", "V05", past, month, Shape.COLUMNS),)
        case _:
            return ()


def _now(title: str, codes: Sequence[str], rows: Mapping[str, TableRow], month: Month) -> Chart:
    points = [Point(rows[code].measure.name, (rows[code].this_month,), Behind(code, month)) for code in codes]
    return Chart(title, rows[codes[0]].measure.unit, Shape.BARS, tuple(points))


def _over_time(
    title: str, code: str, past: Mapping[str, Sequence[Number | None]], month: Month, shape: Shape
) -> Chart:
    months = month.months_back(MONTHS)
    points = [
        Point(_short(one, place), (value,), Behind(code, one))
        for place, (one, value) in enumerate(zip(months, past[code], strict=True))
    ]
    return Chart(title, find_measure(code).unit, shape, tuple(points))


def _short(month: Month, place: int) -> str:
    """The month below a chart: with its year at the first place and in January."""
    return f"{month.year % 100}年{month.month}月" if place == 0 or month.month == 1 else f"{month.month}月"
