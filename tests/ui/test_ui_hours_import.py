"""A sheet of volunteer hours through the window: its team, people the ledger lacks, one operation that can be undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from db.models import ServiceLog, Team, TeamMember
from ui.wizard.hours import HoursDeciding
from ui.wizard.importing import ImportWindow

WORKBOOK = Path(__file__).parents[1] / "data" / "workbooks" / "助老专送小哥队11月志愿服务记录.xlsx"


@pytest.fixture
def wizard(window, office) -> ImportWindow:
    opened = ImportWindow(window, "service_logs")
    opened.show()
    return opened


def stored(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model)).all()


def choose(box, data):
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_strangers_stay_out_until_somebody_says_what_they_are(wizard, window, office, settle):
    wizard.take_files([WORKBOOK])
    settle(window)
    panel = wizard.rows.deciding
    assert isinstance(panel, HoursDeciding)
    assert panel.team_box.currentText() == "新建：助老专送小哥队"
    assert not wizard.go.isEnabled()
    choose(panel._strangers, "rider")
    assert wizard.go.text() == "导入48条"
    wizard.start_import()
    settle(window)
    assert sum(log.minutes for log in stored(office, ServiceLog)) == 5130
    assert [team.name for team in stored(office, Team)] == ["助老专送小哥队"]


def test_another_team_is_chosen_and_guests_join_it(wizard, window, office, settle):
    riders = office.make("teams", name="骑士队", area_id=office.street, founded_on=date(2024, 1, 1))
    member = office.person("卢芳涛")
    wizard.take_files([WORKBOOK])
    settle(window)
    choose(wizard.rows.deciding.team_box, riders)
    settle(window)
    assert wizard.review.run.team_name == "骑士队"
    wizard.rows.deciding._join.setChecked(True)
    wizard.start_import()
    settle(window)
    assert {log.person_id for log in stored(office, ServiceLog)} == {member}
    assert [(one.team_id, one.person_id) for one in stored(office, TeamMember)] == [(riders, member)]
