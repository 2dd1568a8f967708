"""Exported lists come back unchanged, annotated copies name what is wrong, and no text becomes a formula."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlmodel import select

from app.bootstrap import Application, start
from app.errors import UnreadableFile, UserError
from app.exchange.annotate import save_annotated
from app.exchange.applying import apply
from app.exchange.decisions import usual_decisions
from app.exchange.dryrun import dry_run
from app.exchange.marking import mark_workbook
from app.exchange.reader import read_workbook
from app.exchange.readrow import State
from app.exchange.writing import export_name, export_register
from app.registers import find_register
from app.registers.lists import Query
from app.registers.records import save
from db.models import Person
from tests.conftest import CLERK

WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"
ROSTER = WORKBOOKS / "附件2：新就业群体摸底排查登记表（金祝社区）（定稿）(1).xlsx"
CSV = WORKBOOKS / "联合工会会员花名册.csv"
XLS = WORKBOOKS / "暖心点位一览表.xls"
PEOPLE = find_register("people")


@pytest.fixture(scope="module")
def imported(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger with a roster and a table of places imported, to copy from."""
    place = tmp_path_factory.mktemp("imported") / "台账.db"
    shutil.copy(empty_ledger, place)
    application = start(place, actor=CLERK)
    desk, areas = application.desk, find_register("areas")
    street = save(desk, areas, {"name": "北山街道", "kind": "subdistrict"}).record_id
    for name in ("金祝社区", "宝石社区"):
        save(desk, areas, {"name": name, "kind": "community", "parent_id": street})
    for source in (ROSTER, XLS):
        run = dry_run(desk, source)
        apply(desk, run, usual_decisions(run))
    application.close()
    return place


@pytest.fixture
def office(imported: Path, tmp_path: Path) -> Iterator[Application]:
    """An office that holds what was imported."""
    application = start(shutil.copy(imported, tmp_path / "台账.db"), actor=CLERK)
    yield application
    application.close()


@pytest.mark.parametrize("masked", [True, False], ids=["masked", "plain"])
@pytest.mark.parametrize("key", ["people", "facilities", "platforms", "areas"])
def test_an_export_comes_back_as_nothing_new(
    office: Application, key: str, masked: bool, tmp_path: Path
) -> None:
    target = tmp_path / "export.xlsx"
    register = find_register(key)
    count = export_register(office.desk, register, target, masked=masked, unit="北山街道")
    assert count > 0
    run = dry_run(office.desk, target, register=register.key)
    assert len(run.rows) == count
    assert [(row.row, row.differences) for row in run.rows if row.state is not State.SAME] == []
    assert run.ignored == []


def test_partial_birth_dates_survive_the_way_out_and_back(office: Application, tmp_path: Path) -> None:
    values = {
        "name": "=1+1", "category": "rider", "phones": "13812345678", "birth_date": date(1990, 5, 1),
        "birth_precision": "month", "registered_on": date(2024, 11, 5), "area_id": 1, "note": "甲\n乙", "needs": "@x",
    }  # fmt: skip
    save(office.desk, PEOPLE, values, accept_warnings=True)
    export_register(office.desk, PEOPLE, tmp_path / "export.xlsx", masked=False)
    run = dry_run(office.desk, tmp_path / "export.xlsx")
    assert run.register == "people"
    assert [row.differences for row in run.rows if row.state is not State.SAME] == []


def test_cells_are_texts_and_the_page_is_ready_to_print(office: Application, tmp_path: Path) -> None:
    target = tmp_path / "export.xlsx"
    export_register(
        office.desk, PEOPLE, target, columns=["name", "gender", "id_no", "phones"], masked=False, unit="街道"
    )
    book = openpyxl.load_workbook(target)
    sheet = book["台账"]
    assert sheet["A1"].value == "人员台账"
    assert "填报单位：街道" in sheet["A2"].value
    assert [cell.value for cell in sheet[3]] == ["姓名", "性别", "证件号码", "联系电话"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=4) for cell in row if cell.value} == {"s"}
    assert {cell.number_format for row in sheet.iter_rows(min_row=4) for cell in row} == {"@"}
    assert sheet.freeze_panes == "A4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$3"
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    assert book["选项"].sheet_state == "hidden"
    assert sheet.data_validations.dataValidation[0].formula1.startswith("选项!")
    assert book.properties.creator in (None, "")


