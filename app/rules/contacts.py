"""The contact phone of a place, a body or a team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from app.errors import Problem
from app.rules.phones import clean_phones


def clean_contact(record: Any, _: Session) -> None:
    """Bring ``record.phone`` into the stored form: digits, several numbers separated by one blank."""
    numbers, problems = clean_phones(record.phone or "", "phone")
    if not problems:
        record.phone = " ".join(numbers)


def phone_readable(record: Any, _: Session) -> Sequence[Problem]:
    """What stands in ``phone`` is one or several telephone numbers."""
    _numbers, problems = clean_phones(record.phone or "", "phone")
    return problems
