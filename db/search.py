"""The search index: one text per searchable record, kept by triggers, found by any part of it.

SQLite: an FTS5 trigram table over ``search_entries`` (``detail=none``, external content); three or more characters are
found by LIKE on it, one or two by a range of terms, which the two blanks at the end of each text make possible.
PostgreSQL: a pg_trgm index on the same text.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel

from db.base import record_tables

HIT_LIMIT = 1001  # one more than is shown: "1000+"


class SearchEntry(SQLModel, table=True):
    """The text by which one record is found."""

    __tablename__ = "search_entries"
    __table_args__ = (sa.UniqueConstraint("table_name", "row_id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    table_name: str = Field(max_length=60)
    row_id: int
    area_id: int | None = Field(default=None)
    text: str = Field(sa_type=sa.Text)


@dataclass(frozen=True)
class Hit:
    """A found record."""

    table_name: str
    row_id: int


def searchable() -> dict[str, tuple[str, ...]]:
    """Column names by table for every model that names ``search_columns``."""
    found = {}
    for mapper in SQLModel._sa_registry.mappers:  # noqa: SLF001 - SQLModel has no public name for it
        columns = getattr(mapper.class_, "search_columns", ())
        if columns:
            found[str(mapper.local_table.name)] = columns  # type: ignore[attr-defined]
    return dict(sorted(found.items()))


def install_search(connection: sa.Connection) -> None:
    """Build the index where it is missing, and rebuild the triggers that keep it."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5("
            "text, content='search_entries', content_rowid='id', tokenize='trigram', detail='none')"
        )
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS search_terms USING fts5vocab('search_fts', 'instance')"
        )
        statements = _sqlite_triggers()
    else:
        connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        connection.exec_driver_sql(
            "CREATE INDEX IF NOT EXISTS ix_search_entries_trigrams ON search_entries USING gin (text gin_trgm_ops)"
        )
        statements = _postgresql_triggers()
    for statement in statements:
        connection.exec_driver_sql(statement)


def _text_of(table: str, row: str) -> str:
    parts = " || ' ' || ".join(f"coalesce({row}.{column}, '')" for column in searchable()[table])
    return f"lower({parts} || '  ')"


def _area_of(table: sa.Table, row: str) -> str:
    return f"{row}.area_id" if "area_id" in table.c else "NULL"


def _sqlite_triggers() -> list[str]:
    gone = "INSERT INTO search_fts(search_fts, rowid, text) VALUES ('delete', OLD.id, OLD.text);"
    come = "INSERT INTO search_fts(rowid, text) VALUES (NEW.id, NEW.text);"
    made = [
        ("fts_insert", "INSERT ON search_entries", come),
        ("fts_delete", "DELETE ON search_entries", gone),
    ]
    made.append(("fts_update", "UPDATE OF text ON search_entries", gone + come))
    for table in record_tables():
        if table.name not in searchable():
            continue
        watched = ", ".join(searchable()[table.name]) + (", area_id" if "area_id" in table.c else "")
        values = f"'{table.name}', NEW.id, {_area_of(table, 'NEW')}, {_text_of(table.name, 'NEW')}"
        here = f"table_name = '{table.name}' AND row_id ="
        made += [
            (
                f"search_{table.name}_insert",
                f"INSERT ON {table.name}",
                f"INSERT INTO search_entries(table_name, row_id, area_id, text) VALUES ({values});",
            ),
            (
                f"search_{table.name}_update",
                f"UPDATE OF {watched} ON {table.name}",
                f"UPDATE search_entries SET area_id = {_area_of(table, 'NEW')}, "
                f"text = {_text_of(table.name, 'NEW')} WHERE {here} NEW.id;",
            ),
            (
                f"search_{table.name}_delete",
                f"DELETE ON {table.name}",
                f"DELETE FROM search_entries WHERE {here} OLD.id;",
            ),
        ]
    statements = []
    for name, event, body in made:
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} AFTER {event} BEGIN {body} END",
        ]
    return statements


