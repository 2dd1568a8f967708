"""Lists of people: pages, the end, sorting and searching, beside SQLite asked by hand for the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from app.desk import Desk
from app.registers import find_register, lists
from app.registers.lists import Query, Row
from tests.bench.measuring import Bench, Comparison

_PEOPLE = find_register("people")
_COLUMNS = [field.name for field in _PEOPLE.fields if field.table]
_SIZE = 200
_SMALL = 10_000
_RUNS = 25
_RAW = "raw SQLite, the same rows"
_PAGE = "2 ms for Core and 1,800 masked texts: far below one refresh of the screen (16 ms)"
_SEARCH = "the same trigrams are asked; the page's texts come on top"
_MISS = "2 ms to put the question, whatever comes back"
_GROWTH = "a page costs what it shows, not what the ledger holds"
_SEARCHES = (
    ("a name in pinyin", "zhangwei", 3, _SEARCH),
    ("the end of a phone", "7919", 3, _SEARCH),
    ("two characters", "张伟", 3, _SEARCH),
    ("nothing to be found", "qqqq", 10, _MISS),
)


def comparisons(bench: Bench) -> Iterator[Comparison]:
    """Pages and searches in the large ledger, then some of them beside a small ledger."""
    large, raw = bench.ledger(bench.people).desk, bench.raw(bench.people)
    total, middle = lists.count(large, _PEOPLE, Query()), bench.people // 2
    mark = f"RY-{middle:06d}"
    pages: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("first page of people", "number", "ORDER BY p.number, p.id", {}),
        ("first page sorted by an indexed column", "birth_date", "ORDER BY p.birth_date, p.id", {}),
        (
            "last page",
            "number",
            "ORDER BY p.number DESC, p.id DESC",
            {"offset": max(0, total - _SIZE), "total": total},
        ),
        (
            "next page in the middle",
            "number",
            f"WHERE p.number > '{mark}' ORDER BY p.number, p.id",
            {"after": Row(middle, mark, ())},
        ),
    )
    for what, sort, rest, place in pages:
        ours = partial(_read, large, Query(sort=sort), **place)
        yield Comparison(what, ours, _RAW, _by_hand(raw, "people p", rest), 10, _PAGE, _RUNS)
    for what, words, target, reason in _SEARCHES:
        ours = partial(_read, large, Query(search=words, sort="number"))
        yield Comparison(f"search: {what}", ours, _RAW, _searched(raw, words), target, reason, _RUNS)
    small = bench.ledger(min(_SMALL, bench.people)).desk
    for what, query in (
        ("first page", Query(sort="number")),
        ("search for a phone", Query(search="10061586063")),
    ):
        ours, bare = partial(_read, large, query), partial(_read, small, query)
        yield Comparison(
            f"{what}: growth", ours, f"the same among {_SMALL:,} people", bare, 1.5, _GROWTH, _RUNS
        )
    raw.close()


def _read(desk: Desk, query: Query, **place: Any) -> list[Row]:
    return lists.page(desk, _PEOPLE, query, _COLUMNS, size=_SIZE, **place)


def _searched(raw: Any, words: str) -> Callable[[], object]:
    """A search by hand: from the hits to their people; two characters through the terms of the trigrams."""
    if len(words) > 2:
        hits = f"(SELECT rowid AS hit FROM search_fts WHERE text LIKE '%{words}%' LIMIT 5001)"
    else:
        last = f"{words}\U0010ffff"
        hits = f"(SELECT DISTINCT doc AS hit FROM search_terms WHERE term >= '{words}' AND term < '{last}' LIMIT 5001)"
    source = f"{hits} CROSS JOIN search_entries e ON e.id = hit CROSS JOIN people p ON p.id = e.row_id"
    return _by_hand(raw, source, "WHERE e.table_name = 'people' ORDER BY p.number, p.id")


def _by_hand(raw: Any, source: str, rest: str) -> Callable[[], object]:
    """Reading the list's columns by a statement as one would write it."""
    columns, joins = ["p.id"], []
    for name in _COLUMNS:
        link = _PEOPLE.field(name).link
        columns.append(f"{name}_.name" if link else f"p.{name}")
        if link:
            joins.append(f"LEFT JOIN {link} {name}_ ON {name}_.id = p.{name}")
    statement = f"SELECT {', '.join(columns)} FROM {source} {' '.join(joins)} {rest} LIMIT {_SIZE}"
    return lambda: raw.execute(statement).fetchall()
