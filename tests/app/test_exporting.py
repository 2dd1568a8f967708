"""Exports of lists: masked by default; whole numbers are noted in the journal."""

from dataclasses import replace
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from app import settings
from app.actions.exporting import export_list, file_name, holds_personal_values
from app.errors import UserError
from app.history.journal import Wanted, operations
from app.registers import find_register
from app.registers.lists import Query

PEOPLE = find_register("people")


def text_of(path):
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return "\n".join("|".join(str(cell) for cell in row) for row in rows)


def test_numbers_are_hidden_unless_the_clerk_asks_and_then_it_is_noted(desk, office, tmp_path):
    office.person("张三", phones="13800000001")
    assert export_list(desk, PEOPLE, Query(), tmp_path / "a.xlsx", whole=False) == 1
    assert "138****0001" in text_of(tmp_path / "a.xlsx")
    assert operations(desk, Wanted(kinds=("export",))) == []
    assert export_list(desk, PEOPLE, Query(), tmp_path / "b.xlsx", whole=True) == 1
    assert "13800000001" in text_of(tmp_path / "b.xlsx")
    (noted,) = operations(desk, Wanted(kinds=("export",)))
    assert (noted.title, noted.can_undo) == ("导出人员台账（完整号码）：1人", False)


def test_whole_numbers_need_the_right(desk, office, tmp_path):
    office.person("张三", phones="13800000001")
    narrow = replace(desk, actor=replace(desk.actor, whole_numbers=False))
    with pytest.raises(UserError, match="没有导出完整号码的权限"):
        export_list(narrow, PEOPLE, Query(), tmp_path / "a.xlsx", whole=True)
    assert not (tmp_path / "a.xlsx").exists()
    assert export_list(narrow, PEOPLE, Query(), tmp_path / "a.xlsx", whole=False) == 1


def test_what_cannot_be_written_is_not_noted(desk, office, tmp_path):
    office.person("张三")
    with pytest.raises(UserError, match="无法写入"):
        export_list(desk, PEOPLE, Query(), tmp_path / "没有" / "a.xlsx", whole=True)
    assert operations(desk, Wanted(kinds=("export",))) == []


def test_the_file_is_named_after_office_list_and_day(desk):
    settings.save(desk, {"office_name": "北山街道"})
    name = file_name(desk, PEOPLE, Query(label="2024年11月新增登记"), date(2024, 12, 3))
    assert name == "北山街道人员台账（2024年11月新增登记）20241203.xlsx"


def test_only_registers_with_hidden_values_ask(desk):
    assert holds_personal_values(PEOPLE)
    assert not holds_personal_values(find_register("courses"))
