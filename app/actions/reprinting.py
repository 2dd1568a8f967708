"""打印登记: what was printed, by whom, under which number; and printing it again exactly as it was issued."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.actions.disclosure import shown_on
from app.actions.printing import Printed, enter_drawn, new_number
from app.desk import Desk
from app.errors import NotFound, UserError
from db.base import table_of
from db.models import Print, PrintCopy

MOST = 500  # listed at once, the newest first
_PRINTS, _COPIES = table_of(Print), table_of(PrintCopy)


@dataclass(frozen=True)
class Entry:
    """A line of the register of prints. kept: its file is still there; purpose: why numbers on it are in full."""

    id: int
    number: str
    title: str
    at: datetime
    clerk: str
    pages: int
    purpose: str
    kept: bool


def printed_papers(desk: Desk, search: str = "") -> list[Entry]:
    """The newest prints whose number, title, clerk or purpose hold the text; at most 500.

    A clerk of an area sees what was printed for it and the areas below, the others everything.
    """
    kept = sa.exists().where(_COPIES.c.print_id == _PRINTS.c.id)
    query = sa.select(_PRINTS, kept.label("kept")).where(*_seen(desk))
    for word in search.split():
        columns = (_PRINTS.c.number, _PRINTS.c.title, _PRINTS.c.clerk_name, _PRINTS.c.purpose)
        query = query.where(sa.or_(*(column.contains(word, autoescape=True) for column in columns)))
    with desk.reading() as session:
        rows = session.execute(query.order_by(_PRINTS.c.id.desc()).limit(MOST)).all()
    return [
        Entry(
            row.id,
            row.number,
            row.title,
            row.at.astimezone().replace(tzinfo=None),
            row.clerk_name,
            row.pages,
            row.purpose,
            row.kept,
        )
        for row in rows
    ]


def print_again(desk: Desk, print_id: int) -> Printed:
    """A printed paper once more, byte for byte, entered under a number of today; the journal says of which it is a copy.

    Raises ``NotFound``, and ``UserError`` when its file is no longer kept or was damaged, and for a paper with whole numbers
    and a clerk who has no right to them.
    """
    with desk.reading() as session:
        row = session.execute(
            sa.select(_PRINTS, _COPIES.c.paper)
            .outerjoin(_COPIES, _COPIES.c.print_id == _PRINTS.c.id)
            .where(_PRINTS.c.id == print_id, *_seen(desk))
        ).first()
    if row is None:
        raise NotFound("这份打印已不存在，或不在您负责的区域内。", "请刷新列表后重试。")
    if row.paper is None:
        raise UserError(f"{row.number}的存底已过保存期限，不能原样补印。", "请从原来的列表重新打印。")
    if hashlib.sha256(row.paper).hexdigest() != row.sha256:
        raise UserError(f"{row.number}的存底与打印时的校验值不符。", "请从备份中取回台账。")
    shown = shown_on(desk, row.kind, row.purpose)
    said = f"补印{row.number}：{row.title}{shown.said}"
    with desk.operation("print", said, undoable=False) as session:
        number = new_number(session, datetime.now().date())
        title = f"{row.title}（补印{row.number}）" if "（补印" not in row.title else row.title
        printed = Printed(row.paper, number, title, row.pages)
        return enter_drawn(session, desk, row.kind, printed, shown.purpose)


def _seen(desk: Desk) -> list[sa.ColumnElement[bool]]:
    areas = desk.visible_areas()
    return [] if areas is None else [_PRINTS.c.area_id.in_(areas)]
