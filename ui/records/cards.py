"""Opening a record: its card where it has one, else its form; and the form of a new one. All reading is done on the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.registers import all_registers, find_register, records
from app.registers.records import Loaded
from ui.records.dialog import RecordDialog, Saved

if TYPE_CHECKING:
    from app.cards.card import Whole
    from app.desk import Changes
    from ui.shell.window import MainWindow


def show_record(window: MainWindow, register_key: str, record_id: int) -> None:
    """Show a record as a whole: its card, or the form of one that has none."""
    register, desk = find_register(register_key), window.desk
    if register.card is None:
        open_record(window, register_key, record_id)
        return

    def work() -> Whole:
        from app.cards.card import read_card

        return read_card(desk, register, record_id)

    def show(card: Whole) -> None:
        from ui.tabs import card_page

        window.pages.show_beside(card_page(card, back=window.pages.place_to_return()))

    window.tasks.read(work, show)


def open_record(
    window: MainWindow,
    register_key: str,
    record_id: int,
    *,
    saved: Saved | None = None,
    known: dict[str, Any] | None = None,
    parent: QWidget | None = None,
) -> None:
    """Load a record on the worker and open its form."""
    register, desk = find_register(register_key), window.desk

    def show(loaded: Loaded) -> None:
        RecordDialog(window, register, loaded, known=known, saved=saved, parent=parent).open()

    window.tasks.read(lambda: records.load(desk, register, record_id), show)


def open_quick(window: MainWindow, register_key: str = "", saved: Saved | None = None) -> None:
    """Begin a record with a few fields, those that repeat themselves as last time. Without a key: of the first register
    that can be begun so."""
    keys = [register.key for register in all_registers() if register.quick]
    register = find_register(register_key or keys[0])
    remembered = f"quick/{register.key}"
    last = {
        name: value for name, value in window.state.read(remembered, {}).items() if name in register.quick
    }

    def done(changes: Changes) -> None:
        window.state.write(remembered, dialog.repeated())
        if saved is not None:
            saved(changes)

    dialog = RecordDialog(window, register, records.blank(register, **last), saved=done, only=register.quick)
    dialog.setWindowTitle(f"快速登记{register.label}")
    dialog.open()


def open_new(
    window: MainWindow,
    register_key: str,
    *,
    known: dict[str, Any] | None = None,
    preset: dict[str, Any] | None = None,
    saved: Saved | None = None,
    parent: QWidget | None = None,
) -> None:
    """Open the form of a new record. known: fixed values; preset: values shown at first."""
    register = find_register(register_key)
    loaded = records.blank(register, **(preset or {}), **(known or {}))
    RecordDialog(window, register, loaded, known=known, saved=saved, parent=parent).open()
