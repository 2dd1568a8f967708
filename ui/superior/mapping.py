"""对应关系: the sheets of a form as tables, its placeholders as a list; each place is clicked and given its meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
)

from app.superior.looks import Look, Placeholder, SheetLook
from app.superior.offered import Offered, value_under
from app.superior.slots import Meaning, OfRegister, Place, Slot
from ui.superior.chooser import MeaningChooser
from ui.superior.grid import FormGrid

if TYPE_CHECKING:
    from app.actions.superiorforms import KeptForm
    from ui.shell.window import MainWindow


class MappingDialog(QDialog):
    """One form: sheets on the left, what can stand in a place on the right. lost: places that no longer fit the file, and why."""

    def __init__(
        self,
        window: MainWindow,
        form: KeptForm,
        sheets: Sequence[SheetLook],
        placeholders: Sequence[Placeholder],
        offered: Offered,
        lost: Mapping[Place, str],
    ) -> None:
        super().__init__(window)
        self.frame, self._form, self._offered = window, form, offered
        self._sheets = {one.name: one for one in sheets}
        self._slots = {one.place: one for one in form.slots}
        self._lost = dict(lost)
        self._place: Place | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"对应关系 — {form.name}")
        self.resize(window.theme.length(1120), window.theme.length(700))
        self.chooser = MeaningChooser(offered)
        self.tabs = QTabWidget()
        self.grids: dict[str, FormGrid] = {}
        self.words = QListWidget()
        self._add_sheets(placeholders)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self._arrange()
        self.chooser.chosen.connect(self._put)
        self.chooser.cleared.connect(self._clear)
        self._count()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """What stands where now, sheet by sheet and row by row."""
        return tuple(sorted(self._slots.values(), key=lambda one: _order(one.place)))

    def choose(self, place: Place) -> None:
        """Go to a place."""
        self._place = place
        meaning = self._slots[place].meaning if place in self._slots else None
        said = "" if meaning is None else self._offered.label(meaning)
        if place.word:
            self.chooser.show_place(place.text, place.word, meaning, said, "this_month")
            return
        sheet = self._sheets[place.sheet]
        why = _refusal(sheet.at(place.row, place.column))
        if why and meaning is None:
            self.chooser.refuse_place(place.text, why)
            return
        beside = sheet.beside(place.row, place.column)
        self.chooser.show_place(place.text, beside, meaning, said, value_under(beside))

    def accept(self) -> None:
        """Keep what stands where."""
        desk, form_id, slots = self.frame.desk, self._form.id, self.slots

        def work() -> object:
            from app.actions.superiorforms import keep_slots

            return keep_slots(desk, form_id, slots)

        def done(_: object) -> None:
            self.frame.messages.notice(f"已保存{len(slots)}处对应关系。")
            QDialog.accept(self)

        self.frame.tasks.write(work, done, owner=self, title="正在保存对应关系…")

    def _put(self, meaning: Meaning) -> None:
        place = self._place
        if place is None:
            return
        if place.word and isinstance(meaning, OfRegister):
            self.frame.messages.notice("占位符只能填一处内容；台账栏目请点表格里的单元格。", kind="warning")
            return
        beside = "" if place.word else self._sheets[place.sheet].beside(place.row, place.column)
        self._slots[place] = Slot(place, meaning, beside)
        self._show(place, self._offered.label(meaning))
        self.choose(place)

    def _clear(self) -> None:
        if self._place is not None and self._place in self._slots:
            del self._slots[self._place]
            self._show(self._place, "")
            self.choose(self._place)

    def drop_lost(self) -> None:
        """Take the meaning off every place that no longer fits."""
        for place in self._lost:
            self._slots.pop(place, None)
            if self._is_shown(place):
                self._show(place, "")
        self._lost.clear()
        self._count()
        self.trouble.hide()
        self.drop_button.hide()

    def _is_shown(self, place: Place) -> bool:
        if place.word:
            return any(self._word_at(row) == place.word for row in range(self.words.count()))
        return place.sheet in self.grids and self.grids[place.sheet].has(place.row, place.column)

    def _show(self, place: Place, label: str) -> None:
        if place.word:
            item = next(
                self.words.item(n) for n in range(self.words.count()) if self._word_at(n) == place.word
            )
            item.setText(_word_line(place.word, label))
        else:
            self.grids[place.sheet].mark(place.row, place.column, label)
        self._count()

    def _word_at(self, row: int) -> str:
        found: str = self.words.item(row).data(Qt.ItemDataRole.UserRole)
        return found

    def _count(self) -> None:
        self.said.setText(f"点一个单元格或占位符，在右边选它填什么。已对应{len(self._slots)}处。")

    def _label(self, place: Place) -> str:
        return self._offered.label(self._slots[place].meaning) if place in self._slots else ""

    def _add_sheets(self, placeholders: Sequence[Placeholder]) -> None:
        for name, sheet in self._sheets.items():
            grid = FormGrid(self.frame.theme)
            labels = {
                (place.row, place.column): self._label(place)
                for place in self._slots
                if not place.word and place.sheet == name
            }
            grid.show_sheet(sheet, labels)
            grid.chosen.connect(lambda row, column, name=name: self.choose(Place(name, row, column)))
            self.grids[name] = grid
            self.tabs.addTab(grid, name)
        for one in placeholders:
            item = QListWidgetItem(_word_line(one.name, self._label(Place(word=one.name))), self.words)
            item.setData(Qt.ItemDataRole.UserRole, one.name)
            item.setToolTip(one.inside)
        self.words.currentRowChanged.connect(
            lambda row: self.choose(Place(word=self._word_at(row))) if row >= 0 else None
        )
        self.words.setAccessibleName("占位符")
        if placeholders:
            self.tabs.addTab(self.words, f"占位符（{len(placeholders)}）")
        if not self._sheets:
            self.tabs.setCurrentWidget(self.words)

    def _warning(self) -> QHBoxLayout:
        self.trouble = QLabel(f"文件变了，这些位置要重新指定或去掉：{'；'.join(self._lost.values())}。")
        self.trouble.setObjectName("warningText")
        self.trouble.setWordWrap(True)
        self.drop_button = QPushButton("都去掉")
        self.drop_button.setAutoDefault(False)
        self.drop_button.clicked.connect(lambda _=False: self.drop_lost())
        row = QHBoxLayout()
        row.addWidget(self.trouble, 1)
        row.addWidget(self.drop_button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        if self._lost:
            column.addLayout(self._warning())
        split = QSplitter()
        split.addWidget(self.tabs)
        split.addWidget(self.chooser)
        split.setSizes([self.frame.theme.length(760), self.frame.theme.length(340)])
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)
        box = QDialogButtonBox()
        save = box.addButton("保存(&S)", QDialogButtonBox.ButtonRole.AcceptRole)
        save.setObjectName("primary")
        cancel = box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        for button in (save, cancel):
            button.setAutoDefault(False)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column.addWidget(box)


def _refusal(look: Look) -> str:
    """Why a cell cannot be filled; empty for one that can."""
    if look.formula:
        return "这里是公式，由表格自己计算。"
    if look.locked:
        return "工作表保护了这个单元格，不能填写。"
    return ""


def _word_line(name: str, label: str) -> str:
    return f"{{{{{name}}}}}　→　{label}" if label else f"{{{{{name}}}}}　（未对应）"


def _order(place: Place) -> tuple[str, int, int, str]:
    return place.sheet, place.row, place.column, place.word
