"""The kinds of sheets an import looks for, with the head words that the registers' own descriptions add."""

from __future__ import annotations

from collections.abc import Mapping

from app.exchange.heads import KINDS, SheetKind, with_words
from app.registers import all_registers, find_register
from app.registers.spec import Register

# Links that rosters and facility sheets give as a word of their own; elsewhere a link is its record's title.
COLUMN_OF = {"platform_id": "platform", "station_id": "station", "area_id": "community"}


def sheet_kinds(register: str | None = None) -> list[SheetKind]:
    """The kinds to look for: those an office receives, or only that of one register (also one without sample words)."""
    described = {one.key: one for one in all_registers()}
    found = [_with_own_words(kind, described) for kind in KINDS]
    if register is not None and register not in {kind.key for kind in found}:
        own = [kind for kind in found if kind.into == register]
        return [_plain_kind(find_register(register)), *own]
    return found


def _with_own_words(kind: SheetKind, described: Mapping[str, Register]) -> SheetKind:
    register = described.get(kind.key)
    if register is None:
        return kind
    return with_words(
        kind, {COLUMN_OF.get(one.name, one.name): (one.label, *one.heads) for one in register.fields}
    )


def _plain_kind(register: Register) -> SheetKind:
    fields = {one.name: (one.label, *one.heads) for one in register.fields}
    needs: tuple[tuple[str, ...], ...] = ((register.title,),)
    if (
        register.title == "number"
    ):  # given by the ledger: a sheet from elsewhere has what a new record needs instead
        required = (one.name for one in register.fields if one.required and one.name not in COLUMN_OF)
        needs = tuple((name, "number") for name in required) or needs
    return SheetKind(register.key, register.label, fields, needs, (register.label,))
