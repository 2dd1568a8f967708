"""Fixtures of tests that open the real window: on a real ledger, and with no dialog that waits for somebody."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap import Application
from ui.main import load_faces
from ui.shell.state import State
from ui.shell.window import MainWindow
from ui.tabs import all_pages
from ui.widgets.theme import Theme

__all__ = [
    "Told",
    "bare_window",
    "garbage_on_the_main_thread",
    "settle",
    "shown_window",
    "state",
    "theme",
    "told",
    "window",
]


@pytest.fixture(autouse=True)
def garbage_on_the_main_thread() -> Iterator[None]:
    """As the program does: widgets die on the main thread only."""
    gc.freeze()  # what stays for good, such as modules, is not looked through each time
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@dataclass
class Told:
    """What the window said and asked. answers: places of the answers to give, in order."""

    questions: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    bugs: list[BaseException] = field(default_factory=list)


@pytest.fixture
def state(tmp_path) -> State:
    """An empty memory of the window."""
    return State(tmp_path / "window.ini")


@pytest.fixture
def theme(qapp: QApplication, state: State) -> Iterator[Theme]:
    """The program dressed as usual."""
    load_faces()
    theme = Theme(qapp, state)
    theme.apply()
    yield theme
    qapp.setStyleSheet("")


@pytest.fixture
def told() -> Told:
    """Answers to questions, and what was asked."""
    return Told()


@pytest.fixture
def shown_window(theme: Theme, state: State, told: Told, monkeypatch, qtbot) -> Iterator[MainWindow]:
    """The window before a ledger is opened; its questions wait for an answer, its bugs fail the test."""
    window = MainWindow(state, theme)
    monkeypatch.setattr(window.messages, "bug", told.bugs.append)
    window.resize(1200, 700)
    window.show()
    yield window
    window.pages.forget()
    window.close()
    assert told.bugs == []
    assert not [one for one in threading.enumerate() if one.name == "ledger"]
    window.deleteLater()


@pytest.fixture
def bare_window(shown_window: MainWindow, told: Told, monkeypatch) -> MainWindow:
    """The window before a ledger is opened; its questions get the answers laid ready."""

    def choose(question: str, *_: object, **__: object) -> int:
        told.questions.append(question)
        return told.answers.pop(0)

    monkeypatch.setattr(shown_window.messages, "choose", choose)
    return shown_window


@pytest.fixture
def window(bare_window: MainWindow, application: Application) -> MainWindow:
    """The window on an empty ledger, at the first list."""
    bare_window.pages.page = next(page for page in all_pages() if page.key == "people")
    bare_window.attach(application)
    return bare_window


@pytest.fixture
def settle(qtbot) -> Callable[[MainWindow], None]:
    """Wait until a window's worker has nothing left to do."""

    def wait(window: MainWindow) -> None:
        qtbot.waitUntil(lambda: window.tasks.idle, timeout=20_000)
        QApplication.sendPostedEvents()
        qtbot.waitUntil(lambda: window.tasks.idle, timeout=20_000)

    return wait
