"""The foot of the attendance sheet: who came to each session, and the lines of people whose names are not known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from app.sheets.attendance import UNNAMED
from ui.sheets.model import RATE, STATION, WAITING, Index, SheetColumns, SheetModel

_ROOT = QModelIndex()
_DISPLAY, _ALIGN, _TIP = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.ToolTipRole,
)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = Qt.AlignmentFlag.AlignCenter
UNNAMED_LABEL = "未实名人次"


class FootModel(SheetColumns):
    """Under the sheet: who came to each session, named and unnamed together; and the lines of unnamed people, typed in place."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__(model.sheet)
        self._model = model
        known = sorted({description for _, description in model.headcounts} - {UNNAMED})
        self.lines = [UNNAMED, *known]
        model.edited.connect(self._refresh)

    def add_line(self, description: str) -> int:
        """Count another kind of unnamed people; returns its row."""
        if description not in self.lines:
            at = len(self.lines) + 1
            self.beginInsertRows(_ROOT, at, at)
            self.lines.append(description)
            self.endInsertRows()
        return self.lines.index(description) + 1

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The total, and one line for each kind of unnamed people."""
        return 0 if parent.isValid() else 1 + len(self.lines)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Counts as texts, and as numbers to the editor."""
        if role == _ALIGN:
            return _CENTRE
        if role not in (_DISPLAY, Qt.ItemDataRole.EditRole) or index.column() in (STATION, RATE):
            return None
        lessons = (
            [self.lesson_id(index.column())]
            if self.is_lesson(index)
            else [one.id for one in self.sheet.lessons]
        )
        if index.row() == 0:
            return self._total(lessons)
        count = sum(self._heads(lesson, self.lines[index.row() - 1]) for lesson in lessons)
        if role == Qt.ItemDataRole.EditRole:
            return count
        return str(count) if count else ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a typed number."""
        if (
            role != Qt.ItemDataRole.EditRole
            or not self.is_lesson(index)
            or index.row() == 0
            or int(value) < 0
        ):
            return False
        self._model.count_heads(self.lesson_id(index.column()), self.lines[index.row() - 1], int(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Lines of unnamed people are typed into."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if self.is_lesson(index) and index.row() > 0:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The names of the lines."""
        if orientation is Qt.Orientation.Horizontal:
            return self.column_head(section, role)
        if role == _ALIGN:
            return _LEFT
        if role not in (_DISPLAY, _TIP):
            return None
        return "实到人次" if section == 0 else self.lines[section - 1] or UNNAMED_LABEL

    def _heads(self, lesson_id: int, description: str) -> int:
        return self._model.headcounts.get((lesson_id, description), 0)

    def _total(self, lessons: Sequence[int]) -> str:
        named = [self._model.attended(lesson) for lesson in lessons]
        if any(count is None for count in named):
            return WAITING
        heads = sum(self._heads(lesson, line) for lesson in lessons for line in self.lines)
        return str(sum(count or 0 for count in named) + heads)

    def _refresh(self) -> None:
        if self.sheet is not self._model.sheet:
            self.beginResetModel()
            self.sheet = self._model.sheet
            self.endResetModel()
        elif self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
