"""设置: saved together, problems under their lines, nothing typed is lost; the ledger's check says what it found."""

import pytest
import sqlalchemy as sa

from app import settings
from ui.tabs.settings import SettingsTab


@pytest.fixture
def page(window, settle) -> SettingsTab:
    shown = window.show_page("settings")
    settle(window)
    return shown


def test_what_is_changed_is_saved_and_shown_again(page, window, desk, settle):
    assert not page.save_button.isEnabled()
    page.editors["office_name"].setText("北山街道")
    page.editors["period_start_day"].setValue(26)
    page.save_button.click()
    settle(window)
    values = settings.read_all(desk)
    assert (values["office_name"], values["period_start_day"]) == ("北山街道", 26)
    assert not page.save_button.isEnabled()


def test_leaving_asks_and_not_saving_puts_the_old_value_back(page, told):
    page.editors["office_name"].setText("西溪街道")
    told.answers = [2, 1]
    assert not page.may_leave()
    assert page.may_leave()
    assert page.editors["office_name"].text() == ""


def test_the_check_says_sound_or_what_is_wrong(page, window, application, settle):
    page.check_button.click()
    settle(window)
    assert "完整" in page.found.text()
    with application.ledger.maintaining() as connection:
        connection.execute(
            sa.text("INSERT INTO search_entries (table_name, row_id, text) VALUES ('people', 9, 'x')")
        )
    page.check_button.click()
    settle(window)
    assert "不完整" in page.found.text()
