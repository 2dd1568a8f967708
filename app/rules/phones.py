"""Telephone numbers as the office writes them: mobile, fixed line with extension, short service numbers."""

from __future__ import annotations

import re

from app.errors import Problem

HOME_AREA_CODE = "0571"

_MOBILE = re.compile(r"1[3-9]\d{9}")
_FIXED = re.compile(r"(0\d{2,3})-?([2-9]\d{6,7})(?:(?:转|-|ext\.?)(\d{1,6}))?", re.IGNORECASE)
_LOCAL = re.compile(r"([2-9]\d{6,7})(?:(?:转|-)(\d{1,6}))?")
_SHORT = re.compile(r"12\d{3}|95\d{3,6}|400-?\d{3}-?\d{4}|11\d|1\d{4}")
_SEPARATORS = re.compile(r"[/／、,，;；|｜\r\n或及和]+")
_COUNTRY = re.compile(r"^(?:\+86|0086|86(?=-?(?:1[3-9](?:-?\d){9}|0[\d-]{9,})$))-?")
_NOISE = re.compile(r"[\s\u00a0\u3000\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff'’\"“”]+")
_DOTTED = re.compile(r"(1[3-9]\d)[.·](\d{4})[.·](\d{4})")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－−﹣", "-"))


def clean_phones(
    text: str, field: str = "phones", area_code: str = HOME_AREA_CODE
) -> tuple[list[str], list[Problem]]:
    """Read the numbers of one cell or input line.

    text: one or several numbers, separated by ``/ 、 ； ，`` a line break or 或; ``+86``, spaces, hyphens and
    full-width digits are accepted. area_code: put before fixed numbers of 7 or 8 digits.
    Returns the numbers without repeats (mobile ``13812345678``, fixed ``0571-87654321-123``, short ``12345``)
    and one ``PHONE_FORMAT`` problem for each part that is no number.
    """
    numbers: list[str] = []
    problems: list[Problem] = []
    for part in _SEPARATORS.split(text.translate(_FULL_WIDTH).translate(_DASHES)):
        found = _read_spaced(part, area_code)
        if found is None:
            message = "电话号码不完整或含有多余的字，请核对（手机号应为11位数字）。"
            problems.append(Problem("PHONE_FORMAT", field, message))
            continue
        numbers.extend(number for number in found if number not in numbers)
    return numbers, problems


def is_mobile(number: str) -> bool:
    """Whether the number is an 11-digit mobile number of the mainland."""
    return _MOBILE.fullmatch(number) is not None


def _read_spaced(part: str, area_code: str) -> list[str] | None:
    """Blanks stand between numbers where each piece is one, as in the stored form; else they are inside a number."""
    pieces = [_read_part(_NOISE.sub("", piece), area_code) for piece in part.split()]
    if len(pieces) > 1 and all(pieces):
        return [number for piece in pieces for number in piece or ()]
    return _read_part(_NOISE.sub("", part), area_code)


def _read_part(part: str, area_code: str) -> list[str] | None:
    part = _DOTTED.sub(r"\1\2\3", re.sub(r"[()]", "-", part).strip("-.:：。"))
    if not part:
        return []
    part = _COUNTRY.sub("", part)
    digits = part.replace("-", "")
    if len(digits) == 22 and is_mobile(digits[:11]) and is_mobile(digits[11:]):
        return [digits[:11], digits[11:]]
    if is_mobile(digits):
        return [digits]
    if _SHORT.fullmatch(part):
        return [digits]
    return _read_fixed(part, area_code)


def _read_fixed(part: str, area_code: str) -> list[str] | None:
    part = re.sub(r"-{2,}", "-", part)
    if match := _FIXED.fullmatch(part):
        area, number, extension = match.groups()
    elif match := _LOCAL.fullmatch(part):
        area, (number, extension) = area_code, match.groups()
    else:
        return None
    return ["-".join(piece for piece in (area, number, extension) if piece)]
