"""常用语 of summaries: those that fit a section, and a new one from what a clerk wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.actions.rows import refuse
from app.desk import Changes, Desk
from app.rules.phrases import said_once
from db.models import Phrase, PhrasePlace

_LONGEST, _LONGEST_LEAD = 500, 30
_PLACES = {
    "基本情况": PhrasePlace.BASE,
    "主要工作": PhrasePlace.WORK,
    "存在问题": PhrasePlace.PROBLEMS,
    "工作打算": PhrasePlace.PLANS,
}


@dataclass(frozen=True)
class Remembered:
    """A phrase: what leads it, empty for a plain paragraph, and its text."""

    lead: str
    text: str


def phrases(desk: Desk, headings: Sequence[str]) -> dict[str, tuple[Remembered, ...]]:
    """The phrases for each section of a summary by its heading (``下月工作打算``), those for any section last."""
    with desk.reading() as session:
        rows = session.exec(select(Phrase).order_by(col(Phrase.id))).all()
    told: dict[str, tuple[Remembered, ...]] = {}
    for heading in headings:
        fitting = [
            [row for row in rows if row.place == place] for place in (place_of(heading), PhrasePlace.ANY)
        ]
        told[heading] = tuple(Remembered(row.lead, row.text) for group in fitting for row in group)
    return told


def place_of(heading: str) -> PhrasePlace:
    """The section that a heading stands over."""
    return next((place for end, place in _PLACES.items() if heading.endswith(end)), PhrasePlace.ANY)


def remember(desk: Desk, heading: str, lead: str, text: str) -> Changes:
    """Keep a paragraph of a section for another time. Raises ``ValidationFailed`` for one that is empty, too long or known."""
    lead, text = lead.strip(), text.strip()
    if not 0 < len(text) <= _LONGEST:
        raise refuse("LENGTH", "text", f"常用语要有文字，最多{_LONGEST}个字。")
    if len(lead) > _LONGEST_LEAD:
        raise refuse("LENGTH", "lead", f"小标题最多{_LONGEST_LEAD}个字。")
    with desk.operation("create", "记一条常用语") as session:
        return _add(session, Phrase(place=place_of(heading), lead=lead, text=text))


def _add(session: Session, phrase: Phrase) -> Changes:
    for problem in said_once(phrase, session):
        raise refuse(problem.code, problem.field, problem.message)
    session.add(phrase)
    session.flush()
    return Changes(frozenset({"phrases"}), session.info["operation"], phrase.id)
