"""花名册: who belonged to a body on a day, with work and posts of that day; who may not be named is counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.desk import Desk
from app.errors import NotFound
from app.rules.posts import HEADS
from app.values.masking import mask_phones
from db.models import Gender, Organization, PersonStatus
from db.queries import rosters as rows

_CHUNK = 400
_GENDERS = {Gender.MALE: "男", Gender.FEMALE: "女"}
NO_PLATFORM = "没有登记平台"


@dataclass(frozen=True)
class Member:
    """A membership in force on the day. posts: held in this body; elsewhere: posts held in other bodies (兼任).

    phones are masked. state: 在会, or 保留会籍 on that day.
    """

    membership_id: int
    person_id: int
    body_id: int
    body: str
    number: str
    name: str
    gender: str
    phones: str
    platform: str
    station: str
    joined_on: date
    member_no: str
    state: str
    posts: str
    elsewhere: str


@dataclass(frozen=True)
class Officer:
    """Somebody with a post in the body on the day who is no member of it (兼职委员 …)."""

    post_id: int
    person_id: int
    name: str
    title: str
    since: date
    part_time: bool


@dataclass(frozen=True)
class Roster:
    """A body on a day. total: different members, those not named too. by_platform: members by platform, most first."""

    body_id: int
    name: str
    line: str
    on: date
    members: tuple[Member, ...]
    officers: tuple[Officer, ...]
    total: int
    by_platform: tuple[tuple[str, int], ...]

    @property
    def unnamed(self) -> int:
        """How many are counted without being named: 封存, or outside the clerk's area."""
        return self.total - len({one.person_id for one in self.members})

    @property
    def sentence(self) -> str:
        """How many, and of which platforms."""
        told = f"成员{self.total}人"
        if self.unnamed:
            told += f"（其中{self.unnamed}人已封存或不在本区域，只计数）"
        parts = "、".join(f"{name}{count}人" for name, count in self.by_platform)
        return f"{told}：{parts}。" if parts else f"{told}。"

    @property
    def told(self) -> str:
        """The sentence, and who holds a post without being a member."""
        others = "；".join(f"{one.title}{one.name}（{one.since}起）" for one in self.officers)
        return f"{self.sentence}不是成员而任职的：{others}。" if others else self.sentence


def roster(desk: Desk, body_id: int, on: date, *, below: bool = False) -> Roster:
    """The members of a body on a day; with ``below`` also those of all bodies under it. Raises ``NotFound``."""
    with desk.reading() as session:
        bodies = session.execute(rows.bodies_on(on, desk.visible_areas())).all()
        body = next((one for one in bodies if one.id == body_id), None)
        if body is None:
            raise _not_there(session, body_id, on)
        wanted = _with_below(bodies, body_id) if below else [body_id]
        may_name = _may_name(session, desk)
        found = session.execute(rows.members_on(on, wanted)).all()
        names = {one.id: one.short_name or one.name for one in bodies}
        named = _members(session, on, [row for row in found if may_name(row)], names)
        named = tuple(sorted(named, key=lambda one: wanted.index(one.body_id)))
        posts = session.execute(rows.posts_on(on, wanted)).all()
    everybody = {row.person_id for row in found}
    officers = tuple(
        Officer(row.id, row.person_id, row.name, row.title, row.from_on, row.part_time)
        for row in posts
        if row.person_id not in everybody and may_name(row)
    )
    return Roster(
        body_id, body.name, str(body.line), on, named, officers, len(everybody), _by_platform(found)
    )


def _may_name(session: Session, desk: Desk) -> Callable[[Any], bool]:
    areas = desk.visible_areas()
    seen = None if areas is None else set(session.execute(areas).scalars())
    return lambda row: row.status != PersonStatus.RESTRICTED and (seen is None or row.area_id in seen)


def _not_there(session: Session, body_id: int, on: date) -> NotFound:
    known = session.exec(select(Organization.name).where(col(Organization.id) == body_id)).first()
    if known is None:
        return NotFound("这个组织已被删除。", "请重新选择组织。")
    return NotFound(f"“{known}”在{on}没有成立、已经撤销，或者不在您负责的区域内。", "请换一个日期或组织。")


def _with_below(bodies: Sequence[Any], body_id: int) -> list[int]:
    under: dict[int | None, list[int]] = defaultdict(list)
    for one in bodies:
        under[one.parent_id].append(one.id)
    found: list[int] = []
    waiting = [body_id]
    while waiting:
        here = waiting.pop(0)
        if here not in found:
            found.append(here)
            waiting += under[here]
    return found


def _members(session: Session, on: date, named: Sequence[Any], names: dict[int, str]) -> tuple[Member, ...]:
    people = list({row.person_id for row in named})
    posts: dict[tuple[int, int], list[str]] = defaultdict(list)
    elsewhere: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for start in range(0, len(people), _CHUNK):
        for person, where, name, title in session.execute(
            rows.other_posts(on, people[start : start + _CHUNK])
        ):
            posts[person, where].append(title)
            elsewhere[person].append((where, f"{name}{title}"))
    members = [
        Member(
            row.id, row.person_id, row.organization_id, names.get(row.organization_id, ""), row.number, row.name,
            _GENDERS.get(row.gender, ""), mask_phones(row.phones), row.platform, row.station, row.from_on,
            row.member_no, _state(row, on), "、".join(posts[row.person_id, row.organization_id]),
            "、".join(text for where, text in elsewhere[row.person_id] if where != row.organization_id),
        )
        for row in named
    ]  # fmt: skip
    return tuple(sorted(members, key=_rank))


def _rank(member: Member) -> int:
    """Heads first, then other posts, then the rest in their order."""
    if any(title in HEADS for title in member.posts.split("、")):
        return 0
    return 1 if member.posts else 2


def _state(row: Any, on: date) -> str:
    kept = row.retained_on is not None and row.retained_on <= on
    return "保留会籍" if kept and (row.retained_to is None or row.retained_to > on) else "在会"


def _by_platform(found: Sequence[Any]) -> tuple[tuple[str, int], ...]:
    counted = Counter({row.person_id: row.platform or NO_PLATFORM for row in found}.values())
    return tuple(sorted(counted.items(), key=lambda pair: (pair[0] == NO_PLATFORM, -pair[1], pair[0])))
