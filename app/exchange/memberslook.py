"""Looking at a list of members: which organization it is of, whom each line means, and what that would change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from app.desk import Desk
from app.errors import Problem
from app.exchange.cells import cell_text
from app.exchange.cleaning import clean_cell_name, clean_cell_phones
from app.exchange.dates import clean_date
from app.exchange.headers import Table
from app.exchange.lookups import Lookups, candidates
from app.exchange.members import KNOWN, MEMBER, MemberRow, MembersRun
from app.exchange.platforms import usual_category
from app.exchange.readrow import Difference, State
from app.exchange.recordlook import check_cells, with_skipped
from app.exchange.run import Asked, DryRun
from app.exchange.signinclass import plain
from app.exchange.tablelines import Line
from app.exchange.workbook import Cell, Workbook
from app.registers.people import PEOPLE
from db.base import table_of
from db.models import Membership, Organization, OrganizationStatus, Person, Post
from db.queries.counting import holds

_BODIES, _MEMBERS, _POSTS = table_of(Organization), table_of(Membership), table_of(Post)
_CATEGORIES = {label: value for value, label in PEOPLE.field("category").choices}
_SUFFIX = re.compile(r"(?:全体)?(?:成员|组员|会员|委员|人员|团员)?(?:花?名册|名单|一览表|登记表|情况表)$")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_FILE = re.compile(r"\.(docx|xlsx|xls|csv)$", re.IGNORECASE)
_DATED = ("日期", "填报日期", "填表日期", "截止日期", "截至日期", "统计时间")
_OFFERED = 200


def organization_of(title: str) -> str:
    """The body that a title names: ``新就业群体妇联小组成员名单`` without its last word."""
    return _SUFFIX.sub("", _BRACKETED.sub("", _FILE.sub("", title)).strip()).strip()


def look_at_members(desk: Desk, workbook: Workbook, table: Table, asked: Asked) -> DryRun:
    """What importing a list of members would do."""
    with desk.reading() as session:
        lookups = Lookups(session, desk)
        run = _begin(workbook, table, lookups, asked)
        _find_body(session, desk, run, asked.target_id)
        lines = table.lines()
        rows = [_read(table, line, lookups) for line in lines if line.state == "data"]
        _mark_repeats(rows)
        check_cells(table, rows, asked.include_hidden)
        _find_people(session, lookups, rows)
        _compare(session, run, rows)
    run.rows = with_skipped(rows, lines)
    _say(run)
    return run


def _begin(workbook: Workbook, table: Table, lookups: Lookups, asked: Asked) -> MembersRun:
    today = asked.today or date.today()
    dated = (clean_date(table.notes.pairs.get(key, ""), "date")[0] for key in _DATED)
    on = next((one.value for one in dated if one is not None and one.precision == "day"), today)
    return MembersRun(
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
        organization=organization_of(table.notes.title),
        on=min(on, today),
    )


def _find_body(session: Session, desk: Desk, run: MembersRun, target_id: int | None) -> None:
    """The organization chosen, else the one whose name the title gives. ``run.bodies`` gets those to choose from."""
    names = (_BODIES.c.name, _BODIES.c.short_name, _BODIES.c.area_id)
    query = (
        sa.select(_BODIES.c.id, *names)
        .where(_BODIES.c.status != OrganizationStatus.DISSOLVED)
        .order_by(_BODIES.c.name_pinyin)
        .limit(_OFFERED)
    )
    areas = desk.visible_areas()
    found = session.execute(query if areas is None else query.where(_BODIES.c.area_id.in_(areas))).all()
    run.bodies = {row.id: row.name for row in found}
    wanted = plain(run.organization)
    if target_id is not None:
        meant = [row for row in found if row.id == target_id]
    else:
        whole = [row for row in found if wanted and wanted in (plain(row.name), plain(row.short_name))]
        meant = whole or [row for row in found if wanted and plain(row.name).endswith(wanted)]
    if len(meant) == 1:
        run.body_id, run.body_name, run.area_id = meant[0].id, meant[0].name, meant[0].area_id


def _read(table: Table, line: Line, lookups: Lookups) -> MemberRow:
    def cell(name: str) -> Cell:
        at = table.columns.get(name)
        return line.cells[at] if at is not None and at < len(line.cells) else None

    row = MemberRow(line.row)
    name, problems = clean_cell_name(cell("name"))
    row.values["name"] = name
    row.problems += problems
    if not name:
        row.add(Problem("NAME_EMPTY", "name", "没有姓名，请补上。"))
    numbers, found = clean_cell_phones(cell("phones"))
    row.problems += [Problem(one.code, one.field, one.message, blocking=False) for one in found]
    unit = cell_text(cell("unit"))
    place = lookups.platform_words.find(unit)
    row.values |= {"unit": unit, "post": cell_text(cell("post")), "phones": " ".join(numbers)}
    row.values |= {"platform": place.platform, "station": place.station}
    row.values |= {
        "category": _CATEGORIES.get(usual_category(place.platform) or ""),
        "note": cell_text(cell("note")),
    }
    return row


def _mark_repeats(rows: Sequence[MemberRow]) -> None:
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.values["name"], row.values["phones"] or row.values["unit"])
        if key[0] and key in first:
            row.add(Problem("DUPLICATE_IN_FILE", "", f"与第{first[key]}行重复，只导入第{first[key]}行。"))
        first.setdefault(key, row.row)


def _find_people(session: Session, lookups: Lookups, rows: Sequence[MemberRow]) -> None:
    """A name with its phone is somebody; a name alone only when one person has it and the line gives no phone."""
    known: dict[str, list[Mapping[str, object]]] = {}
    names = {row.values["name"] for row in rows}
    for person in candidates(session, table_of(Person), {"name": names}):
        known.setdefault(str(person["name"]), []).append(person)
    for row in rows:
        namesakes = known.get(row.values["name"], [])
        phones = set(row.values["phones"].split())
        sure = [one for one in namesakes if phones & set(str(one["phones"]).split())]
        sure = sure or ([] if phones else namesakes)
        if len(sure) > 1:
            row.add(Problem("AMBIGUOUS", "name", f"台账里有{len(sure)}位同名的人，请补上电话。"))
        elif sure and sure[0]["area_id"] not in lookups.visible:
            row.add(Problem("ELSEWHERE", "name", "这个人由其他区域登记，请与那边联系。"))
        elif sure:
            row.record_id, row.standing = int(str(sure[0]["id"])), KNOWN
        elif row.values["name"] and not row.blocked:
            _stranger(row, len(namesakes))


def _stranger(row: MemberRow, namesakes: int) -> None:
    row.registrable = bool(row.values["phones"] and row.values["category"])
    said = f"台账里有{namesakes}位同名的人，电话对不上。" if namesakes else "台账里没有这个人。"
    if not row.registrable:
        lacks = "联系电话" if not row.values["phones"] else "看得出从业类型的单位"
        said += f"表中没有{lacks}，请先登记这个人，再导入。"
    row.add(Problem("SAME_NAME" if namesakes else "NOT_IN_LEDGER", "name", said, blocking=False))


def _compare(session: Session, run: MembersRun, rows: Sequence[MemberRow]) -> None:
    """What each line would add: the membership, or only the post."""
    members = _of_body(session, _MEMBERS, run, _MEMBERS.c.person_id)
    posts = _of_body(session, _POSTS, run, _POSTS.c.person_id, _POSTS.c.title)
    for row in rows:
        if row.blocked:
            row.state = State.PROBLEM
        elif (row.record_id or 0,) in members:
            row.standing = MEMBER
            row.state = State.SAME
            if row.office and (row.record_id or 0, row.office) not in posts:
                row.state = State.UPDATE
                row.differences.append(Difference("post", "职务", "", row.office))


def _of_body(
    session: Session, table: sa.Table, run: MembersRun, *columns: sa.ColumnElement[object]
) -> set[tuple[object, ...]]:
    query = sa.select(*columns).where(table.c.organization_id == (run.body_id or 0), holds(table, run.on))
    return {tuple(row) for row in session.execute(query)}


def _say(run: MembersRun) -> None:
    if run.body_id is None:
        named = f"台账里没有这个组织：{run.organization}" if run.organization else "表上没有写组织名称"
        run.notices.append(f"{named}，请选择是哪个组织的名单，或先登记这个组织。")
    if count := sum(
        not row.registrable and row.standing == "stranger" and not row.blocked for row in run.people
    ):
        run.notices.append(f"有{count}人台账里没有，也不能直接登记。")
    if run.ignored:
        run.notices.append(f"这些列不会导入：{'、'.join(run.ignored)}。")
