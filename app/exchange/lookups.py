"""What a sheet's words refer to in the ledger: areas, platforms, and records that other registers point to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.desk import Desk
from app.exchange.cells import chinese_number, narrow
from app.exchange.platforms import PlatformWords
from app.registers import find_register
from app.registers.spec import Register
from db.base import table_of
from db.models import Area, Platform, Station

_AT_ONCE = 400


class Lookups:
    """Names of the ledger as they were when the sheet was looked at; reads once, keeps no session for later."""

    def __init__(self, session: Session, desk: Desk) -> None:
        """Read areas and platforms, of which an office has few."""
        self._session = session
        areas = table_of(Area)
        self.visible = self._visible(desk, areas)
        rows = session.execute(
            sa.select(areas.c.id, areas.c.name, areas.c.kind, areas.c.path).order_by(areas.c.path)
        )
        self._areas = [row for row in rows if row.id in self.visible]
        platforms = table_of(Platform)
        found = session.execute(sa.select(platforms.c.id, platforms.c.name, platforms.c.aliases)).all()
        self.platform_ids: dict[str, int] = {row.name: row.id for row in found}
        self.platform_names: dict[int, str] = {row.id: row.name for row in found}
        self.platform_words = PlatformWords({row.name: row.aliases.split("、") for row in found})
        stations = table_of(Station)
        self.station_ids: dict[str, int] = {
            row.name: row.id for row in session.execute(sa.select(stations.c.id, stations.c.name))
        }
        self._links: dict[tuple[str, str], int | None] = {}

    def _visible(self, desk: Desk, areas: sa.Table) -> frozenset[int]:
        wanted = desk.visible_areas()
        ids = self._session.execute(sa.select(areas.c.id) if wanted is None else wanted)
        return frozenset(row[0] for row in ids)

    def area(self, name: str) -> int | None:
        """The id of the visible area of a name (金祝社区, 金祝), the highest in the tree first; None when unknown."""
        wanted = name.strip()
        for row in self._areas:
            if wanted and wanted in (row.name, row.name.removesuffix("社区"), row.name.removesuffix("街道")):
                return int(row.id)
        return None

    @property
    def has_grids(self) -> bool:
        """Whether any grid (网格) is registered."""
        return any(row.kind == "grid" for row in self._areas)

    def grid(self, name: str, above: int) -> int | None:
        """The id of the grid of a name within an area (第三网格, 3, 金祝第三网格); None when unknown or not the only one."""
        wanted = _grid_key(name)
        found = [
            row.id
            for row in self._areas
            if row.kind == "grid" and f"/{above}/" in row.path and _grid_key(row.name).endswith(wanted)
        ]
        exact = [row.id for row in self._areas if row.id in found and _grid_key(row.name) == wanted]
        chosen = exact or found
        return int(chosen[0]) if wanted and len(chosen) == 1 else None

    def area_name(self, area_id: int) -> str:
        """The name of a visible area, or ""."""
        return next((str(row.name) for row in self._areas if row.id == area_id), "")

    def within(self, area_id: int, above: int) -> bool:
        """Whether an area is another or lies below it."""
        path = next((row.path for row in self._areas if row.id == area_id), "")
        return f"/{above}/" in path

    def top_area(self) -> int | None:
        """The street office itself, or the highest visible area: where a sheet without a community belongs."""
        streets = [row for row in self._areas if row.kind == "subdistrict"]
        first = next(iter(streets or self._areas), None)
        return None if first is None else int(first.id)

    def link(self, register: Register, text: str) -> int | None:
        """The id of the record of a register whose title is the text; None when there is none or more than one."""
        key = (register.key, text)
        if key not in self._links:
            title = register.table.c[register.title]
            ids = self._session.execute(sa.select(register.table.c.id).where(title == text).limit(2)).all()
            self._links[key] = ids[0][0] if len(ids) == 1 else None
        return self._links[key]

    def title(self, key: str, record_id: int) -> str:
        """The title of a linked record, or "" when it is gone."""
        register = find_register(key)
        title = register.table.c[register.title]
        found = self._session.execute(sa.select(title).where(register.table.c.id == record_id)).scalar()
        return "" if found is None else str(found)


def _grid_key(name: str) -> str:
    """第三网格, 三网格, 网格3 and 3 are the same grid."""
    plain = re.sub(r"[\s第号]|网格", "", narrow(name))
    return re.sub(r"[一二三四五六七八九十百]+$", lambda found: str(chinese_number(found.group())), plain)


def candidates(session: Session, table: sa.Table, keys: Mapping[str, Iterable[Any]]) -> list[dict[str, Any]]:
    """All rows of a table of which one of the named columns holds one of the given values, each once, by id."""
    found: dict[int, dict[str, Any]] = {}
    for name, values in keys.items():
        for chunk in _chunks(sorted({value for value in values if value})):
            for row in session.execute(sa.select(table).where(table.c[name].in_(chunk))).mappings():
                found[row["id"]] = dict(row)
    return [found[record_id] for record_id in sorted(found)]


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
