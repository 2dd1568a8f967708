"""Entry point of the capped child process: one job from standard input, one answer on standard output."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from app.errors import UnreadableFile
from app.exchange.workbook import from_plain_date, plain_date, to_plain
from app.reasons import reason_of

MEMORY_LIMIT = 1024**3
TIME_LIMIT = 25


def main() -> int:
    """Do one job under limits of 1 GiB of memory and 25 s of processor time; never shows a traceback.

    The job is ``{"job": "read", "path": …}`` or ``{"job": "annotate", …}``; the answer is
    ``{"ok": …}`` or ``{"sentence": …, "advice": …}``.
    """
    _cap()
    request = json.loads(sys.stdin.buffer.read(), object_hook=from_plain_date)
    try:
        answer: dict[str, Any] = {"ok": _do(request)}
    except UnreadableFile as error:
        answer = {"sentence": error.sentence, "advice": error.advice}
    except OSError as error:
        answer = {
            "sentence": f"文件读写出错（{reason_of(error.errno)}），没有做成。",
            "advice": "请检查磁盘空间后重试。",
        }
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the reader's own panics are no Exception
        answer = {"failed": type(error).__name__}
    written = json.dumps(answer, default=plain_date, ensure_ascii=False)
    sys.stdout.buffer.write(written.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
    return 0


def _do(request: dict[str, Any]) -> Any:
    if request["job"] == "read":
        from app.exchange.parsing import parse

        return to_plain(parse(Path(request["path"])))
    from app.exchange.marking import mark_workbook

    mark_workbook(Path(request["source"]), Path(request["target"]), request["sheet"], request["marks"])
    return True


def _cap() -> None:
    if sys.platform == "win32":
        return  # no such limits there; the pre-check and the parent's time-out remain
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_LIMIT, TIME_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    raise SystemExit(main())
