"""The workshop of the example: a template of the office's own, letters of thanks, members' cards, applications for the seal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import col, select

from app.actions.certificate_templates import offered, save_template
from app.actions.seals import apply_for_class, approve
from app.actions.thanks import membership_cards, thank
from app.desk import Desk
from app.documents.words import chinese_date
from app.example.awards import date_operation
from app.example.classes import Run
from app.workshop import editing
from app.workshop.elements import Across, ElementKind
from db.models import (
    Deed,
    Membership,
    Organization,
    OrganizationLine,
    Person,
    PersonStatus,
    TemplateKind,
)

_SEALED_BY = "办公室 周某某"
_TEMPLATE_ON, _CARDS_ON = date(2024, 5, 20), date(2024, 6, 3)
_CARDS, _THANKED = 10, 3
_AFTER, _DECIDED = timedelta(days=2), timedelta(days=1)
_OPEN = col(Person.status) != PersonStatus.RESTRICTED


def furnish(desk: Desk, runs: Sequence[Run]) -> None:
    """Everything, after the certificates were given out."""
    _own_template(desk)
    _thank(desk)
    _cards(desk)
    _ask_for_seal(desk, runs)


def _own_template(desk: Desk) -> None:
    """The shipped design with a photo, with the school's name over its title."""
    shipped = next(one for one in offered(desk, TemplateKind.COMPLETION) if one.key == "completion-2")
    design, name = editing.added(shipped.design, ElementKind.TEXT, "“三新”学堂", "学堂名称")
    design = editing.changed(design, name, x=48.5, y=20.0, w=200.0, h=7.0, across=Across.CENTER)
    changes = save_template(desk, shipped.kind, "“三新”学堂专用", design, note="红金回纹，加了学堂名称")
    date_operation(desk, changes.operation_id, _TEMPLATE_ON)


def _thank(desk: Desk) -> None:
    """Those whose deeds are told, each on the day it was praised."""
    with desk.reading() as session:
        query = select(Deed).join(Person, col(Person.id) == col(Deed.person_id)).where(_OPEN)
        deeds = session.exec(query.order_by(col(Deed.happened_on)).limit(_THANKED)).all()
    for deed in deeds:
        on = deed.awarded_on or deed.happened_on
        said = f"{chinese_date(deed.happened_on)}，您{deed.title}，以热心和担当为新就业群体树立了榜样"
        values = {"said": said, "about": deed.title, "on": on, "sealed_by": _SEALED_BY}
        date_operation(desk, thank(desk, [deed.person_id], values).operation_id, on)


def _cards(desk: Desk) -> None:
    """The first members of the union get cards."""
    with desk.reading() as session:
        query = (
            select(Membership.id)
            .join(Person, col(Person.id) == col(Membership.person_id))
            .join(Organization, col(Organization.id) == col(Membership.organization_id))
            .where(_OPEN, Organization.line == OrganizationLine.UNION, col(Membership.to_on).is_(None))
            .where(col(Membership.from_on) <= _CARDS_ON)
            .order_by(col(Membership.from_on), col(Membership.id))
        )
        ids = [one for one in session.exec(query.limit(_CARDS)).all() if one is not None]
    changes = membership_cards(desk, ids, {"on": _CARDS_ON, "sealed_by": _SEALED_BY})
    date_operation(desk, changes.operation_id, _CARDS_ON)


def _ask_for_seal(desk: Desk, runs: Sequence[Run]) -> None:
    """The newest finished class waits for its seal; the one before it has the leader's word."""
    done = sorted((run for run in runs if run.finished), key=lambda run: run.days[-1])[-2:]
    for run, agreed in zip(done, (True, False), strict=True):
        on = run.days[-1] + _AFTER
        asked = apply_for_class(desk, run.row.known_id(), len(run.enrolments), on)
        date_operation(desk, asked.operation_id, on)
        if agreed:
            said = approve(desk, [asked.record_id or 0], {"on": on + _DECIDED, "leader": _SEALED_BY})
            date_operation(desk, said.operation_id, on + _DECIDED)
