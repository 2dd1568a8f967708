"""The example's organizations: Party bodies, the joint union, women's group, League group, with members and posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.example.book import Book, Row
from app.example.founding import Founding
from app.example.lives import Life, People
from app.example.office import FOUNDED, STREET, Office
from app.example.partybodies import PartyBodies
from db.models import Gender, OrganizationKind, OrganizationLine

_CHANNELS = ("group", "scan", "scan", "paper")
_UNION_SHARE = 0.72
_JOINED_BY = date(2023, 8, 1)  # whoever was registered by then has joined before the ledger was begun
_CARDS_BY = date(2024, 7, 1)  # who joined later waits for a card
_WOMEN_ON, _LEAGUE_ON = date(2024, 3, 6), date(2024, 5, 3)
_DELIBERATION_ON = date(2024, 4, 12)
_VOLUNTEERS_ON = date(2023, 10, 12)


@dataclass(frozen=True)
class Joining:
    """Somebody's way into the union: the membership, its first day, and the channel."""

    life: Life
    membership: Row
    on: date
    channel: str


class Bodies:
    """Tells how the organizations came about and who joined them.

    make: what founds bodies. joined: who joined the union, in order; league: memberships of League bodies by life; party: the
    Party bodies.
    """

    def __init__(self, book: Book, office: Office, people: People) -> None:
        """people: those the story has told of."""
        self.make = Founding(book, office, people)
        self._chance = book.chance
        self.party = PartyBodies(self.make)
        self.joined: list[Joining] = []
        self.league: dict[Life, list[Row]] = {}

    @property
    def top(self) -> Mapping[OrganizationLine, Row]:
        """The street's own body of each line."""
        return self.make.top

    def tell(self) -> None:
        """Enter all organizations, memberships and posts."""
        self._top()
        self.union = self._union()
        self.party.tell()
        self._women()
        self._league()
        self._deliberation()
        self._volunteers()

    def _top(self) -> None:
        """The street's own bodies, to which the others belong."""
        party, union = OrganizationLine.PARTY, OrganizationLine.UNION
        league, women = OrganizationLine.LEAGUE, OrganizationLine.WOMEN
        for line, name, founded, term in (
            (party, f"中共{STREET}工作委员会", date(2001, 4, 10), None),
            (union, f"{STREET}总工会", date(2005, 5, 20), date(2021, 11, 18)),
            (league, f"共青团{STREET}工作委员会", date(2001, 5, 4), date(2022, 4, 28)),
            (women, f"{STREET}妇女联合会", date(2001, 6, 8), date(2021, 10, 20)),
        ):
            known: dict[str, Any] = {"term_from": None}
            if term is not None:
                ends = term.replace(year=term.year + 5)
                known = {"term_from": term, "term_years": 5, "next_election_on": ends}
            self.make.top[line] = self.make.body(founded, name, line, OrganizationKind.FORMAL, **known)

    def _union(self) -> Row:
        begun = date(2022, 6, 16)
        union = self.make.body(
            begun,
            f"{STREET}新就业形态联合工会",
            OrganizationLine.UNION,
            OrganizationKind.JOINT,
            short_name="联合工会",
            approval_doc="示例总工复〔2022〕16号",
            approved_on=date(2022, 6, 10),
            approved_by="西湖区总工会",
            term_years=5,
            next_election_on=date(2027, 6, 16),
            covered_units="辖区全部快递、外卖、网约车、货运站点",
            parent_id=self.top[OrganizationLine.UNION],
        )
        number = 0
        joined: set[Life] = set()
        for life in self.make.people.lives:
            if self._chance.random() > _UNION_SHARE:
                continue
            number += 1
            on = max(life.since + timedelta(days=self._chance.randint(3, 45)), begun)
            end = life.spans[0][1]
            if on > date(2024, 11, 28) or (end is not None and on >= end):
                continue
            joined.add(life)
            channel = self._chance.choice(_CHANNELS)
            row = self.make.join(union, life, on, applied_on=on, channel=channel, member_no=f"BSXG{number:05d}",
                             card_issued=on < _CARDS_BY)  # fmt: skip
            self.joined.append(Joining(life, row, on, channel))
        committee = self.make.staying(FOUNDED, lambda life: life in joined and life.since < _JOINED_BY)[:5]
        for life, title in zip(committee, ("主席", "副主席", "委员", "女职工委员", "经审委员"), strict=True):
            self.make.post(union, life, FOUNDED, title)
        return union

    def _women(self) -> None:
        group = self.make.body(
            _WOMEN_ON,
            f"{STREET}新就业群体妇联小组",
            OrganizationLine.WOMEN,
            OrganizationKind.GROUP,
            short_name="妇联小组",
            host_unit="顺丰曙光站",
            covered_units="顺丰、菜鸟驿站等站点",
            parent_id=self.top[OrganizationLine.WOMEN],
        )
        women = self.make.staying(
            _WOMEN_ON,
            lambda life: life.person.values.get("gender") == Gender.FEMALE and life.station is not None,
        )
        self.make.fill_group(group, women[:26], _WOMEN_ON, ("组长", "副组长"))

    def _league(self) -> None:
        group = self.make.body(
            _LEAGUE_ON,
            "“金祝冲锋号”新就业形态群体团小组",
            OrganizationLine.LEAGUE,
            OrganizationKind.GROUP,
            short_name="金祝冲锋号",
            area_id=self.make.office.communities["金祝社区"],
            level="community",
            brand="金祝冲锋号",
            parent_id=self.top[OrganizationLine.LEAGUE],
        )
        members = self.make.staying(_LEAGUE_ON, lambda life: life.person.now.get("politics") == "03")
        in_group = self.make.fill_group(group, members[:18], _LEAGUE_ON, ("组长", "副组长"))
        branch = date(2024, 9, 20)
        school = self.make.body(
            branch,
            "“小哥学院”功能型团支部",
            OrganizationLine.LEAGUE,
            OrganizationKind.FUNCTIONAL,
            short_name="学院团支部",
            parent_id=self.top[OrganizationLine.LEAGUE],
        )
        in_school = self.make.fill_group(school, members[6:16], branch, ("书记", "组织委员", "宣传委员"))
        for rows in (in_group, in_school):
            for life, row in rows.items():
                self.league.setdefault(life, []).append(row)

    def _deliberation(self) -> None:
        body = self.make.body(
            _DELIBERATION_ON,
            "金祝社区小哥议事会",
            OrganizationLine.DELIBERATION,
            OrganizationKind.GROUP,
            area_id=self.make.office.communities["金祝社区"],
            level="community",
        )
        fits = self.make.staying(_DELIBERATION_ON, lambda life: life.community == "金祝社区")
        self.make.fill_group(body, fits[:9], _DELIBERATION_ON, ("召集人",))

    def _volunteers(self) -> None:
        """Every tenth of those long here belongs to the street's volunteers."""
        body = self.make.body(
            _VOLUNTEERS_ON,
            "北山义工队",
            OrganizationLine.VOLUNTEER,
            OrganizationKind.GROUP,
            covered_units="辖区各站点",
        )
        members = self.make.staying(_VOLUNTEERS_ON, lambda life: life.station is not None)[::10]
        for at, life in enumerate(members[:24]):
            self.make.join(body, life, _VOLUNTEERS_ON + timedelta(days=11 * at))
        self.make.post(body, members[0], _VOLUNTEERS_ON, "队长")
