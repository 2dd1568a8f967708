"""上级表格: a form is added, its places are clicked and named, and it is filled for the period of the return."""

from datetime import date

import docx
import openpyxl
import pytest

from app import settings
from app.actions.superiorforms import kept_forms
from app.measures.period import Month
from app.superior.slots import OfFigure, OfRegister, OfReturn, Place
from tests.conftest import Office
from ui.superior.forms import FormsDialog
from ui.superior.mapping import MappingDialog

NOVEMBER = Month(2024, 11)


@pytest.fixture
def template(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "月报"
    sheet.append(["{{填报单位}}"])
    sheet.append(["指标", "本月", "本年累计", "合计"])
    sheet.append(["在册", None, None, "=B3+C3"])
    book.save(tmp_path / "月报.xlsx")
    return tmp_path / "月报.xlsx"


@pytest.fixture
def forms(window, office: Office, settle) -> FormsDialog:
    settings.save(office.desk, {"office_name": "北山街道"})
    office.person("张三", registered_on=date(2024, 11, 5))
    dialog = FormsDialog(window, NOVEMBER)
    settle(window)
    return dialog


def mapping_of(forms, window, settle) -> MappingDialog:
    forms.map_button.click()
    settle(window)
    return window.findChildren(MappingDialog)[-1]


def test_a_form_is_added_named_by_clicks_and_filled(forms, window, office, settle, template, tmp_path):
    assert forms.said.isVisibleTo(forms)
    assert not forms.fill_button.isEnabled()
    forms.add_as("区月报", template)
    settle(window)
    assert (forms.form.name, forms.table.item(0, 2).text()) == ("区月报", "还没有")
    mapping = mapping_of(forms, window, settle)
    grid, chooser = mapping.grids["月报"], mapping.chooser
    assert not chooser.isEnabled()
    grid.setCurrentCell(2, 1)
    assert chooser.place.text() == "月报!B3"
    assert chooser.search.text() == "在册"  # what stands to the left
    chooser.search.setText("djzcx")
    assert chooser.list.currentItem().text() == "登记在册新就业群体人数"
    chooser.put_button.click()
    assert grid.item(2, 1).text() == "〔本期 登记在册新就业群体人数〕"
    grid.setCurrentCell(2, 2)
    assert chooser.value.currentText() == "本年累计"  # what stands above
    grid.setCurrentCell(2, 3)
    assert not chooser.isEnabled()
    assert "公式" in chooser.now.text()
    mapping.choose(Place(word="填报单位"))
    chooser.kind.setCurrentIndex(1)
    chooser.search.setText("单位名称")
    chooser.put()
    assert mapping.words.item(0).text() == "{{填报单位}}　→　单位名称"
    mapping.choose(Place("月报", 2, 1))
    assert (chooser.kind.currentIndex(), chooser.list.currentItem().text()) == (0, "登记在册新就业群体人数")
    mapping.accept()
    settle(window)
    assert {one.place.text: one.meaning for one in kept_forms(office.desk)[0].slots} == {
        "月报!B3": OfFigure("P01"), "{{填报单位}}": OfReturn("office"),
    }  # fmt: skip
    assert forms.table.item(0, 2).text() == "2处"
    forms.fill_to(tmp_path / "填好.xlsx")
    settle(window)
    assert forms.outcome.text() == "已填好：填好.xlsx。"
    sheet = openpyxl.load_workbook(tmp_path / "填好.xlsx")["月报"]
    assert (sheet["A1"].value, sheet["B3"].value) == ("北山街道", 1)


def test_this_months_file_shows_what_has_moved(forms, window, office, settle, template, tmp_path):
    forms.add_as("区月报", template)
    settle(window)
    mapping = mapping_of(forms, window, settle)
    mapping.grids["月报"].setCurrentCell(2, 1)
    mapping.chooser.put()
    mapping.accept()
    settle(window)
    book = openpyxl.load_workbook(template)
    book["月报"]["A3"] = "站点"
    book.save(tmp_path / "十二月.xlsx")
    forms.exchange_for(tmp_path / "十二月.xlsx")
    settle(window)
    assert forms.table.item(0, 1).text() == "十二月.xlsx"
    mapping = mapping_of(forms, window, settle)
    assert "现在是“站点｜本月”" in mapping.trouble.text()
    mapping.drop_button.click()
    assert mapping.slots == ()
    assert mapping.grids["月报"].item(2, 1).text() == ""
    mapping.reject()


def test_a_column_of_a_register_belongs_into_a_cell_of_a_table(forms, window, settle, tmp_path):
    made = docx.Document()
    made.add_paragraph("{{期间}}")
    made.add_table(rows=2, cols=2).cell(0, 0).text = "姓名"
    made.save(tmp_path / "名单.docx")
    forms.add_as("名单", tmp_path / "名单.docx")
    settle(window)
    mapping = mapping_of(forms, window, settle)
    chooser = mapping.chooser
    mapping.choose(Place(word="期间"))
    chooser.kind.setCurrentIndex(2)
    chooser.register.setCurrentIndex(chooser.register.findData("people"))
    chooser.search.setText("xm")
    chooser.put()
    assert mapping.slots == ()  # a placeholder has one place only
    mapping.grids["表1"].setCurrentCell(1, 0)
    chooser.search.setText("xm")
    chooser.put()
    assert [one.meaning for one in mapping.slots] == [OfRegister("people", "name")]
    chooser.clear_button.click()
    assert mapping.slots == ()
    mapping.reject()
