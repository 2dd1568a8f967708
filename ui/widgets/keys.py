"""Shortcuts that hold where they were meant to: PySide ignores the context given when a shortcut is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_page(page: QWidget, keys: str, do: Callable[[], Any]) -> None:
    """While the page is in front, wherever in the window the keyboard is."""
    _make(page, keys, do, Qt.ShortcutContext.WindowShortcut)


def within(widget: QWidget, keys: str, do: Callable[[], Any]) -> None:
    """While the keyboard is in a widget or in what it holds."""
    _make(widget, keys, do, Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _make(widget: QWidget, keys: str, do: Callable[[], Any], context: Qt.ShortcutContext) -> None:
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setContext(context)
    shortcut.activated.connect(lambda: do())
