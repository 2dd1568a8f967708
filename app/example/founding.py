"""Founding a body of the example and filling it: members until they leave the area, posts, groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from app.example.book import Book, Row
from app.example.lives import Life, People
from app.example.office import TODAY, Office
from db.models import Membership, MembershipStatus, Organization, OrganizationKind, OrganizationLine, Post

_TOPIC = "组织"


class Founding:
    """What all organizations of the example have in common. top: the street's own body of each line."""

    def __init__(self, book: Book, office: Office, people: People) -> None:
        """people: those the story has told of."""
        self.book, self.office, self.people, self.chance = book, office, people, book.chance
        self.top: dict[OrganizationLine, Row] = {}

    def body(self, on: date, name: str, line: OrganizationLine, kind: OrganizationKind, **values: Any) -> Row:
        """A body founded on a day; of the street unless told otherwise."""
        known = {"area_id": self.office.street, "level": "subdistrict", "established_on": on}
        known |= {"term_from": on, "phone": "0571-85550102", "address": "保俶路150号"}
        return self.book.add(on, _TOPIC, Organization, name=name, line=line, kind=kind, **known | values)

    def join(self, body: Row, life: Life, on: date, **values: Any) -> Row:
        """A membership from a day on, ended on the day the person leaves the office's area."""
        row = self.book.add(
            on, _TOPIC, Membership, organization_id=body, person_id=life.person, from_on=on, **values
        )
        left = next((end for begun, end in life.spans if end is not None and end > on), None)
        if left is not None:
            self.book.change(
                left, _TOPIC, row, to_on=left, end_reason="离开辖区", status=MembershipStatus.EXITED
            )
        return row

    def post(self, body: Row, life: Life, on: date, title: str, **values: Any) -> Row:
        """A post held from a day on."""
        return self.book.add(
            on, _TOPIC, Post, organization_id=body, person_id=life.person, title=title, from_on=on, **values
        )

    def staying(self, on: date, fits: Callable[[Life], bool]) -> list[Life]:
        """Those on the books from that day to the end of the story who fit, in the order they came."""
        return [life for life in self.people.here(on, TODAY) if fits(life)]

    def fill_group(
        self, body: Row, members: Iterable[Life], on: date, titles: Iterable[str]
    ) -> dict[Life, Row]:
        """The founders join on the first day, every third one comes some months later; the memberships by life."""
        joined = list(members)
        rows: dict[Life, Row] = {}
        for at, life in enumerate(joined):
            later = min(on + timedelta(days=self.chance.randint(20, 150)), TODAY)
            rows[life] = self.join(body, life, later if at % 3 == 2 else on)
        for life, title in zip(joined[:2] + joined[3:], titles, strict=False):
            self.post(body, life, on, title)
        return rows
