"""Whom the lines of a sign-in sheet mean: learners of the class, people of the ledger, or strangers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

from app.errors import Problem
from app.exchange.lookups import Lookups
from app.exchange.peoplefinder import PeopleFinder
from app.exchange.platforms import usual_category
from app.exchange.signin import GUEST, LEARNER, STRANGER, SignInRow
from app.registers.people import PEOPLE
from app.rules.training import MARKED
from db.base import table_of
from db.models import Enrolment, EnrolmentStatus, Person, Station

_CATEGORIES = {label: value for value, label in PEOPLE.field("category").choices}


@dataclass(frozen=True)
class _Known:
    """A person on the class's list. status: of the enrolment."""

    id: int
    phones: frozenset[str]
    station: str
    status: str


def find_people(
    session: Session, lookups: Lookups, rows: Sequence[SignInRow], class_run_id: int | None
) -> None:
    """Give each line its person and standing; what is not sure is a problem."""
    listed = _listed(session, class_run_id)
    finder = PeopleFinder(session, rows)
    same_name = _same_names(session, lookups, rows)
    for row in rows:
        if not row.values["name"]:
            continue
        if not _on_the_list(row, listed.get(row.values["name"], [])):
            _beyond_the_list(row, finder, lookups, same_name)


def _listed(session: Session, class_run_id: int | None) -> dict[str, list[_Known]]:
    people, places, stations = table_of(Person), table_of(Enrolment), table_of(Station)
    query = (
        sa.select(
            people.c.id, people.c.name, people.c.phones, stations.c.name.label("station"), places.c.status
        )
        .join(places, places.c.person_id == people.c.id)
        .outerjoin(stations, stations.c.id == people.c.station_id)
        .where(places.c.class_run_id == class_run_id)
    )
    found: dict[str, list[_Known]] = {}
    for row in session.execute(query) if class_run_id is not None else ():
        one = _Known(row.id, frozenset(row.phones.split()), row.station or "", row.status)
        found.setdefault(row.name, []).append(one)
    return found


def _on_the_list(row: SignInRow, known: Sequence[_Known]) -> bool:
    """Whether the class's list settles who it is; on it a name alone does when nobody shares it."""
    phones = set((row.values.get("phones") or "").split())
    sure = [one for one in known if phones & one.phones]
    if not sure and len(known) > 1:
        sure = [one for one in known if one.station and one.station == row.values.get("unit")]
    if not sure and len(known) == 1:
        sure = list(known)
        if phones and known[0].phones:
            row.add(Problem("PHONE_DIFFERS", "phones", "电话与台账不同，请核对是否同一人。", blocking=False))
    if len(sure) > 1 or (known and not sure):
        row.add(Problem("AMBIGUOUS", "name", f"班上有{len(known)}人叫这个名字，请补上电话。"))
        return True
    if not sure:
        return False
    row.record_id = sure[0].id
    if sure[0].status in MARKED:
        row.standing = LEARNER
    elif sure[0].status == EnrolmentStatus.REJECTED:
        row.add(Problem("REJECTED", "name", "报名未通过，不能登记考勤，请先核对。"))
    else:
        row.standing = GUEST
        row.add(Problem("NOT_ADMITTED", "name", "已报名，还没有录取。", blocking=False))
    return True


def _beyond_the_list(
    row: SignInRow, finder: PeopleFinder, lookups: Lookups, same_name: dict[str, list[int]]
) -> None:
    person, problem = finder.find(row, lookups.platform_ids)
    row.add(problem)
    if person is not None and person["area_id"] not in lookups.visible:
        row.add(Problem("ELSEWHERE", "name", "这个人由其他区域登记，请与那边联系。"))
    elif person is not None:
        row.record_id, row.standing = person["id"], GUEST
        row.add(Problem("NOT_ENROLLED", "name", "台账里有这个人，但不在学员名单里。", blocking=False))
    elif len(namesakes := same_name.get(row.values["name"], [])) == 1:
        row.record_id, row.standing, row.offered = namesakes[0], GUEST, True
        message = "台账里有一位同名的人，电话对不上；确认是同一人的可以勾选。"
        row.add(Problem("SAME_NAME", "name", message))
    elif namesakes:
        message = f"台账里有{len(namesakes)}位同名的人，电话都对不上，请核对电话。"
        row.add(Problem("AMBIGUOUS", "name", message))
    else:
        _stranger(row, lookups)


def _stranger(row: SignInRow, lookups: Lookups) -> None:
    """What can be registered of somebody unknown: a phone is needed, and a workplace that tells the trade."""
    row.standing = STRANGER
    place = lookups.platform_words.find(row.values.get("unit"))
    category = _CATEGORIES.get(usual_category(place.platform) or "")
    row.registrable = bool(row.values.get("phones") and category)
    row.values.update(platform=place.platform, station=place.station, category=category)
    said = "台账里没有这个人。"
    if not row.registrable:
        lacks = "联系电话" if not row.values.get("phones") else "看得出从业类型的单位"
        said = f"台账里没有这个人，表中也没有{lacks}，不能登记为人员，可以只计人次。"
    row.add(Problem("NOT_IN_LEDGER", "name", said, blocking=False))


def _same_names(session: Session, lookups: Lookups, rows: Sequence[SignInRow]) -> dict[str, list[int]]:
    people = table_of(Person)
    names = sorted({row.values["name"] for row in rows} - {""})
    found: dict[str, list[int]] = {}
    for start in range(0, len(names), 400):
        chunk = names[start : start + 400]
        for row in session.execute(
            sa.select(people.c.id, people.c.name, people.c.area_id).where(people.c.name.in_(chunk))
        ):
            if row.area_id in lookups.visible:
                found.setdefault(row.name, []).append(row.id)
    return found
