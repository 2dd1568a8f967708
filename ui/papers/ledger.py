"""打印台账: asks for paper, rows, watermark and what is printed of the list, then prints it as a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.registers.lists import Query
from app.registers.spec import Field, Register

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from ui.shell.window import MainWindow


def ask_ledger(
    window: MainWindow,
    register: Register,
    query: Query,
    columns: Sequence[str],
    ids: Sequence[int],
    parent: QWidget,
) -> None:
    """Ask how a list is printed, and print it. ids: the selected rows, which may be printed alone."""
    desk = window.desk

    def read() -> tuple[tuple[Field, ...], dict[str, Any]]:
        from app.actions.ledgerchoices import ledger_asks, ledger_preset

        chosen = len(ids)
        return ledger_asks(desk, register, chosen), ledger_preset(desk, register, query.label, chosen)

    def ask(found: tuple[tuple[Field, ...], dict[str, Any]]) -> None:
        from app.actions.ledgerchoices import REMEMBERED
        from ui.papers.asks import AskingDialog

        asks, preset = found
        AskingDialog(
            window,
            "打印台账",
            asks,
            preset,
            lambda values: _print(window, register, query, columns, ids, values),
            parent,
            (f"paper/{register.key}/ledger", REMEMBERED),
        ).open()

    window.tasks.read(read, ask, owner=parent)


def _print(
    window: MainWindow,
    register: Register,
    query: Query,
    columns: Sequence[str],
    ids: Sequence[int],
    values: dict[str, Any],
) -> Printed:
    from app.actions.ledgerchoices import choice_from
    from app.actions.printing import print_ledger
    from app.actions.recipients import these

    if values.get("scope") == "chosen":
        query = replace(these(register, ids), sort=query.sort, descending=query.descending)
    return print_ledger(window.desk, register, query, columns, choice_from(values))
