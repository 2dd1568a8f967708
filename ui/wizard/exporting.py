"""导出表格: ask how personal numbers are written and where to, then write the listed rows on the worker."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.actions.exporting import export_list, file_name, holds_personal_values
from app.registers.lists import Query
from app.registers.spec import Register
from ui.shell.places import ask_target

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

_HIDDEN, _WHOLE, _NOT = range(3)


def export_register(window: MainWindow, register: Register, query: Query) -> None:
    """Export what a list shows to a workbook that can be filled in and imported again."""
    answer = _HIDDEN
    if holds_personal_values(register) and window.desk.actor.whole_numbers:
        answer = window.messages.choose(
            "导出的表格里，证件号码和电话怎么写？",
            "对外报送、张贴用隐去的号码；需要填写完再导回来的，用完整号码，会记入操作日志。",
            ("隐去部分号码", "完整号码", "取消"),
        )
    if answer == _NOT:
        return
    desk = window.desk
    window.tasks.read(
        lambda: file_name(desk, register, query, date.today()),
        lambda name: _ask_place(window, register, query, name, whole=answer == _WHOLE),
    )


def _ask_place(window: MainWindow, register: Register, query: Query, name: str, *, whole: bool) -> None:
    target = ask_target(window.state, window, "export", "导出表格", name, "表格 (*.xlsx)")
    if target is not None:
        write(window, register, query, target, whole=whole)


def write(window: MainWindow, register: Register, query: Query, target: Path, *, whole: bool) -> None:
    """Write the rows to a file and tell when it is done."""
    desk = window.desk
    window.tasks.write(
        lambda: export_list(desk, register, query, target, whole=whole),
        lambda rows: window.messages.notice(f"已导出{rows}{register.unit}：{target.name}"),
        title=f"正在导出{register.label}…",
    )
