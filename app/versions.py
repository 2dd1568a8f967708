"""Which database holds the ledger, for 关于 and for reports."""

from __future__ import annotations

import sqlalchemy as sa

from app.desk import Desk


def store_version(desk: Desk) -> str:
    """The database and its version: ``SQLite 3.53.0`` or ``PostgreSQL 15.8``."""
    with desk.reading() as session:
        if session.get_bind().dialect.name == "sqlite":
            return f"SQLite {session.execute(sa.text('SELECT sqlite_version()')).scalar_one()}"
        version = session.execute(sa.text("SHOW server_version")).scalar_one()
        return f"PostgreSQL {version.split()[0]}"
