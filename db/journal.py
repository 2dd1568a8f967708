"""The journal: every operation and the image of each row before and after, written by triggers that nothing slips past.

``operations`` says who did what; ``journal`` holds the images. The triggers are generated from the metadata for SQLite
and PostgreSQL and rebuilt after each upgrade. A write outside an operation fails, because the triggers then find no
operation to write down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel

from db.base import new_uid, record_tables, utc_now
from db.errors import AlreadyDone


class Operation(SQLModel, table=True):
    """A named unit of work by one clerk, for example 导入 62 人."""

    __tablename__ = "operations"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    request_id: str = Field(unique=True, max_length=64)
    kind: str = Field(max_length=40)
    title: str = Field(max_length=200)
    clerk_id: int | None = Field(default=None, index=True)
    clerk_name: str = Field(max_length=100)
    area_id: int | None = Field(default=None)
    at: datetime = Field(default_factory=utc_now, index=True)
    undoable: bool = Field(default=True)
    undoes_id: int | None = Field(default=None, foreign_key="operations.id", index=True)


class JournalEntry(SQLModel, table=True):
    """One changed row: ``action`` I, U or D, and its image before and after as JSON."""

    __tablename__ = "journal"
    __table_args__ = (sa.Index(None, "table_name", "row_id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    operation_id: int = Field(foreign_key="operations.id", index=True)
    table_name: str = Field(max_length=60)
    row_id: int
    action: str = Field(max_length=1)
    before: str | None = Field(default=None, sa_type=sa.Text)
    after: str | None = Field(default=None, sa_type=sa.Text)


class CurrentOperation(SQLModel, table=True):
    """The operation now being written (SQLite only): filled and emptied inside the one write transaction."""

    __tablename__ = "current_operation"

    operation_id: int = Field(primary_key=True, foreign_key="operations.id")


_MOMENTS = ("created_at", "updated_at")


@dataclass(frozen=True)
class NewOperation:
    """What is to be written down of an operation before its first change.

    kind: a short word (``save``, ``delete``, ``import``, ``undo`` …); title: one Chinese sentence without ID numbers.
    """

    kind: str
    title: str
    clerk_id: int | None
    clerk_name: str
    area_id: int | None = None
    request_id: str = field(default_factory=new_uid)
    undoable: bool = True
    undoes_id: int | None = None


def begin_operation(session: Session, new: NewOperation) -> int:
    """Write the operation down and make it the current one of this transaction; return its id."""
    known = session.execute(
        sa.select(_operations.c.id).where(_operations.c.request_id == new.request_id)
    ).scalar()
    if known is not None:
        raise AlreadyDone(known)
    operation = Operation(
        request_id=new.request_id,
        kind=new.kind,
        title=new.title,
        clerk_id=new.clerk_id,
        clerk_name=new.clerk_name,
        area_id=new.area_id,
        undoable=new.undoable,
        undoes_id=new.undoes_id,
    )
    session.add(operation)
    session.flush()
    assert operation.id is not None
    if session.get_bind().dialect.name == "sqlite":
        session.add(CurrentOperation(operation_id=operation.id))
        session.flush()
    else:
        session.execute(
            sa.text("SELECT set_config('xinfeng.operation', :id, true)"), {"id": str(operation.id)}
        )
    return operation.id


def end_operation(session: Session) -> None:
    """Take the current operation off again, so that nothing can be written outside one."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sa.delete(CurrentOperation))


_operations = SQLModel.metadata.tables["operations"]


def install_triggers(connection: sa.Connection) -> None:
    """Drop and rebuild the journal's triggers for every record table of the metadata."""
    build = _sqlite_triggers if connection.dialect.name == "sqlite" else _postgresql_triggers
    for statement in build():
        connection.exec_driver_sql(statement)


def _sqlite_triggers() -> list[str]:
    statements = []
    for table in record_tables():
        for action, event, rows in (("I", "INSERT", "a"), ("U", "UPDATE", "ba"), ("D", "DELETE", "b")):
            before = _json_object(table, "OLD") if "b" in rows else "NULL"
            after = _json_object(table, "NEW") if "a" in rows else "NULL"
            row = "OLD" if action == "D" else "NEW"
            name = f"journal_{table.name}_{event.lower()}"
            statements.append(f"DROP TRIGGER IF EXISTS {name}")
            statements.append(
                f"CREATE TRIGGER {name} AFTER {event} ON {table.name} BEGIN "
                "INSERT INTO journal(operation_id, table_name, row_id, action, before, after) VALUES ("
                f"(SELECT operation_id FROM current_operation), '{table.name}', {row}.id, '{action}', "
                f"{before}, {after}); END"
            )
    return statements


def _json_object(table: sa.Table, row: str) -> str:
    pairs = ", ".join(f"'{column.name}', {row}.{column.name}" for column in table.columns)
    return f"json_object({pairs})"


def _postgresql_triggers() -> list[str]:
    statements = [
        "CREATE OR REPLACE FUNCTION journal_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "INSERT INTO journal(operation_id, table_name, row_id, action, before, after) VALUES ("
        "nullif(current_setting('xinfeng.operation', true), '')::int, TG_TABLE_NAME, "
        "CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END, left(TG_OP, 1), "
        "CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD)::text END, "
        "CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW)::text END); RETURN NULL; END $$"
    ]
    for table in record_tables():
        statements.append(f"DROP TRIGGER IF EXISTS journal_{table.name} ON {table.name}")
        statements.append(
            f"CREATE TRIGGER journal_{table.name} AFTER INSERT OR UPDATE OR DELETE ON {table.name} "
            "FOR EACH ROW EXECUTE FUNCTION journal_row()"
        )
    return statements


def row_from_image(table: sa.Table, image: dict[str, Any]) -> dict[str, Any]:
    """The Python values of a row from its JSON image, ready to be written back through SQLAlchemy.

    Columns that the image does not know (added by a later upgrade) are left out and take their defaults.
    """
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.name in image:
            values[column.name] = _python_value(column, image[column.name])
    return values


def _python_value(column: sa.Column[Any], stored: Any) -> Any:
    if stored is None:
        return None
    if isinstance(column.type, sa.Date):
        return date.fromisoformat(stored)
    if isinstance(column.type, sa.Boolean):
        return bool(stored)
    if column.name in _MOMENTS:
        moment = datetime.fromisoformat(stored)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return stored
