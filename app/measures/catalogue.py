"""The catalogue of figures (指标目录), in the order of the statistics table."""

from __future__ import annotations

from app.measures import facilities, organizations, party, people, training, visits, volunteering
from app.measures.measure import Measure, MeasureKind, Section

__all__ = ["MEASURES", "REPORTED", "Measure", "MeasureKind", "Section", "find_measure", "parts_of"]

REPORTED: tuple[Measure, ...] = (
    *people.MEASURES,
    *organizations.PARTY_BODIES,
    *party.DEVELOPMENT,
    *organizations.MEASURES,
    *party.SENT,
    *facilities.MEASURES,
    *training.MEASURES,
    *volunteering.MEASURES,
    *visits.MEASURES,
)
MEASURES: tuple[Measure, ...] = (*REPORTED, *people.CHECKS, *facilities.CHECKS)
_BY_CODE = {measure.code: measure for measure in MEASURES}


def find_measure(code: str) -> Measure:
    """The measure of a code. Raises KeyError for an unknown one."""
    return _BY_CODE[code]


def parts_of(code: str) -> tuple[Measure, ...]:
    """The 其中 figures of a figure."""
    return tuple(measure for measure in MEASURES if measure.of == code)
