"""A private PostgreSQL server for the tests: started when the first test asks for it, gone with the test run.

conftest.py imports the fixtures and the two hooks. The server listens on a socket in a folder of its own, never
on the network, so neighbours (other test workers, a server of the system) are not disturbed. Where PostgreSQL is
not installed the tests that ask for it are skipped, and the end of the run says how many and why.
"""

from __future__ import annotations

import getpass
import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

OWNER = "xinfeng"
START_SECONDS = 60
# Triggers and foreign keys rest while rows go and come back; only tables that ever held a row have pages.
_REMEMBER = """
CREATE SCHEMA built;
CREATE FUNCTION built.shape() RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', (SELECT count(*) || '/' || max(oid) FROM pg_class WHERE relnamespace <> 'pg_toast'::regnamespace
                           AND relpersistence = 'p'),
                     (SELECT count(*) || '/' || max(oid) FROM pg_trigger),
                     (SELECT count(*) || '/' || max(oid) FROM pg_proc),
                     (SELECT count(*) || '/' || max(oid) FROM pg_constraint))
$$;
CREATE FUNCTION built.restore() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS $$
DECLARE name text;
BEGIN
    IF built.shape() <> (SELECT shape FROM built.known) THEN
        RAISE EXCEPTION 'the schema was changed';
    END IF;
    FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                AND pg_relation_size(oid) > 0 LOOP
        EXECUTE format('DELETE FROM public.%I', name);
    END LOOP;
    FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'built'::regnamespace AND relkind = 'r'
                AND relname <> 'known' LOOP
        EXECUTE format('INSERT INTO public.%I SELECT * FROM built.%I', name, name);
    END LOOP;
    PERFORM setval(format('public.%I', sequencename), 1, false) FROM pg_sequences
        WHERE schemaname = 'public' AND last_value IS NOT NULL;
    PERFORM setval(format('public.%I', sequence), value) FROM built.known, jsonb_to_recordset(sequences)
        AS used(sequence text, value bigint);
END $$;
DO $$
DECLARE name text; filled boolean;
BEGIN
    FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO filled;
        IF filled THEN
            EXECUTE format('CREATE TABLE built.%I AS TABLE public.%I', name, name);
        END IF;
    END LOOP;
    CREATE TABLE built.known AS
        SELECT ''::text AS shape, coalesce(jsonb_agg(jsonb_build_object('sequence', sequencename, 'value', last_value)), '[]')
            AS sequences
        FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
    UPDATE built.known SET shape = built.shape();
END $$;
"""
NOT_INSTALLED = "PostgreSQL is not installed (Debian: apt-get install postgresql)"


def programs() -> Path | None:
    """Folder of the newest PostgreSQL server programs on this machine, or None."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    on_path = [Path(found).parent for found in [shutil.which("postgres")] if found]
    for folder in [*reversed(debian), *on_path]:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    return None


def server_user() -> str:
    """The user the server runs as: PostgreSQL refuses root, so root lends it another one."""
    if os.geteuid() != 0:
        return getpass.getuser()
    import pwd  # not on Windows, where these tests are skipped

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def as_server_user(command: list[str]) -> list[str]:
    """``command`` run as the server's user and, on Linux, ended by the kernel should this process die."""
    if sys.platform != "linux":
        return command
    prefix = ["setpriv", "--pdeathsig", "QUIT"]
    if os.geteuid() == 0:
        import pwd

        user = pwd.getpwnam(server_user())
        prefix += ["--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups"]
    return [*prefix, *command]


class Cluster:
    """One running server and the databases made in it."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        self.folder = folder
        self.process = process
        self._built: dict[str, str] = {}
        self._numbers = itertools.count(1)

    def url(self, database: str) -> str:
        """SQLAlchemy URL of ``database`` in this server."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def execute(self, statement: str) -> None:
        """Run one statement that stands outside any transaction, such as CREATE DATABASE."""
        place = f"host={self.folder} user={OWNER} dbname=postgres"
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute(statement.encode())

    def create(self) -> str:
        """Name of a new, empty database."""
        name = f"ledger_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} STRATEGY FILE_COPY")
        return name

    def lend(self, kind: str, build: Callable[[str], None]) -> str:
        """Name of a database as ``build(url)`` made it, lent until ``take_back``: built once, then emptied again.

        Emptying costs a hundredth of a new database with hundreds of tables and indexes. ``build`` must close every
        connection it opened.
        """
        name = self._built.pop(kind, None)
        if name is None:
            name = self.create()
            build(self.url(name))
            self._execute_in(name, _REMEMBER)
        return name

    def take_back(self, kind: str, database: str) -> None:
        """Bring a lent database back to what was built; dropped when somebody changed more in it than rows."""
        self.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{database}' AND pid <> pg_backend_pid()"
        )
        try:
            self._execute_in(database, "SELECT built.restore()")
        except psycopg.Error:
            self.drop(database)
        else:
            self._built[kind] = database

    def _execute_in(self, database: str, statements: str) -> None:
        with psycopg.connect(f"host={self.folder} user={OWNER} dbname={database}") as connection:
            connection.execute(statements.encode())

    def drop(self, database: str) -> None:
        """Remove ``database``, closing the connections a failed test may have left open."""
        self.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


def start(folder: Path, binaries: Path) -> Cluster:
    """Make a UTF-8 cluster in ``folder`` and start its server; durability is off, the data lives minutes."""
    data = folder / "data"
    initdb = [str(binaries / "initdb"), "-D", str(data), "-U", OWNER, "--auth=trust", "--no-sync"]
    made = subprocess.run(
        as_server_user([*initdb, "--encoding=UTF8", "--locale=C.UTF-8"]),
        cwd="/",
        capture_output=True,
        check=False,
    )
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stderr.decode(errors='replace')}")
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": "60",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            as_server_user([str(binaries / "postgres"), "-D", str(data), *options]),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    return Cluster(folder, process)


def wait_until_ready(cluster: Cluster) -> None:
    """Return when the server answers; raise with its log when it ended or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while cluster.process.poll() is None and time.monotonic() < deadline:
        try:
            cluster.execute("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(
        f"PostgreSQL did not start: {(cluster.folder / 'server.log').read_text('utf-8', 'replace')}"
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the server at once; nothing in it is worth a checkpoint."""
    process.send_signal(signal.SIGQUIT)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def postgresql_cluster() -> Iterator[Cluster]:
    """The server of this test worker; skips the test where PostgreSQL is not installed."""
    binaries = programs()
    if binaries is None:
        pytest.skip(NOT_INSTALLED)
    folder = Path(tempfile.mkdtemp(prefix="xinfeng-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, server_user())
        cluster = start(folder, binaries)
        try:
            wait_until_ready(cluster)
            yield cluster
        finally:
            stop(cluster.process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_cluster: Cluster) -> Iterator[str]:
    """URL of an empty database of this test's own."""
    name = postgresql_cluster.create()
    yield postgresql_cluster.url(name)
    postgresql_cluster.drop(name)


def pytest_report_header() -> str:
    """One line on top of the run: which PostgreSQL the tests use, or that they are skipped."""
    binaries = programs()
    return f"postgresql: {binaries}" if binaries else f"postgresql: tests skipped, {NOT_INSTALLED}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The same at the end, with the number of tests skipped, because -q hides the top."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if NOT_INSTALLED in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} PostgreSQL tests skipped: {NOT_INSTALLED}")
