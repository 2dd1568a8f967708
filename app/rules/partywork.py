"""Rules of mobile members, transfers of the Party relation, reporting in, and instructors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.lifecycles import Lifecycle
from app.rules.waiting import Waiting, waiting
from db.models import (
    Area,
    AreaKind,
    CheckIn,
    MobileDirection,
    Organization,
    OrganizationLine,
    PartyInstructor,
    Person,
    TransferState,
)

_PARTY_MEMBERS = ("01", "02")
TRANSFER_STATES = (
    (TransferState.STARTED, "发起"),
    (TransferState.IN_TRANSIT, "在途"),
    (TransferState.RECEIVED, "已接收"),
    (TransferState.RETURNED, "退回"),
)
TRANSFER = Lifecycle(
    {
        TransferState.STARTED: (TransferState.IN_TRANSIT, TransferState.RETURNED),
        TransferState.IN_TRANSIT: (TransferState.RECEIVED, TransferState.RETURNED),
        TransferState.RECEIVED: (),
        TransferState.RETURNED: (),
    },
    tuple(TransferState),
)
# The date that a state asks for.
_DATE_OF = {
    TransferState.IN_TRANSIT: ("issued_on", "开出日期"),
    TransferState.RECEIVED: ("received_on", "接收日期"),
    TransferState.RETURNED: ("returned_on", "退回日期"),
}


def sides_told(transfer: Any, _: Session) -> Sequence[Problem]:
    """Each side is a body of the ledger or a name, and the two differ."""
    found = []
    for side, label in (("from", "转出"), ("to", "转入")):
        body, name = getattr(transfer, f"{side}_org_id"), getattr(transfer, f"{side}_name").strip()
        if body is None and not name:
            found.append(
                Problem("SIDE_MISSING", f"{side}_org_id", f"请选择{label}党组织，或者填写它的名称。")
            )
        elif body is not None and name:
            message = f"{label}党组织已从台账中选择，名称一栏请留空。"
            found.append(Problem("SIDE_TWICE", f"{side}_name", message))
    same_body = transfer.from_org_id is not None and transfer.from_org_id == transfer.to_org_id
    if same_body or (transfer.from_name and transfer.from_name == transfer.to_name):
        found.append(Problem("SAME_SIDE", "to_org_id", "转出和转入是同一个党组织，请核对。"))
    return found


def state_dated(transfer: Any, session: Session) -> Sequence[Problem]:
    """A state has its date and a date its state; a letter received after it ran out is worth a question."""
    found = []
    for state, (name, label) in _DATE_OF.items():
        if transfer.state == state and getattr(transfer, name) is None:
            word = dict(TRANSFER_STATES)[state]
            found.append(Problem("STATE_DATE", name, f"状态是“{word}”，请填写{label}。"))
    for state in (TransferState.RECEIVED, TransferState.RETURNED):
        name, label = _DATE_OF[state]
        if getattr(transfer, name) is not None and transfer.state != state:
            found.append(Problem("STATE_DIFFERS", "state", f"填了{label}，状态却不是这一步，请核对。"))
    ends = letter_ends(transfer, waiting(session))
    if ends is not None and transfer.received_on is not None and transfer.received_on > ends:
        message = f"接收日期晚于介绍信有效期（到{ends}），请核对。"
        found.append(Problem("LETTER_EXPIRED", "received_on", message, blocking=False))
    return found


def letter_ends(transfer: Any, times: Waiting) -> date | None:
    """The last day of a transfer's letter; None while there is no letter."""
    if transfer.issued_on is None:
        return None
    days = transfer.valid_days or times.relation_letter_days
    return date.fromordinal(transfer.issued_on.toordinal() + days)


def party_member(record: Any, session: Session) -> Sequence[Problem]:
    """Who has a Party relation is registered as a member or probationary member."""
    person = session.get_one(Person, record.person_id)
    if person.politics in _PARTY_MEMBERS:
        return ()
    message = f"{person.name}没有登记为中共党员或预备党员，请核对政治面貌。"
    return (Problem("NOT_PARTY_MEMBER", "person_id", message, blocking=False),)


def mobile_told(member: Any, session: Session) -> Sequence[Problem]:
    """The host is a Party body, reporting in lies within the period, and of somebody who came the home body is known."""
    found = []
    if member.host_org_id is not None:
        body = session.get_one(Organization, member.host_org_id)
        if body.line != OrganizationLine.PARTY:
            message = f"“{body.name}”不是党组织，请重新选择。"
            found.append(Problem("OTHER_LINE", "host_org_id", message))
    reported = member.reported_on
    if reported is not None and reported < member.from_on:
        message = f"报到日期（{reported}）早于流动开始日期（{member.from_on}），请核对。"
        found.append(Problem("DATE_ORDER", "reported_on", message))
    elif reported is not None and member.to_on is not None and reported >= member.to_on:
        message = f"报到日期（{reported}）不在流动期间内（到{member.to_on}），请核对。"
        found.append(Problem("DATE_ORDER", "reported_on", message))
    if member.direction == MobileDirection.IN and not member.home_org_name.strip():
        message = "流入的党员请填写流出地党组织，以便保持联系。"
        found.append(Problem("HOME_UNKNOWN", "home_org_name", message, blocking=False))
    return found


def in_community(record: Any, session: Session) -> Sequence[Problem]:
    """One reports to a community."""
    area = session.get_one(Area, record.area_id)
    if area.kind == AreaKind.COMMUNITY:
        return ()
    return (Problem("NOT_COMMUNITY", "area_id", f"“{area.name}”不是社区，请选择报到的社区。"),)


def reported_once(record: Any, session: Session) -> Sequence[Problem]:
    """The same person reports to a community once a day."""
    query = select(CheckIn.id).where(
        CheckIn.person_id == record.person_id,
        CheckIn.area_id == record.area_id,
        CheckIn.checked_on == record.checked_on,
        col(CheckIn.id) != (record.id or 0),
    )
    if session.exec(query).first() is None:
        return ()
    return (Problem("CHECKED_IN", "checked_on", "这个人当天已在该社区报到，不用再登记。"),)


def within_instructor(row: Any, session: Session) -> Sequence[Problem]:
    """A station is looked after within the time for which the instructor is sent."""
    instructor = session.get_one(PartyInstructor, row.instructor_id)
    if row.from_on < instructor.from_on:
        message = f"开始日期早于派驻日期{instructor.from_on}，请核对。"
        return (Problem("BEFORE_INSTRUCTOR", "from_on", message),)
    if instructor.to_on is not None and (row.to_on is None or row.to_on > instructor.to_on):
        message = f"派驻已于{instructor.to_on}结束，请填写不晚于这一天的结束日期。"
        return (Problem("AFTER_INSTRUCTOR", "to_on", message),)
    return ()
