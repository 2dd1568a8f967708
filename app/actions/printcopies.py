"""The files of what was printed, kept for some months so that a paper can be printed again as issued."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session

from db.base import table_of, utc_now
from db.models import Print, PrintCopy

KEPT_DAYS = 366  # longer than a year's inspections ask back; papers with whole numbers are not kept for ever
LARGEST = 8_000_000  # bytes; more than that is printed anew from its list
_PRINTS, _COPIES = table_of(Print), table_of(PrintCopy)


def keep_copy(session: Session, print_id: int, data: bytes, *, first_of_day: bool) -> None:
    """Keep the file of a print, inside its operation. first_of_day: also throw away what is older than a year."""
    if len(data) <= LARGEST:
        session.execute(sa.insert(_COPIES).values(print_id=print_id, paper=data))
    if first_of_day:
        old = sa.select(_PRINTS.c.id).where(_PRINTS.c.at < utc_now() - timedelta(days=KEPT_DAYS))
        session.execute(sa.delete(_COPIES).where(_COPIES.c.print_id.in_(old)))
