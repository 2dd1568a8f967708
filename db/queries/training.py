"""The rows behind the figures about training: sessions held, attendances, completions, certificates."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    Attendance,
    Certificate,
    CertificateKind,
    CertificateState,
    ClassRun,
    ClassRunStatus,
    ClassSession,
    Enrolment,
    EnrolmentStatus,
    Headcount,
    Mark,
)
from db.queries.counting import Condition, Counted, Days, Scope, Source, happened, inside

_runs = table_of(ClassRun)
_sessions = table_of(ClassSession)
_attendances = table_of(Attendance)
_headcounts = table_of(Headcount)
_enrolments = table_of(Enrolment)
_certificates = table_of(Certificate)
ATTENDED = (Mark.PRESENT, Mark.LATE)
NEVER_IN = (EnrolmentStatus.APPLIED, EnrolmentStatus.WAITING, EnrolmentStatus.REJECTED)


def _with_run(rows: sa.FromClause) -> sa.FromClause:
    return rows.join(_runs, _runs.c.id == _sessions.c.class_run_id)


def _of_sessions(rows: sa.Table) -> sa.FromClause:
    return _with_run(rows.join(_sessions, _sessions.c.id == rows.c.session_id))


def _in_days(window: Days, scope: Scope) -> Sequence[Condition]:
    not_cancelled = _runs.c.status != ClassRunStatus.CANCELLED
    return happened(_sessions.c.held_on, window), not_cancelled, *inside(_runs.c.area_id, scope)


def _took_place(_: Days) -> Condition:
    """A planned session is no result: the class is under way or over, or somebody's presence was written down."""
    marks = sa.exists().where(_attendances.c.session_id == _sessions.c.id, _attendances.c.mark.in_(ATTENDED))
    heads = sa.exists().where(_headcounts.c.session_id == _sessions.c.id)
    under_way = _runs.c.status.in_((ClassRunStatus.RUNNING, ClassRunStatus.FINISHED))
    return sa.or_(under_way, marks, heads)


_held = Source(lambda _: _with_run(_sessions), _in_days)
_present = Source(
    lambda _: _of_sessions(_attendances),
    lambda window, scope: (_attendances.c.mark.in_(ATTENDED), *_in_days(window, scope)),
)
_completed = Source(
    lambda _: _enrolments.join(_runs, _runs.c.id == _enrolments.c.class_run_id),
    lambda window, scope: (
        happened(_enrolments.c.completed_on, window),
        _enrolments.c.status == EnrolmentStatus.COMPLETED,
        *inside(_runs.c.area_id, scope),
    ),
)
_issued = Source(
    lambda _: _certificates,
    lambda window, scope: (
        happened(_certificates.c.issued_on, window),
        _certificates.c.kind == CertificateKind.COMPLETION,
        _certificates.c.state != CertificateState.VOID,
        _certificates.c.replaces_id.is_(None),
        *inside(_certificates.c.area_id, scope),
    ),
)

_marked = Source(lambda _: _of_sessions(_attendances), _in_days)
_settled = Source(
    lambda _: _enrolments.join(_runs, _runs.c.id == _enrolments.c.class_run_id),
    lambda window, scope: (
        happened(_runs.c.to_on, window),
        _runs.c.status == ClassRunStatus.FINISHED,
        _enrolments.c.status.in_((EnrolmentStatus.COMPLETED, EnrolmentStatus.PARTIAL)),
        *inside(_runs.c.area_id, scope),
    ),
)

COURSES = Counted(_held, _runs.c.course_id, _took_place, distinct=_runs.c.course_id)
CLASS_RUNS = Counted(_held, _runs.c.id, _took_place, distinct=_runs.c.id)
SESSIONS = Counted(_held, _runs.c.id, _took_place)
LEARNERS = Counted(_present, _attendances.c.person_id, distinct=_attendances.c.person_id)
ATTENDANCES = Counted(_present, _runs.c.id)
HEADCOUNTS = Counted(
    Source(lambda _: _of_sessions(_headcounts), _in_days), _runs.c.id, amount=_headcounts.c.count
)
COMPLETED = Counted(_completed, _enrolments.c.person_id, distinct=_enrolments.c.person_id)
CERTIFICATES = Counted(_issued, _certificates.c.id)
TERMS = Counted(
    _held,
    _runs.c.id,
    lambda window: sa.and_(_took_place(window), _runs.c.term_id.is_not(None)),
    distinct=_runs.c.term_id,
)
TAUGHT_HOURS = Counted(_held, _runs.c.id, _took_place, amount=_sessions.c.credit_hours)
LEARNED_HOURS = Counted(_present, _attendances.c.person_id, amount=_sessions.c.credit_hours)
ATTENDED_MARKS = Counted(_marked, _attendances.c.person_id, lambda _: _attendances.c.mark.in_(ATTENDED))
MARKS = Counted(_marked, _attendances.c.person_id)
COMPLETED_PLACES = Counted(
    _settled, _enrolments.c.person_id, lambda _: _enrolments.c.status == EnrolmentStatus.COMPLETED
)
SETTLED_PLACES = Counted(_settled, _enrolments.c.person_id)
