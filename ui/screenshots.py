"""``--screenshots``: a picture of every page on a ledger, for the README and for a look without a display."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.errors import UserError
from ui.main import load_the_rest, make_window
from ui.shell.state import State
from ui.shell.window import MainWindow
from ui.tabs import SECTIONS

SIZE = (1366, 768)  # the smallest screen the window is made for
_NOT_IN_NAMES = re.compile(r"[^\w-]")
_LONGEST_WAIT = 60_000
_SETTLED = 80  # milliseconds for layouts and icons after the last answer


def screenshots(app: QApplication, place: str, folder: Path) -> int:
    """Show each page of the navigation once and save its picture.

    place: a ledger that is there already; its first clerk sits down. folder: made when missing; pictures are named by
    number, section and page, and those of an earlier time go. Returns 0, or 2 after writing a sentence to standard error.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("[0-9][0-9]-*.png"):
        old.unlink()
    # Nothing is remembered: the pictures show the window as it comes.
    window = make_window(app, State(folder / ".state.ini"))
    window.resize(*SIZE)
    window.show()
    load_the_rest(window)
    try:
        sit_down(window, place)
        _take_all(window, folder)
    except UserError as error:
        sys.stderr.write(f"{error.sentence}{error.advice}\n")
        return 2
    finally:
        window.close()
        (folder / ".state.ini").unlink(missing_ok=True)
    return 0


def sit_down(window: MainWindow, place: str) -> None:
    """Open a ledger in the window for its first clerk; the pictures do not tell where on the disk it lies."""
    from app.bootstrap import start

    application = start(place, must_exist=True)
    clerks = application.clerks()
    if clerks:
        application.sit_down(clerks[0])
    window.attach(application)
    settle(window)
    window.status.place.setText(Path(place).name)


def _take_all(window: MainWindow, folder: Path) -> None:
    number = 0
    for section in SECTIONS:
        for page in section.pages:
            number += 1
            window.show_page(page.key)
            settle(window)
            words = section.label if page.label == section.label else f"{section.label}-{page.label}"
            picture = folder / f"{number:02d}-{_NOT_IN_NAMES.sub('', words)}.png"
            if not window.grab().save(str(picture)):
                raise UserError(f"截图“{picture.name}”没有写成。", "请检查磁盘空间和文件夹权限。")


def settle(window: MainWindow) -> None:
    """Let events run until the worker has had nothing to do for a moment."""
    loop = QEventLoop()
    quiet = QTimer(singleShot=True, interval=_SETTLED)
    quiet.timeout.connect(loop.quit)
    look = QTimer(interval=10)
    look.timeout.connect(lambda: _watch(window, quiet))
    limit = QTimer(singleShot=True, interval=_LONGEST_WAIT)
    limit.timeout.connect(loop.quit)
    limit.start()
    look.start()
    loop.exec()


def _watch(window: MainWindow, quiet: QTimer) -> None:
    if not window.tasks.idle:
        quiet.stop()
    elif not quiet.isActive():
        quiet.start()
