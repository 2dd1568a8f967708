"""A platform's export: its columns told once, nobody guessed, nothing counted twice."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlmodel import select

from app.actions.undo import undo
from app.actions.volunteering import book_logs, reverse_logs, verify_logs
from app.errors import UserError
from app.exchange.applying import apply
from app.exchange.decisions import Decisions, usual_decisions
from app.exchange.dryrun import dry_run
from app.exchange.dryrunjson import to_json
from app.exchange.readrow import State
from app.exchange.review import look
from app.exchange.workbook import Sheet, Workbook
from db.models import ImportTemplate, ServiceLog, SyncState

SQLITE_ALONE = True
TODAY = date(2024, 12, 1)
HEAD = [
    "序号",
    "志愿者姓名",
    "证件号码",
    "手机号",
    "记录编号",
    "活动名称",
    "活动日期",
    "服务时长",
    "服务队伍",
]
ID = "33010619900101123X"
MASKED = "330106********123X"


def book(*rows, head=HEAD, above=()):
    return Workbook(
        "导出.xlsx", "xlsx", (Sheet("Sheet1", False, [*map(list, above), head, *map(list, rows)]),)
    )


def line(
    n=1,
    name="陈一",
    id_no=MASKED,
    phone="138****0001",
    number="ZY-1",
    activity="助老送餐",
    day="2024-11-05",
    time="2",
):
    return [n, name, id_no, phone, number, activity, day, time, "平安骑士队"]


def look_at(office, *rows, source="志愿浙江", head=HEAD, **asked):
    return dry_run(
        office.desk, book(*rows, head=head), register="platform_log", today=TODAY, source_name=source, **asked
    )


def found(run):
    return [(row.state, [one.code for one in row.problems if one.blocking]) for row in run.services]


def logs(office):
    with office.desk.reading() as session:
        return session.exec(select(ServiceLog).order_by(ServiceLog.id)).all()


@pytest.fixture
def person(office):
    return office.person("陈一", id_kind="resident", id_no=ID, phones="13800000001")


def test_an_export_is_known_by_its_heads_and_imported_twice_counts_once(office, person):
    team = office.make("teams", name="平安骑士队", area_id=office.street, founded_on=date(2024, 1, 1))
    rows = [line(), line(2, number="ZY-2", day=datetime(2024, 11, 6), time="90分钟")]
    run = dry_run(office.desk, book(*rows), today=TODAY)
    assert (run.register, run.source, run.missing) == ("platform_log", "", ["来源平台"])
    with pytest.raises(UserError, match="来源平台"):
        apply(office.desk, run, usual_decisions(run))
    run = look_at(office, *rows, official=True)
    assert found(run) == [(State.NEW, [])] * 2
    done = apply(office.desk, run, usual_decisions(run))
    assert (done.created, done.updated) == (2, 0)
    assert [
        (
            log.person_id,
            log.team_id,
            log.minutes,
            log.source,
            log.outside_no,
            str(log.kind),
            str(log.sync_state),
        )
        for log in logs(office)
    ] == [
        (person, team, 120, "志愿浙江", "ZY-1", "checked_in", "entered"),
        (person, team, 90, "志愿浙江", "ZY-2", "checked_in", "entered"),
    ]
    again = dry_run(office.desk, book(*rows), today=TODAY)  # the platform is known by its heads now
    assert (again.source, again.official) == ("志愿浙江", True)
    assert again.counts()[State.SAME] == 2
    undo(office.desk, done.changes.operation_id)
    assert logs(office) == []


@pytest.mark.parametrize(
    ("id_no", "phone", "codes"),
    [
        (ID, "", []),
        (MASKED, "", []),
        ("", "138****0001", []),
        ("", "13800000001", []),
        ("", "", ["NAME_ONLY"]),
        ("", "139****0002", ["NAME_ONLY"]),
        ("330106********9999", "138****0001", ["NOT_IN_LEDGER"]),
    ],
)
def test_a_name_alone_means_nobody(office, person, id_no, phone, codes):
    run = look_at(office, line(id_no=id_no, phone=phone))
    assert found(run) == [(State.PROBLEM if codes else State.NEW, codes)]
    assert not codes or not usual_decisions(run).takes(run.services[0])


def test_who_is_offered_is_taken_when_the_clerk_says_so(office, person):
    run = look_at(office, line(id_no="", phone=""))
    assert "1行的人只有姓名相同" in "".join(run.notices)
    assert apply(office.desk, run, Decisions(rows={2: True})).created == 1
    assert logs(office)[0].person_id == person


def test_namesakes_strangers_and_volunteers_numbers(office, person):
    office.person("陈一", phones="13900000002")
    office.make("volunteer_registrations", person_id=person, platform="志愿浙江", volunteer_no="3301-77")
    head = ["姓名", "志愿者编号", "活动名称", "开始时间", "结束时间"]
    clock = ["2024-11-05 14:00:00", "2024-11-05 16:30:00"]
    run = look_at(
        office,
        ["陈一", "", "巡逻", *clock],
        ["林二", "", "巡逻", *clock],
        ["陈一", "3301-77", "巡逻", *clock],
        ["林三", "3301-77", "巡逻", *clock],
        head=head,
    )
    assert found(run) == [
        (State.PROBLEM, ["AMBIGUOUS"]),
        (State.PROBLEM, ["NOT_IN_LEDGER"]),
        (State.NEW, []),
        (State.PROBLEM, ["NAME_CONFLICT"]),
    ]
    assert run.services[2].values["minutes"] == 150
    apply(office.desk, run, usual_decisions(run))
    assert [(log.starts_at, log.ends_at) for log in logs(office)] == [("14:00", "16:30")]


def test_what_the_ledger_has_is_never_counted_again(office, person):
    log = office.make(
        "service_logs", person_id=person, area_id=office.community, served_on=date(2024, 11, 5), minutes=120,
        activity="助老送餐", starts_at="09:00", ends_at="11:00",
    )  # fmt: skip
    office.make("clues", reported_on=date(2024, 11, 7), channel="snap", content="井盖", outside_no="SS-7",
                area_id=office.community)  # fmt: skip
    verify_logs(office.desk, [log], {"own_too": True})
    book_logs(office.desk, [log], {})
    run = look_at(
        office,
        line(),  # written down by hand before
        line(2, number="ZY-2", time="3小时", day="2024-11-05"),  # the same activity, another length
        line(3, number="SS-7", activity="隐患上报", day="2024-11-07"),  # a clue of that number
        line(4, number="ZY-4", day="2024-11-08"),
        line(5, number="ZY-4", day="2024-11-08"),
        official=True,
    )
    assert found(run) == [
        (State.UPDATE, []),
        (State.NEW, []),
        (State.PROBLEM, ["CLUE_COUNTED"]),
        (State.NEW, []),
        (State.PROBLEM, ["DUPLICATE_IN_FILE"]),
    ]
    apply(office.desk, run, Decisions(rows={3: False}, updates=True))
    first, second = logs(office)
    assert (first.outside_no, first.source, first.sync_state) == ("ZY-1", "志愿浙江", SyncState.ENTERED)
    assert (first.minutes, str(first.state)) == (120, "booked")
    assert second.outside_no == "ZY-4"
    changed = look_at(office, line(), line(4, number="ZY-4", day="2024-11-08", time="5"))
    assert found(changed) == [(State.SAME, []), (State.PROBLEM, ["OUTSIDE_DIFFERS"])]
    reverse_logs(office.desk, [first.id], {"reason": "误登记"})
    assert found(look_at(office, line())) == [(State.PROBLEM, ["REVERSED"])]


def test_doubtful_services_wait_for_the_clerk(office, person):
    for day, clock in ((5, ("", "")), (6, ("09:00", "11:00"))):
        office.make(
            "service_logs", person_id=person, area_id=office.community, served_on=date(2024, 11, day), minutes=120,
            activity="文明劝导", starts_at=clock[0], ends_at=clock[1],
        )  # fmt: skip
    head = [*HEAD, "开始时间", "结束时间"]
    run = look_at(
        office,
        [*line(), "", ""],
        [*line(2, number="ZY-2", day="2024-11-06", time="1"), "10:30", "11:30"],
        [*line(3, number="ZY-3", day="2024-11-07", time="3"), "10:00", "12:00"],
        [*line(4, number="ZY-4", day="2024-11-08", time="2"), "10:00", "12:00"],
        [*line(5, number="ZY-5", day="2024-11-08", time="1"), "11:00", "12:00"],
        head=head,
    )
    assert found(run) == [
        (State.PROBLEM, ["MAYBE_SAME"]),
        (State.PROBLEM, ["OVERLAP"]),
        (State.PROBLEM, ["LONGER_THAN_SPAN"]),
        (State.NEW, []),
        (State.PROBLEM, ["OVERLAP"]),
    ]
    assert [row.offered for row in run.services] == [True, False, False, False, False]
    assert apply(office.desk, run, Decisions(rows={2: True})).created == 2


def test_numbers_of_activities_are_no_numbers_of_records(office, person):
    office.person("林二", phones="13800000002")
    rows = [line(), line(2, name="林二", id_no="", phone="13800000002")]
    run = look_at(office, *rows)
    assert "是活动的编号" in run.notices[0]
    apply(office.desk, run, usual_decisions(run))
    assert [log.outside_no for log in logs(office)] == ["", ""]
    assert look_at(office, *rows).counts()[State.SAME] == 2


def test_heads_that_nobody_knows_are_told_once_and_kept_under_a_name(office, person):
    head = ["名", "号", "参与项目", "何时", "分值（分钟）"]
    rows = [["陈一", "138****0001", "助老送餐", "2024-11-05", 90]]
    run = look_at(office, *rows, head=head, source=None)
    assert run.missing == ["姓名", "服务日期", "服务时长", "来源平台"]
    assert list(run.heads) == head
    assert run.rows == []
    told = {"name": "名", "phones": "号", "activity": "参与项目", "date": "何时", "minutes": "分值（分钟）"}
    run = look_at(office, *rows, head=head, source="志愿汇", heads=told)
    assert run.total_minutes == 90
    apply(office.desk, run, usual_decisions(run))
    assert look_at(office, *rows, head=head, source=None).counts()[State.SAME] == 1
    more = [*head, "新列"]  # the platform adds a column: the mapping still fits
    assert look_at(office, [*rows[0], "x"], head=more, source=None).source == "志愿汇"
    with office.desk.reading() as session:
        (kept,) = session.exec(select(ImportTemplate)).all()
    assert kept.name == "志愿汇"


def test_clues_of_an_export_count_once_by_their_number(office):
    head = ["上报日期", "内容", "渠道", "外部编号"]
    lines = [
        ["2024-11-05", "路面坑洼", "西湖码", "XH-1"],
        ["2024-11-05", "路面坑洼", "西湖码", "XH-1"],
        ["2024-11-06", "店招松动", "随手公益", "XH-1"],
    ]

    def looked():
        return dry_run(office.desk, book(*lines, head=head), register="clues", today=TODAY)

    run = looked()
    assert [row.state for row in run.rows] == [State.NEW, State.PROBLEM, State.NEW]
    assert apply(office.desk, run, usual_decisions(run)).created == 2
    assert [row.state for row in looked().rows] == [State.SAME, State.PROBLEM, State.SAME]


def test_the_window_and_the_command_line_show_it(office, person, tmp_path):
    import openpyxl

    path = tmp_path / "导出.xlsx"
    workbook = openpyxl.Workbook()
    for row in (HEAD, line(), line(2, name="某某", number="ZY-2")):
        workbook.active.append(row)
    workbook.save(path)
    review = look(office.desk, path, register="platform_log", source_name="志愿浙江")
    assert (review.label, review.unit) == ("志愿平台导出表", "条")
    cells = dict(
        zip([label for _, label in review.columns], review.cells(review.run.services[0]), strict=True)
    )
    assert cells["记录编号"] == "ZY-1"
    assert cells["时长（分钟）"] == "120"
    assert cells["服务日期"] == "2024-11-05"
    plain = to_json(review.run)
    assert [row["state"] for row in plain["rows"]] == ["new", "problem"]
    assert plain["columns"]["minutes"] == "服务时长"
