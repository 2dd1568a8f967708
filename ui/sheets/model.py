"""The attendance sheet as a table model: learners by pages of ready lines, with what was typed since."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from app.sheets.attendance import ATTENDED, MARKS, PAGE, Learner, Sheet, Totals

Index = QModelIndex | QPersistentModelIndex
STATION, CAME, RATE, FIRST = range(4)  # columns before the sessions
_HEADS = ("站点", "出勤", "出勤率")
_ROOT = QModelIndex()
_SIGNS = {mark: sign for mark, _, sign in MARKS}
_WORDS = {mark: word for mark, word, _ in MARKS}
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_DISPLAY, _ALIGN, _TIP = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.ToolTipRole,
)
WAITING = "…"
_MOST_PAGES = 12


@dataclass(frozen=True)
class Typed:
    """A mark typed into a cell, with the ledger's and whether its learner has a seat."""

    mark: str
    stored: str
    seated: bool


class SheetColumns(QAbstractTableModel):
    """What sheet and foot have in common: the columns and their heads."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Station, attended, share, sessions."""
        return 0 if parent.isValid() else FIRST + len(self.sheet.lessons)

    def is_lesson(self, index: Index) -> bool:
        """True for a cell in a session's column."""
        return FIRST <= index.column() < FIRST + len(self.sheet.lessons)

    def lesson_id(self, column: int) -> int:
        """The session of a column."""
        return self.sheet.lessons[column - FIRST].id

    def column_head(self, section: int, role: int) -> Any:
        """Head, tip and place of a column's head."""
        lesson = section - FIRST
        if role == _TIP and lesson >= 0:
            return self.sheet.lessons[lesson].tip
        if role == _ALIGN and section == STATION:
            return _LEFT
        if role != _DISPLAY:
            return None
        return _HEADS[section] if lesson < 0 else self.sheet.lessons[lesson].head


