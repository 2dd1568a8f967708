"""What the window remembers between starts (sizes, columns, last page): never the office's data or settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings


class State:
    """A small store of JSON values by key. path: an INI file of one's own, for tests; else the user's place."""

    def __init__(self, path: Path | None = None) -> None:
        form = QSettings.Format.IniFormat
        if path is not None:
            self._settings = QSettings(str(path), form)
        else:
            self._settings = QSettings(form, QSettings.Scope.UserScope, "xinfeng", "window")

    def read(self, key: str, default: Any = None) -> Any:
        """The remembered value; the default when there is none or it cannot be read."""
        text = self._settings.value(key)
        try:
            return default if text is None else json.loads(str(text))
        except ValueError:
            return default

    def write(self, key: str, value: Any) -> None:
        """Remember a JSON value."""
        self._settings.setValue(key, json.dumps(value, ensure_ascii=False))

    def read_bytes(self, key: str) -> QByteArray:
        """A remembered geometry; empty when there is none."""
        return QByteArray.fromBase64(str(self.read(key, "")).encode())

    def write_bytes(self, key: str, value: QByteArray) -> None:
        """Remember a geometry."""
        self.write(key, value.toBase64().toStdString())

    def save(self) -> None:
        """Write everything to disk now."""
        self._settings.sync()
