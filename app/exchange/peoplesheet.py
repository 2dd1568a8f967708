"""Rows of a roster, read into the values of the people register."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.errors import Problem
from app.exchange.cells import cell_text, narrow, narrow_words
from app.exchange.cleaning import clean_cell_name, clean_id, fill_down, first_digits
from app.exchange.dates import clean_date
from app.exchange.headers import Table
from app.exchange.platforms import usual_category
from app.exchange.readrow import SheetRow
from app.exchange.tablelines import Line
from app.exchange.values import Setting, read_value, unknown_word
from app.exchange.words import clean_category, clean_engagement, clean_gender, clean_yes_no
from app.exchange.workbook import Cell
from app.registers.people import PEOPLE
from app.rules.identity import ResidentId

_NEVER_FILLED = frozenset({"name", "id_no", "number", "member_no", "vehicle_plate", "alias"})
_GENDERS = {"男": "male", "女": "female"}
_OF_NEW_ONLY = frozenset({("CATEGORY_GUESSED", "category"), ("REQUIRED", "category")})
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
        for name in table.columns
        if name not in _NEVER_FILLED
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
        return None if at is None else _cell(self._line.cells, at)


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
    if "union_member" in cells:
        row.values["union_member"] = clean_yes_no(cells["union_member"])
    for name in ("member_no", "grid"):
        if name in cells:
            row.values[name] = narrow_words(cell_text(cells[name])) or None
    for field in PEOPLE.fields:
        if field.name in cells and field.name not in _OWN:
            row.values[field.name], problem = read_value(field, cells[field.name], setting)
            row.add(problem)
    _compare_age(cells["age"], row, setting)
    return row


def settle_person(row: SheetRow, *, known: bool) -> None:
    """What only somebody new must give: a way to be reached and a category, which is never guessed for a known person."""
    if known:
        if any(one.code == "CATEGORY_GUESSED" for one in row.problems):
            row.values["category"] = None
        row.problems = [one for one in row.problems if (one.code, one.field) not in _OF_NEW_ONLY]
        return
    reachable = any(row.values.get(one) for one in ("phones", "other_contact", "number"))
    if not reachable and not any(one.field == "phones" and one.blocking for one in row.problems):
        row.add(Problem("NO_CONTACT", "phones", "没有联系电话，请补上。"))


def people_notices(table: Table, rows: Sequence[SheetRow], undated: int) -> list[str]:
    """What a roster says that cannot be kept as it says it. undated: people it calls members since no day."""
    found = []
    at = table.columns.get("age")
    aged = [row for row in rows if at is not None and row.values.get("birth_date") is None]
    lost = sum(1 for row in aged if cell_text(_cell(table.sheet.rows[row.row - 1], at or 0)))
    if lost:
        found.append(f"有{lost}人只写了年龄，没有出生日期和证号；年龄会变，不会导入，请补上出生日期。")
    if undated:
        found.append(
            f"有{undated}人写着已入会，但没有入会时间，不会登记会籍；请给出从哪天算起，或在表中补上入会时间。"
        )
    return found


def _cell(cells: Sequence[Cell], at: int) -> Cell:
    return cells[at] if at < len(cells) else None


def _compare_age(cell: Cell, row: SheetRow, setting: Setting) -> None:
    """The age is never stored; one that cannot belong to the birth date in the sheet's year is worth a look.

    周岁 and 虚岁 both pass; a sheet without a year may be of any.
    """
    found = re.match(r"\d{1,3}", narrow(cell_text(cell)))
    birth, year = row.values.get("birth_date"), setting.dates.year
    if found is None or birth is None or year is None:
        return
    if not year - birth.year - 1 <= int(found.group()) <= year - birth.year + 1:
        message = "年龄与出生日期对不上，请核对。"
        row.add(Problem("AGE_DIFFERS", "age", message, blocking=False))


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
        if birth is not None and not identity.birth.isoformat().startswith(birth.iso()):
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
