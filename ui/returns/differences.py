"""差异清单 on screen: each figure that differs from the sealed one, its records, and the operations that moved them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

if TYPE_CHECKING:
    from app.measures.period import Reported
    from app.returns.differences import FigureDifference
    from ui.shell.window import MainWindow

_UNFOLDED = 5
_NOBODY = "没有找到对应的操作（可能是设置或程序升级引起）"


class DifferencesDialog(QDialog):
    """A tree: figure, record, operation. A record is opened by a double click."""

    def __init__(self, window: MainWindow, title: str, found: Sequence[FigureDifference]) -> None:
        super().__init__(window)
        self.frame = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(window.theme.length(820), window.theme.length(560))
        said = (
            f"封存以后，有{len(found)}个指标与现在的台账不同。"
            if found
            else "封存的数字和名单与现在的台账完全一致。"
        )
        self.said = QLabel(f"{said}更正会写进下一期的报表，封存件不变。" if found else said)
        self.said.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(["指标、记录", "变化", "何时、何人、何事"])
        self.tree.setWordWrap(True)
        header = self.tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, window.theme.length(300))
        header.resizeSection(1, window.theme.length(180))
        for one in found:
            self._add(one, unfold=len(found) <= _UNFOLDED)
        self.tree.itemActivated.connect(self._open)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addWidget(self.tree, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.tree.setVisible(bool(found))
        if not found:
            column.addStretch(1)
            self.resize(window.theme.length(460), window.theme.length(120))

    def _add(self, one: FigureDifference, *, unfold: bool) -> None:
        moved = one.now if one.before == one.now else f"{one.before} → {one.now}"
        head = QTreeWidgetItem(self.tree, [f"{one.name}（{one.unit}）", moved, f"{len(one.records)}条记录"])
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        for record in one.records:
            where = "（计入总体）" if record.base else ""
            first = record.causes[0] if record.causes else None
            why = f"{first.at:%Y-%m-%d %H:%M}　{first.clerk}　{first.title}" if first else _NOBODY
            item = QTreeWidgetItem(head, [record.name, f"{record.moved}{where}", why])
            item.setData(0, Qt.ItemDataRole.UserRole, (record.register, record.id))
            for cause in record.causes[1:]:
                QTreeWidgetItem(item, ["", "", f"{cause.at:%Y-%m-%d %H:%M}　{cause.clerk}　{cause.title}"])
        head.setExpanded(unfold)

    def _open(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, Qt.ItemDataRole.UserRole)
        if place is not None:
            from ui.records.cards import open_record

            open_record(self.frame, *place)


def show_differences(window: MainWindow, period: Reported) -> None:
    """Compare the sealed return of a period with the ledger, and show what differs."""
    desk = window.desk

    def work() -> tuple[FigureDifference, ...]:
        from app.returns.differences import differences
        from app.returns.sealed import sealed_of

        sealed = sealed_of(desk, period)
        return () if sealed is None else differences(desk, sealed)

    def show(found: tuple[FigureDifference, ...]) -> None:
        DifferencesDialog(window, f"{period.label}差异清单", found).show()

    window.tasks.read(work, show, owner=window, title="正在与封存件比较…")
