"""Recognition in the example: stars, clues, elders, volunteers' numbers, record certificates and corrections.

They are given, certified and corrected as the office does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from app.actions import recordcertificates as steps
from app.actions.clues import settle_clues
from app.actions.corrections import correct, request_correction
from app.actions.recognition import award_stars, just_reached, propose, publish
from app.desk import Changes, Desk
from app.example.awards import date_operation
from app.example.office import Office
from app.registers import find_register, records
from db.base import table_of
from db.models import ClueState, LogState, Person, PersonStatus, ServiceLog, StarAward, Team

_APPROVER = "街道分管领导"
_LEFT = 4  # have just reached a star and are not proposed yet
_CLUES = (
    ("snap", "parking", "非机动车停到消防通道上", "曙光路122号", "SS-20241008-017"),
    ("west_lake_code", "road", "路面坑洼，雨天积水", "保俶北路公交站", "XH-241015-0083"),
    ("chat", "safety", "店招松动，有坠落危险", "金祝新村菜场门口", ""),
    ("station", "environment", "垃圾桶满溢未清", "宝石一路", ""),
    ("hotline", "other", "楼栋号牌脱落，找楼困难", "栖霞苑3幢", ""),
    ("west_lake_code", "parking", "共享单车占用盲道", "体育场路天桥下", "XH-241121-0040"),
)
_ELDERS = (
    ("沈某某", 1938, True, "助老送餐"),
    ("方某某", 1941, False, "每周探访"),
    ("俞某某", 1935, True, "助老送餐、代购药品"),
)
_HOURS = {f"hours_{level}": hours for level, hours in enumerate((20, 30, 40, 60, 80), start=1)}


def recognise(desk: Desk, office: Office) -> None:
    """Enter everything; the newest stars wait to be published, one correction waits to be decided."""
    with desk.reading() as session:
        team = session.exec(select(Team).order_by(col(Team.id))).first()
    assert team is not None
    _stars(desk)
    _clues(desk, office, _servers(desk, 6), team.id or 0)
    for at, (name, born, alone, service) in enumerate(_ELDERS):
        _make(
            desk, "served_elders", date(2024, 3, 5 + at), name=name, birth_year=born, lives_alone=alone,
            area_id=team.area_id, team_id=team.id, service=service, from_on=date(2024, 3, 5 + at),
            consented_on=date(2024, 3, 4), address="金祝新村",
        )  # fmt: skip
    people = _servers(desk, 8)
    for at, person in enumerate(people):
        _make(
            desk, "volunteer_registrations", date(2024, 3, 5), person_id=person, platform="志愿浙江",
            volunteer_no=f"33010620240305{at + 1:04d}", registered_on=date(2024, 3, 5),
        )  # fmt: skip
    _certificates(desk, people)
    _corrections(desk, people)


def _stars(desk: Desk) -> None:
    _make(
        desk, "star_schemes", date(2024, 1, 2), name="街道志愿星级标准", valid_from=date(2024, 1, 1), **_HOURS
    )
    first = date(2024, 8, 30)
    _dated(desk, propose(desk, [], {"on": first}), first, "登记星级达标人员1批")
    with desk.reading() as session:
        ids = [one or 0 for one in session.exec(select(StarAward.id)).all()]
    _dated(desk, publish(desk, ids, {"on": date(2024, 9, 2), "to": date(2024, 9, 6)}), date(2024, 9, 2))
    given = {"on": date(2024, 9, 9), "by": _APPROVER, "letter_no": "北街志〔2024〕5号"}
    _dated(desk, award_stars(desk, ids, given), date(2024, 9, 9))
    last = date(2024, 11, 28)
    some = frozenset(one.person_id for one in just_reached(desk, last)[_LEFT:])
    _dated(desk, propose(desk, [], {"on": last, "people": some}), last, "登记星级达标人员1批")


def _clues(desk: Desk, office: Office, people: Sequence[int], team: int) -> None:
    for at, (channel, kind, content, place, outside) in enumerate(_CLUES):
        on = date(2024, 10, 8 + at) if at < 5 else date(2024, 11, 21)
        clue = _make(
            desk, "clues", on, reported_on=on, channel=channel, kind=kind, content=content, place=place,
            outside_no=outside, person_id=people[at % len(people)], team_id=team,
            area_id=office.communities["金祝社区"].known_id(),
        )  # fmt: skip
        if at < 4:
            done = date(2024, 10, 18 + at)
            verb = settle_clues(ClueState.CLOSED, "办结")
            _dated(desk, verb(desk, [clue], {"on": done, "result": "已处置，现场照片留存"}), done)


def _certificates(desk: Desk, people: Sequence[int]) -> None:
    """One in the archive, one just asked for."""
    since, until = date(2024, 1, 1), date(2024, 10, 31)
    approver = replace(desk, actor=replace(desk.actor, name=_APPROVER))
    for person, days in ((people[0], (4, 5, 6, 7, 8, 18)), (people[1], ())):
        asked = date(2024, 11, 4)
        proof = _make(
            desk, "record_certificates", asked, person_id=person, issuer_id=_organizer(desk, person),
            since=since, until=until, requested_on=asked, purpose="评优申报",
        )  # fmt: skip
        said: tuple[dict[str, Any], ...] = (
            {},
            {"booked_only": True},
            {},
            {"on": date(2024, 11, 7), "sealed_by": _APPROVER},
            {"on": date(2024, 11, 8), "to": date(2024, 11, 15)},
            {"on": date(2024, 11, 18), "archive_no": "ZY-2024-001"},
        )
        verbs = (
            steps.accept,
            steps.verify_proofs,
            steps.approve,
            steps.issue_proofs,
            steps.publicize,
            steps.archive,
        )
        for verb, values, day in zip(verbs, said, days, strict=False):
            who = approver if verb is steps.approve else desk
            _dated(desk, verb(who, [proof], values), date(2024, 11, day))


def _corrections(desk: Desk, people: Sequence[int]) -> None:
    """One was decided and touches the certificate in the archive; one waits."""
    first, second = (_last_log(desk, person) for person in people[:2])
    asked, on = date(2024, 11, 20), date(2024, 11, 22)
    about = {"requested_by": "本人", "evidence": "活动签到表", "requested_on": asked}
    told = request_correction(
        desk, [first], about | {"grounds": "签到表上是半小时", "new_minutes": 30, "new_activity": "助老送餐"}
    )
    _dated(desk, told, asked, "登记更正申请1条")
    approver = replace(desk, actor=replace(desk.actor, name=_APPROVER))
    _dated(
        desk, correct(approver, [told.record_id or 0], {"decision": "经核对签到表，情况属实", "on": on}), on
    )
    waits = request_correction(desk, [second], about | {"grounds": "当天没有参加，误登记", "cancels": True})
    _dated(desk, waits, asked, "登记更正申请1条")


def _servers(desk: Desk, count: int) -> list[int]:
    """Those of the committee that organised most who served longest and whose document is known."""
    logs, people = table_of(ServiceLog), table_of(Person)
    query = (
        sa.select(people.c.id)
        .join(logs, logs.c.person_id == people.c.id)
        .where(logs.c.state == LogState.BOOKED, people.c.id_no != "")
        .where(
            people.c.status == PersonStatus.ACTIVE,
            logs.c.served_on.between(date(2024, 1, 1), date(2024, 10, 31)),
        )
        .group_by(people.c.id)
        .order_by(sa.func.sum(logs.c.minutes).desc(), people.c.id)
        .limit(count)
    )
    with desk.reading() as session:
        return [one for (one,) in session.execute(query)]


def _organizer(desk: Desk, person: int) -> int:
    with desk.reading() as session:
        return session.exec(_booked(person)).all()[-1].organizer_id or 0


def _last_log(desk: Desk, person: int) -> int:
    with desk.reading() as session:
        logs = [log for log in session.exec(_booked(person)).all() if not log.starts_at]
    return logs[-1].id or 0


def _booked(person: int) -> Any:
    query = select(ServiceLog).where(ServiceLog.person_id == person, ServiceLog.state == LogState.BOOKED)
    return query.order_by(col(ServiceLog.served_on), col(ServiceLog.id))


def _make(desk: Desk, key: str, on: date, **values: Any) -> int:
    changes = records.save(desk, find_register(key), values, accept_warnings=True)
    _dated(desk, changes, on, f"新增{find_register(key).label}1条")
    return changes.record_id or 0


def _dated(desk: Desk, changes: Changes, on: date, title: str = "") -> None:
    """In the log on the day on which it would have been."""
    date_operation(desk, changes.operation_id, on, title)
