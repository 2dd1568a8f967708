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
_SERVING = (FacilityStatus.TRIAL, FacilityStatus.OPEN)


@dataclass(frozen=True)
class Entry:
    """A place's line of a filled-in sheet. findings by item id; notes by item id say what is wrong."""

    on: date
    findings: Mapping[int, Finding]
    notes: Mapping[int, str] = field(default_factory=dict)
    inspector: str = ""


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


def take_over(desk: Desk, round_id: int, entries: Mapping[int, Entry]) -> Changes:
    """Write a round's filled-in sheet: entries by id of the inspection; what is not given stays as it is.

    Every fault becomes a task, due the set number of days later, unless one for the same line is still open.
    Raises ``ValidationFailed`` naming the place when it is not of the round, the day lies ahead, or a line is unknown.
    """
    with desk.operation("inspection", f"登记巡查：{len(entries)}处") as session:
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
            if row is None:
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
    query = select(Fault.facility_id, Fault.item_id).where(
        col(Fault.facility_id).in_(places), Fault.state != FaultState.CLOSED
    )
    waiting = set(session.exec(query).all())
    for inspection, facility in rows:
        entry = entries[inspection.id or 0]
        for item_id, finding in entry.findings.items():
            if finding != Finding.FAULT or (facility.id, item_id) in waiting:
                continue
            note = entry.notes.get(item_id, "")
            fault = Fault(
                facility_id=inspection.facility_id,
                inspection_id=inspection.id,
                item_id=item_id,
                content=f"{items[item_id].name}：{note or '不合格'}",
                found_on=entry.on,
                due_on=entry.on + timedelta(days=days),
                responsible=facility.provider or facility.contact,
            )
            session.add(fault)
    session.flush()


def _mend_days(session: Session) -> int:
    chosen_days = session.exec(select(Setting.value).where(Setting.key == "mend_days")).first()
    return MEND_DAYS if chosen_days is None else int(chosen_days)


def keep_fault(result: Any, _: dict[str, Any], session: Session) -> None:
    """A result typed on the inspection's card leads to its task as one of the sheet does."""
    if result.finding != Finding.FAULT:
        return
    inspection = session.get_one(Inspection, result.inspection_id)
    facility = session.get_one(Facility, inspection.facility_id)
    item = session.get_one(InspectionItem, result.item_id)
    entry = Entry(
        inspection.inspected_on or date.today(),
        {result.item_id: Finding.FAULT},
        {result.item_id: result.note},
    )
    _write_faults(session, [(inspection, facility)], {inspection.id or 0: entry}, {result.item_id: item})


def keep_checked(inspection: Any, _: dict[str, Any], session: Session) -> None:
    """The place's card says when somebody was there last."""
    if inspection.inspected_on is not None:
        _note_check(session, session.get_one(Facility, inspection.facility_id), inspection.inspected_on)
        session.flush()


def mend(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """已整改 (``values``: on, how). Raises ``ValidationFailed`` for a fault that is not open, or a day before it was found."""
    with desk.operation("fault", f"登记整改：{len(ids)}个问题") as session:
        for fault in chosen(session, desk, Fault, ids, "问题"):
            if fault.state != FaultState.OPEN:
                raise refuse("FAULT_STEP", "", f"“{fault.content}”已经整改，不用再登记。")
            _in_order(fault.content, fault.found_on, values["on"], "发现")
            fault.state, fault.mended_on = FaultState.MENDED, values["on"]
            fault.how = values.get("how") or ""
            touch(session, fault)
        return changed(session, Fault)


def close(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """销号 after a look (``values``: on). Raises ``ValidationFailed`` for a fault that is not mended."""
    with desk.operation("fault", f"销号：{len(ids)}个问题") as session:
        for fault in chosen(session, desk, Fault, ids, "问题"):
            if fault.state != FaultState.MENDED or fault.mended_on is None:
                raise refuse("FAULT_STEP", "", f"“{fault.content}”还没有整改，不能销号。")
            _in_order(fault.content, fault.mended_on, values["on"], "整改")
            fault.state, fault.closed_on = FaultState.CLOSED, values["on"]
            touch(session, fault)
        return changed(session, Fault)


def reopen(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """The look showed that it is not mended: open again until a new day (``values``: due_on)."""
    with desk.operation("fault", f"退回整改：{len(ids)}个问题") as session:
        for fault in chosen(session, desk, Fault, ids, "问题"):
            if fault.state != FaultState.MENDED:
                raise refuse("FAULT_STEP", "", f"“{fault.content}”不是“已整改”，不能退回。")
            _in_order(fault.content, fault.found_on, values["due_on"], "发现", ahead=True)
            fault.state, fault.mended_on, fault.due_on = FaultState.OPEN, None, values["due_on"]
            touch(session, fault)
        return changed(session, Fault)


def _in_order(content: str, before: date, on: date, what: str, *, ahead: bool = False) -> None:
    if on < before:
        raise refuse("DATE_ORDER", "on", f"“{content}”的日期{on}早于{what}日期{before}，请核对。")
    if not ahead and on > date.today():
        raise refuse("DATE_FUTURE", "on", f"{on}还没有到，请到时再登记。")
