"""The month's summary: figures against the lists they open, a sentence typed by hand, printed and read back."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber

from tests.e2e.clerk import Clerk
from tests.e2e.lists import page
from ui.papers.preview import Preview
from ui.returns.passage import PassageEdit
from ui.tabs.reports import ReportsTab

# What this month must have come to: 33 people of the roster, 59 water points, and 15 attendances: three and two by
# name, ten by number.
EXPECTED = {
    "登记在册新就业群体人数": "33",
    "新增登记": "33",
    "平台企业数": "11",
    "公益饮水点": "59",
    "开办班次": "1",
    "培训场次": "2",
    "培训人数": "3",
    "培训人次": "15",
    "结业人数": "2",
    "颁发结业证书": "2",
}
# Units in which something is added up; such a figure opens the classes or services in which it happened.
SUMS = ("人次", "场", "次", "学时", "人学时", "小时", "份", "条", "元")


def reports(clerk: Clerk) -> ReportsTab:
    """The page of reports, brought to the front by its number."""
    clerk.open_section("报表")
    tab = clerk.window.pages.current
    assert isinstance(tab, ReportsTab)
    return tab


def figures_of(tab: ReportsTab) -> dict[str, tuple[int, str, str]]:
    """Row, unit and figure of the month by name, as the table shows them."""
    found = {}
    for row in range(tab.figures.rowCount()):
        name, unit, figure = (item.text() if (item := tab.figures.item(row, at)) else "" for at in range(3))
        found[name.strip()] = (row, unit, figure)
    return found


def compare_figures(clerk: Clerk) -> None:
    """The figures are right, and each that is not nought opens a list of so many rows."""
    tab = reports(clerk)
    figures = figures_of(tab)
    assert {name: figures[name][2] for name in EXPECTED} == EXPECTED
    opened = 0
    for name, (row, unit, figure) in figures.items():
        if not re.fullmatch(r"[1-9][\d,]*", figure):
            continue
        clerk.click_index(tab.figures, tab.figures.model().index(row, 0))
        clerk.press("Return")
        shown, number = page(clerk), int(figure.replace(",", ""))
        rows = shown.table.rowCount()
        assert 1 <= rows <= number if unit in SUMS else rows == number, name
        assert shown.filters.count.text().split()[0] == f"{rows:,}"
        assert name.removeprefix("其中：") in shown.banner.text
        opened += 1
        assert reports(clerk) is tab
    assert opened > len(EXPECTED)


def print_summary(clerk: Clerk, target: Path) -> None:
    """A sentence is typed into the draft; what comes out on paper has it, the figures and the office's name."""
    tab = reports(clerk)
    first = tab.draft.findChildren(PassageEdit)[0]
    clerk.click(first.viewport())
    clerk.press("Ctrl+End")
    clerk.type("社区报表均已核对。")
    assert tab.again.isEnabled(), "what was typed can be given up for a new draft"
    clerk.push("编号打印")
    paper = clerk.dialog(Preview)
    with clerk.naming_files(target):
        clerk.push("另存为PDF", paper)
    clerk.press("Escape")
    with pdfplumber.open(target) as pdf:
        text = "".join(page.extract_text() for page in pdf.pages)
        tables = [row for page in pdf.pages for table in page.extract_tables() for row in table]
    assert "社区报表均已核对。" in re.sub(r"\s", "", text)
    assert "北山街道" in text
    printed = {str(row[1]): row[3] for row in tables if len(row) > 3}
    assert {name: printed.get(name) for name in EXPECTED} == EXPECTED
