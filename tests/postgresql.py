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
        self._templates: dict[str, str] = {}
        self._numbers = itertools.count(1)

    def url(self, database: str) -> str:
        """SQLAlchemy URL of ``database`` in this server."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def execute(self, statement: str) -> None:
        """Run one statement that stands outside any transaction, such as CREATE DATABASE."""
        place = f"host={self.folder} user={OWNER} dbname=postgres"
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute(statement.encode())

    def create(self, template: str = "template1") -> str:
        """Name of a new database, a copy of ``template``."""
        name = f"ledger_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def copy_of(self, kind: str, build: Callable[[str], None]) -> str:
        """Name of a new database like the one ``build(url)`` makes; it is built once per run and then copied.

        ``build`` must close every connection it opened: PostgreSQL copies no database that is in use.
        """
        if kind not in self._templates:
            template = self.create()
            build(self.url(template))
            self._templates[kind] = template
        return self.create(self._templates[kind])

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
