"""公示 printed: service records before they are booked, stars before they are awarded, certificates after they are issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app import settings
from app.actions.printing import Printed, print_ready
from app.actions.rows import chosen, refuse
from app.desk import Desk
from app.documents.blocks import Align, Column
from app.documents.publicnotice import NoticeText, public_notice
from app.documents.recordcertificate import hours
from app.documents.words import chinese_date
from app.errors import UserError
from app.rules.organizations import in_force
from app.rules.workdays import calendar
from app.values.masking import mask_name
from db.models import Issuer, Person, RecordCertificate, ServiceLog, StarAward, StarState, Team, TeamMember

MOST = 500  # lines of one notice
_STARS = "一二三四五"
_NUMBER, _NAME = Column("序号", 12, Align.CENTER), Column("姓名", 22, Align.CENTER)


def print_logs(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Printed:
    """A notice of service records that are shown to the public (``values``: issuer, contact, on)."""
    columns = (
        _NUMBER,
        _NAME,
        Column("服务队伍", 34),
        Column("活动名称", 40),
        Column("服务日期", 28, Align.CENTER),
        Column("小时", 16, Align.RIGHT),
    )
    with desk.reading() as session:
        logs = chosen(session, desk, ServiceLog, _some(ids), "服务记录")
        since, until = _period({(log.published_from, log.published_to) for log in logs})
        logs.sort(key=lambda log: (log.served_on, log.id or 0))
        teams = _team_names(session, {log.team_id for log in logs})
        about = [(log.person_id, teams.get(log.team_id or 0, "")) for log in logs]
        names = masked_names(session, about)
        rows = [
            (name, team, log.activity or log.content, log.served_on.isoformat(), hours(log.minutes))
            for name, (_, team), log in zip(names, about, logs, strict=True)
        ]
    people = len({log.person_id for log in logs})
    first, last = chinese_date(logs[0].served_on), chinese_date(logs[-1].served_on)
    ground = (
        f"{first}至{last}志愿服务的时间和内容已经核实，拟记入志愿服务记录，共{people}人{len(logs)}人次，"
        f"合计{hours(sum(log.minutes for log in logs))}小时。现予公示。"
    )
    return _printed(desk, "关于志愿服务记录的公示", ground, columns, rows, (since, until), values)


def print_stars(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Printed:
    """A notice of those who are to become star-rated volunteers (``values``: issuer, contact, on)."""
    columns = (
        _NUMBER,
        _NAME,
        Column("服务队伍", 50),
        Column("累计服务小时", 32, Align.RIGHT),
        Column("拟授予", 36, Align.CENTER),
    )
    with desk.reading() as session:
        awards = chosen(session, desk, StarAward, _some(ids), "星级")
        if any(award.state != StarState.PUBLISHED for award in awards):
            raise refuse("STAR_STEP", "", "选中的星级里有不在公示中的，请先点“公示”填写起止日期。")
        since, until = _period({(award.published_from, award.published_to) for award in awards})
        awards.sort(key=lambda award: (-award.level, -award.minutes, award.id or 0))
        teams = _teams_of(session, {award.person_id for award in awards}, since)
        about = [(award.person_id, teams.get(award.person_id, "")) for award in awards]
        names = masked_names(session, about)
        rows = [
            (name, team, hours(award.minutes), f"{_STARS[award.level - 1]}星级志愿者")
            for name, (_, team), award in zip(names, about, awards, strict=True)
        ]
    ground = (
        f"按照星级志愿者评定标准，依据已经入账的志愿服务时间，拟授予下列{len({one for one, _ in about})}人星级。"
        "现予公示。"
    )
    return _printed(desk, "关于拟授予星级志愿者的公示", ground, columns, rows, (since, until), values)


def print_proofs(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Printed:
    """A notice of record certificates that were issued (``values``: issuer, contact, on); 149号 asks for 7 days."""
    columns = (
        _NUMBER,
        _NAME,
        Column("证明编号", 46, Align.CENTER),
        Column("服务起止", 48, Align.CENTER),
        Column("次数", 12, Align.RIGHT),
        Column("小时", 14, Align.RIGHT),
    )
    with desk.reading() as session:
        proofs = chosen(session, desk, RecordCertificate, _some(ids), "记录证明")
        since, until = _period({(proof.published_from, proof.published_to) for proof in proofs})
        bodies = {proof.issuer_id for proof in proofs}
        if len(bodies) > 1:
            raise refuse("ISSUERS", "", "选中的证明由几家单位出具，请按出具单位分别公示。")
        issuer = session.get_one(Issuer, proofs[0].issuer_id)
        proofs.sort(key=lambda proof: proof.certificate_no or "")
        names = masked_names(session, [(proof.person_id, "") for proof in proofs])
        rows = [
            (
                name,
                proof.certificate_no or "",
                f"{proof.since}—{proof.until}",
                str(proof.times),
                hours(proof.minutes),
            )
            for name, proof in zip(names, proofs, strict=True)
        ]
        known = {"issuer": issuer.name, "contact": f"{issuer.responsible}，{issuer.phone}".strip("，")}
    ground = f"{issuer.name}依据志愿服务记录，出具了下列{len(rows)}份志愿服务记录证明。现予公示。"
    values = known | {name: value for name, value in values.items() if value}
    return _printed(desk, "关于志愿服务记录证明的公示", ground, columns, rows, (since, until), values)


def masked_names(session: Session, about: Sequence[tuple[int, str]]) -> list[str]:
    """The names as a notice shows them: without the middle, but whole where two people of one team would look alike.

    about: person and team of each line. Nothing may be published of a volunteer that consent was not given to
    (志愿服务条例 art. 20), so no more is shown than tells people apart.
    """
    query = select(Person.id, Person.name).where(col(Person.id).in_({person for person, _ in about}))
    names: dict[int, str] = {one or 0: name for one, name in session.exec(query).all()}
    looks: dict[tuple[str, str], set[int]] = {}
    for person, team in about:
        looks.setdefault((mask_name(names[person]), team), set()).add(person)
    return [
        masked if len(looks[masked, team]) == 1 else names[person]
        for person, team in about
        for masked in (mask_name(names[person]),)
    ]


def _some(ids: Sequence[int]) -> Sequence[int]:
    if not 0 < len(ids) <= MOST:
        raise UserError(f"一份公示列1到{MOST}行，选中了{len(ids)}行。", "请分批公示。")
    return ids


def _period(found: set[tuple[date | None, date | None]]) -> tuple[date, date]:
    """The one time in which all of them are shown."""
    if len(found) > 1:
        raise refuse("PERIODS", "", "选中的记录公示起止日期不同，请按公示批次分别打印。")
    since, until = next(iter(found))
    if since is None or until is None:
        raise refuse("NOT_PUBLIC", "", "选中的记录还没有登记公示，请先点“公示”填写起止日期。")
    return since, until


def _team_names(session: Session, ids: set[int | None]) -> Mapping[int, str]:
    query = select(Team.id, Team.name).where(col(Team.id).in_({one for one in ids if one is not None}))
    return {one or 0: name for one, name in session.exec(query).all()}


def _teams_of(session: Session, people: set[int], on: date) -> Mapping[int, str]:
    """The teams in which people are on a day, in words."""
    query = (
        select(TeamMember.person_id, Team.name)
        .join(Team, col(Team.id) == col(TeamMember.team_id))
        .where(col(TeamMember.person_id).in_(people), *in_force(TeamMember, on))
        .order_by(col(Team.name_pinyin))
    )
    found: dict[int, list[str]] = {}
    for person, name in session.exec(query).all():
        found.setdefault(person, []).append(name)
    return {person: "、".join(dict.fromkeys(names)) for person, names in found.items()}


def _printed(
    desk: Desk,
    title: str,
    ground: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[str, ...]],
    period: tuple[date, date],
    values: Mapping[str, Any],
) -> Printed:
    chosen_settings = settings.read_all(desk)
    issuer = values.get("issuer") or chosen_settings["office_name"]
    if not issuer:
        raise UserError("还不知道由谁公示。", "请填写公示单位，或在“设置”里填写单位名称。")
    since, until = period
    with desk.reading() as session:
        days = calendar(session).count(since, until)
    text = NoticeText(
        title=title,
        ground=ground,
        columns=columns,
        rows=tuple((str(n), *cells) for n, cells in enumerate(rows, start=1)),
        since=since,
        until=until,
        working_days=days,
        objections=values.get("contact")
        or chosen_settings["objections_to"]
        or chosen_settings["contact_phone"],
        issuer=issuer,
        on=values.get("on") or since,
    )
    document = public_notice(text)
    return print_ready(desk, "notice", document, f"{title}（{len(rows)}行）", day=date.today(), marked=False)
