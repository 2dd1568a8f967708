"""A clerk's morning at the example office, by mouse and keyboard on the real window."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e import duplicates, organizations
from tests.e2e.clerk import Clerk
from ui.main import load_the_rest
from ui.opening import Opening
from ui.window import MainWindow


@pytest.fixture
def clerk(shown_window: MainWindow, example_ledger: Path, tmp_path: Path, qtbot) -> Clerk:
    """A clerk before the example office."""
    place = tmp_path / "示例台账.db"
    shutil.copy(example_ledger, place)
    load_the_rest(shown_window)
    qtbot.waitActive(shown_window)
    Opening(shown_window, str(place)).begin()
    somebody = Clerk(shown_window, qtbot)
    somebody.rest()
    return somebody


def test_a_clerks_morning(clerk: Clerk) -> None:
    duplicates.merge_three(clerk)
    moved = organizations.move_on(clerk)
    assert len(moved) == 2
    station = organizations.join_station(clerk)
    organizations.print_coverage(clerk, station)
