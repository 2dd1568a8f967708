"""Hiding parts of personal data wherever it is only shown; nothing is ever stored masked."""

from __future__ import annotations

import re

_ID_KEPT = 6
_PHONE_KEPT_FRONT, _PHONE_KEPT_BACK = 3, 4


def mask_id(text: str) -> str:
    """An identity number with its first six characters only: beside a birth date six and four would give it away."""
    return text[:_ID_KEPT] + "*" * max(0, len(text) - _ID_KEPT)


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
