"""Cards like the one being typed: the same identity number blocks, name and phone warn, a name alone is only shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.cards.alike import Alike, Lookout, Weight
from app.desk import Desk
from app.rules.identity import normalise_id
from app.rules.names import clean_name
from app.rules.phones import clean_phones
from app.values.masking import mask_phones
from db.models import PersonStatus
from db.queries.duplicates import alike, seen_by

MOST = 8


def similar(desk: Desk, values: Mapping[str, Any], but: int | None = None) -> list[Alike]:
    """Cards that share what has been typed so far, the weightiest first.

    values: of the form, by field name (``name``, ``id_no``, ``id_kind``, ``phones``). but: the card itself when it is
    known already. A name that nothing else supports is 重名 and never leads to a merge.
    """
    name, _ = clean_name(str(values.get("name") or ""))
    id_no = normalise_id(str(values.get("id_no") or ""))
    numbers, _ = clean_phones(str(values.get("phones") or ""))
    with desk.reading() as session:
        rows = alike(session, name, id_no, numbers, MOST + 1)
        rows.pop(but or 0, None)
        mine = seen_by(session, rows, desk.visible_areas())
    found = [_similar(row, name, id_no, set(numbers), row["id"] in mine) for row in rows.values()]
    return sorted(found, key=lambda one: (list(Weight).index(one.weight), one.record_id))[:MOST]


def _similar(row: Mapping[str, Any], name: str, id_no: str, numbers: set[str], visible: bool) -> Alike:
    if row["status"] == PersonStatus.RESTRICTED:
        sentence = "证件号码已登记在一张封存的卡片上，需要办理的，请找管理员解除封存。"
        return Alike(row["id"], Weight.BLOCK, sentence, visible=False)
    who = f"{row['name']}（{row['number']}）" if visible else "其他区域的一张卡片"
    shared = numbers & set(row["phones"].split())
    if id_no and row["id_no"] == id_no:
        return Alike(row["id"], Weight.BLOCK, f"证件号码已登记为{who}，请打开那张卡片。", visible)
    if shared and row["name"] == name:
        return Alike(row["id"], Weight.WARN, f"与{who}姓名、电话都相同，请确认不是同一个人。", visible)
    if shared:
        phone = mask_phones(next(iter(shared)))
        return Alike(row["id"], Weight.SHOW, f"电话{phone}也登记在{who}名下，合用电话可以继续。", visible)
    return Alike(row["id"], Weight.SHOW, f"与{who}同名。", visible)


LOOKOUT = Lookout(("name", "id_no", "phones"), similar)
