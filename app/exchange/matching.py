"""Repeats within a sheet, and the ledger's record that each row means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlmodel import Session

from app.errors import Problem
from app.exchange.comparing import differences
from app.exchange.facilitysheet import FacilityFinder, same_place
from app.exchange.lookups import Lookups
from app.exchange.peoplefinder import PeopleFinder
from app.exchange.peoplesheet import settle_person
from app.exchange.plainsheet import PlainFinder, check_given, check_new
from app.exchange.readrow import SheetRow, State
from app.registers.spec import Register

_WITH_FINDERS = ("people", "facilities")
Found = tuple[dict[str, Any] | None, Problem | None]


def mark_repeats(described: Register, rows: Iterable[SheetRow]) -> None:
    """Note rows that mean the same person, place or number of another system as an earlier row, which alone is imported."""
    first: dict[tuple[Any, ...], tuple[int, str]] = {}
    for row in rows:
        keys = _repeat_keys(described.key, row)
        own_id = row.values.get("id_no") or ""
        earlier = min((first[key][0] for key in keys if _repeats(first.get(key), key, own_id)), default=None)
        if earlier is not None:
            row.add(Problem("DUPLICATE_IN_FILE", "", f"与第{earlier}行重复，只导入第{earlier}行。"))
            continue
        for key in keys:
            first.setdefault(key, (row.row, own_id))


def _repeat_keys(register: str, row: SheetRow) -> list[tuple[Any, ...]]:
    values = row.values
    if register == "facilities":
        return same_place(row)
    if register != "people":
        number = values.get("outside_no")
        return [("outside", values.get("channel"), number)] if number else []
    id_no = values.get("id_no")
    by_id = [("id", id_no)] if id_no and "*" not in id_no else []
    phones = (values.get("phones") or "").split() if values["name"] else []
    masked = [("masked", values["name"], id_no)] if id_no and "*" in id_no and values["name"] else []
    return [*by_id, *masked, *(("phone", values["name"], number) for number in phones)]


def _repeats(earlier: tuple[int, str] | None, key: tuple[Any, ...], own_id: str) -> bool:
    """The same name and phone mean the same person unless both rows give a number and the numbers differ."""
    if earlier is None:
        return False
    return key[0] != "phone" or not own_id or not earlier[1] or own_id == earlier[1]


def match(
    session: Session,
    described: Register,
    rows: list[SheetRow],
    lookups: Lookups,
    said_area: int | None,
    area_id: int | None,
) -> None:
    """Find each row's record and note what the row would change in it.

    said_area: the area that the sheet names for all its rows; it counts as the row's own. area_id: where new rows go.
    """
    find = _finder(session, described, rows, lookups)
    for row in rows:
        if said_area is not None and described.key in _WITH_FINDERS:
            row.values.setdefault("area_id", said_area)
        record, problem = find(row)
        row.add(problem)
        if described.key == "people":
            settle_person(row, known=record is not None)
        if grid := row.values.get("grid"):
            _into_grid(row, grid, lookups, area_id)
        check_given(described, row)
        if record is not None:
            _meet(described, row, record, lookups)
        elif described.key not in _WITH_FINDERS:
            check_new(described, row, {"area_id": area_id} if described.scoped else {})


def _into_grid(row: SheetRow, grid: str, lookups: Lookups, area_id: int | None) -> None:
    """Put a row into the grid it names, when its community has one of that name."""
    community = row.values.get("area_id") or area_id
    found = lookups.grid(grid, community) if community is not None else None
    if found is not None:
        row.values["area_id"] = found
    elif lookups.has_grids:
        message = f"台账里这个社区没有“{grid}”，记录只归到社区，请核对。"
        row.add(Problem("GRID_UNKNOWN", "grid", message, blocking=False))


def settle_states(rows: Iterable[SheetRow]) -> None:
    """Give each row its state, from its problems, its record and the differences."""
    for row in rows:
        if row.blocked:
            row.state = State.PROBLEM
        elif row.record_id is not None:
            row.state = State.UPDATE if row.differences else State.SAME


def _finder(
    session: Session, described: Register, rows: list[SheetRow], lookups: Lookups
) -> Callable[[SheetRow], Found]:
    if described.key == "people":
        people = PeopleFinder(session, rows)
        return lambda row: _person(people, row, lookups)
    if described.key == "facilities":
        places = FacilityFinder(session, described, rows)
        return lambda row: (places.find(row), None)
    return PlainFinder(session, described, rows).find


def _person(people: PeopleFinder, row: SheetRow, lookups: Lookups) -> Found:
    """The person found, or the one person whom a damaged identity number can only mean: that the clerk may confirm."""
    record, problem = people.find(row, lookups.platform_ids)
    offered = people.offer(row.values["name"], row.hint) if row.hint and record is None else None
    if offered is None:
        return record, problem
    row.offered = [one.code for one in row.problems if one.blocking] == ["ID_PRECISION_LOST"]
    message = f"台账里只有{offered['number']}同名且证号前15位相同，确认是同一人的可以采用那张卡片的证号。"
    return offered, Problem("ID_OFFERED", "id_no", message, blocking=False)


def _meet(described: Register, row: SheetRow, record: dict[str, Any], lookups: Lookups) -> None:
    if described.scoped and record["area_id"] not in lookups.visible:
        row.offered = False
        row.add(Problem("ELSEWHERE", "", "这条记录已由其他区域登记，请与那边联系。"))
        return
    row.record_id, row.version = record["id"], record["version"]
    row.differences = differences(described, row, record, lookups)
