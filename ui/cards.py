"""Opening the card of a record (its dialog): load it on the worker, or begin a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.registers import find_register, records
from app.registers.records import Loaded
from ui.dialog import RecordDialog, Saved

if TYPE_CHECKING:
    from ui.window import MainWindow


def open_record(
    window: MainWindow,
    register_key: str,
    record_id: int,
    *,
    saved: Saved | None = None,
    known: dict[str, Any] | None = None,
    parent: QWidget | None = None,
) -> None:
    """Load a record on the worker and open its dialog."""
    register, desk = find_register(register_key), window.desk

    def show(loaded: Loaded) -> None:
        RecordDialog(window, register, loaded, known=known, saved=saved, parent=parent).open()

    window.tasks.read(lambda: records.load(desk, register, record_id), show)


def open_new(
    window: MainWindow,
    register_key: str,
    *,
    known: dict[str, Any] | None = None,
    preset: dict[str, Any] | None = None,
    saved: Saved | None = None,
    parent: QWidget | None = None,
) -> None:
    """Open the dialog of a new record. known: fixed values; preset: values shown at first."""
    register = find_register(register_key)
    loaded = records.blank(register, **(preset or {}), **(known or {}))
    RecordDialog(window, register, loaded, known=known, saved=saved, parent=parent).open()
