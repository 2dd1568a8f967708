"""Printed ledgers: what is on the paper, that it is masked and numbered, and what blocks a print."""

import io
from datetime import date

import pdfplumber
import pytest
from sqlmodel import select

from app import settings
from app.actions.printing import MOST_ROWS, print_ledger
from app.errors import MissingGlyphs, UserError
from app.history.journal import Wanted, operations
from app.registers import find_register
from app.registers.lists import Query
from db.models import Print

PEOPLE = find_register("people")
COLUMNS = ["name", "gender", "phones", "category", "area_id"]
DAY = date(2024, 12, 3)


def words_of(data):
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def test_the_printed_ledger_holds_the_rows_masked_under_a_number(desk, office):
    settings.save(desk, {"office_name": "北山街道"})
    office.person("买买提·阿不都热依木", phones="13800000001")
    office.person("李䶮", phones="13900000002")
    printed = print_ledger(desk, PEOPLE, Query(), COLUMNS, today=DAY)
    text = words_of(printed.data)
    assert "人员台账" in text
    assert "北山街道" in text
    assert "李䶮" in text
    assert "阿不都热依木" in text
    assert "138****0001" in text
    assert "13800000001" not in text
    assert f"编号：{printed.number}" in text
    assert printed.number == "P20241203-0001"
    with desk.reading() as session:
        (entered,) = session.exec(select(Print)).all()
    assert (entered.number, entered.pages, entered.clerk_name) == (printed.number, 1, desk.actor.name)


def test_numbers_go_on_and_prints_cannot_be_undone(desk, office):
    office.person("张三")
    numbers = [print_ledger(desk, PEOPLE, Query(), COLUMNS, today=DAY).number for _ in range(2)]
    assert numbers == ["P20241203-0001", "P20241203-0002"]
    assert not operations(desk, Wanted(kinds=("print",)))[0].can_undo


def test_a_filtered_list_prints_what_it_shows(desk, office):
    office.person("张三")
    office.person("李四", phones="13800000002")
    printed = print_ledger(desk, PEOPLE, Query(search="李四", label="核对"), COLUMNS, today=DAY)
    text = words_of(printed.data)
    assert "李四" in text
    assert "张三" not in text
    assert "人员台账（核对）" in text


def test_a_character_without_a_glyph_blocks_the_print_and_names_the_record(desk, office):
    office.person("张\ue123", phones="13800000001")
    with pytest.raises(MissingGlyphs, match="第1行 张"):
        print_ledger(desk, PEOPLE, Query(), COLUMNS, today=DAY)
    with desk.reading() as session:
        assert session.exec(select(Print)).all() == []
    office.person("李四", phones="13800000002")
    assert print_ledger(desk, PEOPLE, Query(search="李四"), COLUMNS, today=DAY).number == "P20241203-0001"


def test_an_empty_or_endless_list_is_not_printed(desk, office, monkeypatch):
    with pytest.raises(UserError, match="空的"):
        print_ledger(desk, PEOPLE, Query(), COLUMNS)
    office.person("张三")
    office.person("李四", phones="13800000002")
    monkeypatch.setattr("app.actions.printing.MOST_ROWS", 1)
    with pytest.raises(UserError, match="最多1人"):
        print_ledger(desk, PEOPLE, Query(), COLUMNS)
    assert MOST_ROWS > 1000


def test_papers_and_workbooks_of_party_members_are_marked(desk, office, tmp_path):
    from openpyxl import load_workbook

    from app.exchange.writing import export_register
    from tests.factories import party_card

    party_card(office)
    register = find_register("party_index")
    printed = print_ledger(desk, register, Query(), ["number", "person_id", "stage"], today=DAY)
    assert "内部资料" in words_of(printed.data)
    export_register(desk, register, tmp_path / "发展.xlsx")
    sheet = load_workbook(tmp_path / "发展.xlsx")["台账"]
    assert sheet["A2"].value.endswith("内部资料")
    assert sheet.oddHeader.right.text == "内部资料"
    export_register(desk, PEOPLE, tmp_path / "人员.xlsx")
    assert "内部资料" not in load_workbook(tmp_path / "人员.xlsx")["台账"]["A2"].value
