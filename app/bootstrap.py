"""The composition root: start the program on a ledger; the only place where the real parts are put together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import select

from app.desk import Actor, Desk
from app.ledgererrors import explain
from db import errors as store
from db.engine import Ledger
from db.migrate import open_ledger
from db.models import Clerk


@dataclass
class Application:
    """The running program without its window: a ledger and the desk that works on it."""

    ledger: Ledger
    desk: Desk

    @property
    def place(self) -> str:
        """Where the ledger is, for the title bar: a path, or a database address without its password."""
        return str(self.ledger.path or self.ledger.engine.url.render_as_string(hide_password=True))

    def clerks(self) -> list[Actor]:
        """The clerk profiles that may be chosen at the start."""
        with self.ledger.reading() as session:
            found = session.exec(select(Clerk).where(Clerk.active).order_by(Clerk.name)).all()
            return [
                Actor(clerk.id, clerk.name, clerk.area_id, clerk.administrator, clerk.whole_numbers)
                for clerk in found
            ]

    def sit_down(self, actor: Actor) -> None:
        """From now on this clerk works at the desk."""
        self.desk = Desk(self.ledger, actor)

    def close(self) -> None:
        """Give back the ledger."""
        self.ledger.tune()
        self.ledger.close()


def start(
    place: str | Path, *, key: bytes | None = None, actor: Actor | None = None, must_exist: bool = False
) -> Application:
    """Open a ledger and sit down at it.

    place: a SQLite path or URL, or a PostgreSQL URL. actor: who works; without one, changes are written down as made by
    the program itself (未登记) until ``sit_down``.
    Raises ``UserError`` with a sentence for everything that keeps a ledger from being opened.
    """
    try:
        ledger = open_ledger(place, key, must_exist=must_exist)
    except store.LedgerError as error:
        raise explain(error) from error
    return Application(ledger, Desk(ledger, actor or Actor(None, "未登记")))
