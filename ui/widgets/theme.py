"""Colours for light and dark, type size, faces, and the style sheet made of them."""

from __future__ import annotations

import sys
from string import Template

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import fonts_dir, resources_dir
from ui.shell.state import State

SCALES = (100, 110, 125, 150)
_POINTS = 10.5  # 五号, at 100 %
_FIRST_FACES = ("noto-sans-sc/NotoSansSC_400Regular.ttf", "noto-sans-sc/NotoSansSC_700Bold.ttf")
_RARE_FACES = ("hanazono/HanaMinB.ttf",)

_LIGHT = {
    "window": "#f2f5f9", "surface": "#ffffff", "raised": "#f8fafc", "text": "#1d2632", "quiet": "#5f6b7c",
    "line": "#dfe5ed", "line_strong": "#b8c3d1", "accent": "#1f5fbf", "accent_hover": "#1a52a6",
    "accent_soft": "#e4edfa", "on_accent": "#ffffff", "hover": "#edf1f7", "selection": "#d9e6f9", "icon": "#46556b",
    "danger": "#b92c28", "danger_soft": "#fdeceb", "warning": "#8a5a00", "warning_soft": "#fff4dc",
    "good": "#1c7447", "good_soft": "#e5f4ec", "notice": "#26313f", "on_notice": "#f5f7fa", "notice_action": "#9cc4ff",
}  # fmt: skip
_DARK = {
    "window": "#14181d", "surface": "#1d2229", "raised": "#232932", "text": "#e3e8ef", "quiet": "#9aa6b6",
    "line": "#313944", "line_strong": "#4b5665", "accent": "#6ba1f2", "accent_hover": "#86b3f6",
    "accent_soft": "#22344f", "on_accent": "#0e1620", "hover": "#272e38", "selection": "#2b4466", "icon": "#b3c0d1",
    "danger": "#f08a84", "danger_soft": "#43211f", "warning": "#e8b75a", "warning_soft": "#3a2e14",
    "good": "#6fcf9b", "good_soft": "#173324", "notice": "#3a4553", "on_notice": "#f2f5f9", "notice_action": "#9cc4ff",
}  # fmt: skip
SERIES = {
    False: ("#1f5fbf", "#e08a1e", "#2a9464", "#8e5bb5", "#c8503f", "#3aa3b8", "#8a7a5c"),
    True: ("#6ba1f2", "#eeb05c", "#6fcf9b", "#b993dd", "#ee8878", "#6fc7d8", "#c2b28f"),
}


class Theme(QObject):
    """The look of the whole program. Signal ``changed`` comes after colours or type size changed."""

    changed = Signal()

    def __init__(self, app: QApplication, state: State) -> None:
        super().__init__()
        self._app, self._state = app, state
        self.dark = bool(state.read("theme/dark", False))
        scale = state.read("theme/scale", 100)
        self.scale: int = scale if scale in SCALES else 100

    def colour(self, name: str) -> str:
        """A colour of the present palette as ``#rrggbb``. Raises KeyError for an unknown name."""
        return (_DARK if self.dark else _LIGHT)[name]

    def series(self, place: int) -> str:
        """The colour of the n-th series of a chart."""
        colours = SERIES[self.dark]
        return colours[place % len(colours)]

    def length(self, pixels: float) -> int:
        """A length at 100 %, in pixels, at the present type size."""
        return round(pixels * self.scale / 100)

    def set_dark(self, dark: bool) -> None:
        """Change to dark or light and remember it."""
        self.dark = dark
        self._state.write("theme/dark", dark)
        self.apply()

    def set_scale(self, percent: int) -> None:
        """Change the type size (one of ``SCALES``) and remember it."""
        self.scale = percent
        self._state.write("theme/scale", percent)
        self.apply()

    def apply(self) -> None:
        """Dress the program: faces, palette, style sheet."""
        self._app.setStyle("Fusion")
        self._app.setFont(self.font())
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(self._sheet())
        self.changed.emit()

    def font(self, factor: float = 1.0, *, bold: bool = False) -> QFont:
        """The interface face at the present size times ``factor``."""
        font = QFont()
        font.setFamilies(_families())
        font.setPointSizeF(_POINTS * self.scale / 100 * factor)
        font.setBold(bold)
        return font

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        palette = QPalette()
        for place, name in (
            (role.Window, "window"), (role.WindowText, "text"), (role.Base, "surface"), (role.AlternateBase, "raised"),
            (role.Text, "text"), (role.Button, "surface"), (role.ButtonText, "text"), (role.Highlight, "selection"),
            (role.HighlightedText, "text"), (role.ToolTipBase, "surface"), (role.ToolTipText, "text"),
            (role.PlaceholderText, "quiet"), (role.Link, "accent"), (role.Mid, "line"), (role.Light, "raised"),
            (role.Dark, "line_strong"), (role.Accent, "accent"),
        ):  # fmt: skip
            palette.setColor(place, QColor(self.colour(name)))
        for place in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(self.colour("quiet")))
        return palette

    def _sheet(self) -> str:
        style = resources_dir() / "style"
        text = (style / "window.qss").read_text(encoding="utf-8")
        lengths = {f"p{pixels}": f"{self.length(pixels)}px" for pixels in (*range(1, 65), 120, 160, 220)}
        lengths |= {f"f{points}": f"{points * self.scale / 100:.1f}pt" for points in (9, 12, 15, 20)}
        images = {"images": style.as_posix(), "tone": "dark" if self.dark else "light"}
        return Template(text).substitute(_DARK if self.dark else _LIGHT, **lengths, **images)


def _families() -> list[str]:
    system = ["Microsoft YaHei UI"] if sys.platform == "win32" else []
    return [*system, "Noto Sans SC", "HanaMinB"]


def load_faces() -> None:
    """Register the faces that the window needs at once; they ship with the program."""
    _register(_FIRST_FACES)


def load_rare_faces() -> None:
    """Register the large face for rare characters (30 MB); it comes after the first paint."""
    if "HanaMinB" not in QFontDatabase.families():
        _register(_RARE_FACES)


def _register(files: tuple[str, ...]) -> None:
    for file in files:
        QFontDatabase.addApplicationFont(str(fonts_dir() / file))
