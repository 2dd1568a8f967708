"""核实: the list of people to be met, one line each, as a clerk works it off at a station or on the phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.desk import Desk
from app.errors import UserError
from app.registers import find_register, lists
from app.registers.lists import Filter, Op, Query
from app.values.masking import mask_phones
from db.base import table_of
from db.models import Area, Person, PersonStatus, Platform, Station

MOST = 1_000


@dataclass(frozen=True)
class Line:
    """Somebody on the books. phone: masked; work: station or platform; last_on: when last met, or else registered."""

    person_id: int
    name: str
    phone: str
    work: str
    area: str
    last_on: date
    met: bool


def lines_of(desk: Desk, query: Query) -> list[Line]:
    """The people of a list who are on the books, by station and name.

    Raises UserError when there is nobody, or more than ``MOST``.
    """
    people, active = find_register("people"), Filter("status", Op.IS, (PersonStatus.ACTIVE.value,))
    wanted = Query(query.search, (*query.filters, active), within=query.within)
    total = lists.count(desk, people, wanted)
    if total == 0:
        raise UserError("这些人员里没有在册的，不用核实。", "请先筛选出要核实的站点或社区。")
    if total > MOST:
        raise UserError(f"列表中有{total}名在册人员，一次最多核实{MOST}人。", "请先筛选到一个站点或社区。")
    ids = [row.id for row in lists.page(desk, people, wanted, ["name"], size=MOST)]
    return _read(desk, ids)


def _read(desk: Desk, ids: Sequence[int]) -> list[Line]:
    person, area = table_of(Person), table_of(Area)
    platform, station = table_of(Platform), table_of(Station)
    query = (
        sa.select(
            person.c.id, person.c.name, person.c.phones, station.c.name, platform.c.name, area.c.name,
            person.c.last_verified_on, person.c.registered_on,
        )
        .join(area, area.c.id == person.c.area_id)
        .outerjoin(station, station.c.id == person.c.station_id)
        .outerjoin(platform, platform.c.id == person.c.platform_id)
        .where(person.c.id.in_(ids))
        .order_by(station.c.name_pinyin.nulls_last(), person.c.name_pinyin, person.c.id)
    )  # fmt: skip
    with desk.reading() as session:
        rows = session.execute(query).all()
    return [
        Line(one, name, mask_phones(phones), at or brand or "", where, last or registered, last is not None)
        for one, name, phones, at, brand, where, last, registered in rows
    ]
