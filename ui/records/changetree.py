"""What operations changed, as a tree: a record, and below it each field before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.history.differences import ADDED, REMOVED, RowChange
from app.history.journal import Happened
from ui.widgets.theme import Theme

_OPEN_BELOW = 12  # so many records are shown unfolded; of more, the clerk unfolds what matters


class ChangeTree(QTreeWidget):
    """Signals: wants_more(int) with the place after which the next page goes on."""

    wants_more = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._more: QTreeWidgetItem | None = None
        self._place = 0
        self.setColumnCount(3)
        self.setHeaderLabels(["内容", "之前", "之后"])
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformRowHeights(False)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, theme.length(240))
        header.resizeSection(1, theme.length(190))
        self.itemActivated.connect(self._more_chosen)
        self.itemClicked.connect(self._more_chosen)

    def show_changes(self, changes: Sequence[RowChange], *, total: int = 0) -> None:
        """Show the first records an operation changed; ``total`` is how many there are in all."""
        self._forget()
        self.add_changes(changes, total=total)

    def add_changes(self, changes: Sequence[RowChange], *, total: int = 0) -> None:
        """Show further records."""
        if self._more is not None:
            self.takeTopLevelItem(self.indexOfTopLevelItem(self._more))
            self._more = None
        unfold = len(changes) <= _OPEN_BELOW
        for change in changes:
            self._add(self.invisibleRootItem(), change, unfold=unfold)
        left = total - self.topLevelItemCount()
        if changes and left > 0:
            self._more = QTreeWidgetItem(self, [f"再显示一些（还有{left}条）"])
            self._more.setForeground(0, QColor(self._theme.colour("accent")))
            self._place = changes[-1].place

    def show_history(self, chapters: Sequence[Happened]) -> None:
        """Show what happened to one record, the latest first."""
        self._forget()
        for chapter in chapters:
            done = chapter.operation
            head = QTreeWidgetItem(self, [f"{done.at:%Y-%m-%d %H:%M}　{done.clerk}　{done.title}"])
            head.setFirstColumnSpanned(True)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            if done.undone:
                head.setText(0, f"{head.text(0)}（已撤销）")
            for change in chapter.changes:
                self._add(head, change, unfold=True)
            head.setExpanded(True)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show plain lines, for example the records an undo has kept, with the reason."""
        self._forget()
        for first, second in lines:
            QTreeWidgetItem(self, [first, second])

    def _add(self, parent: QTreeWidgetItem, change: RowChange, *, unfold: bool) -> None:
        item = QTreeWidgetItem(parent, [f"{change.what}{change.kind}　{change.name}"])
        item.setFirstColumnSpanned(True)
        tone = {ADDED: "good", REMOVED: "danger"}.get(change.what, "accent")
        item.setForeground(0, QColor(self._theme.colour(tone)))
        for field in change.fields:
            line = QTreeWidgetItem(item, [field.label, field.before, field.after])
            for column, text in enumerate((field.label, field.before, field.after)):
                line.setToolTip(column, text)
        item.setExpanded(unfold)

    def _more_chosen(self, item: QTreeWidgetItem) -> None:
        if item is self._more and self._place:
            item.setText(0, "正在读取…")
            place, self._place = self._place, 0
            self.wants_more.emit(place)

    def _forget(self) -> None:
        self.clear()
        self._more, self._place = None, 0
