"""``xinfeng open``, and whatever else the command line does through the window's program."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

from app.commandline.commands import PROBLEMS, Outcome
from app.errors import UserError

ROOT = Path(__file__).resolve().parents[2]


def open_window(arguments: Namespace) -> Outcome:
    """``open``: the window, in a process of its own. Raises UserError where there is no display, or it did not come up."""
    shown = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform.startswith("linux") and not shown:
        raise UserError("这里没有图形界面，打不开窗口。", "请在桌面上运行，或使用 xinfeng 的其他命令。")
    place = ["--ledger", arguments.ledger] if arguments.ledger else []
    code = window_process(place).returncode
    if code:
        raise UserError("窗口没有打开，或者意外关闭了。", "请重新打开；反复出现时请把日志交给维护人员。")
    return Outcome(())


def window_process(
    options: list[str], limit: float | None = None, **settings: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the window's program (a floor above this one, so never imported here) to its end.

    limit: seconds after which it is stopped, as having failed. settings: environment variables to set for it.
    """
    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ui"]
    # `ui` is found from where the program lies; paths given by the user count from where the user is.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    arguments = [*command, *options]
    try:
        return subprocess.run(arguments, env=environment | settings, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(arguments, PROBLEMS)
