"""核实入账: the records that wait, grouped by person; verified and booked many at once, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from app.actions.recognition import just_reached
from app.actions.volunteering import book_logs, verify_logs
from app.errors import UserError, ValidationFailed
from app.registers.spec import Field, Kind, text_of
from app.sheets.logreview import ENTERED, VERIFIED, Review, Waiting, waiting
from ui.shell.undoing import undo_operation
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from app.desk import Changes, Desk
    from ui.shell.window import MainWindow

_HEADS = ("人员和日期", "时间", "时长", "活动", "队伍", "状态", "记录人")
_WIDTHS = (160, 100, 60, 120, 150, 110, 120)
_MINUTES = Field("minutes", "时长", kind=Kind.MINUTES)
_LOG = Qt.ItemDataRole.UserRole
Verb = Callable[["Desk", Sequence[int], dict[str, Any]], "Changes"]


class LogReviewDialog(QDialog):
    """Works off what waits. Space ticks a record or a whole person."""

    def __init__(self, window: MainWindow, review: Review) -> None:
        super().__init__(window)
        self.frame = window
        self.tree = QTreeWidget()
        self.banner = Banner()
        self.own_too = QCheckBox("包括本人录入的")
        self._working = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("核实入账")
        self._arrange()
        self.show_review(review)
        self.tree.itemChanged.connect(lambda *_: self._show_state())
        self.tree.setFocus()

    def show_review(self, review: Review) -> None:
        """List what waits, person by person."""
        self.tree.blockSignals(True)
        self.tree.clear()
        for _, lines in groupby(review.lines, key=lambda line: line.person_id):
            self.tree.addTopLevelItem(_person(list(lines)))
        self.tree.blockSignals(False)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        if review.more:
            self.banner.show_text(f"只列出前面的，另有{review.more}条；处理后会接着列出。")
        self._show_state()

    def ticked(self, state: str) -> list[Waiting]:
        """The ticked records of a state."""
        found = []
        for at in range(self.tree.topLevelItemCount()):
            person = self.tree.topLevelItem(at)
            for child in range(person.childCount() if person is not None else 0):
                item = person.child(child) if person is not None else None
                if item is not None and item.checkState(0) == Qt.CheckState.Checked:
                    line: Waiting = item.data(0, _LOG)
                    if line.state == state:
                        found.append(line)
        return found

    def tick_all(self) -> None:
        """Tick everybody, or nobody when everybody is."""
        people = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        all_on = all(one is not None and one.checkState(0) == Qt.CheckState.Checked for one in people)
        for one in people:
            if one is not None:
                one.setCheckState(0, Qt.CheckState.Unchecked if all_on else Qt.CheckState.Checked)

    def verify(self) -> None:
        """核实 what is ticked."""
        own = self.own_too.isChecked()
        self._run(verify_logs, self.ticked(ENTERED), {"own_too": own}, "核实")

    def book(self) -> None:
        """入账 what is ticked and verified."""
        self._run(book_logs, self.ticked(VERIFIED), {}, "入账")

    def _run(self, verb: Verb, lines: Sequence[Waiting], values: dict[str, Any], word: str) -> None:
        if self._working or not lines:
            return
        self._working = True
        self.banner.hide()
        self._show_state()
        desk, ids = self.frame.desk, [line.log_id for line in lines]
        people = {line.person_id for line in lines}

        def work() -> tuple[Changes, Review, list[str]]:
            changes = verb(desk, ids, values)
            stars = just_reached(desk, date.today(), people) if word == "入账" else []
            return changes, waiting(desk), [one.name for one in stars]

        def done(result: tuple[Changes, Review, list[str]]) -> None:
            changes, review, stars = result
            self._working = False
            self.show_review(review)
            operation = changes.operation_id
            assert operation is not None
            self.frame.messages.notice(
                f"已{word}{len(ids)}条。", action="撤销", do=lambda: undo_operation(self.frame, operation)
            )
            if stars:
                named = "、".join(stars[:5]) + ("等" if len(stars) > 5 else "")
                self.banner.show_text(
                    f"{named}{len(stars)}人新达到星级，请到“星级”里点“刚达标”登记，再公示、授予。"
                )

        self.frame.tasks.write(work, done, self._failed, owner=self, title=f"正在{word}…")

    def _failed(self, error: Exception) -> None:
        self._working = False
        self._show_state()
        if isinstance(error, ValidationFailed):
            text = "；".join(problem.message for problem in error.problems)
            self.banner.show_text(text, kind="warningBanner")
        elif isinstance(error, UserError):
            self.banner.show_text(f"{error.sentence}{error.advice}", kind="dangerBanner")
        else:
            self.frame.tasks.default_failure(error)

    def _show_state(self) -> None:
        entered, verified = self.ticked(ENTERED), self.ticked(VERIFIED)
        minutes = sum(line.minutes for line in (*entered, *verified))
        people = len({line.person_id for line in (*entered, *verified)})
        self._state.setText(
            f"已勾选 {people} 人 {len(entered) + len(verified)} 条，合计 {minutes / 60:.1f} 小时"
        )
        self.verify_button.setText(f"核实 {len(entered)} 条(&V)")
        self.book_button.setText(f"入账 {len(verified)} 条(&B)")
        self.verify_button.setEnabled(bool(entered) and not self._working)
        self.book_button.setEnabled(bool(verified) and not self._working)

    def _arrange(self) -> None:
        theme, room = self.frame.theme, self.frame.screen().availableGeometry()
        says = QLabel(
            "空格勾选一条或一人的全部，左右方向键展开收起。核实、入账只对勾选的记录办理；入账后只能申请更正。"
        )
        says.setObjectName("quiet")
        says.setWordWrap(True)
        self.tree.setHeaderLabels(_HEADS)
        self.tree.setAlternatingRowColors(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        for column, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(column, theme.length(width))
        self.tree.header().setSectionResizeMode(len(_HEADS) - 1, QHeaderView.ResizeMode.Stretch)
        self._state = QLabel()
        every = QPushButton("全选(&A)")
        every.clicked.connect(self.tick_all)
        self.verify_button, self.book_button = QPushButton(), QPushButton()
        self.verify_button.clicked.connect(self.verify)
        self.book_button.clicked.connect(self.book)
        self.book_button.setObjectName("primary")
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        for widget in (every, self.own_too, self._state):
            foot.addWidget(widget)
        foot.addStretch(1)
        for button in (close, self.verify_button, self.book_button):
            foot.addWidget(button)
        for button in (every, close, self.verify_button, self.book_button):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.addWidget(says)
        layout.addWidget(self.banner)
        layout.addWidget(self.tree, 1)
        layout.addLayout(foot)
        QShortcut(QKeySequence("Ctrl+A"), self, self.tick_all)
        self.resize(min(theme.length(1080), room.width() - 40), min(theme.length(640), room.height() - 60))

    def reject(self) -> None:
        """Esc or ×: not while records are written."""
        if not self._working:
            super().reject()


def _person(lines: Sequence[Waiting]) -> QTreeWidgetItem:
    """A person with the records below; the tick of the person is that of all records."""
    first = lines[0]
    total = text_of(_MINUTES, sum(line.minutes for line in lines))
    head = QTreeWidgetItem([first.name, f"{len(lines)}条", f"{total}"])
    head.setFlags(head.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
    head.setCheckState(0, Qt.CheckState.Unchecked)
    for line in lines:
        state = "录入" if line.state == ENTERED else "核实"
        if line.shown_until is not None:
            state = f"公示到{line.shown_until.month}月{line.shown_until.day}日"
        recorder = line.recorder + ("（本人）" if line.own else "")
        texts = [line.on.isoformat(), line.clock, text_of(_MINUTES, line.minutes), line.activity, line.team]
        item = QTreeWidgetItem([*texts, state, recorder])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        item.setData(0, _LOG, line)
        head.addChild(item)
    return head


def open_review(window: MainWindow) -> None:
    """Read what waits and open the window; a notice when nothing does."""
    desk = window.desk

    def show(review: Review) -> None:
        if review.lines:
            LogReviewDialog(window, review).open()
        else:
            window.messages.notice("没有等待核实或入账的服务记录。")

    window.tasks.read(lambda: waiting(desk), show, owner=window)
