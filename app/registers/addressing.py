"""Where the records of a register can be reached: read off the fields that all registers name alike."""

from __future__ import annotations

from app.registers.spec import Field, Kind, Register

_ADDRESSES = ("address", "residence")
_CONTACTS = ("contact",)
_PHONES = ("phone", "phones")
_WITHOUT_NEED = ("prizes", "gift_issues")  # may be a team's, or somebody's who is not registered


def person_link(register: Register) -> str:
    """The field that leads to the person a record is about; empty where that is not always told, and for people themselves."""
    if register.key == "people":
        return ""
    table, often = register.table, register.key in _WITHOUT_NEED
    links = (one.name for one in register.fields if one.link == "people")
    return next((name for name in links if often or not table.c[name].nullable), "")


def body_fields(register: Register) -> dict[str, str]:
    """The fields of a body's ``name``, ``address``, ``contact`` and ``phone``, as far as the register has them."""
    found = {"name": register.title}
    for what, names in (("address", _ADDRESSES), ("contact", _CONTACTS), ("phone", _PHONES)):
        name = next((one for one in names if one in register.by_name), "")
        if name:
            found[what] = name
    return found


def has_recipients(register: Register) -> bool:
    """Whether something can be handed to those the register lists: people, or bodies with somebody to reach."""
    fields = body_fields(register)
    reached = register.title in register.by_name and bool(fields.keys() & {"address", "contact"})
    return bool(person_link(register)) or register.key == "people" or reached


def has_addresses(register: Register) -> bool:
    """Whether envelopes can be addressed: bodies with an address, people with a home."""
    named = register.title in register.by_name
    return bool(person_link(register)) or (named and "address" in body_fields(register))


def label_fields(register: Register) -> tuple[Field, ...]:
    """The fields a label may show below its head, by their labels: what is short and no number of a person."""
    return tuple(
        one
        for one in register.fields
        if one.name != register.title
        and one.kind not in (Kind.LONG_TEXT, Kind.MOMENT)
        and one.mask is None
        and one.name not in ("birth_date", "birth_precision")
    )


def usual_lines(register: Register) -> tuple[str, ...]:
    """The labels of the fields a label shows at first."""
    usual = ("station_id", "address", "location", "area_id", "kind")
    offered = {one.name: one.label for one in label_fields(register)}
    return tuple(offered[name] for name in usual if name in offered)[:2]
