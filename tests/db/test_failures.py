"""What the store cannot do becomes an error of our own, and leaves the ledger as it was."""

from __future__ import annotations

import sqlite3
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.bootstrap import Application, start
from app.checking import ledger_problems
from app.errors import UserError
from app.registers import find_register
from app.registers.records import save
from db.engine import Ledger, connect, normal_url
from db.errors import BadAddress, NoAccess, NotALedger, StorageFailed, Unreachable
from db.failures import failure
from db.journal import NewOperation
from db.migrate import HEAD, back_up, integrity_problems
from db.models import Platform
from db.search import rebuild_search

OPERATION = NewOperation(kind="create", title="新增", clerk_id=None, clerk_name="经办人", area_id=None)


def platforms(ledger: Ledger) -> int:
    with ledger.reading() as session:
        return int(session.execute(sa.text("SELECT count(*) FROM platforms")).scalar_one())


def limit_pages(ledger: Ledger, spare: int) -> None:
    """No connection of the ledger may grow the file by more than a few pages, as on a full disk."""

    def limit(raw: Any, *_: object) -> None:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count={pages + spare}")

    ledger.engine.dispose()
    sa.event.listen(ledger.engine, "connect", limit)


@pytest.fixture
def sqlite(empty_ledger: Path, tmp_path: Path) -> Any:
    place = tmp_path / "台账.db"
    place.write_bytes(empty_ledger.read_bytes())
    application = start(place)
    yield application
    application.close()


def test_a_full_disk_keeps_what_was_there_and_says_so(sqlite: Application) -> None:
    save(sqlite.desk, find_register("platforms"), {"name": "顺丰"})
    limit_pages(sqlite.ledger, 2)
    long = "长" * 1990
    with pytest.raises(UserError, match="磁盘空间不足"), sqlite.desk.operation("create", "新增") as session:
        for number in range(200):
            session.add(Platform(name=f"平台{number}", note=long))
        session.flush()
    assert platforms(sqlite.ledger) == 1
    with pytest.raises(StorageFailed), sqlite.ledger.writing(OPERATION) as session:
        session.add_all(Platform(name=f"平台{number}", note=long) for number in range(200))
    assert platforms(sqlite.ledger) == 1
    with sqlite.ledger.reading() as session:
        assert session.execute(sa.text("SELECT count(*) FROM operations")).scalar_one() == 1


def test_measuring_tables_on_a_full_disk_is_no_trouble(sqlite: Application) -> None:
    limit_pages(sqlite.ledger, 0)
    sqlite.ledger.tune()


