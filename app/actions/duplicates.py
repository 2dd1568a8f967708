"""查重: look through the whole register for people entered twice, page through the pairs, remember who is two persons."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.actions.rows import changed, chosen
from app.desk import Changes, Desk
from app.errors import NotFound
from app.rules.duplicates import LEAST, Likeness, compare
from db.base import utc_now
from db.models import DistinctPair, DuplicatePair, Person, PersonStatus
from db.models import DuplicateSearch as DuplicateSearch  # what ``last_search`` gives the window
from db.queries import duplicates as queries

_AT_ONCE = 2_000  # people compared between two steps
PAGE_SIZE = 50


@dataclass(frozen=True)
class Who:
    """What names a card."""

    id: int
    name: str
    number: str

    def __str__(self) -> str:
        return f"{self.name}（{self.number}）"


@dataclass(frozen=True)
class Pair:
    """Two cards that may be one person; the lower id stands on the left. mark: from which the next page goes on."""

    left: Who
    right: Who
    likeness: Likeness
    mark: queries.Place


@dataclass(frozen=True)
class Judged:
    """A pair of which a clerk said that they are two persons."""

    id: int
    left: Who
    right: Who
    decided_by: str
    decided_on: date


def search(desk: Desk) -> DuplicateSearch:
    """Look through the whole register at once; see ``searching``."""
    parts = searching(desk)
    while True:
        try:
            next(parts)
        except StopIteration as end:
            found: DuplicateSearch = end.value
            return found


def searching(desk: Desk) -> Generator[tuple[int, int], None, DuplicateSearch]:
    """Look through the whole register in parts of a second or so, and write pairs down for ``page``.

    Yields (parts done, parts in all) and returns the search, whose pairs replace those of the searches before. When it
    is not gone through to its end, the pairs found by then are kept beside the earlier ones, and it stays unfinished.
    """
    run = _begin(desk)
    left_out = 0
    for place, key in enumerate(queries.KEYS):
        yield place, len(queries.KEYS)
        with desk.reading() as session:
            for members, too_large in _batches(queries.groups(session, key)):
                left_out += too_large
                _keep(desk, _likely(session, members), run)
                yield place, len(queries.KEYS)
    return _finish(desk, run, left_out)


def _begin(desk: Desk) -> int:
    # Kept outside the journal, like the pairs themselves: nobody undoes having looked.
    with desk.ledger.maintaining() as connection:
        new = sa.insert(DuplicateSearch).values(
            clerk_name=desk.actor.name, started_at=utc_now(), people=0, pairs=0, left_out=0
        )
        run: int = connection.execute(new.returning(sa.column("id", sa.Integer))).scalar_one()
        return run


def _batches(groups: Iterable[tuple[int, list[int]]]) -> Iterator[tuple[list[list[int]], int]]:
    """Groups in batches of so many people, each with the number of groups that were too large."""
    batch: list[list[int]] = []
    people = too_large = 0
    for _size, members in groups:
        too_large += not members
        if len(members) > 1:
            batch.append(members)
            people += len(members)
        if people >= _AT_ONCE:
            yield batch, too_large
            batch, people, too_large = [], 0, 0
    yield batch, too_large


def _likely(session: Session, groups: Sequence[Sequence[int]]) -> dict[tuple[int, int], int]:
    """The score of each pair within the groups that is worth showing."""
    people = queries.compared(session, {one for members in groups for one in members})
    found: dict[tuple[int, int], int] = {}
    for members in groups:
        for pair in combinations(members, 2):
            if pair not in found and pair[0] in people and pair[1] in people:
                found[pair] = compare(people[pair[0]], people[pair[1]]).score
    return {pair: score for pair, score in found.items() if score >= LEAST}


def _keep(desk: Desk, found: dict[tuple[int, int], int], run: int) -> None:
    if not found:
        return
    rows = [
        {"left_id": left, "right_id": right, "score": score, "run": run}
        for (left, right), score in found.items()
    ]
    with desk.ledger.maintaining() as connection:
        queries.keep(connection, rows)


def _finish(desk: Desk, run: int, left_out: int) -> DuplicateSearch:
    cards = (
        sa.select(sa.func.count()).select_from(Person).where(col(Person.status) != PersonStatus.RESTRICTED)
    )
    pairs = sa.select(sa.func.count()).select_from(DuplicatePair)
    with desk.ledger.maintaining() as connection:
        queries.forget_before(connection, run)
        done = sa.update(DuplicateSearch).where(col(DuplicateSearch.id) == run)
        connection.execute(
            done.values(
                finished_at=utc_now(),
                left_out=left_out,
                people=cards.scalar_subquery(),
                pairs=pairs.scalar_subquery(),
            )
        )
    with desk.reading() as session:
        return session.get_one(DuplicateSearch, run)


def last_search(desk: Desk) -> DuplicateSearch | None:
    """The latest search that was begun; its ``finished_at`` is None when it was stopped."""
    with desk.reading() as session:
        return session.exec(select(DuplicateSearch).order_by(col(DuplicateSearch.id).desc()).limit(1)).first()


def count(desk: Desk) -> int:
    """How many pairs wait for this clerk."""
    waiting = queries.pairs(desk.visible_areas(), None).order_by(None).subquery()
    with desk.reading() as session:
        return int(session.execute(sa.select(sa.func.count()).select_from(waiting)).scalar_one())


def page(desk: Desk, *, after: queries.Place | None = None, size: int = PAGE_SIZE) -> list[Pair]:
    """Up to ``size`` pairs that wait for a decision, likeliest first, weighed as the cards are now.

    after: ``mark`` of the last pair of the page before. Only pairs whose cards both lie in the clerk's area are shown;
    pairs judged before, merged since, or no longer alike are left out.
    """
    found: list[Pair] = []
    with desk.reading() as session:
        while len(found) < size:
            query = queries.pairs(desk.visible_areas(), after).limit(size)
            rows = [(row[0], row[1], row[2]) for row in session.execute(query)]
            people = queries.compared(session, {one for row in rows for one in row[:2]})
            for left, right, score in rows:
                likeness = compare(people[left], people[right])
                if likeness.score >= LEAST:
                    one, other = (Who(i, people[i]["name"], people[i]["number"]) for i in (left, right))
                    found.append(Pair(one, other, likeness, (score, left, right)))
            if len(rows) < size:
                break
            after = (rows[-1][2], rows[-1][0], rows[-1][1])
    return found[:size]


def mark_distinct(desk: Desk, one_id: int, other_id: int) -> Changes:
    """不是同一人: remember that two cards are two persons, and who said so; the pair is never shown again.

    Saying it twice changes nothing. Raises ``NotFound`` when a card is gone or outside the clerk's area.
    """
    left, right = sorted((one_id, other_id))
    with desk.operation("distinct", "判断为不是同一人") as session:
        people = chosen(session, desk, Person, (left, right), "人员")
        known = select(DistinctPair).where(DistinctPair.left_id == left, DistinctPair.right_id == right)
        if len(people) == 2 and session.exec(known).first() is None:
            session.add(DistinctPair(left_id=left, right_id=right, decided_by=desk.actor.name))
        return changed(session, DistinctPair)


def judged(desk: Desk, *, before: int | None = None, size: int = PAGE_SIZE) -> list[Judged]:
    """Pairs judged to be two persons, the latest first; ``before`` is the id of the last one of the page above."""
    query = queries.judgements(desk.visible_areas(), before).limit(size)
    with desk.reading() as session:
        return [
            Judged(
                row.id,
                Who(row.left_id, row.left_name, row.left_number),
                Who(row.right_id, row.right_name, row.right_number),
                row.decided_by,
                row.decided_on,
            )
            for row in session.execute(query)
        ]


def take_back(desk: Desk, ids: Sequence[int]) -> Changes:
    """Take judgements back, so that the pairs are shown again. Raises ``NotFound``."""
    with desk.operation("distinct", f"取消{len(ids)}个“不是同一人”的判断") as session:
        rows = session.exec(select(DistinctPair).where(col(DistinctPair.id).in_(list(ids)))).all()
        if len(rows) != len(set(ids)):
            raise NotFound("有的判断已被取消。", "请刷新列表后重试。")
        chosen(session, desk, Person, {one for row in rows for one in (row.left_id, row.right_id)}, "人员")
        for row in rows:
            session.delete(row)
        return changed(session, DistinctPair)
