"""The example's Party bodies: the functional committee and its branches, communities with part-time members, stations."""

from __future__ import annotations

from datetime import date, timedelta

from app.example.book import Row
from app.example.founding import Founding
from app.example.lives import Life
from app.example.office import STREET, TODAY
from db.models import OrganizationKind, OrganizationLine

_TOPIC = "组织"
_BRANCHES = (
    ("新就业群体快递业党支部", "快递党支部", "courier", date(2023, 12, 20)),
    ("新就业群体外卖配送党支部", "外卖党支部", "rider", date(2023, 12, 20)),
    ("“小哥学院”功能型党支部", "学院党支部", "", date(2024, 6, 28)),
)
# name, short name, platform, stations it covers, founded, beginning of the present term
_FORMAL_BRANCHES = (
    (
        "顺丰北山营业部党支部",
        "顺丰支部",
        "顺丰",
        "顺丰曙光站、顺丰保俶站",
        date(2019, 7, 1),
        date(2022, 7, 5),
    ),
    ("邮政北山支局党支部", "邮政支部", "邮政EMS", "邮政北山站", date(2014, 6, 26), date(2021, 10, 15)),
    ("美团黄龙站党支部", "黄龙支部", "美团", "美团黄龙站", date(2024, 5, 20), date(2024, 5, 20)),
)
_DUTIES = (
    "夜间安全巡查",
    "小区进出协调",
    "楼道隐患上报",
    "高温送清凉",
    "老旧小区送餐指路",
    "非机动车停放劝导",
    "议事会召集",
)
_RESIGNED_ON = date(2024, 10, 15)
_COMMITTEE_ON = date(2023, 12, 15)
_STUDENTS_BRANCH = 5


class PartyBodies:
    """Tells how the Party bodies came about.

    committees: of the communities by name. branches: of the stations by short name. functional: the functional committee.
    in_branch: whose relation lies with which branch of a station.
    """

    def __init__(self, make: Founding) -> None:
        """make: what founds the bodies."""
        self.make = make
        self.committees: dict[str, Row] = {}
        self.branches: dict[str, Row] = {}
        self.in_branch: dict[Life, Row] = {}

    def tell(self) -> None:
        """Enter the bodies with members and posts."""
        self.functional = self._party()
        self._communities()
        self._formal_branches()

    def _party(self) -> Row:
        committee = self.make.body(
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
            parent_id=self.make.top[OrganizationLine.PARTY],
        )
        members = self.make.staying(_COMMITTEE_ON, lambda life: life.person.now.get("politics") == "01")
        for life, title in zip(members, ("副书记", "委员", "委员", "委员"), strict=False):
            self.make.join(committee, life, _COMMITTEE_ON)
            self.make.post(committee, life, _COMMITTEE_ON, title)
        for name, short, category, on in _BRANCHES:
            branch = self.make.body(
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
            for life in self.make.people.here(on, on)
            if life.person.now.get("politics") in ("01", "02")
            and category in ("", life.person.values["category"])
        ]
        if not category:
            chosen = self.make.chance.sample(chosen, min(_STUDENTS_BRANCH, len(chosen)))
        for life in chosen:
            self.make.join(branch, life, on, channel="group")
        staying = [
            life for life in chosen if life.left_on is None and life.person.now.get("politics") == "01"
        ]
        for life, title in zip(staying, ("书记", "组织委员", "宣传委员"), strict=False):
            self.make.post(branch, life, on, title)

    def _communities(self) -> None:
        """Every community's own Party committee takes one worker as a part-time member; one of them gave it up."""
        chosen: set[Life] = set()
        for at, (name, area) in enumerate(self.make.office.communities.items()):
            body = self.make.body(
                date(2021, 12, 20),
                f"{STREET}{name}党委",
                OrganizationLine.PARTY,
                OrganizationKind.FORMAL,
                area_id=area,
                level="community",
                term_years=5,
                next_election_on=date(2026, 12, 20),
                parent_id=self.make.top[OrganizationLine.PARTY],
            )
            self.committees[name] = body
            on = date(2024, 2, 26) + timedelta(days=7 * at)
            fits = self.make.staying(
                on, lambda life: life.person.now.get("politics") == "01" and life not in chosen
            )
            own = [life for life in fits if life.community == name]
            life = (own or fits)[0]
            chosen.add(life)
            letter = f"示例聘字〔2024〕{at + 1}号"
            post = self.make.post(
                body, life, on, "兼职委员", part_time=True, letter_no=letter, duties=_DUTIES[at]
            )
        self.make.book.change(_RESIGNED_ON, _TOPIC, post, to_on=_RESIGNED_ON, end_reason="本人辞去")

    def _formal_branches(self) -> None:
        """Branches at stations hold the relation of the members who work for their company."""
        for name, short, platform, covered, founded, term in _FORMAL_BRANCHES:
            branch = self.make.body(
                founded,
                f"中共{name}",
                OrganizationLine.PARTY,
                OrganizationKind.FORMAL,
                short_name=short,
                level="station",
                parent_id=self.make.top[OrganizationLine.PARTY],
                host_unit=covered.split("、")[0],
                covered_units=covered,
                term_years=3,
                term_from=term,
                next_election_on=term.replace(year=term.year + 3),
            )
            self.branches[short] = branch
            company = self.make.office.platforms[platform]
            members = [
                life
                for life in self.make.people.lives
                if life.person.values["platform_id"] is company
                and life.person.now.get("politics") in ("01", "02")
            ]
            for life in members:
                begun, end = life.spans[0]
                on = max(begun + timedelta(days=20), founded)
                if on < TODAY and (end is None or on < end):
                    self.make.join(branch, life, on)
                    self.in_branch[life] = branch
            heads = [life for life in members if life in self.in_branch and life.left_on is None
                     and life.person.now.get("politics") == "01"]  # fmt: skip
            for life, title in zip(heads, ("书记", "组织委员"), strict=False):
                begun = max(life.spans[0][0] + timedelta(days=20), term)
                if life.here(begun, TODAY):
                    self.make.post(branch, life, begun, title)
