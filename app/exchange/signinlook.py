"""Looking at a sign-in sheet: which class and lessons it is of, who is meant, and which marks are new or other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from app.desk import Desk
from app.errors import UnreadableFile
from app.exchange.headers import Table
from app.exchange.lookups import Lookups
from app.exchange.readrow import Difference
from app.exchange.recordlook import check_cells, kept_words, with_skipped
from app.exchange.run import Asked, DryRun
from app.exchange.signin import GUEST, STRANGER, Lesson, SignInRow, SignInRun, settle
from app.exchange.signinclass import Found, date_lessons, find_class
from app.exchange.signinpeople import find_people
from app.exchange.signinread import class_name_of, columns_of, hours_of, programme_of, read_lines
from app.exchange.workbook import Workbook
from app.sheets.attendance import MARKS
from db.base import table_of
from db.models import Attendance

_LABELS = {mark: label for mark, label, _ in MARKS}
_STORED = {label: mark for mark, label, _ in MARKS}
MARK = "mark"  # under this name decided words are kept, whatever column they stood in
_NOT_IMPORTED = ("phones", "unit", "name")


def look_at_sign_in(desk: Desk, workbook: Workbook, table: Table, asked: Asked) -> DryRun:
    """What importing a sign-in sheet would do. Raises UnreadableFile when no column says which day it is for."""
    columns = columns_of(table)
    if not columns:
        raise UnreadableFile(
            "签到表上没有上课日期。", "请在表头写上日期（如 11月5日），或在表上方写“时间：2024年11月5日”。"
        )
    with desk.reading() as session:
        lookups = Lookups(session, desk)
        words = kept_words(session, table, asked.words)
        run = _begin(workbook, table, words, lookups, asked)
        found = find_class(session, desk, run, [head for _, head in columns], asked.target_id)
        if found is not None:
            run.class_run_id, run.class_title = found.id, found.name
            run.course = run.course or found.course
            run.runs.setdefault(found.id, found.name)
        run.blockers = _against(found)
        year = table.notes.year or asked.year
        run.blockers += date_lessons(session, found, columns, year, asked.today or date.today())
        if found is None and not any(head.year for _, head in columns) and table.notes.year is None:
            run.assumed_year = next((one.held_on.year for one, _ in columns if one.held_on), None)
        lines = table.lines()
        decided = {word: _STORED[label] for word, label in words.get(MARK, {}).items() if label in _STORED}
        lessons = [lesson for lesson, _ in columns]
        rows = read_lines(table, [line for line in lines if line.state == "data"], lessons, decided)
        check_cells(table, rows, asked.include_hidden)
        run.lessons = _with_marks(run, lessons, rows)
        find_people(session, lookups, rows, run.class_run_id)
        _compare(rows, run.lessons, _stored(session, run))
    run.rows = with_skipped(rows, lines)
    _say(run)
    return run


def _begin(
    workbook: Workbook, table: Table, words: dict[str, dict[str, str]], lookups: Lookups, asked: Asked
) -> SignInRun:
    pairs = table.notes.pairs
    name = class_name_of(pairs.get("班次") or pairs.get("班级") or table.notes.title)
    columns = {field: at for field, at in table.columns.items() if field in _NOT_IMPORTED}
    lessons = [lesson for lesson, _ in columns_of(table)]
    columns |= {lesson.name: lesson.at for lesson in lessons}
    used = {*columns.values(), *(at for field, at in table.columns.items() if field == "note")}
    return SignInRun(
        register=table.kind.key,
        file_name=workbook.file_name,
        sheet=table.sheet.name,
        header_row=table.header_row,
        head_rows=table.head_rows,
        columns=columns,
        title=table.notes.title,
        community="",
        area_id=asked.area_id or lookups.top_area(),
        fingerprint=table.fingerprint,
        rows=[],
        words=words,
        ignored=[head for at, head in table.unknown.items() if at not in used],
        labels={lesson.name: lesson.head for lesson in lessons},
        class_name=name,
        course=pairs.get("课程", ""),
        programme=programme_of(name),
        teacher=pairs.get("主讲", ""),
        place=pairs.get("地点", ""),
        hours=hours_of(pairs.get("学时", "")),
    )


def _against(found: Found | None) -> list[str]:
    if found is not None and found.cancelled:
        return [f"“{found.name}”已取消，不能登记考勤。"]
    return []


def _with_marks(run: SignInRun, lessons: Sequence[Lesson], rows: Sequence[SignInRow]) -> list[Lesson]:
    """The lessons that have any mark: an empty column is a lesson that was not held yet."""
    held = [lesson for lesson in lessons if any(lesson.name in row.typed for row in rows)]
    for lesson in lessons:
        if lesson not in held:
            run.notices.append(f"“{lesson.head}”一列是空的，没有导入。")
            del run.columns[lesson.name]
            for row in rows:
                row.values.pop(lesson.name, None)
    return held


def _stored(session: Session, run: SignInRun) -> dict[tuple[int, int], str]:
    sessions = [lesson.session_id for lesson in run.lessons if lesson.session_id is not None]
    marks = table_of(Attendance)
    query = sa.select(marks.c.session_id, marks.c.person_id, marks.c.mark).where(
        marks.c.session_id.in_(sessions)
    )
    return {(lesson, person): str(mark) for lesson, person, mark in session.execute(query)}


def _compare(
    rows: Sequence[SignInRow], lessons: Sequence[Lesson], stored: Mapping[tuple[int, int], str]
) -> None:
    """What each line would write; an empty cell never takes back a mark that the ledger has."""
    for row in rows:
        for lesson in lessons:
            mark = row.values.get(lesson.name)
            known = stored.get((lesson.session_id or 0, row.record_id or 0))
            if mark is None or mark == known or (known is not None and lesson.name not in row.typed):
                continue
            row.write[lesson.name] = mark
            if known is not None:
                row.differences.append(Difference(lesson.name, lesson.head, _LABELS[known], _LABELS[mark]))
        settle(row)


def _say(run: SignInRun) -> None:
    if run.class_run_id is None:
        named = f"台账里没有这个班次：{run.class_name}" if run.class_name else "表上没有写班次"
        run.notices.append(f"{named}，请选择或新建。")
    elif new := [lesson.head for lesson in run.lessons if lesson.session_id is None]:
        run.notices.append(f"班次里还没有这些课次，导入时补上：{'、'.join(new)}。")
    if run.assumed_year is not None:
        run.notices.append(f"上课日期没有写年份，按{run.assumed_year}年算，请核对。")
    for standing, said in ((GUEST, "不在学员名单里"), (STRANGER, "台账里没有")):
        if count := run.standing(standing):
            run.notices.append(f"有{count}人{said}。")
    if run.ignored:
        run.notices.append(f"这些列不会导入：{'、'.join(run.ignored)}。")
