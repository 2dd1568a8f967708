"""Open a ledger with the schema it needs: make a new one, back up and upgrade an older one, refuse a newer one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

import db.models  # noqa: F401 - the metadata must be complete
from db.base import metadata, record_tables
from db.engine import APPLICATION_ID, Ledger, connect, sqlite_engine
from db.errors import LedgerError, NewerLedger, NotALedger, StorageFailed, UpgradeFailed
from db.failures import explained
from db.journal import install_triggers
from db.search import install_search, rebuild_search

HEAD = "0020"
_SCRIPTS = Path(__file__).parent / "migrations"


def open_ledger(place: str | Path, key: bytes | None = None, *, must_exist: bool = False) -> Ledger:
    """Open the ledger at a path or URL, made new or brought up to date as needed.

    key: 32 raw bytes when the SQLite file is encrypted. must_exist: never start an empty ledger where none is.
    Raises ``BadAddress``, ``NoAccess``, ``NetworkPlace``, ``LedgerBusy``, ``Unreachable``, ``StorageFailed``,
    ``NotALedger``, ``NewerLedger``, ``UpgradeFailed``.
    """
    ledger = connect(place, key, must_exist=must_exist)
    try:
        with explained():
            found = current_revision(ledger)
        if found is None and must_exist:
            raise NotALedger(str(place))
        if found is None:
            make(ledger)
        elif found != HEAD:
            if found not in known_revisions():
                raise NewerLedger(found)
            _upgrade_older(ledger, key)
    except BaseException:
        ledger.close()
        raise
    return ledger


def current_revision(ledger: Ledger) -> str | None:
    """The schema revision the ledger is at; None for an empty one. Raises ``NotALedger`` for a foreign schema."""
    with ledger.engine.connect() as connection:
        tables = set(sa.inspect(connection).get_table_names())
        if not tables:
            return None
        if "alembic_version" not in tables or "operations" not in tables:
            raise NotALedger(str(ledger.path or ledger.engine.url.database))
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def known_revisions() -> set[str]:
    """All revisions this program can upgrade from or to."""
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory(str(_SCRIPTS)).walk_revisions()}


def make(ledger: Ledger) -> None:
    """Make the newest schema in an empty database, at once instead of revision by revision; a test holds both to be the same."""
    with ledger.maintaining() as connection:
        metadata.create_all(connection)
        version = sa.Table(
            "alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), primary_key=True)
        )
        version.create(connection)
        connection.execute(version.insert().values(version_num=HEAD))
        _derive(connection)
        _mark(ledger, connection)


def upgrade(ledger: Ledger, revision: str = "head") -> None:
    """Bring the schema to a revision in one transaction and rebuild everything that is derived from it."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    with ledger.maintaining() as connection:
        if ledger.is_sqlite:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        config.attributes["connection"] = connection
        _drop_triggers(connection)
        command.upgrade(config, revision)
        if revision == "head":
            _derive(connection)
        _mark(ledger, connection)


def _derive(connection: sa.Connection) -> None:
    """Triggers and search index of the newest schema."""
    install_triggers(connection)
    install_search(connection)
    rebuild_search(connection)


def _mark(ledger: Ledger, connection: sa.Connection) -> None:
    """Say in the file whose it is."""
    if ledger.is_sqlite:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={int(HEAD)}")


def _drop_triggers(connection: sa.Connection) -> None:
    """Journal and search are silent during an upgrade, and name no column that goes with it; they are rebuilt after it."""
    if connection.dialect.name == "sqlite":
        known = "SELECT name, '' FROM sqlite_master WHERE type = 'trigger'"
    else:
        known = (
            "SELECT tgname, ' ON ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal "
            "AND (tgname LIKE 'journal\\_%' OR tgname LIKE 'search\\_%')"
        )
    for name, table in connection.execute(sa.text(known)).all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}{table}")


def _upgrade_older(ledger: Ledger, key: bytes | None) -> None:
    backup = ""
    if integrity_problems(ledger, search=False):
        raise StorageFailed("damaged")
    if ledger.path is not None:
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        copy = ledger.path.with_name(f"{ledger.path.stem}-升级前-{stamp}{ledger.path.suffix}")
        back_up(ledger, copy, key)
        backup = str(copy)
    before = row_counts(ledger)
    try:
        upgrade(ledger)
    except LedgerError:
        raise
    except Exception as error:
        raise UpgradeFailed(type(error).__name__, backup) from error
    after = row_counts(ledger)
    lost = sorted(name for name, count in before.items() if after.get(name, count) < count)
    if lost or integrity_problems(ledger):
        raise UpgradeFailed(", ".join(lost), backup)


@explained()
def back_up(ledger: Ledger, copy: Path, key: bytes | None = None) -> None:
    """Write a verified copy of a SQLite ledger: VACUUM INTO, then open the copy, check it whole and compare counts.

    Raises ``UpgradeFailed`` when the copy does not verify; nothing is left behind then.
    """
    try:
        with ledger.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            connection.rollback()
            raw.execute("VACUUM INTO ?", (str(copy),))
        twin = Ledger(sqlite_engine(copy, key), copy, None)
        try:
            # The search index is of the older program, and may know other tables than ours.
            if integrity_problems(twin, search=False) or row_counts(twin) != row_counts(ledger):
                raise UpgradeFailed("backup", "")
        finally:
            twin.close()
    except BaseException:
        for end in ("", "-wal", "-shm", "-journal"):
            copy.with_name(copy.name + end).unlink(missing_ok=True)
        raise


@explained()
def row_counts(ledger: Ledger) -> dict[str, int]:
    """Rows by table, for every record table that the ledger has."""
    with ledger.engine.connect() as connection:
        present = set(sa.inspect(connection).get_table_names())
        names = [table.name for table in record_tables() if table.name in present]
        return {
            name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in names
        }


def integrity_problems(ledger: Ledger, *, search: bool = True) -> list[str]:
    """What a full check finds: damaged pages, broken references, a search index that differs from the rows.

    search: also compare the search index. The list is empty for a sound ledger. PostgreSQL guards its own pages, so only
    the search index is compared.
    """
    problems: list[str] = []
    try:
        with explained(), ledger.engine.connect() as connection:
            for problem in _problems(ledger, connection, search):
                problems.append(problem)
    except StorageFailed as error:
        if error.kind != "damaged":
            raise
        problems.append("the file cannot be read through")
    return problems


def _problems(ledger: Ledger, connection: sa.Connection, search: bool) -> Iterator[str]:
    if ledger.is_sqlite:
        for row in connection.exec_driver_sql("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield row[0]
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"foreign key: {row[0]} {row[1]}"
    present = set(sa.inspect(connection).get_table_names()) if search else set()
    for table in (one for one in record_tables() if one.name in present):
        columns = _search_difference(connection, table)
        if columns:
            yield f"search index: {table.name} {columns}"


def _search_difference(connection: sa.Connection, table: sa.Table) -> int:
    from db.search import searchable

    if table.name not in searchable():
        return 0
    rows: int = connection.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar_one()
    entries: int = connection.execute(
        sa.text("SELECT count(*) FROM search_entries WHERE table_name = :name"), {"name": table.name}
    ).scalar_one()
    return abs(rows - entries)
