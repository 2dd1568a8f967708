"""Places and plates on any day equal a replay of what happened; validity and checks on leap days."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from app.due import everything_due
from app.due.row import PLACES
from app.measures.figures import figure
from app.measures.period import Day
from app.registers import find_register
from app.rules.dates import years_after
from app.surveys.unitcoverage import HEADS, unit_coverage

FIRST = date(2024, 1, 8)
_BRANDS = ("暖蜂驿站", "爱心驿家", "党群服务驿站")
_STEPS = {"open": ("suspend", "suspended"), "suspended": ("open", "open")}
act = {action.key: action.run for action in find_register("facilities").actions}
unit_act = {action.key: action.run for action in find_register("friendly_units").actions}


class Replay:
    """What happened, told once more in plain Python: spans during which places were open and plates hung."""

    def __init__(self, office, chance):
        self.office, self.chance = office, chance
        self.open, self.plates = {}, []

    def place(self, at):
        opened = FIRST + timedelta(days=self.chance.randint(0, 60))
        place = self.office.make(
            "facilities",
            name=f"驿站{at}",
            kind="rest_stop",
            area_id=self.office.community,
            opened_on=opened,
        )
        self.open[place] = [[opened, None]]
        on, status = opened, "open"
        for _ in range(self.chance.randint(0, 4)):
            on += timedelta(days=self.chance.randint(1, 40))
            verb, status = ("close", "closed") if self.chance.random() < 0.2 else _STEPS[status]
            act[verb](self.office.desk, [place], {"on": on, "reason": ""})
            if status == "open":
                self.open[place].append([on, None])
            elif self.open[place][-1][1] is None:
                self.open[place][-1][1] = on
            if status == "closed":
                break
        for brand in self.chance.sample(_BRANDS, self.chance.randint(0, 3)):
            hung = opened + timedelta(days=self.chance.randint(0, 30))
            down = hung + timedelta(days=self.chance.randint(1, 90)) if self.chance.random() < 0.5 else None
            self.office.make("facility_plates", facility_id=place, brand=brand, from_on=hung, to_on=down)
            self.plates.append((place, hung, down))

    def by_place(self, day):
        return sum(self.is_open(place, day) for place in self.open)

    def by_plate(self, day):
        return sum(_holds(span, day) and self.is_open(place, day) for place, *span in self.plates)

    def is_open(self, place, day):
        return any(_holds(span, day) for span in self.open[place])


def _holds(span, day):
    return span[0] <= day and (span[1] is None or day < span[1])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_places_and_plates_on_a_day_equal_a_replay(office, seed):
    replay = Replay(office, random.Random(seed))
    for at in range(6):
        replay.place(at)
    edges = {day for spans in replay.open.values() for span in spans for day in span if day}
    edges |= {day for _, *span in replay.plates for day in span if day}
    for edge in sorted(edges):
        for day in (edge - timedelta(days=1), edge):
            assert figure(office.desk, "F01", Day(day)).value == replay.by_place(day), day
            assert figure(office.desk, "F25", Day(day)).value == replay.by_plate(day), day


def recognised(office, on, until):
    unit = office.make("friendly_units", name="闰年苑", kind="compound", area_id=office.community)
    for verb, days in (("apply", 60), ("begin", 40), ("inspect", 10)):
        unit_act[verb](office.desk, [unit], {"on": on - timedelta(days=days)})
    unit_act["recognise"](office.desk, [unit], {"on": on, "valid_until": until})
    return unit


def numbers(office, on):
    return dict(zip(HEADS, unit_coverage(office.desk, on).total.numbers, strict=True))


def test_a_recognition_of_a_leap_day_holds_through_its_last_day(office):
    leap = date(2024, 2, 29)
    until = years_after(leap, 1)
    assert until == date(2025, 2, 28)
    unit = recognised(office, leap, until)
    office.make("friendly_units", name="没申报的楼", kind="building", area_id=office.other_community)
    assert numbers(office, leap - timedelta(days=1))["验收"] == 1
    assert numbers(office, leap)["授牌有效"] == 1
    last, after = numbers(office, until), numbers(office, date(2025, 3, 1))
    assert (last["总数"], last["授牌有效"], last["未申报"]) == (2, 1, 1)
    assert (after["授牌有效"], after["待复查"]) == (0, 1)
    assert figure(office.desk, "W04", Day(until)).value == 0
    assert figure(office.desk, "W04", Day(date(2025, 3, 1))).value == 1
    (row,) = everything_due(office.desk, until, line=PLACES)
    assert (row.due_on, row.overdue_days) == (until, 0)
    unit_act["check_again"](office.desk, [unit], {"on": until, "valid_until": date(2028, 2, 29)})
    assert numbers(office, date(2025, 3, 1))["授牌有效"] == 1
    assert figure(office.desk, "F05", Day(date(2028, 2, 29))).value == 1
    assert figure(office.desk, "F05", Day(date(2028, 3, 1))).value == 0
