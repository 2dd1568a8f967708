"""What stands beside the form of a record that has no card: its photos, its child records, its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget

from ui.records.children import ChildTable
from ui.records.journal import RecordHistory
from ui.records.pictures import PicturePanel

if TYPE_CHECKING:
    from ui.records.dialog import RecordDialog


def record_pages(dialog: RecordDialog, name: str) -> QTabWidget:
    """The form of a dialog as the first of several pages. name: of the record."""
    from ui.records.cardparts import OwnFields

    window, register, record_id = dialog.frame, dialog.register, dialog.loaded.id
    assert record_id is not None
    tabs = QTabWidget()
    tabs.setDocumentMode(True)
    tabs.tabBar().setDrawBase(False)
    own = dialog.form if dialog.editable else OwnFields(window, register, record_id)
    tabs.addTab(own, "基本信息")
    if register.pictures:
        tabs.addTab(PicturePanel(window, register, record_id, name), "照片")
    for child in register.children:
        tabs.addTab(ChildTable(window, child, record_id, dialog), child.register.label)
    tabs.addTab(RecordHistory(window, register, record_id), "修改记录")
    return tabs
