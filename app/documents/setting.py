"""Setting text: lines become pieces of one face at exact places, justified on the character grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.documents.blocks import Role
from app.documents.faces import GLYPHS, runs, text_width
from app.documents.lines import FULL, SOFT_BEFORE, Atom, Broken, Span, break_atoms, is_soft, to_atoms

# A gap stretched beyond this part of the type size reads as a hole: such a line is left ragged.
MOST_STRETCH = 0.5


class Piece(NamedTuple):
    """Text drawn by one face: x in points from the line's start, extra spacing after each character."""

    x: float
    face: str
    size: float
    spacing: float
    text: str


class SetLine(NamedTuple):
    """A line ready to be drawn, and its width in points."""

    pieces: tuple[Piece, ...]
    width: float


def set_paragraph(
    spans: Sequence[Span], size: float, pitch: float, measure: float, indent: float = 0.0
) -> list[SetLine]:
    """Break and justify text: ``pitch`` is the advance of a full-width character, all lengths in points."""
    atoms = to_atoms(spans, size, pitch, measure)
    broken = break_atoms(atoms, measure - indent, measure, size, soft=True)
    lines = [_justify(line, size, measure - (0.0 if n else indent)) for n, line in enumerate(broken)]
    if lines and indent:
        first = lines[0]
        moved = tuple(piece._replace(x=piece.x + indent) for piece in first.pieces)
        lines[0] = SetLine(moved, first.width + indent)
    return lines


def set_line(text: str, role: Role, size: float, spacing: float = 0.0) -> SetLine:
    """One line at its natural width, with extra ``spacing`` points between characters."""
    x = 0.0
    pieces = []
    for run in runs(role, text):
        pieces.append(Piece(x, run.face, size, spacing, run.text))
        x += run.width * size + spacing * len(run.text)
    return SetLine(tuple(pieces), x - spacing if pieces else 0.0)


def wrap(text: str, role: Role, size: float, measure: float) -> tuple[str, ...]:
    """Break text into ragged lines no wider than ``measure`` points; a name breaks at its “·” first."""
    if "\n" not in text and text_width(role, text) * size <= measure:
        return (text,)
    if "·" in text and (lines := _wrap_at_dots(text, role, size, measure)):
        return lines
    atoms = to_atoms([Span(text, role)], size, size, measure)
    broken = break_atoms(atoms, measure, measure, size, soft=False)
    return tuple("".join(atom.text for atom in line.atoms) for line in broken) or ("",)


def _wrap_at_dots(text: str, role: Role, size: float, measure: float) -> tuple[str, ...]:
    """Lines that end at a “·”, or nothing when a part alone is too wide."""
    parts = [part + "·" for part in text.split("·")]
    parts[-1] = parts[-1][:-1]
    lines: list[str] = []
    for part in parts:
        if text_width(role, part) * size > measure or "\n" in part:
            return ()
        if lines and text_width(role, lines[-1] + part) * size <= measure:
            lines[-1] += part
        else:
            lines.append(part)
    return tuple(lines)


def _justify(line: Broken, size: float, measure: float) -> SetLine:
    atoms = line.atoms
    width = sum(atom.width for atom in atoms)
    slack = measure - width
    marks = sum(1 for atom in atoms[:-1] if is_soft(atom))
    cut = -slack / marks if slack < 0 and marks else 0.0
    stretch = 0.0
    if slack > 0 and not line.last and len(atoms) > 1:
        gap = slack / (len(atoms) - 1)
        stretch = gap if gap <= MOST_STRETCH * size else 0.0
    return _place(atoms, size, cut, stretch)


def _place(atoms: Sequence[Atom], size: float, cut: float, stretch: float) -> SetLine:
    """Give every atom its place; neighbours of one face and one spacing become one piece."""
    x = end = 0.0
    placed: list[Piece] = []
    for number, atom in enumerate(atoms):
        narrowed = cut if number < len(atoms) - 1 and is_soft(atom) else 0.0
        shift = narrowed if atom.text in SOFT_BEFORE else 0.0
        end = _append(placed, atom, x - shift, size, stretch, end)
        x += atom.width - narrowed + stretch
    return SetLine(tuple(placed), x - stretch if placed else 0.0)


def _append(placed: list[Piece], atom: Atom, x: float, size: float, stretch: float, end: float) -> float:
    """Draw an atom at x. end: where the last piece ends; where it ends then is given back."""
    glyphs = GLYPHS[atom.role]
    drawn = [(character, *glyphs[character]) for character in atom.text if glyphs[character].face]
    fulls = sum(1 for _, _, width in drawn if width >= FULL)
    for character, face, width in drawn:
        natural = width * size
        spacing = atom.width / fulls - natural if atom.full and width >= FULL else 0.0
        spacing += stretch if len(drawn) == 1 else 0.0
        last = placed[-1] if placed else None
        if last and last.face == face and abs(last.spacing - spacing) < 1e-9 and abs(end - x) < 1e-6:
            placed[-1] = last._replace(text=last.text + character)
        else:
            placed.append(Piece(x, face, size, spacing, character))
        x = end = x + natural + spacing
    return end