def test_masked_by_default(office: Application, tmp_path: Path) -> None:
    target = tmp_path / "export.xlsx"
    export_register(office.desk, PEOPLE, target)
    with zipfile.ZipFile(target) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"522326" in everything
    assert b"522326200209188084" not in everything
    assert b"17254380984" not in everything


def test_a_long_list_is_written_page_by_page(
    office: Application, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("app.exchange.writing._BATCH", 7)
    count = export_register(
        office.desk, PEOPLE, tmp_path / "export.xlsx", query=Query(sort="name"), columns=["name"]
    )
    assert count == 54
    assert len(read_workbook(tmp_path / "export.xlsx").sheets[0].rows) == 57


def test_a_missing_folder_is_said(office: Application, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="无法写入"):
        export_register(office.desk, PEOPLE, tmp_path / "none" / "export.xlsx")


def test_names_of_files() -> None:
    assert (
        export_name("北山街道", PEOPLE, "2024年11月", date(2024, 12, 3))
        == "北山街道人员台账（2024年11月）20241203.xlsx"
    )
    assert "/" not in export_name("a/b:c", PEOPLE, "", date(2024, 12, 3))


def annotated(office: Application, source: Path, target: Path) -> Any:
    run = dry_run(office.desk, source)
    save_annotated(run, source, target)
    return openpyxl.load_workbook(target).worksheets[0]


def test_an_annotated_copy_keeps_the_sheet_and_names_the_rows(office: Application, tmp_path: Path) -> None:
    before = ROSTER.read_bytes()
    sheet = annotated(office, ROSTER, tmp_path / "copy.xlsx")
    assert sheet["K4"].value == "导入情况"
    assert sheet["K6"].value == "无变化"
    assert "校验不通过" in sheet["K9"].value
    assert sheet["E9"].fill.start_color.rgb.endswith("FFC7CE")
    assert "校验不通过" in sheet["E9"].comment.text
    assert sheet["E9"].value == "341222197408016820"
    assert "第6行" in sheet["K72"].value
    assert sheet["K8"].value is None
    assert "G4:H4" in {str(one) for one in sheet.merged_cells.ranges}
    assert ROSTER.read_bytes() == before
    again = dry_run(office.desk, tmp_path / "copy.xlsx")
    assert again.register == "people"


def test_a_csv_and_an_xls_are_annotated_as_xlsx(office: Application, tmp_path: Path) -> None:
    sheet = annotated(office, CSV, tmp_path / "csv.xlsx")
    assert sheet["H1"].value == "导入情况"
    assert sheet["H2"].value == "新增"
    assert sheet["C2"].value.strip() == "330106198503075298"
    mark_workbook(XLS, tmp_path / "xls.xlsx", "台账", [{"row": 5, "columns": [1], "message": "核对"}])
    marked = openpyxl.load_workbook(tmp_path / "xls.xlsx").worksheets[0]
    assert marked["L5"].value == "核对"
    assert marked["B5"].fill.start_color.rgb.endswith("FFC7CE")


def test_texts_that_look_like_formulas_stay_texts(office: Application, tmp_path: Path) -> None:
    source = tmp_path / "evil.csv"
    source.write_text("姓名,手机号,工种\n=1+1,13812345678,骑手\n+cmd|x,1381,骑手\n", encoding="utf-8")
    sheet = annotated(office, source, tmp_path / "copy.xlsx")
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    twice = annotated(office, tmp_path / "copy.xlsx", tmp_path / "twice.xlsx")
    assert (twice["A2"].value, twice["A2"].data_type) == ("=1+1", "s")


def test_a_copy_of_a_file_that_has_gone_is_refused(office: Application, tmp_path: Path) -> None:
    run = dry_run(office.desk, CSV)
    with pytest.raises(UnreadableFile):
        save_annotated(run, tmp_path / "gone.csv", tmp_path / "copy.xlsx")
    assert not (tmp_path / "copy.xlsx").exists()
    with office.ledger.reading() as session:
        assert len(session.exec(select(Person)).all()) == 54
