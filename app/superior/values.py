"""What is written into the places of a form for a period: figures as they stand in the return, sealed ones as sealed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.actions.returns import Standing, standing
from app.desk import Desk
from app.documents.words import chinese_date
from app.errors import UserError
from app.measures.period import Reported
from app.measures.table import TableRow, table
from app.registers import find_register
from app.registers.lists import PAGE_SIZE, Query, count, page
from app.registers.spec import Kind, Register
from app.savedfilters import saved_filters
from app.superior.looks import Said
from app.superior.slots import FACTS, SERIAL, VALUES, OfFigure, OfRegister, OfReturn, Slot
from db.models import Area

MOST_LINES = 2_000
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.MINUTES})
_ASK_AGAIN = "请打开“对应关系”改过再填。"


class Values:
    """The values of one period, read together for all slots. Raises UserError naming what is no longer there."""

    def __init__(self, desk: Desk, period: Reported, slots: Sequence[Slot]) -> None:
        self._desk, self._standing = desk, standing(desk, period)
        figures = [one for one in slots if isinstance(one.meaning, OfFigure)]
        self._figures: dict[int | None, Mapping[str, TableRow]] = {None: self._standing.draft.figures}
        for area_id in _areas(figures):
            codes = _codes(figures, area_id) & self._standing.draft.figures.keys()
            _require_area(desk, area_id, figures)
            rows = table(desk, period, sorted(codes), area_id)
            self._figures[area_id] = {row.measure.code: row for row in rows}

    @property
    def sealed(self) -> bool:
        """Whether the return is sealed."""
        return self._standing.sealed is not None

    def of(self, slot: Slot) -> Said:
        """What stands in the place of a figure or of a fact about the return."""
        if isinstance(slot.meaning, OfFigure):
            return self._figure(slot, slot.meaning)
        if isinstance(slot.meaning, OfReturn) and slot.meaning.fact in FACTS:
            return Said(facts(self._standing)[slot.meaning.fact])
        raise UserError(f"{slot.place.text}对应的内容已不存在。", _ASK_AGAIN)

    def lines(self, slots: Sequence[Slot]) -> list[dict[int, Said]]:
        """The records of a row of register columns, by column; masked as in lists."""
        meanings = {one.place.column: one.meaning for one in slots if isinstance(one.meaning, OfRegister)}
        register, query = self._list(slots[0], next(iter(meanings.values())))
        for slot in slots:
            if isinstance(slot.meaning, OfRegister) and not _is_column(register, slot.meaning.field):
                raise UserError(f"{slot.place.text}对应的栏目已不存在。", _ASK_AGAIN)
        if (total := count(self._desk, register, query)) > MOST_LINES:
            raise UserError(
                f"{register.label}有{total}{register.unit}，按模板最多填{MOST_LINES}{register.unit}。",
                "请先存一个常用筛选，再在“对应关系”里选它。",
            )
        names = list(dict.fromkeys(one.field for one in meanings.values() if one.field != SERIAL))
        numbers = {name for name in names if register.field(name).kind in _NUMBERS}
        return [
            {
                column: Said(str(number), figure=True)
                if one.field == SERIAL
                else Said(cells[one.field], figure=one.field in numbers)
                for column, one in meanings.items()
            }
            for number, cells in enumerate(self._records(register, query, names), start=1)
        ]

    def _figure(self, slot: Slot, meaning: OfFigure) -> Said:
        row = self._figures[meaning.area_id].get(meaning.code)
        if row is None or meaning.value not in VALUES:
            where = "封存的报表里" if self.sealed else "指标目录里"
            raise UserError(f"{slot.place.text}对应的指标{meaning.code}，{where}没有。", _ASK_AGAIN)
        return Said(getattr(row.texts, meaning.value), figure=True)

    def _list(self, slot: Slot, meaning: OfRegister) -> tuple[Register, Query]:
        try:
            register = find_register(meaning.register)
        except KeyError:
            raise UserError(f"{slot.place.text}对应的台账已不存在。", _ASK_AGAIN) from None
        if not meaning.kept:
            return register, Query()
        kept = {one.name: one.query for one in saved_filters(self._desk, register.key, register)}
        if meaning.kept not in kept:
            raise UserError(f"{slot.place.text}用的常用筛选“{meaning.kept}”已被删除。", _ASK_AGAIN)
        return register, kept[meaning.kept]

    def _records(self, register: Register, query: Query, names: Sequence[str]) -> Iterator[dict[str, str]]:
        last = None
        while batch := page(self._desk, register, query, names, after=last, size=PAGE_SIZE):
            for row in batch:
                yield dict(zip(names, row.cells, strict=True))
            last = batch[-1]


def facts(now: Standing) -> dict[str, str]:
    """The facts about a return, by their names in ``FACTS``."""
    draft, statistics = now.draft, now.draft.statistics
    reported = statistics.reported_on or draft.signed_on
    return {
        "office": draft.office,
        "period": draft.month.label,
        "year": str(draft.month.year),
        "as_of": chinese_date(statistics.as_of),
        "reported_on": chinese_date(reported),
        "clerk": statistics.clerk,
        "reviewer": now.reviewer or statistics.reviewer,
        "head": now.approver or statistics.head,
        "phone": statistics.phone,
        "signer": draft.signer,
    }


def _is_column(register: Register, name: str) -> bool:
    return name == SERIAL or name in register.by_name


def _areas(slots: Iterable[Slot]) -> list[int]:
    found = (one.meaning.area_id for one in slots if isinstance(one.meaning, OfFigure))
    return list(dict.fromkeys(one for one in found if one is not None))


def _codes(slots: Iterable[Slot], area_id: int) -> set[str]:
    meanings = (one.meaning for one in slots if isinstance(one.meaning, OfFigure))
    return {one.code for one in meanings if one.area_id == area_id}


def _require_area(desk: Desk, area_id: int, slots: Iterable[Slot]) -> None:
    with desk.reading() as session:
        if session.get(Area, area_id) is not None:
            return
    first = next(one for one in slots if isinstance(one.meaning, OfFigure) and one.meaning.area_id == area_id)
    raise UserError(f"{first.place.text}对应的区域已不存在。", _ASK_AGAIN)
