"""A list of members through the window: its organization is chosen, a day is given, strangers are registered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from db.models import Membership, Person
from ui.wizard.importing import ImportWindow
from ui.wizard.memberlist import MembersDeciding

WORKBOOK = Path(__file__).parents[1] / "data" / "workbooks" / "新就业群体妇联小组成员名单.docx"


@pytest.fixture
def wizard(window, office) -> ImportWindow:
    opened = ImportWindow(window, None)
    opened.show()
    return opened


def stored(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model)).all()


def test_the_list_goes_into_the_chosen_organization_from_the_chosen_day(
    wizard, window, office, settle, qtbot
):
    known = {"line": "women", "kind": "group", "area_id": office.street}
    body = office.make("organizations", name="女骑手小组", established_on=date(2023, 3, 8), **known)
    wizard.take_files([WORKBOOK])
    settle(window)
    panel = wizard.rows.deciding
    assert isinstance(panel, MembersDeciding)
    assert not wizard.go.isEnabled()
    panel.body_box.setCurrentIndex(panel.body_box.findData(body))
    panel.body_box.activated.emit(panel.body_box.currentIndex())
    settle(window)
    panel = wizard.rows.deciding
    panel.on.line.clear()
    qtbot.keyClicks(panel.on.line, "2024.3")
    qtbot.keyClicks(panel.on.line, ".8")
    assert wizard.go.isEnabled()
    wizard.start_import()
    settle(window)
    assert {(one.organization_id, one.from_on) for one in stored(office, Membership)} == {
        (body, date(2024, 3, 8))
    }
    assert "杜鹏娟" in {person.name for person in stored(office, Person)}


def test_strangers_stay_out_when_the_clerk_says_so(wizard, window, office, settle):
    known = {"line": "women", "kind": "group", "area_id": office.street}
    office.make("organizations", name="新就业群体妇联小组", established_on=date(2023, 3, 8), **known)
    wizard.take_files([WORKBOOK])
    settle(window)
    panel = wizard.rows.deciding
    assert panel.body_box.currentText() == "新就业群体妇联小组"
    panel._register.setChecked(False)
    assert not wizard.go.isEnabled()
