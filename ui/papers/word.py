"""Saving a paper as a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.shell.places import ask_target

if TYPE_CHECKING:
    from app.documents.blocks import Document
    from ui.shell.window import MainWindow


def ask_and_write_word(window: MainWindow, document: Document, name: str, parent: QWidget) -> None:
    """Ask where, and write the document there. name: proposed, without its suffix."""
    target = ask_target(window.state, parent, "papers", "另存为Word", f"{name}.docx", "Word文档 (*.docx)")
    if target is not None:
        write_word_to(window, document, target)


def write_word_to(window: MainWindow, document: Document, target: Path) -> None:
    """Write the document on the worker; a notice tells the end."""

    def work() -> None:
        from app.documents.word.writing import write_word

        write_word(document, target)

    window.tasks.read(
        work, lambda _: window.messages.notice(f"已保存：{target.name}"), title="正在写Word文档…"
    )