class SheetModel(SheetColumns):
    """Learners down, sessions across. Signals: edited(); wanted(page number) when a page should be read."""

    edited = Signal()
    wanted = Signal(int)

    def __init__(self, sheet: Sheet, learners: Sequence[Learner], below: QColor | None = None) -> None:
        """learners: the first page. below: the colour of shares below the class's line."""
        super().__init__(sheet)
        self._below = below
        self._pages: OrderedDict[int, list[Learner]] = OrderedDict({0: list(learners)})
        self._asked: set[int] = set()
        self.typed: dict[int, dict[int, Typed]] = {}
        self.fills: set[int] = set()
        self.headcounts: dict[tuple[int, str], int] = dict(sheet.headcounts)
        self.totals: Totals | None = None
        self._held: list[int] = []

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Every learner, read or not."""
        return 0 if parent.isValid() else self.sheet.learners

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Ready texts; a page that is not there yet is asked for and shown as dots meanwhile."""
        if role == _ALIGN:
            return _LEFT if index.column() == STATION else _CENTRE
        if role not in (_DISPLAY, _TIP, Qt.ItemDataRole.ForegroundRole):
            return None
        learner = self.learner(index.row())
        if role == _DISPLAY:
            return WAITING if learner is None else self._text(learner, index.column())
        if learner is None:
            return None
        if role == _TIP:
            return (
                _WORDS.get(self.mark_of(learner, self.lesson_id(index.column())))
                if self.is_lesson(index)
                else None
            )
        return self._below if index.column() in (CAME, RATE) and self._is_below(learner) else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Heads of the columns; numbers and names at the left."""
        if orientation is Qt.Orientation.Horizontal:
            return self.column_head(section, role)
        if role == _ALIGN:
            return _LEFT
        if role not in (_DISPLAY, _TIP):
            return None
        learner = self._at_hand(section)  # a head is measured unseen: it asks for no page
        if learner is None:
            return f"{section + 1}"
        return f"{section + 1}  {learner.name}" + ("" if learner.seated else "（已离班）")

    def learner(self, row: int) -> Learner | None:
        """The learner of a line when the page is there; else it is asked for."""
        number = row // PAGE
        if number not in self._pages and number not in self._asked:
            self._asked.add(number)
            self.wanted.emit(number)
        return self._at_hand(row)

    def take_page(self, number: int, learners: Sequence[Learner]) -> None:
        """Show a page that was read; those looked at longest ago are forgotten."""
        self._asked.discard(number)
        self._pages[number] = list(learners)
        while len(self._pages) > _MOST_PAGES:
            self._pages.popitem(last=False)
        first, last = number * PAGE, min((number + 1) * PAGE, self.rowCount()) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, first, last)

    def take_sheet(self, sheet: Sheet, number: int, learners: Sequence[Learner]) -> None:
        """Show the sheet as it is now, with a page of it; what was typed stays."""
        self.beginResetModel()
        self.sheet = sheet
        self._pages = OrderedDict({number: list(learners)})
        self._asked.clear()
        self.endResetModel()
        self.edited.emit()

    def take_totals(self, totals: Totals) -> None:
        """Show the counts of the ledger."""
        self.totals = totals
        self._changed()

    def mark_of(self, learner: Learner, lesson_id: int) -> str:
        """The mark as it would be saved."""
        typed = self.typed.get(lesson_id, {}).get(learner.person_id)
        if typed is not None:
            return typed.mark
        stored = learner.marks.get(lesson_id, "")
        return stored or ("present" if lesson_id in self.fills and learner.seated else "")

    def mark(self, cells: Iterable[Index], mark: str) -> None:
        """Put a mark into cells; an empty one takes it back."""
        for cell in cells:
            learner = self.learner(cell.row())
            if learner is not None and self.is_lesson(cell):
                lesson = self.lesson_id(cell.column())
                stored = learner.marks.get(lesson, "")
                self.typed.setdefault(lesson, {})[learner.person_id] = Typed(mark, stored, learner.seated)
        self._changed()

    def toggle(self, cell: Index) -> None:
        """Untick: present becomes absent, everything else present."""
        learner = self.learner(cell.row())
        if learner is not None and self.is_lesson(cell):
            now = self.mark_of(learner, self.lesson_id(cell.column()))
            self.mark([cell], "absent" if now == "present" else "present")

    def fill_present(self, lesson_ids: Iterable[int]) -> None:
        """Whoever has a seat and no mark in these sessions was present."""
        self.fills.update(lesson_ids)
        self._changed()

    def count_heads(self, lesson_id: int, description: str, count: int) -> None:
        """Note how many unnamed people a session had."""
        self.headcounts[lesson_id, description] = count
        self._changed()

    def attended(self, lesson_id: int) -> int | None:
        """How many learners attended a session, as it would be saved; None while the ledger is being counted."""
        if self.totals is None:
            return None
        typed = self.typed.get(lesson_id, {}).values()
        total = self.totals.attended.get(lesson_id, 0)
        total += sum((one.mark in ATTENDED) - (one.stored in ATTENDED) for one in typed)
        if lesson_id in self.fills:
            taken = sum(one.seated and not one.stored for one in typed)
            total += self.totals.unmarked.get(lesson_id, 0) - taken
        return total

    def changed_marks(self) -> dict[tuple[int, int], str]:
        """The marks that differ from the ledger or from what fills their session; empty texts for those taken back."""
        return {
            (lesson, person): one.mark
            for lesson, typed in self.typed.items()
            for person, one in typed.items()
            if one.mark != one.stored or (lesson in self.fills and not one.mark)
        }

    def changed_headcounts(self) -> dict[tuple[int, str], int]:
        """The headcounts that differ from the ledger."""
        known = self.sheet.headcounts
        return {line: count for line, count in self.headcounts.items() if known.get(line, 0) != count}

    def changes(self) -> int:
        """How many things are not saved yet."""
        return len(self.changed_marks()) + len(self.changed_headcounts()) + len(self.fills)

    def saved(self) -> None:
        """What was typed is in the ledger now; the lines at hand show it until they are read again."""
        if self.totals is not None:
            attended = {one.id: self.attended(one.id) or 0 for one in self.sheet.lessons}
            self.totals = Totals(attended, self.totals.unmarked, frozenset(self._held))
        for number, page in self._pages.items():
            self._pages[number] = [self._as_saved(learner) for learner in page]
        self.typed, self.fills = {}, set()
        self.sheet.headcounts = {line: count for line, count in self.headcounts.items() if count}
        self.headcounts = dict(self.sheet.headcounts)

    def next_column(self, today: date) -> int:
        """The session to be marked next: the first that is over and has no mark on the lines read, else the last over."""
        learners = [learner for page in self._pages.values() for learner in page]
        past = [n for n, one in enumerate(self.sheet.lessons) if one.held_on <= today]
        for n in past:
            if not any(self.sheet.lessons[n].id in learner.marks for learner in learners):
                return FIRST + n
        return FIRST + (past[-1] if past else 0)

    def _at_hand(self, row: int) -> Learner | None:
        page = self._pages.get(row // PAGE, [])
        return page[row % PAGE] if row % PAGE < len(page) else None

    def _as_saved(self, learner: Learner) -> Learner:
        marks = {one.id: self.mark_of(learner, one.id) for one in self.sheet.lessons}
        return replace(learner, marks={lesson: mark for lesson, mark in marks.items() if mark})

    def _came(self, learner: Learner) -> tuple[int, int]:
        """Sessions attended, of those held: that have any mark."""
        return sum(self.mark_of(learner, lesson) in ATTENDED for lesson in self._held), len(self._held)

    def _is_below(self, learner: Learner) -> bool:
        came, held = self._came(learner)
        return came * 100 < self.sheet.pass_percent * held

    def _text(self, learner: Learner, column: int) -> str:
        if column == STATION:
            return learner.station
        if column >= FIRST:
            return _SIGNS.get(self.mark_of(learner, self.lesson_id(column)), "")
        came, held = self._came(learner)
        if column == CAME:
            return f"{came}/{len(self.sheet.lessons)}"
        return f"{came * 100 // held}%" if held else "—"

    def _find_held(self) -> None:
        known = self.totals.held if self.totals is not None else frozenset()
        typed = {lesson for lesson, cells in self.typed.items() if any(one.mark for one in cells.values())}
        held = known | typed | self.fills
        self._held = [one.id for one in self.sheet.lessons if one.id in held]

    def _changed(self) -> None:
        self._find_held()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.edited.emit()
