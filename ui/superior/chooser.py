"""Choosing what stands in a place: a figure, a fact about the return, a column of a register, by name or pinyin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.superior.slots import VALUES, Meaning, OfFigure, OfRegister, OfReturn, bare

if TYPE_CHECKING:
    from app.superior.offered import Offer, Offered

_FIGURES, _FACTS, _LISTS = range(3)


class MeaningChooser(QWidget):
    """Signals: chosen(object) with a meaning; cleared(): the place is to have none."""

    chosen = Signal(object)
    cleared = Signal()

    def __init__(self, offered: Offered) -> None:
        super().__init__()
        self._offered = offered
        self.place = QLabel()
        self.place.setObjectName("title")
        self.now = QLabel()
        self.now.setWordWrap(True)
        self.kind, self.value, self.area = QComboBox(), QComboBox(), QComboBox()
        self.register, self.kept = QComboBox(), QComboBox()
        self.search = QLineEdit()
        self.list = QListWidget()
        self.about = QLabel()
        self.put_button, self.clear_button = QPushButton("放到这里(&P)"), QPushButton("取消对应(&C)")
        self._fill()
        self._connect()
        self._arrange()
        self._show_kind()
        self.setEnabled(False)

    def show_place(self, name: str, beside: str, meaning: Meaning | None, said: str, value: str) -> None:
        """Show a place: what stands around it, what it means now (said), and the value its column seems to speak of."""
        self.setEnabled(True)
        self.place.setText(name)
        self.now.setText(f"现在：{said}" if said else f"旁边写着：{beside}" if beside else "还没有对应")
        self.clear_button.setEnabled(meaning is not None)
        if meaning is not None:
            self._go_to(meaning)
            return
        if self.kind.currentIndex() == _FIGURES:
            self.value.setCurrentIndex(self.value.findData(value))
            left = beside.partition("｜")[0].removeprefix("其中：").strip()
            self.search.setText(left if any(one.matches(left) for one in self._offered.figures) else "")
        self.search.selectAll()

    def refuse_place(self, name: str, why: str) -> None:
        """Show a place that cannot be filled, and why."""
        self.place.setText(name)
        self.now.setText(why)
        self.setEnabled(False)

    def put(self) -> None:
        """Take what is chosen in the list."""
        from app.superior.offered import with_choices

        item = self.list.currentItem()
        if item is None:
            return
        offer: Offer = item.data(Qt.ItemDataRole.UserRole)
        choices = {
            "value": self.value.currentData(),
            "area": self.area.currentData(),
            "kept": self.kept.currentData() or "",
        }
        self.chosen.emit(with_choices(offer.meaning, choices))

    def _go_to(self, meaning: Meaning) -> None:
        """Stand on what a place means now."""
        match meaning:
            case OfFigure():
                self.kind.setCurrentIndex(_FIGURES)
                self.value.setCurrentIndex(self.value.findData(meaning.value))
                self.area.setCurrentIndex(max(0, self.area.findData(meaning.area_id)))
            case OfReturn():
                self.kind.setCurrentIndex(_FACTS)
            case OfRegister():
                self.kind.setCurrentIndex(_LISTS)
                self.register.setCurrentIndex(max(0, self.register.findData(meaning.register)))
                self.kept.setCurrentIndex(max(0, self.kept.findData(meaning.kept)))
        self.search.clear()
        plain = bare(meaning)
        for row in range(self.list.count()):
            offer: Offer = self.list.item(row).data(Qt.ItemDataRole.UserRole)
            if offer.meaning == plain:
                self.list.setCurrentRow(row)

    def _offers(self) -> Sequence[Offer]:
        kind = self.kind.currentIndex()
        if kind == _LISTS:
            return self._offered.lists[max(0, self.register.currentIndex())].columns
        return self._offered.facts if kind == _FACTS else self._offered.figures

    def _refill(self) -> None:
        self.list.clear()
        for offer in self._offers():
            if offer.matches(self.search.text()):
                item = QListWidgetItem(offer.label, self.list)
                item.setData(Qt.ItemDataRole.UserRole, offer)
                item.setToolTip(f"{offer.group}：{offer.about}" if offer.about else offer.group)
        self.list.setCurrentRow(0)
        self.put_button.setEnabled(self.list.count() > 0)

    def _explain(self, item: QListWidgetItem | None) -> None:
        offer: Offer | None = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        self.about.setText("没有找到，换个词试试。" if offer is None else offer.about)

    def _show_kind(self) -> None:
        kind = self.kind.currentIndex()
        for widget, shown in (
            (self.value, kind == _FIGURES),
            (self.area, kind == _FIGURES),
            (self.register, kind == _LISTS),
            (self.kept, kind == _LISTS),
        ):
            self._rows.setRowVisible(widget, shown)
        self.search.clear()
        self._refill()

    def _other_register(self, place: int) -> None:
        self.kept.clear()
        self.kept.addItem("全部", "")
        for name in self._offered.lists[place].kept:
            self.kept.addItem(name, name)
        self._refill()

    def _fill(self) -> None:
        self.kind.addItems(["指标", "报表信息", "台账栏目（往下逐行填）"])
        for key, label in VALUES.items():
            self.value.addItem(label, key)
        self.area.addItem("全部范围", None)
        for area_id, name in self._offered.areas:
            self.area.addItem(name, area_id)
        for one in self._offered.lists:
            self.register.addItem(one.label, one.key)
        self.search.setPlaceholderText("名称或拼音，例如 zaice")
        self.search.setClearButtonEnabled(True)
        self._names = ("填什么", "取哪个数", "区域", "台账", "筛选")
        boxes = (self.kind, self.value, self.area, self.register, self.kept)
        for name, box in zip(self._names, boxes, strict=True):
            box.setAccessibleName(name)
        self.list.setAccessibleName("可选内容")
        self.about.setObjectName("quiet")
        self.about.setWordWrap(True)
        self._other_register(0)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _: self._show_kind())
        self.register.currentIndexChanged.connect(self._other_register)
        self.search.textChanged.connect(lambda _: self._refill())
        self.search.returnPressed.connect(self.put)
        self.list.currentItemChanged.connect(lambda item, _: self._explain(item))
        self.list.itemActivated.connect(lambda _: self.put())
        self.put_button.clicked.connect(lambda _=False: self.put())
        self.clear_button.clicked.connect(lambda _=False: self.cleared.emit())
        for button in (self.put_button, self.clear_button):
            button.setAutoDefault(False)

    def _arrange(self) -> None:
        self._rows = QFormLayout()
        boxes = (self.kind, self.value, self.area, self.register, self.kept)
        for name, box in zip(self._names, boxes, strict=True):
            self._rows.addRow(name, box)
        buttons = QHBoxLayout()
        buttons.addWidget(self.clear_button)
        buttons.addStretch(1)
        buttons.addWidget(self.put_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.place)
        column.addWidget(self.now)
        column.addLayout(self._rows)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.about)
        column.addLayout(buttons)
