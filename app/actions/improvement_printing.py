"""The sheet of improvements of friendly units, with the photos before and after."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from app import settings
from app.actions.printing import Printed, print_ready
from app.actions.rows import chosen
from app.desk import Desk
from app.documents.improvement import ImprovementText, Side, improvement_document
from app.documents.words import chinese_date
from app.values.money import yuan
from db.models import FriendlyUnit, PlacePhoto, UnitImprovement


def print_improvements(desk: Desk, ids: Sequence[int], *, today: date | None = None) -> Printed:
    """微改造前后对比单, one improvement on a page. Raises ``NotFound`` outside the clerk's area, and ``MissingGlyphs``."""
    day, issuer = today or date.today(), str(settings.read(desk, "office_name"))
    with desk.reading() as session:
        found = chosen(session, desk, UnitImprovement, ids, "微改造")
        units = chosen(session, desk, FriendlyUnit, [one.unit_id for one in found], "友好单元")
        names = {unit.id: unit.name for unit in units}
        photos = _photos(session, [one.id or 0 for one in found])
    sheets = [_sheet(one, names[one.unit_id], photos, issuer, day) for one in found]
    what = f"改造前后对比单：{found[0].title}" + (f"等{len(found)}个" if len(found) > 1 else "")
    return print_ready(desk, "improvement", improvement_document(sheets), what, day=day, marked=False)


def _photos(session: Session, ids: Sequence[int]) -> dict[tuple[str, int], bytes]:
    """The photos of improvements by side and improvement."""
    query = select(PlacePhoto).where(col(PlacePhoto.before_id).in_(ids) | col(PlacePhoto.after_id).in_(ids))
    return {
        ("before", row.before_id) if row.before_id is not None else ("after", row.after_id or 0): (
            base64.b64decode(row.picture)
        )
        for row in session.exec(query).all()
    }


def _sheet(
    one: UnitImprovement, unit: str, photos: dict[tuple[str, int], bytes], issuer: str, day: date
) -> ImprovementText:
    number = one.id or 0
    facts = (
        ("改造项数", f"{one.items}项"),
        ("开工日期", chinese_date(one.started_on) if one.started_on is not None else ""),
        ("完工日期", chinese_date(one.finished_on) if one.finished_on is not None else ""),
        ("投入", f"{yuan(one.cost)}元" if one.cost is not None else ""),
    )
    before = Side("改造前", one.before, photos.get(("before", number), b""))
    after = Side("改造后", one.after, photos.get(("after", number), b""))
    return ImprovementText(one.title, unit, facts, before, after, issuer, chinese_date(day))
