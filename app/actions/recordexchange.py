"""Service records and the official system of volunteers: written out for it, and noted as entered there or differing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app import settings
from app.actions.rows import changed, checked, chosen, refuse, touch
from app.desk import Changes, Desk
from app.errors import UserError
from app.exchange.writing import Sheetful, write_sheet
from app.registers.spec import Field, Kind, text_of
from app.rules.volunteering import once_by_number
from db.base import table_of
from db.models import Issuer, LogState, Person, ServiceLog, SyncState, Team, VolunteerRegistration

MOST = 20_000
_MINUTES = Field("minutes", "服务时长（小时）", kind=Kind.MINUTES)
# The topics of MZ/T 061-2015 about a service record; systems that want others map these heads.
COLUMNS = (
    Field("number", "志愿者编号", width=20),
    Field("name", "姓名", width=12),
    Field("id_no", "证件号码", width=22),
    Field("activity", "项目（活动）名称", width=22),
    Field("served_on", "服务日期", width=12),
    Field("starts_at", "开始时间", width=8),
    Field("ends_at", "结束时间", width=8),
    _MINUTES,
    Field("content", "服务内容", width=24),
    Field("place", "地点", width=18),
    Field("organizer", "组织单位", width=26),
    Field("team", "服务队伍", width=20),
    Field("recorder", "记录人", width=14),
    Field("uid", "本地记录标识", width=38),
)


def mark_entered(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note that booked records stand in the official system since a day (``values``: on, outside_no of a single one)."""
    outside = values.get("outside_no") or ""
    if outside and len(ids) > 1:
        raise refuse("ONE_NUMBER", "outside_no", "官方系统记录号一条一个，多条一起登记时不填。")
    with desk.operation("sync_logs", f"登记已录入官方系统{len(ids)}条") as session:
        for log in _booked(session, desk, ids):
            log.sync_state, log.synced_on = SyncState.ENTERED, values["on"]
            log.outside_no = outside or log.outside_no
            checked(session, log, (once_by_number,))
            touch(session, log)
        return changed(session, ServiceLog)


def mark_mismatch(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note that the official system says something else (``values``: on, reason, kept in the note)."""
    with desk.operation("sync_logs", f"登记与官方系统不一致{len(ids)}条") as session:
        for log in _booked(session, desk, ids):
            log.sync_state, log.synced_on = SyncState.MISMATCH, values["on"]
            told = f"与官方系统不一致：{values['reason']}"
            log.note = "；".join(part for part in (log.note, told) if part)[:2000]
            touch(session, log)
        return changed(session, ServiceLog)


def export_official(desk: Desk, target: Path, purpose: str) -> int:
    """Write the booked records that the official system does not have yet to an xlsx file; returns how many.

    Identity numbers are in full, for the system finds people by them; the purpose is written into the journal. Raises
    UserError when there is nothing to write or too much, or the file cannot be written.
    """
    office = settings.read(desk, "office_name")
    with desk.reading() as session:
        rows = session.execute(_waiting(desk)).all()
    if not rows:
        raise UserError("没有需要录入官方系统的服务记录。", "已入账、还没有登记“已录入”的记录才会导出。")
    if len(rows) > MOST:
        raise UserError(f"待录入的记录超过{MOST}条。", "请先登记已经录入的记录。")
    title = f"导出官方系统录入表{len(rows)}条（完整证号，用途：{purpose.strip()[:60]}）"
    with desk.operation("export", title, undoable=False):
        write_sheet(target, Sheetful("志愿服务记录录入表", office, COLUMNS, _texts(rows)))
    return len(rows)


def _texts(rows: Sequence[Any]) -> Iterator[list[str]]:
    for row in rows:
        cells = row._asdict()
        yield [
            text_of(field, cells[field.name])
            if field is _MINUTES
            else "" if cells[field.name] is None else str(cells[field.name])
            for field in COLUMNS
        ]  # fmt: skip


def _waiting(desk: Desk) -> sa.Select[Any]:
    logs, people, teams = table_of(ServiceLog), table_of(Person), table_of(Team)
    bodies, known = table_of(Issuer), table_of(VolunteerRegistration)
    number = (
        sa.select(known.c.volunteer_no)
        .where(known.c.person_id == people.c.id)
        .order_by(known.c.id)
        .limit(1)
        .scalar_subquery()
    )
    query = (
        sa.select(
            number.label("number"), people.c.name, people.c.id_no, logs.c.activity, logs.c.served_on,
            logs.c.starts_at, logs.c.ends_at, logs.c.minutes, logs.c.content, logs.c.place,
            bodies.c.name.label("organizer"), teams.c.name.label("team"), logs.c.recorder, logs.c.uid,
        )
        .join(people, people.c.id == logs.c.person_id)
        .outerjoin(teams, teams.c.id == logs.c.team_id)
        .outerjoin(bodies, bodies.c.id == logs.c.organizer_id)
        .where(logs.c.state == LogState.BOOKED, logs.c.sync_state != SyncState.ENTERED)
        .where(people.c.status != "restricted")
        .order_by(logs.c.served_on, logs.c.id)
        .limit(MOST + 1)
    )  # fmt: skip
    areas = desk.visible_areas()
    return query if areas is None else query.where(logs.c.area_id.in_(areas))


def _booked(session: Session, desk: Desk, ids: Sequence[int]) -> list[ServiceLog]:
    logs = chosen(session, desk, ServiceLog, ids, "服务记录")
    wrong = sum(1 for log in logs if log.state != LogState.BOOKED)
    if wrong:
        raise refuse("NOT_BOOKED", "", f"选中的记录里有{wrong}条没有入账，只有入账的记录才录入官方系统。")
    return logs


def official_name(office: str, on: date) -> str:
    """The usual name of the file."""
    return f"{office}志愿服务记录录入表{on:%Y%m%d}.xlsx"
