"""The figures about organizations, members and posts (O), and what they cover."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from db.queries import coverage, facilities, people
from db.queries import organizations as rows
from db.queries.counting import Counted

_BODY = "期末已成立且未撤销的{name}数；筹建中的不计，没有成立日期的视为早已成立。"


def _body(code: str, name: str, counted: Counted, of: str = "") -> Measure:
    return Measure(
        code,
        name,
        "个",
        MeasureKind.STOCK,
        Section.ORGANIZATIONS,
        _BODY.format(name=name),
        "organizations",
        (counted,),
        of=of,
    )


def _members(code: str, name: str, counted: Counted) -> Measure:
    definition = f"期末各{name.removesuffix('成员')}的成员人数，同一人只计一次，按加入、退出日期计。"
    return Measure(
        code, name, "人", MeasureKind.STOCK, Section.ORGANIZATIONS, definition, "people", (counted,)
    )


PARTY_BODIES = (
    _body("O01", "党组织", rows.PARTY_BODIES),
    _body("O01a", "功能型党组织", rows.FUNCTIONAL_PARTY_BODIES, of="O01"),
)
MEASURES = (
    _body("O04", "联合工会", rows.JOINT_UNIONS),
    Measure("O05", "工会会员", "人", MeasureKind.STOCK, Section.ORGANIZATIONS,
            "期末会籍有效的工会会员人数，同一人只计一次；离开后保留会籍的也计入。", "people", (rows.UNION_MEMBERS,)),
    Measure("O06", "新入会", "人", MeasureKind.FLOW, Section.ORGANIZATIONS,
            "期内入会的人数，以入会日期为准；工会之间接续转会的不计。", "people", (rows.JOINED_UNION,)),
    Measure("O07", "入会率", "%", MeasureKind.RATE, Section.ORGANIZATIONS,
            "期末在册人员中的工会会员人数除以期末在册人数。", "people", (rows.REGISTERED_UNION_MEMBERS,),
            base=(people.REGISTERED,)),
    Measure("O13", "全员入会站点", "个", MeasureKind.STOCK, Section.ORGANIZATIONS,
            "期末有在册人员、并且在册人员全部是工会会员的站点数。", "stations", (coverage.STATIONS_ALL_IN_UNION,)),
    Measure("O14", "站点全员入会率", "%", MeasureKind.RATE, Section.ORGANIZATIONS,
            "期末全员入会的站点数除以有在册人员的站点数。", "stations", (coverage.STATIONS_ALL_IN_UNION,),
            base=(coverage.STATIONS_WITH_RIDERS,)),
    _body("O08", "妇联组织（小组）", rows.WOMEN_GROUPS),
    _members("O16", "妇联组织（小组）成员", rows.WOMEN_MEMBERS),
    _body("O09", "团组织（团小组）", rows.LEAGUE_BODIES),
    _body("O09a", "功能型团组织", rows.FUNCTIONAL_LEAGUE_BODIES, of="O09"),
    _members("O17", "团组织（团小组）成员", rows.LEAGUE_MEMBERS),
    Measure("O10", "兼职委员", "人", MeasureKind.STOCK, Section.ORGANIZATIONS,
            "期末任兼职委员的人数，同一人只计一次。", "people", (rows.PART_TIME_POSTS,)),
    Measure("O12", "兼职委员社区覆盖率", "%", MeasureKind.RATE, Section.ORGANIZATIONS,
            "期末党组织有兼职委员的社区数除以社区总数。", "areas", (coverage.COMMUNITIES_WITH_PART_TIME,),
            base=(facilities.COMMUNITIES,)),
    _body("O18", "议事平台", rows.DELIBERATION_BODIES),
    _members("O19", "志愿组织（义工队）成员", rows.VOLUNTEER_MEMBERS),
    Measure("O15", "新成立组织", "个", MeasureKind.FLOW, Section.ORGANIZATIONS,
            "期内成立的各类组织数，以成立日期为准，没有的以批复日期为准；筹建中的不计。", "organizations", (rows.FOUNDED,)),
)  # fmt: skip
