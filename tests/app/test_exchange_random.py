"""Whatever a sheet holds, looking at it ends with rows or a sentence, and importing it with rows or a sentence."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bootstrap import Application, start
from app.errors import UserError
from app.exchange.applying import apply
from app.exchange.decisions import usual_decisions
from app.exchange.dryrun import dry_run
from app.exchange.dryrunjson import to_json
from app.exchange.heads import KINDS
from app.exchange.workbook import Cell, Merged, Sheet, Workbook
from app.registers import find_register
from app.registers.records import save
from db.migrate import integrity_problems

WORDS = [
    "张三", "买买提·阿不都", "13812345678", "330106199001010018", "3.30106E+17", "同上", "〃", "/", "√", "骑手", "顺丰曙光站", "饮水点",
    "2024.11.5", "11月5日", "1.5小时", "宣传单200份", "合计", "小计：3人", "注：一式两份", "金祝社区", "第一网格", "迟到", "组长", "#N/A", "约50",
]  # fmt: skip
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.times(),
)
HEADS = sorted(
    {head for kind in KINDS for heads in kind.fields.values() for head in heads} | {"11月5日", "序号"}
)


GOOD: list[tuple[tuple[str, ...], st.SearchStrategy[Cell]]] = [
    (("姓名", "名字"), st.sampled_from(["张三", "李四", "王 五", "买买提．阿不都"])),
    (("名称",), st.sampled_from(["曙光路1号饮水点", "文三路2号驿站"])),
    (("电话", "手机", "联系"), st.sampled_from(["13812345678", 13912345678.0, "138 1234 5679/13712345678"])),
    (
        ("身份证", "证件号"),
        st.sampled_from(["330106199001010018", "330106199506150024", "330106********0018", None]),
    ),
    (("类型", "类别", "工种", "岗位", "职业"), st.sampled_from(["骑手", "快递员", "饮水点", "暖蜂驿站"])),
    (("平台", "公司", "企业", "单位"), st.sampled_from(["顺丰", "美团", "某某快运", None])),
    (("时长",), st.sampled_from(["1h", 2.0, "90分钟"])),
    (("日期", "时间", "出生"), st.sampled_from(["2024.11.5", "11月5日", 45601.0, date(1990, 5, 6), None])),
    (("职务",), st.sampled_from(["组长", "组员"])),
]


def cells_under(head: Cell) -> st.SearchStrategy[Cell]:
    """Mostly what belongs under a head, sometimes anything."""
    good = next((cells for words, cells in GOOD if any(word in str(head) for word in words)), st.none())
    return st.integers(0, 30).flatmap(lambda chance: CELLS if chance == 7 else good)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    kind = draw(st.sampled_from(KINDS))
    own = [heads[0] for heads in kind.fields.values()]
    heads = draw(st.lists(st.sampled_from([*own, *own, *HEADS]), min_size=1, max_size=8))
    above = draw(st.lists(st.lists(CELLS, max_size=4), max_size=3))
    needed = [*dict.fromkeys([*(group[0] for group in kind.needs), "phones", "category", "kind", "address"])]
    row: list[Cell] = [*(kind.fields[name][0] for name in needed if name in kind.fields), *heads]
    aligned = st.tuples(*(cells_under(head) for head in row)).map(list)
    below = draw(st.lists(st.one_of(aligned, aligned, aligned, st.lists(CELLS, max_size=9)), max_size=8))
    spans = st.builds(
        lambda top, left, down, right: Merged(top, left, top + down, left + right),
        st.integers(1, 12), st.integers(0, 8), st.integers(0, 3), st.integers(0, 3),
    )  # fmt: skip
    merged = tuple(draw(st.lists(spans, max_size=3)))
    hidden = frozenset(draw(st.lists(st.integers(1, 40), max_size=2)))
    return Sheet(draw(st.text(max_size=5)), False, [*above, row, *below], merged, hidden)


@pytest.fixture
def office(empty_ledger: Path, tmp_path: Path) -> Iterator[Application]:
    place = tmp_path / "台账.db"
    place.write_bytes(empty_ledger.read_bytes())
    running = start(place)
    areas = find_register("areas")
    street = save(running.desk, areas, {"name": "北山街道", "kind": "subdistrict"}).record_id
    save(running.desk, areas, {"name": "金祝社区", "kind": "community", "parent_id": street})
    yield running
    running.close()


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sheets=st.lists(sheets(), min_size=1, max_size=2), hidden=st.booleans(), epoch=st.booleans())
def test_no_sheet_breaks_an_import(
    office: Application, sheets: list[Sheet], hidden: bool, epoch: bool
) -> None:
    workbook = Workbook("表（金祝社区）.xlsx", "xlsx", tuple(sheets), epoch)
    with contextlib.suppress(UserError):
        run = dry_run(office.desk, workbook, include_hidden=hidden)
        plain = json.loads(json.dumps(to_json(run)))
        assert [row["row"] for row in plain["rows"]] == sorted(row["row"] for row in plain["rows"])
        apply(office.desk, run, usual_decisions(run, updates=True))
    assert integrity_problems(office.ledger, search=False) == []
