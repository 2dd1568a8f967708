"""Training statistics: people and attendances are never mixed, every split counts the dated truth, lists open behind."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from app.actions.attendance import mark_attendance
from app.actions.completion import complete
from app.actions.enrolling import enrol
from app.actions.training_statistics_printing import print_training_statistics
from app.errors import UserError
from app.measures.figures import figures
from app.measures.period import Month
from app.registers import find_register
from app.registers.lists import count
from app.surveys.training import Length, Split, Statistics, people_behind, period_of, statistics
from db.models import Employment, Mark

MARCH = date(2024, 3, 15)
CLASSES = {Split.PROGRAMME, Split.TERM, Split.CATEGORY, Split.CLASS_RUN}


@pytest.fixture
def classes(office):
    """Two classes in March: three people in three lessons and one of them in a fourth; seven unnamed."""
    school = office.make("programmes", name="“三新”学堂", area_id=office.community)
    term = office.make(
        "terms", programme_id=school, name="第1期", from_on=date(2024, 3, 1), to_on=date(2024, 6, 30)
    )
    made = {}
    for name, category in (("手机摄影", "degree_skill"), ("交通安全", "governance")):
        course = office.make("courses", name=name, programme_id=school, category=category)
        made[name] = office.make(
            "class_runs", name=f"第1期{name}班", course_id=course, area_id=office.community, term_id=term,
            from_on=date(2024, 3, 1), to_on=date(2024, 3, 31), credit_hours=0, pass_percent=60, status="running",
        )  # fmt: skip
    photo, traffic = made.values()
    born = (date(2000, 3, 31), date(1978, 1, 1), None)
    people = [
        office.person(
            f"学员{at}",
            phones=f"1390000000{at}",
            registered_on=date(2024, 1, 1),
            birth_date=day,
            gender="male" if at else "female",
        )
        for at, day in enumerate(born)
    ]
    enrol(office.desk, photo, people)
    enrol(office.desk, traffic, people[:1])
    lessons = [
        office.make("class_sessions", class_run_id=photo, held_on=date(2024, 3, day), credit_hours=2)
        for day in (5, 6, 7)
    ]
    other = office.make("class_sessions", class_run_id=traffic, held_on=date(2024, 3, 8), credit_hours=1)
    one, two, three = people
    marks = {(lesson, person): Mark.PRESENT for lesson in lessons for person in people}
    marks |= {(lessons[0], two): Mark.LATE, (lessons[1], three): Mark.PROXY, (lessons[2], three): Mark.ABSENT}
    mark_attendance(office.desk, photo, marks, {(lessons[0], "旁听"): 7})
    mark_attendance(office.desk, traffic, {(other, one): Mark.PRESENT})
    return photo, traffic, people


def told(found: Statistics) -> dict[str, tuple[int, ...]]:
    return {line.label: (line.counts.people, line.counts.named, line.counts.hours) for line in found.lines}


def ask(office, split, length=Length.MONTH, day=MARCH):
    return statistics(office.desk, day, length, split)


def test_people_are_counted_once_and_attendances_each_time(office, classes):
    found = ask(office, Split.COURSE)
    assert told(found) == {"手机摄影": (3, 7, 14), "交通安全": (1, 1, 1)}
    total = found.total.counts
    assert (total.people, total.named, total.heads, total.marks) == (3, 8, 7, 10)
    assert (total.courses, total.runs, total.sessions, total.taught) == (2, 2, 4, 7)
    cells = found.total.figures()
    assert (cells["人数"], cells["列名人次"], cells["未实名人次"], cells["人次合计"]) == (
        "3",
        "8",
        "7",
        "15",
    )
    assert (cells["参训学时"], cells["人均学时"], cells["出勤率"]) == ("15", "5.0", "80.0%")


def test_the_totals_are_the_measures(office, classes):
    total = ask(office, Split.TERM).total.figures()
    march = figures(office.desk, ["T01", "T02", "T03", "T04", "T05", "T12", "T13", "T14"], Month(2024, 3))
    heads = (
        "课程",
        "班次",
        "场次",
        "人数",
        "人次合计",
        "授课学时",
        "参训学时",
        "出勤率",
    )
    values = [str(one.value) for one in march.values()]
    assert [total[head].rstrip("%") for head in heads] == values


@pytest.mark.parametrize(
    ("split", "lines"),
    [
        (Split.PROGRAMME, {"“三新”学堂": (3, 8, 15)}),
        (Split.TERM, {"“三新”学堂第1期": (3, 8, 15)}),
        (Split.CATEGORY, {"学历技能": (3, 7, 14), "基层治理": (1, 1, 1)}),
        (Split.CLASS_RUN, {"第1期手机摄影班": (3, 7, 14), "第1期交通安全班": (1, 1, 1)}),
        (Split.GENDER, {"女": (1, 4, 7), "男": (2, 4, 8)}),
        (Split.AGE, {"18—25岁": (1, 4, 7), "46岁及以上": (1, 3, 6), "未登记": (1, 1, 2)}),
        (Split.EDUCATION, {"未登记": (3, 8, 15)}),
    ],
)
def test_every_split_adds_its_attendances_up(office, classes, split, lines):
    found = ask(office, split)
    assert told(found) == lines
    assert ("场次" in found.heads, "减免人数" in found.heads) == (
        (True, False) if split in CLASSES else (False, True)
    )


def test_trade_station_and_community_are_those_of_the_day(office, classes):
    _, _, (one, _, _) = classes
    station = office.make("stations", name="松木场站", area_id=office.community)
    moved = date(2024, 3, 6)
    with office.desk.operation("create", "换站点") as session:
        before = session.exec(select(Employment).where(Employment.person_id == one)).one()
        before.to_on = moved
        session.flush()
        session.add(Employment(person_id=one, category="courier", station_id=station, from_on=moved))
    assert told(ask(office, Split.TRADE)) == {"快递员": (1, 3, 5), "外卖骑手": (3, 5, 10)}
    assert told(ask(office, Split.STATION)) == {"松木场站": (1, 3, 5), "未登记": (3, 5, 10)}
    assert [line[0] for line in told(ask(office, Split.COMMUNITY)).values()] == [3]
    assert ask(office, Split.TRADE).total.counts.people == 3


def test_completions_and_certificates_fall_into_their_own_period(office, classes):
    photo, _, _ = classes
    complete(office.desk, photo, on=date(2024, 4, 2))
    assert ask(office, Split.COURSE).total.counts.completed == 0
    april = ask(office, Split.COURSE, day=date(2024, 4, 1))
    assert [(line.label, line.counts.completed, line.counts.people) for line in april.lines] == [
        ("手机摄影", 2, 0)
    ]
    assert ask(office, Split.COURSE, Length.QUARTER, date(2024, 4, 1)).period == "2024年第二季度"


def test_periods_follow_the_months_of_the_office(office):
    assert period_of(office.desk, MARCH, Length.QUARTER) == (
        date(2024, 1, 1),
        date(2024, 3, 31),
        "2024年第一季度",
    )
    assert period_of(office.desk, MARCH, Length.YEAR) == (date(2024, 1, 1), date(2024, 12, 31), "2024年")


def test_a_line_opens_its_people(office, classes):
    people = find_register("people")
    for split in (Split.COURSE, Split.GENDER, Split.AGE, Split.TRADE, Split.COMMUNITY):
        found = ask(office, split)
        for line in (*found.lines, found.total):
            query = people_behind(office.desk, found, line)
            assert count(office.desk, people, query) == line.counts.people, (split, line.label)
    assert people_behind(office.desk, found, found.total).label == "2024年3月参训人员"


def test_the_paper_ends_with_the_total_and_is_not_printed_empty(office, classes):
    made = print_training_statistics(office.desk, MARCH, Length.YEAR, Split.COURSE)
    assert made.title.startswith("2024年培训情况统计表（按课程）")
    with pytest.raises(UserError, match="列表是空的"):
        print_training_statistics(office.desk, date(2023, 1, 1), Length.YEAR, Split.COURSE)
