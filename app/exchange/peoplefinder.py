"""Finding the person a roster row means: by number, identity number, name and mobile, name and workplace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session

from app.errors import Problem
from app.exchange.lookups import candidates
from app.exchange.readrow import SheetRow
from app.rules.identity import fits_mask
from app.rules.phones import is_mobile
from db.base import table_of
from db.models import Person, PersonStatus
from db.queries.duplicates import merged_under


class PeopleFinder:
    """Finds the ledger's person a row means: by number, ID, name and mobile, name and workplace and birth month."""

    def __init__(self, session: Session, rows: Iterable[SheetRow]) -> None:
        """Read all people that share a number, an ID or a name with one of the rows."""
        kept = list(rows)
        keys = {name: {row.values.get(name) for row in kept} for name in ("number", "id_no", "name")}
        self._by: dict[tuple[str, Any], list[dict[str, Any]]] = {}
        for person in candidates(session, table_of(Person), keys):
            for name in ("number", "id_no", "name"):
                if person[name]:
                    self._by.setdefault((name, person[name]), []).append(person)
        self._add_merged(session, {number for number in keys["number"] if number})

    def find(
        self, row: SheetRow, platform_ids: Mapping[str, int]
    ) -> tuple[dict[str, Any] | None, Problem | None]:
        """The person as stored, or None for a new one; a problem when the row contradicts the ledger or the card is 封存."""
        person, problem = self._find(row, platform_ids)
        if person is not None and person["status"] == PersonStatus.RESTRICTED:
            message = f"这个人的卡片已经封存（{person['number']}），不能导入；需要的请管理员先解除封存。"
            return person, Problem("SEALED", "name", message)
        return person, problem

    def _find(
        self, row: SheetRow, platform_ids: Mapping[str, int]
    ) -> tuple[dict[str, Any] | None, Problem | None]:
        values = row.values
        for name in ("number", "id_no"):
            found = self._by.get((name, values.get(name)), [])
            if found and (name == "number" or values["id_no"]):
                return self._checked(found[0], values)
        same_name = self._by.get(("name", values["name"]), [])
        if "*" in (values.get("id_no") or ""):
            fitting = [one for one in same_name if one["id_no"] and fits_mask(one["id_no"], values["id_no"])]
            if len(fitting) == 1:
                return fitting[0], None
        mobiles = {number for number in (values.get("phones") or "").split() if is_mobile(number)}
        for person in same_name:
            if mobiles & set(person["phones"].split()) and _ids_agree(person["id_no"], values.get("id_no")):
                return person, None
        platform = platform_ids.get(values.get("platform") or "")
        for person in same_name:
            if platform and person["platform_id"] == platform and _same_month(person, values):
                return person, None
        return None, None

    def _add_merged(self, session: Session, numbers: set[str]) -> None:
        """A number that went with a merged card means the card it was merged into."""
        stayed = merged_under(session, {one for one in numbers if ("number", one) not in self._by})
        cards = {card["id"]: card for card in candidates(session, table_of(Person), {"id": stayed.values()})}
        self._by |= {("number", number): [cards[card]] for number, card in stayed.items()}

    def _checked(
        self, person: dict[str, Any], values: dict[str, Any]
    ) -> tuple[dict[str, Any], Problem | None]:
        if person["name"] == values["name"]:
            return person, None
        message = f"这个证号或编号在台账里是另一个姓名（{person['number']}），请核对是姓名写错还是证号写错。"
        return person, Problem("NAME_CONFLICT", "name", message)

    def again(self, row: SheetRow) -> bool:
        """Whether a row that was new when the sheet was looked at is in the ledger by now, by its number or its phone."""
        return self.find(row, {})[0] is not None

    def offer(self, name: str, first15: str) -> dict[str, Any] | None:
        """The only person of that name whose ID begins with these 15 digits, for a number that lost its end."""
        found = [one for one in self._by.get(("name", name), []) if one["id_no"].startswith(first15)]
        return found[0] if len(found) == 1 else None


def _ids_agree(stored: str, incoming: str | None) -> bool:
    if not stored or not incoming:
        return True
    return fits_mask(stored, incoming) if "*" in incoming else stored == incoming


def _same_month(person: dict[str, Any], values: dict[str, Any]) -> bool:
    stored, incoming = person["birth_date"], values.get("birth_date")
    if stored is None or incoming is None or not _ids_agree(person["id_no"], values.get("id_no")):
        return False
    return bool((stored.year, stored.month) == (incoming.year, incoming.month))
