"""Icons by name (``mdi6.…``), drawn in the theme's colours; the icon font is loaded only after the first paint."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QIcon

from ui.widgets.theme import Theme

Setter = Callable[[QIcon], Any]


class Icons:
    """Gives icons to buttons, menus and tabs, at once when the icon font is there, else as soon as it is.

    A setter is remembered, so that the icon is drawn anew when the colours change.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._setters: list[tuple[Setter, str, str]] = []
        self._ready = False
        theme.changed.connect(self._redraw)

    def put(self, setter: Setter, name: str, colour: str = "icon") -> None:
        """Give the icon to ``setter`` (for example ``button.setIcon``) now or when the font is loaded.

        colour: a name of the theme's colours.
        """
        self._setters.append((setter, name, colour))
        if self._ready:
            self._give(setter, name, colour)

    def load(self) -> None:
        """Load the icon font and draw what was asked for; takes about 0.3 s, so it comes after the first paint."""
        self._ready = True
        self._redraw()

    def icon(self, name: str, colour: str = "icon") -> QIcon:
        """The icon of a name in the present colours. Raises an exception for an unknown name."""
        os.environ.setdefault("QT_API", "pyside6")
        import qtawesome

        found: QIcon = qtawesome.icon(
            name, color=self._theme.colour(colour), color_disabled=self._theme.colour("line_strong")
        )
        return found

    def _redraw(self) -> None:
        if not self._ready:
            return
        kept = []
        for setter, name, colour in self._setters:
            if self._give(setter, name, colour):
                kept.append((setter, name, colour))
        self._setters = kept

    def _give(self, setter: Setter, name: str, colour: str) -> bool:
        try:
            setter(self.icon(name, colour))
        except RuntimeError:  # the button behind the setter has gone
            return False
        return True
