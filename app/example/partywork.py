"""The example's members on the move, relations on their way, reporting in, and instructors at stations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.example.bodies import Bodies
from app.example.book import Book, Row, month_end, month_starts, office_day
from app.example.lives import FIRST_MONTH, MONTHS, Life, People
from app.example.office import CLOSED_ON, CLOSED_STATION, FOUNDED, TODAY, Office
from db.models import (
    CheckIn,
    InstructorStation,
    MobileDirection,
    MobileMember,
    PartyInstructor,
    RelationTransfer,
    TransferState,
)

_TOPIC = "组织"
_HOMES = ("常山县示例村党支部", "阜阳市示例镇党支部", "信阳市示例社区党支部", "上饶市示例村党支部", "达州市示例乡党支部",
          "菏泽市示例村党支部", "毕节市示例镇党支部")  # fmt: skip
_TASKS = ("夜间巡查", "楼道隐患排查", "助老送餐", "文明劝导", "垃圾分类宣传", "便民服务日值守", "")
# name, unit, sent on, called back, stations
_INSTRUCTORS: tuple[tuple[str, str, date, date | None, tuple[str, ...]], ...] = (
    ("俞指导员", "街道党建办", date(2023, 11, 6), None, ("顺丰曙光站", "顺丰保俶站", "中通北山站")),
    (
        "潘指导员",
        "街道社工办",
        date(2023, 11, 6),
        date(2024, 7, 1),
        ("圆通玉古站", "韵达教工站", "菜鸟金祝店"),
    ),
    ("翁指导员", "街道社工办", date(2024, 7, 1), None, ("圆通玉古站", "韵达教工站", "菜鸟金祝店")),
    ("裘指导员", "街道总工会", date(2024, 1, 15), None, ("美团黄龙站", "美团曙光站", CLOSED_STATION)),
    ("施指导员", "市场监管所", date(2024, 3, 4), None, ("饿了么体育路站", "饿了么文三站")),
    ("贾指导员", "执法中队", date(2024, 9, 2), None, ("叮咚买菜北山站", "极兔杭大站")),
)


class PartyWork:
    """Tells of members on the move and of what the office does for Party work at stations."""

    def __init__(self, book: Book, office: Office, people: People, bodies: Bodies) -> None:
        """bodies: those already told of."""
        self._book, self._office, self._people, self._bodies = book, office, people, bodies
        self._chance = book.chance

    def tell(self) -> None:
        """Enter everything."""
        members = [
            life
            for life in self._people.here(date(2024, 3, 1), TODAY)
            if life.person.now.get("politics") == "01" and life not in self._bodies.party.in_branch
        ]
        self._mobile(members[:8])
        self._transfers(members[4:8])
        self._check_ins()
        self._instructors()

    def _mobile(self, members: list[Life]) -> None:
        """Most reported within weeks; one has not for months, one is at home somewhere else by now."""
        host = self._bodies.party.functional
        for at, (life, home) in enumerate(zip(members, _HOMES, strict=False)):
            since = max(life.since, date(2024, 1, 8) + timedelta(days=32 * at))
            row = self._book.add(
                since, _TOPIC, MobileMember, person_id=life.person, direction=MobileDirection.IN, from_on=since,
                home_org_name=home, home_contact="村党支部书记", host_org_id=host,
            )  # fmt: skip
            if at not in (2, 6):
                reported = min(since + timedelta(days=24), TODAY)
                self._book.change(reported, _TOPIC, row, reported_on=reported)
            if at == 4:
                self._book.change(
                    date(2024, 8, 12), _TOPIC, row, to_on=date(2024, 8, 12), end_reason="组织关系已转来"
                )
        away = next(life for life in self._bodies.party.in_branch if life.left_on is None)
        self._book.add(date(2024, 9, 16), _TOPIC, MobileMember, person_id=away.person, from_on=date(2024, 9, 16),
                       direction=MobileDirection.OUT, home_org_name="顺丰支部")  # fmt: skip

    def _transfers(self, members: list[Life]) -> None:
        """One relation has come, one is under way with a letter that runs out, one went back, one has just begun."""
        branch = self._bodies.party.branches["黄龙支部"]
        begun = (date(2024, 7, 15), date(2024, 9, 5), date(2024, 5, 6), date(2024, 11, 25))
        for at, (life, started) in enumerate(zip(members, begun, strict=False)):
            issued = started + timedelta(days=7)
            row = self._book.add(
                started, _TOPIC, RelationTransfer, person_id=life.person, started_on=started,
                from_name=_HOMES[(at + 4) % len(_HOMES)], to_org_id=branch, state=TransferState.STARTED,
            )  # fmt: skip
            if at == 3:
                continue
            letter: dict[str, Any] = {"issued_on": issued, "letter_no": f"示例介〔2024〕{at + 3}号"}
            self._book.change(issued, _TOPIC, row, state=TransferState.IN_TRANSIT, **letter)
            if at == 0:
                came = date(2024, 8, 12)
                self._book.change(came, _TOPIC, row, state=TransferState.RECEIVED, received_on=came)
                self._bodies.make.join(branch, life, came)
            if at == 2:
                back = started + timedelta(days=28)
                self._book.change(back, _TOPIC, row, state=TransferState.RETURNED, returned_on=back,
                                  reason="介绍信抬头有误")  # fmt: skip

    def _check_ins(self) -> None:
        for at, month in enumerate(month_starts(FIRST_MONTH, MONTHS)):
            here = [life for life in self._people.here(month, month_end(month)) if life.station is not None]
            for life in self._chance.sample(here, 3 + at % 5):
                on = office_day(self._chance, month)
                task = self._chance.choice(_TASKS)
                area = self._office.communities[life.community]
                self._book.add(
                    on, _TOPIC, CheckIn, person_id=life.person, area_id=area, checked_on=on, task=task
                )

    def _instructors(self) -> None:
        for name, unit, since, until, stations in _INSTRUCTORS:
            who = self._book.add(
                max(since, FOUNDED), _TOPIC, PartyInstructor, name=name, unit=unit, area_id=self._office.street,
                phone="0571-85550103", from_on=since,
            )  # fmt: skip
            rows = {
                station: self._book.add(
                    since, _TOPIC, InstructorStation, instructor_id=who,
                    station_id=self._office.stations[station].row, from_on=since,
                )
                for station in stations
            }  # fmt: skip
            self._call_back(who, rows, until)

    def _call_back(self, who: Row, rows: dict[str, Row], until: date | None) -> None:
        for station, row in rows.items():
            end = CLOSED_ON if station == CLOSED_STATION else until
            if end is not None:
                self._book.change(end, _TOPIC, row, to_on=end)
        if until is not None:
            self._book.change(until, _TOPIC, who, to_on=until, end_reason="轮换")
