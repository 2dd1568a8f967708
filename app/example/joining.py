"""The example's applications to the union, cards of the Youth League, and new posts at work after a class."""

from __future__ import annotations

from datetime import date, timedelta

from app.example.bodies import Bodies
from app.example.book import Book, Row
from app.example.classes import Run
from app.example.lives import Life, People
from app.example.office import TODAY
from app.rules.league import overage_on
from db.models import (
    ApplicationState,
    Employment,
    EnrolmentStatus,
    LeagueIndex,
    LeagueStage,
    MembershipStatus,
    OrganizationLine,
    UnionApplication,
)

_TOPIC = "组织"
_APPLIED_FROM = date(2024, 3, 1)  # before, applications were kept on paper only
_WAITING = tuple(date(2024, 10, 9) + timedelta(days=5 * at) for at in range(11))
_DECLINED = (
    (date(2024, 5, 14), "同时向其他工会提出申请"),
    (date(2024, 8, 20), "资料不全，未补齐"),
)
_LISTED, _LISTED_ON = ("菜鸟金祝店", "极兔天目站"), date(2024, 11, 27)
_LEAGUE_CARDS = 14
_TITLES = ("站长", "门店主管", "区域调度", "副站长", "培训专员")


class Joining:
    """Tells of joining: the union by application, the League by card, and a new post at work."""

    def __init__(self, book: Book, people: People, bodies: Bodies, runs: list[Run]) -> None:
        """bodies, runs: those already told of."""
        self._book, self._people, self._bodies, self._runs = book, people, bodies, runs
        self._chance = book.chance
        self._listed = [bodies.make.office.stations[name] for name in _LISTED]

    def tell(self) -> None:
        """Enter everything."""
        self._approved()
        self._whole_stations()
        self._others()
        self._league_members()
        self._league_newcomers()
        self._promotions()

    def _approved(self) -> None:
        """Who joined by scan or on paper had applied some days before."""
        for one in self._bodies.joined:
            applied = max(one.life.since, one.on - timedelta(days=6))
            if one.channel == "group" or applied < _APPLIED_FROM or applied > one.on:
                continue
            row = self._apply(one.life, applied, one.channel)
            self._book.change(one.on, _TOPIC, row, state=ApplicationState.APPROVED, decided_on=one.on,
                              membership_id=one.membership)  # fmt: skip

    def _whole_stations(self) -> None:
        """Two small stations joined from lists, so that nobody there is missing."""
        members = {one.life for one in self._bodies.joined if one.on >= one.life.spans[-1][0]}
        number = 0
        for life in self._people.here(_LISTED_ON, TODAY):
            if life.station in self._listed and life not in members:
                number += 1
                self._bodies.make.join(
                    self._bodies.union, life, _LISTED_ON, applied_on=_LISTED_ON, channel="group",
                    member_no=f"BSXGL{number:04d}",
                )  # fmt: skip

    def _others(self) -> None:
        members = {one.life for one in self._bodies.joined}
        free = [
            life
            for life in self._people.here(_APPLIED_FROM, TODAY)
            if life not in members and life.station not in self._listed
        ]
        chosen = self._chance.sample(free, len(_WAITING) + len(_DECLINED))
        for life, on in zip(chosen, _WAITING, strict=False):
            self._apply(life, on, "scan")
        for life, (on, reason) in zip(chosen[len(_WAITING) :], _DECLINED, strict=True):
            row = self._apply(life, on, "paper")
            decided = on + timedelta(days=16)
            self._book.change(decided, _TOPIC, row, state=ApplicationState.DECLINED, decided_on=decided,
                              reason=reason)  # fmt: skip

    def _apply(self, life: Life, on: date, channel: str) -> Row:
        return self._book.add(
            on, _TOPIC, UnionApplication, organization_id=self._bodies.union, person_id=life.person, applied_on=on,
            channel=channel,
        )  # fmt: skip

    def _league_members(self) -> None:
        """Cards of those who are in a League group; one left over age, others should have."""
        leaving = [life for life in self._bodies.league if self._grew_old(life)][:1]
        for life in dict.fromkeys([*leaving, *list(self._bodies.league)[:_LEAGUE_CARDS]]):
            joined = life.person.values["birth_date"].replace(month=5, day=4)
            joined = joined.replace(year=joined.year + 17)
            known = self._card(life, joined_on=joined, stage=LeagueStage.MEMBER, stage_on=joined)
            if life in leaving:
                self._leave(life, known)

    def _grew_old(self, life: Life) -> bool:
        """Turned 28 in the second half of the story, long after joining the one group."""
        over = overage_on(life.person.values["birth_date"])
        rows = self._bodies.league[life]
        return date(2024, 6, 1) <= over <= date(2024, 11, 10) and [
            row.values["from_on"] < over for row in rows
        ] == [True]

    def _leave(self, life: Life, card: Row) -> None:
        on = overage_on(life.person.values["birth_date"]) + timedelta(days=12)
        self._book.change(on, _TOPIC, card, end_kind="left_over_age", ended_on=on, stage=LeagueStage.LEFT_OVER_AGE,
                          stage_on=on)  # fmt: skip
        self._book.change(on, _TOPIC, self._bodies.league[life][0], to_on=on, end_reason="超龄离团",
                          status=MembershipStatus.EXITED)  # fmt: skip

    def _league_newcomers(self) -> None:
        young = [
            life
            for life in self._people.here(date(2024, 4, 1), TODAY)
            if life.person.now.get("politics") == "13" and life.person.values["birth_date"] > date(1998, 6, 1)
        ]
        begun = (date(2024, 4, 8), date(2024, 5, 20), date(2024, 6, 3), date(2024, 9, 23), date(2024, 11, 11))
        for at, (life, applied) in enumerate(zip(self._chance.sample(young, len(begun)), begun, strict=True)):
            card = self._card(life, applied_on=applied, stage=LeagueStage.APPLICANT, stage_on=applied)
            if at < 3:
                on = applied + timedelta(days=70)
                self._book.change(on, _TOPIC, card, activist_on=on, course_hours=8, stage=LeagueStage.ACTIVIST,
                                  stage_on=on)  # fmt: skip

    def _card(self, life: Life, **values: object) -> Row:
        on = values["stage_on"]
        assert isinstance(on, date)
        return self._book.add(
            max(on, life.since), _TOPIC, LeagueIndex, person_id=life.person,
            formal_org_id=self._bodies.top[OrganizationLine.LEAGUE], materials_on_file=True, **values,
        )  # fmt: skip

    def _promotions(self) -> None:
        """Some of those who completed a class took on a post at their station some weeks later."""
        done: dict[Life, date] = {}
        for run in self._runs:
            for enrolment, life in run.enrolments:
                completed = enrolment.now.get("completed_on")
                if enrolment.now.get("status") == EnrolmentStatus.COMPLETED and completed is not None:
                    done.setdefault(life, completed)
        for at, (life, completed) in enumerate(done.items()):
            on = completed + timedelta(days=40)
            settled = life.employment.values["from_on"] < on <= TODAY - timedelta(days=10)
            if at % 17 == 3 and settled and life.left_on is None and life.station is not None:
                self._promote(life, on, _TITLES[at % len(_TITLES)])

    def _promote(self, life: Life, on: date, title: str) -> None:
        work = ("category", "platform_id", "station_id", "engagement")
        known = {name: life.employment.values[name] for name in work}
        self._book.change(on, "人员", life.employment, to_on=on, end_reason="晋升")
        life.employment = self._book.add(
            on, "人员", Employment, person_id=life.person, from_on=on, job_title=title, **known
        )
