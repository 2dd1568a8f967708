"""The values of two cards side by side: what differs, what belongs together, and which value is proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.merging.knots import Side, is_empty
from app.registers import find_register
from app.registers.spec import Field, Kind, longest, text_of
from db.models import Precision

# Fields that make sense only together: they are taken from one card as a whole.
TOGETHER = {
    "姓名": ("name", "pinyin_override"),
    "证件": ("id_kind", "id_no"),
    "出生日期": ("birth_date", "birth_precision"),
    "紧急联系人": ("emergency_contact", "emergency_phone"),
    "告知与同意": (
        "notice_version", "notified_on", "notice_way", "legal_basis", "photo_consent", "publish_consent",
    ),
}  # fmt: skip
# What the card repeats of its registrations and employments: it follows from those rows, nobody chooses it.
FOLLOWING = (
    "status",
    "registered_on",
    "area_id",
    "category",
    "platform_id",
    "station_id",
    "engagement",
    "restricted_on",
    "restricted_reason",
)
# What no clerk types: bookkeeping, numbers, and what is filled in from the name.
OWN = (
    "id",
    "uid",
    "version",
    "created_at",
    "updated_at",
    "number",
    "former_numbers",
    "name_pinyin",
    "name_initials",
)
_LISTS = ("skills", "alias", "source", "other_contact")
_FEW = 2  # of so many fields together the first needs no label of its own
_EXACTNESS = (Precision.YEAR, Precision.MONTH, Precision.DAY)


@dataclass(frozen=True)
class Choice:
    """Fields in which two cards differ, to be taken from one of them.

    label: what they are called together. proposal: BOTH only where ``both`` is given, the value with what either card says.
    """

    label: str
    fields: tuple[Field, ...]
    left: tuple[Any, ...]
    right: tuple[Any, ...]
    both: tuple[Any, ...] | None
    proposal: Side

    @property
    def key(self) -> str:
        """The name of the first field."""
        return self.fields[0].name

    @property
    def one_sided(self) -> bool:
        """True when only one card says something."""
        return not all(_told(self.fields, values) for values in (self.left, self.right))

    def said(self, side: Side) -> str:
        """The values of a side as text, whole numbers included; empty when it says nothing."""
        told = [
            (field, text_of(field, value))
            for field, value in zip(self.fields, self.values(side).values(), strict=True)
            if not _empty(field, value)
        ]
        named = len(self.fields) > _FEW
        return "，".join(
            f"{field.label}：{text}" if named or field is not self.fields[0] else text for field, text in told
        )

    def values(self, side: Side) -> dict[str, Any]:
        """The values of a side by field name. Raises ValueError for BOTH where nothing can be put together."""
        taken = {Side.LEFT: self.left, Side.RIGHT: self.right, Side.BOTH: self.both}[side]
        if taken is None:
            raise ValueError(f"{self.key} is taken from one side")
        return {field.name: value for field, value in zip(self.fields, taken, strict=True)}


def compare_fields(
    left: Mapping[str, Any], right: Mapping[str, Any], fuller: Side
) -> tuple[list[Choice], list[Field]]:
    """What a clerk has to look at, and the fields in which the cards agree and say something.

    fuller: the side whose value is proposed where nothing else speaks for one.
    """
    differing, agreeing = [], []
    for label, names in _groups():
        fields = tuple(find_register("people").field(name) for name in names)
        one, other = (tuple(card[name] for name in names) for card in (left, right))
        if one != other:
            differing.append(_choice(label, fields, one, other, fuller))
        else:
            agreeing += [field for field, value in zip(fields, one, strict=True) if not _empty(field, value)]
    return differing, agreeing


def _groups() -> list[tuple[str, tuple[str, ...]]]:
    """The fields to choose, in the order of the register, with those that belong together as one, under a label."""
    known = find_register("people").by_name
    together = [(label, tuple(name for name in names if name in known)) for label, names in TOGETHER.items()]
    grouped = {name: group for group in together for name in group[1]}
    names = [name for name in known if name not in (*FOLLOWING, *OWN)]
    return list(dict.fromkeys(grouped.get(name, (known[name].label, (name,))) for name in names))


def _choice(
    label: str, fields: tuple[Field, ...], left: tuple[Any, ...], right: tuple[Any, ...], fuller: Side
) -> Choice:
    both = _put_together(fields, left, right)
    return Choice(label, fields, left, right, both, _proposal(fields, left, right, both, fuller))


def _put_together(
    fields: tuple[Field, ...], left: tuple[Any, ...], right: tuple[Any, ...]
) -> tuple[Any, ...] | None:
    field, one, other = fields[0], left[0], right[0]
    if len(fields) > 1 or not one or not other:
        return None
    if field.kind is Kind.PHONES:
        text = " ".join(dict.fromkeys([*one.split(), *other.split()]))
    elif field.kind is Kind.WORDS or field.name in _LISTS:
        text = "、".join(dict.fromkeys(part for part in f"{one}、{other}".split("、") if part))
    elif field.kind is Kind.LONG_TEXT:
        text = f"{one}；{other}"
    else:
        return None
    most = longest(find_register("people"), field.name)
    return (text,) if (most is None or len(text) <= most) and text not in (one, other) else None


def _proposal(
    fields: tuple[Field, ...],
    left: tuple[Any, ...],
    right: tuple[Any, ...],
    both: tuple[Any, ...] | None,
    fuller: Side,
) -> Side:
    one, other = (_told(fields, values) for values in (left, right))
    if not one or not other:
        return Side.LEFT if one else Side.RIGHT
    if both is not None:
        return Side.BOTH
    weights = [_weight(fields, values) for values in (left, right)]
    if weights[0] != weights[1]:
        return Side.LEFT if weights[0] > weights[1] else Side.RIGHT
    return fuller


def _told(fields: Sequence[Field], values: Sequence[Any]) -> bool:
    return not all(_empty(field, value) for field, value in zip(fields, values, strict=True))


def _weight(fields: Sequence[Field], values: Sequence[Any]) -> Any:
    """What speaks for a value: a whole identity number, a date known to the day, more numbers, the later look or notice."""
    by_name = {field.name: value for field, value in zip(fields, values, strict=True)}
    if "id_no" in by_name:
        return bool(by_name["id_no"]) and "*" not in by_name["id_no"]
    if "birth_precision" in by_name:
        return by_name["birth_date"] is not None, _EXACTNESS.index(Precision(by_name["birth_precision"]))
    if fields[0].kind is Kind.PHONES:
        return len((values[0] or "").split())
    return max((value for value in values if isinstance(value, date)), default=date.min)


def _empty(field: Field, value: Any) -> bool:
    return is_empty(find_register("people").table.c[field.name], value)
