"""Service of a year with ten million records: its figures, a page of its list, and a person's stars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from app.actions.recognition import just_reached
from app.bootstrap import start
from app.desk import Actor, Desk
from app.measures.figures import figures, table
from app.measures.longperiods import Year
from app.registers import find_register
from app.registers.lists import Query, page
from db import models
from tests.bench.measuring import Bench, Comparison
from tests.bench.seeding import seeding

_PEOPLE, _TEAMS, _COMMUNITIES, _ACTIVITIES = (
    20_000,
    300,
    12,
    ("助老送餐", "独居老人探访", "文明劝导", "安全巡逻", "环境整治"),
)
_YEAR, _LAST = Year(2024), date(2024, 12, 31)
_CODES = ("V03", "V04", "V05")  # activities, services, hours
_ONCE = "every record of the year is read once, from one index that holds all its figures look at"
_PAGE = "a page begins after the last row of the one before, whatever lies behind"
_SUMS = """SELECT count(*), sum(n), sum(m) FROM (SELECT count(*) AS n, sum(minutes) AS m FROM service_logs
WHERE served_on BETWEEN '2024-01-01' AND '2024-12-31' AND state <> 'reversed' GROUP BY served_on, team_id, activity)"""
_ROWS = "SELECT * FROM service_logs ORDER BY served_on DESC, id DESC LIMIT 100"
_TOTAL = "SELECT sum(minutes) FROM service_logs WHERE person_id IN (1, 2, 3, 4, 5) AND state = 'booked'"
_COLUMNS = ("person_id", "team_id", "served_on", "minutes", "activity", "state")


def comparisons(bench: Bench) -> Iterator[Comparison]:
    """The figures of the year, the first page of the list, and who has just reached a star, beside SQL written by hand."""
    path = bench.folder / f"service-{bench.logs}.db"
    if not path.exists():
        half = path.with_suffix(".half")
        half.unlink(missing_ok=True)
        _build(half, bench.logs)
        half.replace(path)
    application = start(path, actor=Actor(None, "经办人"))
    raw = driver.connect(str(path))
    raw.execute("PRAGMA cache_size=-65536")
    desk, what = application.desk, f"a year of {bench.logs:,} services"
    sums = "raw SQLite, one sum"
    try:
        yield Comparison(
            f"{what}: its figures", lambda: figures(desk, _CODES, _YEAR), sums, lambda: raw.execute(_SUMS).fetchall(), 3,
            _ONCE, 3,
        )  # fmt: skip
        yield Comparison(
            f"{what}: the whole table",
            lambda: table(desk, _YEAR),
            sums,
            lambda: raw.execute(_SUMS).fetchall(),
            4,
            _ONCE,
            3,
        )
        yield Comparison(
            f"{what}: a page of the list", lambda: _page(desk), "raw SQLite, a hundred rows",
            lambda: raw.execute(_ROWS).fetchall(), 10, _PAGE,
        )  # fmt: skip
        yield Comparison(
            f"{what}: stars of five people", lambda: just_reached(desk, _LAST, range(1, 6)), sums + " of five people",
            lambda: raw.execute(_TOTAL).fetchall(), 10, "booking looks at those whose records were booked, not at everybody",
        )  # fmt: skip
    finally:
        raw.close()
        application.close()


def _page(desk: Desk) -> None:
    page(desk, find_register("service_logs"), Query(sort="-served_on"), list(_COLUMNS))


def _build(path: Path, logs: int) -> None:
    """Teams whose members serve all the year; one record in fifty was reversed."""
    people = min(_PEOPLE, logs)
    with seeding(path) as seeder:
        areas = [(f"社区{n}", "community", 1, f"/1/{n}/") for n in range(2, 2 + _COMMUNITIES)]
        seeder.insert(models.Area, "name kind parent_id path", [("街道", "subdistrict", None, "/1/"), *areas])
        where = f"2 + {{}} % {_COMMUNITIES}"
        seeder.multiply(
            models.Person,
            {
                "number": "printf('RY-%06d', n)",
                "name": "printf('志愿者%05d', n)",
                "name_pinyin": "printf('zyz%05d', n)",
                "category": "'rider'",
                "area_id": where.format("n"),
                "registered_on": "'2023-01-01'",
            },
            people,
        )
        seeder.insert(models.StarScheme, "name valid_from", [("通用标准", date(2023, 1, 1))])
        seeder.multiply(
            models.Team,
            {
                "number": "printf('DW-%03d', n)",
                "name": "printf('第%d队', n)",
                "area_id": where.format("n"),
                "founded_on": "'2023-01-01'",
            },
            _TEAMS,
        )
        team = f"(n * 7919 % {_TEAMS})"
        activities = " ".join(f"WHEN {at} THEN '{name}'" for at, name in enumerate(_ACTIVITIES))
        seeder.multiply(
            models.ServiceLog,
            {
                "team_id": f"{team} + 1",
                "person_id": f"n * 31 % {people} + 1",
                "area_id": where.format(team),
                "served_on": f"date('2024-01-01', '+' || (n * 366 / {logs}) || ' days')",
                "minutes": "30 + 30 * (n % 5)",
                "activity": f"CASE n / 97 % {len(_ACTIVITIES)} {activities} END",
                "state": "iif(n % 50, 'booked', 'reversed')",
            },
            logs,
        )
