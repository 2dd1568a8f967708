"""Importing a sheet of hours: the team where it is missing, people as decided, and a record for every service; one operation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.actions.rows import chosen
from app.desk import Changes, Desk
from app.errors import UserError
from app.exchange.hours import GUEST, STRANGER, HoursDecisions, HoursRow, HoursRun
from app.exchange.hoursread import output_of
from app.exchange.run import Applied
from app.registers import find_register
from app.registers.records import store
from db.errors import AlreadyDone
from db.models import Team

_TABLES = frozenset(
    {"service_logs", "service_quantities", "teams", "team_members", "people", "registrations", "employments"}
)


def apply_hours(desk: Desk, run: HoursRun, decisions: HoursDecisions, request_id: str | None) -> Applied:
    """Import the lines that the decisions take, all or none.

    Raises UserError when it is not decided which team the sheet is of, ``ValidationFailed`` as the rules of service
    records do (24 hours a day, a team that is disbanded).
    """
    if run.team_id is None and not decisions.create_team:
        raise UserError("还没有选队伍。", "请选择这张表是哪支队伍的，或新建队伍。")
    taken = [row for row in run.services if decisions.takes(row)]
    minutes = sum(row.values["minutes"] for row in taken)
    title = f"导入服务记录：{run.team_name or run.team}，{len(taken)}条、{minutes / 60:g}小时"
    try:
        with desk.operation("import", title, request_id=request_id) as session:
            team = _team(session, desk, run, taken)
            people = _people(session, desk, run, team, taken, decisions)
            for row in taken:
                _write(session, desk, row, team, people[row.row])
            operation_id = session.info["operation"]
    except AlreadyDone as done:
        operation_id = done.operation_id
    return Applied(Changes(_TABLES, operation_id), len(taken), 0, len(run.rows) - len(taken))


def _team(session: Session, desk: Desk, run: HoursRun, taken: Sequence[HoursRow]) -> Team:
    if run.team_id is not None:
        return chosen(session, desk, Team, [run.team_id], "队伍")[0]
    if run.area_id is None:
        raise UserError("不知道这支队伍归到哪个区域。", "请先登记街道和社区，再导入。")
    founded = min((row.values["date"] for row in taken), default=date.today())
    values = {"name": run.team[:100], "area_id": run.area_id, "founded_on": founded}
    made = store(session, desk, find_register("teams"), values)
    assert isinstance(made, Team)
    return made


def _people(
    session: Session,
    desk: Desk,
    run: HoursRun,
    team: Team,
    taken: Sequence[HoursRow],
    decisions: HoursDecisions,
) -> dict[int, int]:
    """The person of each line, after registering strangers; the same name is the same stranger."""
    strangers: dict[str, int] = {}
    joining: dict[int, date] = {}
    people: dict[int, int] = {}
    for row in taken:
        person_id = row.person_id
        if person_id is None:
            name = row.values["name"]
            if name not in strangers:
                values = {
                    "name": name,
                    "category": decisions.category,
                    "area_id": team.area_id,
                    "phones": row.values["phones"],
                    # The sheet names people without their phones: the way to them is through the team.
                    "other_contact": "" if row.values["phones"] else f"由{team.name}联系"[:100],
                    "source": f"服务记录：{team.name}"[:200],
                }
                strangers[name] = int(store(session, desk, find_register("people"), values).id or 0)
            person_id = strangers[name]
        people[row.row] = person_id
        if row.standing == STRANGER or (row.standing == GUEST and decisions.join):
            joining[person_id] = min(row.values["date"], joining.get(person_id, row.values["date"]))
    for person_id, on in joining.items():
        _join(session, desk, team, person_id, on)
    return people


def _join(session: Session, desk: Desk, team: Team, person_id: int, on: date) -> None:
    values = {"team_id": team.id, "person_id": person_id, "from_on": on}
    store(session, desk, find_register("team_members"), values)


def _write(session: Session, desk: Desk, row: HoursRow, team: Team, person_id: int) -> None:
    values = {
        "team_id": team.id,
        "person_id": person_id,
        "served_on": row.values["date"],
        "minutes": row.values["minutes"],
        "content": row.values["content"][:500],
        "place": row.values["place"][:200],
        "note": row.values["note"][:2000],
        "area_id": team.area_id,
    }
    log = store(session, desk, find_register("service_logs"), values)
    counted = row.values["counted"]
    if counted is None or counted.number < 1:
        return
    line = {
        "log_id": log.id,
        "output": output_of(counted, row.values["content"]),
        "quantity": counted.number,
        "unit": counted.unit[:10],
        "description": counted.item[:100],
    }
    store(session, desk, find_register("service_quantities"), line)
