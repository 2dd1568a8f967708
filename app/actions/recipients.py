"""To whom something is handed or sent: people, or bodies with an address, of chosen records of any register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from app.actions.disclosure import Shown
from app.desk import Desk
from app.errors import UserError
from app.registers import find_register, lists
from app.registers.addressing import body_fields, person_link
from app.registers.lists import Query
from app.registers.spec import Register

MOST = 2_000  # in one print
# Registers whose records say themselves what is handed over: the fields of item, amount, and of whoever is not registered.
_HANDED = {"prizes": ("prize", "", "team"), "gift_issues": ("item_id", "quantity", "receiver")}


@dataclass(frozen=True)
class Recipient:
    """One line of a list of receipts, one address. of: the station or platform of a person; item, amount: what and how many
    this record names, nothing and 0 where it does not."""

    id: int
    name: str
    of: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    item: str = ""
    amount: int = 0
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
    if register.key == "people":
        known = _people(desk, ids, shown)
        found = [known[one] for one in ids if one in known]
    else:
        found = (_handed if link else _bodies)(desk, register, ids, shown)
    if not found:
        raise UserError("选中的记录里没有可以打印的人。", "没有登记姓名的、已封存的不打印，请另选记录。")
    return found


def _cells(
    desk: Desk, register: Register, ids: Sequence[int], names: Sequence[str]
) -> dict[int, dict[str, str]]:
    # Masked: what is kept confidential stays so, and phones come as these papers show them.
    rows = lists.page(desk, register, these(register, ids), names, size=MOST)
    return {row.id: dict(zip(names, row.cells, strict=True)) for row in rows}


def _linked(desk: Desk, register: Register, ids: Sequence[int], link: str) -> dict[int, int]:
    """The person behind each record that the clerk sees."""
    seen = list(_cells(desk, register, ids, [register.title]))
    table = register.table
    query = sa.select(table.c.id, table.c[link]).where(table.c.id.in_(seen), table.c[link].is_not(None))
    with desk.reading() as session:
        return {row[0]: row[1] for row in session.execute(query)}


def _handed(desk: Desk, register: Register, ids: Sequence[int], shown: Shown) -> list[Recipient]:
    """Whoever the records are about, with what they say is handed over; who is not registered by the name that was noted."""
    item, amount, receiver = _HANDED.get(register.key, ("", "", ""))
    told = _cells(
        desk, register, ids, [name for name in (item, amount, receiver) if name] or [register.title]
    )
    behind = _linked(desk, register, ids, person_link(register))
    people = _people(desk, list(behind.values()), shown)
    found = []
    for one in ids:
        cells = told.get(one)
        if cells is None:
            continue
        other = Recipient(one, cells[receiver], person=True) if receiver and cells[receiver] else None
        whom = people.get(behind[one]) if one in behind else other
        if whom is not None:
            many = int(cells[amount]) if amount and cells[amount] else 0
            found.append(replace(whom, item=cells[item] if item else "", amount=many))
    return found


def _people(desk: Desk, ids: Sequence[int], shown: Shown) -> dict[int, Recipient]:
    """People by id, without those who are 封存."""
    names = ("name", "station_id", "platform_id", "phones", "residence")
    return {
        one: Recipient(
            id=one,
            name=cells["name"],
            of=cells["station_id"] or cells["platform_id"],
            phone=shown.phones(next(iter(cells["phones"].split("、")), "")),
            address=cells["residence"],
            person=True,
        )
        for one, cells in _cells(desk, find_register("people"), list(set(ids)), names).items()
    }


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
