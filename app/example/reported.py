"""The example's return of October: written, reviewed, sealed and sent; what was entered late shows as a difference."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import sqlalchemy as sa

from app.actions.ownmeasures import make
from app.actions.returns import send, submit
from app.actions.sealing import approve
from app.actions.summary import draft
from app.desk import Changes, Desk
from app.example.awards import date_operation
from app.example.office import Office
from app.measures.period import Month
from app.registers.lists import Filter, Op, Query
from app.registers.phrases import PHRASES
from app.registers.recognition import CLUES
from app.registers.records import save
from db.base import table_of
from db.models import ReturnSeal

_OCTOBER = Month(2024, 10)
_WRITTEN, _SEALED, _SENT, _LATE = date(2024, 11, 1), date(2024, 11, 2), date(2024, 11, 3), date(2024, 11, 6)
_PHRASES = (
    ("work", "抓好防暑降温。", "在各驿站备足饮水和防暑药品，提醒骑手错峰跑单。"),
    ("work", "做好雨雪天保障。", "会同平台站点提前提示恶劣天气，驿站延长开放时间。"),
    ("problems", "", "个别站点人员流动快，信息更新不够及时（责任单位：相关社区、站点）。"),
    ("plans", "筹备议事会。", "收集骑手关心的停车、进门事项，下月提交街事会商议。"),
)


def report(desk: Desk, office: Office) -> None:
    """Make a figure of the office's own and its phrases, bring October's return to the superior office, and enter a clue too late."""
    _own_measure(desk)
    for place, lead, text in _PHRASES:
        _on(desk, save(desk, PHRASES, {"place": place, "lead": lead, "text": text}), date(2024, 7, 1))
    _on(desk, submit(desk, draft(desk, _OCTOBER, _SENT)), _WRITTEN)
    sealed = approve(desk, _OCTOBER, "周某某", "吴某")
    _on(desk, sealed, _SEALED)
    _seal_on(desk, _SEALED)
    _on(desk, send(desk, _OCTOBER, _SENT), _SENT)
    late = {
        "reported_on": date(2024, 10, 30), "channel": "station", "kind": "road", "place": "曙光路",
        "content": "非机动车道有坑洼，雨天积水", "area_id": office.street.known_id(),
    }  # fmt: skip
    _on(desk, save(desk, CLUES, late, accept_warnings=True), _LATE)


def _own_measure(desk: Desk) -> None:
    parking = Query(filters=(Filter("kind", Op.IS, ("parking",)), Filter("state", Op.IS, ("closed",))))
    asked = {"name": "停车类线索办结", "unit": "条", "date_field": "closed_on", "definition": ""}
    _on(desk, make(desk, CLUES, parking, asked), date(2024, 3, 4))


def _on(desk: Desk, changes: Changes, on: date) -> None:
    date_operation(desk, changes.operation_id, on)


def _seal_on(desk: Desk, on: date) -> None:
    with desk.ledger.maintaining() as connection:
        moment = datetime.combine(on, time(7), UTC)
        connection.execute(sa.update(table_of(ReturnSeal)).values(sealed_at=moment))
