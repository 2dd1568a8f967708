"""Rows of a roster, read into the values of the people register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.errors import Problem
from app.exchange.cells import cell_text
from app.exchange.cleaning import clean_cell_name, clean_id, fill_down, first_digits
from app.exchange.dates import clean_date
from app.exchange.headers import Line, Table
from app.exchange.readrow import SheetRow
from app.exchange.values import Setting, read_value, unknown_word
from app.exchange.words import clean_category, clean_engagement, clean_gender, usual_category
from app.exchange.workbook import Cell
from app.registers.people import PEOPLE
from app.rules.identity import ResidentId

_FILLED = ("category", "platform", "station", "community")
_GENDERS = {"男": "male", "女": "female"}
# Read here in their own way, or never taken from a sheet.
_OWN = frozenset(
    {
        "name",
        "gender",
        "id_no",
        "id_kind",
        "birth_date",
        "birth_precision",
        "category",
        "engagement",
        "status",
    }
    | {"platform", "station", "community", "union_joined", "union_member", "age", "grid", "member_no"}
)


def read_people(table: Table, lines: Sequence[Line], setting: Setting) -> list[SheetRow]:
    """Read the data rows of a roster; values hold ``platform`` and ``station`` as names, ``area_id`` where given."""
    filled = {
        name: fill_down([(line.row, line.cells) for line in lines], table.columns[name], table.sheet.merged)
        for name in _FILLED
        if name in table.columns
    }
    return [_read_person(_Cells(table, line, filled), SheetRow(line.row), setting) for line in lines]


class _Cells:
    """The cells of one row by field name."""

    def __init__(self, table: Table, line: Line, filled: Mapping[str, Mapping[int, Cell]]) -> None:
        self._table, self._line, self._filled = table, line, filled

    def __contains__(self, name: str) -> bool:
        return name in self._table.columns

    def __getitem__(self, name: str) -> Cell:
        if name in self._filled:
            return self._filled[name][self._line.row]
        at = self._table.columns.get(name)
        return self._line.cells[at] if at is not None and at < len(self._line.cells) else None


def _read_person(cells: _Cells, row: SheetRow, setting: Setting) -> SheetRow:
    name, problems = clean_cell_name(cells["name"])
    row.values["name"] = name
    row.problems += problems
    if not name:
        row.add(Problem("NAME_EMPTY", "name", "没有姓名，请补上。"))
    _read_identity(cells, row, setting)
    _read_work(cells, row, setting)
    if "union_joined" in cells:
        joined, problem = clean_date(cells["union_joined"], "union_joined", setting.dates)
        row.values["union_joined"] = joined.value if joined else None
        row.add(problem)
    for field in PEOPLE.fields:
        if field.name in cells and field.name not in _OWN:
            row.values[field.name], problem = read_value(field, cells[field.name], setting)
            row.add(problem)
    reachable = any(row.values.get(known) for known in ("phones", "other_contact", "number"))
    if not reachable and not any(problem.field == "phones" for problem in row.problems):
        row.add(Problem("NO_CONTACT", "phones", "没有联系电话，请补上。"))
    return row


def _read_identity(cells: _Cells, row: SheetRow, setting: Setting) -> None:
    birth, birth_problem = clean_date(cells["birth_date"], "birth_date", replace(setting.dates, birth=True))
    exactness, _ = read_value(PEOPLE.field("birth_precision"), cells["birth_precision"], setting)
    if birth is not None and exactness in ("month", "year"):
        birth = replace(birth, precision=exactness)
    gender = clean_gender(cells["gender"])
    kind, _ = read_value(PEOPLE.field("id_kind"), cells["id_kind"], setting)
    if kind in ("passport", "other", "foreign_permanent"):
        row.values.update(id_kind=kind, id_no=cell_text(cells["id_no"]) or None)
        identity: ResidentId | str | None = None
    else:
        identity, problem = clean_id(cells["id_no"], "id_no", setting.dates.today)
        row.add(problem)
        if problem is not None and problem.code == "ID_PRECISION_LOST":
            row.hint = first_digits(cells["id_no"])
        row.values["id_no"] = identity.number if isinstance(identity, ResidentId) else identity
    if isinstance(identity, ResidentId):
        row.values["id_kind"] = kind if kind not in (None, "none") else "resident"
        if birth is not None and birth.value != identity.birth and birth.precision == "day":
            message = "出生日期与身份证号不一致，已按身份证号登记，请核对。"
            row.add(Problem("BIRTH_DIFFERS", "birth_date", message, blocking=False))
        if gender is not None and gender != identity.gender:
            message = "性别与身份证号不一致，请核对。"
            row.add(Problem("GENDER_DIFFERS", "gender", message, blocking=False))
        row.values.update(birth_date=identity.birth, birth_precision="day")
        gender = gender or identity.gender
    else:
        row.add(birth_problem)
        if birth is not None:
            row.values.update(birth_date=birth.value, birth_precision=birth.precision)
    row.values["gender"] = _GENDERS.get(gender or "")


def _read_work(cells: _Cells, row: SheetRow, setting: Setting) -> None:
    place = setting.lookups.platform_words.find(_decided("platform", cells["platform"], setting))
    station = cell_text(cells["station"]) or place.station
    if "station" in cells and not place.platform:
        place = setting.lookups.platform_words.find(cells["station"])
        station = place.station if place.platform else station
    if not place.platform and place.station and "platform" in cells and station == place.station:
        row.values["platform"], row.values["station"] = place.station, ""
        if place.station not in setting.lookups.platform_ids:
            message = f"平台“{place.station}”还没有登记，请决定是否新建。"
            row.add(Problem("PLATFORM_UNKNOWN", "platform", message, blocking=False))
    else:
        row.values["platform"], row.values["station"] = place.platform, station
    _read_category(cells, row, setting)
    engagement = clean_engagement(cells["engagement"], cells["category"], cells["platform"])
    choices = {label: value for value, label in PEOPLE.field("engagement").choices}
    row.values["engagement"] = choices.get(engagement or "")
    if "community" in cells and (text := cell_text(cells["community"])):
        row.values["area_id"] = setting.lookups.area(text)
        if row.values["area_id"] is None:
            message = f"台账里没有“{text}”，或不在您负责的区域内，请核对。"
            row.add(Problem("AREA_UNKNOWN", "area_id", message))


def _read_category(cells: _Cells, row: SheetRow, setting: Setting) -> None:
    field = PEOPLE.field("category")
    values = {label: value for value, label in field.choices}
    cell = _decided("category", cells["category"], setting)
    found = clean_category(cell)
    row.values["category"] = values.get(found or "")
    if found is None and cell_text(cell):
        row.add(unknown_word(field, cell_text(cell)))
    elif found is None:
        usual = usual_category(row.values["platform"])
        row.values["category"] = values.get(usual or "")
        if usual is not None:
            message = f"没有写从业类型，按平台算作{usual}，请核对。"
            row.add(Problem("CATEGORY_GUESSED", "category", message, blocking=False))
        else:
            row.add(Problem("REQUIRED", "category", "没有写从业类型，请补上。"))


def _decided(name: str, cell: Cell, setting: Setting) -> Cell:
    return setting.words.get(name, {}).get(cell_text(cell), cell)
