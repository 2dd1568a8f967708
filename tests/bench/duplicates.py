"""People entered twice: how many of the example's planted ones are found, and how long a search of the large ledger takes."""

from __future__ import annotations

from collections.abc import Iterator

from app.actions.duplicates import page, search
from app.bootstrap import start
from app.desk import Actor
from app.example import build
from tests.bench.measuring import Bench, Comparison

_MINUTE, _MILLION = 60.0, 1_000_000


def comparisons(bench: Bench) -> Iterator[Comparison]:
    """Tell recall and precision on the example office, then time the search."""
    _tell_found(bench)
    desk = bench.ledger(bench.people).desk

    allowed = _MINUTE * bench.people / _MILLION
    yield Comparison(
        f"duplicates among {bench.people:,} people",
        lambda: bool(search(desk).pairs),
        "a minute for a million",
        lambda: allowed,
        1.0,
        "A million people within a minute on two cores; other work goes on meanwhile.",
        runs=1,
        warm=False,
    )


def _tell_found(bench: Bench) -> None:
    path = bench.folder / "example-duplicates.db"
    path.unlink(missing_ok=True)
    planted = {double.ids for double in build(path)}
    application = start(path, actor=Actor(None, "经办人"))
    try:
        search(application.desk)
        found = {(pair.left.id, pair.right.id) for pair in page(application.desk, size=10_000)}
    finally:
        application.close()
    hits = len(planted & found)
    print(
        f"example office: {len(planted)} planted doubles, {len(found)} pairs found; "
        f"recall {hits / len(planted):.0%}, precision {hits / len(found):.0%}",
        flush=True,
    )
