"""Statements compiled once for a whole test run.

Each test opens a ledger of its own, and each engine compiles every statement anew: a third of the time of the tests of
use cases. Here engines of one kind share what they compiled; all are made with the same options.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache

_ROOM = 4000  # statements


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Let every engine made from now on use the statements that others of its kind have compiled."""
    known: dict[type[Dialect], Any] = {}
    create = sa.create_engine

    def create_engine(*args: Any, **options: Any) -> sa.Engine:
        engine = create(*args, **options)
        kind = type(engine.dialect)
        if kind not in known:
            known[kind] = LRUCache(_ROOM)
            # A compiled statement is found by its dialect too.
            kind.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign,assignment]
            kind.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign,assignment]
        engine._compiled_cache = known[kind]
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sa, "create_engine", create_engine)
        yield
