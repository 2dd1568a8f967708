"""查重 on the example office: everybody who is in it twice is found, and hardly anybody else."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions import duplicates
from app.bootstrap import Application, start
from app.desk import Actor
from app.example.doubles import Double
from app.values.text import pinyin

Built = tuple[Path, list[Double]]
LEAST_PRECISION = 0.9


@pytest.fixture
def example(example_built: Built, tmp_path: Path) -> Iterator[Application]:
    place = tmp_path / "示例.db"
    shutil.copy(example_built[0], place)
    application = start(place, actor=Actor(None, "经办人王某"))
    yield application
    application.close()


def test_the_planted_doubles_are_found(example_built: Built, example: Application) -> None:
    planted = {double.ids: double.kind for double in example_built[1]}
    assert len(planted) == 16
    duplicates.search(example.desk)
    page = duplicates.page(example.desk, size=1_000)
    found = {(pair.left.id, pair.right.id) for pair in page}
    assert {kind for ids, kind in planted.items() if ids not in found} == set()
    assert len(planted) / len(found) >= LEAST_PRECISION
    # The likeliest come first: what was planted, then what only looks like it.
    assert {(pair.left.id, pair.right.id) for pair in page[: len(planted)]} == set(planted)


def test_the_second_cards_are_what_they_are_said_to_be(example_built: Built) -> None:
    kinds = Counter(double.kind for double in example_built[1])
    assert kinds == {"姓名电话相同": 6, "换了号码": 3, "写成同音字": 3, "另有号码": 2, "只知道年月": 2}
    for double in example_built[1]:
        first, second = double.first.person.now, double.second.person.now
        assert not second.get("id_no")
        assert first["area_id"] is not second["area_id"]
        same_number = bool(set(first["phones"].split()) & set(second["phones"].split()))
        assert same_number == (double.kind not in ("换了号码", "只知道年月"))
        assert (first["name"] == second["name"]) == (double.kind != "写成同音字")
        assert pinyin(first["name"]) == pinyin(second["name"])
    people = [id(life) for double in example_built[1] for life in (double.first, double.second)]
    assert len(people) == len(set(people))
