"""Heads and the rows below them, as sheets really come: other words, other order, two-row heads, totals, notes, several sheets."""

from __future__ import annotations

import pytest

from app.errors import UnreadableFile
from app.exchange.headers import Table, find_table
from app.exchange.heads import plain_head
from app.exchange.registerkinds import sheet_kinds
from app.exchange.sheetnotes import read_notes
from app.exchange.tablenotices import letters, table_notices
from app.exchange.workbook import Cell, Merged, Sheet, Workbook

HEAD: list[Cell] = ["序号", "姓名", "联系电话", "从业类型"]
ZHANG: list[Cell] = [1.0, "张三", "13812345678", "骑手"]
LI: list[Cell] = [2.0, "李四", "13912345678", "骑手"]


def sheet_of(*rows: list[Cell], name: str = "表", **facts: object) -> Sheet:
    return Sheet(name, False, list(rows), **facts)  # type: ignore[arg-type]


def table_of(*sheets: Sheet, sheet_name: str | None = None) -> Table:
    return find_table(Workbook("x.xlsx", "xlsx", sheets), sheet_kinds(), sheet_name=sheet_name)


def states(*rows: list[Cell], **facts: object) -> list[str]:
    return [line.state for line in table_of(sheet_of(HEAD, *rows, **facts)).lines()]


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (["姓名", "手机号1", "手机号2"], {"name": 0, "phones": 1}),
        (["姓名", "电话", "证件类型", "证件号码"], {"name": 0, "phones": 1, "id_kind": 2, "id_no": 3}),
        (["姓名", "电话", "车辆类型", "合同类型"], {"name": 0, "phones": 1}),
        (["姓名", "从业类型", "紧急联系人", "紧急联系人电话"],
         {"name": 0, "category": 1, "emergency_contact": 2, "emergency_phone": 3}),
        (["站长姓名", "姓名", "站长电话", "电话"], {"name": 1, "phones": 3}),
        (["姓名", "平台名称", "站点名称", "性别"], {"name": 0, "platform": 1, "station": 2, "gender": 3}),
        (["小哥姓名", "从事岗位", "所属快递公司", "所在网点"],
         {"name": 0, "category": 1, "platform": 2, "station": 3}),
        (["*姓 名（必填）", "联系\n方式", "出生年月（YYYY-MM）", "户籍地址"],
         {"name": 0, "phones": 1, "birth_date": 2, "native_place": 3}),
        (["性别", None, "联系方式", "姓名"], {"gender": 0, "phones": 2, "name": 3}),
        (["村（社区）", "网格名称", "姓名", "年龄", "是否加入联合工会", "电话"],
         {"community": 0, "grid": 1, "name": 2, "age": 3, "union_member": 4, "phones": 5}),
        (["点位名称", "详细地址", "负责人姓名", "负责人电话", "开放时段", "管理单位"],
         {"name": 0, "address": 1, "contact": 2, "phone": 3, "open_hours": 4, "provider": 5}),
    ],
)  # fmt: skip
def test_heads_are_known_by_what_they_mean(heads: list[Cell], columns: dict[str, int]) -> None:
    assert dict(table_of(sheet_of(heads, ["张三", "1"])).columns) == columns


def test_a_head_in_two_rows_without_merged_cells() -> None:
    table = table_of(
        sheet_of(
            ["花名册"],
            ["序号", "姓名", "从业情况", None, "紧急联系人", None, "联系电话"],
            [None, None, "类型", "平台站点", "姓名", "电话", None],
            [1.0, "张三", "骑手", "美团", "李四", "13900000000", "13812345678"],
        )
    )
    assert (table.header_row, table.head_rows) == (2, 2)
    people = {"name": 1, "emergency_contact": 4, "emergency_phone": 5, "phones": 6}
    assert dict(table.columns) == people | {"category": 2, "platform": 3}
    assert [line.row for line in table.lines()] == [4]


def test_parents_are_merged_but_the_other_heads_are_not() -> None:
    rows: list[list[Cell]] = [
        ["姓名", "电话", "从业情况"],
        [None, None, "类型", "平台/站点"],
        ["张三", "1", "骑手"],
    ]
    table = table_of(sheet_of(*rows, merged=(Merged(1, 2, 1, 3),)))
    assert (table.head_rows, dict(table.columns)) == (
        2,
        {"name": 0, "phones": 1, "category": 2, "platform": 3},
    )


def test_a_head_that_stands_twice_is_one_row_and_a_repeat() -> None:
    table = table_of(sheet_of(HEAD, HEAD, ZHANG))
    assert table.head_rows == 1
    assert [line.state for line in table.lines()] == ["header", "data"]


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (["合 计", None, 45.0], "total"),
        ([None, "总　计：45人"], "total"),
        (["总人数", "45"], "total"),
        (["小 计"], "subtotal"),
        ([None, "顺丰站小计：5人"], "subtotal"),
        (["宝石社区合计", "20人"], "subtotal"),
        ([3.0], "blank"),
        (["3", "  ", None], "blank"),
        (["一、快递员"], "remark"),
        ([3.0, "王五", None, None], "data"),
        (HEAD, "header"),
        (["序号", "姓 名", "联系 电话"], "header"),
    ],
)
def test_rows_that_are_no_data(row: list[Cell], state: str) -> None:
    assert states(ZHANG, row, LI)[:2] == ["data", state]


