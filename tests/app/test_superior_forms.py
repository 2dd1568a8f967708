"""Forms of the superior office in a ledger: kept under a name, filled from the return of a period, sealed or not."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from app import settings
from app.actions.people import leave
from app.actions.returns import submit
from app.actions.sealing import approve
from app.actions.summary import draft
from app.actions.superiorforms import (
    add_form,
    drop_form,
    fill_form,
    filled_name,
    find_form,
    keep_slots,
    kept_forms,
    replace_file,
)
from app.desk import Desk
from app.errors import NotFound, UserError, ValidationFailed
from app.measures.period import Month
from app.superior.offered import offered, value_under, with_choices
from app.superior.opening import open_form
from app.superior.slots import SERIAL, Meaning, OfFigure, OfRegister, OfReturn, Place, Slot
from app.superior.values import Values
from tests.conftest import Office

SQLITE_ALONE = True
NOVEMBER = Month(2024, 11)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A monthly table of the district: figures, a placeholder, a list with five empty rows above its foot."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "月报"
    sheet.append(["{{填报单位}}（{{主任}}）"])
    sheet.append(["指标", "本月", "上月", "本年累计", "宝石社区"])
    sheet.append(["在册人数"])
    sheet.append(["新增登记"])
    sheet["E4"] = "=E3*2"
    names = book.create_sheet("名单")
    names.append(["序号", "姓名", "电话"])
    names["A7"] = "填表人："
    book.save(tmp_path / "月报.xlsx")
    return tmp_path / "月报.xlsx"


@pytest.fixture
def people(office: Office) -> list[int]:
    settings.save(office.desk, {"office_name": "北山街道"})
    return [
        office.person(f"骑手{n}", phones=f"1380000000{n}", registered_on=day, area_id=area)
        for n, day, area in (
            (1, date(2024, 10, 2), office.community),
            (2, date(2024, 11, 5), office.community),
            (3, date(2024, 11, 6), office.other_community),
        )
    ]  # fmt: skip


def form_of(desk: Desk, path: Path) -> int:
    add_form(desk, "区月报", path)
    return kept_forms(desk)[0].id


def named(desk: Desk, form_id: int, meanings: dict[tuple[str, int, int] | str, Meaning]) -> None:
    """Keep meanings for places as the dialog does: with what stands beside them."""
    form, content = find_form(desk, form_id)
    sheets = {one.name: one for one in open_form(form.kind, content).looks()}
    slots = []
    for at, meaning in meanings.items():
        place = Place(word=at) if isinstance(at, str) else Place(*at)
        beside = "" if place.word else sheets[place.sheet].beside(place.row, place.column)
        slots.append(Slot(place, meaning, beside))
    keep_slots(desk, form_id, slots)


def filled(desk: Desk, form_id: int, target: Path) -> tuple[openpyxl.Workbook, tuple[str, ...]]:
    notes = fill_form(desk, form_id, NOVEMBER, target).notes
    return openpyxl.load_workbook(io.BytesIO(target.read_bytes())), notes


def test_figures_facts_and_lists_find_their_places(
    office: Office, people: list[int], template: Path, tmp_path: Path
):
    desk = office.desk
    form_id = form_of(desk, template)
    named(desk, form_id, {
        ("月报", 2, 1): OfFigure("P01"), ("月报", 2, 2): OfFigure("P01", "last_month"),
        ("月报", 2, 4): OfFigure("P01", "this_month", office.community),
        ("月报", 3, 1): OfFigure("P10"), ("月报", 3, 3): OfFigure("P10", "year_total"),
        "填报单位": OfReturn("office"),
        ("名单", 1, 0): OfRegister("people", SERIAL), ("名单", 1, 1): OfRegister("people", "name"),
        ("名单", 1, 2): OfRegister("people", "phones"),
    })  # fmt: skip
    (kept,) = kept_forms(desk)
    assert filled_name(kept, NOVEMBER) == "区月报（2024年11月）.xlsx"
    book, notes = filled(desk, form_id, tmp_path / "填好.xlsx")
    month, names = book["月报"], book["名单"]
    assert [month[cell].value for cell in ("B3", "C3", "D3", "E3", "B4", "D4")] == [3, 1, None, 2, 2, 3]
    assert month["E4"].value == "=E3*2"
    assert month["A1"].value == "北山街道（{{主任}}）"
    assert notes == ("没有对应关系的占位符保持原样：主任。",)
    lines = [[cell.value for cell in row] for row in names.iter_rows(2, 5)]
    assert sorted(line[1] for line in lines[:3]) == ["骑手1", "骑手2", "骑手3"]
    assert [line[0] for line in lines] == [1, 2, 3, None]
    assert {line[2] for line in lines[:3]} == {"138****0001", "138****0002", "138****0003"}
    assert names["A7"].value == "填表人："


def test_a_sealed_return_fills_the_form_as_it_was_sealed(
    office: Office, people: list[int], template: Path, tmp_path: Path
):
    desk = office.desk
    form_id = form_of(desk, template)
    named(desk, form_id, {
        ("月报", 2, 1): OfFigure("P01"), ("月报", 2, 4): OfFigure("P01", "this_month", office.community),
        "主任": OfReturn("head"), "填报单位": OfReturn("as_of"),
    })  # fmt: skip
    submit(desk, draft(desk, NOVEMBER, date(2024, 12, 3)))
    approve(desk, NOVEMBER, "王某", "李主任")
    leave(desk, people[:1], {"on": date(2024, 11, 20), "left_to": ""})
    book, notes = filled(desk, form_id, tmp_path / "填好.xlsx")
    assert (book["月报"]["B3"].value, book["月报"]["E3"].value) == (3, 1)
    assert book["月报"]["A1"].value == "2024年11月30日（李主任）"
    assert notes == ("报表封存的是全部范围的数字，分区域的按现在的台账填写：月报!E3。",)


def test_more_records_than_rows_are_refused_and_no_file_is_written(
    office: Office, template: Path, tmp_path: Path
):
    settings.save(office.desk, {"office_name": "北山街道"})
    for n in range(6):
        office.person(f"骑手{n}", phones=f"1380000000{n}")
    form_id = form_of(office.desk, template)
    named(
        office.desk,
        form_id,
        {("名单", 1, 1): OfRegister("people", "name"), ("名单", 1, 0): OfRegister("people", SERIAL)},
    )
    with pytest.raises(UserError, match="“名单”从B2起只有5行空行，要填6行"):
        fill_form(office.desk, form_id, NOVEMBER, tmp_path / "填好.xlsx")
    assert not (tmp_path / "填好.xlsx").exists()


GONE: tuple[tuple[Meaning, str], ...] = (
    (OfFigure("Z77"), "对应的指标Z77，指标目录里没有"),
    (OfReturn("weather"), "对应的内容已不存在"),
    (OfRegister("unicorns", "name"), "对应的台账已不存在"),
    (OfRegister("people", "horn"), "对应的栏目已不存在"),
    (OfRegister("people", "name", "困难骑手"), "常用筛选“困难骑手”已被删除"),
)


def test_what_is_no_longer_there_is_named(office: Office, template: Path, tmp_path: Path):
    settings.save(office.desk, {"office_name": "北山街道"})
    values = Values(office.desk, NOVEMBER, ())
    for meaning, said in GONE:
        slot = Slot(Place("月报", 2, 1), meaning)
        with pytest.raises(UserError, match=said):
            values.lines([slot]) if isinstance(meaning, OfRegister) else values.of(slot)
    form_id = form_of(office.desk, template)
    named(office.desk, form_id, {("月报", 2, 1): OfFigure("P01", "this_month", 999)})
    with pytest.raises(UserError, match="月报!B3对应的区域已不存在"):
        fill_form(office.desk, form_id, NOVEMBER, tmp_path / "填好.xlsx")
    assert not (tmp_path / "填好.xlsx").exists()


def test_one_row_takes_one_list(office: Office, people: list[int], template: Path, tmp_path: Path):
    form_id = form_of(office.desk, template)
    named(
        office.desk,
        form_id,
        {("名单", 1, 1): OfRegister("people", "name"), ("名单", 1, 2): OfRegister("stations", "name")},
    )
    with pytest.raises(UserError, match="“名单”第2行对应了两本台账"):
        fill_form(office.desk, form_id, NOVEMBER, tmp_path / "填好.xlsx")


def test_this_months_file_is_looked_at_before_it_is_filled(
    office: Office, people: list[int], template: Path, tmp_path: Path
):
    desk = office.desk
    form_id = form_of(desk, template)
    with pytest.raises(UserError, match="还没有对应关系"):
        fill_form(desk, form_id, NOVEMBER, tmp_path / "填好.xlsx")
    named(desk, form_id, {("月报", 2, 1): OfFigure("P01"), ("月报", 3, 1): OfFigure("P10")})
    book = openpyxl.load_workbook(template)
    book["月报"].insert_rows(3)
    book["月报"]["A3"] = "站点数"
    book.save(tmp_path / "十二月.xlsx")
    replace_file(desk, form_id, tmp_path / "十二月.xlsx")
    assert kept_forms(desk)[0].file_name == "十二月.xlsx"
    with pytest.raises(UserError, match="月报!B3旁边原来是“在册人数｜本月”，现在是“站点数｜本月”"):
        fill_form(desk, form_id, NOVEMBER, tmp_path / "填好.xlsx")


def test_names_are_asked_for_and_forms_are_dropped(office: Office, template: Path):
    desk = office.desk
    with pytest.raises(ValidationFailed, match="请填写名称"):
        add_form(desk, " ", template)
    form_id = form_of(desk, template)
    with pytest.raises(ValidationFailed, match="已有叫“区月报”"):
        add_form(desk, " 区月报", template)
    drop_form(desk, form_id)
    assert kept_forms(desk) == []
    for act in (
        lambda: find_form(desk, form_id),
        lambda: drop_form(desk, form_id),
        lambda: keep_slots(desk, form_id, []),
    ):
        with pytest.raises(NotFound):
            act()


def test_what_is_offered_is_found_by_name_pinyin_and_code(office: Office):
    found = offered(office.desk)
    for typed in ("在册 人数", "zaice", "P01"):
        assert OfFigure("P01") in [one.meaning for one in found.figures if one.matches(typed)], typed
    assert (
        found.label(OfFigure("P01", "year_total", office.community))
        == "宝石社区 本年累计 登记在册新就业群体人数"
    )
    assert found.label(OfReturn("office")) == "单位名称"
    people = next(one for one in found.lists if one.key == "people")
    assert found.label(OfRegister("people", "name", "困难骑手")) == f"{people.label}（困难骑手）：姓名"
    assert [value_under(head) for head in ("在册｜本月", "上月数", "2024年累计", "上年同期累计", "比上月环比")] == [
        "this_month", "last_month", "year_total", "last_year_total", "month_change",
    ]  # fmt: skip
    chosen = {"value": "year_total", "area": 3, "kept": "骑手"}
    assert with_choices(OfFigure("P01"), chosen) == OfFigure("P01", "year_total", 3)
    assert with_choices(OfRegister("people", "name"), chosen) == OfRegister("people", "name", "骑手")
