"""Attendance of a large class: its sheet page by page, and the statistics of a year with two million marks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.bootstrap import start
from app.desk import Actor, Desk
from app.sheets.attendance import PAGE, read_learners, read_sheet, read_totals
from app.surveys.training import Length, Split, statistics
from db import models
from tests.bench.city import GIVEN, SURNAMES
from tests.bench.measuring import Bench, Comparison
from tests.bench.seeding import seeding

_MOST, _LESSONS, _FEW = 10_000, 200, 30
_LAST = date(2024, 12, 31)
_LARGE, _SMALL = 1, 2  # ids of the classes
_PAGE = "a page costs what it shows: 200 lessons of 100 people, whatever the class holds"
_YEAR = "every mark of the year is read once, with its person, class and course"
_MARKS = """SELECT a.person_id, a.session_id, a.mark FROM attendances a JOIN class_sessions s ON s.id = a.session_id
WHERE s.class_run_id = ? AND a.person_id IN (SELECT e.person_id FROM enrolments e JOIN people p ON p.id = e.person_id
WHERE e.class_run_id = ? ORDER BY p.name_pinyin, p.id LIMIT ?)"""
_COUNTED = """SELECT r.course_id, count(*), count(DISTINCT a.person_id) FROM attendances a
JOIN class_sessions s ON s.id = a.session_id JOIN class_runs r ON r.id = s.class_run_id
WHERE s.held_on BETWEEN '2024-01-01' AND '2024-12-31' AND a.mark IN ('present', 'late') GROUP BY r.course_id"""


def comparisons(bench: Bench) -> Iterator[Comparison]:
    """A class of 10,000 learners and 200 lessons beside one of 30 and beside SQL written by hand."""
    learners = min(_MOST, bench.people)
    path = bench.folder / f"class-{learners}.db"
    if not path.exists():
        half = path.with_suffix(".half")
        half.unlink(missing_ok=True)
        _build(half, learners)
        half.replace(path)
    application = start(path, actor=Actor(None, "经办人"))
    raw = driver.connect(str(path))
    desk, what = application.desk, f"a sheet of {learners:,} × {_LESSONS}"
    try:
        yield Comparison(
            f"{what}: opened",
            lambda: _opened(desk, _LARGE),
            f"a class of {_FEW}",
            lambda: _opened(desk, _SMALL),
            6,
            _PAGE,
        )
        yield Comparison(
            f"{what}: a page of it",
            lambda: read_learners(desk, _LARGE, learners // 2),
            "raw SQLite, the same marks",
            lambda: raw.execute(_MARKS, (_LARGE, _LARGE, PAGE)).fetchall(),
            6,
            _PAGE,
        )
        yield Comparison(
            f"a year of {learners * _LESSONS:,} marks by course",
            lambda: statistics(desk, _LAST, Length.YEAR, Split.COURSE),
            "raw SQLite, one count",
            lambda: raw.execute(_COUNTED).fetchall(),
            6,
            _YEAR,
            3,
        )
        yield Comparison(
            f"{what}: its totals",
            lambda: read_totals(desk, _LARGE),
            "raw SQLite, one count",
            lambda: raw.execute(_COUNTED).fetchall(),
            6,
            _YEAR,
            3,
        )
    finally:
        raw.close()
        application.close()


def _opened(desk: Desk, class_run: int) -> None:
    read_sheet(desk, class_run)
    read_learners(desk, class_run)


def _build(path: Path, learners: int) -> None:
    """Two classes with all their lessons in 2024; everybody is in the large one, the first few in the small one too."""
    with seeding(path) as seeder:
        seeder.insert(models.Area, "name kind path", [("街道", "subdistrict", "/1/")])
        seeder.insert(
            models.Person,
            "number name name_pinyin category area_id registered_on",
            (
                (
                    f"RY-{n:06d}",
                    SURNAMES[n % 40] + GIVEN[n % 49],
                    f"p{n * 7919 % learners:06d}",
                    "rider",
                    1,
                    date(2023, 1, 1),
                )
                for n in range(learners)
            ),
        )
        seeder.insert(models.Course, "number name", [("KC-1", "大课"), ("KC-2", "小课")])
        runs = [
            ("BC-1", "大班", 1, "running", date(2024, 1, 1), 1),
            ("BC-2", "小班", 2, "running", date(2024, 1, 1), 1),
        ]
        seeder.insert(models.ClassRun, "number name course_id status from_on area_id", runs)
        days = [date(2024, 1, 1) + timedelta(days=n) for n in range(_LESSONS)]
        lessons = [(run, day) for run in (_LARGE, _SMALL) for day in days]
        seeder.insert(models.ClassSession, "class_run_id held_on", lessons)
        size = {_LARGE: learners, _SMALL: min(_FEW, learners)}
        places = ((run, n + 1, "enrolled") for run in size for n in range(size[run]))
        seeder.insert(models.Enrolment, "class_run_id person_id status", places)
        seeder.insert(models.Attendance, "session_id person_id mark", _marks(lessons, size))


def _marks(lessons: list[tuple[int, date]], size: dict[int, int]) -> Iterator[tuple[Any, ...]]:
    for place, (run, _) in enumerate(lessons):
        for person in range(size[run]):
            yield place + 1, person + 1, "absent" if (place + person) % 11 == 0 else "present"
