"""Shared fixtures: an empty ledger, the same on PostgreSQL where it is installed, and a small office."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from app.bootstrap import Application, start
from app.desk import Actor, Desk
from app.registers import find_register, records


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    """An empty SQLite ledger with one clerk at it."""
    running = start(tmp_path / "台账.db", actor=Actor(None, "经办人王某"))
    yield running
    running.close()


@pytest.fixture
def desk(application: Application) -> Desk:
    """The desk at the empty ledger."""
    return application.desk


class Office:
    """A street office with two communities, a platform and a station; makes valid records on request."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
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
def office(desk: Desk) -> Office:
    """A small office."""
    return Office(desk)
