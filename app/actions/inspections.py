"""巡查: a round lists its places, its sheet is taken over at once, faults become tasks that are mended and struck off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk, areas_below
from app.rules.inspections import MEND_DAYS
from db.base import table_of
from db.models import (
    Facility,
    FacilityState,
    FacilityStatus,
    Fault,
    FaultState,
    Finding,
    Inspection,
    InspectionItem,
    InspectionResult,
    InspectionRound,
    Setting,
)
from db.queries.counting import holds

# 工会户外劳动者服务站点 "六有": sign, fixed place, equipment, rules, somebody in charge, on the map.
SIX = ("有统一标识", "有固定场所", "有服务设施", "有管理制度", "有专人管理", "有上图公示")
_LONGEST = 200  # characters of a fault
_SERVING = (FacilityStatus.TRIAL, FacilityStatus.OPEN)


@dataclass(frozen=True)
class Entry:
    """A place's line of a filled-in sheet. findings by item id, None takes one back; notes by item id say what is wrong.

    dues: by item id, the day by which a fault is to be mended where it is not the usual one.
    """

    on: date
    findings: Mapping[int, Finding | None]
    notes: Mapping[int, str] = field(default_factory=dict)
    inspector: str = ""
    dues: Mapping[int, date] = field(default_factory=dict)


def use_six(desk: Desk) -> Changes:
    """Begin the checklist with 六有. Raises ``ValidationFailed`` when there are lines already."""
    with desk.operation("inspection_items", "检查项采用“六有”标准") as session:
        if session.exec(select(InspectionItem.id).limit(1)).first() is not None:
            raise refuse("HAS_ITEMS", "", "已经有检查项了，请直接修改。")
        for place, name in enumerate(SIX, start=1):
            session.add(InspectionItem(name=name, place=place))
        return changed(session, InspectionItem)


def list_places(round_: Any, before: dict[str, Any], session: Session) -> None:
    """A new round lists the places of its kind and area that serve on the day it was planned for."""
    if before:
        return
    states = table_of(FacilityState)
    serving = select(FacilityState.facility_id).where(
        holds(states, round_.planned_on), col(FacilityState.status).in_(_SERVING)
    )
    query = select(Facility.id).where(
        col(Facility.id).in_(serving), col(Facility.area_id).in_(areas_below(round_.area_id))
    )
    if round_.kind is not None:
        query = query.where(Facility.kind == round_.kind)
    for facility_id in session.exec(query.order_by(Facility.name_pinyin, col(Facility.id))).all():
        session.add(Inspection(round_id=round_.id, facility_id=facility_id or 0))
    session.flush()


def take_over(
    desk: Desk, round_id: int, entries: Mapping[int, Entry], *, request_id: str | None = None
) -> Changes:
    """Write a round's filled-in sheet: entries by id of the inspection; what is not given stays as it is.

    Every fault becomes a task, due the set number of days later, unless one for the same line is still open; a task that
    nobody has taken up goes again when its line turns out not to be a fault. request_id: a sheet saved twice is written once.
    Raises ``ValidationFailed`` naming the place when it is not of the round, the day lies ahead, or a line is unknown.
    """
    with desk.operation("inspection", f"登记巡查：{len(entries)}处", request_id=request_id) as session:
        chosen(session, desk, InspectionRound, [round_id], "巡查")
        rows = _rows(session, round_id, entries)
        items = {item.id or 0: item for item in session.exec(select(InspectionItem)).all()}
        for inspection, facility in rows:
            entry = entries[inspection.id or 0]
            _check(entry, facility, items)
            inspection.inspected_on, inspection.inspector = entry.on, entry.inspector or inspection.inspector
            touch(session, inspection)
            _note_check(session, facility, entry.on)
        _write_results(session, entries)
        _write_faults(session, rows, entries, items)
        return changed(session, Inspection, InspectionResult, Fault, Facility)


def _rows(session: Session, round_id: int, entries: Mapping[int, Entry]) -> list[tuple[Inspection, Facility]]:
    query = (
        select(Inspection, Facility)
        .join(Facility, col(Facility.id) == Inspection.facility_id)
        .where(Inspection.round_id == round_id, col(Inspection.id).in_(list(entries)))
    )
    rows = [(inspection, facility) for inspection, facility in session.exec(query).all()]
    if len(rows) != len(entries):
        raise refuse("OTHER_ROUND", "", "有的阵地不在这一轮巡查里，或已被删除，请刷新后重试。")
    return rows


def _check(entry: Entry, facility: Facility, items: Mapping[int, InspectionItem]) -> None:
    if entry.on > date.today():
        raise refuse("DATE_FUTURE", "inspected_on", f"{facility.name}的巡查日期{entry.on}还没有到，请核对。")
    for item_id in entry.findings:
        item = items.get(item_id)
        if item is None or item.kind not in (None, facility.kind):
            raise refuse("OTHER_KIND", "item_id", f"{facility.name}没有这一检查项，请刷新后重试。")


def _note_check(session: Session, facility: Facility, on: date) -> None:
    if facility.last_checked_on is None or facility.last_checked_on < on:
        facility.last_checked_on = on
        touch(session, facility)


def _write_results(session: Session, entries: Mapping[int, Entry]) -> None:
    query = select(InspectionResult).where(col(InspectionResult.inspection_id).in_(list(entries)))
    known = {(row.inspection_id, row.item_id): row for row in session.exec(query).all()}
    for inspection_id, entry in entries.items():
        for item_id, finding in entry.findings.items():
            row = known.get((inspection_id, item_id))
            note = entry.notes.get(item_id, "")
            if finding is None:
                if row is not None:
                    session.delete(row)
            elif row is None:
                row = InspectionResult(
                    inspection_id=inspection_id, item_id=item_id, finding=finding, note=note
                )
                session.add(row)
            elif (row.finding, row.note) != (finding, note):
                row.finding, row.note = finding, note
                touch(session, row)
    session.flush()


def _write_faults(
    session: Session,
    rows: Sequence[tuple[Inspection, Facility]],
    entries: Mapping[int, Entry],
    items: Mapping[int, InspectionItem],
) -> None:
    days = _mend_days(session)
    places = [inspection.facility_id for inspection, _ in rows]
    query = select(Fault).where(col(Fault.facility_id).in_(places), Fault.state != FaultState.CLOSED)
    waiting = {(one.facility_id, one.item_id): one for one in session.exec(query).all()}
    for inspection, facility in rows:
        entry = entries[inspection.id or 0]
        for item_id, finding in entry.findings.items():
            known = waiting.get((inspection.facility_id, item_id))
            own = (
                known is not None and known.inspection_id == inspection.id and known.state == FaultState.OPEN
            )
            if finding != Finding.FAULT:
                if known is not None and own:
                    session.delete(known)
                continue
            content = f"{items[item_id].name}：{entry.notes.get(item_id) or '不合格'}"[:_LONGEST]
            due = entry.dues.get(item_id, entry.on + timedelta(days=days))
            if due < entry.on:
                message = f"{facility.name}“{items[item_id].name}”的整改期限{due}早于巡查日期，请核对。"
                raise refuse("DATE_ORDER", "due_on", message)
            if known is None:
                known = Fault(
                    facility_id=inspection.facility_id,
                    inspection_id=inspection.id,
                    item_id=item_id,
                    content=content,
                    found_on=entry.on,
                    due_on=due,
                    responsible=facility.provider or facility.contact,
                )
                session.add(known)
            elif own and (known.content != content or known.due_on != entry.dues.get(item_id, known.due_on)):
                known.content, known.due_on = content, entry.dues.get(item_id, known.due_on)
                touch(session, known)
    session.flush()


def _mend_days(session: Session) -> int:
    chosen_days = session.exec(select(Setting.value).where(Setting.key == "mend_days")).first()
    return MEND_DAYS if chosen_days is None else int(chosen_days)


def keep_fault(result: Any, before: dict[str, Any], session: Session) -> None:
    """A result typed on the inspection's card leads to its task, or takes it back, as one of the sheet does."""
    if not before and result.finding != Finding.FAULT:
        return
    inspection = session.get_one(Inspection, result.inspection_id)
    facility = session.get_one(Facility, inspection.facility_id)
    item = session.get_one(InspectionItem, result.item_id)
    entry = Entry(
        inspection.inspected_on or date.today(),
        {result.item_id: result.finding},
        {result.item_id: result.note},
    )
    _write_faults(session, [(inspection, facility)], {inspection.id or 0: entry}, {result.item_id: item})


def keep_checked(inspection: Any, _: dict[str, Any], session: Session) -> None:
    """The place's card says when somebody was there last."""
    if inspection.inspected_on is not None:
        _note_check(session, session.get_one(Facility, inspection.facility_id), inspection.inspected_on)
        session.flush()
