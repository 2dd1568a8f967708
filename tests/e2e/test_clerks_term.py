"""At the example office, mostly by keyboard: a term of classes, a month of a team, a round of the places."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import select

from db.models import Person, PersonStatus
from tests.e2e import places, service, term
from tests.e2e.clerk import Clerk


def thirty_names(clerk: Clerk) -> str:
    """Names and phones of people on the books, one on a line, as they come from a chat."""
    with clerk.window.desk.reading() as session:
        people = session.exec(select(Person).where(Person.status == PersonStatus.ACTIVE)).all()
    known = [one for one in people if one.phones and one.id_no]
    return "\n".join(f"{one.name} {one.phones.split()[0]}" for one in known[: term.LEARNERS])


@pytest.mark.timeout(600)
def test_a_clerks_term(example_clerk: Clerk, tmp_path: Path) -> None:
    term.plan(example_clerk)
    term.open_class(example_clerk)
    term.enrol_thirty(example_clerk, thirty_names(example_clerk))
    term.mark(example_clerk)
    numbers = term.issue(example_clerk, tmp_path / "结业证书.pdf")
    assert len(set(numbers)) == term.LEARNERS - 1
    term.reprint(example_clerk, tmp_path / "结业证书.pdf", tmp_path / "重印.pdf")
    term.void_and_replace(example_clerk)


@pytest.mark.timeout(600)
def test_a_teams_month(example_clerk: Clerk) -> None:
    services = service.log_month(example_clerk)
    service.verify_and_book(example_clerk, services)
    service.correct_one(example_clerk)
    service.refuse_another_body(example_clerk)
    service.certify(example_clerk)


@pytest.mark.timeout(600)
def test_a_round_of_the_places(example_clerk: Clerk, tmp_path: Path) -> None:
    places.import_both(example_clerk, tmp_path)
    places.put_on_map(example_clerk)
    places.inspect(example_clerk)
    places.recognise_three(example_clerk)
    places.print_map_and_coverage(example_clerk, tmp_path)
