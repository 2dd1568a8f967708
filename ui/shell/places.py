"""Asking for files: which to read and where to write; each purpose remembers its folder, and begins in the documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from ui.shell.state import State


def ask_files(state: State, parent: QWidget, purpose: str, title: str, kinds: str) -> list[Path]:
    """Files to read; none when the clerk thought better of it. purpose: word under which the folder is remembered."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, str(folder(state, purpose)), kinds)
    if names:
        _remember(state, purpose, Path(names[0]))
    return [Path(name) for name in names]


def ask_target(
    state: State, parent: QWidget, purpose: str, title: str, proposed: str, kinds: str
) -> Path | None:
    """Where to write; None when the clerk thought better of it. proposed: a name or a whole path, whose suffix
    the file gets anyway."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(folder(state, purpose) / proposed), kinds)
    if not name:
        return None
    suffix = Path(proposed).suffix
    target = Path(name if name.endswith(suffix) else f"{name}{suffix}")
    _remember(state, purpose, target)
    return target


def folder(state: State, purpose: str) -> Path:
    """The folder used last for a purpose, if it is still there; else the user's documents."""
    known = Path(str(state.read(f"{purpose}/folder", "")) or "?")
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return next((one for one in (known, Path(documents)) if one.is_dir()), Path.home())


def _remember(state: State, purpose: str, path: Path) -> None:
    state.write(f"{purpose}/folder", str(path.parent))
