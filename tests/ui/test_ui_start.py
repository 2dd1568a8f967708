"""Paint first: what the program has done, and what it has not even imported, when the clerk sees the window."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

MOST_MODULES = 230
HEAVY = {
    "sqlmodel", "sqlalchemy", "pydantic", "alembic", "sqlcipher3", "qtawesome", "reportlab", "pypinyin", "openpyxl",
    "xlsxwriter", "pypdfium2", "python_calamine", "stdnum", "platformdirs", "logging.handlers",
}  # fmt: skip
# Starts the program as ``python -m ui`` does, and ends it at the moment at which the ledger would be opened.
PROGRAM = """
import json, runpy, sys
import ui.main

def begin(window, *_):
    print(json.dumps(sorted(sys.modules)))
    window.close()

ui.main._begin = begin
sys.argv[1:] = json.loads(sys.stdin.read())
runpy.run_module("ui", run_name="__main__")
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], Path]:
    """The modules that were there at the first paint, and the folder that the program was given."""
    folder = tmp_path_factory.mktemp("start")
    arguments = ["--ledger", str(folder / "台账.db"), "--state", str(folder / "window.ini")]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(arguments),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return set(json.loads(done.stdout)), folder


def test_nothing_heavy_is_imported_before_the_first_paint(started: tuple[set[str], Path]) -> None:
    modules, _ = started
    assert {name for name in modules if name in HEAVY or name.split(".")[0] in HEAVY} == set()
    assert len(modules) < MOST_MODULES


def test_of_the_use_cases_only_errors_and_paths_are_known(started: tuple[set[str], Path]) -> None:
    modules, _ = started
    assert {name for name in modules if name.split(".")[0] in ("app", "db")} == {
        "app",
        "app.errors",
        "app.exchange",
        "app.paths",
    }
    # What pages there are, not the pages: those are built when they are first shown.
    groups = ("organization", "place", "care", "training", "volunteer", "request")
    lists_of_pages = {"ui.tabs.page", *(f"ui.tabs.{name}pages" for name in groups)}
    assert {name for name in modules if name.startswith(("ui.tabs.", "ui.wizard"))} <= lists_of_pages


def test_no_ledger_and_no_log_is_opened_before_the_first_paint(started: tuple[set[str], Path]) -> None:
    _, folder = started
    assert [path.name for path in folder.iterdir() if path.suffix != ".ini"] == []
