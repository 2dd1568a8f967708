"""The elements of a design by name, in the order in which they are drawn."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QListWidget

from app.workshop.elements import Design


class ElementList(QListWidget):
    """Several may be chosen; ``itemSelectionChanged`` comes only when the clerk chooses."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("元素，上面的先画")
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)

    @property
    def chosen(self) -> list[str]:
        """The names chosen here."""
        return [item.text() for item in self.selectedItems()]

    def show_design(self, design: Design, chosen: Collection[str]) -> None:
        """List the elements and mark those chosen on the page."""
        self.blockSignals(True)
        names = [one.name for one in design.elements]
        if names != [self.item(row).text() for row in range(self.count())]:
            self.clear()
            self.addItems(names)
        for row, name in enumerate(names):
            self.item(row).setSelected(name in chosen)
        self.blockSignals(False)
