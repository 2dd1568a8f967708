"""DayTab: a page that shows something as it stood on a day, with the day to choose, tools, and a way to paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui.tabs.tab import Tab
from ui.widgets.days import DayChooser
from ui.widgets.flow import FlowLayout
from ui.widgets.keys import on_page
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from ui.shell.window import MainWindow
    from ui.tabs import Page


class DayTab(Tab):
    """Base of the pages as of a day. A subclass gives ``ask`` (what is read on the worker), ``show_found`` and ``paper``.

    day: the day shown; None until the first answer, which chooses it. body: the layout below the head for the subclass.
    """

    title = ""

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window)
        self.page = page
        self.day: date | None = None
        self.days = DayChooser(window.theme)
        self.days.chosen.connect(self.show_day)
        self.days.refused.connect(lambda text: window.messages.notice(text, kind="warning"))
        self.sentence = WrappedLabel()
        self.sentence.setObjectName("quiet")
        self.tools = QWidget()
        self._flow = FlowLayout(self.tools, gap=6)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._arrange()
        on_page(self, "Ctrl+P", self.print_it)

    def ask(self) -> Callable[[date], Any]:
        """What is to be read for a day, given what is chosen on the page now; it runs on the worker."""
        raise NotImplementedError

    def show_found(self, found: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def paper(self) -> Callable[[date], Printed]:
        """What is to be printed for a day, given what is chosen on the page now; it runs on the worker."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the day anew; the first time the last day on which something happened."""
        desk, day, ask = self.frame.desk, self.day, self.ask()

        def work() -> tuple[date, Any]:
            from app.surveys.overview import day_to_show

            on = day or day_to_show(desk, date.today())
            return on, ask(on)

        self.frame.tasks.read(work, self._took, owner=self)

    def show_day(self, day: date) -> None:
        """Go to another day."""
        self.day = day
        self.reload()

    def print_it(self) -> None:
        """Print what is shown, under a number, and look at the paper."""
        if self.day is None:
            return
        day, make = self.day, self.paper()

        def show(printed: Printed) -> None:
            from ui.papers.preview import open_preview

            file_name = f"{printed.title}{printed.number}.pdf"
            open_preview(self.frame, printed.data, printed.title, file_name, printed.document)

        self.frame.tasks.write(lambda: make(day), show, title="正在排版…")

    def tell(self, text: str) -> None:
        """Say what is shown in a sentence below the tools."""
        self.sentence.setText(text)
        self.sentence.setVisible(bool(text))
        self.sentence.fit()

    def add_tool(self, label: str, icon: str, do: Callable[[], Any], *, primary: bool = False) -> QToolButton:
        """Add a button to the toolbar."""
        button = QToolButton()
        button.setText(label)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if primary:
            button.setObjectName("primary")
        self.frame.icons.put(button.setIcon, icon, "on_accent" if primary else "icon")
        button.clicked.connect(lambda: do())
        self._flow.addWidget(button)
        return button

    def add_choice(self, widget: QWidget) -> None:
        """Add a box to choose from beside the tools."""
        self._flow.addWidget(widget)

    def _took(self, answer: tuple[date, Any]) -> None:
        self.day, found = answer
        self.days.show_day(self.day)
        self.show_found(found)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        label = QLabel(self.title or self.page.label)
        label.setObjectName("title")
        head.addWidget(label)
        head.addStretch(1)
        head.addWidget(self.days)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 4, 18, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.tools)
        layout.addWidget(self.sentence)
        layout.addLayout(self.body, 1)
