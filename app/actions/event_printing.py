"""签到表 of chosen people for any occasion that is no lesson: a meeting, a visit, a lecture; with room for whoever comes along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.actions.disclosure import shown_on
from app.actions.printing import Printed, print_ready
from app.actions.recipients import recipients
from app.actions.rows import refuse
from app.desk import Desk
from app.documents.signin import SignIn, sign_in_document
from app.documents.words import chinese_date
from app.registers import find_register

_MOST_SPARE = 200


def print_event_sign_in(
    desk: Desk, key: str, ids: Sequence[int], answers: Mapping[str, Any], *, today: date | None = None
) -> Printed:
    """The sheet for the people of a register's records, in their order; a person of several records stands once on it.

    answers: title, on, time, place, host, rows, spare, phones, whole_day. Raises ``ValidationFailed`` without a title,
    ``UserError`` for nobody or too many, ``MissingGlyphs``.
    """
    title = str(answers.get("title") or "").strip()
    if not title:
        raise refuse("REQUIRED", "title", "请填写活动或会议的名称，如“9月骑手恳谈会”。")
    register = find_register(key)
    found = recipients(desk, register, ids, shown_on(desk, "sign_in")) if ids else []
    people = {(one.id, one.name): (one.name, one.of or one.contact, one.phone) for one in found}
    day = answers.get("on") or today or date.today()
    heading = title if title.endswith("签到表") else f"{title}签到表"
    sheet = SignIn(
        title=heading,
        course="",
        teacher=str(answers.get("host") or ""),
        time=chinese_date(day) + str(answers.get("time") or ""),
        place=str(answers.get("place") or ""),
        hours="",
        people=tuple(people.values()),
        phones=answers.get("phones") is not False,
        whole_day=bool(answers.get("whole_day")),
        lesson=False,
        rows_per_page=int(answers.get("rows") or 0) or SignIn.rows_per_page,
        spare=max(0, min(answers.get("spare") or 0, _MOST_SPARE)),
    )
    what = f"{heading}：{len(people)}人"
    return print_ready(desk, "sign_in", sign_in_document([sheet]), what, day=today, marked=False)
