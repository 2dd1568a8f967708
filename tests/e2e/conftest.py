"""Fixtures of the end-to-end tests: the window as it comes up at the first start, with a clerk before it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.clerk import Clerk
from tests.windows import garbage_on_the_main_thread, shown_window, state, theme, told
from ui.main import load_the_rest
from ui.shell.opening import Opening
from ui.shell.window import MainWindow

__all__ = ["garbage_on_the_main_thread", "shown_window", "state", "theme", "told"]


@pytest.fixture
def clerk(shown_window: MainWindow, tmp_path: Path, qtbot) -> Clerk:
    """A clerk before the window that opens a ledger which is not there yet."""
    load_the_rest(shown_window)
    qtbot.waitActive(shown_window)
    Opening(shown_window, str(tmp_path / "台账.db")).begin()
    somebody = Clerk(shown_window, qtbot)
    somebody.rest()
    return somebody


@pytest.fixture
def example_clerk(shown_window: MainWindow, example_ledger: Path, tmp_path: Path, qtbot) -> Clerk:
    """A clerk before the example office."""
    place = tmp_path / "示例台账.db"
    shutil.copy(example_ledger, place)
    load_the_rest(shown_window)
    qtbot.waitActive(shown_window)
    Opening(shown_window, str(place)).begin()
    somebody = Clerk(shown_window, qtbot)
    somebody.rest()
    return somebody
