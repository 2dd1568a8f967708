"""What is due in the unions, and which bodies of any line are due for election."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from app.due.row import Due, Look
from app.rules.duties import Duty
from db.models import (
    ApplicationState,
    Organization,
    OrganizationLine,
    OrganizationStatus,
    Person,
    UnionApplication,
)


def applications(look: Look) -> Iterable[Due]:
    """Applications to unions that wait for a decision."""
    query = (
        select(UnionApplication, Person.name, Person.area_id)
        .join(Person, col(Person.id) == col(UnionApplication.person_id))
        .where(*look.people(), UnionApplication.applied_on <= look.on)
        .where(
            sa.or_(
                col(UnionApplication.state) == ApplicationState.APPLIED,
                col(UnionApplication.decided_on) > look.on,
            )
        )
    )
    for application, name, area in look.session.exec(query).all():
        days = timedelta(days=look.times.union_application_days)
        duty = Duty("APPROVE", "审批入会申请", application.applied_on + days)
        yield look.row(
            duty,
            "union_applications",
            application.id,
            (application.person_id, name, area),
            "已申请",
            line=OrganizationLine.UNION,
            action="approve",
        )


def elections(look: Look, last: date) -> Iterable[Due]:
    """Bodies of every line whose term ends by a day, or has ended."""
    query = select(Organization).where(
        col(Organization.next_election_on) <= last,
        sa.or_(col(Organization.established_on).is_(None), col(Organization.established_on) <= look.on),
        sa.or_(col(Organization.dissolved_on).is_(None), col(Organization.dissolved_on) > look.on),
        col(Organization.status).not_in([OrganizationStatus.DISSOLVED, OrganizationStatus.PREPARING]),
        *look.bodies(),
    )
    for body in look.session.exec(query).all():
        if body.next_election_on is not None:
            yield look.row(
                Duty("ELECTION", "换届", body.next_election_on),
                "organizations",
                body.id,
                (None, body.name, body.area_id),
                "届满",
                line=OrganizationLine(body.line),
                action="renew",
            )
