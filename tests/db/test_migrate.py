"""New, current, older and newer ledgers; backups that verify; drift between models and migrations."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db import migrate
from db.base import metadata
from db.engine import connect
from db.errors import NewerLedger, NotALedger, UpgradeFailed
from db.journal import NewOperation
from db.migrate import back_up, current_revision, integrity_problems, open_ledger, row_counts
from db.models import Area


@pytest.fixture
def ledger(ledger_place):
    opened = open_ledger(ledger_place)
    yield opened
    opened.close()


def fill(ledger, rows=3):
    with ledger.writing(NewOperation("save", "试", None, "王某")) as session:
        for number in range(rows):
            session.add(Area(name=f"社区{number}", kind="community"))


def test_a_new_ledger_is_at_the_head_and_sound(ledger):
    assert current_revision(ledger) == migrate.HEAD
    assert integrity_problems(ledger) == []


def test_head_is_the_newest_script():
    assert ScriptDirectory(str(migrate._SCRIPTS)).get_heads() == [migrate.HEAD]


@pytest.fixture
def upgraded(backend, request, tmp_path):
    """A ledger that came to the newest schema by every upgrade since the first."""
    place = str(tmp_path / "旧.db") if backend == "sqlite" else request.getfixturevalue("postgresql_url")
    first = connect(place)
    migrate.upgrade(first, "0001")
    migrate.upgrade(first)
    yield first
    first.close()


def columns(ledger):
    """Every table's columns with type and whether they may be empty, its constraints and its indexes, by name."""
    inspector = sa.inspect(ledger.engine)
    return {
        name: (
            {one["name"]: (str(one["type"]), one["nullable"]) for one in inspector.get_columns(name)},
            {one["name"] for one in inspector.get_unique_constraints(name)},
            {one["name"]: one["sqltext"] for one in inspector.get_check_constraints(name)},
            {
                (*one["constrained_columns"], one["referred_table"])
                for one in inspector.get_foreign_keys(name)
            },
            {one["name"]: one["column_names"] for one in inspector.get_indexes(name)},
        )
        for name in inspector.get_table_names()
    }


def test_a_new_ledger_has_the_schema_that_upgrades_lead_to(ledger, upgraded):
    made, led_to = columns(ledger), columns(upgraded)
    assert made.keys() == led_to.keys()
    for name, schema in made.items():
        assert schema == led_to[name], name


def test_models_and_migrations_agree(upgraded):
    ledger = upgraded

    def ours(name, kind, parents):
        return kind != "table" or not (str(name).startswith("search_") and name != "search_entries")

    def named(thing, name, kind, reflected, compared):
        return not (kind == "index" and name == "ix_search_entries_trigrams")

    with ledger.engine.connect() as connection:
        options = {"compare_type": True, "include_name": ours, "include_object": named}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_a_newer_ledger_is_refused_untouched(ledger_place):
    ledger = open_ledger(ledger_place)
    with ledger.maintaining() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    ledger.close()
    with pytest.raises(NewerLedger) as caught:
        open_ledger(ledger_place)
    assert caught.value.found == "9999"


def older(ledger_place):
    """A ledger as an older program left it: the head's tables, an older revision's name."""
    ledger = open_ledger(ledger_place)
    fill(ledger)
    with ledger.maintaining() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'older'"))
    ledger.close()


def test_an_older_ledger_is_backed_up_upgraded_and_verified(ledger_place, monkeypatch, tmp_path):
    older(ledger_place)

    def step(ledger, revision="head"):
        with ledger.maintaining() as connection:
            connection.execute(
                sa.text("UPDATE alembic_version SET version_num = :head"), {"head": migrate.HEAD}
            )

    monkeypatch.setattr(migrate, "known_revisions", lambda: {"older", migrate.HEAD})
    monkeypatch.setattr(migrate, "upgrade", step)
    ledger = open_ledger(ledger_place)
    assert current_revision(ledger) == migrate.HEAD
    assert row_counts(ledger)["areas"] == 3
    if ledger.is_sqlite:
        (backup,) = tmp_path.glob("*升级前*.db")
        assert backup.stat().st_size > 0
    ledger.close()


def test_an_upgrade_that_fails_leaves_the_ledger_as_it_was(ledger_place, monkeypatch):
    older(ledger_place)

    def step(ledger, revision="head"):
        with ledger.maintaining() as connection:
            connection.execute(sa.text("DELETE FROM search_entries"))
            raise RuntimeError

    monkeypatch.setattr(migrate, "known_revisions", lambda: {"older", migrate.HEAD})
    monkeypatch.setattr(migrate, "upgrade", step)
    with pytest.raises(UpgradeFailed):
        open_ledger(ledger_place)
    monkeypatch.setattr(migrate, "HEAD", "older")
    ledger = open_ledger(ledger_place)
    assert integrity_problems(ledger) == []
    ledger.close()


def test_a_backup_holds_the_same_rows_and_opens(application, tmp_path):
    ledger = application.ledger
    if not ledger.is_sqlite:
        pytest.skip("PostgreSQL is backed up by its own tools")
    fill(ledger)
    copy = tmp_path / "备份.db"
    back_up(ledger, copy)
    twin = open_ledger(copy)
    assert row_counts(twin) == row_counts(ledger)
    twin.close()


def test_a_damaged_search_index_is_found(ledger):
    fill(ledger)
    with ledger.maintaining() as connection:
        connection.execute(sa.text("DELETE FROM search_entries WHERE row_id = 1"))
    assert any("search index" in problem for problem in integrity_problems(ledger))


def test_a_database_of_another_program_is_refused(backend, tmp_path, request):
    if backend == "sqlite":
        place = str(tmp_path / "x.db")
        import sqlite3

        with sqlite3.connect(place) as connection:
            connection.execute("CREATE TABLE other (x)")
        connection.close()
    else:
        place = request.getfixturevalue("postgresql_url")
        engine = sa.create_engine(place)
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE other (x int)")
        engine.dispose()
    with pytest.raises(NotALedger):
        open_ledger(place)
