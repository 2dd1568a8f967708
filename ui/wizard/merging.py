"""合并: two cards of one person side by side; the clerk says which value stands, sees what moves, and decides clashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError, ValidationFailed
from app.merging.knots import Side
from ui.shell.undoing import undo_operation
from ui.widgets.banner import Banner
from ui.widgets.wrapped import WrappedLabel
from ui.wizard.choices import ChoiceLine, ChoiceTable

if TYPE_CHECKING:
    from app.actions.merge import Comparison, Decisions
    from app.desk import Changes
    from app.merging.cards import Choice
    from app.merging.telling import Clash
    from ui.shell.window import MainWindow

_SIDES = (Side.LEFT, Side.RIGHT)
_FOLLOWS = "从业类型、平台、站点、区域、登记日期和状态不用选择，由合并后的从业经历和在册记录决定。"


def open_merge(window: MainWindow, one_id: int, other_id: int) -> None:
    """Compare two cards on the worker and open the window."""
    desk = window.desk

    def work() -> Comparison:
        from app.actions.merge import look

        return look(desk, one_id, other_id)

    window.tasks.read(work, lambda seen: MergeDialog(window, seen).open(), title="正在比对两张卡片…")


class MergeDialog(QDialog):
    """What differs with a choice each, clashes with a choice each, and what moves along."""

    def __init__(self, window: MainWindow, seen: Comparison) -> None:
        super().__init__(window)
        self.frame, self.seen = window, seen
        self._merging = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banner = Banner()
        self.body = QScrollArea()
        self.go = QPushButton("合并(&M)")
        self._arrange()
        self._show()

    def decisions(self) -> Decisions:
        """What the clerk decided so far."""
        from app.actions.merge import Decisions

        return Decisions(
            self.keep.chosen,
            {key: line.chosen for key, line in self.fields.items()},
            {key: line.chosen for key, line in self.clashes.items()},
        )

    def merge(self, *, accept_warnings: bool = False) -> None:
        """Merge as decided; warnings are asked first."""
        from app.actions.merge import merge

        if self._merging:
            return
        self._set_merging(True)
        desk, seen, decided = self.frame.desk, self.seen, self.decisions()
        self.frame.tasks.write(
            lambda: merge(desk, seen, decided, accept_warnings=accept_warnings),
            self._merged,
            self._failed,
            owner=self,
            title="正在合并…",
        )

    def look_again(self) -> None:
        """Compare the cards as they are now; what was decided is asked anew."""
        from app.actions.merge import look

        desk, left, right = self.frame.desk, self.seen.left.id, self.seen.right.id
        self.banner.hide()
        self.frame.tasks.read(lambda: look(desk, left, right), self._looked, self._failed, owner=self)

    def reject(self) -> None:
        """Esc or 取消; not while it is being merged."""
        if not self._merging:
            super().reject()

    def _looked(self, seen: Comparison) -> None:
        self.seen = seen
        self._show()

    def _merged(self, changes: Changes) -> None:
        operation = changes.operation_id
        assert operation is not None
        kept = self.seen.card(self.keep.chosen)
        gone = self.seen.card(self.keep.chosen.other)
        self.frame.messages.notice(
            f"已把{gone.number}并入{kept.name}（{kept.number}），按原编号仍能找到。",
            action="撤销",
            do=lambda: undo_operation(self.frame, operation),
        )
        super().accept()

    def _failed(self, error: Exception) -> None:
        self._set_merging(False)
        if isinstance(error, ValidationFailed):
            text = "；".join(problem.message.rstrip("。；") for problem in error.problems)
            if any(problem.blocking for problem in error.problems):
                self.banner.show_text(f"不能这样合并：{text}。", kind="dangerBanner")
                return
            self.banner.show_text(
                f"合并后需要处理：{text}。",
                kind="warningBanner",
                action="仍要合并",
                do=lambda: self.merge(accept_warnings=True),
            )
            self.banner.button.setFocus()
        elif isinstance(error, UserError):
            self.banner.show_text(
                f"{error.sentence}{error.advice}", kind="dangerBanner", action="重新比对", do=self.look_again
            )
        else:
            self.frame.tasks.default_failure(error)

    def _set_merging(self, merging: bool) -> None:
        self._merging = merging
        self.go.setEnabled(not merging)
        self.body.setEnabled(not merging)
        if merging:
            self.banner.hide()

    def _show(self) -> None:
        """Fill the window from the comparison."""
        seen = self.seen
        self.setWindowTitle(
            f"合并：{seen.left.name}（{seen.left.number}）与{seen.right.name}（{seen.right.number}）"
        )
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(2, 2, 10, 2)
        column.setSpacing(10)
        names = [f"{card.name}　{card.number}" for card in (seen.left, seen.right)]
        kept = {side: f"保留这一张，编号{seen.card(side).number}" for side in _SIDES}
        self.keep = ChoiceLine("保留哪一张", kept, seen.keep)
        self.fields = {choice.key: _field_line(choice) for choice in seen.choices}
        self.clashes = {clash.key: _clash_line(clash) for clash in seen.clashes}
        single = [self.fields[choice.key] for choice in seen.choices if choice.one_sided]
        double = [self.fields[choice.key] for choice in seen.choices if not choice.one_sided]
        head = f"有{len(double)}项内容不同，请核对选中的一边" if double else "两边都填写的内容没有不同"
        column.addWidget(_card(head, ChoiceTable([self.keep, *double], names)))
        if seen.clashes:
            head = f"有{len(seen.clashes)}处记录冲突，请逐一决定"
            column.addWidget(_card(head, ChoiceTable(list(self.clashes.values()))))
        if single:
            column.addWidget(_card(f"有{len(single)}项只有一边填写，会保留填写的", ChoiceTable(single)))
        column.addWidget(_card("会移到保留卡片的记录", _moving(seen), WrappedLabel(_FOLLOWS)))
        if seen.agreeing:
            column.addWidget(
                _card("相同的内容", WrappedLabel("、".join(field.label for field in seen.agreeing)))
            )
        column.addStretch(1)
        self.body.setWidget(page)
        self.keep.focus()

    def _arrange(self) -> None:
        self.body.setWidgetResizable(True)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.go.setObjectName("primary")
        self.go.clicked.connect(lambda: self.merge())
        stop = QPushButton("取消")
        stop.clicked.connect(self.reject)
        hint = QLabel("已按更完整、更新的内容预选；方向键改选，Ctrl+回车合并。合并后可以一步撤销。")
        hint.setObjectName("quiet")
        foot = QHBoxLayout()
        foot.addWidget(hint, 1)
        for button in (stop, self.go):
            button.setAutoDefault(False)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.setSpacing(10)
        layout.addWidget(self.banner)
        layout.addWidget(self.body, 1)
        layout.addLayout(foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.merge)
        theme, room = self.frame.theme, self.frame.screen().availableGeometry()
        self.resize(min(theme.length(1040), room.width() - 40), min(theme.length(680), room.height() - 60))


def _card(head: str, *inside: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 14)
    column.setSpacing(8)
    label = QLabel(head)
    label.setObjectName("subtitle")
    column.addWidget(label)
    for widget in inside:
        column.addWidget(widget)
    return frame


def _field_line(choice: Choice) -> ChoiceLine:
    sides = (*_SIDES, Side.BOTH) if choice.both else _SIDES
    return ChoiceLine(choice.label, {side: choice.said(side) for side in sides}, choice.proposal)


def _clash_line(clash: Clash) -> ChoiceLine:
    texts = {Side.LEFT: "\n".join(clash.left), Side.RIGHT: "\n".join(clash.right)}
    return ChoiceLine(clash.question, texts, clash.proposal, above=True)


def _moving(seen: Comparison) -> QWidget:
    """Linked rows by kind with how many each card has, in two blocks beside each other."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(4)
    for place, one in enumerate(seen.moving):
        row, block = place // 2, place % 2 * 3
        texts = (one.label, f"左边{one.left}{one.unit}", f"右边{one.right}{one.unit}")
        for column, text in enumerate(texts):
            label = QLabel(text)
            quiet = column > 0 and not (one.left, one.right)[column - 1]
            label.setObjectName("quiet" if quiet else "")
            grid.addWidget(label, row, block + column)
    for column in (2, 5):
        grid.setColumnStretch(column, 1)
    return table
