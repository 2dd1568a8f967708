"""The operations of the journal as a long list."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.history.journal import PAGE_SIZE, Done
from ui.lists.longlist import LongList

_HEADS = ("时间", "经办人", "类型", "内容", "")


class Operations(LongList):
    """When, who, what kind, what, and whether it was taken back."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, _HEADS, _cells, PAGE_SIZE)

    @property
    def done(self) -> list[Done]:
        """The operations read so far."""
        return self.rows


def _cells(one: Done) -> tuple[str, ...]:
    undone = "已撤销" if one.undone else ""
    return f"{one.at:%Y-%m-%d %H:%M}", one.clerk, one.kind, one.title, undone
