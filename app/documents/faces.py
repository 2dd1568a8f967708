"""The shipped faces: which one draws each character of each role, and the check that all have one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics

from app.documents.blocks import Role
from app.documents.embedding import Face
from app.errors import MissingGlyphs
from app.paths import fonts_dir

FILES = {
    "Serif": "noto-serif-sc/NotoSerifSC_400Regular.ttf",
    "SerifBold": "noto-serif-sc/NotoSerifSC_700Bold.ttf",
    "Sans": "noto-sans-sc/NotoSansSC_400Regular.ttf",
    "Kai": "lxgw-wenkai-gb-lite/LXGWWenKaiGBLite-Regular.ttf",
    "Fang": "zhuque-fangsong/LXGWZhuqueFangsong-Regular.ttf",
    "Latin": "liberation/LiberationSerif-Regular.ttf",
    "Wide": "hanazono/HanaMinB.ttf",
}

# Tried in turn for every character. The last one is 30 MB and is opened only when all before it fail.
CHAINS: dict[Role, tuple[str, ...]] = {
    Role.SONG: ("Serif", "Kai", "Latin", "Wide"),
    Role.TITLE: ("SerifBold", "Serif", "Kai", "Latin", "Wide"),
    Role.HEI: ("Sans", "Serif", "Kai", "Latin", "Wide"),
    Role.KAI: ("Kai", "Serif", "Latin", "Wide"),
    Role.FANG: ("Fang", "Serif", "Kai", "Latin", "Wide"),
    Role.DIGITS: ("Latin", "Serif", "Kai", "Wide"),
}
# 仿宋 has small old-style digits, 宋 proportional ones and 楷 round ones: figures and Latin words of text are
# set in a Times face.
LATIN_ROLES = frozenset({Role.SONG, Role.FANG, Role.KAI, Role.DIGITS})
# These stand on a full character in Chinese, but are narrow Latin marks in 楷 and 仿宋.
QUOTES = frozenset("“”‘’")
# The em box of a Chinese face; boxes measured by readers then agree with the grid.
ASCENT, DESCENT = 880, -120


class Glyph(NamedTuple):
    """Which face draws a character and how wide (in units of the type size); no face: nothing is drawn."""

    face: str
    width: float


class Run(NamedTuple):
    """A stretch of text drawn by one face; width in units of the type size."""

    face: str
    text: str
    width: float


@cache
def load(name: str) -> Face:
    """Open a face of ``FILES`` and make it known to ReportLab; opened once in a process, when first used."""
    face = Face(name, str(fonts_dir() / FILES[name]))
    if name != "Latin":
        face.face.ascent, face.face.descent = ASCENT, DESCENT
    pdfmetrics.registerFont(face)
    return face


def is_ignorable(character: str) -> bool:
    """Characters that are never drawn: controls, joiners, variation selectors."""
    point = ord(character)
    if 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF:
        return True
    return unicodedata.category(character) in ("Cc", "Cf")


class RoleGlyphs(dict[str, Glyph]):
    """The glyphs of one role, found on first use: ``glyphs[character]``."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self.role = role

    def __missing__(self, character: str) -> Glyph:
        glyph = self[character] = self._find(character)
        return glyph

    def _find(self, character: str) -> Glyph:
        # A private-use character looks different on every computer; whatever a face holds there is not it.
        if is_ignorable(character) or unicodedata.category(character) in ("Co", "Cs"):
            return Glyph("", 0.0)
        for name in self._chain(character):
            if load(name).covers(character):
                return Glyph(name, load(name).width(character))
        return Glyph("", 0.0)

    def _chain(self, character: str) -> tuple[str, ...]:
        if self.role in LATIN_ROLES and is_latin(character):
            return ("Latin", *CHAINS[self.role])
        if character in QUOTES:
            return ("Serif", *CHAINS[self.role])
        return CHAINS[self.role]


def is_latin(character: str) -> bool:
    """ASCII and accented Latin letters; the middle dot and the multiplication sign belong to Chinese."""
    return character <= "~" or ("À" <= character <= "ɏ" and character not in "×÷")


GLYPHS: dict[Role, RoleGlyphs] = {role: RoleGlyphs(role) for role in Role}


@lru_cache(maxsize=8192)
def runs(role: Role, text: str) -> tuple[Run, ...]:
    """Split one line of text into stretches of one face each; characters that are never drawn are dropped."""
    glyphs = GLYPHS[role]
    found: list[Run] = []
    face, start, width = "", 0, 0.0
    for index, character in enumerate(text):
        glyph = glyphs[character]
        if glyph.face != face:
            if face:
                found.append(Run(face, text[start:index], width))
            face, start, width = glyph.face, index, 0.0
        width += glyph.width
    if face:
        found.append(Run(face, text[start:], width))
    return tuple(found)


def text_width(role: Role, text: str) -> float:
    """Natural width of one line of text in units of the type size."""
    return sum(run.width for run in runs(role, text))


def check_glyphs(texts: Iterable[tuple[str, str]], role: Role = Role.SONG) -> None:
    """Raise MissingGlyphs when a character of any (where, text) pair has no glyph in any shipped face."""
    check_role_glyphs((where, role, text) for where, text in texts)


def check_role_glyphs(texts: Iterable[tuple[str, Role, str]]) -> None:
    """The same check for (where, role, text): what the document prints in which face."""
    missing: list[tuple[str, str]] = []
    for where, role, text in texts:
        glyphs = GLYPHS[role]
        lost = {c for c in set(text) if not glyphs[c].face and not is_ignorable(c)}
        if lost:
            missing.append((where, "".join(sorted(lost))))
    if missing:
        raise MissingGlyphs(missing)
