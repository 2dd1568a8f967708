"""Figures of a month, their history, and the rows behind each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from app.desk import Desk
from app.measures.arithmetic import Value
from app.measures.catalogue import chosen_measures
from app.measures.counts import Figure, count, figure_from, scope_of
from app.measures.period import Month, Period
from app.measures.table import TableRow, row_of_table, table
from db.base import table_of
from db.models import Area, Person, PersonStatus
from db.queries.counting import Counted, records_of, tally_areas

__all__ = [
    "Figure",
    "TableRow",
    "all_rows_behind",
    "figure",
    "figures",
    "figures_by_area",
    "histories",
    "history",
    "row_of_table",
    "rows_behind",
    "table",
]


def figure(desk: Desk, code: str, month: Period, area_id: int | None = None) -> Figure:
    """One figure of a month or as of a day, in the areas the clerk sees, and of those in ``area_id`` and below when given."""
    return figures(desk, [code], month, area_id)[code]


def figures(desk: Desk, codes: Iterable[str], month: Period, area_id: int | None = None) -> dict[str, Figure]:
    """Several figures of a month or as of a day by code: one statement for each kind of row, not one for each figure."""
    wanted = chosen_measures(desk, codes)
    with desk.reading() as session:
        counts = count(session, wanted, [month.window], scope_of(desk, area_id))
    return {one.code: figure_from(one, counts, month.window) for one in wanted}


def figures_by_area(
    desk: Desk, codes: Iterable[str], month: Period, area_ids: Sequence[int]
) -> list[dict[str, Value | None]]:
    """Several figures by code in each of some areas that do not overlap, with all that lies below them.

    Only of figures whose rows say in which area they lie. Raises ValueError for others.
    """
    wanted = chosen_measures(desk, codes)
    parts = [part for one in wanted for part in one.counted]
    totals: dict[int, Counter[Counted]] = {area_id: Counter() for area_id in area_ids}
    with desk.reading() as session:
        found = tally_areas(session, parts, month.window, scope_of(desk))
        areas = table_of(Area)
        paths = {row.id: row.path for row in session.execute(sa.select(areas.c.id, areas.c.path))}
    for (part, place), total in found.items():
        above = next((int(one) for one in paths[place].split("/") if one and int(one) in totals), None)
        if above is not None:
            totals[above][part] += total
    windows = [{(part, month.window): totals[area_id][part] for part in parts} for area_id in area_ids]
    return [{one.code: figure_from(one, counts, month.window).value for one in wanted} for counts in windows]


def history(
    desk: Desk, code: str, month: Month, months: int = 14, area_id: int | None = None
) -> list[Value | None]:
    """The figure in so many months up to ``month``, the oldest first; None for a rate of nothing."""
    return histories(desk, [code], month, months, area_id)[code]


def histories(
    desk: Desk, codes: Iterable[str], month: Month, months: int = 14, area_id: int | None = None
) -> dict[str, list[Value | None]]:
    """The history of several figures by code, read together."""
    wanted = chosen_measures(desk, codes)
    windows = [one.window for one in month.back(months)]
    with desk.reading() as session:
        counts = count(session, wanted, windows, scope_of(desk, area_id))
    return {one.code: [figure_from(one, counts, window).value for window in windows] for one in wanted}


def rows_behind(
    desk: Desk, code: str, month: Period, area_id: int | None = None, *, restricted: bool = True
) -> tuple[str, sa.Select[tuple[int]]]:
    """The register that shows the rows behind a figure, and a select of their ids for ``lists.Query(within=…)``.

    Of a figure added up from two registers (meals on single services and in daily totals) the first that has rows;
    ``all_rows_behind`` gives both.
    """
    behind = all_rows_behind(desk, code, month, area_id, restricted=restricted)
    if len(behind) == 1:
        return behind[0]
    with desk.reading() as session:
        return next((one for one in behind if session.execute(one[1].limit(1)).first()), behind[0])


def all_rows_behind(
    desk: Desk, code: str, month: Period, area_id: int | None = None, *, restricted: bool = True
) -> list[tuple[str, sa.Select[tuple[int]]]]:
    """Every register with rows behind a figure, and a select of their ids in each.

    A record that was counted twice (two attendances of one class) is given twice; a list shows it once. Of a rate these
    are the rows of its part. The figure counts people who are 封存; with ``restricted=False`` they are left out, for
    lists that show names.
    """
    measure, scope = chosen_measures(desk, [code])[0], scope_of(desk, area_id)
    people = table_of(Person)
    kept = sa.select(people.c.id).where(people.c.status != PersonStatus.RESTRICTED)
    found = []
    for register, parts in measure.lists().items():
        chosen = records_of(parts, month.window, scope)
        if not restricted and register == "people":
            chosen = chosen.where(chosen.selected_columns.id.in_(kept))
        found.append((register, chosen))
    return found
