"""Sign-in sheets: the sample workbook exactly as expected, into a new class and into one that is planned, and back out."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from app.actions.attendance import mark_attendance
from app.actions.enrolling import enrol
from app.actions.undo import undo
from app.cli import main
from app.errors import UnreadableFile, UserError
from app.exchange.applying import apply
from app.exchange.dayheads import DayHead, read_day_head
from app.exchange.decisions import usual_decisions
from app.exchange.dryrun import dry_run
from app.exchange.dryrunjson import to_json
from app.exchange.marks import clean_mark
from app.exchange.readrow import State
from app.exchange.review import importable, look
from app.exchange.signin import COUNT, LEAVE, SignInDecisions
from app.exchange.workbook import Sheet, Workbook
from db.models import Attendance, ClassRun, ClassSession, Enrolment, Headcount, ImportTemplate, Mark, Person

SQLITE_ALONE = True  # sheets are read into rows; taking them over is tried on both elsewhere

WORKBOOK = Path(__file__).parents[1] / "data" / "workbooks" / "三新学堂第2期短视频制作班签到表.xlsx"
EXPECTED = json.loads(Path(f"{WORKBOOK}.expected.json").read_text("utf-8"))
SOON_AFTER = date(2024, 11, 30)
HEAD = ["序号", "姓名", "单位/站点", "联系电话", "11月5日", "11月7日"]


def book(*rows, title="第1期手机摄影班签到表", head=HEAD, above=()):
    lines = [[title], *([text] for text in above), head, *[list(row) for row in rows]]
    return Workbook("签到表.xlsx", "xlsx", (Sheet("Sheet", False, lines),))


def rows_of(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


def autumn_class(office, name="第1期手机摄影班", **values):
    course = office.make("courses", name="手机摄影")
    known = {"from_on": date(2024, 11, 1), "to_on": date(2024, 11, 30), "area_id": office.community}
    return office.make("class_runs", name=name, course_id=course, **known | values)


def lesson(office, run, day, **values):
    return office.make("class_sessions", class_run_id=run, held_on=date(2024, 11, day), **values)


def by_name(run):
    return {row.values["name"]: row for row in run.people}


def codes(row):
    return [problem.code for problem in row.problems]


def marks(office):
    return {(row.session_id, row.person_id): str(row.mark) for row in rows_of(office, Attendance)}


def check(plain):
    assert {key: plain[key] for key in EXPECTED if key != "people"} == {
        key: value for key, value in EXPECTED.items() if key != "people"
    }
    given_rows = [{key: row[key] for key in EXPECTED["people"][0]} for row in plain["people"]]
    assert given_rows == EXPECTED["people"]


def test_the_sample_reads_as_expected_and_makes_its_class(office):
    run = dry_run(office.desk, WORKBOOK, today=SOON_AFTER)
    check(to_json(run))
    assert run.counts()[State.NEW] == 28
    applied = apply(office.desk, run, usual_decisions(run))
    assert (applied.created, applied.updated, applied.left) == (28, 0, 0)
    (made,) = rows_of(office, ClassRun)
    assert (made.name, made.teacher, made.place) == (EXPECTED["class_run"], "刘老师", "党群服务中心二楼")
    assert (made.from_on, made.to_on, made.status, made.credit_hours) == (
        date(2024, 11, 5),
        date(2024, 11, 21),
        "running",
        12,
    )
    assert [str(one.held_on) for one in rows_of(office, ClassSession)] == EXPECTED["sessions"]
    assert sum(mark in ("present", "late") for mark in marks(office).values()) == 100
    assert len(marks(office)) == 28 * 6
    assert {row.status for row in rows_of(office, Enrolment)} == {"active"}
    check(to_json(dry_run(office.desk, WORKBOOK)))  # now the ledger tells the year


def test_imported_again_nothing_changes_and_undone_nothing_is_left(office):
    run = dry_run(office.desk, WORKBOOK, today=SOON_AFTER)
    applied = apply(office.desk, run, usual_decisions(run))
    again = dry_run(office.desk, WORKBOOK)
    assert {row.state for row in again.people} == {State.SAME}
    assert again.class_title == EXPECTED["class_run"]
    undo(office.desk, applied.changes.operation_id)
    for model in (ClassRun, ClassSession, Enrolment, Attendance, Person):
        assert rows_of(office, model) == []


def test_a_planned_class_is_found_and_its_lessons_filled(office):
    school = office.make("programmes", name="“三新”学堂", area_id=office.street)
    course = office.make("courses", name="短视频制作", programme_id=school)
    run = office.make(
        "class_runs",
        name="第2期短视频制作班",
        course_id=course,
        area_id=office.street,
        from_on=date(2024, 11, 1),
        to_on=date(2024, 11, 30),
    )
    first = lesson(office, run, 5)
    known = office.person("陈杰新", phones="19726169053")
    enrol(office.desk, run, [known])
    looked = dry_run(office.desk, WORKBOOK)
    check(to_json(looked))
    assert looked.class_run_id == run
    assert [one.session_id for one in looked.lessons] == [first, None, None, None, None, None]
    assert by_name(looked)["陈杰新"].standing == "learner"
    assert "11月7日" in "".join(looked.notices)
    apply(office.desk, looked, usual_decisions(looked))
    assert marks(office)[first, known] == "late"
    assert len(rows_of(office, Attendance)) == 28 * 6
    assert len(rows_of(office, ClassRun)) == 1


def test_who_is_meant(office):
    run = autumn_class(office)
    learner = office.person("张三", phones="13800000001")
    waiting = office.person("孙七", phones="13800000007")
    guest = office.person("李四", phones="13800000002")
    office.person("王五", phones="13800000003")
    office.person("赵六", phones="13800000004")
    office.person("赵六", phones="13800000005")
    enrol(office.desk, run, [learner])
    office.make("enrolments", class_run_id=run, person_id=waiting, status="waiting")
    looked = dry_run(
        office.desk,
        book(
            [1, "张三", "", "13900000000", "√", ""],
            [2, "李四", "", "13800000002", "√", "√"],
            [3, "王五", "", "13911111111", "√", "√"],
            [4, "赵六", "", "", "√", "√"],
            [5, "钱八", "顺丰曙光站", "13922222222", "√", "迟到"],
            [6, "周九", "不知哪里", "13933333333", "√", "√"],
            [7, "孙七", "", "", "√", "√"],
            [8, "", "", "", "√", "√"],
            [9, "张三", "", "13900000000", "√", "√"],
        ),
    )
    people = {row.row: row for row in looked.people}
    assert codes(people[3]) == ["PHONE_DIFFERS"]
    assert (people[3].standing, people[3].record_id) == ("learner", learner)
    assert (people[4].standing, people[4].record_id, codes(people[4])) == ("guest", guest, ["NOT_ENROLLED"])
    assert (people[5].offered, people[5].state, codes(people[5])) == (True, State.PROBLEM, ["SAME_NAME"])
    assert codes(people[6]) == ["AMBIGUOUS"]
    assert (people[7].standing, people[7].registrable, people[7].values["category"]) == (
        "stranger",
        True,
        "courier",
    )
    assert people[8].registrable is False
    assert (people[9].standing, codes(people[9])) == ("guest", ["NOT_ADMITTED"])
    assert codes(people[10]) == ["NAME_EMPTY"]
    assert "DUPLICATE_IN_FILE" in codes(people[11])
    usual = usual_decisions(looked)
    assert [row.row for row in looked.people if usual.takes(row)] == [3, 4, 7, 9]


def test_walk_ins_may_be_counted_without_names_or_left_out(office):
    run = autumn_class(office)
    first = lesson(office, run, 5)
    guest = office.person("李四", phones="13800000002")
    sheet = book(
        [1, "李四", "", "13800000002", "√", "√"],
        [2, "钱八", "顺丰曙光站", "13922222222", "√", "×"],
        [3, "周九", "", "", "√", "请假"],
    )
    looked = dry_run(office.desk, sheet)
    apply(office.desk, looked, SignInDecisions(guests=LEAVE, strangers=COUNT))
    lessons = [row.id for row in rows_of(office, ClassSession)]
    assert lessons[0] == first
    assert {row.session_id: row.count for row in rows_of(office, Headcount)} == {first: 2}
    assert rows_of(office, Enrolment) == []
    again = dry_run(office.desk, sheet)
    apply(office.desk, again, SignInDecisions(guests=LEAVE, strangers=COUNT))
    assert [row.count for row in rows_of(office, Headcount)] == [2]  # not twice
    apply(office.desk, dry_run(office.desk, sheet), SignInDecisions(guests="enrol", strangers=LEAVE))
    assert [row.person_id for row in rows_of(office, Enrolment)] == [guest]
    assert set(marks(office)) == {(one, guest) for one in lessons}


def test_other_marks_are_shown_and_taken_only_when_decided(office):
    run = autumn_class(office)
    first, second = lesson(office, run, 5), lesson(office, run, 7)
    person = office.person("张三", phones="13800000001")
    enrol(office.desk, run, [person])
    mark_attendance(office.desk, run, {(first, person): Mark.ABSENT, (second, person): Mark.PRESENT}, {})
    looked = dry_run(office.desk, book([1, "张三", "", "", "√", ""]))
    (row,) = looked.people
    assert row.state is State.UPDATE
    assert [(one.label, one.before, one.after) for one in row.differences] == [("11月5日", "缺席", "出勤")]
    assert not usual_decisions(looked).takes(row)
    applied = apply(office.desk, looked, usual_decisions(looked, updates=True))
    assert applied.updated == 1
    assert marks(office) == {(first, person): "present", (second, person): "present"}


def test_unknown_words_are_decided_once_and_remembered(office):
    autumn_class(office)
    office.person("张三", phones="13800000001")
    sheet = book([1, "张三", "", "13800000001", "早退", "√"])
    looked = dry_run(office.desk, sheet)
    assert [codes(row) for row in looked.people] == [["WORD_UNKNOWN", "NOT_ENROLLED"]]
    assert to_json(looked)["people"][0]["marks"] == [None, "present"]
    decided = dry_run(office.desk, sheet, words={"mark": {"早退": "迟到"}})
    assert decided.people[0].values["lesson_4"] == "late"
    apply(office.desk, decided, usual_decisions(decided))
    assert len(rows_of(office, ImportTemplate)) == 1
    remembered = dry_run(office.desk, sheet)
    assert codes(remembered.people[0]) == []


def test_an_empty_column_is_a_lesson_not_held_yet(office):
    run = autumn_class(office)
    person = office.person("张三", phones="13800000001")
    enrol(office.desk, run, [person])
    looked = dry_run(office.desk, book([1, "张三", "", "", "√"]))
    assert [one.head for one in looked.lessons] == ["11月5日"]
    assert "“11月7日”一列是空的" in "".join(looked.notices)


def test_a_printed_sheet_of_one_lesson_comes_back(office):
    run = autumn_class(office)
    people = [
        office.person(name, phones=f"1380000000{at}") for at, name in enumerate(("张三", "李四", "王五"))
    ]
    enrol(office.desk, run, people)
    sheet = book(
        [1, "张三", "", "", "张三", "张三", ""],
        [2, "李四", "", "", "√", "", "代签"],
        [3, "王五", "", "", "", "", "请假：老家有事"],
        ["应到3人　实到1人"],
        head=["序号", "姓名", "单位/站点", "联系电话", "签到", "签退", "备注"],
        above=["课程：手机摄影　主讲：刘老师　时间：2024年11月5日14:00—16:30　地点：二楼　学时：3"],
    )
    looked = dry_run(office.desk, sheet)
    assert [(one.held_on, one.starts_at, one.ends_at) for one in looked.lessons] == [
        (date(2024, 11, 5), "14:00", "16:30")
    ]
    apply(office.desk, looked, usual_decisions(looked))
    (made,) = rows_of(office, ClassSession)
    assert (made.starts_at, made.ends_at, made.credit_hours) == ("14:00", "16:30", 3)
    assert [marks(office)[made.id, person] for person in people] == ["present", "proxy", "leave"]


def test_lessons_by_number_twice_a_day_and_days_typed_as_dates(office):
    run = autumn_class(office)
    person = office.person("张三", phones="13800000001")
    enrol(office.desk, run, [person])
    morning, afternoon = lesson(office, run, 5, starts_at="09:00"), lesson(office, run, 5, starts_at="14:00")
    sheet = book(["张三", "√", "×"], head=["姓名", "11月5日上午", "11月5日下午"])
    apply(office.desk, dry_run(office.desk, sheet), SignInDecisions())
    assert marks(office) == {(morning, person): "present", (afternoon, person): "absent"}
    numbered = dry_run(office.desk, book(["张三", "√", "迟"], head=["姓名", "第1次", "第二次"]))
    assert [one.session_id for one in numbered.lessons] == [morning, afternoon]
    dated = dry_run(office.desk, book(["张三", "√"], head=["姓名", date(2024, 11, 5)]))
    assert [one.session_id for one in dated.lessons] == [morning]


def test_days_outside_the_class_and_numbers_without_a_lesson_stand_against_it(office):
    autumn_class(office)
    outside = dry_run(office.desk, book(["张三", "√"], head=["姓名", "2024年12月3日"]))
    assert "2024-12-03不在" in outside.blockers[0]
    numbered = dry_run(office.desk, book(["张三", "√"], head=["姓名", "第1次"]))
    assert "没有第1次" in numbered.blockers[0]
    impossible = dry_run(office.desk, book(["张三", "√"], head=["姓名", "2023年2月29日"]))
    assert "没有" in impossible.blockers[0]
    for run in (outside, numbered, impossible):
        with pytest.raises(UserError, match="再导入"):
            apply(office.desk, run, usual_decisions(run))


def test_a_cancelled_class_takes_no_attendance(office):
    autumn_class(office, status="planned")
    from app.actions.training import cancel

    run = rows_of(office, ClassRun)[0].id
    cancel(office.desk, [run], {})
    looked = dry_run(office.desk, book(["张三", "√"], head=["姓名", "11月5日"]), target_id=run)
    assert "已取消" in looked.blockers[0]


def test_a_sheet_without_anybody_is_said_and_makes_no_class(office):
    looked = dry_run(office.desk, book(head=["姓名", "签名", "11月5日"]), today=SOON_AFTER)
    with pytest.raises(UserError, match="没有可以导入的人"):
        apply(office.desk, looked, usual_decisions(looked))
    assert rows_of(office, ClassRun) == []


def test_the_class_must_be_known_or_wanted(office):
    run = autumn_class(office, name="别的班")
    sheet = book(["张三", "√"], title="签到表", head=["姓名", "11月5日"])
    looked = dry_run(office.desk, sheet, today=SOON_AFTER)
    assert (looked.class_run_id, looked.runs) == (None, {run: "别的班"})
    assert looked.assumed_year == 2024
    with pytest.raises(UserError, match="还没有选班次"):
        apply(office.desk, looked, usual_decisions(looked))
    assert dry_run(office.desk, sheet, target_id=run).class_title == "别的班"
    assert dry_run(office.desk, sheet, year=2023, today=SOON_AFTER).lessons[0].held_on.year == 2023


def test_months_that_begin_again_go_on_in_the_next_year(office):
    head = ["姓名", "12月24日", "12月31日", "1月7日"]
    looked = dry_run(office.desk, book(["张三", "√", "√", "√"], head=head), today=date(2025, 2, 1))
    assert [str(one.held_on) for one in looked.lessons] == ["2024-12-24", "2024-12-31", "2025-01-07"]


def test_a_sheet_without_any_day_is_refused(office):
    with pytest.raises(UnreadableFile, match="没有上课日期"):
        dry_run(office.desk, book(["张三", "√"], head=["姓名", "签到"]))


def test_the_review_shows_words_masks_phones_and_offers_marks(office):
    assert ("attendance", "签到表") in importable()
    review = look(office.desk, WORKBOOK)
    assert (review.label, review.unit, review.asks_area) == ("签到表", "人", False)
    assert [label for _, label in review.columns][:4] == ["姓名", "单位", "联系电话", "11月5日"]
    cells = review.cells(review.run.rows[0])
    assert cells[:4] == ("陈杰新", "顺丰曙光站", "197****9053", "迟到")


def test_the_command_line_gives_the_same(office, tmp_path, capsys, backend):
    if backend == "sqlite":
        place = str(office.desk.ledger.path)
        office.desk.ledger.close()
    else:
        place = office.desk.ledger.engine.url.render_as_string(hide_password=False)
    arguments = ["import", str(WORKBOOK), "--dry-run", "--json", "--year", "2024", "--ledger", place]
    assert main(arguments) == 0
    plain = json.loads(capsys.readouterr().out)
    check(plain)
    assert [row["row"] for row in plain["rows"]] == [row["row"] for row in plain["people"]]
    assert plain["rows"][0]["values"]["marks"] == plain["people"][0]["marks"]
    assert {"row", "state", "values", "problems"} <= set(plain["rows"][0])


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("√", "present"), (1.0, "present"), ("张 三", "present"), ("14:05", "present"), (time(14, 5), "present"),
        (None, "absent"), ("×", "absent"), ("/", "absent"), ("旷课", "absent"), ("迟到", "late"), ("△", "late"),
        ("请假", "leave"), ("病假", "leave"), ("代签", "proxy"), ("不知道", None),
    ],
)  # fmt: skip
def test_marks_as_they_are_written(cell, mark):
    assert clean_mark(cell, "张三", {}) == mark


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_days_in_heads_read_back(day):
    for text in (f"{day.month}月{day.day}日", f"{day.month}.{day.day}", f"{day.month}/{day.day}（周二）下午"):
        assert read_day_head(text) == DayHead(None, day.month, day.day)
    assert read_day_head(f"{day.year}年{day.month}月{day.day}日").on(1999) == day


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_heads_and_marks(text):
    head = read_day_head(text)
    assert head is None or head.lesson or 1 <= head.month <= 12
    assert clean_mark(text, text, {}) in ("present", "late", "leave", "absent", "proxy", None)
