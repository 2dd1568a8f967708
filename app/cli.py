"""``xinfeng``: the use cases of the window on the command line."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from app import __version__, logs
from app.errors import UserError

FAILED = 2
_INTERRUPTED = 130


class _Help(argparse.HelpFormatter):
    """Help that begins with 用法."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "用法：")


class _Parser(argparse.ArgumentParser):
    """A parser that says in one sentence what is wrong and leaves with code 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, formatter_class=_Help, allow_abbrev=False)
        self.given = self.add_argument_group("参数")
        self.given.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Print the sentence on standard error and leave."""
        self.exit(FAILED, f"命令写得不对（{message}）。请看 {self.prog} --help。\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 when all is well, 1 when problems were found, 2 when it could not be done."""
    _speak_utf8()
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.self_test:
        from app.commands import window_process

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
    except Exception:
        logs.log().exception("command %s failed", arguments.command)
        return _refuse("程序内部出错，没有做成；详情在日志中（其中不含人员信息），请交给维护人员。")
    for line in outcome.lines:
        print(line)
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


def _parser() -> _Parser:
    from app import commands
    from app.example import showing

    parser = _Parser(prog="xinfeng", description="新蜂台账：街道新就业群体工作台账")
    parser.given.add_argument("--version", action="version", version=__version__, help="显示版本")
    parser.given.add_argument(
        "--self-test", action="store_true", help="打开每一页并打印一份 PDF，成功时返回 0"
    )
    found = parser.add_subparsers(
        prog="xinfeng", dest="command", title="命令", metavar="命令", parser_class=_Parser
    )

    one = _command(
        found, "example", "生成示例街道：台账、导入、工作小结、证书、花名册和各页截图", showing.example, False
    )
    one.add_argument("--out", type=Path, default=Path("build/example"), metavar="DIR", help="放到哪个文件夹")
    one = _command(found, "import", "导入一张表格", commands.import_file)
    one.add_argument("file", type=Path, metavar="FILE", help="xlsx、xls 或 csv 文件")
    one.add_argument("--register", metavar="KEY", help="当作哪本台账的表，如 people；不写则自动辨认")
    one.add_argument("--area", metavar="NAME", help="表中没有写社区时归到哪里，如 金祝社区")
    one.add_argument("--year", type=int, metavar="YYYY", help="日期没有写年份时按哪一年，如 2024")
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
    _command(found, "open", "打开窗口", commands.open_window)
    return parser


def _command(found: Any, name: str, about: str, run: Any, ledger: bool = True) -> Any:
    parser = found.add_parser(name, help=about, description=about)
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