def test_a_ledger_locked_by_another_library_is_said(
    sqlite: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlcipher3.dbapi2 as driver

    monkeypatch.setattr("db.engine._PRAGMAS", ("foreign_keys=ON", "busy_timeout=50"))
    sqlite.ledger.engine.dispose()
    other = driver.connect(str(sqlite.ledger.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(UserError, match="正忙"):
            save(sqlite.desk, find_register("platforms"), {"name": "顺丰"})
    finally:
        other.execute("ROLLBACK")
        other.close()
    save(sqlite.desk, find_register("platforms"), {"name": "顺丰"})


def damaged(source: Path, place: Path) -> Path:
    """A copy of which many pages behind the schema hold nonsense."""
    data = bytearray(source.read_bytes())
    with sqlite3.connect(source) as read_only:
        (schema,) = read_only.execute(
            "SELECT max(rootpage) FROM sqlite_master WHERE name IN ('people', 'areas', 'journal')"
        ).fetchone()
    read_only.close()
    page = int.from_bytes(data[16:18], "big")
    data[(schema - 1) * page : schema * page] = bytes(range(256)) * (page // 256)
    place.write_bytes(data)
    return place


def test_damage_is_found_and_said(empty_ledger: Path, tmp_path: Path) -> None:
    application = start(damaged(empty_ledger, tmp_path / "台账.db"))
    try:
        assert integrity_problems(application.ledger)
        assert any("不完整" in one for one in ledger_problems(application.desk))
    finally:
        application.close()


def test_a_damaged_older_ledger_is_neither_upgraded_nor_backed_up(empty_ledger: Path, tmp_path: Path) -> None:
    older = tmp_path / "旧.db"
    older.write_bytes(empty_ledger.read_bytes())
    ledger = connect(older)
    with ledger.maintaining() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    ledger.close()
    place = damaged(older, tmp_path / "台账.db")
    before = place.read_bytes()
    with pytest.raises(UserError, match="已损坏"):
        start(place)
    assert place.read_bytes() == before
    assert list(tmp_path.glob("*升级前*")) == []


def test_half_a_backup_is_taken_away(
    sqlite: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageFailed("full")

    monkeypatch.setattr("db.migrate.row_counts", full)
    with pytest.raises(StorageFailed):
        back_up(sqlite.ledger, tmp_path / "备份.db")
    assert [path.name for path in tmp_path.glob("备份*")] == []


def test_an_index_of_the_older_program_does_not_keep_from_upgrading(sqlite: Application) -> None:
    save(sqlite.desk, find_register("platforms"), {"name": "顺丰"})
    with sqlite.ledger.maintaining() as connection:
        connection.exec_driver_sql("DELETE FROM search_entries")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    place = sqlite.ledger.path
    sqlite.ledger.close()
    monkey = pytest.MonkeyPatch()
    monkey.setattr("db.migrate.known_revisions", lambda: {"0000", HEAD})
    monkey.setattr("db.migrate.upgrade", rebuild)
    try:
        again = start(str(place))
        assert integrity_problems(again.ledger) == []
        again.close()
    finally:
        monkey.undo()


def rebuild(ledger: Ledger) -> None:
    """What an upgrade does beside its steps."""
    with ledger.maintaining() as connection:
        rebuild_search(connection)
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{HEAD}'")


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ("mysql://localhost/x", BadAddress),
        ("postgresql://localhost:abc/x", BadAddress),
        ("sqlite+aiosqlite:///x", BadAddress),
    ],
)
def test_addresses_of_other_kinds(place: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        connect(place)


def test_files_and_folders_that_are_no_ledger(tmp_path: Path) -> None:
    empty, folder = tmp_path / "空.db", tmp_path / "文件夹.db"
    empty.write_bytes(b"")
    folder.mkdir()
    for place in (empty, folder):
        with pytest.raises(NotALedger):
            connect(place)
    assert empty.read_bytes() == b""
    (tmp_path / "文件").write_bytes(b"x")
    with pytest.raises(NoAccess):
        connect(tmp_path / "文件" / "台账.db")


def test_a_path_may_hold_what_an_address_would_not(tmp_path: Path) -> None:
    for name in ("甲?乙.db", "100%.db", "a b#c.db"):
        ledger = connect(tmp_path / name)
        ledger.close()
        assert (tmp_path / name).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are a POSIX matter")
def test_a_read_only_ledger_is_said(
    empty_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "台账.db"
    place.write_bytes(empty_ledger.read_bytes())
    place.chmod(stat.S_IRUSR)
    monkeypatch.setattr("db.engine._PRAGMAS", ("query_only=ON",))
    application = start(place)
    try:
        with pytest.raises(UserError, match="只读"):
            save(application.desk, find_register("platforms"), {"name": "顺丰"})
    finally:
        application.close()


def test_a_server_that_goes_away_is_said(postgresql_url: str) -> None:
    application = start(postgresql_url)
    try:
        with (
            pytest.raises(UserError, match="连接断了"),
            application.desk.operation("create", "新增") as session,
        ):
            own = session.execute(sa.text("SELECT pg_backend_pid()")).scalar_one()
            with application.ledger.engine.connect() as other:
                other.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
            session.add(Platform(name="顺丰"))
            session.flush()
        assert platforms(application.ledger) == 0
    finally:
        application.close()


def test_a_database_that_is_not_there_is_said(postgresql_url: str) -> None:
    url = sa.make_url(postgresql_url).set(database="nosuchdatabase")
    with pytest.raises(UserError, match="没有这个数据库"):
        start(url.render_as_string(hide_password=False))


def test_an_empty_database_is_not_made_a_ledger_by_looking(postgresql_url: str) -> None:
    with pytest.raises(UserError, match="不是本程序的台账"):
        start(postgresql_url, must_exist=True)
    engine = sa.create_engine(normal_url(postgresql_url))
    try:
        assert sa.inspect(engine).get_table_names() == []
    finally:
        engine.dispose()


def test_faults_of_the_program_stay_faults(application: Application) -> None:
    with pytest.raises(sa.exc.DBAPIError) as caught, application.desk.reading() as session:
        session.execute(sa.text("SELECT nothing FROM nowhere"))
    assert failure(caught.value) is None
    assert failure(ValueError()) is None


def test_the_words_of_servers_have_one_meaning() -> None:
    class Said(Exception):
        def __init__(self, state: str | None, text: str = "") -> None:
            super().__init__(text)
            self.sqlstate = state

    def meant(state: str | None, text: str = "", statement: str | None = "SELECT 1") -> object:
        error = failure(sa.exc.OperationalError(statement, None, Said(state, text)))
        return (type(error), error.kind) if error is not None else None

    assert meant("53100") == (StorageFailed, "full")
    assert meant("28P01") == (Unreachable, "password")
    assert meant("3D000") == (Unreachable, "database")
    assert meant("57P01") == (Unreachable, "lost")
    assert meant("42P01") is None
    assert meant(None, "Connection refused", None) == (Unreachable, "server")
    assert meant(None, 'FATAL: password authentication failed for user "x"', None) == (
        Unreachable,
        "password",
    )
    assert meant(None, 'FATAL: database "x" does not exist', None) == (Unreachable, "database")
    assert meant(None, "server closed the connection unexpectedly") == (Unreachable, "lost")
