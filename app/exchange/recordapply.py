"""Importing rows that are records: new ones created, others updated, along with what names in the sheet stand for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from app.desk import Changes, Desk
from app.errors import UserError, ValidationFailed
from app.exchange.comparing import belongings
from app.exchange.decisions import Decisions, require_decided
from app.exchange.newrows import NewRecords, StagedPeople, resolve_links, stage
from app.exchange.peoplefinder import PeopleFinder
from app.exchange.readrow import SheetRow, State
from app.exchange.run import Applied, DryRun
from app.exchange.values import merged
from app.logs import scrub
from app.registers import find_register
from app.registers.records import store
from app.registers.spec import Register
from db.base import utc_now
from db.errors import AlreadyDone
from db.models import ImportTemplate, Membership, Organization, Platform, Station
from db.turns import wait_for_turn

_ALONG = {
    "people": ("registrations", "employments", "platforms", "stations", "memberships"),
    "facilities": ("facility_states",),
}


def _counts(register: Register, new: int, changed: int) -> str:
    """How many records an import makes and changes, in words for the journal."""
    parts = [f"新增{new}{register.unit}" if new or not changed else ""]
    parts.append(f"更新{changed}{register.unit}" if changed else "")
    return "、".join(part for part in parts if part)


def apply_records(desk: Desk, run: DryRun, decisions: Decisions, request_id: str | None) -> Applied:
    """Import the rows that the decisions take, all or none; without any, nothing is written, not even in the journal.

    Everything that costs time is computed before the transaction begins. Raises UserError when something is not decided
    (platforms, area) or the ledger has changed since the dry run, Conflict and ValidationFailed as ``records.save``.
    """
    register = find_register(run.register)
    taken = [row for row in run.rows if decisions.takes(row)]
    if not taken:
        return Applied(Changes(frozenset()), 0, 0, len(run.rows))
    new = [row for row in taken if row.state is State.NEW]
    changed = [row for row in taken if row.state is not State.NEW]
    require_decided(run, decisions)
    _require_area(register, run, new)
    staged = stage(register, new, run.area_id, source=f"导入：{run.title}"[:200])
    title = f"导入{register.label}：{_counts(register, len(new), len(changed))}（{scrub(run.file_name)}）"
    try:
        with desk.operation("import", title, request_id=request_id) as session:
            wait_for_turn(session)
            _still_new(session, register, new)
            names = _name_links(session, run, taken, decisions)
            ids = _create_all(session, desk, register, new, staged, names)
            _update(session, desk, register, changed, names)
            everybody = dict(zip((row.row for row in new), ids, strict=True))
            everybody |= {row.row: row.record_id for row in changed if row.record_id is not None}
            _join_union(session, desk, taken, everybody, decisions.union_id)
            remember_words(session, run)
            operation_id = session.info["operation"]
    except AlreadyDone as done:
        operation_id = done.operation_id
    desk.ledger.tune()
    changes = Changes(
        frozenset({register.table.name, "import_templates", *_ALONG.get(register.key, ())}), operation_id
    )
    return Applied(changes, len(new), len(changed), len(run.rows) - len(taken))


def _require_area(register: Register, run: DryRun, new: list[SheetRow]) -> None:
    if register.scoped and run.area_id is None and any(not row.values.get("area_id") for row in new):
        raise UserError("不知道这些记录归到哪个社区。", "请先登记街道和社区，或选择归到哪里，再导入。")


@dataclass(frozen=True)
class LinkIds:
    """The ids that the platform and station names of the sheet stand for."""

    platforms: Mapping[str, int]
    stations: Mapping[str, int]


def _name_links(session: Session, run: DryRun, taken: list[SheetRow], decisions: Decisions) -> LinkIds:
    """The ids by name, after creating the platforms and stations that were decided."""
    wanted = {row.values.get("platform") or "" for row in taken} - {""}
    known = {one.name: one.id or 0 for one in session.exec(select(Platform)).all()}
    for name in sorted(wanted - set(known)):
        target = decisions.platforms.get(name, "")
        if target and target not in known:
            known[target] = _create(session, "platforms", Platform(name=target))
        if target:
            known[name] = known[target]
    stations: dict[str, int] = {}
    for row in taken:
        name = row.values.get("station") or ""
        if not name or name in stations:
            continue
        found = session.exec(select(Station.id).where(Station.name == name)).first()
        if found is None and name in decisions.stations:
            platform = known.get(row.values.get("platform") or "")
            area = int(row.values.get("area_id") or run.area_id or 0)
            found = _create(session, "stations", Station(name=name, platform_id=platform, area_id=area))
        if found is not None:
            stations[name] = found
    return LinkIds(known, stations)


def _create(session: Session, key: str, record: Any) -> int:
    for prepare in find_register(key).prepares:
        prepare(record, session)
    session.add(record)
    session.flush()
    return int(record.id)


def _still_new(session: Session, register: Register, new: list[SheetRow]) -> None:
    """Refuse when somebody registered one of the new people between dry run and import."""
    if register.key != "people" or not new:
        return
    known = PeopleFinder(session, new)
    if any(known.again(row) for row in new):
        raise UserError("核对之后，台账里又登记了表中的人。", "请重新核对这个文件，再导入。")


def _create_all(
    session: Session,
    desk: Desk,
    register: Register,
    new: list[SheetRow],
    staged: list[dict[str, Any]],
    names: LinkIds,
) -> list[int]:
    """People come by the ten thousand and go in by bulk inserts; other records take the way of every saved form."""
    if register.key == "people":
        return StagedPeople(staged).insert(session, names)
    ids = []
    for row, values in zip(new, staged, strict=True):
        resolve_links(values, names)
        with _named(row):
            ids.append(int(store(session, desk, register, values).id or 0))
    return ids


def _update(
    session: Session, desk: Desk, register: Register, changed: list[SheetRow], names: LinkIds
) -> None:
    for row in changed:
        fields = {one.field for one in row.differences} - {"union_joined"}
        values = _changed_values(session, register, row, fields, names)
        if values:
            with _named(row):
                store(session, desk, register, values, row.record_id, row.version)


@contextmanager
def _named(row: SheetRow) -> Iterator[None]:
    """Say which row of the sheet it was that could not be saved."""
    try:
        yield
    except ValidationFailed as failed:
        raise UserError(
            f"第{row.row}行：{failed.sentence}", "这张表没有导入，请改正或不选这一行后再导入。"
        ) from failed


def _changed_values(
    session: Session, register: Register, row: SheetRow, fields: set[str], names: LinkIds
) -> dict[str, Any]:
    record = session.get(register.model, row.record_id)
    values: dict[str, Any] = {}
    for name in fields:
        if name == "platform_id":
            found = names.platforms.get(row.values["platform"])
        elif name == "station_id":
            found = names.stations.get(row.values["station"])
        else:
            found = merged(register.field(name), getattr(record, name, None), row.values[name])
        if found is not None:
            values[name] = found
    for name, along in (("birth_date", "birth_precision"), ("id_no", "id_kind")):
        if name in values and row.values.get(along):
            values[along] = row.values[along]
    return values


def _join_union(
    session: Session, desk: Desk, taken: list[SheetRow], ids: Mapping[int, int], union_id: int | None
) -> None:
    """A membership from the day the sheet gives, for new people and for those whose difference says so."""
    joining = [row for row in taken if row.state is State.NEW and row.values.get("union_joined")]
    joining += [row for row in taken if any(one.field == "union_joined" for one in row.differences)]
    if union_id is None or not joining:
        return
    union = session.get(Organization, union_id)
    visible = desk.visible_areas()
    allowed = visible is None or union is None or union.area_id in set(session.execute(visible).scalars())
    if union is None or union.line != "union" or not allowed:
        raise UserError("选择的工会不在台账里，或不在您负责的区域内。", "请重新选择工会。")
    known = belongings(session, [ids[row.row] for row in joining])
    members = NewRecords(Membership)
    for row in joining:
        if all(one.to_on is not None for one in known.get(ids[row.row], ())):
            members.add(
                organization_id=union_id,
                person_id=ids[row.row],
                from_on=row.values["union_joined"],
                member_no=row.values.get("member_no") or "",
            )
    members.insert(session)


def remember_words(session: Session, run: DryRun) -> None:
    """Keep what was decided about words under the header's fingerprint, for next month's sheet."""
    if not run.words:
        return
    words = json.dumps(run.words, ensure_ascii=False, sort_keys=True)
    known = session.exec(
        select(ImportTemplate).where(
            ImportTemplate.register_key == run.register, ImportTemplate.fingerprint == run.fingerprint
        )
    ).first()
    if known is None:
        session.add(ImportTemplate(register_key=run.register, fingerprint=run.fingerprint, words=words))
    elif known.words != words:
        known.words, known.updated_at = words, utc_now()
        session.add(known)
    session.flush()
