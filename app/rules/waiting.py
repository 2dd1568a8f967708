"""Waiting times that the office may set: how long after one date the next is due, and counting in months."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, fields
from datetime import date

from sqlmodel import Session, col, select

from db.models import Setting


@dataclass(frozen=True)
class Waiting:
    """The waiting times by the key of their setting; the values here are the defaults.

    Those of the Party follow 《中国共产党发展党员工作细则》 (2014) as offices quote it; none of them blocks a record.
    """

    party_talk_months: int = 1
    party_review_months: int = 6
    party_activist_months: int = 12
    party_course_hours: int = 24
    party_approval_months: int = 3
    party_approval_longest_months: int = 6
    party_probation_months: int = 12
    party_extension_least_months: int = 6
    party_extension_most_months: int = 12
    party_ahead_days: int = 30
    mobile_months: int = 6
    relation_letter_days: int = 90
    election_reminder_months: int = 6
    union_application_days: int = 30
    league_course_hours: int = 8
    unverified_days: int = 90
    retention_months: int = 36
    disposal_months: int = 24
    league_activist_months: int = 3
    place_ahead_days: int = 30
    request_ahead_days: int = 3


def waiting(session: Session) -> Waiting:
    """The waiting times as the office has set them."""
    keys = [one.name for one in fields(Waiting)]
    rows = session.exec(select(Setting.key, Setting.value).where(col(Setting.key).in_(keys))).all()
    return Waiting(**{key: int(value) for key, value in rows})


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
