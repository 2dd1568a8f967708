"""Finding people who may be one and the same: groups that share a key, what is compared, and the pairs found.

A key is a few columns taken together (name and month of birth); the database groups everybody by it, so that people
are only ever compared within small groups. A name alone is no key: 重名 is normal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from db.base import table_of
from db.models import DistinctPair, DuplicatePair, Person, PersonStatus

_people = table_of(Person)
_distinct = table_of(DistinctPair)
_pairs = table_of(DuplicatePair)
_MOBILE = 11
_TAIL_FROM, _TAIL = 8, 4

Columns = Sequence[sa.ColumnElement[Any]]


@dataclass(frozen=True)
class BlockingKey:
    """What people of a group have in common.

    name: how it is called while the search runs. columns: given the source of people. given: what must be filled in.
    most: groups larger than this are not compared. by_number: a person stands in one group per phone number.
    """

    name: str
    columns: Callable[[sa.FromClause], Columns]
    given: Callable[[sa.FromClause], Columns]
    most: int
    by_number: bool = False


KEYS: tuple[BlockingKey, ...] = (
    BlockingKey("证件号码", lambda p: (p.c.id_no,), lambda p: (p.c.id_no != "",), 20),
    BlockingKey("电话", lambda p: (p.c.number,), lambda p: (p.c.number != "",), 12, by_number=True),
    BlockingKey(
        "姓名和电话", lambda p: (p.c.name, p.c.number), lambda p: (p.c.number != "",), 30, by_number=True
    ),
    BlockingKey(
        "姓名读音和出生年月",
        lambda p: (p.c.name_pinyin, sa.func.substr(sa.cast(p.c.birth_date, sa.String), 1, 7)),
        lambda p: (p.c.birth_date.is_not(None),),
        20,
    ),
    BlockingKey(
        "姓名读音和电话尾号",
        lambda p: (p.c.name_pinyin, sa.func.substr(p.c.phones, _TAIL_FROM, _TAIL)),
        lambda p: (sa.func.length(p.c.phones) >= _MOBILE,),
        20,
    ),
    BlockingKey(
        "姓名读音和站点",
        lambda p: (p.c.name_pinyin, p.c.station_id),
        lambda p: (p.c.station_id.is_not(None),),
        10,
    ),
    BlockingKey(
        "姓名、平台和区域",
        lambda p: (p.c.name, p.c.platform_id, p.c.area_id),
        lambda p: (p.c.platform_id.is_not(None),),
        6,
    ),
    BlockingKey("车牌", lambda p: (p.c.vehicle_plate,), lambda p: (p.c.vehicle_plate != "",), 6),
)


def groups(session: Session, key: BlockingKey) -> Iterator[tuple[int, list[int]]]:
    """Each group of people with the same key: its size and, where it is small enough to be compared, their ids."""
    source = _numbers(session.get_bind().dialect.name) if key.by_number else _people
    ids = sa.func.aggregate_strings(sa.cast(source.c.id, sa.String), ",")
    open_cards = source.c.status != PersonStatus.RESTRICTED
    query = (
        sa.select(sa.func.count(), ids)
        .where(open_cards, *key.given(source))
        .group_by(*key.columns(source))
        .having(sa.func.count() > 1)
    )
    for size, members in session.execute(query.execution_options(yield_per=1000)):
        people = sorted({int(one) for one in members.split(",")}) if size <= key.most else []
        yield size, people


def _numbers(dialect: str) -> sa.FromClause:
    """Everybody once per phone number, as ``number``; ``phones`` is split where it holds several."""
    kept = (_people.c.id, _people.c.name, _people.c.status)
    single = sa.select(*kept, _people.c.phones.label("number")).where(_people.c.phones.not_like("% %"))
    if dialect == "sqlite":
        listed = sa.literal('["') + sa.func.replace(_people.c.phones, " ", '","') + '"]'
        split = sa.func.json_each(listed).table_valued("value", joins_implicitly=True)
    else:
        parts = sa.func.string_to_array(_people.c.phones, " ")
        split = sa.func.unnest(parts).table_valued("value", joins_implicitly=True).render_derived()
    several = sa.select(*kept, split.c.value.label("number")).select_from(_people, split)
    return sa.union_all(single, several.where(_people.c.phones.like("% %"))).subquery("numbers")


COMPARED = (
    "id", "number", "name", "name_pinyin", "gender", "birth_date", "birth_precision", "id_kind", "id_no", "phones",
    "platform_id", "station_id", "area_id", "residence", "vehicle_plate", "status",
)  # fmt: skip


def compared(session: Session, ids: Iterable[int], *, restricted: bool = False) -> dict[int, dict[str, Any]]:
    """What is compared of people, by id; cards that are gone, and restricted ones unless asked for, are left out."""
    query = sa.select(*(_people.c[name] for name in COMPARED)).where(_people.c.id.in_(list(ids)))
    if not restricted:
        query = query.where(_people.c.status != PersonStatus.RESTRICTED)
    return {row["id"]: dict(row) for row in session.execute(query).mappings()}


def alike(
    session: Session, name: str, id_no: str, numbers: Sequence[str], limit: int
) -> dict[int, dict[str, Any]]:
    """Cards that share the identity number, a main phone number or the name with what somebody types.

    A restricted card is told for its identity number alone.
    """
    conditions: list[sa.ColumnElement[bool]] = [
        _people.c.phones.between(number, number + "~") for number in numbers
    ]
    conditions += [_people.c.name == name] if name else []
    found: dict[int, dict[str, Any]] = {}
    for condition in conditions:
        ids = sa.select(_people.c.id).where(condition).limit(limit)
        found |= compared(session, session.execute(ids).scalars())
    if id_no:
        same = sa.select(_people.c.id).where(_people.c.id_no == id_no).limit(limit)
        found |= compared(session, session.execute(same).scalars(), restricted=True)
    return found


def seen_by(session: Session, ids: Iterable[int], areas: sa.Select[tuple[int]] | None) -> set[int]:
    """Those of the cards that lie in the areas; all of them when there is no limit."""
    wanted = list(ids)
    if areas is None:
        return set(wanted)
    query = sa.select(_people.c.id).where(_people.c.id.in_(wanted), _people.c.area_id.in_(areas))
    return set(session.execute(query).scalars())


def merged_under(session: Session, numbers: Iterable[str]) -> dict[str, int]:
    """By number of a card that was merged into another: the id of the card that stayed."""
    wanted = set(numbers)
    query = sa.select(_people.c.id, _people.c.former_numbers).where(_people.c.former_numbers != "")
    found = ((number, row.id) for row in session.execute(query) for number in row.former_numbers.split())
    return {number: card for number, card in found if number in wanted}


def keep(connection: sa.Connection, found: Sequence[dict[str, int]]) -> None:
    """Write pairs down; those known already get the new score and the new run."""
    if not found:
        return
    insert: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(_pairs)
    new = {name: statement.excluded[name] for name in ("score", "run")}
    connection.execute(
        statement.on_conflict_do_update(index_elements=["left_id", "right_id"], set_=new), found
    )


def forget_before(connection: sa.Connection, run: int) -> None:
    """Remove the pairs that no search since ``run`` has seen."""
    connection.execute(sa.delete(_pairs).where(_pairs.c.run < run))


Place = tuple[int, int, int]  # score, left, right: where a page ended


def pairs(areas: sa.Select[tuple[int]] | None, after: Place | None) -> sa.Select[tuple[int, int, int]]:
    """The pairs a clerk may see (both cards in the areas) and nobody judged yet: likeliest first."""
    left, right = _people.alias("lefts"), _people.alias("rights")
    judged = sa.exists().where(
        _distinct.c.left_id == _pairs.c.left_id, _distinct.c.right_id == _pairs.c.right_id
    )
    query = (
        sa.select(_pairs.c.left_id, _pairs.c.right_id, _pairs.c.score)
        .join(left, left.c.id == _pairs.c.left_id)
        .join(right, right.c.id == _pairs.c.right_id)
        .where(sa.not_(judged))
        .order_by(_pairs.c.score.desc(), _pairs.c.left_id.desc(), _pairs.c.right_id.desc())
    )
    for card in (left, right):
        query = query.where(card.c.status != PersonStatus.RESTRICTED)
        if areas is not None:
            query = query.where(card.c.area_id.in_(areas))
    if after is not None:
        query = query.where(sa.tuple_(_pairs.c.score, _pairs.c.left_id, _pairs.c.right_id) < after)
    return query


def judgements(areas: sa.Select[tuple[int]] | None, before: int | None) -> sa.Select[Any]:
    """Pairs that were judged to be two persons, with both names and numbers, the latest first."""
    left, right = _people.alias("lefts"), _people.alias("rights")
    query = (
        sa.select(
            _distinct.c.id,
            _distinct.c.left_id,
            _distinct.c.right_id,
            left.c.name.label("left_name"),
            left.c.number.label("left_number"),
            right.c.name.label("right_name"),
            right.c.number.label("right_number"),
            _distinct.c.decided_by,
            _distinct.c.decided_on,
        )
        .join(left, left.c.id == _distinct.c.left_id)
        .join(right, right.c.id == _distinct.c.right_id)
        .order_by(_distinct.c.id.desc())
    )
    if areas is not None:
        query = query.where(left.c.area_id.in_(areas), right.c.area_id.in_(areas))
    return query if before is None else query.where(_distinct.c.id < before)
