"""``xinfeng``: the use cases of the window on the command line."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import __version__, logs
from app.commandline.arguments import Parser
from app.errors import UserError
from app.exchange import CHILD_FLAG
from app.ledgererrors import explain
from app.reasons import reason_of
from db.errors import LedgerError

if TYPE_CHECKING:
    from app.commandline.commands import Outcome

FAILED = 2
_INTERRUPTED = 130
_CODES = "返回值：0 做成了；1 做成了，但有需要核对的问题；2 没有做成，原因写在标准错误上；130 被中断。"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 when all is well, 1 when problems were found, 2 when it could not be done."""
    if (sys.argv[1:] if argv is None else list(argv))[:1] == [CHILD_FLAG]:
        from app.exchange.child import main as read_workbook_here

        return read_workbook_here()
    _speak_utf8()
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.self_test:
        from app.commandline.window import window_process

        return window_process(["--self-test"]).returncode
    if arguments.command is None:
        parser.print_help()
        return FAILED
    with logs.writing():
        return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    try:
        outcome = arguments.run(arguments)
    except UserError as error:
        return _refuse(f"{error.sentence}{error.advice}")
    except KeyboardInterrupt:
        print("已中断，没有做完的部分没有保存。", file=sys.stderr)
        return _INTERRUPTED
    except LedgerError as error:
        told = explain(error)
        return _refuse(f"{told.sentence}{told.advice}")
    except OSError as error:
        logs.log().exception("command %s failed", arguments.command)
        named = f"“{error.filename}”" if error.filename else ""
        return _refuse(f"文件{named}读写出错（{reason_of(error.errno)}），没有做成。")
    except Exception:
        logs.log().exception("command %s failed", arguments.command)
        return _refuse("程序内部出错，没有做成；详情在日志中（其中不含人员信息），请交给维护人员。")
    return _say(outcome)


def _say(outcome: Outcome) -> int:
    """Print what came of it; a reader that has seen enough (``| head``) is no trouble."""
    try:
        for line in outcome.lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain once more when it ends; there is nobody left to read it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _refuse(f"结果写不出去（{reason_of(error.errno)}）；命令本身已经做完。")
    return int(outcome.code)


def _refuse(sentence: str) -> int:
    print(" ".join(logs.scrub(sentence).split()), file=sys.stderr)
    return FAILED


def _speak_utf8() -> None:
    """Chinese comes out whole, also through a pipe on Windows; what cannot be shown is escaped, never fatal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _parser() -> Parser:
    from app.commandline import commands
    from app.commandline import importing as import_command
    from app.commandline import window as window_command

    parser = Parser(prog="xinfeng", description="新蜂台账：街道新就业群体工作台账", epilog=_CODES)
    parser.given.add_argument("--version", action="version", version=__version__, help="显示版本")
    parser.given.add_argument(
        "--self-test", action="store_true", help="打开每一页并打印一份 PDF，成功时返回 0"
    )
    found = parser.add_subparsers(
        prog="xinfeng", dest="command", title="命令", metavar="命令", parser_class=Parser
    )

    one = _command(
        found,
        "example",
        "生成示例街道：台账、导入、工作小结、证书、花名册和各页截图",
        commands.example,
        False,
    )
    one.add_argument("--out", type=Path, default=Path("build/example"), metavar="DIR", help="放到哪个文件夹")
    one = _command(found, "import", "导入一张表格", import_command.import_file)
    one.add_argument("file", type=Path, metavar="FILE", help="xlsx、xls 或 csv 文件")
    one.add_argument("--register", metavar="KEY", help="当作哪本台账的表，如 people；不写则自动辨认")
    one.add_argument("--area", metavar="NAME", help="表中没有写社区时归到哪里，如 金祝社区")
    one.add_argument("--year", type=int, metavar="YYYY", help="日期没有写年份时按哪一年，如 2024")
    one.add_argument("--joined-on", metavar="YYYY-MM-DD", help="写着已入会、没写入会时间的，从哪天算起")
    one.add_argument("--source", metavar="NAME", help="志愿平台导出表来自哪个平台，如“志愿浙江”")
    one.add_argument("--sheet", metavar="NAME", help="文件里有几张工作表时用哪一张；不写则取最像的")
    one.add_argument("--hidden", action="store_true", help="连同表中隐藏的行")
    one.add_argument("--updates", action="store_true", help="也更新已有的记录")
    one.add_argument("--dry-run", action="store_true", help="只核对，不写入")
    one.add_argument("--json", action="store_true", help="逐行结果，供其他程序读取")
    one = _command(found, "summary", "打印一个月的工作小结", commands.summary)
    one.add_argument("--month", required=True, metavar="YYYY-MM", help="哪个月，如 2024-11")
    _out(one)
    one = _command(found, "certificates", "打印一个班次的结业证书", commands.certificates)
    one.add_argument(
        "--class", required=True, dest="class_number", metavar="NUMBER", help="班次编号，如 BC-000001"
    )
    _out(one)
    one = _command(found, "ledger", "打印或导出一本台账", commands.ledger)
    one.add_argument("--register", required=True, metavar="KEY", help="哪本台账，如 people")
    one.add_argument("--area", metavar="NAME", help="只要这个区域的")
    one.add_argument("--search", metavar="TEXT", help="只要含有这些字的")
    _out(one, "写到哪个文件（.pdf 或 .xlsx）")
    _command(found, "check", "检查台账是否完整、数字是否对得上", commands.check)
    _command(found, "open", "打开窗口", window_command.open_window)
    return parser


def _command(found: Any, name: str, about: str, run: Any, ledger: bool = True) -> Any:
    parser = found.add_parser(name, help=about, description=about, epilog=_CODES)
    parser.set_defaults(run=run)
    parser.given.add_argument(
        "--ledger",
        metavar="PATH|URL",
        help="台账文件或 PostgreSQL 地址；不写则用本人的台账"
        if ledger
        else "示例台账建在哪里；不写则放在 DIR 中",
    )
    return parser.given


def _out(group: Any, about: str = "写到哪个文件（.pdf）") -> None:
    group.add_argument("--out", type=Path, required=True, metavar="FILE", help=about)


if __name__ == "__main__":
    sys.exit(main())
