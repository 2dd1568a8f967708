"""Lists of people who are to be enrolled in a class: pasted, or everybody of a station."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app.desk import Desk
from app.exchange.pastedlist import Match, match_people
from db.models import Enrolment, Person, PersonStatus


def match_learners(desk: Desk, class_run_id: int, text: str, station_id: int | None = None) -> list[Match]:
    """Who of the ledger each line of a pasted list means (see ``match_people``), for enrolling in a class."""

    def listed(session: Session, ids: Sequence[int]) -> dict[int, str]:
        query = select(Enrolment.person_id).where(
            Enrolment.class_run_id == class_run_id, col(Enrolment.person_id).in_(list(ids))
        )
        return dict.fromkeys(session.exec(query).all(), "已在学员名单里。")

    return match_people(desk, text, station_id, listed)


def station_list(desk: Desk, station_id: int) -> str:
    """Everybody of a station who is on the books as a list to paste: name and phone, by name."""
    query = select(Person.name, Person.phones).where(
        Person.station_id == station_id, Person.status == PersonStatus.ACTIVE
    )
    areas = desk.visible_areas()
    if areas is not None:
        query = query.where(col(Person.area_id).in_(areas))
    with desk.reading() as session:
        rows = session.exec(query.order_by(col(Person.name_pinyin), col(Person.id))).all()
    return "\n".join(f"{name}\t{next(iter(phones.split()), '')}" for name, phones in rows)
