"""An import is whole or not at all: killed, raced, refused, pressed twice, taken back after edits."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import select

from app.actions.undo import undo
from app.bootstrap import Application, start
from app.desk import Actor
from app.errors import UserError
from app.exchange.applying import Applied, apply
from app.exchange.decisions import usual_decisions
from app.exchange.dryrun import DryRun, dry_run
from app.exchange.workbook import Cell, Sheet, Workbook
from app.registers import find_register
from app.registers.records import load, save
from db.migrate import integrity_problems
from db.models import Employment, Person, Registration

HEAD: list[Cell] = ["姓名", "手机号", "工种", "公司"]


@pytest.fixture
def office(application: Application) -> Application:
    areas = find_register("areas")
    save(application.desk, areas, {"name": "北山街道", "kind": "subdistrict"})
    return application


def sheet(people: int) -> Workbook:
    rows: list[list[Cell]] = [[f"张三{at}", f"138{at:08d}", "骑手", "美团"] for at in range(people)]
    return Workbook("人员.xlsx", "xlsx", (Sheet("表", False, [HEAD, *rows]),))


def look(application: Application, people: int = 3) -> DryRun:
    return dry_run(application.desk, sheet(people))


def take(application: Application, run: DryRun) -> Applied:
    return apply(application.desk, run, usual_decisions(run, updates=True))


def count(application: Application, table: str) -> int:
    with application.ledger.reading() as session:
        return int(session.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_importing_the_same_again_leaves_no_trace_in_the_journal(office: Application) -> None:
    take(office, look(office))
    operations, entries = count(office, "operations"), count(office, "journal")
    applied = take(office, look(office))
    assert (applied.created, applied.updated, applied.left) == (0, 0, 3)
    assert (count(office, "operations"), count(office, "journal")) == (operations, entries)


def test_people_without_a_number_are_not_imported_twice_from_an_old_look(office: Application) -> None:
    run = look(office)
    take(office, look(office))
    with pytest.raises(UserError, match="又登记了"):
        take(office, run)
    assert count(office, "people") == 3


def test_two_programs_import_the_same_sheet_at_once(postgresql_url: str) -> None:
    first = start(postgresql_url, actor=Actor(None, "甲"))
    second = start(postgresql_url, actor=Actor(None, "乙"))
    outcomes: list[str] = []
    try:
        save(first.desk, find_register("areas"), {"name": "北山街道", "kind": "subdistrict"})
        runs = [(one, look(one, 200)) for one in (first, second)]

        def work(application: Application, run: DryRun) -> None:
            try:
                outcomes.append(str(take(application, run).created))
            except UserError as error:
                outcomes.append(error.sentence)

        threads = [threading.Thread(target=work, args=one) for one in runs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["200", "核对之后，台账里又登记了表中的人。"]
        assert count(first, "people") == 200
    finally:
        first.close()
        second.close()


def test_taking_back_names_the_people_who_were_changed_since(office: Application) -> None:
    applied = take(office, look(office))
    people = find_register("people")
    with office.ledger.reading() as session:
        changed = session.exec(select(Person).where(Person.name == "张三1")).one()
    known = load(office.desk, people, changed.id or 0)
    save(office.desk, people, {"note": "夜班"}, record_id=changed.id, version=known.version)
    assert applied.changes.operation_id is not None
    undone = undo(office.desk, applied.changes.operation_id)
    assert "人员 张三1" in {one.name for one in undone.kept}
    reasons = {one.reason for one in undone.kept}
    assert "之后又被修改过" in reasons
    with office.ledger.reading() as session:
        (left,) = session.exec(select(Person)).all()
        assert (left.name, left.note) == ("张三1", "夜班")
        assert [one.person_id for one in session.exec(select(Registration)).all()] == [left.id]
        assert [one.person_id for one in session.exec(select(Employment)).all()] == [left.id]
    assert integrity_problems(office.ledger) == []
    again = undo(office.desk, undone.changes.operation_id or 0)
    assert again.kept == ()
    assert count(office, "people") == 3


IMPORTING = """
import sys
from app.bootstrap import start
from app.desk import Actor
from app.exchange.applying import apply
from app.exchange.decisions import usual_decisions
from app.exchange.dryrun import dry_run
from app.exchange.workbook import Sheet, Workbook

head = ["姓名", "手机号", "工种", "公司"]
rows = [[f"张三{at}", f"138{at:08d}", "骑手", "美团"] for at in range(5_000)]
application = start(sys.argv[1], actor=Actor(None, "经办人"))
run = dry_run(application.desk, Workbook("人员.xlsx", "xlsx", (Sheet("表", False, [head, *rows]),)))
print("ready", flush=True)
apply(application.desk, run, usual_decisions(run))
print("done", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed by signal")
def test_a_program_killed_while_importing_leaves_all_or_nothing(empty_ledger: Path, tmp_path: Path) -> None:
    place = tmp_path / "台账.db"
    place.write_bytes(empty_ledger.read_bytes())
    application = start(place, actor=Actor(None, "经办人"))
    save(application.desk, find_register("areas"), {"name": "北山街道", "kind": "subdistrict"})
    application.close()
    for wait in (0.0, 0.2, 0.5):
        found = _kill_while_importing(place, wait)
        application = start(place, actor=Actor(None, "经办人"))
        try:
            people = count(application, "people")
            assert people in ((5_000,) if found == "done" else (0, 5_000))
            assert {count(application, table) for table in ("registrations", "employments")} == {people}
            assert integrity_problems(application.ledger) == []
        finally:
            application.close()
        if people:
            return


def _kill_while_importing(place: Path, wait: float) -> str:
    """Kill a program some time after it began to write; the last thing it said."""
    command = [sys.executable, "-c", IMPORTING, str(place)]
    options: dict[str, Any] = {"stdout": subprocess.PIPE, "text": True, "cwd": Path(__file__).parents[2]}
    with subprocess.Popen(command, **options) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        time.sleep(wait)
        running.send_signal(signal.SIGKILL)
        return running.stdout.read().strip()
