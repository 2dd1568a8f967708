"""Two ways of doing the same work, timed in turns: the medians and their ratio."""

from __future__ import annotations

import gc
import resource
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.bootstrap import Application, start
from app.desk import Actor
from tests.bench import city

Work = Callable[[], object]


@dataclass(frozen=True)
class Comparison:
    """One line of the table.

    what: the work. beside: the bare tool that does the same. target: the ratio it may reach; None only tells. reason: why
    this target. runs: how often each is timed, after one turn to warm up. Timed is the processor's time of this process and
    its children, so that other programs on the machine do not count; a work that returns a float says itself how many
    seconds it took.
    """

    what: str
    ours: Work
    beside: str
    bare: Work
    target: float | None
    reason: str
    runs: int = 5
    warm: bool = True


@dataclass(frozen=True)
class Measured:
    """Median seconds of a comparison."""

    comparison: Comparison
    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.bare

    @property
    def missed(self) -> bool:
        """Whether the ratio lies over its target."""
        return self.comparison.target is not None and self.ratio > self.comparison.target


@dataclass
class Bench:
    """The sizes of a run and the ledgers it needs, each built once.

    folder: where ledgers and other files go; ledgers found there are used again. logs: service records in the ledger of
    ``tests.bench.service``.
    """

    people: int
    rows: int
    certificates: int
    folder: Path
    logs: int = 10_000_000
    _open: dict[int, Application] = field(default_factory=dict)

    def ledger(self, people: int) -> Application:
        """The open ledger of a city of so many people."""
        if people not in self._open:
            path = self.folder / f"city-{people}.db"
            if not path.exists():
                with tempfile.TemporaryDirectory(dir=self.folder) as scratch:
                    half = Path(scratch) / path.name
                    city.build(half, people)
                    half.replace(path)
            self._open[people] = start(path, actor=Actor(None, "经办人"))
        return self._open[people]

    def raw(self, people: int) -> Any:
        """A connection to that ledger as somebody would open it by hand, with the same room for pages in memory."""
        connection = driver.connect(str(self.ledger(people).ledger.path))
        connection.execute("PRAGMA cache_size=-65536")
        return connection

    def close(self) -> None:
        """Close the ledgers."""
        for application in self._open.values():
            application.close()
        self._open.clear()


def measure(one: Comparison, most: int | None = None) -> Measured:
    """Time both works in turns, so that a busy machine disturbs both alike. most: fewer runs than the comparison wants."""
    runs = one.runs if most is None else min(most, one.runs)
    if one.warm:
        one.ours(), one.bare()
    ours, bare = [], []
    for _ in range(runs):
        ours.append(_seconds(one.ours))
        bare.append(_seconds(one.bare))
    return Measured(one, statistics.median(ours), statistics.median(bare))


def _seconds(work: Work) -> float:
    gc.collect()
    begun = _processor_time()
    said = work()
    took = _processor_time() - begun
    return said if isinstance(said, float) else took


def _processor_time() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)
