"""Which pages are printed: ``1-3,5`` as a clerk types it, and every other page for printing both sides by hand."""

from __future__ import annotations

import re

_PARTS = re.compile(r"[,，、;；\s]+")
_RANGE = re.compile(r"(\d+)?\s*[-—–~至到]\s*(\d+)?|(\d+)")


def pages_of(text: str, total: int) -> list[int]:
    """The pages, from 0, in their order and each once; all for an empty text. Raises ValueError with a sentence."""
    parts = [part for part in _PARTS.split(text.strip()) if part]
    if not parts:
        return list(range(total))
    found: dict[int, None] = {}
    for part in parts:
        match = _RANGE.fullmatch(part)
        if match is None or part in ("-", "—"):
            raise ValueError(f"“{part}”不是页码，应如 1-3,5。")
        first = int(match[3] or match[1] or 1)
        last = int(match[3] or match[2] or total)
        if not 1 <= first <= last <= total:
            raise ValueError(f"“{part}”不在第1页到第{total}页之间。")
        found |= dict.fromkeys(range(first - 1, last))
    return list(found)
