"""The sheet of a team's service as a table model: a line for each member, with the hours of those who differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.registers.spec import Field, Kind, text_of
from app.sheets.team import Member
from ui.records.editors import read_minutes

Index = QModelIndex | QPersistentModelIndex
NAME, TAKES_PART, HOURS = range(3)
_HEADS = ("姓名", "参加", "时长（小时）", "队内职务")
_ROOT = QModelIndex()
_MINUTES = Field("minutes", "时长", kind=Kind.MINUTES)


class TeamSheetModel(QAbstractTableModel):
    """Everybody takes part for the common time until something else is said.

    Signal ``edited``: somebody's part was changed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.members: tuple[Member, ...] = ()
        self.common = 0
        self._out: set[int] = set()
        self._own: dict[int, int] = {}

    def put_members(self, members: Sequence[Member]) -> None:
        """Show the members of another day; what was said of those who stay is kept."""
        self.beginResetModel()
        self.members = tuple(members)
        known = {one.person_id for one in members}
        self._out &= known
        self._own = {one: minutes for one, minutes in self._own.items() if one in known}
        self.endResetModel()
        self.edited.emit()

    def set_common(self, minutes: int) -> None:
        """The time of everybody who is no exception."""
        self.common = minutes
        self.dataChanged.emit(self.index(0, TAKES_PART), self.index(len(self.members) - 1, HOURS))
        self.edited.emit()

    def forget(self) -> None:
        """Everybody takes part again, for the common time."""
        self._out, self._own = set(), {}
        self.set_common(self.common)

    def taking_part(self) -> list[int]:
        """Who takes part."""
        return [one.person_id for one in self.members if one.person_id not in self._out]

    def exceptions(self) -> dict[int, int]:
        """The minutes of those whose time differs."""
        return {one: minutes for one, minutes in self._own.items() if one not in self._out}

    def total(self) -> int:
        """The minutes of all together."""
        return sum(self._own.get(one, self.common) for one in self.taking_part())

    def toggle(self, rows: Iterable[int], present: bool | None = None) -> None:
        """Take people out or in again; without ``present`` all become what the first is not."""
        people = [self.members[row].person_id for row in rows]
        if not people:
            return
        out = people[0] not in self._out if present is None else not present
        self._out = self._out | set(people) if out else self._out - set(people)
        self._changed()

    def plain(self, rows: Iterable[int]) -> None:
        """The common time again."""
        for row in rows:
            self._own.pop(self.members[row].person_id, None)
        self._changed()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Members."""
        return 0 if parent.isValid() else len(self.members)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Name, part, time, role."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The heads; line numbers at the left."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return _HEADS[section] if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts; the editor begins with an exception's own time."""
        member = self.members[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            own = self._own.get(member.person_id)
            return "" if own is None else text_of(_MINUTES, own)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._text(member, index.column())

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The time may be typed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == HOURS else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """An exception; 0 means that somebody was not there, nothing the common time."""
        if index.column() != HOURS or role != Qt.ItemDataRole.EditRole:
            return False
        person, text = self.members[index.row()].person_id, str(value).strip()
        try:
            minutes = None if not text else 0 if text == "0" else read_minutes(text)
        except ValueError:
            return False
        if minutes == 0:
            self._out.add(person)
        elif minutes is None:
            self._own.pop(person, None)
        else:
            self._own[person] = minutes
            self._out.discard(person)
        self._changed()
        return True

    def _text(self, member: Member, column: int) -> str:
        out = member.person_id in self._out
        if column == TAKES_PART:
            return "未参加" if out else "✓"
        if column == HOURS:
            own = self._own.get(member.person_id)
            return (
                ""
                if out
                else text_of(_MINUTES, self.common if own is None else own) + ("" if own is None else "　*")
            )
        return member.name if column == NAME else member.role

    def _changed(self) -> None:
        if self.members:
            self.dataChanged.emit(self.index(0, TAKES_PART), self.index(len(self.members) - 1, HOURS))
        self.edited.emit()
