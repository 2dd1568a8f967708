"""The sheet of an inspection round as a table model: places down, checklist across, with what was typed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from app.sheets.inspection import FINDINGS, SIGNS, Item, Line, RoundSheet

Index = QModelIndex | QPersistentModelIndex
DAY, FIRST = range(2)  # the column before the checklist, and its first
FAULT = "fault"
_ROOT = QModelIndex()
_DISPLAY, _ALIGN = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole
_WORDS: dict[str, str] = {finding: word for finding, word, _ in FINDINGS}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_OTHER_KIND = "—"


@dataclass
class Typed:
    """What was typed of a place: findings (an empty text takes one back), notes and due days by item, and the day."""

    on: date
    findings: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    dues: dict[int, date] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.findings)


class RoundModel(QAbstractTableModel):
    """Places down, the day and the checklist across. on: the day that what is typed now is of. Signals: edited()."""

    edited = Signal()

    def __init__(self, sheet: RoundSheet, on: date, fault: QColor, quiet: QColor) -> None:
        super().__init__()
        self.sheet, self.on = sheet, on
        self._fault, self._quiet = fault, quiet
        self.typed: dict[int, Typed] = {}

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Places."""
        return 0 if parent.isValid() else len(self.sheet.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The day and the checklist."""
        return 0 if parent.isValid() else FIRST + len(self.sheet.items)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Signs, with what is wrong as a tip; faults in their colour."""
        line = self.line(index.row())
        if role == _ALIGN:
            return Qt.AlignmentFlag.AlignCenter
        if index.column() < FIRST:
            day = self.day_of(line)
            return (f"{day:%m-%d}" if day is not None else "") if role == _DISPLAY else None
        item = self.item(index.column())
        finding = self.finding(line, item)
        if role == _DISPLAY:
            return SIGNS.get(finding, "") if item.fits(line.kind) else _OTHER_KIND
        if role == Qt.ItemDataRole.ToolTipRole:
            note = self.note(line, item) if finding == FAULT else ""
            return "：".join(part for part in (_WORDS.get(finding, ""), note) if part) or None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._quiet if not item.fits(line.kind) else self._fault if finding == FAULT else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The checklist with what to look at as a tip; numbers and names of places at the left, the address as a tip."""
        across = orientation is Qt.Orientation.Horizontal
        if role == _ALIGN:
            return None if across else _LEFT
        if role not in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return None
        if not across:
            line = self.line(section)
            return f"{section + 1}  {line.name}" if role == _DISPLAY else line.address or None
        if section < FIRST:
            return "日期" if role == _DISPLAY else None
        item = self.sheet.items[section - FIRST]
        return item.name if role == _DISPLAY else item.help or item.name

    def line(self, row: int) -> Line:
        """The place of a row."""
        return self.sheet.lines[row]

    def item(self, column: int) -> Item:
        """The line of the checklist of a column."""
        return self.sheet.items[column - FIRST]

    def answers(self, index: Index) -> bool:
        """True for a cell that may have a finding."""
        return (
            index.isValid()
            and index.column() >= FIRST
            and self.item(index.column()).fits(self.line(index.row()).kind)
        )

    def finding(self, line: Line, item: Item) -> str:
        """The finding as it would be saved."""
        typed = self.typed.get(line.inspection_id)
        known = line.findings.get(item.id, "")
        return known if typed is None else typed.findings.get(item.id, known)

    def note(self, line: Line, item: Item) -> str:
        """What is wrong, as it would be saved."""
        typed = self.typed.get(line.inspection_id)
        known = line.notes.get(item.id, "")
        return known if typed is None else typed.notes.get(item.id, known)

    def due(self, line: Line, item: Item) -> date | None:
        """The day by which a fault is to be mended, where one was typed."""
        typed = self.typed.get(line.inspection_id)
        return None if typed is None else typed.dues.get(item.id)

    def day_of(self, line: Line) -> date | None:
        """When the place was looked at, as it would be saved."""
        typed = self.typed.get(line.inspection_id)
        return typed.on if typed else line.inspected_on

    def mark(self, cells: Iterable[Index], finding: str) -> None:
        """Put a finding into cells; an empty one takes it back."""
        for cell in cells:
            if self.answers(cell):
                line = self.line(cell.row())
                self._typed(line).findings[self.item(cell.column()).id] = finding
        self._changed()

    def rest_good(self, rows: Iterable[int]) -> None:
        """What has no finding in these rows is good."""
        for row in rows:
            line = self.line(row)
            for item in self.sheet.items_of(line.kind):
                if not self.finding(line, item):
                    self._typed(line).findings[item.id] = "good"
        self._changed()

    def explain(self, index: Index, note: str, due: date | None) -> None:
        """Say what is wrong with a fault, and by when it is to be mended (None: as usual)."""
        line, item = self.line(index.row()), self.item(index.column())
        typed = self._typed(line)
        typed.findings[item.id] = FAULT
        typed.notes[item.id] = note
        if due is None:
            typed.dues.pop(item.id, None)
        else:
            typed.dues[item.id] = due
        self._changed()

    def changes(self) -> int:
        """How many places have something that is not saved yet."""
        return sum(bool(typed) for typed in self.typed.values())

    def seen(self) -> int:
        """How many places were looked at, as it would be saved."""
        return sum(self.day_of(line) is not None for line in self.sheet.lines)

    def faults(self) -> int:
        """How many faults the sheet has, as it would be saved."""
        return sum(
            self.finding(line, item) == FAULT
            for line in self.sheet.lines
            for item in self.sheet.items_of(line.kind)
        )

    def take(self, sheet: RoundSheet) -> None:
        """Show the sheet as it is now; nothing is typed any more."""
        self.beginResetModel()
        self.sheet, self.typed = sheet, {}
        self.endResetModel()
        self.edited.emit()

    def _typed(self, line: Line) -> Typed:
        typed = self.typed.setdefault(line.inspection_id, Typed(self.on))
        typed.on = self.on
        return typed

    def _changed(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.edited.emit()
