"""A clerk at the window: looks for what is on the screen, and uses only mouse, keys and what an input method sends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from ui.shell.notices import NoticeBar
from ui.shell.window import MainWindow
from ui.tabs import SECTIONS, all_pages

W = TypeVar("W", bound=QWidget)
_LEFT = Qt.MouseButton.LeftButton
_LONGEST = 120_000  # milliseconds until something that was expected counts as missing, also on a busy machine


class Clerk:
    """Sits at one window."""

    def __init__(self, window: MainWindow, qtbot: Any) -> None:
        self.window, self._qtbot = window, qtbot
        self.asked: list[str] = []
        self._used: list[QWidget] = []

    def wait(self, seen: Callable[[], Any]) -> None:
        """Wait until something can be seen."""
        self._qtbot.waitUntil(lambda: bool(seen()), timeout=_LONGEST)

    def rest(self) -> None:
        """Wait until the worker has nothing left to do and everything is drawn."""
        self.wait(lambda: self.window.tasks.idle)
        QApplication.sendPostedEvents()
        self.wait(lambda: self.window.tasks.idle)
        QApplication.processEvents()
        if QApplication.activeWindow() is None:
            # What a window manager does when a window was closed: the one used before it comes to the front.
            used = [one for one in self._used if isValid(one) and one.isVisible()]
            (QApplication.activeModalWidget() or used[-1]).activateWindow()
            self.wait(QApplication.activeWindow)
        self._used.append(self.front)

    @property
    def here(self) -> QWidget:
        """The widget that has the keyboard. Fails when typing would go nowhere."""
        popup = QApplication.activePopupWidget()
        widget = (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget()
        assert widget is not None, "no widget has the keyboard"
        return widget

    @property
    def told(self) -> str:
        """The sentence of the last notice, also when it has gone away again on a slow machine."""
        return self.window.findChild(NoticeBar).findChild(QLabel).text()

    def reads(self, inside: QWidget | None = None) -> str:
        """Every text that can be read on the window in front, or in a part of it."""
        labels = (inside or self.front).findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible())

    def press(self, *keys: str) -> None:
        """Press keys like ``Ctrl+S`` or ``Down`` one after the other, wherever the keyboard is."""
        for key in keys:
            pressed = QKeySequence(key)[0]
            assert self.here is not None
            QTest.keyClick(_screen(), pressed.key(), pressed.keyboardModifiers())
        self.rest()

    def type(self, text: str) -> None:
        """Type a text wherever the keyboard is."""
        for character in text:
            assert self.here is not None
            if character.isascii():
                QTest.keyClick(_screen(), character)
            else:
                event = QInputMethodEvent()
                event.setCommitString(character)
                QApplication.sendEvent(self.here, event)
        self.rest()

    def go_to(self, label: str) -> QWidget:
        """Press Tab until the keyboard is in the field with this label; going round once without it fails."""
        passed: list[str] = []
        while self.here.accessibleName() != label:
            self.press("Tab")
            assert passed.count(self.here.accessibleName()) < 2 or not self.here.accessibleName(), passed
            passed.append(self.here.accessibleName())
            assert len(passed) < 100, f"Tab does not come to {label}: {passed}"
        return self.here

    def fill(self, label: str, text: str) -> None:
        """Go to a field and type."""
        self.go_to(label)
        self.type(text)

    def pick(self, label: str, choice: str) -> None:
        """Go to a box and press Down until it shows this choice."""
        box = self.go_to(label)
        assert isinstance(box, QComboBox)
        self.press("Home")
        for _ in range(box.count()):
            if box.currentText() == choice:
                return
            self.press("Down")
        raise AssertionError(f"{label} does not offer {choice}")

    def link(self, label: str, words: str, title: str) -> None:
        """Go to a field that holds another record, type a few words, and take the first that is offered."""
        line = self.go_to(label)
        assert isinstance(line, QLineEdit)
        self.type(words)
        self.wait(line.completer().popup().isVisible)
        self.press("Down", "Return")
        self.wait(lambda: line.text().startswith(title))

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click on a widget that can be seen and used."""
        assert widget.isVisible(), f"{widget} cannot be seen"
        assert widget.isEnabled(), f"{widget} is grey"
        QTest.mouseClick(widget, _LEFT, Qt.KeyboardModifier.NoModifier, place or widget.rect().center())
        self.rest()

    def button(self, text: str, inside: QWidget | None = None) -> QAbstractButton:
        """The one visible button that says this (mnemonics aside)."""
        found = [
            one
            for one in (inside or self.front).findChildren(QAbstractButton)
            if one.isVisible() and one.text().partition("(&")[0].rstrip("… ▾") == text
        ]
        assert len(found) == 1, f"{len(found)} buttons say {text}"
        return found[0]

    def push(self, text: str, inside: QWidget | None = None) -> None:
        """Click the button that says this."""
        self.click(self.button(text, inside))

    def from_menu(self, button: str, label: str) -> None:
        """Click a button that drops a menu, go down to an entry and press Enter."""
        timer = QTimer(self.window, interval=5)
        chosen: list[str] = []

        def give() -> None:
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu):
                return
            timer.stop()
            for _ in menu.actions():
                QTest.keyClick(menu, Qt.Key.Key_Down)
                if menu.activeAction().text() == label:
                    chosen.append(label)
                    QTest.keyClick(menu, Qt.Key.Key_Return)
                    return
            menu.close()

        timer.timeout.connect(give)
        timer.start()
        self.push(button)
        timer.deleteLater()
        assert chosen, f"no entry {label} below {button}"

    def verb(self, label: str) -> None:
        """Open the context menu where the keyboard is, go down to an entry that can be used, and press Enter."""
        here = self.here
        place = here.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
        # The menu key, which every window system reports in its own way.
        by_key = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(here, QContextMenuEvent(by_key, place, here.mapToGlobal(place)))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            self.press("Down")
            if menu.activeAction().text() == label:
                self.press("Return")
                return
        raise AssertionError(f"no entry {label} in {[one.text() for one in menu.actions()]}")

    def open_tab(self, bar: QTabBar, label: str) -> None:
        """Click a tab."""
        place = [bar.tabText(place) for place in range(bar.count())].index(label)
        self.click(bar, bar.tabRect(place).center())

    def open_section(self, label: str) -> None:
        """Go to a section by its shortcut, as the menu 查看 shows it."""
        number = 1 + [one.label for one in SECTIONS].index(label)
        self.press(f"Ctrl+{number % 10}")

    def open_page(self, label: str) -> None:
        """Click the tab of a page of the section in front, and where several share a tab the page's own inside."""
        pages = self.window.pages
        group = next(one.group for one in all_pages() if one.label == label)
        self.open_tab(pages.sub_tabs, group or label)
        if group:
            self.open_tab(pages.inner_tabs, label)

    @property
    def front(self) -> QWidget:
        """The window in front: a dialog, or the main window."""
        active = QApplication.activeModalWidget() or QApplication.activeWindow()
        assert active is not None, "no window is active"
        return active

    def dialog(self, kind: type[W]) -> W:
        """The one dialog of a kind that is open."""
        self.rest()
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert len(found) == 1, f"{len(found)} windows of {kind.__name__}"
        return found[0]

    def choose(self, box: QComboBox, label: str) -> None:
        """Drop a box down and go to a line of it."""
        self.click(box)
        row = [box.itemText(place) for place in range(box.count())].index(label)
        self.press("Home", *(["Down"] * row), "Return")

    def click_index(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Click on a line or cell."""
        assert index.isValid()
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center())

    @contextmanager
    def answering(self, answer: str, question: str = "") -> Iterator[None]:
        """Do what makes the window ask, and click this answer. question: what must stand in what is asked."""
        before = len(self.asked)

        def give(box: QMessageBox) -> None:
            self.asked.append(f"{box.text()}\n{box.informativeText()}")
            QTest.mouseClick(next(one for one in box.buttons() if one.text() == answer), _LEFT)

        self._when_open(QMessageBox, give)
        yield
        self.rest()
        assert len(self.asked) == before + 1, f"nobody asked, so nobody could answer {answer}"
        assert question in self.asked[-1]

    @contextmanager
    def naming_files(self, *paths: Path) -> Iterator[None]:
        """Do what opens a file dialog, put the names there and press Enter."""
        named: list[Path] = []

        def give(dialog: QFileDialog) -> None:
            named.extend(paths)
            line = dialog.findChild(QLineEdit, "fileNameEdit")
            # Set, not typed: what Qt offers while one types a path is no concern of ours.
            line.setText(" ".join(f'"{path}"' for path in paths) if len(paths) > 1 else str(paths[0]))
            QTest.keyClick(line, Qt.Key.Key_Return)

        self._when_open(QFileDialog, give)
        yield
        self.rest()
        assert named, "no file dialog came"

    def _when_open(self, kind: type[W], give: Callable[[W], None]) -> None:
        """Look again and again until such a dialog waits for somebody, and serve it once."""
        timer = QTimer(self.window, interval=5)

        def look() -> None:
            waiting = QApplication.activeModalWidget()
            if isinstance(waiting, kind) and waiting.isActiveWindow():
                timer.stop()
                timer.deleteLater()
                give(waiting)

        timer.timeout.connect(look)
        timer.start()


def _screen() -> QWindow:
    """Where the keyboard's events arrive, as from the window system: shortcuts, popups and focus are Qt's affair."""
    window = QApplication.activeWindow()
    assert window is not None, "no window is active"
    return window.windowHandle()
