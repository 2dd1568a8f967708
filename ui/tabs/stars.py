"""星级: the register's page with the list of those who have just reached a star, from which some or all are proposed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from app.actions.recognition import Reached, just_reached, propose
from app.errors import UserError, ValidationFailed
from app.registers.spec import Field, Kind, text_of
from ui.records.editors import Unreadable
from ui.shell.undoing import undo_operation
from ui.tabs.register import RegisterTab
from ui.widgets.banner import Banner
from ui.widgets.dates import DateEditor

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow
    from ui.tabs.page import Page

_HEADS = ("姓名", "已入账时长（小时）", "已有星级", "新达到", "说明")
_WIDTHS = (150, 150, 90, 90, 200)
_MINUTES = Field("minutes", "时长", kind=Kind.MINUTES)
_PERSON = Qt.ItemDataRole.UserRole


class StarsTab(RegisterTab):
    """Adds 刚达标."""

    verb_buttons = 2

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.add_tool("刚达标", "mdi6.account-star-outline", self.show_reached)

    def show_reached(self) -> None:
        """Open the list of those who have reached a star and are not proposed yet."""
        ReachedDialog(self.frame).open()


class ReachedDialog(QDialog):
    """Who has just reached a star on a day; the ticked ones are proposed. Space ticks."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.frame = window
        self.on = DateEditor(Field("on", "截至日期"))
        self.tree, self.banner = QTreeWidget(), Banner()
        self._working = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("刚达到星级的志愿者")
        self._arrange()
        self.on.set_value(date.today())
        self.on.line.editingFinished.connect(self.look)
        self.on.precision_found.connect(lambda _: self.look())
        self.tree.itemChanged.connect(lambda *_: self._show_state())
        self._looked: date | None = None
        self.look()

    def look(self) -> None:
        """Read who has reached a star by the day."""
        try:
            on = self.on.value()
        except Unreadable:
            return
        if on is None or on == self._looked:
            return
        self._looked, desk = on, self.frame.desk
        self.frame.tasks.read(lambda: just_reached(desk, on), self.show_people, owner=self)

    def show_people(self, people: Sequence[Reached]) -> None:
        """List them; all are ticked but those who were refused before."""
        self.tree.blockSignals(True)
        self.tree.clear()
        for one in people:
            hours = text_of(_MINUTES, one.minutes)
            told = "这一星级曾未通过，重新评定的再勾选" if one.refused else ""
            item = QTreeWidgetItem([one.name, hours, _star(one.known), _star(one.level), told])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Unchecked if one.refused else Qt.CheckState.Checked)
            item.setData(0, _PERSON, one.person_id)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.tree.addTopLevelItem(item)
        self.tree.blockSignals(False)
        first = self.tree.topLevelItem(0)
        if first is None:
            self.banner.show_text(
                "这一天没有新达到星级的志愿者：已入账的时长没有超过下一星级，或者都已登记。"
            )
        else:
            self.banner.hide()
            self.tree.setCurrentItem(first)
            self.tree.setFocus()
        self._show_state()

    def ticked(self) -> list[int]:
        """The people who are ticked."""
        items = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        return [
            int(one.data(0, _PERSON))
            for one in items
            if one is not None and one.checkState(0) == Qt.CheckState.Checked
        ]

    def propose(self) -> None:
        """登记达标 those who are ticked."""
        people, on, desk = self.ticked(), self._looked, self.frame.desk
        if self._working or not people or on is None:
            return
        self._working = True
        self._show_state()
        values = {"on": on, "people": frozenset(people)}
        self.frame.tasks.write(
            lambda: propose(desk, [], values),
            self._proposed,
            self._failed,
            owner=self,
            title="正在登记达标人员…",
        )

    def _proposed(self, changes: Changes) -> None:
        operation = changes.operation_id
        assert operation is not None
        self.frame.messages.notice(
            f"已登记达标{len(self.ticked())}人，接着“公示”，期满后“授予”。",
            action="撤销",
            do=lambda: undo_operation(self.frame, operation),
        )
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._working = False
        self._show_state()
        if isinstance(error, ValidationFailed):
            self.banner.show_text("；".join(one.message for one in error.problems), kind="warningBanner")
        elif isinstance(error, UserError):
            self.banner.show_text(f"{error.sentence}{error.advice}", kind="dangerBanner")
        else:
            self.frame.tasks.default_failure(error)

    def _show_state(self) -> None:
        count = len(self.ticked())
        self.go.setText(f"登记达标 {count} 人")
        self.go.setEnabled(count > 0 and not self._working)

    def _arrange(self) -> None:
        theme = self.frame.theme
        says = QLabel("只算已入账的服务时长，按整小时比照当天有效的星级标准。空格勾选，Ctrl+Enter登记。")
        says.setObjectName("quiet")
        says.setWordWrap(True)
        head = QHBoxLayout()
        label = QLabel("截至日期")
        head.addWidget(label)
        self.on.setMaximumWidth(theme.length(180))
        self.on.line.setAccessibleName("截至日期")
        label.setBuddy(self.on.line)
        head.addWidget(self.on)
        head.addStretch(1)
        self.tree.setHeaderLabels(_HEADS)
        self.tree.setRootIsDecorated(False)
        self.tree.setAlternatingRowColors(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        for column, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(column, theme.length(width))
        self.tree.header().setSectionResizeMode(len(_HEADS) - 1, QHeaderView.ResizeMode.Stretch)
        close, self.go = QPushButton("关闭"), QPushButton()
        close.clicked.connect(self.reject)
        self.go.setObjectName("primary")
        self.go.clicked.connect(self.propose)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (close, self.go):
            button.setAutoDefault(False)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.addWidget(says)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addWidget(self.tree, 1)
        layout.addLayout(foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.propose)
        room = self.frame.screen().availableGeometry()
        self.resize(min(theme.length(760), room.width() - 40), min(theme.length(520), room.height() - 60))


def _star(level: int) -> str:
    return f"{'一二三四五'[level - 1]}星" if level else "—"
