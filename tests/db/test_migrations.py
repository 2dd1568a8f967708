"""What the upgrades of a ledger do with the rows it holds."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from db import migrate
from db.engine import connect
from db.journal import NewOperation
from db.migrate import current_revision, integrity_problems, open_ledger, upgrade
from db.models import Course, Programme

FTS = (
    "CREATE VIRTUAL TABLE search_fts USING fts5("
    "text, content='search_entries', content_rowid='id', tokenize='trigram', detail='none')"
)
NOW = datetime(2024, 1, 1, tzinfo=UTC)


def old_ledger(place, revision):
    ledger = connect(place)
    upgrade(ledger, revision)
    return ledger


def put(connection, table, **values):
    """Insert a row into a table as it then was; texts that are not given are empty. Returns the id."""
    reflected = sa.Table(table, sa.MetaData(), autoload_with=connection, resolve_fks=False)
    empty = {one.name: "" for one in reflected.c if not one.nullable and isinstance(one.type, sa.String)}
    known = {"uid": f"{table}-{values}"[:36], "version": 1, "created_at": NOW, "updated_at": NOW}
    row = empty | known | values
    found = connection.execute(sa.insert(reflected).values(**row).returning(reflected.c.id)).scalar_one()
    connection.execute(
        sa.text("INSERT INTO search_entries(table_name, row_id, text) VALUES (:table, :id, '')"),
        {"table": table, "id": found},
    )
    return found


def course(connection, number, programme):
    known = {"category": "other", "credit_hours": 0, "programme": programme}
    return put(connection, "courses", number=number, name=number, **known)


def run(connection, number, course_id, area_id, term, day, note=""):
    known = {"status": "running", "credit_hours": 0, "pass_percent": 80, "cost": 0, "note": note}
    begun = date.fromisoformat(day)
    return put(
        connection, "class_runs", number=number, name=number, course_id=course_id, area_id=area_id,
        term=term, from_on=begun, **known,
    )  # fmt: skip


@pytest.fixture
def second(ledger_place, backend, request, tmp_path):
    """A ledger of revision 0002 with two programmes' courses and a course of none."""
    place = str(tmp_path / "旧.db") if backend == "sqlite" else request.getfixturevalue("postgresql_url")
    ledger = old_ledger(place, "0002")
    with ledger.maintaining() as connection:
        area = put(connection, "areas", name="北山街道", kind="subdistrict", path="/1/")
        school = course(connection, "KC-1", "“三新”学堂")
        other = course(connection, "KC-2", "“三新”学堂")
        alone = course(connection, "KC-3", "")
        run(connection, "BC-1", school, area, "第2期", "2024-05-01")
        run(connection, "BC-2", other, area, "第2期", "2024-03-01")
        run(connection, "BC-3", other, area, "", "2024-03-01")
        run(connection, "BC-4", alone, area, "第1期", "2024-03-01", note="晚间")
        if ledger.is_sqlite:
            connection.exec_driver_sql(FTS)
            connection.exec_driver_sql("INSERT INTO search_fts(search_fts) VALUES ('rebuild')")
    ledger.close()
    return place


def test_texts_of_programmes_and_terms_become_records(second):
    ledger = open_ledger(second)
    assert current_revision(ledger) == migrate.HEAD
    assert integrity_problems(ledger) == []
    with ledger.engine.connect() as connection:
        runs = connection.execute(
            sa.text(
                "SELECT r.number, t.name, t.from_on, p.name, r.note FROM class_runs r "
                "LEFT JOIN terms t ON t.id = r.term_id LEFT JOIN programmes p ON p.id = t.programme_id ORDER BY 1"
            )
        ).all()
    assert [(row[0], row[1], row[2] and str(row[2]), row[3], row[4]) for row in runs] == [
        ("BC-1", "第2期", "2024-03-01", "“三新”学堂", ""),
        ("BC-2", "第2期", "2024-03-01", "“三新”学堂", ""),
        ("BC-3", None, None, None, ""),
        ("BC-4", None, None, None, "晚间；期次：第1期"),
    ]
    ledger.close()


def test_after_the_upgrade_changes_are_journalled_again(second):
    ledger = open_ledger(second)
    with ledger.writing(NewOperation("edit", "改课程", None, "王某")) as session:
        one = session.get_one(Course, 1)
        assert session.get_one(Programme, one.programme_id).name == "“三新”学堂"
        one.pass_percent = 60
        session.add(one)
    with ledger.engine.connect() as connection:
        assert (
            connection.execute(sa.text("SELECT count(*) FROM journal WHERE table_name = 'courses'")).scalar()
            == 1
        )
    ledger.close()
