"""Lines as the ledger stores them, JSON of degrees in WGS-84, and how long they are."""

from __future__ import annotations

import json

from app.streetmap.geojson import Lines
from app.streetmap.plane import Plane, length


def written(lines: Lines) -> str:
    """Lines as they are stored."""
    return json.dumps(lines, separators=(",", ":"))


def lines_of(geometry: str) -> Lines:
    """Stored lines; none for a road that was only named."""
    stored = json.loads(geometry) if geometry else []
    return tuple(tuple((float(x), float(y)) for x, y in line) for line in stored)


def metres(lines: Lines) -> int:
    """The length of all lines in metres."""
    return round(sum(length(Plane(*line[0]).line(line)) for line in lines))
