"""差异清单: how a sealed return differs from the ledger now: figures, the records that came or went, and by whose hand."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.desk import Desk
from app.measures.catalogue import catalogue
from app.measures.counts import Counts, count, figure_from, scope_of, value_text
from app.measures.measure import Measure
from app.measures.table import TableRow
from app.returns.causes import Asked, Cause, Columns, causes, columns_read, table_name
from app.returns.counted import Side, names, sides
from app.returns.sealed import Sealed


class Moved(enum.StrEnum):
    """What became of a record since the seal."""

    CAME = "新计入"
    WENT = "不再计入"
    CHANGED = "数量变化"


@dataclass(frozen=True)
class RecordDifference:
    """A record that counts otherwise than when the return was sealed. base: in the whole of a rate.

    before, now: what it adds, in stored units (0: not counted). causes: the operations, the earliest first.
    """

    register: str
    id: int
    name: str
    moved: Moved
    before: int
    now: int
    base: bool
    causes: tuple[Cause, ...]


@dataclass(frozen=True)
class FigureDifference:
    """A figure whose value or whose records are others now. before, now: as tables print them."""

    code: str
    name: str
    unit: str
    before: str
    now: str
    records: tuple[RecordDifference, ...]

    @property
    def sentence(self) -> str:
        """``新增登记：封存12人，现在13人``."""
        if self.before == self.now:
            return f"{self.name}：仍为{self.now}，但背后的记录有变化"
        return f"{self.name}：封存时{self.before}，现在{self.now}"


def differences(desk: Desk, sealed: Sealed) -> tuple[FigureDifference, ...]:
    """Every figure of a sealed return that differs from the ledger now, in the order of the table.

    A figure that the catalogue no longer has is left out.
    """
    known = catalogue(desk)
    pairs = [(row, known[row.measure.code]) for row in sealed.rows if row.measure.code in known]
    scope = scope_of(desk)
    with desk.reading() as session:
        measures = [measure for _, measure in pairs]
        counts = count(session, measures, [sealed.window], scope)
        now = sides(session, measures, sealed.window, scope)
        columns = {one.code: columns_read(one.counted, sealed.window, scope) for one in measures}
        moves = {one.code: list(_moves(sealed.sides.get(one.code, ()), now[one.code])) for one in measures}
        told = _why(session, sealed, moves, columns)
        called = _called(session, sealed, moves)
    found = [_figure(row, measure, counts, sealed, moves, told, called) for row, measure in pairs]
    return tuple(one for one in found if one is not None)


@dataclass(frozen=True)
class _Move:
    register: str
    id: int
    before: int
    now: int
    base: bool

    @property
    def moved(self) -> Moved:
        if not self.before:
            return Moved.CAME
        return Moved.CHANGED if self.now else Moved.WENT


_Moves = Mapping[str, Sequence[_Move]]


def _moves(then: Sequence[Side], now: Sequence[Side]) -> Iterator[_Move]:
    before = {(side.register, side.base): side.amounts for side in then}
    after = {(side.register, side.base): side.amounts for side in now}
    for register, base in dict.fromkeys([*before, *after]):
        was, is_now = before.get((register, base), {}), after.get((register, base), {})
        for record in sorted(was.keys() | is_now.keys()):
            if was.get(record, 0) != is_now.get(record, 0):
                yield _Move(register, record, was.get(record, 0), is_now.get(record, 0), base)


def _why(
    session: Session, sealed: Sealed, moves: _Moves, columns: Mapping[str, Columns]
) -> dict[tuple[str, _Move], tuple[Cause, ...]]:
    asked = {
        (code, move): Asked((table_name(move.register), move.id), columns[code])
        for code, found in moves.items()
        for move in found
    }
    if not asked:
        return {}
    why = causes(session, list(asked.values()), sealed.journal_id)
    return {place: why.get(one, ()) for place, one in asked.items()}


def _called(session: Session, sealed: Sealed, moves: _Moves) -> dict[str, dict[int, str]]:
    """What the records are called now; one that is gone as it was called when the return was sealed."""
    wanted: dict[str, set[int]] = {}
    for found in moves.values():
        for move in found:
            wanted.setdefault(move.register, set()).add(move.id)
    now = names(session, wanted)
    return {key: {**_gone(sealed, key), **now[key]} for key in wanted}


def _gone(sealed: Sealed, register: str) -> dict[int, str]:
    return {} if register == "people" else dict(sealed.names.get(register, {}))


def _figure(
    row: TableRow,
    measure: Measure,
    counts: Counts,
    sealed: Sealed,
    moves: _Moves,
    told: Mapping[tuple[str, _Move], tuple[Cause, ...]],
    called: Mapping[str, Mapping[int, str]],
) -> FigureDifference | None:
    before = value_text(measure, row.this_month)
    now = value_text(measure, figure_from(measure, counts, sealed.window).value)
    if before == now and not moves[measure.code]:
        return None
    records = tuple(
        RecordDifference(
            move.register,
            move.id,
            called[move.register].get(move.id, "（已删除或已封存）"),
            move.moved,
            move.before,
            move.now,
            move.base,
            told.get((measure.code, move), ()),
        )
        for move in moves[measure.code]
    )
    return FigureDifference(measure.code, measure.label, measure.unit, before, now, records)
