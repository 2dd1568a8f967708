"""The attendance sheet as a table model: what the ledger says, what was typed since, and the totals."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.attendance import MARKS, Sheet, attended, present

Index = QModelIndex | QPersistentModelIndex
FIRST = 2  # columns before the sessions: name, station
_ROOT = QModelIndex()
_SIGNS = {mark: sign for mark, _, sign in MARKS}
_WORDS = {mark: word for mark, word, _ in MARKS}
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class SheetModel(QAbstractTableModel):
    """The sheet with what was typed on it; the last two rows are the unnamed headcount and the totals."""

    edited = Signal()

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.marks = dict(sheet.marks)
        self.headcounts = dict(sheet.headcounts)

    @property
    def headcount_row(self) -> int:
        """The row in which unnamed people are counted."""
        return len(self.sheet.learners)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Learners, headcount, totals."""
        return 0 if parent.isValid() else len(self.sheet.learners) + 2

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Name, station, sessions, attended, share."""
        return 0 if parent.isValid() else FIRST + len(self.sheet.lessons) + 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, and how it stands in its cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= FIRST:
            return _CENTRE
        if role == Qt.ItemDataRole.ToolTipRole and self.is_mark(index):
            return _WORDS.get(self.marks.get(self.cell(index), ""), "")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Heads of the columns; the line numbers at the left."""
        if orientation is Qt.Orientation.Vertical:
            named = section < len(self.sheet.learners)
            return (str(section + 1) if named else "") if role == Qt.ItemDataRole.DisplayRole else None
        lesson = section - FIRST
        if role == Qt.ItemDataRole.ToolTipRole and 0 <= lesson < len(self.sheet.lessons):
            return self.sheet.lessons[lesson].tip
        if role == Qt.ItemDataRole.TextAlignmentRole and section < FIRST:
            return _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < FIRST:
            return ("姓名", "站点")[section]
        if lesson < len(self.sheet.lessons):
            return self.sheet.lessons[lesson].head
        return ("出勤", "出勤率")[lesson - len(self.sheet.lessons)]

    def is_mark(self, index: Index) -> bool:
        """True for a cell of a learner and a session."""
        return index.row() < len(self.sheet.learners) and self.is_lesson(index)

    def is_lesson(self, index: Index) -> bool:
        """True for a cell in a session's column."""
        return FIRST <= index.column() < FIRST + len(self.sheet.lessons)

    def cell(self, index: Index) -> tuple[int, int]:
        """Session id and person id of a mark."""
        return self.sheet.lessons[index.column() - FIRST].id, self.sheet.learners[index.row()].person_id

    def mark(self, cells: list[tuple[int, int]], mark: str) -> None:
        """Put a mark into cells; an empty one takes it back."""
        for cell in cells:
            if mark:
                self.marks[cell] = mark
            else:
                self.marks.pop(cell, None)
        self._refresh()

    def fill_present(self, lesson_id: int | None = None) -> int:
        """Mark everybody without a mark as present, in one session or in all; return how many that were."""
        lessons = [one.id for one in self.sheet.lessons if lesson_id in (None, one.id)]
        empty = [
            (lesson, learner.person_id)
            for lesson in lessons
            for learner in self.sheet.learners
            if (lesson, learner.person_id) not in self.marks
        ]
        self.mark(empty, "present")
        return len(empty)

    def count_heads(self, lesson_id: int, count: int) -> None:
        """Note how many unnamed people a session had."""
        self.headcounts[lesson_id] = count
        self._refresh()

    def changed_marks(self) -> dict[tuple[int, int], str]:
        """The marks that differ from the ledger; empty texts for those taken back."""
        cells = set(self.marks) | set(self.sheet.marks)
        return {
            cell: self.marks.get(cell, "")
            for cell in cells
            if self.marks.get(cell, "") != self.sheet.marks.get(cell, "")
        }

    def changed_headcounts(self) -> dict[int, int]:
        """The headcounts that differ from the ledger."""
        known = self.sheet.headcounts
        return {lesson: count for lesson, count in self.headcounts.items() if known.get(lesson, 0) != count}

    def _refresh(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.edited.emit()

    def _text(self, row: int, column: int) -> str:
        lesson = column - FIRST
        if row < len(self.sheet.learners):
            return self._learner_text(row, column)
        if column == 0:
            return "未实名人次" if row == self.headcount_row else "实到人次"
        if not 0 <= lesson < len(self.sheet.lessons):
            return ""
        lesson_id = self.sheet.lessons[lesson].id
        heads = self.headcounts.get(lesson_id, 0)
        if row == self.headcount_row:
            return str(heads) if heads else ""
        return str(present(self.sheet, self.marks, lesson_id) + heads)

    def _learner_text(self, row: int, column: int) -> str:
        learner = self.sheet.learners[row]
        if column < FIRST:
            return (learner.name, learner.station)[column]
        lesson = column - FIRST
        if lesson < len(self.sheet.lessons):
            return _SIGNS.get(self.marks.get((self.sheet.lessons[lesson].id, learner.person_id), ""), "")
        came = attended(self.sheet, self.marks, learner.person_id)
        if lesson == len(self.sheet.lessons):
            return f"{came}/{len(self.sheet.lessons)}"
        return f"{came * 100 // len(self.sheet.lessons)}%" if self.sheet.lessons else "—"
