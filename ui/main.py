"""Start of the window: arguments, input method, faults caught; the frame is painted before anything heavy is imported."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app import __version__
from ui.shell.language import speak_chinese
from ui.shell.state import State
from ui.shell.window import MainWindow
from ui.widgets.theme import Theme, load_faces, load_rare_faces

EXAMPLE = Path("build/example/示例台账.db")
_COLLECT_EVERY = 2_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window. Returns the exit code."""
    arguments = _parse(sys.argv[1:] if argv is None else argv)
    prepare_input_method(os.environ, sys.platform)
    if arguments.self_test or arguments.screenshots:
        go_without_display(os.environ, sys.platform)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    if arguments.self_test:
        from ui.selftest import self_test

        code: int = self_test(app)
        return code
    if arguments.screenshots:
        from ui.screenshots import screenshots

        return screenshots(app, arguments.ledger or str(EXAMPLE.resolve()), arguments.screenshots)
    with ExitStack() as until_closed:
        return _run(app, arguments, until_closed)


def _run(app: QApplication, arguments: argparse.Namespace, until_closed: ExitStack) -> int:
    """Open the window on the ledger that was asked for, and stay until it is closed."""
    state = State(arguments.state)
    window = make_window(app, state)
    window.messages.catch_everything()
    place, prepare = arguments.ledger or "", None
    if arguments.example:
        place, prepare = str(EXAMPLE.resolve()), _example
    window.painted.connect(lambda: _begin(window, place, prepare, until_closed))
    window.painted.connect(lambda: QTimer.singleShot(50, lambda: load_the_rest(window)))
    collector = MainThreadCollector(window)
    window.show()
    code = app.exec()
    collector.stop()
    return code


def make_window(app: QApplication, state: State) -> MainWindow:
    """The dressed window, without a ledger."""
    app.setApplicationName("新蜂台账")
    app.setApplicationVersion(__version__)
    load_faces()
    theme = Theme(app, state)
    theme.apply()
    window = MainWindow(state, theme)
    window.painted.connect(speak_chinese)
    return window


def prepare_input_method(environment: MutableMapping[str, str], platform: str) -> None:
    """Let Chinese be typed under fcitx5 on Linux; must run before the QApplication is made.

    The Qt wheels have no fcitx plugin, but fcitx5 also answers to the IBus portal. Whoever uses ibus, or has a plugin of
    their own in QT_PLUGIN_PATH, is left alone.
    """
    if platform.startswith("linux") and _uses_fcitx(environment) and "QT_PLUGIN_PATH" not in environment:
        environment["QT_IM_MODULE"] = "ibus"
        environment["IBUS_USE_PORTAL"] = "1"


def go_without_display(environment: MutableMapping[str, str], platform: str) -> None:
    """Draw into memory where Linux has no display, without Qt's remarks on what memory cannot do."""
    if platform.startswith("linux") and not (
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    ):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    if environment.get("QT_QPA_PLATFORM") == "offscreen":
        environment.setdefault("QT_LOGGING_RULES", "default.warning=false")


def _uses_fcitx(environment: Mapping[str, str]) -> bool:
    named = (environment.get(name, "") for name in ("QT_IM_MODULE", "XMODIFIERS", "GTK_IM_MODULE"))
    return any("fcitx" in text for text in named)


class MainThreadCollector(QObject):
    """Collects Python's garbage on the main thread only: a widget destroyed on the worker's thread would crash Qt."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_COLLECT_EVERY)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def stop(self) -> None:
        """Python collects by itself again."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
            if count > limit > 0:
                gc.collect(generation)


def _begin(
    window: MainWindow, place: str, prepare: Callable[[], object] | None, until_closed: ExitStack
) -> None:
    """From now on the clerk waits for the ledger, no longer for the window."""
    from app import logs
    from ui.shell.opening import Opening

    until_closed.enter_context(logs.writing())
    Opening(window, place, prepare).begin()


def load_the_rest(window: MainWindow) -> None:
    """What the first paint did not wait for: the face of rare characters, and the icons."""
    load_rare_faces()
    window.icons.load()


def _example() -> None:
    from app.example import open_example

    open_example(EXAMPLE.resolve().parent)


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui", description="新蜂台账：街道新就业群体工作台账")
    parser.add_argument("--ledger", metavar="PATH|URL", help="台账文件或 PostgreSQL 地址")
    parser.add_argument("--example", action="store_true", help="打开示例台账（没有时先生成）")
    parser.add_argument("--self-test", action="store_true", help="打开每一页并打印一份 PDF，成功时返回 0")
    parser.add_argument("--screenshots", type=Path, metavar="DIR", help="把每一页的画面存到文件夹")
    parser.add_argument("--state", type=Path, metavar="FILE", help="记住窗口状态的文件")
    return parser.parse_args(argv)
