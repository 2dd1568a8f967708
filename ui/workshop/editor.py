"""The editor of one template: the page in the middle, its elements to the left, exact numbers to the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QSplitter, QVBoxLayout

from app.actions.certificate_templates import Offered
from app.errors import UserError, ValidationFailed
from app.workshop import editing
from app.workshop.checking import check_design
from app.workshop.drafting import Draft
from app.workshop.drawing import Holder
from app.workshop.elements import Design, ElementKind
from app.workshop.placeholders import samples
from ui.shell.places import ask_files
from ui.widgets.keys import within
from ui.workshop.canvas import PageCanvas
from ui.workshop.elementlist import ElementList
from ui.workshop.foot import Foot
from ui.workshop.pictures import KINDS, picture_of
from ui.workshop.sides import Sides
from ui.workshop.toolbar import DesignTools

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow

_SAVE, _DROP, _STAY = range(3)


class DesignEditor(QDialog):
    """Changes a copy of a template's design; nothing is written before 保存."""

    def __init__(self, window: MainWindow, template: Offered, people: list[tuple[str, Holder]]) -> None:
        super().__init__(window)
        self.frame, self.template, self.people = window, template, people
        self.draft = Draft(template.design)
        self._closing = False  # saving on the way out
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(f"编辑证书模板：{template.name}[*]")
        self.canvas = PageCanvas(window.theme)
        self.sides = Sides(window.theme, list(samples(template.kind)))
        self.form, self.page_form = self.sides.element, self.sides.page
        self.tools = DesignTools(window.icons)
        self.list = ElementList()
        self.foot = Foot(template.name, [label for label, _ in people])
        self.name, self.person, self.save_button = self.foot.name, self.foot.person, self.foot.save
        self.found = QLabel()
        self.found.setWordWrap(True)
        self.found.setObjectName("warningText")
        self._arrange()
        self._connect()
        self.show_draft()

    @property
    def design(self) -> Design:
        """The design as it is now."""
        return self.draft.design

    @property
    def holder(self) -> Holder:
        """Who the page shows."""
        return self.people[max(0, self.person.currentIndex())][1]

    def change(self, design: Design, sort: str = "", chosen: list[str] | None = None) -> None:
        """Go on with a changed design."""
        self.draft.change(design, sort)
        self.show_draft(chosen)

    def show_draft(self, chosen: list[str] | None = None) -> None:
        """Show the design: page, list, numbers, and what is wrong with it."""
        self.canvas.show_design(self.design, self.holder.values, chosen)
        self.list.show_design(self.design, self.canvas.names)
        self.sides.show_design(self.design, self.canvas.names)
        self.tools.undo.setEnabled(self.draft.can_undo)
        self.tools.redo.setEnabled(self.draft.can_redo)
        problems = check_design(self.template.kind, self.design)
        self.found.setText("\n".join(one.message for one in problems[:4]))
        self.found.setVisible(bool(problems))
        self.setWindowModified(self.draft.dirty)

    def undo(self) -> None:
        """Take the last change back."""
        self.draft.undo()
        self.show_draft()

    def redo(self) -> None:
        """Do it again."""
        self.draft.redo()
        self.show_draft()

    def add(self, kind: ElementKind, text: str = "", name: str = "") -> None:
        """Add an element and choose it."""
        design, called = editing.added(self.design, kind, text, name)
        self.change(design, chosen=[called])
        if kind is ElementKind.PICTURE:
            self._choose_picture(called)

    def copy(self) -> None:
        """Copy what is chosen."""
        if self.canvas.names:
            design, made = editing.copied(self.design, self.canvas.names)
            self.change(design, chosen=list(made))

    def delete(self) -> None:
        """Delete what is chosen."""
        if self.canvas.names:
            self.change(editing.removed(self.design, self.canvas.names), chosen=[])

    def reorder(self, by: int) -> None:
        """Draw what is chosen earlier or later."""
        for name in self.canvas.names[:1]:
            to = editing.place_of(self.design, name) + by
            self.change(editing.reordered(self.design, name, to))

    def preview(self) -> None:
        """Show the paper itself, with the person chosen."""
        from ui.papers.preview import open_preview

        design, holder, title = self.design, self.holder, self.name.text().strip() or self.template.name

        def work() -> bytes:
            from app.actions.template_trying import try_design

            return try_design(design, title, holder)

        def show(data: bytes) -> None:
            open_preview(self.frame, data, title)

        self.frame.tasks.read(work, show, self._failed, owner=self)

    def save(self) -> None:
        """Keep the design in its template."""
        desk, design, name, template = self.frame.desk, self.design, self.name.text(), self.template

        def work() -> Changes:
            from app.actions.certificate_templates import save_template

            return save_template(
                desk, template.kind, name, design, template_id=template.template_id, note=template.note
            )

        self.frame.tasks.write(work, lambda _: self._saved(name), self._failed, owner=self)

    def reject(self) -> None:
        """Close; what was changed is not lost without a question."""
        if self.draft.dirty or self.name.text() != self.template.name:
            answer = self.frame.messages.choose(
                "模板改过还没有保存，要保存吗？", "", ("保存", "不保存", "继续编辑"), parent=self
            )
            if answer == _STAY:
                return
            if answer == _SAVE:
                self._closing = True
                self.save()
                return
        super().reject()

    def _saved(self, name: str) -> None:
        self.draft.keep()
        self.template = replace(self.template, name=name.strip())
        self.frame.messages.notice(f"已保存模板“{name.strip()}”，已经颁发的证书不受影响。")
        self.show_draft()
        if self._closing:
            super().reject()

    def _failed(self, error: Exception) -> None:
        self._closing = False
        if isinstance(error, ValidationFailed):
            self.found.setText("\n".join(one.message for one in error.problems[:4]))
            self.found.show()
            names = [
                one.field for one in error.problems if one.field in {e.name for e in self.design.elements}
            ]
            if names:
                self.canvas.choose(names[:1])
        elif isinstance(error, UserError):
            self.found.setText(f"{error.sentence}{error.advice}")
            self.found.show()
        else:
            self.frame.messages.failed(error)

    def _chosen(self, _: list[str]) -> None:
        self.list.show_design(self.design, self.canvas.names)
        self.sides.show_design(self.design, self.canvas.names)

    def _typed(self, name: str, values: dict[str, Any]) -> None:
        self.change(editing.changed(self.design, name, **values), f"{name}/{','.join(values)}")

    def _renamed(self, name: str, new: str) -> None:
        place = editing.place_of(self.design, name)
        design = editing.renamed(self.design, name, new)
        self.change(design, chosen=[design.elements[place].name])

    def _page_changed(self, values: dict[str, Any]) -> None:
        self.change(replace(self.design, **values), f"页面/{','.join(values)}")

    def _choose_picture(self, name: str) -> None:
        def take(picture: str) -> None:
            self.change(editing.changed(self.design, name, picture=picture))

        self._ask_picture(take)

    def _choose_background(self) -> None:
        self._ask_picture(lambda picture: self.change(replace(self.design, background=picture)))

    def _ask_picture(self, take: Callable[[str], Any]) -> None:
        for path in ask_files(self.frame.state, self, "designs", "选择图片", KINDS)[:1]:
            try:
                take(picture_of(path))
            except UserError as error:
                self._failed(error)

    def _connect(self) -> None:
        canvas = self.canvas
        canvas.chosen.connect(self._chosen)
        canvas.moved.connect(lambda names, x, y: self.change(editing.moved(self.design, names, x, y)))
        canvas.nudged.connect(
            lambda names, x, y: self.change(editing.moved(self.design, names, x, y), f"nudge/{names}")
        )
        canvas.resized.connect(
            lambda name, edges, x, y: self.change(editing.resized(self.design, name, edges, x, y))
        )
        canvas.edited.connect(lambda _: self.form.go_to_text())
        tools = self.tools
        tools.added.connect(lambda kind, text, name: self.add(ElementKind(kind), text, name))
        for signal, do in (
            (tools.undone, self.undo),
            (tools.redone, self.redo),
            (tools.copied, self.copy),
            (tools.deleted, self.delete),
            (tools.ordered, self.reorder),
        ):
            signal.connect(do)
        self.list.itemSelectionChanged.connect(lambda: canvas.choose(self.list.chosen))
        self.list.itemDoubleClicked.connect(lambda _: self.form.go_to_text())
        self.form.changed.connect(self._typed)
        self.form.renamed.connect(self._renamed)
        self.form.pictured.connect(self._choose_picture)
        self.page_form.changed.connect(self._page_changed)
        self.page_form.turned.connect(lambda: self.change(editing.turned(self.design)))
        self.page_form.pictured.connect(self._choose_background)
        self.page_form.cleared.connect(lambda: self.change(replace(self.design, background="")))
        self.person.activated.connect(lambda _: self.show_draft())
        for button, act in (
            (self.foot.look, self.preview),
            (self.foot.save, self.save),
            (self.foot.close_button, self.reject),
        ):
            button.clicked.connect(lambda _=False, act=act: act())
        within(self, "Ctrl+S", self.save)
        within(self, "Ctrl+Z", self.undo)
        within(self, "Ctrl+Y", self.redo)
        for place in (self.canvas, self.list):
            within(place, "Del", self.delete)
            within(place, "Ctrl+D", self.copy)
            within(place, "Ctrl+A", lambda: self.canvas.choose([one.name for one in self.design.elements]))

    def _arrange(self) -> None:
        middle = QSplitter()
        middle.addWidget(self.list)
        middle.addWidget(self.canvas)
        middle.addWidget(self.sides)
        middle.setStretchFactor(1, 1)
        theme = self.frame.theme
        middle.setSizes([theme.length(140), theme.length(800), theme.length(300)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(self.tools)
        layout.addWidget(middle, 1)
        layout.addWidget(self.found)
        layout.addWidget(self.foot)
        room = self.frame.screen().availableGeometry()
        self.resize(min(theme.length(1280), room.width() - 20), min(theme.length(800), room.height() - 40))

    def keyPressEvent(self, event: Any) -> None:
        """Enter in a number must not close anything."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)
