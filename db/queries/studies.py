"""The rows behind the figures about degree studies, tuition and prizes."""

from __future__ import annotations

import sqlalchemy as sa

from db.base import table_of
from db.models import DegreePause, DegreeStudy, FeeReduction, Prize, ReductionState, StudyStatus
from db.queries.counting import Condition, Counted, Days, Source, happened, holds, inside

_studies, _pauses = table_of(DegreeStudy), table_of(DegreePause)
_reductions, _prizes = table_of(FeeReduction), table_of(Prize)
GRANTED = (ReductionState.APPROVED, ReductionState.CREDITED)


def _resting(window: Days) -> Condition:
    return sa.exists().where(_pauses.c.study_id == _studies.c.id, holds(_pauses, window.last))


_on_the_day = Source(
    lambda _: _studies,
    lambda window, scope: (
        holds(_studies, window.last),
        sa.not_(_resting(window)),
        *inside(_studies.c.area_id, scope),
    ),
)
_ever = Source(
    lambda _: _studies,
    lambda window, scope: (_studies.c.from_on <= window.last, *inside(_studies.c.area_id, scope)),
)
_graduated = Source(
    lambda _: _studies,
    lambda window, scope: (
        happened(_studies.c.to_on, window),
        _studies.c.status == StudyStatus.GRADUATED,
        *inside(_studies.c.area_id, scope),
    ),
)
_granted = Source(
    lambda _: _reductions,
    lambda window, scope: (
        happened(_reductions.c.approved_on, window),
        _reductions.c.state.in_(GRANTED),
        *inside(_reductions.c.area_id, scope),
    ),
)
_won = Source(
    lambda _: _prizes,
    lambda window, scope: (happened(_prizes.c.won_on, window), *inside(_prizes.c.area_id, scope)),
)

STUDYING = Counted(_on_the_day, _studies.c.id, distinct=_studies.c.person_id)
STUDIED = Counted(_ever, _studies.c.id, distinct=_studies.c.person_id)
GRADUATED = Counted(_graduated, _studies.c.id, distinct=_studies.c.person_id)
REDUCED_PEOPLE = Counted(_granted, _reductions.c.id, distinct=_reductions.c.person_id)
REDUCED = Counted(_granted, _reductions.c.id, amount=_reductions.c.approved)
PRIZES = Counted(_won, _prizes.c.id)
