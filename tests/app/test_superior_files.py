"""The superior's files as forms: looked at, written into, and everything else of them left as it was."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.workbook.defined_name import DefinedName

from app.errors import UnreadableFile
from app.superior.looks import Area, NoRoom, Said, place_of, place_text
from app.superior.opening import lost_places, open_form, read_form
from app.superior.slots import OfFigure, OfRegister, OfReturn, Place, Slot, slots_again, slots_kept
from app.superior.wordform import WordForm
from app.superior.workbook import Workbook

SQLITE_ALONE = True


def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "月报"
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "{{单位}}新就业群体工作月报（{{期间}}）"
    sheet["A1"].font = Font(name="方正小标宋简体", size=18)
    for cell, text in (
        ("A2", "指标"),
        ("B2", "本月"),
        ("C2", "本年累计"),
        ("D2", "合计"),
        ("A3", "在册人数"),
        ("A4", "入会率"),
        ("A5", "新增登记"),
    ):
        sheet[cell] = text
    sheet["B3"].fill = PatternFill("solid", fgColor="FFEEAA")
    sheet["B3"].number_format = "0"
    sheet["B4"].number_format = "0.0%"
    sheet["D3"] = "=B3+C3"
    sheet.column_dimensions["A"].width = 31.5
    sheet.row_dimensions[3].height = 24
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=5))
    sheet.add_chart(chart, "F2")
    names = made.create_sheet("名单")
    for column, head in enumerate(("序号", "姓名", "电话"), start=1):
        names.cell(1, column, head)
        names.cell(2, column).font = Font(name="仿宋", size=11)
    names.row_dimensions[2].height = 20
    made.defined_names["范围"] = DefinedName("范围", attr_text="月报!$A$1:$D$5")
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def reopened(form: Workbook) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(form.written()))


def test_a_workbook_shows_its_cells_merged_areas_and_placeholders():
    form = Workbook(saved(book()))
    month, names = form.looks()
    assert (month.name, names.name) == ("月报", "名单")
    assert month.at(2, 0).text == "在册人数"
    assert month.at(2, 3).formula
    assert month.merged == (Area(0, 0, 1, 4),)
    assert [month.at(0, column).covered for column in range(4)] == [False, True, True, True]
    assert month.widths[0] == 31.5
    assert month.beside(2, 1) == "在册人数｜本月"
    assert [one.name for one in form.placeholders()] == ["单位", "期间"]


def test_cells_take_figures_as_numbers_and_words_as_text_and_keep_their_looks():
    form = Workbook(saved(book()))
    form.put("月报", 2, 1, Said("1200", figure=True))
    form.put("月报", 3, 1, Said("83.3%", figure=True))
    form.put("月报", 4, 1, Said("—", figure=True))
    form.put("月报", 4, 2, Said("=1+1"))
    form.put("月报", 9, 1, Said("00123", figure=True))
    form.replace({"单位": Said("北山街道"), "期间": Said("2024年11月")})
    sheet = reopened(form)["月报"]
    assert (sheet["B3"].value, sheet["B4"].value, sheet["B5"].value) == (1200, 0.833, "—")
    assert (sheet["C5"].value, sheet["C5"].data_type) == ("=1+1", "s")
    assert sheet["B10"].value == "00123"
    assert sheet["A1"].value == "北山街道新就业群体工作月报（2024年11月）"
    assert (sheet["A1"].font.name, sheet["B3"].fill.fgColor.rgb, sheet["B4"].number_format) == (
        "方正小标宋简体", "00FFEEAA", "0.0%",
    )  # fmt: skip
    assert (sheet.column_dimensions["A"].width, sheet.row_dimensions[3].height) == (31.5, 24)
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:D1"]


def test_formulas_stay_and_are_computed_anew_and_no_other_part_is_touched():
    content = saved(book())
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        before = {name: file.read(name) for name in file.namelist()}
    before["xl/worksheets/sheet1.xml"] = (
        before["xl/worksheets/sheet1.xml"].replace(b"<v />", b"<v>7</v>").replace(b"<v/>", b"<v>7</v>")
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, data in before.items():
            file.writestr(name, data)
    form = Workbook(stream.getvalue())
    form.put("月报", 2, 1, Said("1200", figure=True))
    with zipfile.ZipFile(io.BytesIO(form.written())) as file:
        after = {name: file.read(name) for name in file.namelist()}
    assert list(after) == list(before)
    chart = next(name for name in before if "chart" in name and name.endswith("1.xml"))
    assert after[chart] == before[chart]
    assert b"<f>B3+C3</f>" in after["xl/worksheets/sheet1.xml"]
    assert b"<v>7</v>" not in after["xl/worksheets/sheet1.xml"]
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_lines_go_down_in_the_looks_of_the_first_and_stop_before_what_stands_below():
    form = Workbook(saved(book()))
    lines = [
        {0: Said(str(n), figure=True), 1: Said(f"骑手{n}"), 2: Said("13800000001")} for n in range(1, 41)
    ]
    form.repeat("名单", 1, lines)
    sheet = reopened(form)["名单"]
    assert [sheet.cell(41, column).value for column in (1, 2, 3)] == [40, "骑手40", "13800000001"]
    assert (sheet.cell(41, 2).font.name, sheet.row_dimensions[41].height) == ("仿宋", 20)
    made = book()
    made["名单"]["A12"] = "填表人："
    with pytest.raises(NoRoom) as full:
        Workbook(saved(made)).repeat("名单", 1, lines)
    assert full.value.room == 10
    form = Workbook(saved(made))
    form.repeat("名单", 1, lines[:10])
    assert reopened(form)["名单"]["A12"].value == "填表人："


def word() -> docx.document.Document:
    made = docx.Document()
    line = made.add_paragraph("截至")
    for piece in ("{{", "截止", "日期}}", "，共", "{{在册}}人。"):
        line.add_run(piece)
    line.runs[3].bold = True
    table = made.add_table(rows=4, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "名单"
    for column, head in enumerate(("序号", "姓名", "电话")):
        table.cell(1, column).text = head
    table.cell(2, 1).paragraphs[0].add_run(" ").font.name = "仿宋"
    made.sections[0].footer.paragraphs[0].text = "{{单位}}"
    return made


def saved_word(made: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_word_form_takes_words_in_braces_that_were_cut_into_pieces():
    form = WordForm(saved_word(word()))
    assert [one.name for one in form.placeholders()] == ["截止日期", "在册", "单位"]
    form.replace({"截止日期": Said("2024年11月30日"), "在册": Said("1200"), "单位": Said("北山街道")})
    made = docx.Document(io.BytesIO(form.written()))
    assert made.paragraphs[0].text == "截至2024年11月30日，共1200人。"
    assert made.paragraphs[0].runs[3].bold
    assert made.sections[0].footer.paragraphs[0].text == "北山街道"


def test_a_table_of_a_word_form_grows_with_its_lines():
    form = WordForm(saved_word(word()))
    (look,) = form.looks()
    assert (look.name, look.at(0, 0).text, look.at(0, 1).covered) == ("表1", "名单", True)
    assert look.merged == (Area(0, 0, 1, 2),)
    form.repeat("表1", 2, [{0: Said(str(n)), 1: Said(f"骑手{n}")} for n in range(1, 6)])
    table = docx.Document(io.BytesIO(form.written())).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows[2:]] == [
        [str(n), f"骑手{n}", ""] for n in range(1, 6)
    ]
    assert {row.cells[1].paragraphs[0].runs[0].font.name for row in table.rows[2:]} == {"仿宋", None}


def protected_word() -> bytes:
    made = word()
    made.settings.element.append(OxmlElement("w:documentProtection", {qn("w:enforcement"): "1"}))
    return saved_word(made)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "旧格式的 xls"),
        ("密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "有密码"),
        ("表.csv", "指标,本月\n".encode(), "xlsx 或 docx"),
        ("坏.xlsx", b"PK\x03\x04" + b"x" * 200, "损坏"),
        ("限制.docx", protected_word(), "限制了编辑"),
        ("空.docx", saved_word(docx.Document()), "没有可填的地方"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_filled_are_refused_with_a_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile, match=said):
        read_form(tmp_path / name)


def test_a_file_with_macros_is_refused():
    stream = io.BytesIO(saved(book()))
    with zipfile.ZipFile(stream, "a") as file:
        file.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(UnreadableFile, match="含有宏"):
        open_form("xlsx", stream.getvalue())


def test_places_that_are_gone_or_closed_or_moved_are_named():
    form = Workbook(saved(book()))
    month = form.looks()[0]
    figure = OfFigure("P01")

    def slot(row: int, column: int, sheet: str = "月报", beside: str | None = None) -> Slot:
        said = month.beside(row, column) if beside is None else beside
        return Slot(Place(sheet, row, column), figure, said)

    assert lost_places(form, [slot(2, 1), slot(3, 1), Slot(Place(word="单位"), OfReturn("office"))]) == {}
    lost = lost_places(
        form,
        [slot(2, 3), slot(0, 1), slot(40, 1), slot(2, 1, sheet="季报"), slot(2, 1, beside="注销人数｜本月"), Slot(Place(word="主任"), OfReturn("head"))],
    )  # fmt: skip
    assert list(lost.values()) == [
        "月报!D3是公式", "没有单元格月报!B1了", "没有单元格月报!B41了", "没有“季报”了（季报!B3）",
        "月报!B3旁边原来是“注销人数｜本月”，现在是“在册人数｜本月”", "没有占位符{{主任}}了",
    ]  # fmt: skip
    made = book()
    made["月报"].protection.sheet = True
    made["月报"]["B4"].protection = Protection(locked=False)
    assert lost_places(Workbook(saved(made)), [slot(2, 1), slot(3, 1)]) == {
        Place("月报", 2, 1): "月报!B3受工作表保护，不能填写"
    }


def test_slots_are_kept_as_they_are():
    slots = (
        Slot(Place("月报!表", 4, 27), OfFigure("P01", "year_total", 3), "在册｜累计"),
        Slot(Place(word="单位"), OfReturn("office")),
        Slot(Place("名单", 1, 0), OfRegister("people", "name", "骑手")),
    )
    assert slots_again(slots_kept(slots)) == slots
    assert [place_of(place_text(3, column)) for column in (0, 25, 26, 701, 702)] == [
        (3, c) for c in (0, 25, 26, 701, 702)
    ]
    with pytest.raises(ValueError, match="no cell"):
        place_of("5C")
