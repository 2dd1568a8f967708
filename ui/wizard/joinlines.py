"""The lines of a pasted list as a table: who each means, and the clerk's decision where the ledger cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from app.actions.joining import Match, MatchState
from app.values.masking import mask_phones
from ui.widgets.theme import Theme
from ui.widgets.wheel import calm

_HEADS = ("行", "名单上的姓名", "电话", "结果", "说明", "决定")
_WORDS = {
    MatchState.FOUND: "找到",
    MatchState.CHOOSE: "请选择",
    MatchState.NOT_FOUND: "没有找到",
    MatchState.REPEATED: "重复",
    MatchState.UNREADABLE: "读不出",
}
_WIDTHS = (70, 110, 124, 84, 230, 260)
_TICK, _DECISION = 0, 5
_SKIP, _SEARCH, _NEW = "跳过这一行", "在台账里查找…", "登记为新人员…"


class JoinLines(QTableWidget):
    """Signals: ``decided`` when a decision changed; ``wants_search(line)`` and ``wants_new(line)`` with the place of a line
    for which the clerk looks for a person, or enters a new one (``choose`` gives the answer)."""

    decided = Signal()
    wants_search = Signal(int)
    wants_new = Signal(int)

    def __init__(self, theme: Theme, there: str = "已是会员") -> None:
        """there: the word for who is where the list would bring them already."""
        super().__init__(0, len(_HEADS))
        self._words = {**_WORDS, MatchState.MEMBER: there}
        self.matches: list[Match] = []
        self._boxes: dict[int, QComboBox] = {}
        self.setHorizontalHeaderLabels(_HEADS)
        self.setAccessibleName("名单核对结果")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.length(34))
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, theme.length(width))
        self.itemChanged.connect(lambda _: self.decided.emit())

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Show another list; whoever was found is ticked."""
        with QSignalBlocker(self):
            self.matches, self._boxes = list(matches), {}
            self.setRowCount(0)
            self.setRowCount(len(self.matches))
            for row, match in enumerate(self.matches):
                self._fill(row, match)
        self.decided.emit()

    def decisions(self) -> dict[int, int]:
        """Number of the line -> id of the person who joins, for every line decided so far."""
        found = {}
        for row, match in enumerate(self.matches):
            person = self._person(row, match)
            if person is not None:
                found[match.line.number] = person
        return found

    def count(self, *states: MatchState) -> int:
        """How many lines came to one of the states."""
        return sum(match.state in states for match in self.matches)

    @property
    def undecided(self) -> int:
        """How many lines wait for a choice between several."""
        return sum(1 for row, box in self._boxes.items() if box.currentData() is None and self._chooses(row))

    def choose(self, row: int, person_id: int, label: str) -> None:
        """Take a person for a line, found by search or entered anew."""
        box = self._boxes[row]
        place = box.findData(person_id)
        if place < 0:
            box.insertItem(1, label, person_id)
            place = 1
        box.setCurrentIndex(place)
        self.decided.emit()

    def _chooses(self, row: int) -> bool:
        return self.matches[row].state is MatchState.CHOOSE

    def _person(self, row: int, match: Match) -> int | None:
        if match.state is MatchState.FOUND:
            tick = self.item(row, _TICK)
            return (
                match.person_id if tick is not None and tick.checkState() is Qt.CheckState.Checked else None
            )
        box = self._boxes.get(row)
        chosen: Any = box.currentData() if box is not None else None
        return chosen if isinstance(chosen, int) else None

    def _fill(self, row: int, match: Match) -> None:
        phones = mask_phones("、".join(match.line.phones))
        texts = (
            str(match.line.number),
            match.line.name or "—",
            phones,
            self._words[match.state],
            match.message,
            "",
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column == _TICK and match.state is MatchState.FOUND:
                item.setCheckState(Qt.CheckState.Checked)
            self.setItem(row, column, item)
        if match.state in (MatchState.CHOOSE, MatchState.NOT_FOUND):
            self._boxes[row] = self._box(row, match)
            self.setCellWidget(row, _DECISION, self._boxes[row])

    def _box(self, row: int, match: Match) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"第{match.line.number}行的决定")
        box.addItem("请选择…" if match.candidates else _SKIP, None)
        for one in match.candidates:
            box.addItem(one.label, one.person_id)
        if match.candidates:
            box.addItem(_SKIP, "skip")
        box.addItem(_SEARCH, _SEARCH)
        box.addItem(_NEW, _NEW)
        box.activated.connect(lambda _: self._activated(row, box))
        calm(box)
        return box

    def _activated(self, row: int, box: QComboBox) -> None:
        wanted = {_SEARCH: self.wants_search, _NEW: self.wants_new}.get(box.currentData())
        if wanted is not None:
            box.setCurrentIndex(0)
            wanted.emit(row)
        self.decided.emit()
