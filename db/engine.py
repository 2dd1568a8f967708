"""Open a ledger from a URL, and the two ways to use it: ``reading()`` and ``writing(operation)``."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from db.errors import BadAddress, NoAccess, NotALedger, StorageFailed
from db.failures import explained, failure
from db.journal import NewOperation, begin_operation, end_operation
from db.place import PlaceLock, refuse_network_place

APPLICATION_ID = 0x58464C47  # "XFLG": tells our ledgers from other SQLite files
_SECONDS_TO_CONNECT = 10
_ROOM_TO_OPEN = 1 << 20
_PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "secure_delete=ON",
    "journal_size_limit=16777216",
    "cache_size=-65536",
)


def normal_url(place: str | Path) -> str:
    """A database URL from what a clerk may give: a URL as it is, anything else as the path of a SQLite file."""
    text = str(place)
    if text.startswith("postgresql://"):
        return "postgresql+psycopg" + text.removeprefix("postgresql")
    if text.startswith("sqlite:///"):
        text = text.removeprefix("sqlite:///")
    elif "://" in text:
        return text
    return f"sqlite:///{_of_file(text).database}"


def _of_file(path: str) -> sa.URL:
    """The address of a file; its name may hold signs that mean something in an address."""
    return sa.URL.create("sqlite", database=Path(path).expanduser().resolve().as_posix())


class Ledger:
    """An open ledger. Use ``db.engine.open`` to get one; close it when the program ends."""

    def __init__(self, engine: sa.Engine, path: Path | None, lock: PlaceLock | None) -> None:
        self.engine = engine
        self.path = path
        self._lock = lock
        self._writer = threading.Lock()
        self._writing_engine = engine.execution_options(xinfeng_writes=True)

    @property
    def is_sqlite(self) -> bool:
        """True when the ledger is one file on this PC."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one consistent state; whatever it does is lost at the end. What it loaded stays readable."""
        with explained(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self, operation: NewOperation) -> Iterator[Session]:
        """One operation in one transaction: committed when the block ends well, else rolled back whole.

        Raises ``AlreadyDone`` when an operation with the same request id is in the ledger already, so that
        pressing 保存 again after a crash makes no second record. The operation's id is ``session.info["operation"]``.
        """
        with explained(), self._writer, Session(self._writing_engine, expire_on_commit=False) as session:
            session.info["operation"] = begin_operation(session, operation)
            yield session
            session.flush()
            end_operation(session)
            session.commit()

    @contextmanager
    def maintaining(self) -> Iterator[sa.Connection]:
        """One immediate transaction outside the journal, for migrations and rebuilt indexes only."""
        with explained(), self._writer, self._writing_engine.begin() as connection:
            yield connection

    def tune(self) -> None:
        """Let SQLite measure tables that grew, so that it chooses the right index; quick when nothing changed.

        A full disk does not matter here: what was to be kept is kept.
        """
        if self.is_sqlite:
            with suppress(StorageFailed), self.maintaining() as connection:
                connection.exec_driver_sql("PRAGMA optimize=0x10002")

    def close(self) -> None:
        """Give back connections and the lock."""
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def connect(place: str | Path, key: bytes | None = None, *, must_exist: bool = False) -> Ledger:
    """Connect without looking at the schema; ``db.migrate.open_ledger`` is what programs use.

    place: a SQLite path or URL, or a PostgreSQL URL. key: 32 raw bytes of an encrypted SQLite ledger.
    Raises ``BadAddress``, ``NoAccess``, ``NetworkPlace``, ``LedgerBusy``, ``NotALedger``.
    """
    url = _address(place)
    if url.get_backend_name() != "sqlite":
        limits = {"connect_timeout": _SECONDS_TO_CONNECT}
        engine = sa.create_engine(url, hide_parameters=True, pool_size=4, connect_args=limits)
        return Ledger(engine, None, None)
    path = Path(str(url.database))
    refuse_network_place(path)
    if (must_exist and not path.exists()) or path.is_dir() or (path.exists() and not path.stat().st_size):
        raise NotALedger(str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = PlaceLock(path)
    except OSError as error:
        raise NoAccess(str(path), error.errno or 0) from error
    try:
        return Ledger(sqlite_engine(path, key), path, lock)
    except StorageFailed as error:
        lock.release()
        # SQLite tells of no room beside the file as of any other trouble with it.
        full = error.kind == "io" and shutil.disk_usage(path.parent).free < _ROOM_TO_OPEN
        raise (StorageFailed("full") if full else error) from error
    except BaseException:
        lock.release()
        raise


def _address(place: str | Path) -> sa.URL:
    """The address as SQLAlchemy reads it. Raises ``BadAddress`` for any but SQLite and PostgreSQL."""
    text = str(place)
    try:
        url = sa.make_url(normal_url(place)) if "://" in text else _of_file(text)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise BadAddress(str(place)) from error
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise BadAddress(url.drivername)
    return url


def sqlite_engine(path: Path, key: bytes | None = None) -> sa.Engine:
    """The engine of one SQLite file: sqlcipher3's own SQLite, every pragma on every connection, BEGIN by hand."""
    import sqlcipher3.dbapi2 as driver

    def connection() -> Any:
        raw = driver.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            if key is not None:
                raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            # Looked at before any pragma is set: another program's file must stay as it is.
            found = raw.execute("PRAGMA application_id").fetchone()[0]
            tables = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if tables and found != APPLICATION_ID:
                raise NotALedger(str(path))
            for pragma in _PRAGMAS:
                raw.execute(f"PRAGMA {pragma}")
        except driver.DatabaseError as error:
            raw.close()
            meant = failure(sa.exc.DBAPIError.instance(None, None, error, driver.Error))
            raise NotALedger(str(path)) if meant is None or meant.kind == "damaged" else meant from error
        except NotALedger:
            raw.close()
            raise
        return raw

    engine = sa.create_engine(
        "sqlite://", module=driver, creator=connection, poolclass=QueuePool, pool_size=4, hide_parameters=True
    )
    sa.event.listen(engine, "begin", _begin)
    with explained():
        engine.connect().close()
    return engine


def _begin(connection: sa.Connection) -> None:
    # A write takes the lock at once: a transaction that starts as a reader and then wants to write may fail
    # with "database is locked" no matter how long it waits.
    immediate = connection.get_execution_options().get("xinfeng_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
