"""At the example office, mostly by keyboard: a term of classes, a month of a team, a round of the places."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlmodel import select

from db.models import Person, PersonStatus
from tests.e2e import places, service, term
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
    term.reprint(clerk, tmp_path / "结业证书.pdf", tmp_path / "重印.pdf")
    term.void_and_replace(clerk)


@pytest.mark.timeout(600)
def test_a_teams_month(clerk: Clerk) -> None:
    services = service.log_month(clerk)
    service.verify_and_book(clerk, services)
    service.correct_one(clerk)
    service.refuse_another_body(clerk)
    service.certify(clerk)


@pytest.mark.timeout(600)
def test_a_round_of_the_places(clerk: Clerk, tmp_path: Path) -> None:
    places.import_water_points(clerk, tmp_path / places.PLACES.name)
    places.put_on_map(clerk)
    places.inspect(clerk)
    places.recognise_three(clerk)
    places.print_map_and_coverage(clerk, tmp_path)
