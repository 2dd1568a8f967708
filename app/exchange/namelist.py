"""Reading a pasted list of names and phones, however it was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.errors import Problem, ValidationFailed
from app.rules.names import clean_name, is_han
from app.rules.phones import clean_phones

MOST_LINES = 2_000
_NUMBERING = re.compile(r"^\s*[（(【]?\d{1,4}[)）】.、．:：\s]\s*(?!\d)")
_CELLS = re.compile(r"[\t,，;；|]+")
_PHONE = re.compile(r"(?:\+?86)?[- ]?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|0\d{2,3}-?\d{7,8}(?!\d)")
_ID = re.compile(r"(?<!\d)\d{15}(?:\d{2}[\dXx])?(?![\dXx])")
_HEADS = ("姓名", "名字", "联系电话", "手机号", "序号")
_NOT_NAMES = ("男", "女", "电话", "手机", "骑手", "快递员", "外卖骑手", "站长")


@dataclass(frozen=True)
class ListLine:
    """A line as read: its number from 1, the name (empty when there is none), phone numbers as stored."""

    number: int
    name: str
    phones: tuple[str, ...] = ()


def parse_list(text: str) -> list[ListLine]:
    """The lines of a pasted list of names and phones, in any order of the two, with or without numbering.

    Empty lines and a heading are left out; identity numbers are not kept. Raises ``ValidationFailed`` when the list has
    more than ``MOST_LINES`` lines.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_LINES:
        message = f"一次最多粘贴{MOST_LINES}行，现有{len(lines)}行，请分批办理。"
        raise ValidationFailed([Problem("TOO_MANY", "text", message)])
    return [_read(number, line) for number, line in lines if not _is_heading(line)]


def _is_heading(line: str) -> bool:
    return any(word in line for word in _HEADS) and not _PHONE.search(line)


def _read(number: int, line: str) -> ListLine:
    rest = _ID.sub("\t", _NUMBERING.sub("", line))
    phones: list[str] = []
    for found in _PHONE.findall(rest):
        numbers, _problems = clean_phones(found)
        phones += [one for one in numbers if one not in phones]
    return ListLine(number, _name(_PHONE.sub("\t", rest)), tuple(phones))


def _name(text: str) -> str:
    """The first cell that can be a name; the padding of 张 三 goes."""
    for cell in _CELLS.split(text):
        name, problems = clean_name(_first_words(cell))
        if (
            name
            and any(is_han(one) or one.isalpha() for one in name)
            and not any(one.blocking for one in problems)
        ):
            return name
    return ""


def _first_words(cell: str) -> str:
    """Of a cell of several words the name: Latin words, or single characters set apart, or the first word."""
    words = [word for word in cell.split() if word not in _NOT_NAMES and not word.isdigit()]
    if not words or not is_han(words[0][0]):
        return " ".join(words)
    taken = [words[0]]
    for word in words[1:]:
        if len(taken[-1]) > 1 or len(word) > 1 or len(taken) > 2:
            break
        taken.append(word)
    return "".join(taken)
