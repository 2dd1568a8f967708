"""Arguments of the command line, explained in Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

_WRONG = 2


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


class Parser(argparse.ArgumentParser):
    """A parser that says in one sentence what is wrong and leaves with code 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, formatter_class=_Help, allow_abbrev=False)
        self.given = self.add_argument_group("参数")
        self.given.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Print the sentence on standard error and leave."""
        self.exit(_WRONG, f"命令写得不对：{_in_chinese(message)}。请看 {self.prog} --help。\n")


# What the standard library says about arguments, and what we say.
_SAYINGS = (
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument 命令: invalid choice: '?([^' ]*)'? .*", r"没有 \1 这个命令"),
    (r"argument (\S+): invalid choice: '?([^' ]*)'? \(choose from (.*)\)", r"\1 不能是 \2，可以是 \3"),
    (r"argument (\S+): expected one argument", r"\1 后面要写一个值"),
    (r"argument (\S+): invalid int value: '?([^']*)'?", r"\1 应为整数，不能是 \2"),
    (r"argument (\S+): ignored explicit argument .*", r"\1 后面不能写值"),
)


def _in_chinese(message: str) -> str:
    for pattern, words in _SAYINGS:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, words, message, flags=re.DOTALL)
    return message
