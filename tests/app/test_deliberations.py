"""Deliberations: under a platform, opinions until they are answered, resolutions until they are carried out; their papers."""

from __future__ import annotations

import io
import re
from datetime import date

import pdfplumber
import pytest

from app.actions.request_printing import print_minutes, print_platforms, print_sheet
from app.desk import Actor, Desk
from app.due import everything_due
from app.due.row import REQUESTS
from app.errors import NotFound, UserError, ValidationFailed
from app.measures.figures import figure
from app.measures.period import Month
from app.registers import find_register, records
from app.surveys.platforms import platforms
from tests.requestmakers import DAY, meeting, platform, request

SQLITE_ALONE = True  # the SQL of the figures is tried on both databases by those of November

MARCH, APRIL = Month(2024, 3), Month(2024, 4)


def act(office, key, verb, record, desk=None, **values):
    action = next(one for one in find_register(key).actions if one.key == verb)
    action.run(desk or office.desk, [record], values)


def opinion(office, held, **values):
    return office.make(
        "opinions", **{"deliberation_id": held, "content": "划停车位", "raised_by": "骑手代表"} | values
    )


def resolution(office, held, **values):
    known = {"deliberation_id": held, "item": "东门划停车位", "owner": "物业", "due_on": date(2024, 3, 31)}
    return office.make("resolutions", **known | values)


def text_of(printed):
    with pdfplumber.open(io.BytesIO(printed.data)) as paper:
        return re.sub(r"\s", "", "".join(page.extract_text() for page in paper.pages))


def test_meetings_are_held_under_a_platform(office):
    union = office.make("organizations", name="联合工会", line="union", kind="joint", area_id=office.street)
    with pytest.raises(ValidationFailed, match="“联合工会”不是议事平台"):
        meeting(office, platform_id=union)
    gone = platform(
        office, established_on=date(2023, 1, 1), dissolved_on=date(2024, 2, 1), status="dissolved"
    )
    with pytest.raises(ValidationFailed, match="已于2024-02-01撤销"):
        meeting(office, platform_id=gone)
    hall, quiet = platform(office, name="“烟火马腾”街事会"), platform(office, name="金祝议事会")
    held = meeting(office, platform_id=hall)
    meeting(office, held_on=date(2024, 3, 20), riders=4)
    opinion(office, held, state="adopted")
    resolution(office, held)
    assert [figure(office.desk, code, MARCH).value for code in ("R08", "R08a", "R15", "R11")] == [2, 1, 1, 14]
    found = platforms(office.desk, DAY, date(2024, 3, 31))
    assert [(one.name, one.meetings, one.riders, one.opinions, one.adopted, one.resolutions) for one in found] == [
        ("“烟火马腾”街事会", 1, 10, 1, 1, 1), ("金祝议事会", 0, 0, 0, 0, 0), ("（不属于议事平台的）", 1, 4, 0, 0, 0),
    ]  # fmt: skip
    assert quiet > hall
    assert "“烟火马腾”街事会" in text_of(print_platforms(office.desk, DAY, date(2024, 3, 31)))


def test_a_meeting_nobody_came_to_is_asked_about(office):
    values = {"held_on": DAY, "topic": "停车", "hosts": "社区", "area_id": office.community}
    with pytest.raises(ValidationFailed, match="确认无人参加可以继续"):
        records.save(office.desk, find_register("deliberations"), values)


