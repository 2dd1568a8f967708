"""The private PostgreSQL server of the tests keeps its promises."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.postgresql import Cluster, as_server_user


def rows(cluster: Cluster, database: str, statement: str) -> list[tuple[object, ...]]:
    """Answer of one query in ``database``."""
    with psycopg.connect(f"host={cluster.folder} user=xinfeng dbname={database}") as connection:
        return connection.execute(statement.encode()).fetchall()


def wait_for(condition: Callable[[], bool]) -> None:
    """Return when ``condition`` holds; pytest's own limit ends a wait in vain."""
    while not condition():
        time.sleep(0.01)


def test_chinese_text_is_stored_and_found_by_trigrams(postgresql_cluster: Cluster) -> None:
    database = postgresql_cluster.create()
    with psycopg.connect(f"host={postgresql_cluster.folder} user=xinfeng dbname={database}") as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        found = connection.execute("SELECT show_trgm('新蜂台账'), 'ABC' ILIKE 'abc'").fetchone()
    assert found is not None
    assert len(found[0]) == 5
    postgresql_cluster.drop(database)


def test_every_url_is_an_empty_database_of_its_own(postgresql_cluster: Cluster, postgresql_url: str) -> None:
    assert postgresql_url.startswith("postgresql+psycopg://")
    other = postgresql_cluster.create()
    assert postgresql_cluster.url(other) != postgresql_url
    tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
    assert rows(postgresql_cluster, other, tables) == [(0,)]
    postgresql_cluster.drop(other)


def build_notes(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute(
            "CREATE TABLE note (id serial PRIMARY KEY, text text, above int REFERENCES note);"
            "INSERT INTO note (text) VALUES ('一')"
        )


def test_a_lent_database_comes_back_as_it_was_built(postgresql_cluster: Cluster) -> None:
    lent = postgresql_cluster.lend("notes", build_notes)
    open_still = psycopg.connect(f"host={postgresql_cluster.folder} user=xinfeng dbname={lent}")
    open_still.execute("UPDATE note SET text = '改'; INSERT INTO note (text, above) VALUES ('二', 1)")
    open_still.commit()
    postgresql_cluster.take_back("notes", lent)
    open_still.close()
    again = postgresql_cluster.lend("notes", build_notes)
    assert again == lent
    assert rows(postgresql_cluster, again, "SELECT * FROM note") == [(1, "一", None)]
    added = rows(postgresql_cluster, again, "INSERT INTO note (text) VALUES ('三') RETURNING id")
    assert added == [(2,)]
    postgresql_cluster.drop(again)


def test_two_are_lent_at_once(postgresql_cluster: Cluster) -> None:
    lent = [postgresql_cluster.lend("notes", build_notes) for _ in range(2)]
    assert lent[0] != lent[1]
    for name in lent:
        postgresql_cluster.take_back("notes", name)


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE note DROP CONSTRAINT note_above_fkey",
        "DROP TABLE note",
        "CREATE TABLE more (id int)",
        "CREATE INDEX more ON note (text)",
    ],
)
def test_a_lent_database_with_another_schema_is_not_lent_again(
    postgresql_cluster: Cluster, change: str
) -> None:
    lent = postgresql_cluster.lend("notes", build_notes)
    with psycopg.connect(f"host={postgresql_cluster.folder} user=xinfeng dbname={lent}") as connection:
        connection.execute(change.encode())
    postgresql_cluster.take_back("notes", lent)
    again = postgresql_cluster.lend("notes", build_notes)
    assert again != lent
    postgresql_cluster.drop(again)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_server_never_runs_as_root(postgresql_cluster: Cluster) -> None:
    assert Path(f"/proc/{postgresql_cluster.process.pid}").stat().st_uid != 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can end a child with its parent")
def test_the_server_ends_with_a_killed_test_run(postgresql_cluster: Cluster) -> None:
    # A run started in a shell's background ignores SIGQUIT, and so would its children.
    program = (
        "import signal, subprocess, sys; signal.signal(signal.SIGQUIT, signal.SIG_DFL);"
        "print(subprocess.Popen(sys.argv[1:]).pid, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, *as_server_user(["sleep", "600"])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd="/") as run:
        assert run.stdout is not None
        child = Path("/proc") / run.stdout.readline().decode().strip()
        wait_for(lambda: (child / "comm").read_text() == "sleep\n")
        run.kill()
    wait_for(lambda: not child.exists() or "State:\tZ" in (child / "status").read_text())
