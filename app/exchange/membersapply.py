"""Importing a list of members: whoever is new is registered, memberships and posts begin; one operation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.actions.rows import chosen
from app.desk import Changes, Desk
from app.errors import UserError
from app.exchange.lookups import Lookups
from app.exchange.members import MEMBER, STRANGER, MemberRow, MembersDecisions, MembersRun
from app.exchange.newrows import StagedPeople, stage
from app.exchange.readrow import State
from app.exchange.recordapply import LinkIds
from app.exchange.run import Applied
from app.registers import find_register
from app.registers.records import store
from db.errors import AlreadyDone
from db.models import Organization

_TABLES = frozenset({"memberships", "posts", "people", "registrations", "employments"})


def apply_members(
    desk: Desk, run: MembersRun, decisions: MembersDecisions, request_id: str | None
) -> Applied:
    """Import the lines that the decisions take, all or none.

    Raises UserError when it is not decided which organization the list is of, ``ValidationFailed`` as the rules of
    memberships and posts do.
    """
    if run.body_id is None:
        raise UserError("还没有选组织。", "请选择是哪个组织的名单；台账里没有的，先登记这个组织。")
    if decisions.on > date.today():
        raise UserError(f"加入日期{decisions.on}还没有到。", "请改为名单的日期。")
    taken = [row for row in run.people if decisions.takes(row)]
    title = f"导入成员名单：{run.body_name}，{len(taken)}人"
    try:
        with desk.operation("import", title, request_id=request_id) as session:
            body = chosen(session, desk, Organization, [run.body_id], "组织")[0]
            people = _people(session, desk, run, taken)
            for row in taken:
                _enter(session, desk, body, row, people[row.row], decisions.on)
            operation_id = session.info["operation"]
    except AlreadyDone as done:
        operation_id = done.operation_id
    updated = sum(row.state is State.UPDATE for row in taken)
    return Applied(Changes(_TABLES, operation_id), len(taken) - updated, updated, len(run.rows) - len(taken))


def _people(session: Session, desk: Desk, run: MembersRun, taken: Sequence[MemberRow]) -> dict[int, int]:
    new = [row for row in taken if row.standing == STRANGER]
    links = Lookups(session, desk)
    staged = stage(find_register("people"), new, run.area_id, source=f"成员名单：{run.body_name}"[:200])
    ids = StagedPeople(staged).insert(session, LinkIds(links.platform_ids, links.station_ids))
    people = {row.row: row.record_id for row in taken if row.record_id is not None}
    return people | dict(zip((row.row for row in new), ids, strict=True))


def _enter(
    session: Session, desk: Desk, body: Organization, row: MemberRow, person_id: int, on: date
) -> None:
    begins = {"organization_id": body.id, "person_id": person_id, "from_on": on}
    if row.standing != MEMBER:
        store(session, desk, find_register("memberships"), begins)
    if row.office:
        store(session, desk, find_register("posts"), begins | {"title": row.office[:40]})
