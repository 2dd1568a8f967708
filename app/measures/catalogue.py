"""The catalogue of figures (指标目录), in the order of the statistics table."""

from __future__ import annotations

from collections.abc import Iterable

from app.desk import Desk
from app.measures import (
    activities,
    facilities,
    organizations,
    partners,
    party,
    people,
    requests,
    training,
    visits,
    volunteering,
)
from app.measures.measure import Measure, MeasureKind, Section
from app.measures.own import own_measures

__all__ = [
    "DETAILS",
    "MEASURES",
    "REPORTED",
    "Measure",
    "MeasureKind",
    "Section",
    "catalogue",
    "chosen_measures",
    "find_measure",
    "parts_of",
]

REPORTED: tuple[Measure, ...] = (
    *people.MEASURES,
    *organizations.PARTY_BODIES,
    *party.DEVELOPMENT,
    *organizations.MEASURES,
    *party.SENT,
    *facilities.MEASURES,
    *partners.MEASURES,
    *training.MEASURES,
    *volunteering.MEASURES,
    *requests.MEASURES,
    *visits.MEASURES,
    *activities.MEASURES,
)
# Looked up when asked for; they stand in the printed table only where the office wants them to.
DETAILS: tuple[Measure, ...] = (*partners.DETAILS, *activities.DETAILS)
MEASURES: tuple[Measure, ...] = (
    *REPORTED,
    *DETAILS,
    *people.CHECKS,
    *facilities.CHECKS,
    *partners.CHECKS,
)
_BY_CODE = {measure.code: measure for measure in MEASURES}


def find_measure(code: str) -> Measure:
    """The measure of a code that every ledger has. Raises KeyError for an unknown one."""
    return _BY_CODE[code]


def catalogue(desk: Desk) -> dict[str, Measure]:
    """Every figure of this ledger by code, in the order of the table: the office's own ones before the checks."""
    with desk.reading() as session:
        own = own_measures(session)
    return {one.code: one for one in (*REPORTED, *own, *MEASURES[len(REPORTED) :])}


def chosen_measures(desk: Desk, codes: Iterable[str]) -> list[Measure]:
    """The figures of some codes, the office's own ones among them. Raises KeyError for an unknown one."""
    wanted = list(codes)
    known = _BY_CODE if all(code in _BY_CODE for code in wanted) else catalogue(desk)
    return [known[code] for code in wanted]


def parts_of(code: str) -> tuple[Measure, ...]:
    """The 其中 figures of a figure."""
    return tuple(measure for measure in MEASURES if measure.of == code)
