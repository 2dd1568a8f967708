"""The marks that people write on a sign-in sheet, and the five that the ledger keeps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time

from app.exchange.cells import cell_text, narrow
from app.exchange.workbook import Cell

_WORDS: Mapping[str, tuple[str, ...]] = {
    "present": ("√", "✓", "✔", "☑", "v", "到", "已到", "实到", "出勤", "到场", "签到", "已签", "是", "正常", "y", "1"),
    "late": ("迟到", "迟", "晚到", "△", "▲"),
    "leave": ("请假", "假", "事假", "病假", "公假", "○"),
    "absent": (
        "", "×", "x", "✗", "✘", "/", "\\", "—", "-", "缺席", "缺", "缺勤", "旷课", "旷", "未到", "否", "无", "n", "0",
    ),
    "proxy": ("代签", "代", "替签"),
}  # fmt: skip
_MARKS = {word: mark for mark, words in _WORDS.items() for word in words}
_REMARKS = (("代签", "proxy"), ("请假", "leave"), ("迟到", "late"))
_TIME = re.compile(r"\d{1,2}[:：点]\d{0,2}分?")


def clean_mark(value: Cell, name: str, decided: Mapping[str, str]) -> str | None:
    """The stored mark of a cell; an empty one is absent. None for a word nobody knows.

    name: whose line it is: a sheet typed from paper may repeat the name where it was signed. decided: stored marks by word.
    """
    if isinstance(value, date | time):
        return "present"
    text = cell_text(value)
    if text in decided:
        return decided[text]
    plain = re.sub(r"\s", "", narrow(text)).lower()
    if plain in _MARKS:
        return _MARKS[plain]
    if _TIME.fullmatch(plain) or (name and plain == re.sub(r"\s", "", name).lower()):
        return "present"
    return None


def mark_of_remark(text: str) -> str | None:
    """The mark that a remark beside a signature tells (代签, 请假, 迟到), or None."""
    return next((mark for word, mark in _REMARKS if word in text), None)
