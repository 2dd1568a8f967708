"""Whom a line of a platform's export means: told by number, identity number or mobile beside the name, never by the name alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.errors import Problem
from app.exchange.lookups import Lookups, candidates
from app.exchange.outside import OutsideRow
from app.rules.identity import fits_mask
from db.base import table_of
from db.models import Person, PersonStatus, VolunteerRegistration

_PEOPLE, _KNOWN = table_of(Person), table_of(VolunteerRegistration)
_AT_ONCE = 400
Card = Mapping[str, Any]


class Volunteers:
    """The people of the ledger that lines may mean, read once."""

    def __init__(self, session: Session, rows: Iterable[OutsideRow], source: str, lookups: Lookups) -> None:
        """source: the platform whose volunteers' numbers stand in the export."""
        kept = list(rows)
        self._lookups = lookups
        self._numbers = _numbers(session, {row.values["volunteer_no"] for row in kept}, source)
        keys = {
            "name": {row.values["name"] for row in kept},
            "id_no": {row.values["id_no"] for row in kept if "*" not in row.values["id_no"]},
            "id": set(self._numbers.values()),
        }
        found = candidates(session, _PEOPLE, keys)
        self._by_id = {card["id"]: card for card in found}
        self._by_number = {card["id_no"]: card for card in found if card["id_no"]}
        self._by_name: dict[str, list[Card]] = {}
        for card in found:
            self._by_name.setdefault(card["name"], []).append(card)

    def find(self, row: OutsideRow) -> None:
        """Give a line its person, or say why it has none; a single namesake is offered, for the clerk to say."""
        values = row.values
        card = self._by_id.get(self._numbers.get(values["volunteer_no"], 0))
        card = card or self._by_number.get(values["id_no"] or "-")
        if card is not None and card["name"] != values["name"]:
            message = f"编号或证号在台账里是另一个姓名（{card['number']}），请核对。"
            row.add(Problem("NAME_CONFLICT", "name", message))
            return
        namesakes = [one for one in self._by_name.get(values["name"], ()) if not _contradicts(one, values)]
        sure = [card] if card is not None else [one for one in namesakes if _agrees(one, values)]
        if len(sure) == 1:
            self._take(row, sure[0])
        elif len(sure) > 1 or len(namesakes) > 1:
            message = f"台账里有{max(len(sure), len(namesakes))}位同名的人，分不清是哪一位。"
            row.add(Problem("AMBIGUOUS", "name", message))
        elif namesakes:
            self._offer(row, namesakes[0])
        elif values["name"]:
            row.add(Problem("NOT_IN_LEDGER", "name", "台账里没有这个人，请先登记人员。"))

    def _offer(self, row: OutsideRow, card: Card) -> None:
        self._take(row, card)
        if row.blocked:
            return
        row.offered = True
        place = self._lookups.area_name(card["area_id"])
        message = f"只有姓名相同（{card['number']}，{place}），证号、电话对不上或没有；核实是同一人的再勾选。"
        row.add(Problem("NAME_ONLY", "name", message))

    def _take(self, row: OutsideRow, card: Card) -> None:
        if card["area_id"] not in self._lookups.visible:
            row.add(Problem("ELSEWHERE", "name", "这个人由其他区域登记，请与那边联系。"))
        elif card["status"] == PersonStatus.RESTRICTED:
            row.add(Problem("SEALED", "name", f"这个人的卡片已经封存（{card['number']}），不能导入。"))
        else:
            row.person_id, row.area_id = int(card["id"]), int(card["area_id"])


def _numbers(session: Session, wanted: Iterable[str], source: str) -> dict[str, int]:
    """Person by volunteer's number: as registered at this platform, else where only one person has the number at all."""
    numbers = sorted(number for number in wanted if number)
    here: dict[str, int] = {}
    anywhere: dict[str, set[int]] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        query = sa.select(_KNOWN.c.volunteer_no, _KNOWN.c.platform, _KNOWN.c.person_id)
        for number, platform, person in session.execute(
            query.where(_KNOWN.c.volunteer_no.in_(numbers[start : start + _AT_ONCE]))
        ):
            anywhere.setdefault(number, set()).add(person)
            if platform == source:
                here[number] = person
    alone = {number: next(iter(people)) for number, people in anywhere.items() if len(people) == 1}
    return alone | here


def _agrees(card: Card, values: Mapping[str, Any]) -> bool:
    """Whether something beside the name says that a namesake is meant."""
    number = values["id_no"]
    if (
        number
        and card["id_no"]
        and (fits_mask(card["id_no"], number) if "*" in number else card["id_no"] == number)
    ):
        return True
    known = card["phones"].split()
    return any(_phone_fits(one, written) for one in known for written in values["phones"].split())


def _contradicts(card: Card, values: Mapping[str, Any]) -> bool:
    number = values["id_no"]
    if not number or not card["id_no"]:
        return False
    return not fits_mask(card["id_no"], number) if "*" in number else bool(card["id_no"] != number)


def _phone_fits(phone: str, written: str) -> bool:
    if "*" not in written:
        return phone == written
    shown = re.sub(r"\*+", "*", written)
    return len(phone) == 11 and fits_mask(phone, shown)
