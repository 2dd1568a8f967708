"""Beside the page: the numbers of the one element chosen, else those of the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.workshop.elements import KIND_LABELS, Design
from ui.widgets.theme import Theme
from ui.workshop.form import ElementForm
from ui.workshop.pageform import PageForm


class Sides(QWidget):
    """Holds both forms and says what is shown."""

    def __init__(self, theme: Theme, placeholders: Sequence[str]) -> None:
        super().__init__()
        self.element = ElementForm(theme, placeholders)
        self.page = PageForm(theme)
        self._head = QLabel()
        self._head.setFont(theme.font(bold=True))
        self._stack = QStackedWidget()
        self._places = {one: _scrolled(one) for one in (self.element, self.page)}
        for area in self._places.values():
            self._stack.addWidget(area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)

    def show_design(self, design: Design, names: Sequence[str]) -> None:
        """Show the element chosen, or the page when it is none or several."""
        if len(names) == 1:
            element = design.element(names[0])
            self.element.show_element(element)
            self._head.setText(f"{KIND_LABELS[element.kind]}元素")
            self._stack.setCurrentWidget(self._places[self.element])
            return
        self.page.show_page(design)
        self._head.setText(f"已选{len(names)}个元素" if names else "页面")
        self._stack.setCurrentWidget(self._places[self.page])


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(widget)
    return area
