"""What the drivers' errors mean: which of our own errors a failed statement or connection stands for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from db.errors import StorageFailed, Unreachable

_OF_SQLITE = "sqlite"
_SQLITE = (
    ("database or disk is full", "full"),
    ("disk I/O error", "io"),
    ("unable to open database file", "io"),
    ("readonly database", "readonly"),
    ("database is locked", "locked"),
    ("database table is locked", "locked"),
    ("malformed", "damaged"),
    ("file is not a database", "damaged"),
)
# SQLSTATE of PostgreSQL: the first two characters name the class.
_STATES = {
    "53100": "full",
    "25006": "readonly",
    "55P03": "locked",
    "40P01": "locked",
    "58030": "io",
    "XX001": "damaged",
}
_CLASSES = (("28", "password"), ("3D", "database"), ("08", "lost"), ("57P", "lost"))
_SERVER = (
    ("password authentication failed", "password"),
    ("no password supplied", "password"),
    ("no pg_hba.conf entry", "password"),
    ("role", "password"),
    ("does not exist", "database"),
)


def failure(error: BaseException) -> StorageFailed | Unreachable | None:
    """The error of our own that a database error stands for; None for one that is a fault of the program."""
    if type(error).__module__.startswith("sqlcipher3"):  # of the driver itself, where SQLAlchemy stood aside
        cause, begun = error, True
    elif isinstance(error, sa.exc.DBAPIError):
        cause, begun = error.orig or error, error.statement is not None
    else:
        return None
    if type(error).__name__ == "IntegrityError":
        return None
    text = str(cause)
    state: str | None = getattr(cause, "sqlstate", _OF_SQLITE)
    if state == _OF_SQLITE:
        kind = next((kind for word, kind in _SQLITE if word in text), None)
        return StorageFailed(kind) if kind is not None else None
    if state is None:  # no server spoke: the connection was refused, or broke
        lost = "lost" if begun else "server"
        return Unreachable(next((kind for word, kind in _SERVER if word in text), lost))
    if state in _STATES:
        return StorageFailed(_STATES[state])
    return next((Unreachable(kind) for begin, kind in _CLASSES if state.startswith(begin)), None)


@contextmanager
def explained() -> Iterator[None]:
    """Let database errors leave the block as what they stand for."""
    try:
        yield
    except Exception as error:
        meant = failure(error)
        if meant is None:
            raise
        raise meant from error
