"""A clerk's term at the example office: from the plan to the certificates, by keyboard."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlmodel import select

from db.models import Person, PersonStatus
from tests.e2e import term
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


def thirty_names(clerk: Clerk) -> str:
    """Names and phones of people on the books, one on a line, as they come from a chat."""
    with clerk.window.desk.reading() as session:
        people = session.exec(select(Person).where(Person.status == PersonStatus.ACTIVE)).all()
    known = [one for one in people if one.phones and one.id_no]
    return "\n".join(f"{one.name} {one.phones.split()[0]}" for one in known[: term.LEARNERS])


@pytest.mark.timeout(600)
def test_a_clerks_term(clerk: Clerk, tmp_path: Path) -> None:
    term.plan(clerk)
    term.open_class(clerk)
    term.enrol_thirty(clerk, thirty_names(clerk))
    term.mark(clerk)
    numbers = term.issue(clerk, tmp_path / "结业证书.pdf")
    assert len(set(numbers)) == term.LEARNERS - 1
    term.void_and_replace(clerk)
