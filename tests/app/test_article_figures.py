"""Figures of the article: loaded as records, they come out of their measures and stand on the printed page."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest

from app import settings
from app.actions.summary import draft, render
from app.actions.training_statistics_printing import print_training_statistics
from app.bootstrap import start
from app.desk import Actor
from app.measures.arithmetic import Value
from app.measures.catalogue import find_measure
from app.measures.counts import value_text
from app.measures.figures import figures
from app.measures.period import Year
from app.returns.choice import leave_out
from app.surveys.training import Length, Split
from tests.app.article import Article
from tests.conftest import Office

YEAR = Year(2024)
# Row of the article, code of the measure, and the figure. Gongshu's recognised units and Xixi's units in hand lie in one
# ledger, so does what each street says of itself.
FIGURES = [
    ("R01", "F05", 447), ("R02", "F06", 301), ("R03", "F01", 264), ("R04", "F03", 31), ("R04", "F17", 31),
    ("R05", "F18a", 300), ("R05", "F18b", 143), ("R06", "V01", 17), ("R07", "V10", 301), ("R07", "V10a", 101),
    ("R07", "V10b", 101), ("R07", "V10c", 100), ("R08", "A15a", 301),
    ("R08", "A16a", 301), ("R08", "A12", 80), ("R08", "A15f", 500), ("R08", "A22", 120), ("R09", "W06", 1), ("R10", "A01", 3), ("R10", "A03", 97),
    ("R10", "A04a", 5), ("R11", "A19", 300), ("R11", "A20", 300), ("R11", "A21", Decimal("99.7")),
    ("R11", "R01a", 6), ("R12", "F02", 60), ("R13", "F19a", 7), ("R13", "F19b", 525), ("R13", "F19c", 91),
    ("R13", "F20", 8), ("R13", "F20a", 8), ("R14", "O01", 14), ("R15", "O16", 5), ("R16", "O17", 8),
    ("R17", "O13", 3), ("R17", "O14", 100), ("R18", "O19", 12), ("R18", "R06", 200), ("R19", "R06b", 50),
    ("R19", "R01c", 4), ("R20", "R08", 2), ("R20", "R11", 31),
    ("R20", "R12", 9), ("R20", "R12a", 5), ("R20", "R12b", 3), ("R21", "A07b", 4), ("R21", "A10", 8), ("R21", "A11", 80),
    ("R21", "A11d", 40), ("R22", "F26a", 20), ("R22", "F26b", 20), ("R22", "F26c", 20), ("R24", "A12p", 3), ("R25", "A13a", 1), ("R25", "A13b", 3),
    ("R25", "A13c", 2), ("R28", "T09", 20), ("R28", "T11", 24_000),
    ("R29", "T16", 130), ("R30", "T19", 1), ("R31", "T18", 2), ("R32", "T01", 15), ("R33", "T02", 19),
    ("R34", "T05", 5500), ("R35", "O15", 11), ("R36", "O20a", 3), ("R37", "O01a", 1), ("R38", "O08", 3),
    ("R39", "O09a", 1), ("R40", "O10", 12), ("R40", "O12", 100), ("R41", "O03a", 40), ("R42", "O18", 2),
    ("R42", "R08a", 2), ("R42", "R15", 2), ("R43", "F15", 1), ("R43", "F30", 6), ("R45", "F16", 25), ("R45", "F27a", 30), ("R46", "F28a", 25),
    ("R46", "F28b", 2), ("R46", "F28c", 90), ("R47", "F13", 87), ("R51", "F31", Decimal("6.0")), ("R48", "F29b", 2), ("R48", "R01v", 10), ("R49", "F07", 90),
    ("R50", "F08", 80), ("R52", "V09", 46), ("R53", "V06", 30_000), ("R54", "V01c", 2), ("R55", "R06", 200),
    ("R55", "R06c", 100), ("R55", "R06e", 100), ("R56", "V07", 2_000), ("R57", "A06", 1), ("R58", "T10", 1), ("R59", "A13d", 2), ("R59", "A13e", 2), ("R59", "A13f", 1),
    ("R59", "A13g", 1),
]  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What the office reports of the year: by code, and as printed by the name of the line."""

    figures: dict[str, object]
    printed: dict[tuple[str, str], str]
    categories: list[str]


@pytest.fixture(scope="module")
def told(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The year's figures of an office that holds all of it."""
    place = tmp_path_factory.mktemp("article") / "台账.db"
    shutil.copy(empty_ledger, place)
    running = start(place, actor=Actor(None, "经办人王某"))
    try:
        desk = running.desk
        Article(desk, Office(desk)).load()
        settings.save(desk, {"office_name": "北山街道"})
        leave_out(desk, ())
        counted = figures(desk, [code for _, code, _ in FIGURES], YEAR)
        page = io.BytesIO()
        render(desk, draft(desk, YEAR), page)
        trained = print_training_statistics(desk, YEAR.last, Length.YEAR, Split.CATEGORY)
        with pdfplumber.open(io.BytesIO(trained.data)) as pdf:
            categories = pdf.pages[0].extract_text().splitlines()
        yield Told({code: one.value for code, one in counted.items()}, _lines(page), categories)
    finally:
        running.close()


def _lines(paper: io.BytesIO) -> dict[tuple[str, str], str]:
    """The table of the paper: the figure of the period by the name of the line and its unit."""
    found = {}
    with pdfplumber.open(paper) as pdf:
        for page in pdf.pages:
            for row in page.extract_table() or ():
                _, name, unit, figure, *_ = (cell or "" for cell in [*row, "", "", ""])
                found[name.replace("\n", ""), unit] = figure
    return found


@pytest.mark.parametrize(("row", "code", "figure"), FIGURES)
def test_the_articles_figure_comes_out_of_its_measure_and_stands_on_the_page(
    told: Told, row: str, code: str, figure: Value
) -> None:
    measure = find_measure(code)
    assert told.figures[code] == figure, row
    if measure.section.value != "待办核查":  # what waits to be done is not reported
        assert told.printed[measure.label, measure.unit] == value_text(measure, told.figures[code]), row


@pytest.mark.parametrize(
    ("category", "attendances"),
    [("红色思政", 1448), ("学历技能", 1447), ("个性优化", 1447), ("基层治理", 1158), ("合计", 5500)],
)
def test_attendances_are_told_by_the_four_categories(told: Told, category: str, attendances: int) -> None:
    (line,) = [one for one in told.categories if category in one.split()]
    assert str(attendances) in line.split(), "R27"
