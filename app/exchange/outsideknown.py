"""What the ledger has already of the services in a platform's export, so that none is counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.errors import Problem
from app.exchange.outside import OutsideRow
from app.exchange.readrow import Difference, State
from app.rules.clock import Span, meet, span
from db.base import table_of
from db.models import Clue, LogState, ServiceLog, SyncState

_LOGS, _CLUES = table_of(ServiceLog), table_of(Clue)
_AT_ONCE = 400
_DAY = 24 * 60


@dataclass
class Known:
    """A service record of the ledger; taken: a line of the export was found to be it."""

    row: Any
    taken: bool = False

    @property
    def span(self) -> Span | None:
        """Its time on the clock."""
        return span(self.row.served_on, self.row.starts_at, self.row.ends_at)

    @property
    def told(self) -> str:
        """It in words."""
        what = self.row.activity or self.row.content
        return f"{self.row.served_on}{f'“{what}”' if what else ''}{self.row.minutes}分钟"


class Ledger:
    """The records that lines of an export may be: by number in the platform, by person and day; clues by number."""

    def __init__(self, session: Session, rows: Sequence[OutsideRow], source: str) -> None:
        """source: the platform; numbers of other platforms mean something else."""
        numbers = sorted({row.values["outside_no"] for row in rows if row.values["outside_no"]})
        self._numbered: dict[str, list[Known]] = {}
        self._clues: dict[str, str] = {}
        for some in _chunks(numbers):
            for found in session.execute(_columns().where(_LOGS.c.outside_no.in_(some))):
                if found.source in ("", source):
                    self._numbered.setdefault(found.outside_no, []).append(Known(found))
            clues = sa.select(_CLUES.c.outside_no, _CLUES.c.number).where(_CLUES.c.outside_no.in_(some))
            self._clues |= {row.outside_no: row.number for row in session.execute(clues)}
        self._of_day: dict[tuple[int, date], list[Known]] = {}
        self._read_days(session, rows)

    def _read_days(self, session: Session, rows: Sequence[OutsideRow]) -> None:
        people = sorted({row.person_id for row in rows if row.person_id is not None})
        days = [row.values["date"] for row in rows if row.values["date"] is not None]
        if not days:
            return
        first, last = min(days) - timedelta(days=1), max(days) + timedelta(days=1)
        for some in _chunks(people):
            query = _columns().where(_LOGS.c.person_id.in_(some), _LOGS.c.served_on.between(first, last))
            for found in session.execute(query.where(_LOGS.c.state != LogState.REVERSED)):
                self._of_day.setdefault((found.person_id, found.served_on), []).append(Known(found))

    def compare(self, row: OutsideRow, *, official: bool) -> None:
        """Note what the ledger has of a line. official: who stands in the export stands in the official system."""
        number = row.values["outside_no"]
        if number in self._clues:
            message = f"这个编号已登记为线索{self._clues[number]}，不重复计入。"
            row.add(Problem("CLUE_COUNTED", "outside_no", message))
        elif row.person_id is not None and not _wrong(row) and not self._by_number(row, official=official):
            self._by_day(row, official=official)

    def _by_number(self, row: OutsideRow, *, official: bool) -> bool:
        found = self._numbered.get(row.values["outside_no"], [])
        alive = [one for one in found if one.row.state != LogState.REVERSED]
        if not found:
            return False
        if not alive:
            row.add(
                Problem("REVERSED", "outside_no", f"这条记录在台账里已经冲销（{found[0].told}），不再导入。")
            )
        elif _same_service(alive[0], row):
            self._meet(row, alive[0], official=official)
        else:
            message = f"这个记录编号在台账里是{alive[0].told}，和表上不同；台账有误的请申请更正。"
            row.add(Problem("OUTSIDE_DIFFERS", "outside_no", message))
        return True

    def _by_day(self, row: OutsideRow, *, official: bool) -> None:
        day = row.values["date"]
        others = [one for one in self._of_day.get((row.person_id or 0, day), []) if not one.taken]
        free = [one for one in others if not (one.row.outside_no and row.values["outside_no"])]
        alike = [one for one in free if _same_activity(one, row)]
        same = [one for one in alike if one.row.minutes == row.values["minutes"]]
        if same:
            self._meet(row, same[0], official=official)
        elif alike:
            message = f"台账里已有{alike[0].told}，表上是{row.values['minutes']}分钟，请核对后更正一方。"
            row.add(Problem("MINUTES_DIFFER", "minutes", message))
        else:
            self._doubt(row, day, free)

    def _doubt(self, row: OutsideRow, day: date, free: Sequence[Known]) -> None:
        """Two names for one service: the same time on the clock, or the same length where no clock tells."""
        own = span(day, row.values["starts_at"], row.values["ends_at"])
        near = (
            one
            for shift in (-1, 0, 1)
            for one in self._of_day.get((row.person_id or 0, day + timedelta(days=shift)), [])
        )
        meeting = next((one for one in near if own and one.span and meet(own, one.span)), None)
        if meeting is not None:
            row.add(Problem("OVERLAP", "starts_at", f"和台账里的{meeting.told}时间重叠，不能重复计入。"))
            return
        unsure = [one for one in free if one.row.minutes == row.values["minutes"] and not (own and one.span)]
        if unsure:
            message = f"台账里当天已有{unsure[0].told}，可能是同一次；核实不是的再勾选。"
            row.add(Problem("MAYBE_SAME", "activity", message))
            row.offered = [one.code for one in row.problems if one.blocking] == ["MAYBE_SAME"]

    def _meet(self, row: OutsideRow, known: Known, *, official: bool) -> None:
        """The line is a record of the ledger; its number, and that it stands in the official system, may be new."""
        known.taken = True
        row.record_id, row.version, row.offered = known.row.id, known.row.version, False
        row.problems = [one for one in row.problems if one.code != "NAME_ONLY"]
        number = row.values["outside_no"]
        if number and number != known.row.outside_no:
            row.differences.append(Difference("outside_no", "记录编号", known.row.outside_no, number))
        booked = known.row.state == LogState.BOOKED
        if official and booked and known.row.sync_state != SyncState.ENTERED:
            row.differences.append(Difference("sync_state", "官方系统", "未录入", "已录入"))


def settle(rows: Iterable[OutsideRow]) -> None:
    """Give each line its state."""
    for row in rows:
        if row.blocked:
            row.state = State.PROBLEM
        elif row.record_id is not None:
            row.state = State.UPDATE if row.differences else State.SAME


def mark_repeats(rows: Sequence[OutsideRow]) -> bool:
    """Note lines that say again what an earlier one says. Returns whether the numbers are those of single records.

    A number that stands on lines of different people or days is that of the activity, and tells no record.
    """
    seen: dict[str, set[tuple[Any, ...]]] = {}
    for row in rows:
        if row.values["outside_no"]:
            seen.setdefault(row.values["outside_no"], set()).add((row.values["name"], row.values["date"]))
    single = all(len(about) == 1 for about in seen.values())
    first: dict[tuple[Any, ...], int] = {}
    for row in rows:
        values = row.values
        if not single:
            values["outside_no"] = ""
        key: tuple[Any, ...] = ("number", values["outside_no"])
        if not values["outside_no"]:
            names = ("name", "volunteer_no", "id_no", "phones", "date", "activity", "starts_at", "minutes")
            key = tuple(values[name] for name in names)
        if key in first and not row.blocked:
            message = f"与第{first[key]}行重复，只导入第{first[key]}行。"
            row.add(Problem("DUPLICATE_IN_FILE", "", message))
        first.setdefault(key, row.row)
    return single


def mark_impossible(rows: Sequence[OutsideRow]) -> None:
    """Note new lines of a person that meet each other on the clock, or make a day longer than it is."""
    kept: dict[int, list[tuple[Span, int]]] = {}
    total: dict[tuple[int, date], int] = {}
    for row in rows:
        person, day = row.person_id, row.values["date"]
        if person is None or row.record_id is not None or _wrong(row):
            continue
        own = span(day, row.values["starts_at"], row.values["ends_at"])
        met = next((at for other, at in kept.get(person, ()) if own and meet(own, other)), None)
        if own is not None and row.values["minutes"] > own[1] - own[0]:
            message = f"时长{row.values['minutes']}分钟超过了起止时间之间的{own[1] - own[0]}分钟。"
            row.add(Problem("LONGER_THAN_SPAN", "minutes", message))
        elif met is not None:
            row.add(Problem("OVERLAP", "starts_at", f"和第{met}行时间重叠，不能重复计入。"))
        elif total.get((person, day), 0) + row.values["minutes"] > _DAY:
            row.add(Problem("DAY_TOO_LONG", "minutes", f"这个人{day}的服务时长合计超过24小时。"))
        else:
            total[person, day] = total.get((person, day), 0) + row.values["minutes"]
            if own is not None:
                kept.setdefault(person, []).append((own, row.row))


def _wrong(row: OutsideRow) -> bool:
    """Whether something else than who is meant keeps a line out."""
    return any(one.blocking and one.code not in ("NAME_ONLY", "MAYBE_SAME") for one in row.problems)


def _same_service(known: Known, row: OutsideRow) -> bool:
    stored = (known.row.person_id, known.row.served_on, known.row.minutes)
    return bool(stored == (row.person_id, row.values["date"], row.values["minutes"]))


def _same_activity(known: Known, row: OutsideRow) -> bool:
    words = {known.row.activity, known.row.content} - {""}
    told = {row.values["activity"], row.values["content"]} - {""}
    return bool(words & told) or any(one in other or other in one for one in words for other in told)


def _columns() -> sa.Select[Any]:
    names = (
        "id", "version", "person_id", "served_on", "starts_at", "ends_at", "minutes", "activity", "content",
        "state", "outside_no", "source", "sync_state",
    )  # fmt: skip
    return sa.select(*(_LOGS.c[name] for name in names))


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