def test_opinions_are_decided_answered_and_finished(office):
    held = meeting(office)
    one, other = opinion(office, held), opinion(office, held, content="装充电桩")
    with pytest.raises(ValidationFailed, match="早于开会日期"):
        act(office, "opinions", "adopt", one, on=date(2024, 2, 28))
    act(office, "opinions", "adopt", one, on=date(2024, 4, 2), handling="报街道")
    with pytest.raises(ValidationFailed, match="还没有研究是否采纳"):
        act(office, "opinions", "answer", other, on=date(2024, 3, 8), answer="好", closes=True)
    act(office, "opinions", "answer", one, on=date(2024, 4, 8), answer="已划", closes=True)
    act(office, "opinions", "decline", other, on=DAY, handling="消防通道")
    with pytest.raises(ValidationFailed, match="已经办结，不能再采纳"):
        act(office, "opinions", "adopt", one, on=date(2024, 4, 9))
    assert [figure(office.desk, code, MARCH).value for code in ("R12", "R12a", "R12b")] == [2, 0, 0]
    assert records.load(office.desk, find_register("opinions"), other).values["handling"] == "消防通道"
    neighbour = Desk(office.desk.ledger, Actor(None, "邻社区", office.other_community))
    with pytest.raises(NotFound):
        act(office, "opinions", "adopt", other, neighbour, on=DAY)


def test_resolutions_are_carried_out_in_order_and_due(office):
    held = meeting(office)
    one = resolution(office, held)
    with pytest.raises(ValidationFailed, match="早于开会日期"):
        act(office, "resolutions", "start", one, on=date(2024, 2, 1))
    (due,) = everything_due(office.desk, date(2024, 4, 2), line=REQUESTS)
    assert (due.what, due.overdue_days, due.action, due.stage) == ("落实：东门划停车位", 2, "start", "未启动")
    act(office, "resolutions", "start", one, on=date(2024, 3, 5))
    act(office, "resolutions", "pause", one, on=date(2024, 3, 8), progress="等消防意见")
    assert everything_due(office.desk, date(2024, 4, 2), line=REQUESTS) == []
    with pytest.raises(ValidationFailed, match="现在是“暂缓”，不能落实"):
        act(office, "resolutions", "finish", one, on=date(2024, 4, 2), progress="")
    act(office, "resolutions", "start", one, on=date(2024, 3, 20))
    with pytest.raises(ValidationFailed, match="早于启动日期"):
        act(office, "resolutions", "finish", one, on=date(2024, 3, 4), progress="已划")
    act(office, "resolutions", "finish", one, on=date(2024, 4, 2), progress="已划")
    assert [figure(office.desk, "R13", month).value for month in (MARCH, APRIL)] == [0, 1]
    assert figure(office.desk, "R10", MARCH).parts == (0, 1)


def test_the_papers(office):
    held = meeting(office, summary="大家都到了\n联系13800000001", chair="书记", place="曙光驿站")
    hidden = request(office, confidential=True, title="不能说的事")
    office.make("deliberation_requests", deliberation_id=held, request_id=hidden)
    opinion(office, held, person_id=office.person("王五"), raised_by="")
    resolution(office, held)
    minutes = text_of(print_minutes(office.desk, held))
    for words in (
        "议事协商会会议记录",
        "时间：2024年3月1日",
        "小哥10人、居民6人",
        "138****0001",
        "（保密）",
        "王五",
        "东门划停车位",
        "未启动",
    ):
        assert words in minutes, words
    assert "不能说的事" not in minutes
    empty = text_of(print_minutes(office.desk, meeting(office)))
    assert empty.count("无。") == 4
    sheet = text_of(print_sheet(office.desk, DAY, date(2024, 3, 31)))
    assert "诉求清单" in sheet
    assert "共1件，其中期内收到1件" in sheet
    assert "不能说的事" not in sheet
    for key, name in (("requests", "sheet"), ("deliberations", "platforms")):
        paper = next(one for one in find_register(key).papers if one.key == name)
        answers = paper.preset(office.desk) | {"since": DAY}
        assert answers["until"] == date.today()
        assert paper.make(office.desk, [], "", answers).pages == 1
    with pytest.raises(UserError, match="列表是空的"):
        print_sheet(office.desk, date(2023, 1, 1), date(2023, 1, 31))
    with pytest.raises(ValidationFailed, match="早于开始日期"):
        print_platforms(office.desk, DAY, date(2024, 2, 1))
