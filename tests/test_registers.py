"""Every register keeps every promise that its description makes: form, list, search, export, import, paper, undo.

A new register takes part as soon as ``tests/factories.py`` has a record for it.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pdfplumber
import pytest
import qtawesome
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.actions.printing import print_ledger
from app.actions.undo import last_undoable, undo
from app.bootstrap import Application, start
from app.desk import Desk
from app.errors import InUse, ValidationFailed
from app.exchange.dryrun import dry_run
from app.exchange.readrow import State
from app.exchange.writing import export_register
from app.registers import all_registers, find_register, linking, lists, records
from app.registers.lists import Query
from app.registers.spec import Kind, Register, default_of, longest, shown
from db.search import searchable
from tests.conftest import CLERK, Office
from tests.factories import values_of
from ui.lists.table import RecordTable
from ui.records.form import RecordForm
from ui.shell.state import State as Remembered
from ui.shell.tasks import Tasks
from ui.widgets.theme import Theme

REGISTERS = all_registers()
each = pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.key)
IMPORTABLE = ("people", "facilities")
# What the identity number tells is filled in again when it is emptied.
FILLED_AGAIN = {("people", "gender"), ("people", "birth_date"), ("people", "id_kind")}


def make(office: Office, register: Register) -> int:
    return office.make(register.key, **values_of(register.key, office))


class Kept:
    """For tests that only look: a small office for each register with one record in it, made when first asked for."""

    def __init__(self, template: Path, folder: Path) -> None:
        self._template, self._folder = template, folder
        self._made: dict[str, tuple[Application, dict[str, Any], int]] = {}

    def __call__(self, register: Register) -> tuple[Desk, int]:
        """The desk of the register's office, and the id of the record."""
        application, _, record_id = self._of(register)
        return application.desk, record_id

    def values(self, register: Register) -> dict[str, Any]:
        """What its record was made of."""
        return self._of(register)[1]

    def close(self) -> None:
        """Close every office."""
        for application, *_ in self._made.values():
            application.close()

    def _of(self, register: Register) -> tuple[Application, dict[str, Any], int]:
        if register.key not in self._made:
            place = self._folder / f"{register.key}.db"
            shutil.copy(self._template, place)
            application = start(place, actor=CLERK)
            office = Office(application.desk, founded=True)
            values = values_of(register.key, office)
            self._made[register.key] = application, values, office.make(register.key, **values)
        return self._made[register.key]


