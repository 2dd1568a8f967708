"""The organizations of a day as a tree: lines, bodies below them, and how many belong to each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app import settings
from app.desk import Desk
from app.rules.posts import HEADS
from db.models import OrganizationKind, OrganizationLine, OrganizationStatus, PersonStatus
from db.queries import rosters as rows

LINES = (
    (OrganizationLine.PARTY, "党组织"),
    (OrganizationLine.UNION, "工会"),
    (OrganizationLine.LEAGUE, "共青团"),
    (OrganizationLine.WOMEN, "妇联"),
    (OrganizationLine.VOLUNTEER, "志愿组织"),
    (OrganizationLine.DELIBERATION, "议事平台"),
    (OrganizationLine.OTHER, "其他组织"),
)


@dataclass(frozen=True)
class Node:
    """A body, a line, or the office at the top.

    body_id: None for a line or the office. line: of both. members: different people of the body itself on the day.
    head: title and name of who heads it. mark: a word for a body that is not simply 正常 (筹建, 换届中, 届满 …).
    """

    body_id: int | None
    line: str
    label: str
    members: int
    head: str
    mark: str
    functional: bool
    children: tuple[Node, ...]

    def bodies(self) -> int:
        """How many bodies there are here and below."""
        return (self.body_id is not None) + sum(child.bodies() for child in self.children)

    def walk(self) -> Iterator[Node]:
        """This node and all below, from the top down."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def second(self) -> str:
        """The line under the name: how many members, or how many bodies."""
        if self.body_id is None:
            return f"{self.bodies()}个组织"
        return f"成员{self.members}人" if self.members else ""


def organization_tree(desk: Desk, on: date, line: str = "") -> Node:
    """The bodies that the clerk sees as they stood on a day, by line; of one line that line's part alone."""
    office = settings.read(desk, "office_name") or "本单位"
    with desk.reading() as session:
        bodies = session.execute(rows.bodies_on(on, desk.visible_areas())).all()
        members = {row[0]: row[1] for row in session.execute(rows.member_counts(on))}
        posts = session.execute(rows.posts_on(on)).all()
    make = _Maker(bodies, members, _heads(posts), on)
    lines = [make.line(key, label) for key, label in LINES if line in ("", key)]
    kept = tuple(one for one in lines if one.children)
    if line and kept:
        return kept[0]
    return Node(None, "", f"{office}新就业群体组织", 0, "", "", False, kept)


def _heads(posts: Sequence[Any]) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for post in posts:
        if post.title in HEADS and post.organization_id not in found:
            name = "" if post.status == PersonStatus.RESTRICTED else post.name
            found[post.organization_id] = f"{post.title} {name}".strip()
    return found


class _Maker:
    """Makes nodes of the bodies read; one whose parent is out of sight stands directly below its line."""

    def __init__(
        self, bodies: Sequence[Any], members: Mapping[int, int], heads: Mapping[int, str], on: date
    ) -> None:
        self._members, self._heads, self._on = members, heads, on
        known = {body.id: body.line for body in bodies}
        self._under: dict[tuple[str, int | None], list[Any]] = defaultdict(list)
        for body in bodies:
            same_line = known.get(body.parent_id) == body.line
            self._under[body.line, body.parent_id if same_line else None].append(body)

    def line(self, key: OrganizationLine, label: str) -> Node:
        children = tuple(self._body(body) for body in self._under[key, None])
        return Node(None, key.value, label, 0, "", "", False, children)

    def _body(self, body: Any) -> Node:
        return Node(
            body.id,
            str(body.line),
            body.short_name or body.name,
            self._members.get(body.id, 0),
            self._heads.get(body.id, ""),
            self._mark(body),
            body.kind == OrganizationKind.FUNCTIONAL,
            tuple(self._body(child) for child in self._under[body.line, body.id]),
        )

    def _mark(self, body: Any) -> str:
        if body.status == OrganizationStatus.PREPARING:
            return "筹建"
        if body.next_election_on is not None and body.next_election_on <= self._on:
            return "届满"
        return {OrganizationStatus.ELECTING: "换届中", OrganizationStatus.ADJUSTING: "调整"}.get(
            body.status, ""
        )
