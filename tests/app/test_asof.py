"""Figures of every past month are those that the ledger gave then: the journal replayed to each month's end says the same."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.bootstrap import Application, start
from app.desk import Desk
from app.measures.catalogue import REPORTED
from app.measures.figures import figures
from app.measures.measure import Section
from app.measures.period import Day, Month
from db.base import metadata, record_tables, table_of
from db.journal import JournalEntry, Operation, row_from_image

MONTHS = Month(2024, 11).back(14)
CODES = [
    one.code
    for one in REPORTED
    if one.section in (Section.BASE, Section.ORGANIZATIONS) and "以现登记" not in one.definition
]
Rows = dict[str, dict[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def example(example_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    copy = tmp_path_factory.mktemp("asof") / "示例.db"
    shutil.copy(example_ledger, copy)
    application = start(copy)
    yield application
    application.close()


def entries(desk: Desk, after: datetime, until: datetime) -> list[Any]:
    journal, operations = table_of(JournalEntry), table_of(Operation)
    query = (
        sa.select(journal.c.table_name, journal.c.row_id, journal.c.action, journal.c.after)
        .join(operations, operations.c.id == journal.c.operation_id)
        .where(operations.c.at > after, operations.c.at <= until)
        .order_by(journal.c.id)
    )
    with desk.reading() as session:
        return list(session.execute(query))


def moment(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), UTC)


def write(desk: Desk, changes: list[Any]) -> None:
    """Play the journal's entries into another ledger."""
    new: dict[str, dict[int, dict[str, Any]]] = {}
    with desk.operation("replay", "重放") as session:
        for name, row_id, action, after in changes:
            if action == "D":
                new.get(name, {}).pop(row_id, None)
            else:
                new.setdefault(name, {})[row_id] = row_from_image(metadata.tables[name], json.loads(after))
        known = {
            table.name: set(session.execute(sa.select(table.c.id)).scalars()) for table in record_tables()
        }
        for table in record_tables():
            if any(key.column.table not in record_tables() for key in table.foreign_keys):
                continue  # files and the like are no records and do not pass the journal
            rows = new.get(table.name, {})
            fresh = [row for row_id, row in rows.items() if row_id not in known[table.name]]
            if fresh:
                session.execute(sa.insert(table), fresh)
            for row_id, row in rows.items():
                if row_id in known[table.name]:
                    session.execute(sa.update(table).where(table.c.id == row_id).values(row))


def test_every_month_as_it_was_told_then(example: Application, tmp_path: Path) -> None:
    """A second ledger lives through the journal month by month and is asked at each month's end."""
    then = start(tmp_path / "当时.db")
    try:
        last = datetime(2000, 1, 1, tzinfo=UTC)
        for month in MONTHS:
            until = moment(month.last)
            write(then.desk, entries(example.desk, last, until))
            last = until
            told, asked = figures(then.desk, CODES, month), figures(example.desk, CODES, month)
            assert {code: one.value for code, one in told.items()} == {
                code: one.value for code, one in asked.items()
            }, month
    finally:
        then.close()


# The same told by hand from the rows as they stood


def holds(row: Mapping[str, Any], day: str) -> bool:
    return row["from_on"] <= day and (row["to_on"] is None or row["to_on"] > day)


def by_hand(rows: Rows, first: str, day: str) -> dict[str, int]:
    """Counts of the images, without a line of SQL; ``rows`` are the journal's images by table and id."""
    bodies, people = rows["organizations"], rows["people"]

    def standing(**wanted: str) -> int:
        return sum(
            all(body[name] == value for name, value in wanted.items())
            and body["status"] != "preparing"
            and (body["established_on"] or body["approved_on"] or "0") <= day
            and (body["dissolved_on"] is None or body["dissolved_on"] > day)
            for body in bodies.values()
        )

    def members(line: str) -> set[int]:
        return {
            row["person_id"]
            for row in rows["memberships"].values()
            if bodies[row["organization_id"]]["line"] == line and holds(row, day)
        }

    registered = {row["person_id"] for row in rows["registrations"].values() if holds(row, day)}
    stages = [row["stage"] for row in rows.get("party_stages", {}).values() if holds(row, day)]
    stations: dict[int, set[int]] = {}
    for job in rows["employments"].values():
        if job["station_id"] is not None and holds(job, day) and job["person_id"] in registered:
            stations.setdefault(job["station_id"], set()).add(job["person_id"])
    union = members("union")
    posts = [row for row in rows.get("posts", {}).values() if row["part_time"] and holds(row, day)]
    return {
        "P01": len(registered),
        "O01": standing(line="party"),
        "O01a": standing(line="party", kind="functional"),
        "O04": standing(line="union", kind="joint"),
        "O08": standing(line="women"),
        "O09": standing(line="league"),
        "O09a": standing(line="league", kind="functional"),
        "O18": standing(line="deliberation"),
        "O05": len(union),
        "O16": len(members("women")),
        "O17": len(members("league")),
        "O19": len(members("volunteer")),
        "O06": sum(
            first <= row["from_on"] <= day
            for row in rows["memberships"].values()
            if bodies[row["organization_id"]]["line"] == "union"
        ),
        "O10": len({row["person_id"] for row in posts}),
        "O13": sum(
            riders <= union and rows["stations"][station]["closed_on"] is None
            for station, riders in stations.items()
        ),
        "O02a": stages.count("applicant"),
        "O02b": stages.count("activist"),
        "O02c": stages.count("candidate"),
        "O02d": stages.count("probationary") + stages.count("extended"),
        "O20": sum(
            row["stage"] == "probationary" and first <= row["from_on"] <= day
            for row in rows.get("party_stages", {}).values()
        ),
        "O03": len(
            {
                row["person_id"]
                for row in rows.get("mobile_members", {}).values()
                if row["direction"] == "in" and holds(row, day) and (row["reported_on"] or "9") <= day
            }
        ),
        "O03a": len(
            {
                row["person_id"]
                for row in rows.get("check_ins", {}).values()
                if first <= row["checked_on"] <= day
            }
        ),
        "O11": sum(holds(row, day) for row in rows.get("party_instructors", {}).values()),
        "people": len(people),
    }


def test_every_month_counted_by_hand_from_the_journal(example: Application) -> None:
    rows: Rows = {}
    last = datetime(2000, 1, 1, tzinfo=UTC)
    alive = 0
    for month in MONTHS:
        until = moment(month.last)
        for name, row_id, action, after in entries(example.desk, last, until):
            if action == "D":
                del rows[name][row_id]
            else:
                rows.setdefault(name, {})[row_id] = json.loads(after)
        last = until
        told = by_hand(rows, month.first.isoformat(), month.last.isoformat())
        del told["people"]
        assert {code: one.value for code, one in figures(example.desk, told, month).items()} == told, month
        alive += sum(value > 0 for value in told.values())
    assert alive > 200


def test_a_day_within_a_month_and_its_edges(example: Application) -> None:
    """A stock as of the last day is the month's; the day before the first is the month before's."""
    stocks = [code for code in CODES if code in ("O05", "O02", "O10", "O16", "O17", "P01", "O01")]
    for month in MONTHS[1:]:
        before = Day(month.first - timedelta(days=1))
        assert before.label.endswith("日")
        for period, same in ((Day(month.last), month), (before, month.previous())):
            found, wanted = figures(example.desk, stocks, period), figures(example.desk, stocks, same)
            assert {code: one.value for code, one in found.items()} == {
                code: one.value for code, one in wanted.items()
            }
