"""The sheet of an inspection round as screen and paper need it: places down, checklist across, what was found so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app import settings
from app.actions.inspections import Entry
from app.desk import Desk
from app.errors import NotFound
from db.models import Facility, Finding, Inspection, InspectionItem, InspectionResult, InspectionRound

# key of the finding, its word, its sign on paper
FINDINGS = ((Finding.GOOD, "合格", "√"), (Finding.FAULT, "有问题", "×"), (Finding.NONE, "不适用", "/"))
SIGNS: Mapping[str, str] = {finding: sign for finding, _, sign in FINDINGS}
_IN_CHUNKS = 500


@dataclass(frozen=True)
class Item:
    """A line of the checklist. kind: the only kind of place it is for; empty for all."""

    id: int
    name: str
    help: str
    kind: str

    def fits(self, kind: str) -> bool:
        """Whether places of a kind are looked at for it."""
        return self.kind in ("", kind)


@dataclass(frozen=True)
class Line:
    """A place of the round with what the ledger has. findings and notes by id of the item."""

    inspection_id: int
    facility_id: int
    name: str
    kind: str
    address: str
    provider: str
    inspected_on: date | None
    findings: Mapping[int, str]
    notes: Mapping[int, str]


@dataclass(frozen=True)
class RoundSheet:
    """A round: its checklist, its places by name, and how many days faults get to be mended."""

    round_id: int
    number: str
    title: str
    inspector: str
    planned_on: date
    due_on: date
    items: tuple[Item, ...]
    lines: tuple[Line, ...]
    mend_days: int

    def items_of(self, kind: str) -> tuple[Item, ...]:
        """The checklist of a kind of place."""
        return tuple(item for item in self.items if item.fits(kind))


def read_round(desk: Desk, round_id: int) -> RoundSheet:
    """The sheet of a round. Raises ``NotFound`` when it is gone or outside the clerk's area."""
    with desk.reading() as session:
        query = select(InspectionRound).where(InspectionRound.id == round_id)
        areas = desk.visible_areas()
        if areas is not None:
            query = query.where(col(InspectionRound.area_id).in_(areas))
        round_ = session.exec(query).first()
        if round_ is None:
            raise NotFound("这一轮巡查已被删除，或不在您负责的区域内。", "请刷新列表。")
        lines = _lines(session, round_id)
        items = _items(session, lines)
    return RoundSheet(
        round_id,
        round_.number,
        round_.name,
        round_.inspector,
        round_.planned_on,
        round_.due_on,
        items,
        lines,
        settings.read(desk, "mend_days"),
    )


def _lines(session: Session, round_id: int) -> tuple[Line, ...]:
    rows = session.exec(
        select(Inspection, Facility)
        .join(Facility, col(Facility.id) == Inspection.facility_id)
        .where(Inspection.round_id == round_id)
        .order_by(Facility.kind, Facility.name_pinyin, col(Facility.id))
    ).all()
    found = _results(session, [inspection.id or 0 for inspection, _ in rows])
    lines = []
    for inspection, place in rows:
        results = found.get(inspection.id or 0, [])
        lines.append(
            Line(
                inspection.id or 0,
                inspection.facility_id,
                place.name,
                str(place.kind),
                place.address,
                place.provider,
                inspection.inspected_on,
                {one.item_id: str(one.finding) for one in results},
                {one.item_id: one.note for one in results if one.note},
            )
        )
    return tuple(lines)


def _results(session: Session, ids: Sequence[int]) -> dict[int, list[InspectionResult]]:
    found: dict[int, list[InspectionResult]] = {}
    for some in _chunks(ids):
        query = select(InspectionResult).where(col(InspectionResult.inspection_id).in_(some))
        for one in session.exec(query).all():
            found.setdefault(one.inspection_id, []).append(one)
    return found


def _items(session: Session, lines: Iterable[Line]) -> tuple[Item, ...]:
    """The lines of the checklist in use that some place of the round is looked at for, and those with results."""
    kinds = {line.kind for line in lines}
    answered = {item for line in lines for item in line.findings}
    rows = session.exec(
        select(InspectionItem).order_by(col(InspectionItem.place), col(InspectionItem.id))
    ).all()
    return tuple(
        Item(row.id or 0, row.name, row.help, str(row.kind or ""))
        for row in rows
        if row.id in answered or (row.used and (row.kind is None or str(row.kind) in kinds))
    )


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _IN_CHUNKS] for start in range(0, len(ids), _IN_CHUNKS))


def as_entry(
    on: date, findings: Mapping[int, str], notes: Mapping[int, str], dues: Mapping[int, date], inspector: str
) -> Entry:
    """A typed line as ``app.actions.inspections.take_over`` takes it: an empty finding takes one back."""
    found = {item: Finding(finding) if finding else None for item, finding in findings.items()}
    return Entry(on, found, notes, inspector, dues)
