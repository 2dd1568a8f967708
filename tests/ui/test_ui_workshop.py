"""The workshop on screen: a template copied, dragged, measured, saved, chosen and issued with; the offset of a printer kept."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage

from app import settings
from app.actions.certificate_printing import print_certificates
from app.actions.certificate_templates import copy_template, offered, save_template
from app.actions.letters import honour
from app.errors import UserError
from app.workshop import editing
from app.workshop.elements import ElementKind
from ui.papers.preview import Preview
from ui.tabs.templates import TemplatesTab
from ui.workshop.editor import DesignEditor
from ui.workshop.overprint import OverprintDialog, open_overprint
from ui.workshop.pictures import picture_of


@pytest.fixture
def tab(window, settle) -> TemplatesTab:
    shown = window.show_page("certificate_templates")
    settle(window)
    return shown


@pytest.fixture
def editor(office, tab, window, settle) -> DesignEditor:
    """The editor of a copy of the first honour."""
    tab.choose("honour-1")
    tab.edit()
    settle(window)
    settle(window)
    (opened,) = window.findChildren(DesignEditor)
    return opened


def pixel(editor, x, y):
    return editor.canvas.mapFromScene(QPointF(x, y))


def drag(qtbot, editor, begin, end, modifier=Qt.KeyboardModifier.NoModifier):
    port = editor.canvas.viewport()
    start, stop = pixel(editor, *begin), pixel(editor, *end)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, modifier, start)
    qtbot.mouseMove(port, start + (stop - start) / 2)
    qtbot.mouseMove(port, stop)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, modifier, stop)


def place(editor, name):
    one = editor.design.element(name)
    return one.x, one.y, one.w, one.h


def test_the_page_shows_every_template_and_which_comes_first(tab, window, office, settle, qtbot):
    texts = [tab.list.item(row).text() for row in range(tab.list.count())]
    assert len(texts) == len(offered(office.desk)) == 14
    assert "典雅（首选）\n结业证书" in texts
    qtbot.waitUntil(lambda: not any(tab.list.item(row).icon().isNull() for row in range(14)))
    tab.choose("completion-2")
    assert not tab.delete_button.isEnabled()
    tab.standard_button.click()
    settle(window)
    assert tab.chosen.key == "completion-2"
    assert next(one.key for one in offered(office.desk) if one.standard) == "completion-2"
    tab.kind_box.setCurrentIndex(tab.kind_box.findData("proof"))
    tab.kind_box.activated.emit(tab.kind_box.currentIndex())
    assert tab.list.count() == 2
    tab.preview()
    settle(window)
    (preview,) = window.findChildren(Preview)
    assert preview.paper.find("志愿服务记录证明")
    preview.close()


def test_dragged_measured_saved_issued_and_printed_again_the_same(editor, tab, window, office, settle, qtbot):
    desk = office.desk
    drag(qtbot, editor, (60.0, 79.0), (60.0, 72.7))
    assert place(editor, "称呼")[:2] == (42.0, 67.0)
    editor.canvas.choose(["正文"])
    editor.form.numbers["x"].setValue(50.5)
    editor.form.numbers["w"].setValue(196.0)
    assert place(editor, "正文") == (50.5, 90.0, 196.0, 45.0)
    editor.form.text.setPlainText("兹有{姓名}：{正文}")
    assert editor.design.element("正文").text == "兹有{姓名}：{正文}"
    editor.undo()
    editor.undo()
    assert place(editor, "正文") == (50.5, 90.0, 213.0, 45.0)
    editor.redo()
    assert editor.form.numbers["w"].value() == 196.0
    editor.canvas.setFocus()
    qtbot.keyClick(editor.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert place(editor, "正文")[1] == 90.1
    editor.name.setText("学院荣誉")
    editor.save_button.click()
    settle(window)
    assert not editor.draft.dirty
    mine = next(one for one in offered(desk) if one.own)
    assert (mine.name, mine.design) == ("学院荣誉", editor.design)

    settings.save(desk, {"office_name": "北山街道", "unit_code": "BSJD"})
    asked = {"on": date(2024, 3, 5), "said": "您表现突出", "honour": "先进", "template_id": mine.template_id}
    honour(desk, [office.person()], asked)
    first = print_certificates(desk, [1], today=date(2024, 3, 5))
    save_template(
        desk, mine.kind, mine.name, editing.removed(mine.design, ["花线"]), template_id=mine.template_id
    )
    assert print_certificates(desk, [1], today=date(2024, 3, 5)).data == first.data
    editor.reject()
    assert not editor.isVisible()


def test_elements_are_added_copied_ordered_and_deleted(editor, told, qtbot):
    before = editor.design
    editor.tools.added.emit(ElementKind.QR, "", "")
    assert editor.canvas.names == ["二维码"]
    corner = editor.design.element("二维码")
    drag(qtbot, editor, (corner.right, corner.bottom), (corner.right + 10.2, corner.bottom + 4.9))
    assert place(editor, "二维码")[2:] == (corner.w + 10, corner.h + 5)
    editor.canvas.setFocus()
    qtbot.keyClick(editor.canvas, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert editor.canvas.names == ["二维码2"]
    editor.reorder(-1)
    names = [one.name for one in editor.design.elements]
    assert names.index("二维码2") == names.index("二维码") - 1
    editor.canvas.choose(["二维码", "二维码2"])
    qtbot.keyClick(editor.canvas, Qt.Key.Key_Delete)
    assert editor.design == before
    editor.list.item(1).setSelected(True)
    assert editor.canvas.names == ["标题"]
    editor.form.name.setText("大标题")
    editor.form.name.editingFinished.emit()
    assert editor.list.chosen == ["大标题"]
    told.answers = [2, 1]
    editor.reject()
    assert editor.isVisible()
    editor.reject()
    assert not editor.isVisible()


def test_forbidden_words_and_what_does_not_fit_are_said_at_once(editor, window, settle):
    assert editor.found.isHidden()
    editor.canvas.choose(["标题"])
    editor.form.text.setPlainText("全国荣誉证书")
    assert "元素“标题”里有禁用字样“全国”" in editor.found.text()
    editor.save()
    settle(window)
    assert editor.draft.dirty
    editor.form.text.setPlainText("荣誉证书")
    editor.form.numbers["h"].setValue(2.0)
    assert "元素“标题”放不下" in editor.found.text()
    assert editor.canvas.item("标题").wrong


def test_the_page_can_be_turned_and_has_a_picture_of_the_form_behind_it(editor, tmp_path):
    picture = tmp_path / "空白证书.png"
    image = QImage(300, 200, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    image.save(str(picture))
    editor.canvas.choose([])
    editor.page_form.turned.emit()
    assert (editor.design.width, editor.design.height) == (210.0, 297.0)
    assert editor.page_form.width_box.value() == 210.0
    editor.page_form.width_box.setValue(200.0)
    assert editor.design.width == 200.0
    with pytest.raises(UserError, match="不是可以使用的图片"):
        picture_of(tmp_path / "没有.png")
    kept = picture_of(picture)
    editor.page_form.changed.emit({"background": kept})
    assert editor.page_form.clear.isEnabled()
    editor.page_form.cleared.emit()
    assert editor.design.background == ""


def test_the_offset_of_a_printer_is_kept_and_used(window, office, settle):
    settings.save(office.desk, {"office_name": "北山街道", "unit_code": "BSJD"})
    key = f"own:{copy_template(office.desk, 'honour-2').record_id}"
    asked = {"on": date(2024, 3, 5), "said": "您表现突出", "honour": "先进"}
    honour(office.desk, [office.person()], asked)
    open_overprint(window, [1])
    settle(window)
    (dialog,) = window.findChildren(OverprintDialog)
    dialog.right.setValue(2.5)
    dialog.down.setValue(-1.0)
    dialog.calibrate_button.click()
    settle(window)
    dialog.print_button.click()
    settle(window)
    sheet, paper = window.findChildren(Preview)
    assert sheet.paper.find("向右2.5毫米，向下-1毫米")
    assert not paper.paper.find("荣誉证书")
    assert paper.paper.find("BSJD-2024-RY-0001")
    for one in (sheet, paper):
        one.close()
    mine = next(one for one in offered(office.desk) if one.key == key)
    again = OverprintDialog.for_template(window, mine)
    assert (again.right.value(), again.down.value()) == (2.5, -1.0)
    assert again.print_button.parent() is None
    again.close()


def test_the_window_draws_glyphs_where_the_paper_has_them(editor):
    """The first glyph of the title stands on screen where its em box begins on paper."""
    item = editor.canvas.item("标题")
    port = editor.canvas.grab().toImage()
    box = item.box
    ratio = port.devicePixelRatio()
    reds = []
    for x in range(0, port.width(), 2):
        point = QPoint(x, round(pixel(editor, box.left(), box.center().y()).y() * ratio))
        if port.pixelColor(point).red() > 120 and port.pixelColor(point).green() < 90:
            reds.append(editor.canvas.mapToScene(QPoint(round(x / ratio), point.y())).x())
    inside = [x for x in reds if box.left() <= x <= box.right()]
    assert inside
    assert (inside[0] + inside[-1]) / 2 == pytest.approx(editor.design.width / 2, abs=4.0)
