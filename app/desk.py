"""A desk: one clerk at one ledger. Every use case takes the desk, and with it who asks and which area they see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlmodel import Session

from app.ledgererrors import explain
from db.base import table_of
from db.engine import Ledger
from db.errors import StorageFailed, Unreachable
from db.journal import NewOperation
from db.models import Area


@dataclass(frozen=True)
class Actor:
    """Who works: a clerk profile and the area whose records it may see; no area means the whole office.

    administrator: may look at records that are 封存, and open them again. whole_numbers: may have papers printed with
    identity numbers and phones in full, for a purpose.
    """

    clerk_id: int | None
    name: str
    area_id: int | None = None
    administrator: bool = False
    whole_numbers: bool = False


@dataclass(frozen=True)
class Changes:
    """What an operation changed: the tables, and the operation by which it can be undone."""

    tables: frozenset[str]
    operation_id: int | None = None
    record_id: int | None = None

    def __or__(self, other: Changes) -> Changes:
        """Both together."""
        return replace(other, tables=self.tables | other.tables)


@dataclass(frozen=True)
class Desk:
    """The ledger and who works at it; passed to every use case."""

    ledger: Ledger
    actor: Actor

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reads. Raises ``UserError`` when the ledger cannot be read."""
        with _in_words(), self.ledger.reading() as session:
            yield session

    @contextmanager
    def operation(
        self,
        kind: str,
        title: str,
        *,
        request_id: str | None = None,
        undoable: bool = True,
        undoes_id: int | None = None,
    ) -> Iterator[Session]:
        """One named unit of work; ``session.info["operation"]`` is its id. See ``Ledger.writing``.

        title: a sentence for the journal, without ID numbers or phone numbers. Raises ``UserError`` when the ledger cannot
        be written (disk full, connection lost …); nothing is changed then.
        """
        new = NewOperation(
            kind=kind,
            title=title[:200],
            clerk_id=self.actor.clerk_id,
            clerk_name=self.actor.name,
            area_id=self.actor.area_id,
            undoable=undoable,
            undoes_id=undoes_id,
        )
        if request_id:
            new = replace(new, request_id=request_id)
        with _in_words(), self.ledger.writing(new) as session:
            yield session

    def visible_areas(self) -> sa.Select[tuple[int]] | None:
        """A select of the ids of the areas the clerk sees; None when all."""
        if self.actor.area_id is None:
            return None
        return areas_below(self.actor.area_id)


@contextmanager
def _in_words() -> Iterator[None]:
    """What the store says about itself becomes a sentence for the clerk."""
    try:
        yield
    except (StorageFailed, Unreachable) as error:
        raise explain(error) from error


def areas_below(area_id: int) -> sa.Select[tuple[int]]:
    """A select of the ids of an area and everything below it, and for a street block of its communities."""
    areas = table_of(Area)
    root = areas.alias("root")
    path = sa.select(root.c.path).where(root.c.id == area_id).scalar_subquery()
    members = sa.table("block_members", sa.column("block_id"), sa.column("community_id"), sa.column("to_on"))
    of_block = sa.select(members.c.community_id).where(
        members.c.block_id == area_id, members.c.to_on.is_(None)
    )
    return sa.select(areas.c.id).where(
        sa.or_(sa.and_(areas.c.path >= path, areas.c.path < path + "~"), areas.c.id.in_(of_block))
    )
