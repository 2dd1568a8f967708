"""A register's verbs as buttons and menu entries, with the questions each asks first; and deleting, which all share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import Problem, UserError, ValidationFailed
from app.registers import records
from app.registers.lists import Row
from app.registers.spec import Action, Kind, Register
from ui.lists.view import MOST_SELECTED, RecordView
from ui.records.form import RecordForm
from ui.shell.undoing import undo_operation
from ui.widgets.banner import Banner
from ui.widgets.foot import foot_of

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow


_LARGE = 125  # from this type size on all verbs are in the menu
BUTTONS = 3  # a register with more verbs shows the others in a menu, so that the toolbar keeps to its line


# Hands the ids of the chosen records to a function, or says why not.
Give = Callable[[Callable[[list[int]], Any]], Any]


class ActionBar(QWidget):
    """The verbs of a register as buttons and a menu.

    give: hands over the records they work on; buttons: so many at most; bulk: with 批量修改, where the register allows it.
    """

    def __init__(
        self,
        window: MainWindow,
        register: Register,
        give: Give,
        buttons: int = BUTTONS,
        *,
        bulk: bool = False,
    ) -> None:
        super().__init__()
        self._window, self._register, self._give = window, register, give
        self.entries: dict[str, QAction] = {}
        if window.theme.scale >= _LARGE:
            buttons = 0
        self._more = QMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for action in register.actions:
            self._add(action.key, action.label, action.icon, partial(self.do, action))
        if bulk and register.bulk:
            self._add("bulk", "批量修改", "mdi6.playlist-edit", lambda: give(self._edit_many))
        for place, entry in enumerate(self.entries.values()):
            if place < buttons:
                row.addWidget(_button(entry))
            else:
                self._more.addAction(entry)
        self._more_button = _menu_button("更多操作 ▾", self._more)
        row.addWidget(self._more_button)
        self._more_button.setVisible(not self._more.isEmpty())
        self.enable(0)

    def add_to_menu(self, label: str, icon: str, do: Callable[[], Any]) -> None:
        """Add something that is always possible to the menu of verbs."""
        if not any(entry.isSeparator() for entry in self._more.actions()):
            self._more.addSeparator()
        entry = QAction(label, self)
        self._window.icons.put(entry.setIcon, icon)
        entry.triggered.connect(lambda _=False: do())
        self._more.addAction(entry)
        self._more_button.show()

    def fill_menu(self, menu: QMenu) -> None:
        """Add the verbs to a context menu."""
        if self.entries:
            menu.addSeparator()
        menu.addActions(list(self.entries.values()))

    def do(self, action: Action, _: bool = False) -> None:
        """Ask what the verb asks, then do it to the chosen records."""
        if action.alone:
            self._ask(action, [])
        else:
            self._give(partial(self._ask, action))

    def enable(self, chosen: int) -> None:
        """Enable the verbs that may be done to so many records at once."""
        alone = {action.key for action in self._register.actions if action.alone}
        single = {action.key for action in self._register.actions if not action.many}
        for key, entry in self.entries.items():
            entry.setEnabled(key in alone or chosen == 1 or (chosen > 1 and key not in single))

    def _add(self, key: str, label: str, icon: str, do: Callable[..., Any]) -> None:
        entry = QAction(label, self)
        self._window.icons.put(entry.setIcon, icon)
        entry.triggered.connect(do)
        self.entries[key] = entry

    def _edit_many(self, ids: list[int]) -> None:
        from ui.lists.bulk import BulkDialog

        BulkDialog(self._window, self._register, ids, self.window()).open()

    def _ask(self, action: Action, ids: list[int]) -> None:
        many = "" if action.alone else f"{len(ids)}{self._register.unit}"
        what = self._register.label + many
        if action.asks:
            ActionDialog(self._window, action, f"{action.label}：{what}", ids, self.window()).open()
            return
        if action.danger and not self._window.messages.confirm(
            f"确定{action.label}（{what}）吗？", yes=action.label, danger=True, parent=self.window()
        ):
            return
        run_action(self._window, action, ids, {})


def bar_of_view(
    window: MainWindow, register: Register, view: RecordView, buttons: int = BUTTONS
) -> ActionBar:
    """The verbs for the rows selected in a list."""

    def give(do: Callable[[list[int]], Any]) -> None:
        with_selected(window, view, lambda rows: do([row.id for row in rows]))

    bar = ActionBar(window, register, give, buttons, bulk=True)
    view.chosen.connect(lambda: bar.enable(view.selected))
    return bar


def _button(entry: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(entry)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def _menu_button(label: str, menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setText(label)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button


class ActionDialog(QDialog):
    """Asks what a verb needs to know. preset: answers shown at first."""

    def __init__(
        self,
        window: MainWindow,
        action: Action,
        title: str,
        ids: Sequence[int],
        parent: QWidget,
        preset: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(parent)
        self.frame, self._action, self._ids = window, action, list(ids)
        self.setWindowTitle(action.label)
        head = QLabel(title)
        head.setObjectName("subtitle")
        self.banner = Banner()
        self.form = RecordForm(action.asks, window, window.theme, {})
        today = {
            field.name: date.today() for field in action.asks if field.kind is Kind.DATE and field.required
        }
        self.form.show_values(today | dict(preset or {}))
        self.go = QPushButton(action.label)
        self.go.setObjectName("danger" if action.danger else "primary")
        self.go.clicked.connect(self.run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        for widget in (head, self.banner, self.form):
            layout.addWidget(widget)
        layout.addLayout(foot_of(self, self.go))
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.run)
        theme = window.theme
        self.resize(theme.length(480), theme.length(180 + 90 * len(action.asks)))
        self.form.focus_first()

    def showEvent(self, event: Any) -> None:
        """Be no higher than the questions."""
        super().showEvent(event)
        self.form.shrink(self)

    def run(self) -> None:
        """Do it with what was typed; problems come back under their fields."""
        values, problems = self.form.read()
        missing = [
            field for field in self._action.asks if field.required and values.get(field.name) in (None, "")
        ]
        if problems or missing:
            asked = [Problem("REQUIRED", field.name, f"请填写“{field.label}”。") for field in missing]
            self.form.show_problems([*problems, *asked])
            return
        self.go.setEnabled(False)
        run_action(self.frame, self._action, self._ids, values, self.accept, self._failed, self)

    def _failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(error, ValidationFailed):
            rest = self.form.show_problems(error.problems)
            if rest:
                self.banner.show_text("；".join(one.message for one in rest), kind="dangerBanner")
        elif isinstance(error, UserError):
            self.banner.show_text(f"{error.sentence}{error.advice}", kind="dangerBanner")
        else:
            self.frame.tasks.default_failure(error)


def run_action(
    window: MainWindow,
    action: Action,
    ids: Sequence[int],
    values: dict[str, Any],
    done: Callable[[], Any] | None = None,
    failed: Callable[[Exception], None] | None = None,
    owner: QWidget | None = None,
) -> None:
    """Do a verb on the worker and offer 撤销 in a notice."""
    desk = window.desk

    def finished(changes: Changes) -> None:
        if done is not None:
            done()
        offer_undo(window, f"已完成：{action.label}。", changes)

    window.tasks.write(
        lambda: action.run(desk, ids, values), finished, failed, owner=owner, title=f"正在{action.label}…"
    )


def delete_rows(window: MainWindow, register: Register, view: RecordView) -> None:
    """Delete the selected rows after asking; what is referred to stays, and is named."""

    def ask(rows: list[Row]) -> None:
        many = f"{register.label}{len(rows)}{register.unit}"
        parent = view.window()
        if not window.messages.confirm(
            f"删除{many}吗？", "删除后可以用“撤销”恢复。", yes="删除", danger=True, parent=parent
        ):
            return
        desk, ids = window.desk, [row.id for row in rows]
        window.tasks.write(
            lambda: records.delete(desk, register, ids),
            lambda changes: offer_undo(window, f"已删除{many}。", changes),
            title="正在删除…",
        )

    with_selected(window, view, ask)


def with_selected(window: MainWindow, view: RecordView, do: Callable[[list[Row]], Any]) -> None:
    """Give ``do`` the selected rows, also those not loaded; a notice when there are none or too many."""
    if view.selected == 0:
        window.messages.notice("请先在表中选择记录。")
    elif view.selected > MOST_SELECTED:
        window.messages.notice(f"一次最多处理{MOST_SELECTED}条，请先筛选。")
    else:
        view.records.read_rows(view.spans, do)


def offer_undo(window: MainWindow, text: str, changes: Changes) -> None:
    """Say what was done, with a button that takes it back."""
    operation = changes.operation_id
    if operation is None:
        window.messages.notice(text)
    else:
        window.messages.notice(text, action="撤销", do=lambda: undo_operation(window, operation))
