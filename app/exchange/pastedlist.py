"""Whom the lines of a pasted list mean: read, looked up among the people a clerk sees, left to the clerk where it is not sure."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.desk import Desk
from app.exchange.namelist import ListLine, parse_list
from app.values.masking import mask_phones
from db.base import table_of
from db.models import Category, Person, PersonStatus, Platform, PlatformKind, Station
from db.search import matching

_CHUNK = 400
_WORK = {
    PlatformKind.EXPRESS: Category.COURIER,
    PlatformKind.DELIVERY: Category.RIDER,
    PlatformKind.RIDE_HAILING: Category.RIDE_HAILING_DRIVER,
    PlatformKind.FREIGHT: Category.TRUCK_DRIVER,
}


class MatchState(enum.StrEnum):
    """What a line of the list came to; a MEMBER is where the list would bring them already."""

    FOUND = "found"
    MEMBER = "member"
    CHOOSE = "choose"
    NOT_FOUND = "not_found"
    REPEATED = "repeated"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Candidate:
    """Somebody a line may mean: id, and what tells them apart (station, masked phone)."""

    person_id: int
    label: str


@dataclass(frozen=True)
class Match:
    """A line and what it came to. person_id: the person for FOUND and MEMBER. candidates: to choose from for CHOOSE."""

    line: ListLine
    state: MatchState
    message: str
    person_id: int | None = None
    candidates: tuple[Candidate, ...] = ()


def match_people(
    desk: Desk,
    text: str,
    station_id: int | None,
    there: Callable[[Session, Sequence[int]], Mapping[int, str]],
) -> list[Match]:
    """Who of the ledger each line means. Nothing is written.

    A name with its phone is somebody; a name alone only when one person has it, at the station where one is given. The
    same phone under another name, or several of the name, are for the clerk to choose from. there: the people who are
    where the list would bring them already, with the sentence that says so.
    """
    lines = parse_list(text)
    with desk.reading() as session:
        people = _people(session, desk, lines)
        known = there(session, [person.id or 0 for person in people])
        stations = _stations(session, {person.station_id for person in people if person.station_id})
    find = _Finder(people, stations, station_id)
    matches: list[Match] = []
    seen: dict[int, int] = {}
    for line in lines:
        found = find.match(line)
        person = found.person_id
        if person is not None:
            first = seen.setdefault(person, line.number)
            if first != line.number:
                found = Match(line, MatchState.REPEATED, f"与第{first}行是同一个人。", person)
            elif person in known:
                found = Match(line, MatchState.MEMBER, known[person], person)
        matches.append(found)
    return matches


def new_person(desk: Desk, line: ListLine, station_id: int | None) -> dict[str, Any]:
    """What the form of a new person begins with for a line that the ledger does not know: the station gives area and work."""
    known: dict[str, Any] = {"name": line.name, "phones": " ".join(line.phones)}
    if station_id is None:
        return known
    with desk.reading() as session:
        station = session.get_one(Station, station_id)
        platform = session.get(Platform, station.platform_id) if station.platform_id is not None else None
    category = _WORK.get(platform.kind, Category.OTHER) if platform is not None else Category.OTHER
    return known | {
        "station_id": station_id,
        "area_id": station.area_id,
        "platform_id": station.platform_id,
        "category": category.value,
    }


class _Finder:
    """Finds the people that lines mean among those read for them."""

    def __init__(self, people: Sequence[Person], stations: Mapping[int, str], station_id: int | None) -> None:
        self._stations, self._station_id = stations, station_id
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        self._by_phone: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            self._by_name[person.name].append(person)
            for phone in person.phones.split():
                self._by_phone[phone].append(person)

    def match(self, line: ListLine) -> Match:
        if not line.name:
            return Match(line, MatchState.UNREADABLE, "这一行没有读出姓名，请修改后重新粘贴，或者跳过。")
        same_phone = [person for phone in line.phones for person in self._by_phone.get(phone, ())]
        both = _unique(person for person in same_phone if person.name == line.name)
        if len(both) == 1:
            return Match(line, MatchState.FOUND, "姓名和电话一致。", both[0].id)
        named = self._by_name.get(line.name, [])
        if both:
            return self._choose(line, both, "有多人姓名和电话都一致，请选择。")
        here = [one for one in named if self._station_id is not None and one.station_id == self._station_id]
        free = [one for one in here if not (line.phones and one.phones)]
        if len(here) == 1 and free:
            return Match(line, MatchState.FOUND, "本站点只有一人同名。", free[0].id)
        if len(named) == 1 and not line.phones and self._station_id is None:
            return Match(line, MatchState.FOUND, "台账中只有一人同名。", named[0].id)
        if named or same_phone:
            message = "姓名相同，电话或站点不同，请选择。" if named else "电话相同，姓名不同，请选择。"
            return self._choose(line, _unique([*here, *named, *same_phone]), message)
        return Match(line, MatchState.NOT_FOUND, "台账中没有这个人，请先登记人员。")

    def _choose(self, line: ListLine, people: Sequence[Person], message: str) -> Match:
        found = tuple(Candidate(person.id or 0, self._label(person)) for person in people)
        return Match(line, MatchState.CHOOSE, message, candidates=found)

    def _label(self, person: Person) -> str:
        station = self._stations.get(person.station_id or 0, "")
        parts = (person.number, person.name, station, mask_phones("、".join(person.phones.split())))
        return " · ".join(part for part in parts if part)


def _unique(people: Iterable[Person]) -> list[Person]:
    return list({person.id: person for person in people}.values())


def _people(session: Session, desk: Desk, lines: Sequence[ListLine]) -> list[Person]:
    """Everybody the clerk sees who has a name or a phone of the list, those 封存 left out."""
    names = list(dict.fromkeys(line.name for line in lines if line.name))
    found: dict[int, Person] = {}
    for start in range(0, len(names), _CHUNK):
        for person in session.exec(_visible(desk, col(Person.name).in_(names[start : start + _CHUNK]))):
            found[person.id or 0] = person
    known = {phone for person in found.values() for phone in person.phones.split()}
    for phone in dict.fromkeys(phone for line in lines for phone in line.phones if phone not in known):
        for person in session.exec(_visible(desk, _holding(session, phone))):
            if phone in person.phones.split():
                found[person.id or 0] = person
    return list(found.values())


def _visible(desk: Desk, condition: sa.ColumnElement[bool]) -> Any:
    query = select(Person).where(condition, Person.status != PersonStatus.RESTRICTED)
    areas = desk.visible_areas()
    return query if areas is None else query.where(col(Person.area_id).in_(areas))


def _holding(session: Session, phone: str) -> sa.ColumnElement[bool]:
    entries = sa.table("search_entries", sa.column("id"), sa.column("row_id"))
    hits = matching(session.get_bind().dialect.name, phone, table_of(Person).name)
    return col(Person.id).in_(sa.select(entries.c.row_id).where(entries.c.id.in_(hits)))


def _stations(session: Session, ids: Iterable[int]) -> dict[int, str]:
    query = select(Station.id, Station.name).where(col(Station.id).in_(list(ids)))
    return {one: name for one, name in session.exec(query).all() if one is not None}
