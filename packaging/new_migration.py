"""Write the next migration: what the models have and the newest stored schema has not. Read it before you commit it."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

SCRIPTS = ROOT / "db" / "migrations"
PLAIN = (
    (r"sqlmodel\.sql\.sqltypes\.AutoString", "sa.String"),
    (r"sqlmodel\.sql\.sqltypes\.UTCDateTime\(\)", "sa.DateTime(timezone=True)"),
    (r"    # ### .* ###\n", ""),
)


def main(title: str) -> Path:
    """Compare a ledger at the newest revision with the models and write the difference as the next revision."""
    from alembic import command
    from alembic.config import Config

    from db.engine import connect
    from db.migrate import known_revisions, upgrade

    newest = max(known_revisions())
    number = f"{int(newest) + 1:04d}"
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with tempfile.TemporaryDirectory() as folder:
        ledger = connect(Path(folder) / "newest.db")
        try:
            upgrade(ledger, newest)  # named, not "head": the triggers of tables to come cannot be made yet
            with ledger.engine.connect() as connection:
                config.attributes["connection"] = connection
                script = command.revision(config, message=title, autogenerate=True, rev_id=number)
        finally:
            ledger.close()
    path = Path(script.path)
    text = path.read_text(encoding="utf-8")
    for found, plain in PLAIN:
        text = re.sub(found, plain, text)
    path.write_text(text, encoding="utf-8")
    print(f'{path.relative_to(ROOT)} written: read it, then set HEAD to "{number}" in db/migrate.py.')
    return path


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit('usage: .venv/bin/python packaging/new_migration.py "visits"')
    main(sys.argv[1])
