"""One thing that is due, and where somebody looks for such things: on which day, of which people and bodies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.desk import Desk, areas_below
from app.rules.duties import Duty
from app.rules.waiting import Waiting
from db.models import Organization, OrganizationLine, Person, PersonStatus

IN_CHUNKS = 500
PLACES = "places"  # what is due at places and with partners, beside the lines of organizations
CARE = "care"  # activities that were planned
REQUESTS = "requests"  # requests and what meetings resolved


@dataclass(frozen=True)
class Due:
    """One thing somebody has to do.

    register_key and record_id: the record to open. who: the person or body; person_id is None for a body. stage: what the
    record is now, as a word. may: it may be done from ``due_on`` on, nobody is late. overdue_days: 0 until it was due.
    line: whose work it is, a line of organizations, ``PLACES`` or ``CARE``. area: name of the person's or body's area. action: key of the register's verb that does it,
    with the answers already known (``preset``).
    """

    register_key: str
    record_id: int
    person_id: int | None
    who: str
    stage: str
    what: str
    due_on: date
    overdue_days: int
    may: bool = False
    line: str = OrganizationLine.PARTY.value
    area_id: int = 0
    area: str = ""
    action: str = ""
    preset: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Look:
    """A look at what is due on a day. area_id: only of an area and all below it; within what the clerk sees anyway."""

    session: Session
    desk: Desk
    on: date
    times: Waiting
    area_id: int | None = None

    def within(self, column: Any) -> tuple[sa.ColumnElement[bool], ...]:
        """Conditions that keep an area column to where is looked."""
        chosen = None if self.area_id is None else areas_below(self.area_id)
        return tuple(column.in_(areas) for areas in (self.desk.visible_areas(), chosen) if areas is not None)

    def people(self) -> tuple[sa.ColumnElement[bool], ...]:
        """The people who may be named: in the area, not 封存."""
        return (col(Person.status) != PersonStatus.RESTRICTED, *self.within(col(Person.area_id)))

    def bodies(self) -> tuple[sa.ColumnElement[bool], ...]:
        """The bodies of the area."""
        return self.within(col(Organization.area_id))

    def days_ahead(self, days: int) -> date:
        """A day so many days later."""
        return self.on + timedelta(days=days)

    def row(
        self,
        duty: Duty,
        register_key: str,
        record_id: int | None,
        who: tuple[int | None, str, int],
        stage: str,
        *,
        line: str = OrganizationLine.PARTY,
        action: str = "",
        preset: tuple[tuple[str, Any], ...] = (),
    ) -> Due:
        """A duty as a row. who: id of the person (None for a body), name, id of the area."""
        person_id, name, area_id = who
        return Due(
            register_key,
            record_id or 0,
            person_id,
            name,
            stage,
            duty.text,
            duty.due_on,
            duty.overdue_days(self.on),
            duty.may,
            str(line),
            area_id,
            "",
            action,
            preset,
        )