def test_a_lone_text_over_the_whole_width_is_no_person() -> None:
    rows: list[list[Cell]] = [
        ["姓名", "联系电话", "从业类型"],
        ["顺丰曙光站"],
        ["张三", "13812345678", "骑手"],
    ]
    table = table_of(sheet_of(*rows, merged=(Merged(2, 0, 2, 2),)))
    assert [line.state for line in table.lines()] == ["remark", "data"]


@pytest.mark.parametrize(
    "foot",
    [
        ["注：一式两份"],
        ["备注：请于25日前报送"],
        ["填表说明：……"],
        ["填表人：王某", None, "审核人：李某"],
        ["单位负责人（签字）：", None, "填表人："],
        ["站长（签字）："],
        ["以下空白"],
        ["经办人：王某"],
        ["审核：李某"],
        ["本表由各社区填写，每月25日前报送街道。"],
        ["合计"],
    ],
)
def test_the_table_ends_where_its_foot_begins(foot: list[Cell]) -> None:
    found = states(ZHANG, LI, [], [3.0], [4.0], foot)
    assert found[:2] == ["data", "data"]
    assert set(found[2:]) <= {"blank", "total"}
    assert (found[-1] == "total") == (foot == ["合计"])


def test_rows_below_the_total_are_not_read_but_said() -> None:
    table = table_of(sheet_of(HEAD, ZHANG, ["合计", "1人"], LI, ["注：无"], [5.0]))
    assert [line.state for line in table.lines()] == ["data", "total"]
    assert table.left_below() == [4]
    assert any("第4行" in notice for notice in table_notices(table, include_hidden=False))


def test_every_sheet_with_a_table_is_named_and_can_be_chosen() -> None:
    gems, fields, words = (
        sheet_of(HEAD, ZHANG, LI, name="宝石社区"),
        sheet_of(HEAD, LI, name="金祝社区"),
        sheet_of(["快递员"], ["骑手"], name="字典"),
    )
    table = table_of(gems, fields, words)
    assert (table.sheet.name, table.others, table.notes.community) == ("宝石社区", ("金祝社区",), "宝石社区")
    assert any("“金祝社区”" in notice for notice in table_notices(table, include_hidden=False))
    other = table_of(gems, fields, words, sheet_name="金祝社区")
    assert (other.sheet.name, other.notes.community, other.others) == ("金祝社区", "金祝社区", ("宝石社区",))
    with pytest.raises(UnreadableFile, match="没有名为“曙光”"):
        table_of(gems, fields, sheet_name="曙光")


def test_hidden_columns_and_rows_are_listed() -> None:
    table = table_of(sheet_of(HEAD, ZHANG, LI, hidden_rows=frozenset({3}), hidden_columns=frozenset({2, 9})))
    said = "".join(table_notices(table, include_hidden=False))
    assert "C列“联系电话”" in said
    assert "第3行" in said
    assert "第3行" not in "".join(table_notices(table, include_hidden=True))


def test_columns_have_letters() -> None:
    assert [letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("rows", "sheet", "file", "community", "year"),
    [
        (
            [["花名册"], ["填报单位：", "金祝社区", None, "填报日期：", 45601.0]],
            "表",
            "x.xlsx",
            "金祝社区",
            2024,
        ),
        ([["花名册"], ["填报单位", "金祝社区"]], "表", "x.xlsx", "金祝社区", None),
        ([["填报单位：北山街道办事处金祝社区居委会"]], "表", "x.xlsx", "金祝社区", None),
        ([["社区：金祝"]], "表", "x.xlsx", "金祝社区", None),
        ([["社区：共6个"]], "表", "x.xlsx", "", None),
        ([["花名册"]], "宝石社区", "x.xlsx", "宝石社区", None),
        ([["花名册"]], "表", "宝石社区11月花名册.xlsx", "宝石社区", None),
        ([["花名册"]], "表", "2024年宝石社区花名册.xlsx", "宝石社区", 2024),
        ([["宝石社区、金祝社区花名册"]], "表", "x.xlsx", "", None),
        ([["曙光社区（北山街道）花名册"], ["统计时间：2024年11月5日"]], "表", "x.xlsx", "曙光社区", 2024),
    ],
)
def test_community_and_year_stand_around_the_table(
    rows: list[list[Cell]], sheet: str, file: str, community: str, year: int | None
) -> None:
    notes = read_notes(file, sheet_of(*rows, name=sheet), len(rows))
    assert (notes.community, notes.year) == (community, year)


def test_a_head_is_compared_without_its_marks() -> None:
    assert plain_head("*姓 名\n（必填）：") == "姓名"
