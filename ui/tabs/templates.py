"""证书模板: every template as a small page, the shipped ones and the office's own; which one is used first; open to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
)

from app.registers.workshop import TEMPLATE_KINDS
from app.workshop.drawing import Holder
from app.workshop.placeholders import samples
from ui.tabs.tab import Tab
from ui.workshop.painting import small_page

if TYPE_CHECKING:
    from app.actions.certificate_templates import Offered
    from app.desk import Changes
    from ui.shell.window import MainWindow
    from ui.tabs import Page

_SIDE = 210  # pixels of a small page at 100 %
_LABELS = dict(TEMPLATE_KINDS)


class TemplatesTab(Tab):
    """The page of the workshop."""

    tables = frozenset({"certificate_templates", "settings"})

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window)
        self.page = page
        self.templates: list[Offered] = []
        self._wanted = ""
        self.kind_box = QComboBox()
        self.kind_box.setAccessibleName("用于")
        self.kind_box.addItem("全部种类", "")
        for kind, label in TEMPLATE_KINDS:
            self.kind_box.addItem(label, kind)
        self.list = self._make_list()
        self._waiting = QTimer(self, interval=0)
        self._waiting.timeout.connect(self._draw_one)
        self._arrange()
        self.setFocusProxy(self.list)
        self.kind_box.activated.connect(lambda _: self._show())
        self.list.itemActivated.connect(lambda _: self.edit())
        self.list.currentItemChanged.connect(lambda *_: self._enable())

    def reload(self) -> None:
        """Read the templates again."""
        desk = self.frame.desk

        def work() -> list[Offered]:
            from app.actions.certificate_templates import offered

            return offered(desk)

        self.frame.tasks.read(work, self._read, owner=self)

    @property
    def chosen(self) -> Offered | None:
        """The template chosen."""
        item = self.list.currentItem()
        key = item.data(Qt.ItemDataRole.UserRole) if item is not None else ""
        return next((one for one in self.templates if one.key == key), None)

    def choose(self, key: str) -> None:
        """Choose a template, now or when it has been read."""
        self._wanted = key
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.list.setCurrentRow(row)
                self._wanted = ""

    def edit(self) -> None:
        """Open the editor; a shipped template is copied first."""
        one = self.chosen
        if one is not None and one.own:
            self._open(one)
        elif one is not None:
            self.copy(then=self._open_new)

    def copy(self, then: Any = None) -> None:
        """Copy the chosen template."""
        one, desk = self.chosen, self.frame.desk
        if one is None:
            return

        def work() -> Changes:
            from app.actions.certificate_templates import copy_template

            return copy_template(desk, one.key)

        def done(changes: Changes) -> None:
            self._wanted = f"own:{changes.record_id}"
            self.frame.messages.notice(f"已复制“{one.name}”，可以修改副本。")
            if then is not None:
                then(self._wanted)

        self.frame.tasks.write(work, done, owner=self)

    def set_standard(self) -> None:
        """Make the chosen template the one that is used when nobody chooses another."""
        one, desk = self.chosen, self.frame.desk
        if one is None:
            return

        def work() -> Changes:
            from app.actions.certificate_templates import choose_standard

            return choose_standard(desk, one.key)

        self._wanted = one.key
        said = f"今后颁发{_LABELS[one.kind]}，默认用“{one.name}”。"
        self.frame.tasks.write(work, lambda _: self.frame.messages.notice(said), owner=self)

    def delete(self) -> None:
        """Delete an own template after a question."""
        one, desk = self.chosen, self.frame.desk
        if one is None or not one.own:
            return
        detail = "已经用它颁发的证书不受影响，仍能照原样重印。"
        if not self.frame.messages.confirm(f"删除模板“{one.name}”？", detail, yes="删除", danger=True):
            return

        def work() -> Changes:
            from app.actions.certificate_templates import delete_template

            return delete_template(desk, one.template_id)

        self.frame.tasks.write(work, owner=self)

    def preview(self) -> None:
        """Show the template as a paper, with the one who got such a paper last."""
        one, desk = self.chosen, self.frame.desk
        if one is None:
            return

        def work() -> bytes:
            from app.actions.template_trying import people_to_try, try_design

            people = people_to_try(desk, one.kind)
            return try_design(one.design, one.name, people[min(1, len(people) - 1)][1])

        def show(data: bytes) -> None:
            from ui.papers.preview import open_preview

            open_preview(self.frame, data, one.name)

        self.frame.tasks.read(work, show, self._failed, owner=self)

    def calibrate(self) -> None:
        """Measure how far a printer is off, for printing onto forms."""
        from ui.workshop.overprint import OverprintDialog

        one = self.chosen
        if one is not None:
            OverprintDialog.for_template(self.frame, one).open()

    def _open_new(self, key: str) -> None:
        desk = self.frame.desk

        def work() -> list[Offered]:
            from app.actions.certificate_templates import offered

            return offered(desk)

        def go(found: list[Offered]) -> None:
            self._read(found)
            self._open(next(one for one in found if one.key == key))

        self.frame.tasks.read(work, go, owner=self)

    def _open(self, template: Offered) -> None:
        desk = self.frame.desk

        def work() -> list[tuple[str, Holder]]:
            from app.actions.template_trying import people_to_try

            return people_to_try(desk, template.kind)

        def show(people: list[tuple[str, Holder]]) -> None:
            from ui.workshop.editor import DesignEditor

            DesignEditor(self.frame, template, people).open()

        self.frame.tasks.read(work, show, owner=self)

    def _failed(self, error: Exception) -> None:
        self.frame.messages.failed(error)

    def _read(self, found: list[Offered]) -> None:
        self.templates = found
        self._show()

    def _show(self) -> None:
        key = self._wanted or (self.chosen.key if self.chosen else "")
        kind = self.kind_box.currentData()
        self.list.clear()
        for one in self.templates:
            if not kind or one.kind == kind:
                item = QListWidgetItem(f"{one.name}{'（首选）' if one.standard else ''}\n{_LABELS[one.kind]}")
                item.setData(Qt.ItemDataRole.UserRole, one.key)
                item.setToolTip(one.note)
                item.setSizeHint(self.list.gridSize() - QSize(8, 8))
                item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
                self.list.addItem(item)
        self.choose(key)
        if self.chosen is None:
            self.list.setCurrentRow(0)
        self._enable()
        self._waiting.start()

    def _draw_one(self) -> None:
        """One small page at a time between other events."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.icon().isNull():
                key = item.data(Qt.ItemDataRole.UserRole)
                one = next(one for one in self.templates if one.key == key)
                item.setIcon(small_page(one.design, samples(one.kind), self.list.iconSize().width()))
                return
        self._waiting.stop()

    def _make_list(self) -> QListWidget:
        view = QListWidget()
        side = self.frame.theme.length(_SIDE)
        view.setAccessibleName("证书模板")
        view.setViewMode(QListWidget.ViewMode.IconMode)
        view.setIconSize(QSize(side, side))
        view.setGridSize(QSize(side + 24, side + self.frame.theme.length(60)))
        view.setResizeMode(QListWidget.ResizeMode.Adjust)
        view.setMovement(QListWidget.Movement.Static)
        view.setWordWrap(True)
        return view

    def _enable(self) -> None:
        one = self.chosen
        for button in self._of_one:
            button.setEnabled(one is not None)
        self.delete_button.setEnabled(one is not None and one.own)
        self.standard_button.setEnabled(one is not None and not one.standard)
        self.edit_button.setText("编辑" if one is None or one.own else "复制后编辑")
        self._note.setText(one.note if one is not None else "")

    def _tool(self, label: str, icon: str, do: Any, name: str = "") -> QToolButton:
        button = QToolButton()
        button.setText(label)
        button.setObjectName(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.frame.icons.put(button.setIcon, icon, "on_accent" if name == "primary" else "icon")
        button.clicked.connect(lambda _=False: do())
        return button

    def _arrange(self) -> None:
        self.edit_button = self._tool("编辑", "mdi6.pencil-ruler", self.edit, "primary")
        copy_button = self._tool("复制", "mdi6.content-copy", self.copy)
        look = self._tool("预览", "mdi6.eye-outline", self.preview)
        self.standard_button = self._tool("设为首选", "mdi6.star-outline", self.set_standard)
        form = self._tool("套打校准", "mdi6.crosshairs", self.calibrate)
        self.delete_button = self._tool("删除", "mdi6.trash-can-outline", self.delete)
        self._of_one = (self.edit_button, copy_button, look, form)
        bar = QHBoxLayout()
        bar.setSpacing(6)
        for button in (self.edit_button, copy_button, look, self.standard_button, form, self.delete_button):
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(QLabel("用于"))
        bar.addWidget(self.kind_box)
        self._note = QLabel()
        self._note.setObjectName("quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 4, 18, 10)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._note)
