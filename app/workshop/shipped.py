"""The designs that ship with the program: JSON files, one each, in ``resources/certificates``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from app.paths import resources_dir
from app.workshop.elements import Design
from app.workshop.reading import read
from db.models import TemplateKind


@dataclass(frozen=True)
class Shipped:
    """A shipped design. key: the file's name, for example ``completion-1``; the first of a kind is its standard."""

    key: str
    kind: TemplateKind
    name: str
    note: str
    design: Design


@cache
def shipped() -> tuple[Shipped, ...]:
    """All of them, by kind and number; read once."""
    order, folder = list(TemplateKind), resources_dir() / "certificates"
    found = [_load(path.stem, path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.key)))


def first_of(kind: TemplateKind) -> Shipped:
    """The standard design of a kind."""
    return next(one for one in shipped() if one.kind is kind)


def _load(key: str, text: str) -> Shipped:
    whole = json.loads(text)
    design = read(json.dumps(whole["design"]))
    return Shipped(key, TemplateKind(whole["kind"]), whole["name"], whole["note"], design)