@pytest.fixture(scope="module")
def kept(office_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """The records that tests look at and leave as they are."""
    found = Kept(office_ledger, tmp_path_factory.mktemp("kept"))
    yield found
    found.close()


def alone(register: Register, record_id: int) -> Query:
    """The list that holds just one record."""
    return Query(within=sa.select(register.table.c.id).where(register.table.c.id == record_id))


@each
def test_it_has_a_name_a_unit_and_labelled_fields(register: Register) -> None:
    assert register.label
    assert register.unit
    assert all(field.label and field.width > 0 for field in register.fields)
    labels = [field.label for field in register.fields]
    assert len(labels) == len(set(labels)), "two fields with one label cannot be told apart in a sheet"
    assert any(field.table for field in register.fields)
    assert all(action.label and action.key for action in register.actions)
    assert len({action.key for action in register.actions}) == len(register.actions)


@each
def test_links_point_to_registers(register: Register) -> None:
    keys = {one.key for one in REGISTERS}
    asked = [field for action in register.actions for field in action.asks]
    for field in (*register.fields, *asked):
        assert (field.kind is Kind.LINK) == bool(field.link) or field.kind is Kind.WORDS, field.name
        assert not field.link or field.link in keys, field.name
        # Who fills in a link types a few words of what it points to.
        # A correction is begun from the record it is about.
        typed = field.form and field.kind is Kind.LINK and field.link != "service_logs"
        assert not typed or find_register(field.link).model.search_columns, field.link
    for child in register.children:
        assert child.register.field(child.via).link == register.key


@each
def test_icons_resolve(register: Register, qapp: Any) -> None:
    for name in (register.icon, *(action.icon for action in register.actions)):
        assert not qtawesome.icon(name).pixmap(16, 16).isNull(), name


@each
def test_what_is_saved_is_loaded(register: Register, kept: Kept) -> None:
    desk, record_id = kept(register)
    loaded = records.load(desk, register, record_id)
    values = kept.values(register)
    own = {name: value for name, value in values.items() if name in register.by_name}
    assert {name: loaded.values[name] for name in own} == own
    assert set(own) >= {field.name for field in register.fields if field.required}


@each
def test_the_example_record_saves_without_a_question(register: Register, office: Office) -> None:
    values = values_of(register.key, office)
    records.save(office.desk, register, values, accept_warnings=False)


@each
def test_an_empty_required_field_is_named(register: Register, kept: Kept) -> None:
    desk, values = kept(register)[0], kept.values(register)
    required = [field for field in register.fields if field.required]
    for field in required:
        for empty in (None, ""):
            with pytest.raises(ValidationFailed) as caught:
                records.save(desk, register, values | {field.name: empty})
            assert [(one.code, one.field) for one in caught.value.problems] == [("REQUIRED", field.name)]
            assert field.label in caught.value.problems[0].message
    without = {name: value for name, value in values.items() if name not in {one.name for one in required}}
    named = {field.name for field in required if default_of(register, field.name) in (None, "")}
    if named:
        with pytest.raises(ValidationFailed) as caught:
            records.save(desk, register, without)
        assert {one.field for one in caught.value.problems} == named


@each
def test_an_optional_field_may_be_emptied(register: Register, office: Office) -> None:
    """Whatever an editor calls empty is kept, or refused in a sentence; it never breaks the save."""
    record_id = make(office, register)
    for field in register.fields:
        if not field.form or field.required:
            continue
        for empty in (None, ""):
            if empty == "" and field.kind not in (Kind.TEXT, Kind.LONG_TEXT, Kind.WORDS, Kind.CHOICE):
                continue
            if _refused(office, register, record_id, field.name, empty):
                continue
            kept = records.load(office.desk, register, record_id).values[field.name]
            if (register.key, field.name) not in FILLED_AGAIN:
                assert kept in (None, "", default_of(register, field.name)), field.name


def _refused(office: Office, register: Register, record_id: int, name: str, value: Any) -> str:
    """The sentence with which a change is refused; empty when it was saved."""
    try:
        records.save(office.desk, register, {name: value}, record_id=record_id, accept_warnings=True)
    except ValidationFailed as refused:
        return refused.sentence
    return ""


@each
def test_a_text_that_is_too_long_is_named(register: Register, kept: Kept) -> None:
    desk, values = kept(register)[0], kept.values(register)
    for field in register.fields:
        limit = getattr(register.table.c[field.name].type, "length", None)
        if field.kind not in (Kind.TEXT, Kind.LONG_TEXT, Kind.WORDS) or limit is None:
            continue
        with pytest.raises(ValidationFailed) as caught:
            records.save(desk, register, values | {field.name: "长" * (limit + 1)})
        assert ("TOO_LONG", field.name) in {(one.code, one.field) for one in caught.value.problems}


@each
def test_the_list_shows_it_in_its_words(register: Register, kept: Kept) -> None:
    desk, record_id = kept(register)
    names = [field.name for field in register.fields]
    (row,) = lists.page(desk, register, alone(register, record_id), names)
    loaded = records.load(desk, register, record_id).values
    for field, cell in zip(register.fields, row.cells, strict=True):
        if field.kind is Kind.LINK:
            wanted = linking.label_of(desk, field.link, loaded[field.name]) if loaded[field.name] else ""
        else:
            wanted = shown(field, loaded[field.name])
        assert cell == wanted, field.name
        assert cell or not loaded[field.name], field.name


@each
def test_it_sorts_by_every_field_both_ways(register: Register, kept: Kept) -> None:
    desk, record_id = kept(register)
    total = lists.count(desk, register, Query())
    for field in register.fields:
        queries = [Query(sort=field.name, descending=down) for down in (False, True)]
        ids = [[row.id for row in lists.page(desk, register, query, [field.name])] for query in queries]
        assert ids[0] == ids[1][::-1], field.name
        assert record_id in ids[0]
        assert len(ids[0]) == total


@pytest.mark.parametrize(
    ("register", "column"),
    [(one, column) for one in REGISTERS for column in searchable().get(one.table.name, ())],
    ids=lambda one: getattr(one, "key", one),
)
def test_search_finds_it_by_each_text(register: Register, column: str, kept: Kept) -> None:
    desk, record_id = kept(register)
    with desk.reading() as session:
        stored = session.execute(
            sa.select(register.table.c[column]).where(register.table.c.id == record_id)
        ).scalar_one()
    assert stored, f"the example record has no {column} to look for"
    for words in {stored, stored[:2], stored[-4:]}:
        found = lists.page(desk, register, Query(search=words), [register.fields[0].name])
        assert record_id in [row.id for row in found], words


@each
def test_its_export_opens_and_holds_the_row(register: Register, kept: Kept, tmp_path: Path) -> None:
    desk, record_id = kept(register)
    target = tmp_path / "导出.xlsx"
    query = alone(register, record_id)
    assert export_register(desk, register, target, query=query) == 1
    workbook = openpyxl.load_workbook(target)
    rows = [[str(cell or "") for cell in row] for row in workbook.worksheets[0].iter_rows(values_only=True)]
    fields = [field for field in register.fields if field.kind is not Kind.MOMENT]
    (row,) = lists.page(desk, register, query, [field.name for field in fields])
    assert [field.label for field in fields] in rows
    assert list(row.cells) in rows


@pytest.mark.parametrize("key", IMPORTABLE)
@pytest.mark.parametrize("masked", [True, False], ids=["masked", "plain"])
def test_its_export_comes_back_as_nothing_new(key: str, masked: bool, office: Office, tmp_path: Path) -> None:
    register = next(one for one in REGISTERS if one.key == key)
    make(office, register)
    target = tmp_path / "导出.xlsx"
    written = export_register(office.desk, register, target, masked=masked)
    run = dry_run(office.desk, target, register=register.key)
    assert len(run.rows) == written
    assert [(row.row, row.state, row.differences) for row in run.rows if row.state is not State.SAME] == []


@each
def test_its_printed_ledger_opens_and_holds_the_row(register: Register, kept: Kept) -> None:
    desk, record_id = kept(register)
    query = alone(register, record_id)
    names = [field.name for field in register.fields if field.table]
    printed = print_ledger(desk, register, query, names)
    with pdfplumber.open(io.BytesIO(printed.data)) as paper:
        text = paper.pages[0].extract_text()
        tables = [table for page in paper.pages for table in page.extract_tables()]
    assert f"{register.label}台账" in re.sub(r"\s", "", text)
    (row,) = lists.page(desk, register, query, names)
    wanted = [re.sub(r"\s", "", cell) for cell in row.cells]
    found = [[re.sub(r"\s", "", cell or "") for cell in line] for table in tables for line in table]
    assert wanted in [line[1:] for line in found]


@each
def test_undoing_its_making_leaves_nothing_behind(register: Register, office: Office) -> None:
    values = values_of(register.key, office)
    before = _everything(office)
    office.make(register.key, **values)
    assert _everything(office) != before
    operation = last_undoable(office.desk)
    assert operation is not None
    assert undo(office.desk, operation.id or 0).kept == ()
    assert _everything(office) == before


@each
def test_deleting_takes_what_it_owns_and_can_be_undone(register: Register, office: Office) -> None:
    record_id = make(office, register)
    before = _everything(office)
    if register.key in ("certificates", "record_certificates"):  # their numbers were on paper
        with pytest.raises(InUse):
            records.delete(office.desk, register, [record_id])
        assert _everything(office) == before
        return
    records.delete(office.desk, register, [record_id])
    assert lists.count(office.desk, register, alone(register, record_id)) == 0
    operation = last_undoable(office.desk)
    assert operation is not None
    assert undo(office.desk, operation.id or 0).kept == ()
    assert _everything(office) == before


@pytest.mark.parametrize(
    ("owner", "child"),
    [(one, child) for one in REGISTERS for child in one.children if not child.owned],
    ids=lambda one: one.register.key if hasattr(one, "register") else one.key,
)
def test_what_refers_to_it_keeps_it(owner: Register, child: Any, office: Office) -> None:
    made = make(office, child.register)
    owner_id = records.load(office.desk, child.register, made).values[child.via]
    with pytest.raises(InUse, match=child.register.label):
        records.delete(office.desk, owner, [owner_id])


@pytest.fixture
def place(register: Register, kept: Kept, qapp: Any) -> Iterator[Any]:
    """The worker and the desk that tables and editors ask; a failure on the worker fails the test."""
    failures: list[Exception] = []
    tasks = Tasks(failures.append)
    yield SimpleNamespace(tasks=tasks, desk=kept(register)[0])
    tasks.close()
    assert failures == []


@each
def test_its_table_is_a_sound_model(
    register: Register, kept: Kept, place: Any, qtbot: Any, qtmodeltester: Any
) -> None:
    desk, record_id = kept(register)
    names = [field.name for field in register.fields if field.table]
    model = RecordTable(place.tasks, place.desk, register, names)
    with qtbot.waitSignal(model.counted):
        model.show_query(alone(register, record_id))
    qtmodeltester.check(model, force_py=True)
    (row,) = lists.page(desk, register, alone(register, record_id), names)
    texts = [model.index(0, column).data() for column in range(model.columnCount())]
    assert (model.rowCount(), tuple(texts)) == (1, row.cells)
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == [register.field(name).label for name in names]


@each
def test_its_form_gives_back_what_it_was_shown(
    register: Register, kept: Kept, place: Any, qtbot: Any, tmp_path: Path
) -> None:
    desk, record_id = kept(register)
    loaded = records.load(desk, register, record_id)
    fields = [field for field in register.fields if field.form]
    limits = {field.name: longest(register, field.name) for field in fields}
    theme = Theme(QApplication.instance(), Remembered(tmp_path / "state.ini"))
    form = RecordForm(fields, place, theme, limits)
    qtbot.addWidget(form)
    form.show_values(loaded.values)
    qtbot.waitUntil(lambda: place.tasks.idle)
    values, problems = form.read()
    assert problems == []
    shown_values = {field.name: loaded.values[field.name] for field in fields}
    assert {name: value or None for name, value in values.items()} == {
        name: value or None for name, value in shown_values.items()
    }
    assert not form.dirty
    known = {field.name: loaded.values[field.name] for field in register.fields if not field.form}
    records.save(desk, register, values, record_id=loaded.id, version=loaded.version)
    again = records.load(desk, register, loaded.id or 0).values
    assert {name: again[name] for name in known} == known


def _everything(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Every register's rows, without what each write moves on."""
    found = {}
    with office.desk.reading() as session:
        for one in REGISTERS:
            columns = [column for column in one.table.c if column.name not in ("version", "updated_at")]
            query = sa.select(*columns).order_by(one.table.c.id)
            found[one.key] = [tuple(row) for row in session.execute(query)]
    return found
