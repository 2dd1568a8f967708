"""操作日志: who did what and when, each operation field by field, and taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.history import journal
from app.history.journal import Done, Happened, Wanted
from app.registers.spec import Field, Kind, Register
from ui.lists.longlist import LongListView
from ui.records.changetree import ChangeTree
from ui.records.editors import Unreadable
from ui.records.operations import Operations
from ui.shell.undoing import outcome
from ui.widgets.dates import DateEditor

if TYPE_CHECKING:
    from app.actions.undo import Undone
    from app.history.differences import RowChange
    from ui.shell.window import MainWindow

_PAUSE = 300


def open_journal(window: MainWindow) -> JournalWindow:
    """Open the window 操作日志."""
    dialog = JournalWindow(window)
    dialog.open()
    return dialog


class JournalWindow(QDialog):
    """Operations at the left, what the chosen one changed at the right."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.frame = window
        self.setWindowTitle("操作日志")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shown: Done | None = None
        self._kept = False
        self.operations = Operations(self)
        self.operations.wants_more.connect(self._read_more)
        self.changes = ChangeTree(window.theme)
        self.changes.wants_more.connect(self._read_changes)
        self._make_filters()
        self._make_list()
        self.undo_button = QPushButton("撤销这次操作")
        self.undo_button.setAutoDefault(False)
        self.undo_button.setEnabled(False)
        self.undo_button.clicked.connect(self.undo)
        self._arrange()
        self.reload()
        desk = window.desk
        window.tasks.read(lambda: journal.choices(desk), self._offer, owner=self)

    def reload(self) -> None:
        """Read the first page for the chosen filters."""
        try:
            wanted = self._wanted()
        except Unreadable:
            return
        desk = self.frame.desk
        self.frame.tasks.read(lambda: journal.operations(desk, wanted), self._begin, owner=self)

    def undo(self) -> None:
        """Take the chosen operation back, after asking."""
        from app.actions.undo import undo

        chosen = self._shown
        if chosen is None or not self.frame.messages.confirm(
            f"撤销“{chosen.title}”吗？",
            "之后又被修改过的记录会保留，并逐条列出。撤销本身也可以再撤销。",
            yes="撤销",
            parent=self,
        ):
            return
        desk = self.frame.desk
        self.undo_button.setEnabled(False)
        self.frame.tasks.write(lambda: undo(desk, chosen.id), self._undone, owner=self, title="正在撤销…")

    def _wanted(self) -> Wanted:
        return Wanted(
            clerk=self.clerk.currentData() or "",
            kinds=self.kind.currentData() or (),
            first=self.first.value(),
            last=self.last.value(),
            text=self.text.text(),
        )

    def _begin(self, done: list[Done]) -> None:
        self.operations.begin(done)
        self._count.setText("没有符合条件的操作。" if not done else "")
        if done and not self._kept:
            self.list.selectRow(0)
        elif not done and not self._kept:
            self.changes.show_changes([])
        self._kept = False

    def _read_more(self) -> None:
        desk, wanted, last = self.frame.desk, self._wanted(), self.operations.done[-1].id
        self.frame.tasks.read(
            lambda: journal.operations(desk, wanted, before=last), self.operations.add, owner=self
        )

    def _choose(self, row: int) -> None:
        self._shown = self.operations.done[row] if row >= 0 else None
        self.undo_button.setEnabled(self._shown is not None and self._shown.can_undo)
        if self._shown is not None:
            self._head.setText(self._shown.title)
            self._read_changes(0)

    def _read_changes(self, after: int) -> None:
        assert self._shown is not None
        desk, shown = self.frame.desk, self._shown

        def work() -> tuple[int, list[RowChange]]:
            return journal.row_count(desk, shown.id), journal.changes_of(desk, shown.id, after=after)

        def show(found: tuple[int, list[RowChange]]) -> None:
            if self._shown is shown:
                add = self.changes.add_changes if after else self.changes.show_changes
                add(found[1], total=found[0])
                if not found[0]:
                    self.changes.show_lines([("没有改动台账里的记录。", "")])

        self.frame.tasks.read(work, show, owner=self)

    def _undone(self, undone: Undone) -> None:
        text = outcome(undone)
        if undone.kept:
            self._head.setText(f"{text}；下面{len(undone.kept)}条之后有变动，已保留：")
            self.changes.show_lines([(kept.name, kept.reason) for kept in undone.kept])
            self._kept = True
        self.frame.messages.notice(
            f"{text}。" if not undone.kept else f"{text}，保留了{len(undone.kept)}条。"
        )
        self.reload()

    def _offer(self, found: tuple[list[str], dict[str, tuple[str, ...]]]) -> None:
        clerks, kinds = found
        for clerk in clerks:
            self.clerk.addItem(clerk, clerk)
        for label, stored in kinds.items():
            self.kind.addItem(label, stored)

    def _make_filters(self) -> None:
        self.text = QLineEdit()
        self.text.setPlaceholderText("查找内容")
        self.text.setClearButtonEnabled(True)
        self.clerk, self.kind = QComboBox(), QComboBox()
        for box, everything, name in ((self.clerk, "全部经办人", "经办人"), (self.kind, "全部类型", "类型")):
            box.addItem(everything, None)
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(lambda _: self.reload())
        self.first = DateEditor(Field("first", "开始日期", kind=Kind.DATE))
        self.last = DateEditor(Field("last", "结束日期", kind=Kind.DATE))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.reload)
        self.text.textChanged.connect(lambda _: self._pause.start())
        for editor in (self.first, self.last):
            editor.edited.connect(self._pause.start)

    def _make_list(self) -> None:
        self.list = LongListView(self.operations, self.frame.theme, (144, 96, 60, 200, 60), wide=3)
        self.list.chosen.connect(self._choose)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        for widget in (self.clerk, self.kind, QLabel("从"), self.first, QLabel("到"), self.last):
            row.addWidget(widget)
        for editor in (self.first, self.last):
            editor.setMaximumWidth(self.frame.theme.length(160))
        self._count = QLabel()
        self._count.setObjectName("quiet")
        self._head = QLabel()
        self._head.setObjectName("subtitle")
        self._head.setWordWrap(True)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self._head)
        column.addWidget(self.changes, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self.list)
        split.addWidget(right)
        theme, room = self.frame.theme, self.frame.screen().availableGeometry()
        split.setSizes([theme.length(680), theme.length(560)])
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self.undo_button)
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        self.resize(min(theme.length(1260), room.width() - 40), min(theme.length(700), room.height() - 60))


class RecordHistory(QWidget):
    """What happened to one record; it is read when it is first looked at."""

    def __init__(self, window: MainWindow, register: Register, record_id: int) -> None:
        super().__init__()
        self._window, self._register, self._id = window, register, record_id
        self._read = False
        self._chapters: list[Happened] = []
        self.fields = QComboBox()
        self.fields.setAccessibleName("只看一项")
        self.fields.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.fields.addItem("全部内容")
        self.fields.activated.connect(lambda _: self._tell())
        self.tree = ChangeTree(window.theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.fields, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.tree)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the history."""
        super().showEvent(event)
        if not self._read:
            self._read = True
            desk, register, record_id = self._window.desk, self._register, self._id
            self._window.tasks.read(
                lambda: journal.history(desk, register, record_id), self._show, owner=self
            )

    def _show(self, chapters: list[Happened]) -> None:
        self._chapters = chapters
        self.fields.addItems(journal.fields_changed(chapters))
        self._tell()

    def _tell(self) -> None:
        chosen = self.fields.currentText()
        every = self.fields.currentIndex() == 0
        self.tree.show_history(self._chapters if every else journal.of_field(self._chapters, chosen))
