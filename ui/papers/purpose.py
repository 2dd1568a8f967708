"""Asking how numbers stand on a paper: partly hidden, or in full for a purpose, where the clerk has the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QWidget

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

_MASKED, _WHOLE = range(2)


def ask_purpose(window: MainWindow, label: str, proposed: str, parent: QWidget | None = None) -> str | None:
    """Why numbers are printed in full; empty to hide them, None when the clerk thought better of it.

    A clerk who may not print whole numbers is not asked: they are hidden.
    """
    if not window.desk.actor.whole_numbers:
        return ""
    above = parent or window
    answer = window.messages.choose(
        f"{label}上的证件号码和电话怎么写？",
        "拿给本人核对、填写的可以隐去；归档、报送的用完整号码，用途会记入操作日志。",
        ("隐去部分号码", "完整号码", "取消"),
        parent=above,
    )
    if answer != _WHOLE:
        return "" if answer == _MASKED else None
    text, given = QInputDialog.getText(above, "用途", "打印完整号码的用途：", text=proposed)
    return text.strip() or None if given else None
