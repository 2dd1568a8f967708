"""The text of a summary as it is kept: its paragraphs with the figures they state, who signs and when."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.measures.narrative import Chapter, Passage, Sentence

if TYPE_CHECKING:
    from app.actions.summary import SummaryDraft


def text_kept(drafted: SummaryDraft) -> dict[str, Any]:
    """What the clerk wrote, and beside it the figures it was written with."""
    return {
        "opening": _passage(drafted.opening),
        "chapters": [[one.heading, [_passage(part) for part in one.passages]] for one in drafted.chapters],
        "signer": drafted.signer,
        "signed_on": drafted.signed_on.isoformat(),
        "figures": {code: [row.texts.this_month, row.texts.year_total] for code, row in drafted.figures.items()},
    }  # fmt: skip


def opening_of(kept: Mapping[str, Any]) -> Passage:
    """The first paragraph."""
    return _again(kept["opening"])


def chapters_of(kept: Mapping[str, Any]) -> tuple[Chapter, ...]:
    """The sections."""
    return tuple(Chapter(heading, tuple(map(_again, passages))) for heading, passages in kept["chapters"])


def signed_on(kept: Mapping[str, Any]) -> date:
    """The date of the paper."""
    return date.fromisoformat(kept["signed_on"])


def moved(kept: Mapping[str, Any], drafted: SummaryDraft) -> list[str]:
    """Which figures are others now than when the text was written, each in words."""
    found = []
    for code, row in drafted.figures.items():
        then, now = kept["figures"].get(code), [row.texts.this_month, row.texts.year_total]
        if then is not None and then != now:
            place = 0 if then[0] != now[0] else 1
            of_year = "" if place == 0 else "本年累计"
            found.append(f"“{row.measure.name}”{of_year}由{then[place]}变为{now[place]}")
    return found


def loaded(text: str) -> dict[str, Any]:
    """A kept text read again; empty when none is kept."""
    return json.loads(text) if text else {}


def _passage(passage: Passage) -> list[Any]:
    return [passage.lead, [[one.text, list(one.codes)] for one in passage.sentences]]


def _again(kept: list[Any]) -> Passage:
    lead, sentences = kept
    return Passage(tuple(Sentence(text, tuple(codes)) for text, codes in sentences), lead)
