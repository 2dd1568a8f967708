"""People entered twice: found by searching the whole register, compared, and merged one pair after the other."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from tests.e2e.clerk import Clerk
from ui.tabs.duplicates import DuplicatesTab
from ui.wizard.merging import MergeDialog


def merge_three(clerk: Clerk) -> None:
    """Search in the background, then take the three likeliest pairs by keyboard: each is one card afterwards."""
    clerk.open_section("人员")
    clerk.open_page("查重")
    tab = clerk.window.pages.current
    assert isinstance(tab, DuplicatesTab)
    assert "还没有查过重" in clerk.reads(tab)
    clerk.push("开始查重", tab)
    clerk.wait(tab.start_button.isVisible)
    clerk.rest()
    waiting = len(tab.pairs.model.rows)
    assert waiting >= 3
    for left in range(waiting - 1, waiting - 4, -1):
        clerk.click_index(tab.pairs.list, tab.pairs.model.index(0, 0))
        pair = tab.pairs.model.rows[0]
        assert pair.likeness.words in _read(tab)
        clerk.press("Return")
        dialog = clerk.dialog(MergeDialog)
        assert pair.left.name in clerk.reads(dialog)
        for clash in dialog.clashes.values():
            clerk.click(clash.cells[dialog.seen.keep])
        clerk.press("Ctrl+Return")
        clerk.wait(lambda left=left: len(tab.pairs.model.rows) == left)
        assert "按原编号仍能找到" in clerk.told


def _read(tab: DuplicatesTab) -> str:
    return "\n".join(one.text() for one in tab.findChildren(QLabel) if one.isVisible())
