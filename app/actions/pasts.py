"""What a card said is kept when it changes, so that the figures of a past month stay what they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, select

from db.base import Record, table_of

Effect = Callable[[Any, dict[str, Any], Session], None]


def keep_past(model: type[Record], via: str, columns: Sequence[str], told: str = "") -> Effect:
    """The effect of a save that keeps what ``columns`` held before, up to the day of the change, as a row of ``model``.

    via: the row's link to the card. told: the card's date that says since when the new values hold, where the clerk gives
    it with the change; without it that is today. What is corrected on the day a card is made, or changed back on the day
    of the change, leaves no row: nothing was reported with it.
    """

    def keep(record: Any, before: dict[str, Any], session: Session) -> None:
        if not before or all(before[name] == getattr(record, name) for name in columns):
            return
        today = date.today()
        if record.created_at.astimezone().date() >= today:
            return
        last = _last(session, model, via, record.id)
        since = last.to_on if last is not None else None
        if last is not None and last.to_on >= today:
            if all(getattr(last, name) == getattr(record, name) for name in columns):
                session.delete(last)
                session.flush()
            return
        on = today
        if told and getattr(record, told) is not None and getattr(record, told) != before[told]:
            on = min(today, getattr(record, told))
            on = today if since is not None and on <= since else on
        held: dict[str, Any] = {name: before[name] for name in columns}
        session.add(model(**held | {via: record.id, "from_on": since, "to_on": on}))
        session.flush()

    return keep


def _last(session: Session, model: type[Record], via: str, record_id: int) -> Any:
    table = table_of(model)
    query = select(model).where(table.c[via] == record_id).order_by(table.c.to_on.desc())
    return session.exec(query.limit(1)).first()
