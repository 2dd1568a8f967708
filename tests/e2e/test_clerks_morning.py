"""A clerk's morning at the example office, by mouse and keyboard on the real window."""

from __future__ import annotations

from tests.e2e import duplicates, organizations, requests
from tests.e2e.clerk import Clerk


def test_a_clerks_morning(example_clerk: Clerk) -> None:
    duplicates.merge_three(example_clerk)
    moved = organizations.move_on(example_clerk)
    assert len(moved) == 2
    station = organizations.join_station(example_clerk)
    organizations.print_coverage(example_clerk, station)


def test_a_request_from_the_call_to_the_call_back(example_clerk: Clerk) -> None:
    requests.answer(example_clerk)
