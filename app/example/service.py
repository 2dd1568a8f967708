"""More of the example's service: judged, shown to the public before it is booked, and taken over from a platform's export."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from app.actions.evaluations import evaluate
from app.actions.publicity import publish_logs
from app.desk import Desk
from app.example.awards import date_operation
from app.exchange.applying import apply
from app.exchange.decisions import usual_decisions
from app.exchange.dryrun import dry_run
from app.exchange.workbook import Cell, Sheet, Workbook
from app.values.masking import mask_id
from db.models import LogState, Person, ServiceLog, VolunteerRegistration

PLATFORM = "志愿浙江"
_JUDGED = (
    ("organizer", "excellent", "准时到岗，服务规范", "社区专员"),
    ("served", "good", "态度好，送餐及时", "社区专员代记"),
    ("team", "passed", "基本完成任务", "队长"),
)
_HEAD = (
    "姓名",
    "志愿者编号",
    "证件号码",
    "记录编号",
    "项目名称",
    "服务日期",
    "签到时间",
    "签退时间",
    "计入时长（小时）",
)
_TAKEN_OVER = date(2024, 11, 26)


def serve(desk: Desk) -> None:
    """Enter everything on the days on which the office would have done it."""
    judged, shown = (
        _logs(desk, LogState.BOOKED, date(2024, 10, 31), 12),
        _logs(desk, LogState.VERIFIED, date(2024, 11, 15), 8),
    )
    on = date(2024, 11, 6)
    for at, (evaluator, grade, remark, by) in enumerate(_JUDGED):
        values = {"evaluator": evaluator, "grade": grade, "remark": remark, "by": by, "on": on}
        date_operation(desk, evaluate(desk, judged[at :: len(_JUDGED)], values).operation_id, on)
    since, until = date(2024, 11, 25), date(2024, 11, 27)
    date_operation(desk, publish_logs(desk, shown, {"on": since, "to": until}).operation_id, since)
    run = dry_run(
        desk, _export(desk), register="platform_log", source_name=PLATFORM, official=True, today=_TAKEN_OVER
    )
    applied = apply(desk, run, usual_decisions(run))
    date_operation(desk, applied.changes.operation_id, _TAKEN_OVER)


def _logs(desk: Desk, state: LogState, until: date, count: int) -> list[int]:
    """The last records of a state up to a day."""
    query = select(ServiceLog.id).where(ServiceLog.state == state, ServiceLog.served_on <= until)
    with desk.reading() as session:
        found = session.exec(
            query.order_by(col(ServiceLog.served_on).desc(), col(ServiceLog.id)).limit(count)
        )
        return [one or 0 for one in found.all()]


def _export(desk: Desk) -> Workbook:
    """What the platform wrote out: four volunteers of the office, and one whom it does not know."""
    query = (
        select(Person.name, VolunteerRegistration.volunteer_no, Person.id_no)
        .join(VolunteerRegistration, col(VolunteerRegistration.person_id) == col(Person.id))
        .where(VolunteerRegistration.platform == PLATFORM)
        .order_by(col(VolunteerRegistration.id))
        .limit(4)
    )
    with desk.reading() as session:
        known = [(name, number, mask_id(id_no)) for name, number, id_no in session.exec(query).all()]
    rows: list[list[Cell]] = [
        [
            *who,
            f"ZJ20241124{n:04d}",
            "西湖边交通文明劝导",
            "2024-11-24",
            "2024-11-24 07:30",
            "2024-11-24 09:00",
            1.5,
        ]
        for n, who in enumerate([*known, ("许某某", "3301062024110500077", "330106************")], start=1)
    ]
    return Workbook("志愿浙江服务记录导出.xlsx", "xlsx", (Sheet("Sheet1", False, [list(_HEAD), *rows]),))
