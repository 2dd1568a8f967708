"""The example's requests with every step they took, its table of time limits, and the meetings that took some of them up."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.actions.requests import USUAL_LIMITS
from app.example.book import Book, Row, month_starts, office_day
from app.example.lives import Life, People
from app.example.matters import MATTERS
from app.example.office import TODAY, Office
from app.rules.timelimits import due_by, limit_for
from app.rules.workdays import Calendar
from db.models import Request, RequestCategory, RequestLimit, RequestState, RequestStep, Satisfaction, Urgency
from db.models import RequestChannel as By

TOPIC = "诉求"
_FIRST, _MONTHS, _EACH = date(2024, 6, 1), 6, 7
_HANDED_ON = "社工办周某某"
_ANSWERS = (
    (Satisfaction.SATISFIED,) * 6
    + (Satisfaction.FAIRLY,) * 3
    + (
        Satisfaction.DISSATISFIED,
        Satisfaction.NOT_REACHED,
    )
)


@dataclass
class Told:
    """A request on its way: its row, its newest step, what it was about, and until when it is to be settled."""

    row: Row
    step: Row
    matter: int
    due_on: date
    unit: str


class Requests:
    """Tells of requests, month by month; the newest ones are still open."""

    def __init__(self, book: Book, office: Office, people: People) -> None:
        """Chance is this part's own, so that it moves nothing else."""
        self._book, self._office, self._people = book, office, people
        self._chance = random.Random(f"requests {book.opened}")
        self._limits: list[RequestLimit] = []
        self.told: list[Told] = []

    def tell(self) -> None:
        """Enter everything."""
        for name, channel, urgency, amount, unit, accept, source in USUAL_LIMITS:
            values: dict[str, Any] = {"name": name, "channel": channel, "urgency": urgency, "amount": amount}
            values |= {"unit": unit, "accept_days": accept, "source": source}
            self._book.add(_FIRST, TOPIC, RequestLimit, **values)
            self._limits.append(RequestLimit(**values))
        days = sorted(
            office_day(self._chance, month, last=28 if month.month == TODAY.month else 26)
            for month in month_starts(_FIRST, _MONTHS)
            for _ in range(_EACH)
        )
        for at, day in enumerate(days):
            self._live(self._receive(day, at % len(MATTERS)), day, at)
        self._petition()
        self._confidential()

    def _receive(self, day: date, matter: int, **values: Any) -> Told:
        channel, category, problem, report, title, place, _, _ = MATTERS[matter]
        life: Life = self._chance.choice([one for one in self._people.here(day, TODAY) if one.station])
        station = life.station
        urgency = Urgency.URGENT if category == RequestCategory.SAFETY else Urgency.USUAL
        limit = limit_for(self._limits, channel, urgency)
        assert limit is not None
        assert station is not None
        due_on, _ = due_by(limit, day, "", Calendar())
        accept = Calendar().last_of(day + timedelta(days=1), limit.accept_days) if limit.accept_days else None
        assert due_on is not None
        outside = channel in (By.CITY_LINE, By.SNAP, By.WEST_LAKE_CODE)
        known: dict[str, Any] = {
            "received_on": day, "received_at": f"{self._chance.randint(9, 17):02d}:{self._chance.choice((0, 15, 30, 45)):02d}",
            "channel": channel, "category": category, "problem": problem, "is_report": report, "title": title,
            "place": place, "urgency": urgency, "person_id": life.person, "station_id": station.row,
            "area_id": self._office.communities[life.community], "due_on": due_on, "accept_due_on": accept,
            "outside_no": f"{channel.value[:2].upper()}{day:%y%m%d}{len(self.told) + 101}" if outside else "",
            "reward": 200 if report and channel == By.SNAP else 0,
        }  # fmt: skip
        if channel == By.NETWORK:
            known |= {"person_id": None, "anonymous": True}
        row = self._book.add(day, TOPIC, Request, **known | values)
        step = self._book.add(
            day, TOPIC, RequestStep, request_id=row, state=RequestState.PENDING, from_on=day, due_on=due_on,
            done_by=_HANDED_ON,
        )  # fmt: skip
        told = Told(row, step, matter, due_on, "")
        self.told.append(told)
        return told

    def _live(self, told: Told, day: date, at: int) -> None:
        """What became of it, as far as it is done by the last day of the story."""
        unit, result = MATTERS[told.matter][-2:]
        taken = day + timedelta(days=self._chance.randint(0, 1))
        if not self._go(told, RequestState.ACCEPTED, taken):
            return
        if at % 17 == 9:
            self._go(
                told,
                RequestState.REFUSED,
                taken,
                "不属于街道职责，已告知应当找的单位",
                result="不属于街道职责",
            )
            return
        told.unit = unit
        if not self._go(told, RequestState.ASSIGNED, taken, f"派{unit}办理", unit=unit):
            return
        begun = taken + timedelta(days=1)
        if not self._go(told, RequestState.WORKING, begun):
            return
        if at % 13 == 5:
            said = "待明年统一改造时解决"
            self._go(told, RequestState.SUSPENDED, begun + timedelta(days=2), said, due_on=None)
            return
        late = self._chance.random() < 0.15
        if late and self._chance.random() < 0.5:
            extended = told.due_on + timedelta(days=7)
            if not self._go(
                told, RequestState.EXTENDED, told.due_on, f"延期至{extended}：等待材料", due_on=extended
            ):
                return
            told.due_on = extended
        done = (
            told.due_on + timedelta(days=2)
            if late
            else max(begun, told.due_on - timedelta(days=self._chance.randint(0, 4)))
        )
        if not self._go(told, RequestState.CLOSED, done, result, closed_on=done, result=result):
            return
        self._ask(told, done + timedelta(days=self._chance.randint(1, 5)))

    def _ask(self, told: Told, on: date) -> None:
        answer = self._chance.choice(_ANSWERS)
        called: dict[str, Any] = {"called_back_on": on, "called_back_by": _HANDED_ON, "satisfaction": answer}
        if told.row.values.get("anonymous"):
            return
        if not self._go(told, RequestState.CALLED_BACK, on, **called):
            return
        if answer in (Satisfaction.SATISFIED, Satisfaction.FAIRLY):
            self._go(told, RequestState.ARCHIVED, on + timedelta(days=15))

    def _petition(self) -> None:
        day = date(2024, 10, 21)
        told = self._receive(day, 5, title="对工伤认定结论不服，要求复查", channel=By.IN_PERSON)
        self._go(told, RequestState.TRANSFERRED, day + timedelta(days=1), "信访事项，转街道信访工作机构",
                 petition=True, transferred_to="街道信访工作机构")  # fmt: skip

    def _confidential(self) -> None:
        told = self._receive(
            date(2024, 11, 20), 5, title="反映站点克扣补贴", confidential=True, channel=By.HOTLINE
        )
        self._go(told, RequestState.ACCEPTED, date(2024, 11, 21), "已单独约谈")
        told.unit = "街道总工会"
        self._go(told, RequestState.ASSIGNED, date(2024, 11, 21), "派街道总工会办理", unit=told.unit)

    def _go(self, told: Told, to: RequestState, on: date, said: str = "", **values: Any) -> bool:
        """A step on its day; False when that lies after the story."""
        if on > TODAY:
            return False
        self._book.change(on, TOPIC, told.step, to_on=on)
        self._book.change(on, TOPIC, told.row, state=to, **values)
        told.step = self._book.add(
            on, TOPIC, RequestStep, request_id=told.row, state=to, from_on=on, said=said, unit=told.unit,
            due_on=values.get("due_on", told.due_on), satisfaction=values.get("satisfaction"), done_by=_HANDED_ON,
        )  # fmt: skip
        return True
