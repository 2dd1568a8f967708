"""封存: a person's card is kept and nothing else, until an administrator opens it again (个人信息保护法 art. 47)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import changed, touch
from app.desk import Changes, Desk
from app.errors import NotFound, UserError
from db.models import Person, PersonStatus, Registration


def restrict(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Put cards away: out of lists, search and figures by name, still counted. ``values``: reason.

    Whoever is put away already stays so, with the reason given then.
    """
    with desk.operation("restrict", f"封存人员{len(ids)}人") as session:
        for person in _people(session, desk, ids):
            if person.status != PersonStatus.RESTRICTED:
                person.status = PersonStatus.RESTRICTED
                person.restricted_on, person.restricted_reason = date.today(), values.get("reason") or ""
                touch(session, person)
        return changed(session, Person)


def release(desk: Desk, ids: Sequence[int], _: dict[str, Any]) -> Changes:
    """Open cards again: on the books as long as a registration is open, else as having left.

    Raises UserError for a clerk who is no administrator.
    """
    if not desk.actor.administrator:
        raise UserError("只有管理员能解除封存。", "请找管理员办理；管理员在“设置—经办人”里指定。")
    with desk.operation("release", f"解除封存人员{len(ids)}人") as session:
        for person in _people(session, desk, ids):
            if person.status == PersonStatus.RESTRICTED:
                here = session.exec(
                    select(Registration.id).where(
                        Registration.person_id == person.id, col(Registration.to_on).is_(None)
                    )
                ).first()
                person.status = PersonStatus.LEFT if here is None else PersonStatus.ACTIVE
                person.restricted_on, person.restricted_reason = None, ""
                touch(session, person)
        return changed(session, Person)


def _people(session: Session, desk: Desk, ids: Sequence[int]) -> Sequence[Person]:
    query = select(Person).where(col(Person.id).in_(list(ids)))
    areas = desk.visible_areas()
    if areas is not None:
        query = query.where(col(Person.area_id).in_(areas))
    people = session.exec(query).all()
    if len(people) != len(set(ids)):
        raise NotFound("有人员已被删除，或不在您负责的区域内。", "请刷新列表后重试。")
    return people
