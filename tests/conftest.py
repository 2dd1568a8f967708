"""Shared fixtures: an empty ledger, the same on PostgreSQL where it is installed, and a small office."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from app.bootstrap import Application, start
from app.desk import Actor, Desk
from app.registers import find_register, records
from tests.compiling import compiled_once
from tests.postgresql import (
    Cluster,
    postgresql_cluster,
    postgresql_url,
    pytest_report_header,
    pytest_terminal_summary,
)

if TYPE_CHECKING:
    from app.example.doubles import Double

__all__ = [
    "compiled_once",
    "postgresql_cluster",
    "postgresql_url",
    "pytest_report_header",
    "pytest_terminal_summary",
]

CLERK = Actor(None, "经办人王某", whole_numbers=True)
ON_BOTH = ("app", "db")  # storage and use-case tests run on SQLite and on PostgreSQL


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of storage and use cases that open a ledger run once per database, the others on SQLite.

    A module with ``SQLITE_ALONE`` says that its SQL is tried on both elsewhere.
    """
    if "backend" in metafunc.fixturenames:
        folder = metafunc.definition.path.relative_to(Path(__file__).parent).parts[0]
        both = folder in ON_BOTH and not getattr(metafunc.module, "SQLITE_ALONE", False)
        metafunc.parametrize("backend", ["sqlite", "postgresql"] if both else ["sqlite"])


def pytest_collection_finish() -> None:
    """What was imported stays for good: it is not looked through for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed SQLite ledger without records, to copy from."""
    path = tmp_path_factory.mktemp("template") / "空.db"
    start(path).close()
    return path


@pytest.fixture(scope="session")
def example_built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Double]]:
    """The closed ledger of the example office, built once for all tests, and the people who are in it twice."""
    from app.example import build

    path = tmp_path_factory.mktemp("example") / "示例.db"
    return path, build(path)


@pytest.fixture(scope="session")
def example_ledger(example_built: tuple[Path, list[Double]]) -> Path:
    """The closed ledger of the example office, to copy from."""
    return example_built[0]


@pytest.fixture(scope="session")
def office_ledger(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed SQLite ledger of a small office, to copy from."""
    path = tmp_path_factory.mktemp("template") / "街道.db"
    shutil.copy(empty_ledger, path)
    _build_office(str(path))
    return path


def _build_empty(place: str) -> None:
    start(place).close()


def _build_office(place: str) -> None:
    application = start(place, actor=CLERK)
    Office(application.desk)
    application.close()


@pytest.fixture
def ledger_place(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Path or URL of a ledger of this test's own, empty or with the small office if the test has asked for it."""
    founded = "founded" in request.fixturenames
    if backend == "sqlite":
        place = tmp_path / "台账.db"
        shutil.copy(request.getfixturevalue("office_ledger" if founded else "empty_ledger"), place)
        yield str(place)
        return
    cluster: Cluster = request.getfixturevalue("postgresql_cluster")
    kind, build = ("office", _build_office) if founded else ("empty", _build_empty)
    name = cluster.lend(kind, build)
    yield cluster.url(name)
    cluster.take_back(kind, name)


@pytest.fixture
def application(ledger_place: str) -> Iterator[Application]:
    """An empty ledger with one clerk at it."""
    running = start(ledger_place, actor=CLERK)
    yield running
    running.close()


@pytest.fixture
def desk(application: Application) -> Desk:
    """The desk at the empty ledger."""
    return application.desk


class Office:
    """A street office with two communities, a platform and a station; makes valid records on request."""

    def __init__(self, desk: Desk, *, founded: bool = False) -> None:
        """founded: the ledger holds the office already, first of all."""
        self.desk = desk
        if founded:
            self.street, self.community, self.other_community = 1, 2, 3
            self.platform = self.station = 1
            return
        self.street = self.make("areas", name="北山街道", kind="subdistrict")
        self.community = self.make("areas", name="宝石社区", kind="community", parent_id=self.street)
        self.other_community = self.make("areas", name="金祝社区", kind="community", parent_id=self.street)
        self.platform = self.make("platforms", name="顺丰", kind="express", aliases="顺丰速递、顺丰速运")
        self.station = self.make(
            "stations", name="顺丰曙光站", platform_id=self.platform, area_id=self.community
        )

    def make(self, key: str, **values: Any) -> int:
        """Save a record and return its id."""
        changes = records.save(self.desk, find_register(key), values, accept_warnings=True)
        assert changes.record_id is not None
        return changes.record_id

    def person(self, name: str = "张三", **values: Any) -> int:
        """A person with a phone in the first community."""
        known = {"category": "rider", "area_id": self.community, "phones": "13800000001"} | values
        return self.make("people", name=name, **known)


@pytest.fixture
def founded() -> None:
    """That a test asks for the small office."""


@pytest.fixture
def office(founded: None, desk: Desk) -> Office:
    """A small office."""
    return Office(desk, founded=True)
