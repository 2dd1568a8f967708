"""The filter chips of links: other records found by typing, or ticked in their tree."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QTreeWidget, QTreeWidgetItem

from app.desk import Desk
from app.registers import find_register, linking
from app.registers.lists import Filter, Op
from app.registers.spec import Field
from app.registers.trees import Branch, branches
from ui.lists.chips import CHECKED, ID, UNCHECKED, FilterChip, add_box, few
from ui.records.links import Place


class LinkChip(FilterChip):
    """Several records of another register, searched by typing."""

    def __init__(self, field: Field, place: Place) -> None:
        self._place = place
        self._chosen: dict[int, str] = {}
        super().__init__(field)

    def fill(self) -> None:
        """A line to search in and a list with boxes."""
        self.line = QLineEdit()
        self.line.setPlaceholderText("输入名称或拼音查找")
        self.line.textEdited.connect(lambda _: self._ask())
        self.list = QListWidget()
        self.list.setMinimumSize(280, 260)
        self.list.itemChanged.connect(self._ticked)
        self.popup.setFocusProxy(self.line)
        self.inside.addWidget(self.line)
        self.inside.addWidget(self.list)

    def prepare(self) -> None:
        """List the first ones."""
        self.line.clear()
        self._ask()

    def filters(self) -> tuple[Filter, ...]:
        """The ticked records."""
        return (Filter(self.field.name, Op.IS, tuple(self._chosen)),) if self._chosen else ()

    def take(self, filters: Sequence[Filter]) -> None:
        """Tick these records; their names come from the worker."""
        ids = [value for one in filters if one.op is Op.IS for value in one.value]
        self._chosen = {one: self._chosen.get(one, f"第{one}号") for one in ids}
        self.say()
        desk, key = self._place.desk, self.field.link
        for one in ids:
            self._place.tasks.read(partial(_named_choice, desk, key, one), self._named, owner=self)

    def chosen_text(self) -> str:
        """Their names, two at most."""
        return few(list(self._chosen.values()))

    def _named(self, found: tuple[int, str]) -> None:
        if found[0] in self._chosen and found[1]:
            self._chosen[found[0]] = found[1]
            self.say()

    def _ask(self) -> None:
        desk, key, words = self._place.desk, self.field.link, self.line.text().strip()
        self._place.tasks.read(lambda: linking.choices(desk, key, words), self._offer, owner=self)

    def _offer(self, found: list[tuple[int, str]]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        rest = [(one, label) for one, label in found if one not in self._chosen]
        for one, label in [*self._chosen.items(), *rest]:
            add_box(self.list, label, one, ticked=one in self._chosen)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _ticked(self, item: QListWidgetItem) -> None:
        if item.checkState() == CHECKED:
            self._chosen[item.data(ID)] = item.text()
        else:
            self._chosen.pop(item.data(ID), None)
        self.touched()


def _named_choice(desk: Desk, key: str, record_id: int) -> tuple[int, str]:
    return record_id, linking.label_of(desk, key, record_id)


class TreeChip(FilterChip):
    """Records of a register that is a tree: a ticked one stands for all below it."""

    def __init__(self, field: Field, place: Place) -> None:
        self._place = place
        self._chosen: dict[int, str] = {}
        self._items: list[QTreeWidgetItem] = []
        super().__init__(field)

    def fill(self) -> None:
        """A tree with boxes to tick."""
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        line = self.fontMetrics().height()
        self.tree.setMinimumSize(line * 15, line * 16)
        self.tree.itemChanged.connect(self._ticked)
        self.popup.setFocusProxy(self.tree)
        self.inside.addWidget(self.tree)

    def prepare(self) -> None:
        """Read the tree anew each time: it is small, and may have grown."""
        desk, register = self._place.desk, find_register(self.field.link)
        self._place.tasks.read(lambda: branches(desk, register), self._grow, owner=self)

    def filters(self) -> tuple[Filter, ...]:
        """The ticked records."""
        return (Filter(self.field.name, Op.IS, tuple(self._chosen)),) if self._chosen else ()

    def take(self, filters: Sequence[Filter]) -> None:
        """Tick these records; their names come with the tree."""
        ids = [value for one in filters if one.op is Op.IS for value in one.value]
        self._chosen = {one: self._chosen.get(one, f"第{one}号") for one in ids}
        self._tick_all()
        self.say()
        if ids:
            self.prepare()

    def chosen_text(self) -> str:
        """Their names, two at most."""
        return few(list(self._chosen.values()))

    def _grow(self, found: list[Branch]) -> None:
        self.tree.blockSignals(True)
        self.tree.clear()
        items: dict[int, QTreeWidgetItem] = {}
        for branch in found:
            item = QTreeWidgetItem([branch.label])
            item.setData(0, ID, branch.id)
            items[branch.id] = item
            if branch.id in self._chosen:
                self._chosen[branch.id] = branch.label
        for branch in found:
            above = items.get(branch.parent_id or 0)
            if above is not None:
                above.addChild(items[branch.id])
            else:
                self.tree.addTopLevelItem(items[branch.id])
        self._items = list(items.values())
        self.tree.expandToDepth(1)
        if found:
            self.tree.setCurrentItem(items[found[0].id])
        self.tree.blockSignals(False)
        self._tick_all()
        self.say()

    def _tick_all(self) -> None:
        self.tree.blockSignals(True)
        for item in self._items:
            item.setCheckState(0, CHECKED if item.data(0, ID) in self._chosen else UNCHECKED)
        self.tree.blockSignals(False)

    def _ticked(self, item: QTreeWidgetItem) -> None:
        if item.checkState(0) == CHECKED:
            self._chosen[item.data(0, ID)] = item.text(0)
        else:
            self._chosen.pop(item.data(0, ID), None)
        self.touched()
