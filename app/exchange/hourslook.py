"""Looking at a sheet of hours: which team it is of, whom each line means, and which services the ledger has already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from app.desk import Desk
from app.errors import Problem
from app.exchange.dates import DateContext
from app.exchange.headers import Table
from app.exchange.hours import GUEST, MEMBER, NO_TEAM, STRANGER, HoursRow, HoursRun
from app.exchange.hoursread import read_services, team_of
from app.exchange.lookups import Lookups, candidates
from app.exchange.readrow import State
from app.exchange.recordlook import check_cells, with_skipped
from app.exchange.run import Asked, DryRun
from app.exchange.signinclass import plain
from app.exchange.workbook import Workbook
from db.base import table_of
from db.models import LogState, Person, ServiceLog, Team, TeamMember, TeamStatus

_TEAMS, _MEMBERS, _LOGS = table_of(Team), table_of(TeamMember), table_of(ServiceLog)
_OFFERED = 60
Known = tuple[int, date, int, str]


def look_at_hours(desk: Desk, workbook: Workbook, table: Table, asked: Asked) -> DryRun:
    """What importing a sheet of volunteer hours would do."""
    with desk.reading() as session:
        lookups = Lookups(session, desk)
        run = _begin(workbook, table, lookups, asked)
        _find_team(session, desk, run, asked.target_id)
        lines = table.lines()
        year = table.notes.year or asked.year
        context = DateContext(year=year, epoch_1904=workbook.epoch_1904, today=asked.today)
        data = [line for line in lines if line.state == "data"]
        rows = read_services(table, data, context, run.team_name or run.team)
        check_cells(table, rows, asked.include_hidden)
        _find_people(session, lookups, rows, run.team_id)
        _compare(rows, _stored(session, rows, run.team_id))
    run.rows = with_skipped(rows, lines)
    _say(run)
    return run


def _begin(workbook: Workbook, table: Table, lookups: Lookups, asked: Asked) -> HoursRun:
    title = table.notes.title or workbook.file_name
    return HoursRun(
        register=table.kind.key,
        file_name=workbook.file_name,
        sheet=table.sheet.name,
        header_row=table.header_row,
        head_rows=table.head_rows,
        columns=dict(table.columns),
        title=title,
        community="",
        area_id=asked.area_id or lookups.top_area(),
        fingerprint=table.fingerprint,
        rows=[],
        ignored=list(table.unknown.values()),
        labels={"minutes": "时长（分钟）"},
        team=team_of(table.notes.pairs.get("队伍") or table.notes.pairs.get("团队") or title),
    )


def _find_team(session: Session, desk: Desk, run: HoursRun, target_id: int | None) -> None:
    """The team chosen, else the one whose name or brand the sheet gives. ``run.teams`` gets those to choose from."""
    query = (
        sa.select(_TEAMS.c.id, _TEAMS.c.name, _TEAMS.c.brand, _TEAMS.c.area_id)
        .where(_TEAMS.c.status != TeamStatus.DISBANDED)
        .order_by(_TEAMS.c.name_pinyin)
        .limit(_OFFERED)
    )
    areas = desk.visible_areas()
    found = session.execute(query if areas is None else query.where(_TEAMS.c.area_id.in_(areas))).all()
    run.teams = {row.id: row.name for row in found}
    wanted = plain(run.team)
    if target_id is not None:
        meant = [row for row in found if row.id == target_id]
    else:
        meant = [row for row in found if wanted and wanted in (plain(row.name), plain(row.brand))]
    if len(meant) == 1:
        run.team_id, run.team_name, run.area_id = meant[0].id, meant[0].name, meant[0].area_id


def _find_people(session: Session, lookups: Lookups, rows: Sequence[HoursRow], team_id: int | None) -> None:
    """Give each line its person and standing: members of the team by their name, others by name and phone."""
    names = {row.values["name"] for row in rows}
    people: dict[str, list[Mapping[str, object]]] = {}
    for person in candidates(session, table_of(Person), {"name": names}):
        people.setdefault(str(person["name"]), []).append(person)
    query = sa.select(_MEMBERS.c.person_id, _MEMBERS.c.from_on, _MEMBERS.c.to_on)
    team: dict[int, list[tuple[date, date | None]]] = {}
    for member in session.execute(query.where(_MEMBERS.c.team_id == (team_id or NO_TEAM))):
        team.setdefault(member.person_id, []).append((member.from_on, member.to_on))
    for row in rows:
        if row.values["name"]:
            _find_person(row, people.get(row.values["name"], []), lookups, team)


def _find_person(
    row: HoursRow,
    namesakes: Sequence[Mapping[str, object]],
    lookups: Lookups,
    team: Mapping[int, Sequence[tuple[date, date | None]]],
) -> None:
    phones = set((row.values.get("phones") or "").split())
    sure = [one for one in namesakes if phones & set(str(one["phones"]).split())]
    sure = sure or [one for one in namesakes if one["id"] in team]
    if not sure and not phones:
        sure = list(namesakes)
    if len(sure) > 1:
        row.add(Problem("AMBIGUOUS", "name", f"台账里有{len(sure)}位同名的人，请补上电话。"))
        return
    if not sure:
        if not row.blocked:
            row.add(Problem("NOT_IN_LEDGER", "name", "台账里没有这个人。", blocking=False))
        return
    (person,) = sure
    if person["area_id"] not in lookups.visible:
        row.add(Problem("ELSEWHERE", "name", "这个人由其他区域登记，请与那边联系。"))
        return
    row.person_id = int(str(person["id"]))
    if row.blocked:
        return
    periods, day = team.get(row.person_id, ()), row.values["date"]
    if any(begun <= day and (end is None or day < end) for begun, end in periods):
        row.standing = MEMBER
    else:
        row.standing = GUEST
        row.add(Problem("NOT_IN_TEAM", "name", "台账里有这个人，当天还不是该队的队员。", blocking=False))


def _stored(session: Session, rows: Sequence[HoursRow], team_id: int | None) -> dict[Known, list[int]]:
    """The services in the ledger of these people on these days, by person, day, minutes and content."""
    people = sorted({row.person_id for row in rows if row.person_id is not None})
    days = [row.values["date"] for row in rows if row.values["date"] is not None]
    found: dict[Known, list[int]] = {}
    for start in range(0, len(people), 400):
        query = sa.select(
            _LOGS.c.id, _LOGS.c.person_id, _LOGS.c.served_on, _LOGS.c.minutes, _LOGS.c.content
        ).where(
            _LOGS.c.person_id.in_(people[start : start + 400]),
            _LOGS.c.served_on.between(min(days, default=date.min), max(days, default=date.min)),
            _LOGS.c.state != LogState.REVERSED,
        )
        for row in session.execute(query):
            found.setdefault((row.person_id, row.served_on, row.minutes, row.content), []).append(row.id)
    return found


def _compare(rows: Sequence[HoursRow], stored: dict[Known, list[int]]) -> None:
    for row in rows:
        key = (
            row.person_id or 0,
            row.values["date"] or date.min,
            row.values["minutes"] or 0,
            row.values["content"],
        )
        if row.blocked:
            row.state = State.PROBLEM
        elif known := stored.get(key):
            row.record_id, row.state = known.pop(0), State.SAME


def _say(run: HoursRun) -> None:
    if run.team_id is None:
        named = f"台账里没有这支队伍：{run.team}" if run.team else "表上没有写队伍"
        run.notices.append(f"{named}，请选择或新建。")
    for standing, said in ((GUEST, "不是该队的队员"), (STRANGER, "台账里没有")):
        if count := run.standing(standing):
            run.notices.append(f"有{count}人{said}。")
    if run.ignored:
        run.notices.append(f"这些列不会导入：{'、'.join(run.ignored)}。")
