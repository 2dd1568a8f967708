"""Opening ledgers: pragmas, keys, foreign files, units of work."""

import sqlite3
import threading

import pytest
import sqlalchemy as sa
from sqlmodel import select

from db.base import table_of
from db.engine import APPLICATION_ID, Ledger, normal_url
from db.errors import AlreadyDone, NotALedger
from db.journal import JournalEntry, NewOperation, Operation
from db.migrate import open_ledger
from db.models import Area, AreaKind


def operation(**values: object) -> NewOperation:
    return NewOperation(**({"kind": "save", "title": "试", "clerk_id": None, "clerk_name": "王某"} | values))


@pytest.fixture
def ledger(ledger_place):
    opened = open_ledger(ledger_place)
    yield opened
    opened.close()


def add_area(ledger: Ledger, name: str = "北山街道", **values: object) -> int:
    with ledger.writing(operation(**values)) as session:
        area = Area(name=name, kind="subdistrict", path="/1/")
        session.add(area)
        session.flush()
        return area.id


def test_every_connection_has_the_safe_pragmas(ledger):
    if not ledger.is_sqlite:
        pytest.skip("pragmas are SQLite's")
    wanted = {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,
        "application_id": APPLICATION_ID,
    }
    for _ in range(3):
        with ledger.engine.connect() as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        assert found == wanted


def test_foreign_keys_hold(ledger):
    with pytest.raises(sa.exc.IntegrityError), ledger.writing(operation()) as session:
        session.add(Area(name="宝石社区", kind="community", parent_id=99))


def test_unknown_enum_values_are_refused_by_the_database_itself(ledger):
    with pytest.raises(sa.exc.IntegrityError), ledger.writing(operation()) as session:
        session.add(Area(name="甲", kind="grid"))
        session.flush()
        session.execute(sa.text("UPDATE areas SET kind = 'galaxy'"))


def test_a_failed_block_leaves_nothing(ledger):
    with pytest.raises(RuntimeError), ledger.writing(operation()) as session:
        session.add(Area(name="北山街道", kind="subdistrict"))
        session.flush()
        raise RuntimeError
    with ledger.reading() as session:
        assert session.exec(select(Area)).all() == []
        assert session.exec(select(Operation)).all() == []
        assert session.exec(select(JournalEntry)).all() == []


def test_a_rolled_back_savepoint_keeps_none_of_its_rows(ledger):
    with ledger.writing(operation()) as session:
        nested = session.begin_nested()
        session.add(Area(name="甲", kind="grid"))
        session.flush()
        nested.rollback()
    with ledger.reading() as session:
        assert session.exec(select(Area)).all() == []


def test_the_same_request_is_done_once(ledger):
    add_area(ledger, request_id="r1")
    with pytest.raises(AlreadyDone):
        add_area(ledger, request_id="r1")
    with ledger.reading() as session:
        assert len(session.exec(select(Area)).all()) == 1


def test_nothing_can_be_written_outside_an_operation(ledger):
    with pytest.raises(sa.exc.IntegrityError), ledger.maintaining() as connection:
        connection.execute(
            table_of(Area).insert().values(**Area(name="甲", kind=AreaKind.GRID).model_dump(exclude={"id"}))
        )


def test_ids_are_never_given_out_twice(ledger):
    first = add_area(ledger)
    with ledger.writing(operation()) as session:
        session.delete(session.get(Area, first))
    assert add_area(ledger) > first


def test_writers_on_two_threads_wait_for_each_other(ledger):
    threads = [threading.Thread(target=add_area, args=(ledger, f"第{n}")) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with ledger.reading() as session:
        assert len(session.exec(select(Area)).all()) == 8


def test_readers_see_one_state_while_a_writer_works(ledger):
    add_area(ledger)
    with ledger.reading() as session:
        assert len(session.exec(select(Area)).all()) == 1
        add_area(ledger, "乙")
        if ledger.is_sqlite:
            assert len(session.exec(select(Area)).all()) == 1
    with ledger.reading() as session:
        assert len(session.exec(select(Area)).all()) == 2


def test_an_encrypted_ledger_opens_with_its_key_only(tmp_path):
    place, key = tmp_path / "密.db", bytes(range(32))
    ledger = open_ledger(place, key)
    add_area(ledger)
    ledger.close()
    assert not (tmp_path / "密.db").read_bytes().startswith(b"SQLite format 3")
    for wrong in (None, bytes(32)):
        with pytest.raises(NotALedger):
            open_ledger(place, wrong)
    ledger = open_ledger(place, key)
    with ledger.reading() as session:
        assert session.exec(select(Area)).one().name == "北山街道"
    ledger.close()


def test_other_files_are_refused_untouched(tmp_path):
    foreign = tmp_path / "别人.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    text = tmp_path / "文字.db"
    text.write_text("姓名,电话\n" * 200, encoding="utf-8")
    for path in (foreign, text):
        before = path.read_bytes()
        with pytest.raises(NotALedger):
            open_ledger(path)
        assert path.read_bytes() == before


def test_a_missing_ledger_is_not_made_when_it_must_exist(tmp_path):
    with pytest.raises(NotALedger):
        open_ledger(tmp_path / "没有.db", must_exist=True)
    assert not (tmp_path / "没有.db").exists()


def test_a_path_becomes_a_url():
    assert normal_url("/tmp/a b.db").startswith("sqlite:////")
    assert normal_url("postgresql://h/x") == "postgresql+psycopg://h/x"
