"""The figures of a month: the overview of a large ledger, beside a small one and beside SQL written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from app.measures.figures import table
from app.measures.period import Month
from app.surveys.overview import overview
from tests.bench.city import LAST
from tests.bench.measuring import Bench, Comparison

_SMALL = 10_000
_MONTH = Month(LAST.year, LAST.month)
_GROWTH = "figures are counted anew from the rows, so they grow with the ledger, but no faster"


def comparisons(bench: Bench) -> Iterator[Comparison]:
    """The page with its fourteen months of history, and the table of a month, against the same among 10,000 people."""
    large, small = bench.ledger(bench.people).desk, bench.ledger(min(_SMALL, bench.people)).desk
    for what, work in (("a month's overview", overview), ("a month's statistics table", table)):
        yield Comparison(
            f"{what}: growth",
            partial(work, large, _MONTH),
            f"the same among {_SMALL:,} people",
            partial(work, small, _MONTH),
            max(1.5, bench.people / _SMALL),
            _GROWTH,
            3,
        )
