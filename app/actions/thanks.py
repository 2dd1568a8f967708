"""感谢信 and 会员卡: papers of the certificate register for people who helped, and for members of a union."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.letters import Letter, issue_asked
from app.actions.rows import chosen, refuse
from app.desk import Changes, Desk
from app.documents.words import chinese_date
from db.models import CertificateKind, Employment, Membership, Organization, OrganizationLine, Station

_CLOSING = "在此，谨向您致以衷心的感谢和崇高的敬意！"


def thank(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Letters of thanks for people (``values``: said, about, on, issuer, sealed_by)."""
    said = f"{values['said'].strip().rstrip('。')}。\n{_CLOSING}"
    letters = [Letter(person, values["about"], said) for person in dict.fromkeys(ids)]
    return issue_asked(desk, CertificateKind.THANKS, letters, values, values.get("issuer") or "").changes


def membership_cards(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Numbered cards of union members in force (``values``: on, sealed_by)."""
    with desk.reading() as session:
        rows = chosen(session, desk, Membership, ids, "会员记录")
        bodies = {
            one.id: one
            for one in session.exec(
                select(Organization).where(col(Organization.id).in_([row.organization_id for row in rows]))
            ).all()
        }
        work = _work(session, [row.person_id for row in rows], values["on"])
        for row in rows:
            if bodies[row.organization_id].line != OrganizationLine.UNION:
                raise refuse("NO_UNION", "", f"“{bodies[row.organization_id].name}”不是工会，没有会员卡。")
            if row.to_on is not None and row.to_on <= values["on"]:
                raise refuse("ENDED", "", f"选中的记录里有会籍已于{row.to_on}结束的，请去掉后再发卡。")
    letters = [
        Letter(
            row.person_id,
            "会员卡",
            "",
            more=(
                ("工会", bodies[row.organization_id].name),
                ("会员号", row.member_no),
                ("入会日期", chinese_date(row.from_on)),
                ("工作单位", work.get(row.person_id, "")),
            ),
        )
        for row in rows
    ]
    issuer = values.get("issuer") or next((bodies[row.organization_id].name for row in rows), "")
    return issue_asked(desk, CertificateKind.MEMBERSHIP, letters, values, issuer).changes


def _work(session: Session, person_ids: Sequence[int], on: date) -> dict[int, str]:
    """Where people work on a day, by person."""
    query = (
        select(Employment.person_id, Station.name)
        .join(Station, col(Station.id) == col(Employment.station_id))
        .where(col(Employment.person_id).in_(list(person_ids)), col(Employment.from_on) <= on)
        .where(col(Employment.to_on).is_(None) | (col(Employment.to_on) > on))
    )
    return dict(session.exec(query).all())
