"""One at a time, where a database lets several write at once."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session

_IMPORTS = 0x58464C01  # any number that nothing else in the database uses


def wait_for_turn(session: Session) -> None:
    """Wait until no other import is under way, and keep others waiting until this transaction ends.

    SQLite lets only one transaction write anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SELECT pg_advisory_xact_lock(:number)"), {"number": _IMPORTS})
