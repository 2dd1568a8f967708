"""``--self-test``: every page and every form on a temporary ledger, one PDF, and exit code 0 when all of it worked."""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from ui.main import load_the_rest, make_window
from ui.shell.state import State
from ui.shell.window import MainWindow
from ui.tabs import all_pages
from ui.tabs.register import RegisterTab

_LONGEST_WAIT = 60_000


def self_test(app: QApplication) -> int:
    """Go through the whole window. Returns 0, or 1 after writing what went wrong to standard error."""
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="xinfeng-") as folder:
        window = make_window(app, State(Path(folder) / "window.ini"))
        window.tasks.default_failure = lambda error: failures.append(_told(error))
        sys.excepthook = lambda _, error, __: failures.append(_told(error))
        window.show()
        load_the_rest(window)
        try:
            _open(window, Path(folder) / "自检.db")
            for page in all_pages():
                _look_at(window, page.key, failures)
            pages = _print_one(window)
        except Exception as error:
            failures.append(_told(error))
            pages = 0
        finally:
            window.close()
            sys.excepthook = sys.__excepthook__
    print_result(failures, pages)
    return 1 if failures else 0


def print_result(failures: list[str], pages: int) -> None:
    """Say how it went: on standard output when all is well, else on standard error."""
    if sys.stdout is None:  # a windowed program on Windows has nowhere to write to
        return
    if failures:
        sys.stderr.write("自检失败：\n" + "\n".join(failures) + "\n")
    else:
        sys.stdout.write(f"自检通过：打开{len(all_pages())}页，印出{pages}页。\n")


def _open(window: MainWindow, place: Path) -> None:
    from app.actions.setup import NewOffice, set_up
    from app.bootstrap import start

    application = start(place)
    settled = set_up(application.desk, NewOffice("自检街道", ("甲社区", "乙社区"), "自检员"))
    application.sit_down(settled.actor)
    window.attach(application)
    _wait(window)


def _look_at(window: MainWindow, key: str, failures: list[str]) -> None:
    """Show a page and, of a register, the form of a new record."""
    tab = window.show_page(key)
    _wait(window)
    if tab.grab().isNull():
        failures.append(f"{key}：画面是空的")
    if isinstance(tab, RegisterTab) and tab.editable:
        tab.new_record()
        _wait(window)
        for dialog in window.findChildren(QDialog):
            dialog.done(0)


def _print_one(window: MainWindow) -> int:
    """Print the list of the first page that has rows; how many sheets that makes."""
    from app.actions.printing import print_ledger

    for tab in window.pages.built.values():
        if isinstance(tab, RegisterTab) and tab.table.total:
            columns = tab.view.visible_columns()
            printed = print_ledger(window.desk, tab.register, tab.table.query, columns)
            if not printed.data.startswith(b"%PDF-"):
                raise ValueError("no PDF came out")
            return printed.pages
    raise ValueError("no page has rows to print")


def _wait(window: MainWindow) -> None:
    """Let events run until the worker has nothing left to do."""
    loop = QEventLoop()
    limit = QTimer(singleShot=True, interval=_LONGEST_WAIT)
    limit.timeout.connect(loop.quit)
    limit.start()
    look = QTimer(interval=10)
    look.timeout.connect(lambda: loop.quit() if window.tasks.idle else None)
    look.start()
    loop.exec()
    if not window.tasks.idle:
        raise TimeoutError("the worker did not come to an end")


def _told(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))
