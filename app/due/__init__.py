"""谁该办什么了: everything of the organizations, the places, the activities and the volunteers that is due, as rows to open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlmodel import col, select

from app.desk import Desk
from app.due import league, party, unions
from app.due.care import activities
from app.due.places import places
from app.due.requests import requests
from app.due.row import CARE, PLACES, REQUESTS, Due, Look
from app.due.volunteering import SERVICE, volunteering
from app.rules.waiting import months_after, waiting
from app.surveys.orgtree import LINES
from app.surveys.overage import next_month
from db.models import Area, OrganizationLine

__all__ = ["DUE_LINES", "Due", "due_list", "elections_due", "everything_due"]

# Whose work something is: the stored word and its label.
DUE_LINES = (
    *((line.value, label) for line, label in LINES),
    (PLACES, "阵地"),
    (CARE, "活动"),
    (REQUESTS, "诉求"),
    (SERVICE, "志愿"),
)


def due_list(desk: Desk, on: date, ahead_days: int | None = None, *, area_id: int | None = None) -> list[Due]:
    """What is due for people of the Party and the unions on a day or within the days ahead (setting 提前提醒).

    The longest overdue first. Of people who are 封存 nothing is listed; a clerk of an area gets that area's people.
    """
    with desk.reading() as session:
        look = Look(session, desk, on, waiting(session), area_id)
        last = look.days_ahead(look.times.party_ahead_days if ahead_days is None else ahead_days)
        return _listed(look, _people(look), last)


def elections_due(desk: Desk, on: date, ahead_days: int | None = None) -> list[Due]:
    """Bodies whose term ends within the days ahead, or has ended; without days within the setting 换届提醒."""
    with desk.reading() as session:
        look = Look(session, desk, on, waiting(session))
        last = _election_horizon(look, ahead_days)
        return _listed(look, unions.elections(look, last), last)


def everything_due(
    desk: Desk, on: date, ahead_days: int | None = None, *, line: str = "", area_id: int | None = None
) -> list[Due]:
    """People, elections, the League's over-age members, what is due at places and activities together, of one line or all.

    ahead_days: how far ahead; without it each kind as far as its own setting says (over age: to the end of next month,
    activities: those of today and before).
    """
    with desk.reading() as session:
        look = Look(session, desk, on, waiting(session), area_id)
        people = look.days_ahead(look.times.party_ahead_days if ahead_days is None else ahead_days)
        election = _election_horizon(look, ahead_days)
        places_last = look.days_ahead(look.times.place_ahead_days if ahead_days is None else ahead_days)
        requests_last = look.days_ahead(look.times.request_ahead_days if ahead_days is None else ahead_days)
        over = next_month(on)[1] if ahead_days is None else people
        kinds = (
            ((OrganizationLine.PARTY, OrganizationLine.UNION), people, _people),
            ((OrganizationLine.LEAGUE,), people, league.activists),
            ((OrganizationLine.LEAGUE,), over, lambda look: league.overage(look, over)),
            ((PLACES,), places_last, places),
            ((CARE,), look.days_ahead(ahead_days or 0), activities),
            ((REQUESTS,), requests_last, requests),
            ((SERVICE,), places_last, volunteering),
            (tuple(OrganizationLine), election, lambda look: unions.elections(look, election)),
        )
        found = [
            row
            for lines, last, find in kinds
            if not line or line in lines
            for row in _listed(look, find(look), last)
        ]
    return _sorted(row for row in found if line in ("", row.line))


def _people(look: Look) -> Iterable[Due]:
    for find in (party.development, party.mobile_members, party.transfers, unions.applications):
        yield from find(look)


def _election_horizon(look: Look, ahead_days: int | None) -> date:
    if ahead_days is None:
        return months_after(look.on, look.times.election_reminder_months)
    return look.days_ahead(ahead_days)


def _listed(look: Look, rows: Iterable[Due], last: date) -> list[Due]:
    """The rows due by a day in their order, with the names of their areas."""
    found = [row for row in rows if row.due_on <= last]
    wanted = {row.area_id for row in found}
    query = select(col(Area.id), Area.name).where(col(Area.id).in_(wanted))
    names: dict[int, str] = {one: name for one, name in look.session.exec(query).all() if one is not None}
    return _sorted(replace(row, area=names.get(row.area_id, "")) for row in found)


def _sorted(rows: Iterable[Due]) -> list[Due]:
    return sorted(rows, key=lambda row: (row.due_on, row.who, row.what, row.record_id))
