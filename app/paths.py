"""Where the program finds what it ships with, and where it may keep the user's own files."""

from __future__ import annotations

import sys
from pathlib import Path

APP_NAME = "xinfeng"


def resources_dir() -> Path:
    """The directory of shipped resources, from a source checkout and from a frozen program alike."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources"


def fonts_dir() -> Path:
    """The directory of the shipped faces, each in its own folder beside its licence."""
    return resources_dir() / "fonts"


def data_dir() -> Path:
    """The user's own data directory; it is created when it is not there yet."""
    # Imported when it is wanted: the first picture of the window needs the fonts only.
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False, ensure_exists=True)
