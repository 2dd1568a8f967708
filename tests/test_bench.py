"""The measurements of ``make bench`` still run: each once, over a handful of records. Nothing here looks at a clock."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.checking import ledger_problems
from app.example.doubles import Double
from tests.bench.__main__ import MODULES, main
from tests.bench.city import LAST
from tests.bench.measuring import Bench, measure

PEOPLE = 100


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The smallest run there is; its ledger is built once."""
    small = Bench(people=PEOPLE, rows=20, certificates=2, folder=tmp_path_factory.mktemp("bench"), logs=300)
    yield small
    small.close()


@pytest.mark.parametrize("name", MODULES)
def test_every_comparison_runs(
    name: str, bench: Bench, example_built: tuple[Path, list[Double]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(place: Path) -> list[Double]:
        shutil.copy(example_built[0], place)
        return example_built[1]

    monkeypatch.setattr("tests.bench.duplicates.build", build)
    measured = [measure(one, 1) for one in importlib.import_module(f"tests.bench.{name}").comparisons(bench)]
    assert measured or (name == "startup" and shutil.which("Xvfb") is None)
    for one in measured:
        assert one.ours > 0
        assert one.bare > 0
        assert one.comparison.reason


def test_the_made_up_city_is_a_sound_ledger(bench: Bench) -> None:
    assert ledger_problems(bench.ledger(PEOPLE).desk, LAST) == []


def test_the_table_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["certificates", "--certificates", "1", "--runs", "1", "--keep", str(tmp_path)]) in (0, 1)
    head, row, end = capsys.readouterr().out.splitlines()
    assert head.split()[:2] == ["what", "ours"]
    assert "1 certificates" in row
    assert "target" in end
