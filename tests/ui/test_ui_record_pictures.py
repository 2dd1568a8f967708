"""Photos before and after at the window: chosen in the record's dialog, small ones on the card of its owner."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage

from app.registers import find_register
from tests import factories
from tests.conftest import Office
from ui.records.cards import open_record, show_record
from ui.records.dialog import RecordDialog
from ui.records.photo import PhotoDialog
from ui.records.pictures import PicturePanel, PictureStrip


def test_photos_are_chosen_in_the_dialog_and_seen_on_the_units_card(window, application, settle, tmp_path):
    office = Office(application.desk)
    unit = factories.friendly_unit(office)
    one = office.make("unit_improvements", unit_id=unit, title="取餐架和泊位")
    path = tmp_path / "改造前.png"
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    image.save(str(path))
    open_record(window, "unit_improvements", one)
    settle(window)
    panel = window.findChild(PicturePanel)
    assert [label.text() for label in panel.frames] == ["还没有照片", "还没有照片"]
    panel.buttons[0].click()
    chooser = window.findChild(PhotoDialog)
    assert chooser.windowTitle() == "改造前：取餐架和泊位"
    chooser.open_file(path)
    chooser.save()
    settle(window)
    before, after = find_register("unit_improvements").pictures
    assert before.read(office.desk, one)
    assert after.read(office.desk, one) == b""
    assert not panel.frames[0].pixmap().isNull()
    assert panel.buttons[0].text() == "更换或删除…"
    window.findChild(RecordDialog).close()
    show_record(window, "friendly_units", unit)
    settle(window)
    strips = [strip for strip in window.findChildren(PictureStrip) if strip.isVisible()]
    assert [strip._flow.count() for strip in strips] == [1]
    strips[0]._flow.itemAt(0).widget().click()
    settle(window)
    assert next(one for one in window.findChildren(RecordDialog) if one.isVisible()).loaded.id == one
