"""``xinfeng --self-test`` as a maintainer runs it on a machine without a display."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_self_test_opens_every_page_and_says_nothing_else() -> None:
    kept = {name: value for name, value in os.environ.items() if not re.match("DISPLAY|WAYLAND|QT_", name)}
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", "--self-test"],
        cwd=ROOT,
        env=kept,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    assert re.fullmatch(r"自检通过：打开\d+页，印出\d+页。\n", done.stdout)
