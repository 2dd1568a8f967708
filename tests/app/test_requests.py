"""Requests on their way: steps, time limits, who asked, petitions, nothing counted twice, what is confidential."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from app import settings
from app.actions.undo import last_undoable, undo
from app.cards.card import read_card
from app.desk import Actor, Desk
from app.due import everything_due
from app.due.row import REQUESTS
from app.errors import NotFound, ValidationFailed
from app.history.journal import Wanted, changes_of, history, operations
from app.measures.catalogue import MEASURES
from app.measures.figures import figure, table
from app.measures.narrative import chapters
from app.measures.period import Day, Month
from app.registers import find_register, lists, records
from app.registers.finding import find_everywhere
from app.registers.lists import Filter, Op, Query
from app.rules.requests import REQUEST
from app.rules.timelimits import due_by
from app.rules.workdays import Calendar
from app.surveys.requests import request_sheet
from db.models import LimitUnit, RequestLimit, RequestStep
from db.models import RequestState as State
from tests.requestmakers import DAY, request

SQLITE_ALONE = True  # the SQL of the figures is tried on both databases by those of November

REGISTER = find_register("requests")
VERBS = {action.key: action for action in REGISTER.actions}


def act(office, verb, *ids, desk=None, **values):
    VERBS[verb].run(desk or office.desk, list(ids), values)


def day(number, month=3):
    return date(2024, month, number)


def stored(office, record):
    return records.load(office.desk, REGISTER, record).values


def steps(office, record):
    with office.desk.reading() as session:
        query = select(RequestStep).where(RequestStep.request_id == record)
        return session.exec(query.order_by(col(RequestStep.from_on), col(RequestStep.id))).all()


def usual(office):
    """The usual table of limits, with the spring holidays and a Saturday on which the office works."""
    find_register("request_limits").actions[0].run(office.desk, [], {})
    settings.save(office.desk, {"holidays": "2024-03-04至2024-03-05", "extra_workdays": "2024-03-02"})


def test_a_request_goes_its_way_and_every_step_is_kept(office):
    one = request(office)
    act(office, "accept", one, on=day(1), note="")
    act(office, "assign", one, on=day(2), unit="综合执法队", co_units="物业", due_on=day(8))
    act(office, "begin", one, on=day(4), note="")
    act(office, "extend", one, on=day(7), due_on=day(15), reason="等材料")
    act(office, "close", one, on=day(14), result="已划线")
    act(office, "call_back", one, on=day(14), satisfaction="fairly", by="王某", note="还行")
    act(office, "archive", one, on=day(20))
    told = [(str(step.state), step.from_on.day, step.to_on and step.to_on.day) for step in steps(office, one)]
    assert told == [
        ("pending", 1, 1), ("accepted", 1, 2), ("assigned", 2, 4), ("working", 4, 7), ("extended", 7, 14),
        ("closed", 14, 14), ("called_back", 14, 20), ("archived", 20, None),
    ]  # fmt: skip
    now = stored(office, one)
    assert (now["state"], now["unit"], now["due_on"], now["result"]) == (
        "archived",
        "综合执法队",
        day(15),
        "已划线",
    )
    assert [figure(office.desk, "R14", Day(day(number))).value for number in (1, 13, 14)] == [1, 1, 0]
    assert figure(office.desk, "R04", Month(2024, 3)).parts == (1, 1)


def test_only_steps_of_the_life_cycle_and_days_in_order(office):
    one = request(office)
    with pytest.raises(
        ValidationFailed, match="现在是“待受理”，不能办结，下一步可以是“已受理”“不予受理”“转办”"
    ):
        act(office, "close", one, on=day(2), result="好")
    act(office, "accept", one, on=day(5))
    with pytest.raises(ValidationFailed, match="不能早于这一天"):
        act(office, "begin", one, on=day(4))
    with pytest.raises(ValidationFailed, match="还没有到"):
        act(office, "begin", one, on=date(2999, 1, 1))
    act(office, "begin", one, on=day(5))
    with pytest.raises(ValidationFailed, match="要晚于登记日期"):
        act(office, "extend", one, on=day(6), due_on=day(6), reason="忙")
    assert {path[-1] for path in REQUEST.paths() if path[0] == State.PENDING} == set(State)
    assert {state for state in State if REQUEST.is_end(state)} == {"archived", "refused", "transferred"}


def test_reopened_it_is_due_anew_and_the_past_stays(office):
    usual(office)
    one = request(office)
    act(office, "accept", one, on=day(1))
    act(office, "close", one, on=day(6), result="已清")
    act(office, "call_back", one, on=day(7), satisfaction="dissatisfied", by="")
    act(office, "reopen", one, on=date(2024, 4, 1), reason="又堵了", due_on=None)
    now = stored(office, one)
    assert (now["state"], now["closed_on"], now["satisfaction"], now["reopened"]) == (
        "reopened",
        None,
        None,
        1,
    )
    assert now["due_on"] == date(2024, 4, 10)
    act(office, "close", one, on=date(2024, 4, 12), result="装了围栏")
    act(office, "call_back", one, on=date(2024, 4, 15), satisfaction="satisfied", by="")
    march, april = Month(2024, 3), Month(2024, 4)
    assert [figure(office.desk, "R02", month).value for month in (march, april)] == [1, 1]
    assert [figure(office.desk, "R04", month).parts for month in (march, april)] == [(1, 1), (0, 1)]
    assert [figure(office.desk, "R05", month).parts for month in (march, april)] == [(0, 1), (1, 1)]
    assert figure(office.desk, "R14", march).value == 0
    undo(office.desk, last_undoable(office.desk).id)
    assert [step.state for step in steps(office, one)][-1] == "closed"


@pytest.mark.parametrize(
    ("amount", "unit", "at", "ends"),
    [
        (5, LimitUnit.WORKING_DAYS, "16:00", (day(11), "")),  # Saturday 2 works, 4 and 5 are holidays
        (1, LimitUnit.WORKING_DAYS, "", (day(2), "")),
        (7, LimitUnit.DAYS, "", (day(8), "")),
        (24, LimitUnit.HOURS, "16:30", (day(2), "16:30")),
        (2, LimitUnit.HOURS, "", (day(2), "02:00")),
        (8, LimitUnit.HOURS, "16:00", (day(1), "24:00")),
    ],
)
def test_limits_in_working_days_days_and_hours(amount, unit, at, ends):
    days = Calendar(frozenset({day(4), day(5)}), frozenset({day(2)}))
    assert due_by(RequestLimit(name="", amount=amount, unit=unit), DAY, at, days) == ends


def test_the_closest_line_of_the_table_fills_the_limit(office):
    usual(office)
    with pytest.raises(ValidationFailed, match="已经有办理时限"):
        find_register("request_limits").actions[0].run(office.desk, [], {})
    snap = stored(office, request(office, channel="snap"))
    assert (snap["due_on"], snap["accept_due_on"]) == (day(8), day(6))
    urgent = request(office, urgency="urgent")
    assert stored(office, urgent)["due_on"] == day(7)
    records.save(office.desk, REGISTER, {"urgency": "usual"}, record_id=urgent)
    assert stored(office, urgent)["due_on"] == day(13)
    given = request(office, due_on=day(3))
    records.save(office.desk, REGISTER, {"urgency": "urgent"}, record_id=given)
    assert stored(office, given)["due_on"] == day(3)
    with pytest.raises(ValidationFailed, match="已有“紧急”"):
        office.make("request_limits", name="又一条", urgency="urgent", amount=2)


def test_who_asked(office):
    person = office.person()
    with pytest.raises(ValidationFailed, match="请选择或填写诉求人"):
        request(office, anonymous=False)
    with pytest.raises(ValidationFailed, match="勾选了匿名"):
        request(office, person_id=person)
    known = request(office, anonymous=False, person_id=person, requester="张三")
    assert stored(office, known)["requester"] == ""


def test_a_petition_leaves(office):
    with pytest.raises(ValidationFailed, match="信访事项不在本台账办理：请把状态改为“转办”"):
        request(office, petition=True)
    one = request(office)
    act(office, "transfer", one, on=day(2), to="区信访局", petition=True, reason="")
    assert (stored(office, one)["petition"], stored(office, one)["state"]) == (True, "transferred")
    assert steps(office, one)[-1].said == "信访事项，转区信访局"
    assert figure(office.desk, "R03", Month(2024, 3)).parts == (0, 0)


def test_an_outside_number_counts_once_as_a_clue_too(office):
    def clue(**values):
        known = {"reported_on": DAY, "content": "坑洼", "channel": "snap", "area_id": office.community}
        return office.make("clues", **known | values)

    first = request(office, channel="snap", outside_no="A1")
    number = stored(office, first)["number"]
    with pytest.raises(ValidationFailed, match=f"已登记为{number}"):
        request(office, channel="snap", outside_no="A1")
    with pytest.raises(ValidationFailed, match=f"已作为诉求登记为{number}"):
        clue(outside_no="A1")
    clue(outside_no="A2")
    with pytest.raises(ValidationFailed, match="已作为线索登记为XS-"):
        request(office, channel="snap", outside_no="A2")
    with pytest.raises(ValidationFailed) as caught:
        values = {"received_on": DAY, "category": "other", "title": "坑", "area_id": office.community}
        by = {"channel": "west_lake_code", "outside_no": "A1", "anonymous": True}
        records.save(office.desk, REGISTER, values | by)
    assert [(one.code, one.blocking) for one in caught.value.problems] == [("REQUEST_KNOWN", False)]
    assert figure(office.desk, "R01", Month(2024, 3)).value == 1


def test_a_paid_report_is_no_service(office):
    person = office.person()
    log = office.make("service_logs", person_id=person, served_on=DAY, minutes=30, area_id=office.community)
    office.make("service_quantities", log_id=log, output="clues", quantity=1)
    values = {"received_on": DAY, "category": "other", "title": "坑", "area_id": office.community}
    paid = values | {"channel": "snap", "person_id": person, "reward": 200}
    with pytest.raises(ValidationFailed, match="只有线索上报才有奖励"):
        records.save(office.desk, REGISTER, paid)
    with pytest.raises(ValidationFailed, match="不算志愿服务"):
        records.save(office.desk, REGISTER, paid | {"is_report": True})
    records.save(office.desk, REGISTER, paid | {"is_report": True}, accept_warnings=True)
    more = {"log_id": log, "output": "clues", "quantity": 2}
    with pytest.raises(ValidationFailed, match="已领奖励，不算志愿服务"):
        records.save(office.desk, find_register("service_quantities"), more)


def test_what_a_state_needs(office):
    for state, words in (
        ("assigned", "承办单位"), ("closed", "办结日期"), ("called_back", "办结日期"), ("refused", "写明原因"),
        ("transferred", "转往单位"),
    ):  # fmt: skip
        with pytest.raises(ValidationFailed, match=words):
            request(office, state=state)
    with pytest.raises(ValidationFailed, match="还没有办结的"):
        request(office, closed_on=day(2))


def test_what_is_changed_in_the_form_is_a_step_too(office):
    one = request(office, state="closed", closed_on=day(5), result="好", due_on=day(4))
    assert figure(office.desk, "R04", Month(2024, 3)).parts == (0, 1)
    records.save(office.desk, REGISTER, {"closed_on": day(4)}, record_id=one)
    assert [(str(step.state), step.from_on.day) for step in steps(office, one)] == [
        ("pending", 1),
        ("closed", 4),
    ]
    assert figure(office.desk, "R04", Month(2024, 3)).parts == (1, 1)
    records.save(office.desk, REGISTER, {"due_on": day(2)}, record_id=one)
    assert figure(office.desk, "R04", Month(2024, 3)).parts == (0, 1)
    called = {"state": "called_back", "called_back_on": day(6), "satisfaction": "not_reached"}
    records.save(office.desk, REGISTER, called, record_id=one)
    assert figure(office.desk, "R05", Month(2024, 3)).parts == (0, 0)
    records.save(office.desk, REGISTER, {"satisfaction": "satisfied"}, record_id=one)
    assert figure(office.desk, "R05", Month(2024, 3)).parts == (1, 1)


def test_a_confidential_request_shows_how_it_stands_and_nothing_else(office):
    person = office.person("李四")
    one = request(
        office, anonymous=False, person_id=person, confidential=True, place="3幢", title="被站长打骂"
    )
    act(office, "accept", one, on=day(2), note="已约谈")
    query = Query(filters=(Filter("person_id", Op.IS, (person,)),))
    names = ("number", "title", "category", "person_id", "place", "state", "requester")
    (row,) = lists.page(office.desk, REGISTER, query, names)
    assert row.cells[1:] == ("（保密）", "停车充电", "（保密）", "（保密）", "已受理", "")
    (whole,) = lists.page(office.desk, REGISTER, query, names, masked=False)
    assert whole.cells[1:4] == ("被站长打骂", "停车充电", "李四")
    own = Query(filters=(Filter("request_id", Op.IS, (one,)),))
    said = lists.page(office.desk, find_register("request_steps"), own, ("state", "said"))
    assert {row.cells for row in said} == {("待受理", ""), ("已受理", "（保密）")}
    assert request_sheet(office.desk, DAY, day(31)).lines[0].title == "（保密）"
    card = read_card(office.desk, find_register("people"), person)
    (block,) = [one for one in card.blocks if one.register.key == "requests"]
    assert (block.label, block.total, block.rows[0].cells[1]) == ("诉求", 1, "（保密）")
    for words in ("被站长打骂", "3幢"):
        assert lists.page(office.desk, REGISTER, Query(search=words), ("number",)) == []
        assert find_everywhere(office.desk, words) == []
    assert len(lists.page(office.desk, REGISTER, Query(search=row.cells[0]), ("number",))) == 1
    told = [*history(office.desk, REGISTER, one)]
    told += [changes_of(office.desk, done.id) for done in operations(office.desk, Wanted())]
    assert "（保密）" in str(told)
    assert not [words for words in ("被站长打骂", "已约谈", "3幢") if words in str(told)]


def test_what_is_due(office):
    usual(office)
    first = request(office)
    late = request(office, title="垃圾", channel="snap", phone="13800000001")
    act(office, "accept", late, on=day(1))

    def due(on):
        return [
            (row.what, row.due_on, row.overdue_days, row.action)
            for row in everything_due(office.desk, on, line=REQUESTS)
        ]

    assert due(day(9)) == [
        ("受理：小区门口没有停车的地方", day(2), 7, "accept"),
        ("办结：垃圾", day(8), 1, "assign"),
    ]
    act(office, "close", late, on=day(9), result="已清")
    act(office, "refuse", first, on=day(9), reason="不属于街道职责")
    assert due(day(10)) == [("回访：垃圾", day(9), 0, "call_back")]
    act(office, "call_back", late, on=day(10), satisfaction="satisfied", by="")
    assert due(day(11)) == []


def test_a_clerk_of_another_area_does_nothing(office):
    one = request(office)
    neighbour = Desk(office.desk.ledger, Actor(None, "邻社区", office.other_community))
    with pytest.raises(NotFound):
        act(office, "accept", one, on=day(1), desk=neighbour)
    assert request_sheet(neighbour, DAY, day(31)).lines == ()


def test_the_sheet_of_a_period_tells_how_each_stood_then(office):
    before = request(office, received_on=date(2024, 2, 20), due_on=date(2024, 2, 28), title="旧事")
    done = request(
        office, received_on=date(2024, 2, 1), state="closed", closed_on=date(2024, 2, 9), result="好"
    )
    soon = request(office, due_on=day(8))
    for one, on in ((before, day(5)), (soon, day(7))):
        act(office, "accept", one, on=day(2))
        act(office, "close", one, on=on, result="好")
    gone = request(office, title="别处的事", due_on=day(8))
    act(office, "refuse", gone, on=day(3), reason="不属于街道")
    sheet = request_sheet(office.desk, DAY, day(6))
    told = [(line.title, line.state, line.limit, line.kept) for line in sheet.lines]
    assert told == [
        ("小区门口没有停车的地方", "已受理", "未到期", None),
        ("旧事", "已办结", "超期6天", False),
        ("别处的事", "不予受理", "", None),
    ]
    assert sheet.arrived == 2
    assert "已办结1件（有期限的1件中按期0件）；未办结1件（已超期0件）" in sheet.sentence
    assert stored(office, done)["number"] not in {line.number for line in sheet.lines}


def test_the_limit_rests_while_a_request_is_suspended(office):
    usual(office)
    one = request(office)
    act(office, "accept", one, on=day(1))
    act(office, "begin", one, on=day(1))
    act(office, "suspend", one, on=day(6), reason="待道路大修", due_on=None)
    records.save(office.desk, REGISTER, {"note": "已告知"}, record_id=one)
    assert stored(office, one)["due_on"] is None
    assert everything_due(office.desk, day(31), line=REQUESTS) == []
    assert [figure(office.desk, code, Day(day(31))).value for code in ("R14", "R14a")] == [1, 0]
    act(office, "begin", one, on=day(18), note="")
    assert stored(office, one)["due_on"] == day(27)
    assert figure(office.desk, "R14a", Day(day(31))).value == 1


def test_the_summary_tells_of_requests_where_there_are_some(office):
    def chapter(month):
        rows = {row.measure.code: row for row in table(office.desk, month, [one.code for one in MEASURES])}
        work = chapters(month, rows)[1]
        return [passage.text for passage in work.passages if passage.lead == "回应诉求关切。"]

    assert chapter(Month(2024, 3)) == []
    one = request(office, due_on=day(8))
    act(office, "accept", one, on=day(1))
    act(office, "close", one, on=day(6), result="已清")
    request(office, title="楼栋难找")
    (told,) = chapter(Month(2024, 3))
    assert "本月收到诉求2件" in told
    assert "本月办结1件，按时办结率100.0%。尚未办结1件。" in told
    assert "满意率" not in told
