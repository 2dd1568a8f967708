"""Looking at a platform's export: its columns, whom each line means, and which services the ledger has already."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session

from app.desk import Desk
from app.exchange.dates import DateContext
from app.exchange.headers import Table
from app.exchange.lookups import Lookups
from app.exchange.outside import MEANINGS, OutsideRow, OutsideRun, names_of
from app.exchange.outsideheads import fitting, kept_heads, mapped
from app.exchange.outsideknown import Ledger, mark_impossible, mark_repeats, settle
from app.exchange.outsidepeople import Volunteers
from app.exchange.outsideread import read_lines
from app.exchange.recordlook import check_cells, with_skipped
from app.exchange.run import Asked, DryRun
from app.exchange.signinclass import plain
from app.exchange.workbook import Workbook
from db.base import table_of
from db.models import Issuer, Team, TeamStatus

_TEAMS, _BODIES = table_of(Team), table_of(Issuer)


def look_at_outside(desk: Desk, workbook: Workbook, table: Table, asked: Asked) -> DryRun:
    """What importing a platform's export would do."""
    with desk.reading() as session:
        lookups = Lookups(session, desk)
        kept = kept_heads(session)
        chosen = fitting(kept, table, asked.source)
        table, mapping = mapped(table, chosen, asked.heads)
        run = OutsideRun(
            register=table.kind.key,
            file_name=workbook.file_name,
            sheet=table.sheet.name,
            header_row=table.header_row,
            head_rows=table.head_rows,
            columns=dict(table.columns),
            title=table.notes.title,
            community="",
            area_id=asked.area_id or lookups.top_area(),
            fingerprint=table.fingerprint,
            rows=[],
            ignored=list(table.unknown.values()),
            labels={name: word for name, word in MEANINGS if name not in ("id_no", "phones")}
            | {"minutes": "时长（分钟）"},
            source=(asked.source if asked.source is not None else chosen.name if chosen else "").strip()[:40],
            official=asked.official if asked.official is not None else bool(chosen and chosen.official),
            heads=tuple(dict.fromkeys(head for head in table.heads if head)),
            mapping=mapping,
            known=tuple(one.name for one in kept),
        )
        if not [one for one in run.missing if one != "来源平台"]:
            _read(session, desk, workbook, table, asked, run, lookups)
    if run.missing:
        run.blockers.append(f"还要先说明：{'、'.join(run.missing)}。")
    _say(run)
    return run


def _read(
    session: Session,
    desk: Desk,
    workbook: Workbook,
    table: Table,
    asked: Asked,
    run: OutsideRun,
    lookups: Lookups,
) -> None:
    lines = table.lines()
    dates = DateContext(
        year=table.notes.year or asked.year, epoch_1904=workbook.epoch_1904, today=asked.today
    )
    rows = read_lines(table, [line for line in lines if line.state == "data"], dates, run.mapping)
    check_cells(table, rows, asked.include_hidden)
    if not mark_repeats(rows):
        head = run.mapping["outside_no"]
        run.notices.append(f"“{head}”在不同的人或日期上重复，是活动的编号，改按人、日期和活动核对。")
    people = Volunteers(session, rows, run.source, lookups)
    for row in rows:
        people.find(row)
    _find_bodies(session, desk, rows, run)
    ledger = Ledger(session, rows, run.source)
    for row in rows:
        ledger.compare(row, official=run.official)
    mark_impossible(rows)
    for row in rows:  # what is wrong all the same is not left to a tick
        row.offered = row.offered and sum(one.blocking for one in row.problems) == 1
    settle(rows)
    run.rows = with_skipped(rows, lines)


def _find_bodies(session: Session, desk: Desk, rows: Sequence[OutsideRow], run: OutsideRun) -> None:
    """The team and the organising body that a line names, where the ledger knows them; a team brings its body along."""
    query = sa.select(_TEAMS.c.id, _TEAMS.c.name, _TEAMS.c.brand, _TEAMS.c.organizer_id)
    areas = desk.visible_areas()
    query = query.where(_TEAMS.c.status != TeamStatus.DISBANDED)
    found = session.execute(query if areas is None else query.where(_TEAMS.c.area_id.in_(areas))).all()
    teams = {plain(name): team for team in found for name in (team.brand, team.name) if name}
    bodies = {plain(name): one for one, name in session.execute(sa.select(_BODIES.c.id, _BODIES.c.name))}
    unknown: dict[str, None] = {}
    for row in rows:
        team = teams.get(plain(row.values["team"]))
        body = bodies.get(plain(row.values["organizer"]))
        row.team_id = team.id if team is not None else None
        row.organizer_id = body or (team.organizer_id if team is not None else None)
        for text, known in ((row.values["team"], team), (row.values["organizer"], body)):
            if text and known is None:
                unknown[text] = None
    if unknown:
        listed = "、".join(f"“{name}”" for name in list(unknown)[:5]) + ("等" if len(unknown) > 5 else "")
        run.notices.append(f"台账里没有{listed}这些队伍或组织单位，记录上先空着。")


def _say(run: OutsideRun) -> None:
    for code, said in (
        ("NOT_IN_LEDGER", "台账里没有"),
        ("NAME_ONLY", "只有姓名相同，没有当作同一人"),
        ("AMBIGUOUS", "有几位同名，分不清"),
    ):
        count = sum(any(one.code == code for one in row.problems) for row in run.services)
        if count:
            run.notices.append(f"{count}行的人{said}：{names_of(run.services, code)}。")
    if run.ignored and run.rows:
        run.notices.append(f"这些列不会导入：{'、'.join(run.ignored)}。")
