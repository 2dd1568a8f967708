"""Files that may be read and files that must be refused, and finding the table in what was read."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from app.errors import UnreadableFile
from app.exchange.headers import Table, find_table
from app.exchange.heads import PEOPLE, with_words
from app.exchange.precheck import precheck
from app.exchange.reader import read_workbook, run_child
from app.exchange.workbook import Cell, Merged, Sheet, Workbook

WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"
IN_SCOPE = [
    "附件2：新就业群体摸底排查登记表（金祝社区）（定稿）(1).xlsx",
    "快递站点人员花名册（宝石社区）.xlsx",
    "联合工会会员花名册.csv",
    "北山街道公益饮水点台账.xlsx",
    "暖心点位一览表.xls",
]


def write_xlsx(path: Path, cells: dict[tuple[int, int], Any]) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for (row, column), value in cells.items():
        sheet.write(row, column, value)
    book.close()
    return path


def repack(source: Path, target: Path, change: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change.pop(info.filename, None) or old.read(info))
        for name, data in change.items():
            new.writestr(name, data)
    return target


def refused(path: Path) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_workbook(path)
    assert caught.value.sentence.endswith("。")
    assert "Traceback" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("name", IN_SCOPE)
def test_sample_workbooks_give_register_community_and_skipped_rows(name: str) -> None:
    expected = json.loads((WORKBOOKS / f"{name}.expected.json").read_text("utf-8"))
    table = find_table(read_workbook(WORKBOOKS / name))
    assert table.kind.key == expected["register"]
    assert table.notes.community == expected.get("community", "")
    skipped = [{"row": line.row, "why": line.state} for line in table.lines() if line.state != "data"]
    assert skipped == expected["skip"]
    data = [line.row for line in table.lines() if line.state == "data"]
    twice = [row["row"] for row in expected.get("duplicate_in_file", [])]
    assert data == sorted(row["row"] for row in [*expected["accept"], *expected["reject"]]) + twice


def test_two_far_cells_are_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "far.xlsx", {(0, 0): "姓名", (1048575, 16383): "x"})
    assert "XFD1048576" in refused(path).sentence
    path = write_xlsx(tmp_path / "long.xlsx", {(0, 0): "姓名", (100_200, 0): "x"})
    assert "太长" in refused(path).sentence


def test_far_formats_without_content_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "format.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "姓名")
    sheet.write_blank(200_000, 300, None, book.add_format({"bold": True}))
    book.close()
    assert read_workbook(path).sheets[0].rows == [["姓名"]]


def test_files_that_are_no_workbook(tmp_path: Path) -> None:
    contents = {
        "empty.xlsx": b"",
        "picture.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "text.xlsx": "姓名,电话".encode(),
        "page.xls": b"<html><table><tr><td>1</td></tr></table></html>",
        "cut.xlsx": (WORKBOOKS / IN_SCOPE[1]).read_bytes()[:3000],
        "cut.xls": (WORKBOOKS / IN_SCOPE[4]).read_bytes()[:5000],
        "binary.csv": bytes(range(256)) * 20,
        "paper.csv": b"%PDF-1.7 ...",
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
        refused(tmp_path / name)
    refused(tmp_path / "missing.xlsx")
    refused(tmp_path)
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr("readme.txt", "x")
    refused(tmp_path / "other.xlsx")


def test_damaged_bytes_inside_a_workbook_are_refused(tmp_path: Path) -> None:
    data = bytearray((WORKBOOKS / IN_SCOPE[1]).read_bytes())
    data[2500:2600] = bytes(100)
    (tmp_path / "damaged.xlsx").write_bytes(data)
    refused(tmp_path / "damaged.xlsx")


def test_encrypted_workbooks_are_named(tmp_path: Path) -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    (tmp_path / "locked.xlsx").write_bytes(head + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    assert "密码" in refused(tmp_path / "locked.xlsx").sentence
    (tmp_path / "old.doc").write_bytes(head + "WordDocument".encode("utf-16-le") + bytes(600))
    assert "Word" in refused(tmp_path / "old.doc").sentence


def test_document_types_and_bombs_are_refused(tmp_path: Path) -> None:
    plain = write_xlsx(tmp_path / "plain.xlsx", {(0, 0): "姓名"})
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>'
    assert (
        "外部实体"
        in refused(repack(plain, tmp_path / "entity.xlsx", {"xl/sharedStrings.xml": evil})).sentence
    )
    bomb = b"<sst>" + b" " * (310 * 1024 * 1024)
    assert "过大" in refused(repack(plain, tmp_path / "bomb.xlsx", {"xl/sharedStrings.xml": bomb})).sentence


def test_macros_are_never_looked_at(tmp_path: Path) -> None:
    plain = write_xlsx(tmp_path / "plain.xlsx", {(0, 0): "姓名"})
    path = repack(plain, tmp_path / "macro.xlsm", {"xl/vbaProject.bin": b"<!DOCTYPE x"})
    assert read_workbook(path).sheets[0].rows == [["姓名"]]


def test_a_reader_that_takes_too_much_memory_is_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "app.exchange.reader._command", lambda: [sys.executable, "-c", "import os; os.abort()"]
    )
    with pytest.raises(UnreadableFile):
        run_child({"job": "read", "path": str(tmp_path)})


def test_hidden_rows_and_broken_formulas_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表")
    sheet.write(0, 0, "姓名")
    sheet.write(1, 0, "张三")
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    sheet.write_formula(3, 1, "=A1", None, "姓名")
    other = book.add_worksheet("字典")
    other.write(0, 0, "快递员")
    other.hide()
    book.close()
    facts = precheck(path)
    assert facts.sheets["xl/worksheets/sheet1.xml"].hidden_rows == {2}
    read = read_workbook(path)
    assert [(one.name, one.hidden) for one in read.sheets] == [("表", False), ("字典", True)]
    assert read.sheets[0].hidden_rows == {2}
    assert read.sheets[0].broken_cells == {"B3"}


def test_rows_and_columns_keep_their_place(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "shift.xlsx", {(2, 3): "x", (4, 5): 5})
    assert read_workbook(path).sheets[0].rows == [[], [], [None, None, None, "x"], [], [None] * 5 + [5.0]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_every_usual_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes('姓名,手机号\r\n"蒋䶮",13812345678\r\n'.encode(encoding))
    assert read_workbook(path).sheets[0].rows == [["姓名", "手机号"], ["蒋䶮", "13812345678"]]


def sheet_of(
    *rows: list[Cell], merged: tuple[Merged, ...] = (), name: str = "表", hidden: bool = False
) -> Sheet:
    return Sheet(name, hidden, list(rows), merged)


def table_of(*sheets: Sheet, file_name: str = "x.xlsx") -> Table:
    return find_table(Workbook(file_name, "xlsx", sheets))


HEAD: list[Cell] = ["序号", "姓名", "联系电话", "从业类型"]


def test_the_best_sheet_wins_and_hidden_ones_do_not() -> None:
    words = sheet_of(["姓名", "电话"], ["x", "y"], name="字典", hidden=True)
    cover = sheet_of(["请各社区于25日前报送"], name="说明")
    table = table_of(
        cover, words, sheet_of(["花名册"], HEAD, [1.0, "张三", "13812345678", "骑手"], name="数据")
    )
    assert (table.sheet.name, table.header_row) == ("数据", 2)


def test_notes_around_the_table() -> None:
    notes = "填报单位（盖章）：北山街道金祝社区  填报人：王某  填报日期：2024年11月5日"
    table = table_of(sheet_of(["附件2："], ["新就业群体登记表"], [notes], HEAD, [1.0, "张三"]))
    assert table.notes.title == "新就业群体登记表"
    assert table.notes.community == "金祝社区"
    assert table.notes.year == 2024
    assert table.notes.pairs["填报人"] == "王某"


def test_decorated_heads_are_recognised() -> None:
    table = table_of(
        sheet_of(["*姓 名", "联系\n电话", "身份证号码（必填）", "从业类型\n（下拉选择）"], ["张三"])
    )
    assert dict(table.columns) == {"name": 0, "phones": 1, "id_no": 2, "category": 3}


def test_two_row_heads_are_flattened() -> None:
    merged = (Merged(1, 2, 1, 3), Merged(1, 0, 2, 0), Merged(1, 1, 2, 1))
    table = table_of(
        sheet_of(["姓名", "电话", "从业情况"], [None, None, "类型", "平台/站点"], ["张三"], merged=merged)
    )
    assert table.head_rows == 2
    assert dict(table.columns) == {"name": 0, "phones": 1, "category": 2, "platform": 3}
    assert [line.row for line in table.lines()] == [3]


def test_repeated_heads_totals_and_notes_are_no_data() -> None:
    rows: list[list[Cell]] = [
        HEAD, [1.0, "张三"], [], HEAD, [None, "小计：1人"], [2.0, "李四"], [], ["注：一式两份"], [3.0, "王五"],
    ]  # fmt: skip
    states = [line.state for line in table_of(sheet_of(*rows)).lines()]
    assert states == ["data", "blank", "header", "subtotal", "data"]


def test_unknown_heads_and_empty_books_get_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match="表头"):
        table_of(sheet_of(["甲", "乙"], ["1", "2"]))
    with pytest.raises(UnreadableFile, match="空"):
        table_of(sheet_of())


def test_the_fingerprint_follows_the_header_only() -> None:
    one = table_of(sheet_of(HEAD, [1.0, "张三"]))
    two = table_of(sheet_of(["11月花名册"], HEAD, [1.0, "李四"]))
    three = table_of(sheet_of([*HEAD, "备注"], [1.0, "李四"]))
    assert one.fingerprint == two.fingerprint != three.fingerprint
    assert three.unknown == {}


def test_a_register_adds_its_own_words() -> None:
    kind = with_words(PEOPLE, {"vehicle_plate": ("电瓶车号",), "name": ("姓名",)})
    rows: list[list[Cell]] = [["姓名", "电话", "电瓶车号"], ["张三"]]
    table = find_table(Workbook("x.xlsx", "xlsx", (sheet_of(*rows),)), [kind])
    assert table.columns["vehicle_plate"] == 2


def test_overfull_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("姓名" + ",x" * 250 + "\n", encoding="utf-8")
    assert "太宽" in refused(path).sentence
    path.write_text("姓名,电话\n" + "张三,1\n" * 100_100, encoding="utf-8")
    assert "太长" in refused(path).sentence
    path.write_text("姓名,电话\n" + "字" * 40_000 + ",1\n", encoding="utf-8")
    assert "过长" in refused(path).sentence
    path.write_text("x\n" + "x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x\n" * 95_000)
    assert "太多" in refused(path).sentence
