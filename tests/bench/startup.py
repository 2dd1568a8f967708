"""Start-up: from the command to the first picture on the screen, beside an empty Qt window and DB Browser for SQLite."""

from __future__ import annotations

import mmap
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from app.bootstrap import start
from tests.bench.measuring import Bench, Comparison

_EMPTY = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1240, 720)
window.show()
app.exec()
"""
_PATIENCE = 60.0  # seconds
_STEP = 4_096  # every so many bytes of the screen are looked at
_PAINT_FIRST = "the frame is painted before anything heavy is imported"


def comparisons(bench: Bench) -> Iterator[Comparison]:
    """The window on a small ledger, each start a new process on a screen of its own."""
    if shutil.which("Xvfb") is None:
        print("start-up: not measured, it needs Xvfb (apt-get install xvfb)")
        return
    ledger, state = bench.folder / "start.db", bench.folder / "start.ini"
    start(ledger).close()
    ours = [sys.executable, "-m", "ui", "--ledger", str(ledger), "--state", str(state)]
    with tempfile.TemporaryDirectory() as folder:
        screen = Screen(Path(folder))
        try:
            empty = partial(screen.seconds_until_painted, [sys.executable, "-c", _EMPTY])
            painted = partial(screen.seconds_until_painted, ours)
            yield Comparison(
                "start-up to the first paint", painted, "empty PySide6 window", empty, 1.5, _PAINT_FIRST, 9
            )
            if shutil.which("sqlitebrowser") is None:
                print("start-up: DB Browser for SQLite is not installed (apt-get install sqlitebrowser)")
            else:
                other = partial(screen.seconds_until_painted, ["sqlitebrowser"])
                yield Comparison(
                    "start-up to the first paint", painted, "DB Browser for SQLite", other, 2, _PAINT_FIRST, 9
                )
        finally:
            screen.close()


class Screen:
    """A display in memory whose picture can be watched, so that every program is timed in the same way."""

    def __init__(self, folder: Path) -> None:
        command = [
            "Xvfb",
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1366x768x24",
            "-nolisten",
            "tcp",
            "-fbdir",
            str(folder),
        ]
        self._server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._server.stdout is not None
        with self._server.stdout as said:
            number = said.readline().decode().strip()
        self._environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._picture = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._blank = self._picture[::_STEP]

    def seconds_until_painted(self, command: Sequence[str]) -> float:
        """Start a program, wait until it shows something, and end it. Raises TimeoutError when nothing comes."""
        self._wait(lambda: self._picture[::_STEP] == self._blank)
        begun = time.perf_counter()
        program = subprocess.Popen(command, env=self._environment, stderr=subprocess.DEVNULL)
        try:
            return self._wait(lambda: self._picture[::_STEP] != self._blank) - begun
        finally:
            program.terminate()
            program.wait()

    @staticmethod
    def _wait(until: Callable[[], bool]) -> float:
        last = time.perf_counter() + _PATIENCE
        while not until():
            time.sleep(0.001)
            if time.perf_counter() > last:
                raise TimeoutError("nothing was painted")
        return time.perf_counter()

    def close(self) -> None:
        """Take the display away."""
        self._picture.close()
        self._server.terminate()
        self._server.wait()
