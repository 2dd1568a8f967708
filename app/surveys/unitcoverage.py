"""Friendly units by community and stage on a day: every unit of the area is in the denominator (R47)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.desk import Desk
from app.measures.arithmetic import percent_text, ratio
from db.models import UnitStage
from db.models.units import RECOGNISED
from db.queries import coverage
from db.queries import units as rows

_MAKING = (UnitStage.APPLIED, UnitStage.CREATING, UnitStage.INSPECTED)
HEADS = (
    "总数",
    "未申报",
    "申报",
    "创建中",
    "验收",
    "授牌有效",
    "示范",
    "待复查",
    "摘牌",
    "已亮牌",
)
_ALL, _LISTED, _APPLIED, _CREATING, _INSPECTED, _VALID, _MODEL, _LAPSED, _WITHDRAWN, _SIGNED = range(
    len(HEADS)
)
_STAGES = {
    UnitStage.LISTED: _LISTED,
    UnitStage.APPLIED: _APPLIED,
    UnitStage.CREATING: _CREATING,
    UnitStage.INSPECTED: _INSPECTED,
    UnitStage.WITHDRAWN: _WITHDRAWN,
}


@dataclass(frozen=True)
class StageRow:
    """A community's units. numbers: in the order of ``HEADS``. area_id: None for the total."""

    area_id: int | None
    name: str
    numbers: tuple[int, ...]

    @property
    def rate(self) -> Decimal | None:
        """Validly recognised units among all, in percent; None without units."""
        return ratio(self.numbers[_VALID], self.numbers[_ALL])


@dataclass(frozen=True)
class UnitCoverage:
    """All communities the clerk sees, and their sum."""

    on: date
    rows: tuple[StageRow, ...]
    total: StageRow

    @property
    def sentence(self) -> str:
        """``共25个单元，授牌有效17个（68.0%），正在创建6个``."""
        numbers = self.total.numbers
        making = sum(numbers[_STAGES[stage]] for stage in _MAKING)
        told = f"共{numbers[_ALL]}个单元，授牌有效{numbers[_VALID]}个（{percent_text(self.total.rate)}），正在创建{making}个"
        return told + (f"，过期待复查{numbers[_LAPSED]}个。" if numbers[_LAPSED] else "。")


def unit_coverage(desk: Desk, on: date) -> UnitCoverage:
    """The units of every community on a day, grids counted with their community; what lies in none stands by itself."""
    with desk.reading() as session:
        seen = desk.visible_areas()
        communities = [(row[0], row[1]) for row in session.execute(coverage.communities_on(on, seen))]
        found: dict[int | None, list[int]] = defaultdict(lambda: [0] * len(HEADS))
        for community, stage, valid_until, signed, count in session.execute(rows.by_community(on, seen)):
            numbers = found[community]
            numbers[_ALL] += count
            numbers[_SIGNED] += signed
            _add(numbers, stage, valid_until, on, count)
    listed = [StageRow(area, name, tuple(found.pop(area, [0] * len(HEADS)))) for area, name in communities]
    for numbers in found.values():
        listed.append(StageRow(None, "街道直属", tuple(numbers)))
    total = tuple(sum(row.numbers[at] for row in listed) for at in range(len(HEADS)))
    return UnitCoverage(on, tuple(listed), StageRow(None, "合计", total))


def _add(numbers: list[int], stage: str | None, valid_until: date | None, on: date, count: int) -> None:
    if stage in RECOGNISED:
        lapsed = valid_until is not None and valid_until < on
        numbers[_LAPSED if lapsed else _VALID] += count
        numbers[_MODEL] += count if stage == UnitStage.MODEL and not lapsed else 0
    else:
        numbers[_STAGES[UnitStage(stage or UnitStage.LISTED)]] += count
