"""A clerk's month from the first start, by mouse and keyboard on the real window and a real ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e import first_day, lessons, lists, looking_back, papers
from tests.e2e.clerk import Clerk


@pytest.mark.timeout(900)
def test_a_clerks_month(clerk: Clerk, tmp_path: Path) -> None:
    first_day.set_up(clerk)
    roster, places = first_day.sent_sheets(tmp_path)
    first_day.import_sheets(clerk, roster, places)
    lists.look_at_people(clerk, 32)
    first_day.import_corrected(clerk, roster)
    lists.find_everywhere(clerk)
    lessons.add_course(clerk)
    lessons.add_class(clerk)
    lessons.plan_lessons(clerk)
    lessons.enrol(clerk)
    lessons.take_attendance(clerk)
    lessons.settle(clerk)
    lessons.issue_certificates(clerk, tmp_path / "结业证书.pdf")
    papers.compare_figures(clerk)
    papers.print_summary(clerk, tmp_path / "小结.pdf")
    looking_back.correct_a_person(clerk)
    looking_back.undo_the_import(clerk, roster.name)
    looking_back.figures_follow(clerk)
    looking_back.undo_the_undo(clerk)
