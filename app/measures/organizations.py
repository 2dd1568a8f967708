"""The figures about organizations, members and posts (O)."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from db.queries import organizations as rows
from db.queries import people
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
    _body("O08", "妇联组织（小组）", rows.WOMEN_GROUPS),
    _body("O09", "团组织（团小组）", rows.LEAGUE_BODIES),
    Measure("O10", "兼职委员", "人", MeasureKind.STOCK, Section.ORGANIZATIONS,
            "期末任兼职委员的人数，同一人只计一次。", "people", (rows.PART_TIME_POSTS,)),
)  # fmt: skip
