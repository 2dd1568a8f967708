"""出勤预警: who of a class is below the line, or will be, with a phone to call and a list to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.surveys.outlook import Danger, Outlook

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from ui.shell.window import MainWindow

_HEADS = ("姓名", "站点", "联系电话", "出勤", "还可缺课", "情况")
_TONES = {Danger.LOST: "danger", Danger.BELOW: "danger", Danger.LAST: "warning"}


def open_outlook(window: MainWindow, class_run_id: int, title: str, parent: QWidget | None = None) -> None:
    """Read how everybody stands and show who is in danger."""
    desk = window.desk

    def work() -> list[Outlook]:
        from app.surveys.outlook import outlook

        return outlook(desk, class_run_id)

    def show(found: list[Outlook]) -> None:
        OutlookDialog(window, class_run_id, title, found, parent or window).open()

    window.tasks.read(work, show, owner=parent or window)


class OutlookDialog(QDialog):
    """A table of learners, the most endangered first."""

    def __init__(
        self, window: MainWindow, class_run_id: int, title: str, found: list[Outlook], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.frame, self._run, self._found = window, class_run_id, found
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"出勤预警：{title}")
        self.says = QLabel(_summary(found))
        self.says.setWordWrap(True)
        self.everybody = QCheckBox("列出全部学员(&L)")
        self.everybody.toggled.connect(lambda _: self._show())
        self.table = QTableWidget(0, len(_HEADS))
        self.table.setHorizontalHeaderLabels(list(_HEADS))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.paper = QPushButton("打印名单(&P)")
        self.paper.clicked.connect(self.print_list)
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.everybody)
        foot.addStretch(1)
        for button in (self.paper, close):
            button.setAutoDefault(False)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.says)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.resize(window.theme.length(720), window.theme.length(480))
        self._show()
        self.table.setFocus()

    def shown(self) -> list[Outlook]:
        """Who is listed."""
        return [one for one in self._found if self.everybody.isChecked() or one.danger != Danger.SAFE]

    def print_list(self) -> None:
        """Print who is listed."""
        desk, run, everybody = self.frame.desk, self._run, self.everybody.isChecked()

        def work() -> Printed:
            from app.actions.outlook_printing import print_outlook

            return print_outlook(desk, run, everybody=everybody)

        def show(printed: Printed) -> None:
            from ui.papers.preview import open_preview

            open_preview(self.frame, printed.data, printed.title, document=printed.document)

        self.frame.tasks.write(work, show, owner=self, title="正在排版…")

    def _show(self) -> None:
        shown = self.shown()
        self.table.setRowCount(len(shown))
        for row, one in enumerate(shown):
            spare = str(one.spare) if one.spare >= 0 else "—"
            texts = (one.name, one.station, one.phone, f"{one.attended}/{one.held}", spare, one.word)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column == len(texts) - 1 and one.danger in _TONES:
                    item.setForeground(QColor(self.frame.theme.colour(_TONES[one.danger])))
                self.table.setItem(row, column, item)
        self.paper.setEnabled(bool(shown))


def _summary(found: list[Outlook]) -> str:
    counts = {danger: sum(one.danger is danger for one in found) for danger in Danger}
    held, lessons = (found[0].held, found[0].lessons) if found else (0, 0)
    if not held:
        return f"共{lessons}次课，还没有登记考勤。"
    if counts[Danger.SAFE] == len(found):
        return f"已上{held}/{lessons}次课，{len(found)}名学员都达到出勤要求。"
    return (
        f"已上{held}/{lessons}次课：{counts[Danger.LOST]}人已不能结业，{counts[Danger.BELOW]}人低于出勤要求，"
        f"{counts[Danger.LAST]}人不能再缺课。"
    )
