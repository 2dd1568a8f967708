"""The example's volunteer teams: members, appointments, service records with quantities and daily totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.example.book import Book, Row, month_end, month_starts, office_day
from app.example.lives import NAMED, Life, People
from app.example.office import Office
from db.models import (
    CivicRole,
    CivicRoleKind,
    DailyTotal,
    Issuer,
    IssuerKind,
    LogKind,
    LogState,
    OutputKind,
    ServiceLog,
    ServiceQuantity,
    Team,
    TeamKind,
    TeamMember,
    TeamRole,
)

_TOPIC = "志愿服务"


@dataclass(frozen=True)
class _Plan:
    """A team: who it is, how many serve, what they do and bring about."""

    name: str
    kind: TeamKind
    community: str
    founded: date
    size: int
    services: int  # a month
    activities: tuple[tuple[str, OutputKind | None, int, str], ...]


@dataclass(frozen=True)
class _Member:
    """Somebody in a team for a period."""

    life: Life
    since: date
    until: date | None

    def serves(self, day: date) -> bool:
        """Whether the membership covers the day."""
        return self.since <= day and (self.until is None or day < self.until)


_ELDERLY = (
    ("助老送餐", None, 0, ""),
    ("独居老人探访", None, 0, ""),
    ("文明劝导", OutputKind.LEAFLETS, 60, "份"),
)
_PATROL = (("安全巡逻", OutputKind.PATROLS, 1, "次"), ("隐患上报", OutputKind.CLUES, 1, "条"))
_GENERAL = (
    ("环境整治", None, 0, ""),
    ("线索上报", OutputKind.CLUES, 1, "条"),
    ("宣传进站", OutputKind.LEAFLETS, 80, "份"),
)
_CIVILITY = (("文明劝导", OutputKind.LEAFLETS, 40, "份"), ("非机动车秩序维护", None, 0, ""))
_EMERGENCY = (("应急演练", None, 0, ""), ("防汛巡查", OutputKind.PATROLS, 1, "次"))
_PLANS = (
    _Plan("助老专送小哥队", TeamKind.ELDERLY_HELP, "金祝社区", date(2023, 3, 3), 24, 46, _ELDERLY),
    _Plan("平安骑士队", TeamKind.PATROL, "曙光社区", date(2023, 5, 18), 22, 40, _PATROL),
    _Plan("北山义工小哥分队", TeamKind.GENERAL, "宝石社区", date(2023, 12, 5), 30, 36, _GENERAL),
    _Plan("栖霞文明劝导队", TeamKind.CIVILITY, "栖霞社区", date(2024, 4, 18), 18, 24, _CIVILITY),
    _Plan("青芝应急先锋队", TeamKind.EMERGENCY, "青芝社区", date(2024, 7, 2), 16, 16, _EMERGENCY),
)
# The committees behind the teams: code of their certificates, and who answers for them.
_COMMITTEES = {
    "金祝社区": ("XHJZ", "王某某"),
    "曙光社区": ("XHSG", "陈某某"),
    "宝石社区": ("XHBS", "沈某某"),
    "栖霞社区": ("XHQX", "吴某某"),
    "青芝社区": ("XHQZ", "周某某"),
}
_ROLES = (CivicRoleKind.MONITOR, CivicRoleKind.PROMOTER, CivicRoleKind.ADVOCATE)
_RISKY = (TeamKind.PATROL, TeamKind.EMERGENCY)  # at night, in floods
_ROLES_ON = date(2024, 3, 5)  # the volunteers' day of Zhejiang
# Less is done in the month of Spring Festival, more in the warm half of the year and in the last months of 2024.
_FIRST, _MONTHS = date(2023, 3, 1), 21
_PACE = (58, 62, 66, 70, 66, 60, 74, 80, 86, 84, 70, 48, 92, 96, 100, 104, 96, 90, 104, 112, 118)


class Teams:
    """Tells which teams were founded and what they did, month by month."""

    def __init__(self, book: Book, office: Office, people: People) -> None:
        """people: those who may join a team."""
        self._book = book
        self._office = office
        self._people = people
        self._chance = book.chance
        self._busy: set[Life] = set()
        self._served: set[tuple[Life, date]] = set()
        self._organizers: dict[str, Row] = {}

    def tell(self) -> None:
        """Enter teams, members, appointments, service records and daily totals."""
        for plan in _PLANS:
            team, members = self._found(plan)
            for month, pace in zip(month_starts(_FIRST, _MONTHS), _PACE, strict=True):
                if month_end(month) >= plan.founded + timedelta(days=20):
                    self._serve(plan, team, members, max(month, plan.founded), pace)
                    if plan.kind == TeamKind.ELDERLY_HELP:
                        self._meals(plan, team, month, pace)
        for at, life in enumerate(sorted(self._busy, key=lambda life: self._people.lives.index(life))[:48]):
            self._appoint(life, at)

    def _organizer(self, community: str) -> Row:
        """The residents' committee that organises what a team does, and may certify it."""
        if community not in self._organizers:
            code, responsible = _COMMITTEES[community]
            self._organizers[community] = self._book.add(
                self._book.opened,
                _TOPIC,
                Issuer,
                name=f"北山街道{community}居民委员会",
                kind=IssuerKind.COMMITTEE,
                may_certify=True,
                code=code,
                responsible=responsible,
                handler=f"{community}社工",
                phone="0571-8800" + f"{len(self._organizers) + 1:04d}",
                area_id=self._office.communities[community],
            )
        return self._organizers[community]

    def _found(self, plan: _Plan) -> tuple[Row, list[_Member]]:
        area = self._office.communities[plan.community]
        team = self._book.add(
            plan.founded,
            _TOPIC,
            Team,
            name=plan.name,
            kind=plan.kind,
            area_id=area,
            parent_body=f"北山街道{plan.community}居民委员会",
            organizer_id=self._organizer(plan.community),
            brand=plan.name if plan.name.endswith("骑士队") else "",
            contact=f"{plan.community}志愿服务专员",
            founded_on=plan.founded,
            risky=plan.kind in _RISKY,
            insured=True,
            insurer="人保财险" if plan.kind in _RISKY else "",
            policy_no=f"PZAA2024-{plan.founded:%m%d}" if plan.kind in _RISKY else "",
            insured_until=date(2024, 12, 20) if plan.kind == TeamKind.PATROL else None,
            agreement_on_file=True,
            agreement_until=date(2025, 3, 2) if plan.kind == TeamKind.ELDERLY_HELP else None,
        )
        there = [life for life in self._people.here(plan.founded, plan.founded) if life.station is not None]
        near = [life for life in there if life.community == plan.community and life not in self._busy]
        far = [life for life in there if life.community != plan.community and life not in self._busy]
        named = [life for life in near + far if life.person.now["name"] in NAMED]
        if plan.kind == TeamKind.ELDERLY_HELP:
            chosen = named + [life for life in near + far if life not in named]
        else:
            chosen = [life for life in near + far if life not in named]
        members = []
        for at, life in enumerate(chosen[: plan.size]):
            on = plan.founded + timedelta(days=self._chance.randint(0, 10) if at % 4 else 0)
            if at >= plan.size * 3 // 4:
                on = plan.founded + timedelta(days=self._chance.randint(30, 140))
            if any(begun <= on and (end is None or end > on) for begun, end in life.spans):
                end = self._join(
                    team, life, on, (TeamRole.LEADER, TeamRole.DEPUTY)[at] if at < 2 else TeamRole.MEMBER
                )
                members.append(_Member(life, on, end))
        self._busy |= {member.life for member in members}
        return team, members

    def _join(self, team: Row, life: Life, on: date, role: TeamRole) -> date | None:
        """A membership from a day on; returns the day on which it ends with the person's leaving."""
        row = self._book.add(
            on, _TOPIC, TeamMember, team_id=team, person_id=life.person, role=role, from_on=on
        )
        left = next((end for begun, end in life.spans if end is not None and end > on), None)
        if left is not None:
            self._book.change(left, _TOPIC, row, to_on=left, end_reason="离开辖区")
        return left

    def _appoint(self, life: Life, at: int) -> None:
        if not life.here(_ROLES_ON, _ROLES_ON):
            return
        for role in _ROLES[: 1 + at % 3]:
            row = self._book.add(
                _ROLES_ON,
                _TOPIC,
                CivicRole,
                person_id=life.person,
                kind=role,
                appointed_by="北山街道办事处",
                from_on=_ROLES_ON,
            )
            left = next((end for begun, end in life.spans if end is not None and end > _ROLES_ON), None)
            if left is not None:
                self._book.change(left, _TOPIC, row, to_on=left)

    def _serve(self, plan: _Plan, team: Row, members: list[_Member], month: date, pace: int) -> None:
        """Services of one month: some days, on each of them a few members doing the same thing."""
        planned = plan.services * pace // 100
        while planned > 0:
            day = office_day(self._chance, month.replace(day=1), month.day, 28)
            activity, output, quantity, unit = self._chance.choice(plan.activities)
            there = [
                member.life
                for member in members
                if member.serves(day) and (member.life, day) not in self._served
            ]
            group = self._chance.sample(there, min(self._chance.randint(2, 6), len(there)))
            self._served |= {(life, day) for life in group}
            for life in group:
                log = self._log(plan, team, life, day, activity)
                if output is not None and self._chance.random() < 0.6:
                    amount = quantity if quantity == 1 else quantity + self._chance.randint(-20, 20)
                    self._book.add(
                        day, _TOPIC, ServiceQuantity, log_id=log, output=output, quantity=amount, unit=unit
                    )
            planned -= max(len(group), 1)

    def _log(self, plan: _Plan, team: Row, life: Life, day: date, activity: str) -> Row:
        start = self._chance.choice((9, 10, 14, 15))
        minutes = self._chance.choice((30, 60, 60, 90, 120, 120, 180))
        end = start * 60 + minutes
        known: dict[str, Any] = {"kind": LogKind.WRITTEN_DOWN}
        if self._chance.random() < 0.4:
            known = {
                "kind": LogKind.CHECKED_IN,
                "starts_at": f"{start:02d}:00",
                "ends_at": f"{end // 60:02d}:{end % 60:02d}",
            }
        state = LogState.BOOKED if day < date(2024, 11, 1) else LogState.VERIFIED
        return self._book.add(
            day,
            _TOPIC,
            ServiceLog,
            team_id=team,
            person_id=life.person,
            organizer_id=self._organizer(plan.community),
            area_id=self._office.communities[plan.community],
            served_on=day,
            minutes=minutes,
            activity=activity,
            place=plan.community,
            content=activity,
            state=state,
            recorder=f"{plan.community}志愿服务专员",
            verified_by="街道经办员",
            **known,
        )

    def _meals(self, plan: _Plan, team: Row, month: date, pace: int) -> None:
        """Meals brought to old people, one figure for each working day."""
        day = max(month, plan.founded)
        while day <= month_end(month):
            if day.weekday() < 5:
                meals = (52 + self._chance.randint(-9, 9)) * pace // 100
                self._book.add(
                    day,
                    _TOPIC,
                    DailyTotal,
                    team_id=team,
                    area_id=self._office.communities[plan.community],
                    served_on=day,
                    output=OutputKind.MEALS,
                    quantity=meals,
                    unit="次",
                    people_count=self._chance.randint(4, 8),
                )
            day += timedelta(days=1)
