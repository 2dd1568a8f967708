"""Sheets of volunteer hours: the sample workbook exactly as expected, into a new team and one that is there, and back out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from app.actions.undo import undo
from app.errors import UserError, ValidationFailed
from app.exchange.applying import apply
from app.exchange.decisions import usual_decisions
from app.exchange.dryrun import dry_run
from app.exchange.dryrunjson import to_json
from app.exchange.hours import HoursDecisions
from app.exchange.hoursread import team_of
from app.exchange.readrow import State
from app.exchange.review import importable, look
from app.exchange.workbook import Sheet, Workbook
from db.models import Person, ServiceLog, ServiceQuantity, Team, TeamMember

WORKBOOK = Path(__file__).parents[1] / "data" / "workbooks" / "助老专送小哥队11月志愿服务记录.xlsx"
EXPECTED = json.loads(Path(f"{WORKBOOK}.expected.json").read_text("utf-8"))
TODAY = date(2024, 12, 1)
HEAD = ["序号", "日期", "姓名", "服务内容", "服务地点", "服务时长", "数量", "备注"]


def book(*rows, title="平安骑士队志愿服务记录（2024年11月）", head=HEAD):
    return Workbook("记录.xlsx", "xlsx", (Sheet("Sheet", False, [[title], head, *map(list, rows)]),))


def look_at(office, *rows, **asked):
    return dry_run(office.desk, book(*rows), today=TODAY, **asked)


def rows_of(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


def codes(row):
    return [problem.code for problem in row.problems]


def team(office, name="平安骑士队", **values):
    return office.make("teams", name=name, area_id=office.street, founded_on=date(2024, 1, 1), **values)


def test_the_sample_reads_as_expected(office):
    plain = to_json(dry_run(office.desk, WORKBOOK, today=TODAY))
    assert plain["register"] == EXPECTED["register"]
    assert plain["team"] == EXPECTED["team"]
    assert plain["total_minutes"] == EXPECTED["total_minutes"]
    keys = ("date", "name", "minutes", "quantity")
    accepted = [row for row in plain["rows"] if row["state"] == "new"]
    assert [{"row": row["row"]} | {key: row["values"][key] for key in keys} for row in accepted] == EXPECTED[
        "accept"
    ]
    rejected = [row for row in plain["rows"] if row["state"] == "problem"]
    assert [
        {"row": row["row"], "codes": [one["code"] for one in row["problems"]]} for row in rejected
    ] == EXPECTED["reject"]
    assert [
        {"row": row["row"], "why": row["why"]} for row in plain["rows"] if row["state"] == "skip"
    ] == EXPECTED["skip"]


def test_the_sample_into_a_new_team_with_its_people_and_out_again(office):
    run = dry_run(office.desk, WORKBOOK, today=TODAY)
    usual = usual_decisions(run)
    assert not any(usual.takes(row) for row in run.rows)
    done = apply(office.desk, run, HoursDecisions(create_team=True, category="rider"))
    assert (done.created, done.updated) == (len(EXPECTED["accept"]), 0)
    logs = rows_of(office, ServiceLog)
    assert sum(log.minutes for log in logs) == EXPECTED["total_minutes"]
    assert {log.state for log in logs} == {"entered"}
    (made,) = rows_of(office, Team)
    assert made.name == EXPECTED["team"]
    names = {row["name"] for row in EXPECTED["accept"]}
    assert {person.name for person in rows_of(office, Person)} == names
    assert len(rows_of(office, TeamMember)) == len(names)
    counted = rows_of(office, ServiceQuantity)
    assert sorted(line.quantity for line in counted) == sorted(
        row["quantity"] for row in EXPECTED["accept"] if row["quantity"]
    )
    assert {(line.output, line.unit) for line in counted} == {
        ("meals", "次"),
        ("leaflets", "份"),
        ("clues", "条"),
    }
    again = dry_run(office.desk, WORKBOOK, today=TODAY)
    assert again.counts()[State.SAME] == len(EXPECTED["accept"])
    assert again.counts()[State.NEW] == 0
    undo(office.desk, done.changes.operation_id)
    for model in (ServiceLog, ServiceQuantity, Team, TeamMember, Person):
        assert rows_of(office, model) == []


def test_members_are_known_by_name_and_others_join_when_wanted(office):
    riders, member, guest = team(office), office.person("张三"), office.person("李四", phones="13800000002")
    office.make("team_members", team_id=riders, person_id=member, from_on=date(2024, 11, 5))
    run = look_at(
        office,
        [1, "11月5日", "张三", "巡逻", "", "2小时", "", ""],
        [2, "11月4日", "张三", "巡逻", "", "2小时", "", ""],
        [3, "11月6日", "李四", "巡逻", "", "1小时", "", ""],
    )
    assert [(row.standing, codes(row)) for row in run.services] == [
        ("member", []),
        ("guest", ["NOT_IN_TEAM"]),
        ("guest", ["NOT_IN_TEAM"]),
    ]
    apply(office.desk, run, HoursDecisions(rows={4: False}, join=True))
    assert [(log.person_id, log.minutes) for log in rows_of(office, ServiceLog)] == [
        (member, 120),
        (guest, 60),
    ]
    assert {(one.person_id, one.from_on) for one in rows_of(office, TeamMember)} == {
        (member, date(2024, 11, 5)),
        (guest, date(2024, 11, 6)),
    }


def test_who_is_meant_must_be_sure(office):
    team(office)
    office.person("张三", phones="13800000001")
    office.person("张三", phones="13800000002")
    run = look_at(office, [1, "11月5日", "张三", "巡逻", "", "2小时", "", ""])
    assert [(row.state, codes(row)) for row in run.services] == [(State.PROBLEM, ["AMBIGUOUS"])]


@pytest.mark.parametrize(
    ("day", "time", "code"),
    [
        ("", "1小时", "BAD_DATE"),
        ("2024年11月", "1小时", "BAD_DATE"),
        ("12月2日", "1小时", "DATE_FUTURE"),
        ("11月5日", "", "HOURS_UNCLEAR"),
        ("11月5日", "0", "HOURS_UNCLEAR"),
        ("11月5日", "两三小时", "HOURS_UNCLEAR"),
        ("11月5日", "24.5小时", "HOURS_OVER_24"),
    ],
)
def test_a_line_needs_its_day_and_its_time(office, day, time, code):
    run = look_at(office, [1, day, "张三", "巡逻", "", time, "", ""])
    assert [(row.state, codes(row)) for row in run.services] == [(State.PROBLEM, [code])]
    assert run.total_minutes == 0


def test_the_same_line_twice_counts_once_and_two_services_on_a_day_both_count(office):
    line = ["11月5日", "张三", "巡逻", "金祝社区", "2小时", "", ""]
    run = look_at(office, [1, *line], [2, *line], [3, "11月5日", "张三", "送餐", "", "2小时", "", ""])
    assert [codes(row) for row in run.services][1] == ["DUPLICATE_IN_FILE"]
    assert run.total_minutes == 240


def test_a_day_over_24_hours_is_refused_whole(office):
    team(office)
    lines = [[n, "11月5日", "张三", f"巡逻{n}", "", "13小时", "", ""] for n in (1, 2)]
    run = look_at(office, *lines)
    with pytest.raises(ValidationFailed, match="超过24小时"):
        apply(office.desk, run, HoursDecisions(category="rider"))
    assert rows_of(office, ServiceLog) == []
    assert rows_of(office, Person) == []


def test_without_a_team_the_clerk_is_asked(office):
    run = dry_run(
        office.desk,
        book([1, "11月5日", "张三", "巡逻", "", "1小时", "", ""], title="志愿服务记录"),
        today=TODAY,
    )
    assert run.team == ""
    with pytest.raises(UserError, match="还没有选队伍"):
        apply(office.desk, run, HoursDecisions(category="rider"))
    chosen = team(office)
    assert (
        look_at(office, [1, "11月5日", "张三", "巡逻", "", "1小时", "", ""], target_id=chosen).team_id
        == chosen
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("助老专送小哥队志愿服务记录（2024年11月）", "助老专送小哥队"),
        ("助老专送小哥队11月志愿服务记录.xlsx", "助老专送小哥队"),
        ("平安骑士队服务时长统计表", "平安骑士队"),
        ("志愿服务记录", ""),
    ],
)
def test_the_team_is_read_from_the_title(title, name):
    assert team_of(title) == name


def test_the_window_shows_the_sheet_as_it_is(office):
    assert "volunteer_log" in dict(importable())
    review = look(office.desk, WORKBOOK)
    assert (review.label, review.unit) == ("志愿服务记录", "条")
    assert dict(review.columns)["minutes"] == "时长（分钟）"
    assert "60" in review.cells(review.run.services[0])
