"""Figures of the article: each is loaded into a small office as records, and read back from its measure."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import start
from app.desk import Actor, Desk
from app.measures.figures import figures
from app.measures.period import Year
from db.models import (
    ClassRun,
    ClassSession,
    Clue,
    Course,
    DailyTotal,
    Facility,
    FacilityState,
    FriendlyUnit,
    Headcount,
    Team,
    UnitStep,
)
from tests.conftest import Office

IN_THE_YEAR = date(2024, 6, 3)
# Row of the article, code of the measure, and the figure; Xixi's units in hand are counted together.
FIGURES = [
    ("R01", "F05", 447),
    ("R02", "F06", 301),
    ("R03", "F01", 264),
    ("R04", "F03", 31),
    ("R06", "V01", 17),
    ("R12", "F02", 60),
    ("R32", "T01", 15),
    ("R33", "T02", 19),
    ("R34", "T05", 5500),
    ("R47", "F13", 87),
    ("R49", "F07", 90),
    ("R50", "F08", 80),
    ("R53", "V06", 30_000),
    ("R55", "R06", 200),
    ("R56", "V07", 2_000),
]
_PLACES = {"rest_stop": 264, "discount_canteen": 31, "water_point": 60, "parking_bay": 90, "resting_spot": 80}
_UNITS = (("compound", "recognised", 447), ("district", "recognised", 301), ("compound", "creating", 69),
          ("building", "creating", 18))  # fmt: skip


@pytest.fixture(scope="module")
def told(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The year's figures of an office that holds all of it."""
    place = tmp_path_factory.mktemp("article") / "台账.db"
    shutil.copy(empty_ledger, place)
    running = start(place, actor=Actor(None, "经办人王某"))
    try:
        _load(running.desk, Office(running.desk))
        codes = [code for _, code, _ in FIGURES]
        yield {code: one.value for code, one in figures(running.desk, codes, Year(2024)).items()}
    finally:
        running.close()


def _load(desk: Desk, office: Office) -> None:
    area = office.community
    with desk.operation("save", "文章里的数字") as session:

        def add(records: list[Any]) -> list[int]:
            session.add_all(records)
            session.flush()
            return [record.id for record in records]

        kinds = [kind for kind, count in _PLACES.items() for _ in range(count)]
        places = add([Facility(number=f"ZD-{n}", name=f"点位{n}", kind=kind, area_id=area)
                      for n, kind in enumerate(kinds)])  # fmt: skip
        add([FacilityState(facility_id=one, status="open", from_on=IN_THE_YEAR) for one in places])
        stages = [(kind, stage) for kind, stage, count in _UNITS for _ in range(count)]
        units = add([FriendlyUnit(number=f"DY-{n}", name=f"单元{n}", kind=kind, area_id=area)
                     for n, (kind, _) in enumerate(stages)])  # fmt: skip
        add([UnitStep(unit_id=one, stage=stage, from_on=IN_THE_YEAR)
             for one, (_, stage) in zip(units, stages, strict=True)])  # fmt: skip
        teams = add([Team(number=f"DW-{n}", name=f"队伍{n}", area_id=area, founded_on=IN_THE_YEAR)
                     for n in range(17)])  # fmt: skip
        for output, quantity in (("meals", 1_000), ("leaflets", 100)):
            add([DailyTotal(team_id=teams[0], served_on=date(2024, 5, day), output=output, quantity=quantity,
                            area_id=area) for day in range(1, 31 if output == "meals" else 21)])  # fmt: skip
        add([Clue(number=f"XS-{n}", reported_on=IN_THE_YEAR, channel="chat", content="停车", area_id=area)
             for n in range(200)])  # fmt: skip
        courses = add([Course(number=f"KC-{n}", name=f"课程{n}") for n in range(15)])
        runs = add([ClassRun(number=f"BC-{n}", name=f"班次{n}", course_id=courses[n % 15], area_id=area,
                             status="finished", from_on=IN_THE_YEAR) for n in range(19)])  # fmt: skip
        lessons = add([ClassSession(class_run_id=run, held_on=IN_THE_YEAR) for run in runs])
        add([Headcount(session_id=one, count=290 if n < 9 else 289) for n, one in enumerate(lessons)])


@pytest.mark.parametrize(("row", "code", "figure"), FIGURES)
def test_the_articles_figure_comes_out_of_its_measure(
    told: dict[str, Any], row: str, code: str, figure: int
) -> None:
    assert told[code] == figure, row