def _postgresql_triggers() -> list[str]:
    statements = []
    for table in record_tables():
        if table.name not in searchable():
            continue
        here = f"table_name = '{table.name}' AND row_id ="
        values = f"'{table.name}', NEW.id, {_area_of(table, 'NEW')}, {_text_of(table.name, 'NEW')}"
        statements += [
            f"CREATE OR REPLACE FUNCTION search_{table.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'DELETE' THEN DELETE FROM search_entries WHERE {here} OLD.id; "
            f"ELSIF TG_OP = 'INSERT' THEN INSERT INTO search_entries(table_name, row_id, area_id, text) "
            f"VALUES ({values}); ELSE UPDATE search_entries SET area_id = {_area_of(table, 'NEW')}, "
            f"text = {_text_of(table.name, 'NEW')} WHERE {here} NEW.id; END IF; RETURN NULL; END $$",
            f"DROP TRIGGER IF EXISTS search_{table.name} ON {table.name}",
            f"CREATE TRIGGER search_{table.name} AFTER INSERT OR UPDATE OR DELETE ON {table.name} "
            f"FOR EACH ROW EXECUTE FUNCTION search_{table.name}()",
        ]
    return statements


def rebuild_search(connection: sa.Connection) -> None:
    """Write every text anew, for a ledger whose searchable columns changed with an upgrade."""
    connection.execute(sa.delete(SearchEntry))
    for table in record_tables():
        if table.name in searchable():
            connection.exec_driver_sql(
                "INSERT INTO search_entries(table_name, row_id, area_id, text) "
                f"SELECT '{table.name}', id, {_area_of(table, table.name)}, {_text_of(table.name, table.name)} "
                f"FROM {table.name}"
            )


def matching(dialect: str, words: str, table_name: str | None = None) -> sa.Select[tuple[int]]:
    """A select of ``search_entries.id`` for the records whose text holds every word (blank-separated).

    words: what the clerk typed; letters are compared without case. An empty text selects nothing.
    """
    entries = SQLModel.metadata.tables["search_entries"]
    query = sa.select(entries.c.id)
    if table_name is not None:
        # Written so that no index on the name is used: nearly every row has it, and the words find theirs at once.
        query = query.where(entries.c.table_name.concat("") == table_name)
    terms = words.lower().split()
    if not terms:
        return query.where(sa.false())
    if dialect == "sqlite" and len(terms) == 1 and len(terms[0]) < 3:
        # One short word may stand in a third of all texts: joined, the rows come one by one and a limit ends it.
        short = _TERMS.join(entries, entries.c.id == _TERMS.c.doc)
        return query.select_from(short).where(_begins(terms[0])).distinct()
    for term in terms:
        query = query.where(_holds(dialect, entries, term))
    return query


def _holds(dialect: str, entries: sa.Table, term: str) -> sa.ColumnElement[bool]:
    escaped = term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    if dialect != "sqlite":
        return entries.c.text.like(f"%{escaped}%", escape="\\")
    if len(term) >= 3:
        fts = sa.table("search_fts", sa.column("rowid"), sa.column("text"))
        # LIKE with ESCAPE cannot use the trigram index, so it is asked only when the term holds a wildcard.
        plain = escaped == term
        found = fts.c.text.like(f"%{term}%") if plain else fts.c.text.like(f"%{escaped}%", escape="\\")
        return entries.c.id.in_(sa.select(fts.c.rowid).where(found))
    return entries.c.id.in_(sa.select(_TERMS.c.doc).where(_begins(term)))


_TERMS = sa.table("search_terms", sa.column("term", sa.String), sa.column("doc", sa.Integer))


def _begins(term: str) -> sa.ColumnElement[bool]:
    """The trigrams that begin with one or two characters: a range of the sorted terms."""
    return sa.and_(_TERMS.c.term >= term, _TERMS.c.term < term + "\U0010ffff")


def find(session: Session, words: str, area_ids: sa.Select[tuple[int]] | None = None) -> list[Hit]:
    """At most ``HIT_LIMIT`` records of all registers whose text holds every word, within the areas given."""
    entries = SQLModel.metadata.tables["search_entries"]
    ids = matching(session.get_bind().dialect.name, words).limit(HIT_LIMIT)
    query = sa.select(entries.c.table_name, entries.c.row_id).where(entries.c.id.in_(ids))
    if area_ids is not None:
        query = query.where(sa.or_(entries.c.area_id.is_(None), entries.c.area_id.in_(area_ids)))
    return [Hit(name, row) for name, row in session.execute(query)]
