"""What a platform's export leaves to decide: which platform it is of, and which column is which."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QVBoxLayout

from app.exchange.decisions import Decisions
from app.exchange.outside import MEANINGS, OutsideRun
from app.exchange.review import Review
from ui.wizard.deciding import Deciding

_NONE = "（表里没有）"


class OutsideDeciding(Deciding):
    """The panel beside the lines of an export."""

    def __init__(self) -> None:
        super().__init__()
        self.platform = QComboBox()
        self.heads: dict[str, QComboBox] = {}

    @property
    def needed(self) -> bool:
        """Always: the clerk sees what the columns are taken for."""
        return True

    @property
    def open_questions(self) -> int:
        """What must be told first: columns, and the platform."""
        return len(self._export().missing)

    @property
    def question(self) -> str:
        """What must be told first, in a sentence."""
        return f"请先说明：{'、'.join(self._export().missing)}。"

    def _export(self) -> OutsideRun:
        assert self._shown is not None
        assert isinstance(self._shown.run, OutsideRun)
        return self._shown.run

    def _ask(self, column: QVBoxLayout, review: Review, kept: Decisions, *, first: bool) -> None:
        run = self._export()
        self._ask_platform(column, run)
        self._ask_heads(column, run)

    def _ask_platform(self, column: QVBoxLayout, run: OutsideRun) -> None:
        self._head(column, "来源平台（下次按这个名称认得各列）")
        box = QComboBox()
        box.setEditable(True)
        box.setAccessibleName("来源平台")
        box.addItems(run.known)
        box.setCurrentText(run.source)
        line = box.lineEdit()
        assert line is not None
        line.setPlaceholderText("如：志愿浙江、志愿汇")
        line.setMaxLength(40)
        line.editingFinished.connect(lambda: self._named(box))
        box.activated.connect(lambda _: self._named(box))
        column.addWidget(box)
        self.platform = box
        official = QCheckBox("是官方系统：导入的登记为已录入")
        official.setToolTip("全国志愿服务信息系统或志愿浙江的导出表勾选")
        official.setChecked(run.official)
        official.toggled.connect(lambda told: self.chosen.emit("official", told))
        column.addWidget(official)
        says = QLabel(f"共{len(run.services)}条，能导入的合计{run.total_minutes / 60:g}小时")
        says.setObjectName("quiet")
        column.addWidget(says)

    def _named(self, box: QComboBox) -> None:
        """Another name: its own mapping holds, where one is kept."""
        name = box.currentText().strip()
        if name and name != self._export().source:
            self.chosen.emit("source_name", name)

    def _ask_heads(self, column: QVBoxLayout, run: OutsideRun) -> None:
        self._head(column, "哪一列是什么")
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        self.heads = {}
        for at, (name, word) in enumerate(MEANINGS):
            label, box = QLabel(word), QComboBox()
            box.setAccessibleName(f"{word}在哪一列")
            box.addItem(_NONE, "")
            for head in run.heads:
                box.addItem(head, head)
            box.setCurrentIndex(max(0, box.findData(run.mapping.get(name, ""))))
            box.setToolTip(box.currentText())
            box.activated.connect(lambda _: self._told())
            label.setBuddy(box)
            grid.addWidget(label, at, 0)
            grid.addWidget(box, at, 1)
            self.heads[name] = box
        column.addLayout(grid)

    def _told(self) -> None:
        self.chosen.emit("heads", {name: box.currentData() for name, box in self.heads.items()})
