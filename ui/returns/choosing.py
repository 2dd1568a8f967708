"""上表指标: which figures stand in the printed table, ticked by section."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

if TYPE_CHECKING:
    from app.desk import Changes
    from app.measures.measure import Measure, Section
    from ui.shell.window import MainWindow

Offered = Mapping["Section", Sequence["Measure"]]
_CODE = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class FigureChoice(QDialog):
    """Every figure with a box; a section's box ticks all of it. The list is narrowed by typing."""

    def __init__(self, window: MainWindow, offered: Offered, left_out: Set[str], usual: Set[str]) -> None:
        super().__init__(window)
        self.setWindowTitle("上表指标")
        self.resize(520, 620)
        self._usual = usual
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找指标")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("上表指标")
        for section, measures in offered.items():
            self._add(section.value, measures)
        self.tick(left_out)
        self.tree.expandAll()
        said = QLabel("打勾的指标印在统计表上，不打勾的仍可在本页查看。各期都没有数的“其中”项不印。")
        said.setWordWrap(True)
        box = QDialogButtonBox()
        keep = box.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setObjectName("primary")
        box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        again = box.addButton("恢复默认", QDialogButtonBox.ButtonRole.ResetRole)
        again.clicked.connect(lambda _=False: self.tick(self._usual))
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (said, self.search, self.tree, box):
            column.addWidget(widget)

    def tick(self, left_out: Set[str]) -> None:
        """Tick everything but these."""
        for item in self._items():
            item.setCheckState(0, _OFF if item.data(0, _CODE) in left_out else _ON)

    def left_out(self) -> frozenset[str]:
        """The codes without a tick."""
        return frozenset(item.data(0, _CODE) for item in self._items() if item.checkState(0) == _OFF)

    def _add(self, heading: str, measures: Sequence[Measure]) -> None:
        top = QTreeWidgetItem(self.tree, [heading])
        top.setFlags(top.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        for measure in measures:
            name = f"{'　' if measure.of else ''}{measure.label}（{measure.unit}）"
            item = QTreeWidgetItem(top, [name])
            item.setData(0, _CODE, measure.code)
            item.setToolTip(0, measure.definition)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        return [top.child(at) for top in tops if top is not None for at in range(top.childCount())]

    def _narrow(self, words: str) -> None:
        for item in self._items():
            item.setHidden(words.strip() not in item.text(0))


def choose_figures(window: MainWindow, done: Callable[[], None]) -> None:
    """Let the clerk choose; ``done`` is called when the choice was kept."""
    desk = window.desk

    def work() -> tuple[Offered, frozenset[str], frozenset[str]]:
        from app.returns.choice import USUAL, left_out, offered

        return offered(desk), left_out(desk), USUAL

    def show(found: tuple[Offered, frozenset[str], frozenset[str]]) -> None:
        dialog = FigureChoice(window, *found)
        dialog.accepted.connect(lambda: keep(dialog.left_out()))
        dialog.open()

    def keep(codes: frozenset[str]) -> None:
        def write() -> Changes:
            from app.returns.choice import leave_out

            return leave_out(desk, codes)

        def finished(_: Changes) -> None:
            window.messages.notice("已保存，统计表按所选指标印。")
            done()

        window.tasks.write(write, finished, owner=window, title="正在保存…")

    window.tasks.read(work, show, owner=window, title="正在读取指标…")
