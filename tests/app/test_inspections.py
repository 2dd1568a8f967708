"""Inspection rounds: the places of the day, a sheet taken over at once, faults that are mended and struck off."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pdfplumber
import pytest
from sqlmodel import select

from app import settings
from app.actions.inspection_printing import print_round
from app.actions.inspections import Entry, take_over
from app.actions.undo import last_undoable, undo
from app.errors import UserError, ValidationFailed
from app.measures.figures import figure
from app.measures.period import Day, Month
from app.registers import find_register, lists, records
from app.registers.lists import Query
from app.sheets.inspection import read_round
from db.models import Fault, Finding, Inspection
from tests.factories import facility

SQLITE_ALONE = True  # plain rows; such SQL is tried on both elsewhere

DAY = date(2024, 3, 29)
run = {
    action.key: action.run for key in ("faults", "inspection_items") for action in find_register(key).actions
}
run["close_place"] = next(one.run for one in find_register("facilities").actions if one.key == "close")


def place(office, name, kind="water_point", **values):
    known = {"opened_on": date(2024, 1, 1), "area_id": office.community, "kind": kind}
    return office.make("facilities", name=name, **known | values)


def start(office, **values):
    known = {
        "name": "3月巡查",
        "area_id": office.street,
        "planned_on": DAY,
        "due_on": DAY + timedelta(days=9),
    }
    return office.make("inspection_rounds", **known | values)


def listed(office, round_id):
    """Inspection ids of a round by id of the place."""
    with office.desk.reading() as session:
        rows = session.exec(select(Inspection).where(Inspection.round_id == round_id)).all()
        return {row.facility_id: row.id for row in rows}


def items(office):
    """Ids of the six lines of the checklist."""
    run["use_six"](office.desk, [], {})
    return [row.id for row in lists.page(office.desk, find_register("inspection_items"), Query(), [])]


def faults(office):
    with office.desk.reading() as session:
        return session.exec(select(Fault).order_by(Fault.id)).all()


def test_a_round_lists_the_places_that_serve_on_its_day(office):
    here = place(office, "曙光饮水点")
    closed = place(office, "已关闭")
    run["close_place"](office.desk, [closed], {"on": date(2024, 3, 1)})
    place(office, "四月才开", opened_on=date(2024, 4, 2))
    elsewhere = place(office, "金祝饮水点", area_id=office.other_community)
    stop = place(office, "驿站", kind="rest_stop")
    assert set(listed(office, start(office, kind="water_point"))) == {here, elsewhere}
    assert set(listed(office, start(office, area_id=office.community))) == {here, stop}


def test_a_round_is_not_listed_anew_when_it_is_edited_and_goes_with_its_undo(office):
    place(office, "曙光饮水点")
    round_id = start(office)
    place(office, "后来登记")
    records.save(office.desk, find_register("inspection_rounds"), {"note": "改"}, record_id=round_id)
    assert len(listed(office, round_id)) == 1


def test_the_sheet_is_taken_over_at_once_and_faults_become_tasks(office):
    good, bad = place(office, "好点"), place(office, "坏点", provider="某银行")
    first, second, *_ = items(office)
    rows = listed(office, start(office))
    settings.save(office.desk, {"mend_days": 10})
    entries = {
        rows[good]: Entry(DAY, {first: Finding.GOOD, second: Finding.NONE}, inspector="周巡查"),
        rows[bad]: Entry(DAY, {first: Finding.GOOD, second: Finding.FAULT}, {second: "座椅破损"}),
    }
    take_over(office.desk, find_round(office), entries)
    (fault,) = faults(office)
    assert (fault.facility_id, fault.content) == (bad, "有固定场所：座椅破损")
    assert (fault.due_on, fault.responsible, fault.state) == (DAY + timedelta(days=10), "某银行", "open")
    card = records.load(office.desk, find_register("facilities"), good).values
    assert card["last_checked_on"] == DAY
    assert figure(office.desk, "F10", Month(2024, 3)).value == 2
    undo(office.desk, last_undoable(office.desk).id)
    assert faults(office) == []
    assert figure(office.desk, "F10", Month(2024, 3)).value == 0


def pdf_text(data):
    with pdfplumber.open(BytesIO(data)) as pdf:
        return "".join("\n".join(page.extract_text() for page in pdf.pages).split())


def find_round(office):
    (row,) = lists.page(office.desk, find_register("inspection_rounds"), Query(), [])
    return row.id


def test_the_same_open_fault_is_not_written_down_twice(office):
    spot = place(office, "坏点")
    first, *_ = items(office)
    rows = listed(office, start(office))
    for on in (DAY, DAY + timedelta(days=1)):
        take_over(office.desk, find_round(office), {rows[spot]: Entry(on, {first: Finding.FAULT})})
    (fault,) = faults(office)
    assert fault.content == "有统一标识：不合格"
    run["mend"](office.desk, [fault.id], {"on": DAY + timedelta(days=2), "how": "补挂"})
    run["close"](office.desk, [fault.id], {"on": DAY + timedelta(days=3)})
    later = Entry(DAY + timedelta(days=4), {first: Finding.FAULT})
    take_over(office.desk, find_round(office), {rows[spot]: later})
    assert [one.state for one in faults(office)] == ["closed", "open"]


def test_a_sheet_that_does_not_fit_is_refused_whole(office):
    spot = place(office, "好点")
    first, *_ = items(office)
    wrong = office.make("inspection_items", name="餐食留样", kind="discount_canteen", place=9)
    rows = listed(office, start(office))
    tomorrow = date.today() + timedelta(days=1)
    for entry, sentence in (
        (Entry(tomorrow, {first: Finding.GOOD}), "还没有到"),
        (Entry(DAY, {wrong: Finding.GOOD}), "没有这一检查项"),
    ):
        with pytest.raises(ValidationFailed, match=sentence):
            take_over(office.desk, find_round(office), {rows[spot]: entry})
    with pytest.raises(ValidationFailed, match="不在这一轮"):
        take_over(office.desk, find_round(office), {rows[spot] + 999: Entry(DAY, {first: Finding.GOOD})})
    assert figure(office.desk, "F10", Month(2024, 3)).value == 0


def test_a_fault_goes_its_way_and_no_other(office):
    made = office.make("faults", facility_id=facility(office), content="漏水", found_on=DAY, due_on=DAY)
    with pytest.raises(ValidationFailed, match="还没有整改"):
        run["close"](office.desk, [made], {"on": DAY})
    with pytest.raises(ValidationFailed, match="早于发现日期"):
        run["mend"](office.desk, [made], {"on": DAY - timedelta(days=1)})
    run["mend"](office.desk, [made], {"on": DAY})
    run["reopen"](office.desk, [made], {"due_on": date(2024, 4, 30)})
    assert [(one.state, one.mended_on, one.due_on) for one in faults(office)] == [
        ("open", None, date(2024, 4, 30))
    ]
    with pytest.raises(ValidationFailed, match="不是“已整改”"):
        run["reopen"](office.desk, [made], {"due_on": date(2024, 5, 1)})


@pytest.mark.parametrize(
    "values",
    [
        {"state": "mended"},
        {"mended_on": DAY},
        {"state": "closed", "mended_on": DAY},
        {"state": "mended", "mended_on": DAY, "closed_on": DAY},
    ],
)
def test_state_and_dates_of_a_fault_go_together(office, values):
    with pytest.raises(ValidationFailed):
        office.make(
            "faults", facility_id=facility(office), content="漏水", found_on=DAY, due_on=DAY, **values
        )


def test_overdue_and_mended_share_are_of_the_day_asked_for(office):
    spot = facility(office)
    for at in range(4):
        values = {"content": f"问题{at}", "found_on": DAY, "due_on": date(2024, 4, 5)}
        office.make("faults", facility_id=spot, **values)
    ids = [one.id for one in faults(office)]
    run["mend"](office.desk, ids[:3], {"on": date(2024, 4, 10)})
    run["close"](office.desk, ids[:1], {"on": date(2024, 4, 11)})
    assert figure(office.desk, "F11", Month(2024, 3)).value == Decimal("0.0")
    assert [figure(office.desk, "W05", Day(date(2024, 4, day))).value for day in (5, 6, 9, 10)] == [
        0,
        4,
        4,
        1,
    ]
    assert figure(office.desk, "F11", Month(2024, 4)).value is None


def test_a_result_typed_on_the_card_leads_to_its_task(office):
    look = office.make("inspections", facility_id=facility(office), inspected_on=DAY)
    item = office.make("inspection_items", name="有专人管理", place=1)
    office.make("inspection_results", inspection_id=look, item_id=item, finding="fault", note="无人")
    assert [(one.content, one.found_on) for one in faults(office)] == [("有专人管理：无人", DAY)]


def test_the_six_are_laid_out_only_once(office):
    assert len(items(office)) == 6
    with pytest.raises(ValidationFailed, match="已经有检查项"):
        run["use_six"](office.desk, [], {})


def test_the_sheet_of_a_round_is_printed_by_kind_with_what_is_known(office):
    good, stop = place(office, "曙光饮水点", address="曙光路1号"), place(office, "驿站", kind="rest_stop")
    first, *_ = items(office)
    office.make("inspection_items", name="出水正常", kind="water_point", place=7)
    round_id = start(office)
    rows = listed(office, round_id)
    entry = Entry(DAY, {first: Finding.FAULT}, {first: "牌子掉了"})
    take_over(office.desk, round_id, {rows[stop]: entry})
    sheet = read_round(office.desk, round_id)
    assert [line.facility_id for line in sheet.lines] == [stop, good]
    assert len(sheet.items_of("rest_stop")) == 6
    assert len(sheet.items_of("water_point")) == 7
    printed = print_round(office.desk, [round_id])
    text = pdf_text(printed.data)
    for said in ("3月巡查记录表", "曙光路1号", "出水正常", "有统一标识：牌子掉了", "×"):
        assert said in text
    assert printed.pages == 2


def test_a_round_without_places_or_checklist_says_what_to_do(office):
    round_id = start(office)
    with pytest.raises(UserError, match="没有点位"):
        print_round(office.desk, [round_id])
    place(office, "曙光饮水点")
    with pytest.raises(UserError, match="检查项"):
        print_round(office.desk, [start(office, name="4月")])


def test_a_due_day_before_the_look_is_refused(office):
    spot = place(office, "坏点")
    first, *_ = items(office)
    round_id = start(office)
    entry = Entry(DAY, {first: Finding.FAULT}, dues={first: DAY - timedelta(days=1)})
    with pytest.raises(ValidationFailed, match="整改期限"):
        take_over(office.desk, round_id, {listed(office, round_id)[spot]: entry})
