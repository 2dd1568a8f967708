"""What every page of the window is: built when first shown, reloaded when something it shows has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.desk import Changes
    from ui.shell.window import MainWindow


class Tab(QWidget):
    """A page. It may use of its window (``self.frame``): ``desk``, ``tasks``, ``messages``, ``state``, ``theme``, ``icons``,
    ``application``, ``open_list(register_key, query)``, ``open_record(register_key, id)``, ``show_page(key)``.

    Its focus proxy is where work on it begins: the keyboard goes there when the page comes to the front.
    tables: names of the tables it shows; empty when any change may concern it. back: key of the page it returns to, for
    one without a place in the navigation.
    """

    tables: frozenset[str] = frozenset()
    back: str = ""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.frame = window
        self.stale = False

    def hasHeightForWidth(self) -> bool:
        """A page is as large as the window gives it: pages that are not in front are not asked how high they would be."""
        return False

    def reload(self) -> None:
        """Read anew what is shown; called when the page is first shown, and after changes that concern it."""

    def may_leave(self) -> bool:
        """Ask the clerk when something typed here would be lost; False keeps the page."""
        return True

    def take(self, changes: Changes) -> None:
        """Something was changed in the ledger: reload when it concerns this page, now or when it is next shown."""
        if self.tables and not self.tables & changes.tables:
            return
        if self.isVisible():
            self.reload()
        else:
            self.stale = True

    def came_to_front(self) -> None:
        """The page is now the visible one."""
        if self.stale:
            self.stale = False
            self.reload()
