"""Alembic runs inside the connection and transaction that ``db.migrate`` opened."""

from alembic import context

import db.models  # noqa: F401 - the metadata must be complete
from db.base import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    include_name=lambda name, kind, _: (
        kind != "table" or not str(name).startswith(("search_fts", "search_terms"))
    ),
)
context.run_migrations()
