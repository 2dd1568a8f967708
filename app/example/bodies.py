"""The example's organizations: Party bodies, the joint union, women's group, League group, with members and posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from app.example.book import Book, Row
from app.example.lives import Life, People
from app.example.office import FOUNDED, STREET, TODAY, Office
from db.models import (
    Gender,
    Membership,
    MembershipStatus,
    Organization,
    OrganizationKind,
    OrganizationLine,
    Post,
)

_TOPIC = "组织"
_CHANNELS = ("group", "scan", "scan", "paper")
_UNION_SHARE = 0.72
_JOINED_BY = date(2023, 8, 1)  # whoever was registered by then has joined before the ledger was begun
_BRANCHES = (
    ("新就业群体快递业党支部", "快递党支部", "courier", date(2023, 12, 20)),
    ("新就业群体外卖配送党支部", "外卖党支部", "rider", date(2023, 12, 20)),
    ("“小哥学院”功能型党支部", "学院党支部", "", date(2024, 6, 28)),
)
_COMMITTEE_ON = date(2023, 12, 15)
_WOMEN_ON, _LEAGUE_ON = date(2024, 3, 6), date(2024, 5, 3)
_DELIBERATION_ON = date(2024, 4, 12)
_STUDENTS_BRANCH = 5


class Bodies:
    """Tells how the organizations came about and who joined them."""

    def __init__(self, book: Book, office: Office, people: People) -> None:
        """people: those the story has told of."""
        self._book = book
        self._office = office
        self._people = people
        self._chance = book.chance

    def tell(self) -> None:
        """Enter all organizations, memberships and posts."""
        self._union()
        committee = self._party()
        self._communities(committee)
        self._women()
        self._league()
        self._deliberation()

    def _body(
        self, on: date, name: str, line: OrganizationLine, kind: OrganizationKind, **values: Any
    ) -> Row:
        known = {"area_id": self._office.street, "level": "subdistrict", "established_on": on}
        known |= {"term_from": on, "phone": "0571-85550102"}
        return self._book.add(on, _TOPIC, Organization, name=name, line=line, kind=kind, **known | values)

    def _join(self, body: Row, life: Life, on: date, **values: Any) -> None:
        """A membership from a day on, ended on the day the person leaves the office's area."""
        row = self._book.add(
            on, _TOPIC, Membership, organization_id=body, person_id=life.person, from_on=on, **values
        )
        left = next((end for begun, end in life.spans if end is not None and end > on), None)
        if left is not None:
            self._book.change(
                left, _TOPIC, row, to_on=left, end_reason="离开辖区", status=MembershipStatus.EXITED
            )

    def _post(self, body: Row, life: Life, on: date, title: str, **values: Any) -> None:
        self._book.add(
            on, _TOPIC, Post, organization_id=body, person_id=life.person, title=title, from_on=on, **values
        )

    def _staying(self, on: date, fits: Callable[[Life], bool]) -> list[Life]:
        """Those on the books from that day to the end of the story who fit, in the order they came."""
        return [life for life in self._people.here(on, TODAY) if fits(life)]

    def _union(self) -> None:
        begun = date(2022, 6, 16)
        union = self._body(
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
        )
        number = 0
        joined: set[Life] = set()
        for life in self._people.lives:
            if self._chance.random() > _UNION_SHARE:
                continue
            number += 1
            on = max(life.since + timedelta(days=self._chance.randint(3, 45)), begun)
            end = life.spans[0][1]
            if on > date(2024, 11, 28) or (end is not None and on >= end):
                continue
            joined.add(life)
            channel = self._chance.choice(_CHANNELS)
            self._join(union, life, on, applied_on=on, channel=channel, member_no=f"BSXG{number:05d}")
        committee = self._staying(FOUNDED, lambda life: life in joined and life.since < _JOINED_BY)[:5]
        for life, title in zip(committee, ("主席", "副主席", "委员", "女职工委员", "经审委员"), strict=True):
            self._post(union, life, FOUNDED, title)

    def _party(self) -> Row:
        committee = self._body(
            _COMMITTEE_ON,
            f"{STREET}新就业群体党委",
            OrganizationLine.PARTY,
            OrganizationKind.FUNCTIONAL,
            short_name="新就业群体党委",
            approval_doc="示例街工委〔2023〕31号",
            approved_on=date(2023, 12, 8),
            approved_by="中共北山街道工作委员会",
            term_years=5,
            next_election_on=date(2028, 12, 15),
            brand="北集星·星耀曙光",
        )
        members = self._staying(_COMMITTEE_ON, lambda life: life.person.now.get("politics") == "01")
        for life, title in zip(members, ("副书记", "委员", "委员", "委员"), strict=False):
            self._join(committee, life, _COMMITTEE_ON)
            self._post(committee, life, _COMMITTEE_ON, title)
        for name, short, category, on in _BRANCHES:
            branch = self._body(
                on,
                f"{STREET}{name}",
                OrganizationLine.PARTY,
                OrganizationKind.FUNCTIONAL,
                short_name=short,
                parent_id=committee,
                term_years=3,
                next_election_on=on.replace(year=on.year + 3),
            )
            self._fill_branch(branch, category, on)
        return committee

    def _fill_branch(self, branch: Row, category: str, on: date) -> None:
        chosen = [
            life
            for life in self._people.here(on, on)
            if life.person.now.get("politics") in ("01", "02")
            and category in ("", life.person.values["category"])
        ]
        if not category:
            chosen = self._chance.sample(chosen, min(_STUDENTS_BRANCH, len(chosen)))
        for life in chosen:
            self._join(branch, life, on, channel="group")
        staying = [
            life for life in chosen if life.left_on is None and life.person.now.get("politics") == "01"
        ]
        for life, title in zip(staying, ("书记", "组织委员", "宣传委员"), strict=False):
            self._post(branch, life, on, title)

    def _communities(self, committee: Row) -> None:
        """Every community's own Party committee takes one worker as a part-time member."""
        chosen: set[Life] = set()
        for at, (name, area) in enumerate(self._office.communities.items()):
            body = self._body(
                date(2021, 12, 20),
                f"{STREET}{name}党委",
                OrganizationLine.PARTY,
                OrganizationKind.FORMAL,
                area_id=area,
                level="community",
                term_years=5,
                next_election_on=date(2026, 12, 20),
            )
            on = date(2024, 2, 26) + timedelta(days=7 * at)
            fits = self._staying(
                on, lambda life: life.person.now.get("politics") == "01" and life not in chosen
            )
            own = [life for life in fits if life.community == name]
            life = (own or fits)[0]
            chosen.add(life)
            self._post(body, life, on, "兼职委员", part_time=True, letter_no=f"示例聘字〔2024〕{at + 1}号")

    def _women(self) -> None:
        group = self._body(
            _WOMEN_ON,
            f"{STREET}新就业群体妇联小组",
            OrganizationLine.WOMEN,
            OrganizationKind.GROUP,
            short_name="妇联小组",
            host_unit="顺丰曙光站",
            covered_units="顺丰、菜鸟驿站等站点",
        )
        women = self._staying(
            _WOMEN_ON,
            lambda life: life.person.values.get("gender") == Gender.FEMALE and life.station is not None,
        )
        self._fill_group(group, women[:26], _WOMEN_ON, ("组长", "副组长"))

    def _league(self) -> None:
        group = self._body(
            _LEAGUE_ON,
            "“金祝冲锋号”新就业形态群体团小组",
            OrganizationLine.LEAGUE,
            OrganizationKind.GROUP,
            short_name="金祝冲锋号",
            area_id=self._office.communities["金祝社区"],
            level="community",
            brand="金祝冲锋号",
        )
        members = self._staying(_LEAGUE_ON, lambda life: life.person.now.get("politics") == "03")
        self._fill_group(group, members[:18], _LEAGUE_ON, ("组长", "副组长"))
        branch = date(2024, 9, 20)
        school = self._body(
            branch,
            "“小哥学院”功能型团支部",
            OrganizationLine.LEAGUE,
            OrganizationKind.FUNCTIONAL,
            short_name="学院团支部",
        )
        self._fill_group(school, members[6:16], branch, ("书记", "组织委员", "宣传委员"))

    def _deliberation(self) -> None:
        body = self._body(
            _DELIBERATION_ON,
            "金祝社区小哥议事会",
            OrganizationLine.DELIBERATION,
            OrganizationKind.GROUP,
            area_id=self._office.communities["金祝社区"],
            level="community",
        )
        fits = self._staying(_DELIBERATION_ON, lambda life: life.community == "金祝社区")
        self._fill_group(body, fits[:9], _DELIBERATION_ON, ("召集人",))

    def _fill_group(self, body: Row, members: Iterable[Life], on: date, titles: Iterable[str]) -> None:
        """The founders join on the first day, every third one comes some months later."""
        joined = list(members)
        for at, life in enumerate(joined):
            later = min(on + timedelta(days=self._chance.randint(20, 150)), TODAY)
            self._join(body, life, later if at % 3 == 2 else on)
        for life, title in zip(joined[:2] + joined[3:], titles, strict=False):
            self._post(body, life, on, title)
