"""Raw cell values as clean text: full-width forms, invisible characters, quotes, whole numbers without a point."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache

from app.exchange.workbook import Cell

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_WORDS = {code: plain for code, plain in _FULL_WIDTH.items() if chr(plain).isalnum()}
# With the direction marks that numbers copied from a chat or an address book carry.
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_BREAKS = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")
_SPACES = re.compile(r"[ \t\u00a0\u3000]+")
_QUOTES = "'‘’\"“”＇＂"
_PAIRED = {"“": "”", "‘": "’", '"': '"', "＂": "＂"}
_AS_TEXT = re.compile(r'="([^"]*)"')
_DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_LONGEST_NUMERAL = 12
_UNITS = {"十": 10, "百": 100, "千": 1000}


def cell_text(value: Cell, keep_breaks: bool = False) -> str:
    """A cell as text: trimmed, without invisible characters, leading apostrophes and surrounding quotes.

    Numbers lose a useless ``.0``; line breaks become ``；`` unless keep_breaks. Characters are not altered.
    """
    return _cleaned(value, keep_breaks) if isinstance(value, str) else _written(value)


# A cell is looked at several times, and most columns hold the same few words in every row.
@lru_cache(maxsize=20_000)
def _cleaned(value: str, keep_breaks: bool) -> str:
    text = _INVISIBLE.sub("", value)
    if not keep_breaks:
        text = _BREAKS.sub("；", text.strip())
    text = _SPACES.sub(" ", text).strip()
    if text.startswith('="') and (found := _AS_TEXT.fullmatch(text)):
        text = found[1].strip()
    return _unquoted(text).lstrip("'＇`").strip()


def _unquoted(text: str) -> str:
    """Without quotation marks around the whole, or one at the front that is never closed; those inside stay."""
    while len(text) >= 2 and text[0] in _QUOTES and text[-1] in _QUOTES and text[-1] not in text[1:-1]:
        text = text[1:-1].strip()
    if text[:1] in _PAIRED and _PAIRED[text[0]] not in text[1:]:
        text = text[1:].strip()
    return text


def _written(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def narrow(text: str) -> str:
    """Full-width letters, digits, signs and spaces as their ordinary forms: ``１．５ｈ`` gives ``1.5h``."""
    return text.translate(_FULL_WIDTH)


def narrow_words(text: str) -> str:
    """Full-width letters and digits in their ordinary form, signs as they are: ``１２１号（东）`` gives ``121号（东）``."""
    return text.translate(_WORDS)


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral below ten thousand (十二, 两百, 二〇二四), or None when it is none."""
    if not 0 < len(text) <= _LONGEST_NUMERAL or any(
        letter not in _DIGITS and letter not in _UNITS for letter in text
    ):
        return None
    if all(letter in _DIGITS for letter in text):
        return int("".join(str(_DIGITS[letter]) for letter in text))
    total, digit = 0, None
    for letter in text:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        else:
            total += (1 if digit is None else digit) * _UNITS[letter]
            digit = None
    return total + (digit or 0)
