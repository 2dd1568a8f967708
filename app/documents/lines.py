"""Breaking Chinese text into lines: which marks may not open or close one, and how a line is filled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.documents.blocks import Role
from app.documents.faces import GLYPHS

# GB/T 15834-2011, 5.1: pause and closing marks, connecting and separating marks never open a line.
NO_START = frozenset("、，。．；：？！）〕］｝〉》」』】〗”’…—～·・％‰℃°,.;:?!)]}%")
# Opening marks never close a line.
NO_END = frozenset("（〔［｛〈《「『【〖“‘([{￥$№#")
# Marks whose glyph fills half its square: the other half may be given up to keep a line together.
SOFT_AFTER = frozenset("、，。；：？！）〕］》」』】”’")
SOFT_BEFORE = frozenset("（〔［《「『【“‘")
SOFTNESS = 0.5
# Dashes and ellipses of two stay whole; Latin words and figures too; marks that combine stay with their base.
TOKEN = re.compile(
    r"—{2,}|…{2,}|[!-~À-ɏ]+| |\n|.[\u0300-\u036f\ufe00-\ufe0f\u200d\U000e0100-\U000e01ef]*", re.DOTALL
)
SLACK = 0.01
# A glyph at least this wide (in units of the type size) stands on a full grid cell.
FULL = 0.99


class Atom(NamedTuple):
    """What a line is made of: one Chinese character or one unbreakable word.

    width: advance in points, on the grid for a full-width character. full: sits on one grid cell.
    """

    text: str
    role: Role
    width: float
    full: bool


class Span(NamedTuple):
    """A stretch of text in one role."""

    text: str
    role: Role


class Broken(NamedTuple):
    """One line of atoms; last: the paragraph (or an explicit line) ends here, so it is not justified."""

    atoms: Sequence[Atom]
    last: bool


def to_atoms(spans: Sequence[Span], size: float, pitch: float, measure: float) -> list[Atom]:
    """Cut text into atoms; a word wider than ``measure`` is cut into characters. All lengths in points."""
    atoms: list[Atom] = []
    for span in spans:
        glyphs = GLYPHS[span.role]
        for token in TOKEN.findall(normal_space(span.text)):
            widths = [glyphs[character].width for character in token]
            if len(token) == 1:
                full = widths[0] >= FULL
                atoms.append(Atom(token, span.role, pitch if full else widths[0] * size, full))
            elif sum(widths) * size > measure:
                atoms += [Atom(c, span.role, w * size, False) for c, w in zip(token, widths, strict=True)]
            else:
                full = all(width >= FULL for width in widths if width)
                advance = sum(pitch if w >= FULL else w * size for w in widths)
                atoms.append(Atom(token, span.role, advance, full))
    return atoms


def normal_space(text: str) -> str:
    """One kind of line break, and plain spaces for tabs."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")


def break_atoms(atoms: Sequence[Atom], first: float, rest: float, size: float, soft: bool) -> list[Broken]:
    """Fill lines of ``first`` then ``rest`` points; soft: marks may be narrowed to keep a line together."""
    lines: list[Broken] = []
    start, count = 0, len(atoms)
    while start < count:
        measure = rest if lines else first
        stop, width = _fill(atoms, start, measure)
        if stop >= count or atoms[stop].text == "\n":
            lines.append(Broken(atoms[start:stop], True))
            start = stop + 1
            continue
        room = measure - width
        stop = _legal_stop(atoms, start, stop, room, size if soft else 0.0)
        following = _skip_spaces(atoms, stop)
        lines.append(Broken(_trim(atoms[start:stop]), following >= count))
        start = following
    return lines


def _fill(atoms: Sequence[Atom], start: int, measure: float) -> tuple[int, float]:
    width, stop = 0.0, start
    while stop < len(atoms) and atoms[stop].text != "\n":
        if width + atoms[stop].width > measure + SLACK and stop > start:
            break
        width += atoms[stop].width
        stop += 1
    return stop, width


def _legal_stop(atoms: Sequence[Atom], start: int, stop: int, room: float, size: float) -> int:
    """The break nearest ``stop`` that the rules allow: first by narrowing marks, else by moving words down."""
    if _may_break(atoms, stop):
        return stop
    if size:
        need = -room
        for later in range(stop, min(stop + 3, len(atoms))):
            need += atoms[later].width
            if later + 1 == len(atoms) or _may_break(atoms, later + 1):
                if need <= softness(atoms[start : later + 1], size):
                    return later + 1
                break
    for earlier in range(stop - 1, start, -1):
        if _may_break(atoms, earlier):
            return earlier
    return stop


def _may_break(atoms: Sequence[Atom], at: int) -> bool:
    if atoms[at].text == "\n":
        return True
    return not opens_badly(atoms[at].text) and atoms[at - 1].text[-1] not in NO_END


def opens_badly(text: str) -> bool:
    """Whether a line may not begin with this text; a dash or ellipsis of two is allowed there."""
    return text[0] in NO_START and not text.startswith(("——", "……"))


def softness(atoms: Sequence[Atom], size: float) -> float:
    """How many points the marks inside a line can give up; the mark at its end gives nothing."""
    marks = sum(1 for atom in atoms[:-1] if is_soft(atom))
    return marks * SOFTNESS * size


def is_soft(atom: Atom) -> bool:
    """Whether the atom is a mark with half its square empty."""
    return atom.full and (atom.text in SOFT_AFTER or atom.text in SOFT_BEFORE)


def _skip_spaces(atoms: Sequence[Atom], at: int) -> int:
    while at < len(atoms) and atoms[at].text == " ":
        at += 1
    return at


def _trim(atoms: Sequence[Atom]) -> Sequence[Atom]:
    end = len(atoms)
    while end > 1 and atoms[end - 1].text == " ":
        end -= 1
    return atoms[:end]
