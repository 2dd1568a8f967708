"""The rows behind the figure of people who took a new post at work after a class."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from db.base import table_of
from db.models import Employment, Enrolment, Person
from db.queries.counting import Condition, Counted, Days, Scope, Source, happened, inside

_employments, _people, _enrolments = table_of(Employment), table_of(Person), table_of(Enrolment)


def _new_title(window: Days, scope: Scope) -> Sequence[Condition]:
    """A job with a title that none of the person's earlier jobs had; the first job is no new post."""
    before, same = _employments.alias("before"), _employments.alias("same")
    earlier = sa.exists().where(
        before.c.person_id == _employments.c.person_id, before.c.from_on < _employments.c.from_on
    )
    had_it = sa.exists().where(
        same.c.person_id == _employments.c.person_id,
        same.c.from_on < _employments.c.from_on,
        same.c.job_title == _employments.c.job_title,
    )
    began = happened(_employments.c.from_on, window)
    return began, _employments.c.job_title != "", earlier, sa.not_(had_it), *inside(_people.c.area_id, scope)


def _studied(_: Days) -> Condition:
    return sa.exists().where(
        _enrolments.c.person_id == _employments.c.person_id,
        _enrolments.c.completed_on <= _employments.c.from_on,
    )


NEW_POSTS_AFTER_STUDY = Counted(
    Source(lambda _: _employments.join(_people, _people.c.id == _employments.c.person_id), _new_title),
    _people.c.id,
    _studied,
)
