"""Reading a sign-in sheet: the lines around the table, the columns of lessons, and the marks of every person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.errors import Problem
from app.exchange.cells import cell_text, narrow
from app.exchange.cleaning import clean_cell_name, clean_cell_phones
from app.exchange.dayheads import DayHead, read_day_head
from app.exchange.headers import Table
from app.exchange.marks import clean_mark, mark_of_remark
from app.exchange.signin import Lesson, SignInRow
from app.exchange.tablelines import Line
from app.exchange.workbook import Cell

SIGNED = "signature"
_SUFFIX = re.compile(r"(?:学员)?(?:签到|考勤)(?:登记|记录)?表?$")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]$")
_PROGRAMME = re.compile(r"[“\"]?[^“”\"\s]{1,20}?[”\"]?(?:学院|学堂|夜校|课堂)[”\"]?")
_DAY_AND_TIME = re.compile(
    r"(20\d{2})[年./-](\d{1,2})[月./-](\d{1,2})日?\s*(?:(\d{1,2})[:：](\d{2})\s*[-—–~至到]+\s*(\d{1,2})[:：](\d{2}))?"
)
_NUMBER = re.compile(r"\d+")
_WAYS = {"上午": 0, "下午": 1, "晚上": 2, "晚": 2}


def class_name_of(title: str) -> str:
    """The class that a title names: ``“三新”学堂第2期短视频制作班签到表`` without its last word."""
    plain = re.sub(r"\.(xlsx|xls|csv)$", "", title.strip())
    return _SUFFIX.sub("", _BRACKETED.sub("", plain).strip()).strip()


def programme_of(class_name: str) -> str:
    """The school that the name of a class begins with (“三新”学堂), or ""."""
    found = _PROGRAMME.match(class_name)
    return found.group() if found else ""


def hours_of(text: str) -> int:
    """学时 of one lesson from ``每次2`` or ``2学时``; 0 when there is none."""
    found = _NUMBER.search(narrow(text))
    return int(found.group()) if found and int(found.group()) <= 12 else 0


def columns_of(table: Table) -> list[tuple[Lesson, DayHead]]:
    """The columns that hold marks, from left to right; of a sheet for one lesson its column of signatures."""
    found = []
    for at, head in enumerate(table.heads):
        day = read_day_head(head.replace(" ", ""))
        if day is not None:
            found.append((Lesson(f"lesson_{at}", at, head, day.lesson), day))
    if found or SIGNED not in table.columns:
        return found
    at, noted = table.columns[SIGNED], _day_above(table)
    if noted is None:
        return []
    day, starts_at, ends_at = noted
    head = f"{day.month}月{day.day}日"
    return [(Lesson(SIGNED, at, head, starts_at=starts_at, ends_at=ends_at), day)]


def _day_above(table: Table) -> tuple[DayHead, str, str] | None:
    """The day and the hours that the lines above the table give."""
    for row in table.sheet.rows[: table.header_row - 1]:
        for cell in row:
            found = _DAY_AND_TIME.search(cell) if isinstance(cell, str) else None
            if found:
                year, month, day = (int(part) for part in found.groups()[:3])
                times = ("", "")
                if found[4]:
                    times = (f"{int(found[4]):02d}:{found[5]}", f"{int(found[6]):02d}:{found[7]}")
                return DayHead(year, month, day), *times
    return None


def read_lines(
    table: Table, lines: Sequence[Line], lessons: Sequence[Lesson], words: Mapping[str, str]
) -> list[SignInRow]:
    """The people of the sheet with their marks. words: stored marks by word, as the clerk decided."""
    rows = [_read(table, line, lessons, words) for line in lines]
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.values["name"], row.values.get("phones") or row.values.get("unit") or "")
        if key[0] and key in first:
            message = f"与第{first[key]}行重复，只导入第{first[key]}行。"
            row.add(Problem("DUPLICATE_IN_FILE", "", message))
        first.setdefault(key, row.row)
    return rows


def _read(table: Table, line: Line, lessons: Sequence[Lesson], words: Mapping[str, str]) -> SignInRow:
    def cell(at: int | None) -> Cell:
        return line.cells[at] if at is not None and at < len(line.cells) else None

    row = SignInRow(line.row)
    name, problems = clean_cell_name(cell(table.columns.get("name")))
    row.values["name"] = name
    row.problems += problems
    if not name:
        row.add(Problem("NAME_EMPTY", "name", "没有姓名，请补上。"))
    numbers, found = clean_cell_phones(cell(table.columns.get("phones")))
    if "*" not in cell_text(cell(table.columns.get("phones"))):
        row.values["phones"] = " ".join(numbers)
        row.problems += [Problem(one.code, one.field, one.message, blocking=False) for one in found]
    row.values["unit"] = cell_text(cell(table.columns.get("unit")))
    remark = cell_text(cell(table.columns.get("note")))
    typed = set()
    for lesson in lessons:
        value = cell(lesson.at)
        if cell_text(value):
            typed.add(lesson.name)
        mark = clean_mark(value, name, words)
        if mark is None:
            row.add(_unknown(lesson, cell_text(value)))
        row.values[lesson.name] = mark
    if [lesson.name for lesson in lessons] == [SIGNED] and (told := mark_of_remark(remark)):
        row.values[SIGNED] = told
        typed.add(SIGNED)
        row.values["remark"] = remark
    row.typed = frozenset(typed)
    return row


def _unknown(lesson: Lesson, word: str) -> Problem:
    message = f"{lesson.head}的“{word}”认不出来，请选择它是出勤、迟到、请假、缺席还是代签。"
    return Problem("WORD_UNKNOWN", lesson.name, message)
