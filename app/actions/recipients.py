"""To whom something is handed or sent: people, or bodies with an address, of chosen records of any register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.actions.disclosure import Shown
from app.desk import Desk
from app.errors import UserError
from app.registers import find_register, lists
from app.registers.addressing import body_fields, person_link
from app.registers.lists import Query
from app.registers.spec import Register

MOST = 2_000  # in one print
_ITEMS = {"prizes": "prize"}  # registers whose records say themselves what is handed over


@dataclass(frozen=True)
class Recipient:
    """One line of a list of receipts, one address. of: the station or platform of a person; item: what this record names."""

    id: int
    name: str
    of: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    item: str = ""
    person: bool = False


def these(register: Register, ids: Sequence[int]) -> Query:
    """The list of some records, as far as the clerk sees them."""
    return Query(within=sa.select(register.table.c.id).where(register.table.c.id.in_(list(ids))))


def recipients(desk: Desk, register: Register, ids: Sequence[int], shown: Shown) -> list[Recipient]:
    """Recipients of the records in their order; a person of several records comes once for each.

    Whoever is 封存 is left out. Raises ``UserError`` for none, for too many, and when nobody is left.
    """
    if not 0 < len(ids) <= MOST:
        raise UserError(f"一次打印1到{MOST}条，选中了{len(ids)}条。", "请分批打印。")
    link = person_link(register)
    found = (
        _people(desk, ids, {one: one for one in ids}, {}, shown)
        if register.key == "people"
        else _people(desk, ids, _linked(desk, register, ids, link), _items(desk, register, ids), shown)
        if link
        else _bodies(desk, register, ids, shown)
    )
    if not found:
        raise UserError("选中的记录里没有可以打印的人。", "没有登记姓名的、已封存的不打印，请另选记录。")
    return found


def _cells(
    desk: Desk, register: Register, ids: Sequence[int], names: Sequence[str]
) -> dict[int, dict[str, str]]:
    rows = lists.page(desk, register, these(register, ids), names, size=MOST, masked=False)
    return {row.id: dict(zip(names, row.cells, strict=True)) for row in rows}


def _linked(desk: Desk, register: Register, ids: Sequence[int], link: str) -> dict[int, int]:
    """The person behind each record that the clerk sees."""
    seen = list(_cells(desk, register, ids, [register.title]))
    table = register.table
    query = sa.select(table.c.id, table.c[link]).where(table.c.id.in_(seen), table.c[link].is_not(None))
    with desk.reading() as session:
        return {row[0]: row[1] for row in session.execute(query)}


def _items(desk: Desk, register: Register, ids: Sequence[int]) -> dict[int, str]:
    name = _ITEMS.get(register.key, "")
    return {one: cells[name] for one, cells in _cells(desk, register, ids, [name]).items()} if name else {}


def _people(
    desk: Desk, ids: Sequence[int], behind: dict[int, int], items: dict[int, str], shown: Shown
) -> list[Recipient]:
    names = ("name", "station_id", "platform_id", "phones", "residence")
    people = _cells(desk, find_register("people"), list(set(behind.values())), names)
    return [
        Recipient(
            id=behind[one],
            name=cells["name"],
            of=cells["station_id"] or cells["platform_id"],
            phone=shown.phones(next(iter(cells["phones"].split("、")), "")),
            address=cells["residence"],
            item=items.get(one, ""),
            person=True,
        )
        for one in ids
        if one in behind and (cells := people.get(behind[one])) is not None
    ]


def _bodies(desk: Desk, register: Register, ids: Sequence[int], shown: Shown) -> list[Recipient]:
    fields = body_fields(register)
    cells = _cells(desk, register, ids, list(dict.fromkeys(fields.values())))
    return [
        Recipient(
            id=one,
            name=found[fields["name"]],
            contact=found[fields["contact"]] if "contact" in fields else "",
            phone=shown.phones(found[fields["phone"]]) if "phone" in fields else "",
            address=found[fields["address"]] if "address" in fields else "",
        )
        for one in ids
        if (found := cells.get(one)) is not None
    ]
