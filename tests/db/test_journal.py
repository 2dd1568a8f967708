"""The journal's images: complete for every table, and back again into the same row."""

import json

import pytest
import sqlalchemy as sa
from sqlmodel import select

from db.base import record_tables, table_of
from db.journal import JournalEntry, row_from_image
from db.models import Area, Person


def test_every_record_table_is_journalled(application):
    with application.ledger.engine.connect() as connection:
        if application.ledger.is_sqlite:
            found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            names = {row[0] for row in found}
            wanted = {
                f"journal_{table.name}_{event}"
                for table in record_tables()
                for event in ("insert", "update", "delete")
            }
        else:
            found = connection.exec_driver_sql("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            names = {row[0] for row in found}
            wanted = {f"journal_{table.name}" for table in record_tables()}
    assert wanted <= names


def test_image_before_and_after_of_create_edit_delete(desk):
    with desk.operation("save", "新增") as session:
        area = Area(name="北山街道", kind="subdistrict")
        session.add(area)
    with desk.operation("save", "修改") as session:
        session.get(Area, area.id).name = "西溪街道"
    with desk.operation("save", "删除") as session:
        session.delete(session.get(Area, area.id))
    with desk.reading() as session:
        entries = session.exec(select(JournalEntry).order_by(JournalEntry.id)).all()
    names = [
        (
            entry.action,
            *(json.loads(image)["name"] if image else None for image in (entry.before, entry.after)),
        )
        for entry in entries
    ]
    assert names == [("I", None, "北山街道"), ("U", "北山街道", "西溪街道"), ("D", "西溪街道", None)]


def test_bulk_statements_do_not_slip_past(desk):
    with desk.operation("save", "新增") as session:
        session.add_all(Area(name=f"社区{number}", kind="community") for number in range(5))
    with desk.operation("save", "批量") as session:
        session.execute(sa.update(table_of(Area)).values(note="批量"))
        operation = session.info["operation"]
    with desk.reading() as session:
        entries = session.exec(select(JournalEntry).where(JournalEntry.operation_id == operation)).all()
    assert [entry.action for entry in entries] == ["U"] * 5


@pytest.mark.usefixtures("backend")
def test_an_image_gives_the_very_row_back(office):
    person = office.person("蒋䶮", id_no="330106199506150024", note='引号" 换行\n 反斜\\')
    with office.desk.reading() as session:
        row = dict(
            session.execute(sa.select(table_of(Person)).where(table_of(Person).c.id == person))
            .mappings()
            .one()
        )
        entry = session.exec(
            select(JournalEntry).where(JournalEntry.table_name == "people", JournalEntry.row_id == person)
        ).first()
    assert row_from_image(table_of(Person), json.loads(entry.after)) == row
