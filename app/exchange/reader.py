"""Read a workbook in a child process with a memory and a time limit, so that no file can take the program down."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from app.errors import UnreadableFile
from app.exchange import CHILD_FLAG
from app.exchange.child import TIME_LIMIT
from app.exchange.workbook import Workbook, from_plain, from_plain_date, plain_date

_TOO_MUCH = "文件内容过大或已损坏，读取时间过长。"
_BROKEN = "文件读不出来，可能已损坏。"
_ADVICE = "请用 WPS 或 Excel 打开它，另存为 xlsx 后再导入；仍不行请向报送单位重新要一份。"


def read_workbook(path: Path) -> Workbook:
    """Pre-check and read an xlsx, xls or csv file.

    Takes at most 25 s and 1 GiB, in another process. Raises UnreadableFile with one sentence and advice.
    """
    return from_plain(run_child({"job": "read", "path": str(path.absolute())}))


def run_child(request: dict[str, Any]) -> Any:
    """Hand one job to the capped child and return its answer; UnreadableFile when it fails, hangs or dies."""
    options: dict[str, Any] = {}
    if sys.platform == "win32":
        options["creationflags"] = subprocess.CREATE_NO_WINDOW
    try:
        done = subprocess.run(
            _command(),
            input=json.dumps(request, default=plain_date).encode("utf-8"),
            capture_output=True,
            timeout=TIME_LIMIT,
            cwd=Path(__file__).parents[2],
            check=False,
            **options,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile(_TOO_MUCH, _ADVICE) from None
    if done.returncode != 0 or not done.stdout:
        raise UnreadableFile(_TOO_MUCH if done.returncode < 0 else _BROKEN, _ADVICE)
    answer = json.loads(done.stdout, object_hook=from_plain_date)
    if "sentence" in answer:
        raise UnreadableFile(answer["sentence"], answer["advice"])
    if "failed" in answer:
        raise UnreadableFile(_TOO_MUCH if answer["failed"] == "MemoryError" else _BROKEN, _ADVICE)
    return answer["ok"]


def _command() -> list[str]:
    """A packaged program starts itself with a flag (its entries then call ``child.main``); otherwise Python does."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    return [sys.executable, "-X", "utf8", "-m", "app.exchange.child"]
