"""What the styles of a workbook say of a cell: whether it shows percentages, and whether it may be filled."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from app.superior.parts import Parts

_PERCENT_BUILT_IN = frozenset({9, 10})
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class CellStyles:
    """The styles of one workbook, by the number that cells bear."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def shows_percent(self, style: int) -> bool:
        """Whether a cell of a style shows 0.5 as 50%."""
        found = self._style(style)
        return found is not None and int(found.get("numFmtId", "0")) in self._percents

    def is_locked(self, style: int) -> bool:
        """Whether a cell may not be filled once its sheet is protected; so unless its style says otherwise."""
        found = self._style(style)
        said = None if found is None else found.find(f"{_MAIN}protection")
        return said is None or said.get("locked") not in ("0", "false")

    def _style(self, style: int) -> Any:
        return self._styles[style] if style < len(self._styles) else None

    @cached_property
    def _styles(self) -> list[Any]:
        if "xl/styles.xml" not in self._parts.names:
            return []
        found = self._parts.tree("xl/styles.xml").find(f"{_MAIN}cellXfs")
        return [] if found is None else list(found)

    @cached_property
    def _percents(self) -> frozenset[int]:
        formats = self._parts.tree("xl/styles.xml").iter(f"{_MAIN}numFmt")
        own = (int(one.get("numFmtId")) for one in formats if "%" in one.get("formatCode", ""))
        return _PERCENT_BUILT_IN | frozenset(own)
