"""Hiding parts of personal data wherever it is only shown; nothing is ever stored masked."""

from __future__ import annotations

import re

from app.rules.identity import check_character

_DIGITS = 18
_ID_KEPT = 6
_ENDS_KEPT = 4
_PHONE_KEPT_FRONT, _PHONE_KEPT_BACK = 3, 4
# A resident's number has a day in the middle and a check character; other numbers of 18 digits are left alone.
_RESIDENT = re.compile(
    r"(?<![0-9A-Za-z])\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")


def mask_id(text: str) -> str:
    """An identity number with its first six characters only: beside a birth date six and four would give it away."""
    return text[:_ID_KEPT] + "*" * max(0, len(text) - _ID_KEPT)


def mask_ends(text: str) -> str:
    """An identity number with four characters at each end: only where no birth date and no sex stand beside it."""
    hidden = len(text) - 2 * _ENDS_KEPT
    return text[:_ENDS_KEPT] + "*" * hidden + text[-_ENDS_KEPT:] if hidden > 1 else mask_id(text)


def holds_resident_number(text: str) -> bool:
    """Whether a whole number of a resident stands in the text."""
    return len(text) >= _DIGITS and any(_checked(found[0]) for found in _RESIDENT.finditer(text))


def mask_name(text: str) -> str:
    """A name without its middle: ``张*``, ``张*三``, ``阿**丽``."""
    return text[:1] + "*" * (len(text) - 2) + text[-1] if len(text) > 2 else text[:1] + "*" * (len(text) - 1)


def mask_house(text: str) -> str:
    """An address without its numbers: ``金祝新村*幢*单元***室``."""
    return re.sub(r"[0-9０-９]", "*", text)


def mask_in_text(text: str) -> str:
    """A text in which somebody wrote down a number: residents' numbers and mobile phones in it are hidden."""

    def hidden(found: re.Match[str]) -> str:
        return mask_id(found[0]) if _checked(found[0]) else found[0]

    return _MOBILE.sub(lambda found: _mask_phone(found[0]), _RESIDENT.sub(hidden, text))


def _checked(number: str) -> bool:
    return check_character(number[:-1]) == number[-1].upper()


def mask_phones(text: str) -> str:
    """Each number with its middle hidden: ``138****1234``, ``0571-****5678``."""
    return "、".join(_mask_phone(number) for number in re.split(r"[、\s]+", text) if number)


def _mask_phone(number: str) -> str:
    if "-" in number:
        area, rest = number.split("-", 1)
        return f"{area}-{'*' * max(0, len(rest) - _PHONE_KEPT_BACK)}{rest[-_PHONE_KEPT_BACK:]}"
    hidden = len(number) - _PHONE_KEPT_FRONT - _PHONE_KEPT_BACK
    if hidden <= 0:
        return number
    return number[:_PHONE_KEPT_FRONT] + "*" * hidden + number[-_PHONE_KEPT_BACK:]
