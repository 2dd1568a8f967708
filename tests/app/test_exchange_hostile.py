"""Files under a false name, exported by other systems, damaged or made to do harm: read where they can be, else refused."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from app.errors import UnreadableFile
from app.exchange.precheck import precheck
from app.exchange.reader import read_workbook

WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"
ROSTER = WORKBOOKS / "快递站点人员花名册（宝石社区）.xlsx"
PLACES = WORKBOOKS / "暖心点位一览表.xls"


def with_part(target: Path, name: str, data: bytes) -> Path:
    """The roster with one of its parts replaced."""
    with zipfile.ZipFile(ROSTER) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, data)
    return target


def refused(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_workbook(path)
    assert caught.value.sentence.endswith("。")
    assert caught.value.advice.endswith("。")
    return caught.value.sentence


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        (ROSTER, "花名册.xls", "xlsx"),
        (ROSTER, "花名册.et", "xlsx"),
        (ROSTER, "花名册.xlsm", "xlsx"),
        (PLACES, "一览表.xlsx", "xls"),
        (PLACES, "一览表.et", "xls"),
        (PLACES, "一览表", "xls"),
    ],
)
def test_a_workbook_is_known_by_its_content_not_its_name(
    source: Path, name: str, kind: str, tmp_path: Path
) -> None:
    read = read_workbook(Path(shutil.copy(source, tmp_path / name)))
    assert read.kind == kind
    assert [one.rows for one in read.sheets] == [one.rows for one in read_workbook(source).sheets]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_text_that_a_system_calls_xls_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes("姓名\t手机号\r\n张三\t13812345678\r\n".encode(encoding))
    assert read_workbook(path).sheets[0].rows == [["姓名", "手机号"], ["张三", "13812345678"]]


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><table><tr><td>姓名</td></tr></table></body></html>",
        "\r\n<table border=1><tr><td>姓名</td></tr></table>",
        '<meta charset="utf-8"><style>td{}</style><table><tr><td>姓名</td></tr></table>',
        "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<p>",
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_pages_saved_as_xls_are_named(text: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "导出.xls").write_bytes(text.encode(encoding))
    assert "网页" in refused(tmp_path / "导出.xls")


def test_a_tag_inside_a_csv_is_text(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("姓名,备注\n张三,写成<table>的\n", "utf-8")
    assert read_workbook(tmp_path / "x.csv").sheets[0].rows[1] == ["张三", "写成<table>的"]


def test_folders_and_pipes_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "文件夹.xlsx").mkdir()
    assert "文件夹" in refused(tmp_path / "文件夹.xlsx")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管道.xlsx")
        refused(tmp_path / "管道.xlsx")


def test_a_file_that_may_not_be_read_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    path = Path(shutil.copy(ROSTER, tmp_path / "x.xlsx"))
    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(UnreadableFile, match="打不开"):
        precheck(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_entities_are_refused_in_every_part_and_encoding(part: str, encoding: str, tmp_path: Path) -> None:
    evil = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "不安全" in refused(with_part(tmp_path / "x.xlsx", part, evil.encode(encoding)))


def test_a_million_blank_formatted_rows_are_no_table(tmp_path: Path) -> None:
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>'
    blank = "".join(
        f'<row r="{at}" s="1" customFormat="1"><c r="A{at}" s="1"/></row>' for at in range(2, 1_048_577)
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{head}{blank}</sheetData></worksheet>'
    path = with_part(tmp_path / "x.xlsx", "xl/worksheets/sheet1.xml", sheet.encode("utf-8"))
    assert read_workbook(path).sheets[0].rows == [["姓名"]]


def test_texts_without_any_tag_do_not_slow_the_check(tmp_path: Path) -> None:
    path = with_part(tmp_path / "x.xlsx", "xl/sharedStrings.xml", b"<sst>" + b"A" * (200 << 20))
    precheck(path)


@pytest.mark.parametrize("source", [ROSTER, PLACES])
def test_any_damaged_byte_gives_a_sentence_or_a_workbook(source: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    for at in range(8):
        data = bytearray(source.read_bytes())
        for _ in range(4):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / f"{at}{source.suffix}"
        path.write_bytes(data)
        with contextlib.suppress(UnreadableFile):
            assert read_workbook(path).sheets


def test_long_sheets_are_refused_before_they_are_read(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "x.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet()
    for at in range(100_100):
        sheet.write_string(at, 0, "张三")
    book.close()
    with pytest.raises(UnreadableFile, match="超过100000行"):
        precheck(tmp_path / "x.xlsx")


def test_more_text_than_anybody_reads_is_refused(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "x.xlsx", {"constant_memory": True})
    for name in ("甲", "乙"):
        sheet = book.add_worksheet(name)
        for at in range(700):
            sheet.write_string(at, 0, "长" * 30_000)
    book.close()
    assert "太多" in refused(tmp_path / "x.xlsx")
