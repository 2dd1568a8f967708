"""The rows behind the figures about stars, clues and served elders."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from db.base import table_of
from db.models import Clue, ClueChannel, ClueKind, ClueState, Person, ServedElder, StarAward, StarState
from db.queries.counting import Condition, Counted, Days, Scope, Source, happened, holds, inside

_awards, _people = table_of(StarAward), table_of(Person)
_clues, _elders = table_of(Clue), table_of(ServedElder)


def _awarded(window: Days, scope: Scope) -> Sequence[Condition]:
    given = _awards.c.state == StarState.AWARDED
    return given, _awards.c.awarded_on <= window.last, *inside(_people.c.area_id, scope)


_reported = Source(
    lambda _: _clues,
    lambda window, scope: (happened(_clues.c.reported_on, window), *inside(_clues.c.area_id, scope)),
)
STARRED = Counted(
    Source(lambda _: _awards.join(_people, _people.c.id == _awards.c.person_id), _awarded),
    _awards.c.person_id,
    distinct=_awards.c.person_id,
)
CLUES_CLOSED = Counted(
    _reported,
    _clues.c.id,
    lambda window: sa.and_(_clues.c.state == ClueState.CLOSED, _clues.c.closed_on <= window.last),
)
ELDERS = Counted(
    Source(
        lambda _: _elders,
        lambda window, scope: (holds(_elders, window.last), *inside(_elders.c.area_id, scope)),
    ),
    _elders.c.id,
)


def clues(*kinds: ClueChannel | ClueKind) -> Counted:
    """Clues that came in by some channels or are about some things (not both in one), or all of them."""
    if not kinds:
        return Counted(_reported, _clues.c.id)
    column = _clues.c.channel if isinstance(kinds[0], ClueChannel) else _clues.c.kind
    return Counted(_reported, _clues.c.id, lambda _: column.in_(kinds))
