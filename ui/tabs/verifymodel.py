"""The sheet of a verification as a table model: a line for each person, and what was found out about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.actions.verification import Verdict
from app.sheets.verification import Line

Index = QModelIndex | QPersistentModelIndex
HERE, LEFT = "在岗", "流出"
RESULT, WHERE = 1, 2
_HEADS = ("姓名", "本次结果", "去向", "联系电话", "站点或平台", "所在区域", "上次核实")
_ROOT = QModelIndex()
_DISPLAYED = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


class VerifyModel(QAbstractTableModel):
    """Signal ``edited``: something was found out or taken back."""

    edited = Signal()

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self.lines = list(lines)
        self._results: dict[int, str] = {}
        self._where: dict[int, str] = {}

    def verdicts(self) -> list[Verdict]:
        """What was found out so far."""
        return [
            Verdict(line.person_id, self._results[row] == HERE, self._where.get(row, ""))
            for row, line in enumerate(self.lines)
            if row in self._results
        ]

    def mark(self, rows: Iterable[int], result: str) -> None:
        """Note a result; an empty one takes it back."""
        for row in rows:
            if result:
                self._results[row] = result
            else:
                self._results.pop(row, None)
            if result != LEFT:
                self._where.pop(row, None)
            self.dataChanged.emit(self.index(row, RESULT), self.index(row, WHERE))
        self.edited.emit()

    def mark_the_rest(self) -> None:
        """Whoever has no result yet is still here."""
        self.mark([row for row in range(len(self.lines)) if row not in self._results], HERE)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """People."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """What is known, what was found, where to."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The heads; line numbers at the left."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return _HEADS[section] if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts."""
        return self._text(index.row(), index.column()) if role in _DISPLAYED else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Where somebody went may be typed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == WHERE else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Whoever went somewhere has left."""
        if index.column() != WHERE or role != Qt.ItemDataRole.EditRole:
            return False
        row, text = index.row(), str(value).strip()
        if text or row in self._where:
            self._results[row] = LEFT
            self._where[row] = text
            self.dataChanged.emit(self.index(row, RESULT), self.index(row, WHERE))
            self.edited.emit()
        return True

    def _text(self, row: int, column: int) -> str:
        line = self.lines[row]
        if column == RESULT:
            return self._results.get(row, "")
        if column == WHERE:
            return self._where.get(row, "")
        last = line.last_on.isoformat() if line.met else f"{line.last_on.isoformat()} 登记"
        return (line.name, "", "", line.phone, line.work, line.area, last)[column]
