"""Words in the form in which they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from app.exchange.cells import narrow


def turned(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The office's own word by every word it stands for, itself included."""
    return {word_key(word): own for own, words in groups.items() for word in (own, *words) if word}


@lru_cache(maxsize=20_000)
def word_key(text: str) -> str:
    """A word without spaces, full-width forms and capitals."""
    return re.sub(r"\s", "", narrow(text)).lower()
