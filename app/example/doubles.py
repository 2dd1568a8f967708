"""People of the example whom two communities registered, as it happens: never with the identity number a second time."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.example.book import Book, office_day
from app.example.lives import NAMED, Life, People
from app.example.office import Office
from app.example.persons import Persons
from db.models import Employment, Person, Precision, Registration

_TOPIC = "人员"
_MONTH = date(2024, 10, 1)
_KEPT = ("name", "gender", "phones")
_WORK = ("category", "platform_id")
# Characters that sound alike: one of them is easily written for the other.
_SOUND_ALIKE = {
    "伟": "炜",
    "芳": "方",
    "军": "君",
    "杰": "洁",
    "明": "铭",
    "霞": "侠",
    "辉": "晖",
    "丽": "莉",
    "燕": "艳",
}


@dataclass(frozen=True)
class Double:
    """Two cards of one person, and what made the second one differ."""

    kind: str
    first: Life
    second: Life

    @property
    def ids(self) -> tuple[int, int]:
        """The cards' ids, the lower one first; once they are written."""
        one, other = sorted((self.first.person.known_id(), self.second.person.known_id()))
        return one, other


class Doubles:
    """Registers some people a second time in October 2024."""

    def __init__(self, book: Book, office: Office, persons: Persons, people: People) -> None:
        self._book, self._office, self._persons, self._people = book, office, persons, people
        self._chance: random.Random = book.chance
        self._taken: set[int] = set()

    def tell(self) -> list[Double]:
        """Enter the second cards; they live on beside the first ones."""
        kinds: tuple[tuple[str, int, Callable[[Life], dict[str, Any] | None]], ...] = (
            ("姓名电话相同", 6, lambda _: {}),
            ("换了号码", 3, self._new_number),
            ("写成同音字", 3, _sounds_alike),
            ("另有号码", 2, self._second_number),
            ("只知道年月", 2, self._only_month),
        )
        return [self._double(kind, differs) for kind, many, differs in kinds for _ in range(many)]

    def _double(self, kind: str, differs: Callable[[Life], dict[str, Any] | None]) -> Double:
        waiting = [
            life
            for life in self._people.lives
            if life.left_on is None and life.since < _MONTH and life.person.now["name"] not in NAMED
        ]
        while True:
            place = self._chance.randrange(len(waiting))
            changed = differs(waiting[place])
            if changed is not None and id(waiting[place]) not in self._taken:
                self._taken.add(id(waiting[place]))
                return Double(kind, waiting[place], self._register(waiting[place], changed))

    def _register(self, life: Life, changed: dict[str, Any]) -> Life:
        """The card that another community sent in."""
        on = office_day(self._chance, _MONTH)
        community = self._chance.choice([name for name in self._office.communities if name != life.community])
        area = self._office.communities[community]
        work = {name: life.person.now[name] for name in _WORK}
        values = {name: life.person.values[name] for name in _KEPT} | work | changed
        add = self._book.add
        person = add(on, _TOPIC, Person, area_id=area, registered_on=on, source="社区报送", **values)
        registration = add(on, _TOPIC, Registration, person_id=person, area_id=area, from_on=on)
        employment = add(on, _TOPIC, Employment, person_id=person, from_on=on, **work)
        second = Life(person, community, registration, employment, None, on, spans=[(on, None)])
        self._people.lives.append(second)
        self._taken.add(id(second))
        return second

    def _new_number(self, life: Life) -> dict[str, Any] | None:
        if life.person.values.get("birth_precision", Precision.DAY) != Precision.DAY:
            return None
        return {"phones": self._persons.phone(), "birth_date": life.person.values["birth_date"]}

    def _second_number(self, life: Life) -> dict[str, Any]:
        return {"phones": f"{self._persons.phone()} {life.person.values['phones']}"}

    def _only_month(self, life: Life) -> dict[str, Any] | None:
        born: date = life.person.values["birth_date"]
        month = {"birth_date": born.replace(day=1), "birth_precision": Precision.MONTH}
        return month | {"phones": self._persons.phone()}


def _sounds_alike(life: Life) -> dict[str, Any] | None:
    name: str = life.person.values["name"]
    return {"name": name[:-1] + _SOUND_ALIKE[name[-1]]} if name[-1] in _SOUND_ALIKE else None
