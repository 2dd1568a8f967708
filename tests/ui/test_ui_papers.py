"""The menu 打印: papers of selected people, with hidden numbers or for a purpose, and of nobody where that makes sense."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QInputDialog

from app.history.journal import Wanted, operations
from ui.papers.asks import AskingDialog, PaperDialog
from ui.papers.preview import Preview


@pytest.fixture
def tab(window, office, settle):
    """The list of two people."""
    for name, phone in (("张三", "13800000001"), ("李四", "13800000002")):
        office.person(name, phones=phone)
    tab = window.show_page("people")
    tab.reload()
    settle(window)
    return tab


def paper(tab, label):
    from ui.papers.menu import PaperMenu

    menu = tab.findChild(PaperMenu)
    return next(one for one in menu.entries.actions() if one.text() == label)


def previews(window):
    return [one for one in window.findChildren(Preview) if one.isVisible()]


def close(window):
    for one in previews(window):
        one.close()


def test_forms_of_all_selected_in_one_file(tab, window, settle, told):
    tab.view.selectAll()
    told.answers = [0]
    paper(tab, "登记表").trigger()
    settle(window)
    (preview,) = previews(window)
    assert len(preview.paper) == 2
    assert told.questions == ["登记表上的证件号码和电话怎么写？"]
    close(window)


def test_a_sheet_of_service_asks_for_the_period_first(tab, window, settle, told):
    tab.view.selectRow(0)
    told.answers = [0]
    paper(tab, "志愿服务情况登记表（内部资料）").trigger()
    (dialog,) = window.findChildren(PaperDialog)
    dialog.form.put_value("since", date(2024, 1, 1))
    dialog.run()
    settle(window)
    (preview,) = previews(window)
    assert len(preview.paper) == 1
    close(window)


def test_whole_numbers_need_a_purpose(tab, window, office, settle, told, monkeypatch):
    tab.view.selectRow(0)
    said = [("", True), ("归入档案", True)]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: said.pop(0))
    told.answers = [1, 1]
    paper(tab, "登记表").trigger()
    settle(window)
    assert previews(window) == []
    paper(tab, "登记表").trigger()
    settle(window)
    assert operations(office.desk, Wanted())[0].title.endswith("用途：归入档案）")
    close(window)


def test_nothing_is_printed_when_the_clerk_stops(tab, window, office, settle, told):
    tab.view.selectRow(0)
    told.answers = [2]
    paper(tab, "登记表").trigger()
    settle(window)
    assert previews(window) == []


def test_a_notice_may_be_blank_a_form_may_not(tab, window, settle):
    tab.view.clearSelection()
    paper(tab, "登记表").trigger()
    settle(window)
    assert window.messages._bar.text == "请先在表中选择记录。"
    paper(tab, "告知书").trigger()
    settle(window)
    assert len(previews(window)) == 1
    close(window)


def test_a_report_is_about_one_person(tab, window, settle):
    tab.view.selectAll()
    paper(tab, "本人信息报告").trigger()
    settle(window)
    assert "一次只打印一份" in window.messages._bar.text


def test_the_card_prints_too(tab, window, settle, told):
    told.answers = [0]
    tab.view.selectRow(0)
    tab.view._open_current()
    settle(window)
    card = window.pages.current
    paper(card, "本人信息报告").trigger()
    settle(window)
    assert len(previews(window)) == 1
    close(window)


def test_the_ledger_asks_for_paper_rows_and_watermark(tab, window, settle):
    tab.view.clearSelection()
    paper(tab, "台账…").trigger()
    settle(window)
    (dialog,) = window.findChildren(AskingDialog)
    assert "scope" not in dialog.form.read()[0]
    for name, value in (("paper", "a3"), ("rows", "25"), ("full_grid", True), ("use", "走访慰问")):
        dialog.form.put_value(name, value)
    dialog.run()
    settle(window)
    (preview,) = previews(window)
    size = preview.paper.sizes[0]
    assert (round(size.width() / 72 * 25.4), round(size.height() / 72 * 25.4)) == (420, 297)
    assert preview.paper.find("仅供走访慰问使用")
    close(window)
    paper(tab, "台账…").trigger()
    settle(window)
    again = next(one for one in window.findChildren(AskingDialog) if one.isVisible())
    assert (again.form.read()[0]["paper"], again.form.read()[0]["use"]) == ("a3", "")
    again.reject()


def test_the_selected_rows_alone_are_a_ledger(tab, window, settle):
    tab.view.selectRow(0)
    tab.print_ledger()
    settle(window)
    (dialog,) = window.findChildren(AskingDialog)
    dialog.form.put_value("scope", "chosen")
    dialog.run()
    settle(window)
    (preview,) = previews(window)
    assert bool(preview.paper.find("张三")) != bool(preview.paper.find("李四"))
    close(window)


def test_a_list_of_receipts_says_what_is_missing_and_keeps_the_answers(tab, window, settle):
    tab.view.selectAll()
    paper(tab, "领取签收表").trigger()
    settle(window)
    (dialog,) = window.findChildren(PaperDialog)
    dialog.form.put_value("occasion", "高温慰问")
    dialog.run()
    settle(window)
    assert dialog.isVisible()
    assert previews(window) == []
    dialog.form.put_value("item", "防暑礼包")
    dialog.run()
    settle(window)
    (preview,) = previews(window)
    assert preview.paper.find("事由：高温慰问")
    assert not dialog.isVisible()
    close(window)


def test_a_clerk_without_the_right_is_not_asked_for_whole_numbers(tab, window, settle, told):
    window.application.sit_down(replace(window.desk.actor, whole_numbers=False))
    tab.view.selectRow(0)
    paper(tab, "登记表").trigger()
    settle(window)
    assert told.questions == []
    (preview,) = previews(window)
    assert preview.paper.find("138****000")
    close(window)
    tab.print_ledger()
    settle(window)
    (dialog,) = window.findChildren(AskingDialog)
    assert "purpose" not in dialog.form.read()[0]
    dialog.reject()
