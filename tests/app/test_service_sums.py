"""Whatever is logged, verified, booked, reversed and corrected: sums per person are those of the booked minutes, once."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from app.actions.corrections import correct, leave_as_is, request_correction
from app.actions.recognition import just_reached
from app.actions.volunteering import Activity, book_logs, join_team, log_team, reverse_logs, verify_logs
from app.errors import ValidationFailed
from app.rules.clock import meet, span
from db.models import LogState, ServiceLog
from tests.factories import DAY, team

HOURS = st.integers(min_value=8, max_value=18)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("log"), st.integers(0, 2), HOURS, st.integers(1, 4)),
        st.tuples(st.sampled_from(["verify", "book", "reverse"]), st.integers(0, 9)),
        st.tuples(st.just("correct"), st.integers(0, 9), HOURS, st.integers(1, 4)),
        st.tuples(st.just("cancel"), st.integers(0, 9)),
    ),
    min_size=3,
    max_size=12,
)


def clock(hour):
    return f"{hour:02d}:00"


class Bookkeeper:
    """Takes steps and keeps its own account of what stands booked: minutes by record."""

    def __init__(self, office):
        self.desk = office.desk
        self.team = team(office)
        self.people = [office.person(f"队员{at}", phones=f"1390000000{at}") for at in range(2)]
        self.told: dict[int, int] = {}
        join_team(self.desk, self.team, self.people, date(2024, 1, 1))
        hours = {f"hours_{level}": level for level in range(1, 6)}
        office.make("star_schemes", name="一小时", valid_from=date(2023, 1, 1), **hours)

    def logs(self):
        with self.desk.reading() as session:
            return session.exec(select(ServiceLog).order_by(ServiceLog.id)).all()

    def take(self, kind, *rest):
        """A step that may not be taken changes nothing, which is what the sums show."""
        with suppress(ValidationFailed):
            if kind == "log":
                self.log(*rest)
            elif known := self.logs():
                getattr(self, kind)(known[rest[0] % len(known)], *rest[1:])

    def log(self, day, hour, long):
        activity = Activity(
            DAY + timedelta(days=day), long * 60, starts_at=clock(hour), ends_at=clock(hour + long)
        )
        log_team(self.desk, self.team, activity, self.people, accept_warnings=True)

    def verify(self, log):
        verify_logs(self.desk, [log.id], {"own_too": True})

    def book(self, log):
        book_logs(self.desk, [log.id], {})
        self.told[log.id] = log.minutes

    def reverse(self, log):
        reverse_logs(self.desk, [log.id], {"reason": "误"})
        self.told.pop(log.id, None)

    def cancel(self, log):
        self._decide(log, {"cancels": True})

    def correct(self, log, hour, long):
        self._decide(
            log, {"new_starts_at": clock(hour), "new_ends_at": clock(hour + long), "new_minutes": long * 60}
        )
        self.told[self.logs()[-1].id] = long * 60

    def _decide(self, log, asked):
        about = {"requested_by": "本人", "grounds": "核对"}
        wanted = request_correction(self.desk, [log.id], about | asked).record_id
        try:
            correct(self.desk, [wanted], {})
        except ValidationFailed:
            leave_as_is(self.desk, [wanted], {"decision": "与其他记录重叠"})
            raise
        del self.told[log.id]


def booked_by_person(logs):
    sums = defaultdict(int)
    for log in logs:
        if log.state == LogState.BOOKED:
            sums[log.person_id] += log.minutes
    return dict(sums)


def overlapping(logs):
    """Pairs of records of one person that stand and share time."""
    standing = [log for log in logs if log.state != LogState.REVERSED]
    spans = [(log.person_id, span(log.served_on, log.starts_at, log.ends_at)) for log in standing]
    return [
        (one, other)
        for at, one in enumerate(spans)
        for other in spans[at + 1 :]
        if one[0] == other[0] and meet(one[1], other[1])
    ]


def test_sums_are_those_of_booked_minutes_and_nothing_is_booked_twice(office):
    keeper = Bookkeeper(office)

    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def check(steps):
        for step in steps:
            keeper.take(*step)
        logs = keeper.logs()
        assert {log.id: log.minutes for log in logs if log.state == LogState.BOOKED} == keeper.told
        reached = {one.person_id: one.minutes for one in just_reached(office.desk, date(2024, 12, 31))}
        assert reached == {one: sum_ for one, sum_ in booked_by_person(logs).items() if sum_ >= 60}
        assert overlapping(logs) == []

    check()
