"""How alike two cards are: evidence for and against their being one person, each with points and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.models import Gender, Precision

Traits = Mapping[str, Any]
LEAST = 60  # pairs below are not shown
LEVELS = ((90, "几乎可以肯定"), (75, "很可能"), (LEAST, "可能"))
_TAIL = 4
_LONG_ADDRESS = 5


@dataclass(frozen=True)
class Evidence:
    """One observation about two cards.

    about: of the observations about one thing (the name …) only the first that holds counts. points: for being one
    person, or against when negative. words: as the clerk reads it.
    """

    about: str
    words: str
    points: int
    holds: Callable[[Traits, Traits], bool]


@dataclass(frozen=True)
class Likeness:
    """What two cards come to. score: 0 to 100; reasons speak for one person, doubts against."""

    score: int
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def level(self) -> str:
        """The score in a word; empty when the two are not worth showing."""
        return next((word for least, word in LEVELS if self.score >= least), "")

    @property
    def words(self) -> str:
        """All evidence in one line: ``姓名相同、电话相同；但性别不同``."""
        doubts = "、".join(self.doubts)
        return "、".join(self.reasons) + (f"；但{doubts}" if doubts else "")


def compare(one: Traits, other: Traits) -> Likeness:
    """Weigh all evidence about two people (columns of the people table by name)."""
    held: dict[str, Evidence] = {}
    for evidence in EVIDENCE:
        if evidence.about not in held and evidence.holds(one, other):
            held[evidence.about] = evidence
    counted = held.values()
    return Likeness(
        max(0, min(100, sum(one.points for one in counted))),
        tuple(one.words for one in counted if one.points > 0),
        tuple(one.words for one in counted if one.points < 0),
    )


def _same(*names: str) -> Callable[[Traits, Traits], bool]:
    """Both have the value, and it is the same."""
    return lambda one, other: all(one[name] and one[name] == other[name] for name in names)


def _comparable_ids(one: Traits, other: Traits) -> bool:
    """Both gave a whole number of the same kind of document."""
    numbers = (one["id_no"], other["id_no"])
    return one["id_kind"] == other["id_kind"] and all(no and "*" not in no for no in numbers)


def _same_id(one: Traits, other: Traits) -> bool:
    return _comparable_ids(one, other) and one["id_no"] == other["id_no"]


def _close_ids(one: Traits, other: Traits) -> bool:
    return _comparable_ids(one, other) and _slips(one["id_no"], other["id_no"], 2)


def _slips(one: str, other: str, most: int) -> bool:
    """The same length, and at most so many characters differ: a slip of the pen."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= most


def _name_slip(one: Traits, other: Traits) -> bool:
    return len(one["name"]) > 1 and _slips(one["name"], other["name"], 1)


def _numbers(card: Traits) -> list[str]:
    return str(card["phones"] or "").split()


def _same_phone(one: Traits, other: Traits) -> bool:
    return bool(set(_numbers(one)) & set(_numbers(other)))


def _phone_slip(one: Traits, other: Traits) -> bool:
    return any(_slips(a, b, 1) for a in _numbers(one) for b in _numbers(other))


def _phone_tail(one: Traits, other: Traits) -> bool:
    return any(a[-_TAIL:] == b[-_TAIL:] for a in _numbers(one) for b in _numbers(other))


def _born(card: Traits, least: Precision) -> tuple[int, ...] | None:
    """Date of birth as far as it is wanted; None when it is not known so exactly."""
    born: date | None = card["birth_date"]
    order = (Precision.YEAR, Precision.MONTH, Precision.DAY)
    if born is None or order.index(Precision(card["birth_precision"])) < order.index(least):
        return None
    return (born.year, born.month, born.day)[: order.index(least) + 1]


def _born_same(least: Precision) -> Callable[[Traits, Traits], bool]:
    def holds(one: Traits, other: Traits) -> bool:
        return _born(one, least) is not None and _born(one, least) == _born(other, least)

    return holds


def _born_otherwise(one: Traits, other: Traits) -> bool:
    return one["birth_date"] is not None and other["birth_date"] is not None


def _other_day(one: Traits, other: Traits) -> bool:
    """Both know the day, and it differs though the month agrees."""
    days = _born(one, Precision.DAY), _born(other, Precision.DAY)
    return None not in days and days[0] != days[1] and _born_same(Precision.MONTH)(one, other)


def _other_gender(one: Traits, other: Traits) -> bool:
    return one["gender"] != other["gender"] and Gender.UNKNOWN not in (one["gender"], other["gender"])


def _same_address(one: Traits, other: Traits) -> bool:
    return len(one["residence"] or "") >= _LONG_ADDRESS and one["residence"] == other["residence"]


# The rule set. Two cards with the same name and phone, the same name and month of birth, or the same name at the same
# station are shown; the same name alone never is, and a phone alone (families share one) is not either.
EVIDENCE: tuple[Evidence, ...] = (
    Evidence("id", "同一证件号码", 100, _same_id),
    Evidence("id", "证件号码只差一两位", 15, _close_ids),
    Evidence("id", "证件号码不同", -25, _comparable_ids),
    Evidence("name", "姓名相同", 40, _same("name")),
    Evidence("name", "姓名同音", 25, _same("name_pinyin")),
    Evidence("name", "姓名只差一个字", 15, _name_slip),
    Evidence("name", "姓名不同", -25, lambda _one, _other: True),
    Evidence("phone", "电话相同", 45, _same_phone),
    Evidence("phone", "电话只差一位", 20, _phone_slip),
    Evidence("phone", "电话尾号相同", 15, _phone_tail),
    Evidence("birth", "出生日期相同", 30, _born_same(Precision.DAY)),
    Evidence("birth", "出生日不同", -10, _other_day),
    Evidence("birth", "出生年月相同", 20, _born_same(Precision.MONTH)),
    Evidence("birth", "出生年份相同", 5, _born_same(Precision.YEAR)),
    Evidence("birth", "出生日期不同", -40, _born_otherwise),
    Evidence("gender", "性别不同", -25, _other_gender),
    Evidence("work", "同一站点", 20, _same("station_id")),
    Evidence("work", "同一平台", 10, _same("platform_id")),
    Evidence("area", "同一区域", 10, _same("area_id")),
    Evidence("address", "住址相同", 15, _same_address),
    Evidence("plate", "车牌相同", 30, _same("vehicle_plate")),
)
