"""Statistics tables and printed ledgers, page by page."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.blocks import Align, Column, Document, DocumentKind, Paragraph, Row, RowKind, Table
from app.documents.ledger import LedgerStyle, PrintMark, ledger_document
from app.documents.paging import NEAR, Kinds, Room, share_out
from app.documents.statistics import StatisticsContent, StatisticsGroup, StatisticsRow, statistics_document
from app.documents.summary import SummaryContent, SummaryItem, SummarySection, summary_document

MM = 72 / 25.4
AS_OF = date(2024, 11, 30)
COLUMNS = (Column("姓名", 22), Column("性别", 10, Align.CENTER), Column("联系电话", 26), Column("备注", 60))


def ledger(count, **style):
    rows = [(f"张{n}", "男", "138****1234", "") for n in range(1, count + 1)]
    return ledger_document("人员台账（花名册）", "北山街道", AS_OF, COLUMNS, rows, style=LedgerStyle(**style))


def statistics(groups=6, rows=5):
    row = StatisticsRow("登记人数", "人", "1234", "1200", "2.8%", "—", "—", "12.5%")
    part = StatisticsRow("其中：女性", "人", "234", "200", "17.0%", "—", "—", "-3.2%", part=True)
    group = StatisticsGroup("一、组织建设", (row,) * (rows - 1) + (part,))
    return StatisticsContent(
        "情况统计表", "北山街道", AS_OF, (group,) * groups, clerk="李某", note="注：数据截至月末。"
    )


def test_ledger_of_1000_rows(printed):
    pdf = printed(ledger(1000))
    serials = []
    for n, page in enumerate(pdf.pages, start=1):
        text = pdf.text(n - 1)
        assert (round(page.width / MM), round(page.height / MM)) == (297, 210)
        assert "人员台账（花名册）" in text
        assert "姓名 性别 联系电话 备注" in text
        assert f"第 {n} 页 共 {pdf.count} 页" in text
        assert ("单位负责人" in text) == (n == pdf.count)
        serials += [int(line.split()[0]) for line in text.splitlines() if " 138****1234" in line]
    assert serials == list(range(1, 1001))


@pytest.mark.parametrize("count", [0, 1, 17, 18, 19, 20, 21, 22, 37, 38, 39, 40])
def test_the_signature_line_is_never_alone(printed, count):
    pdf = printed(ledger(count))
    last = pdf.text(pdf.count - 1)
    assert "单位负责人" in last
    if count:
        assert "138****1234" in last
    assert pdf.box("单位负责人", pdf.count - 1)[3] <= 210 - 18 + 0.1


def row_steps(page):
    """Heights of the rows in mm, head first."""
    rules = sorted({round(line["top"], 2) for line in page.lines if line["width"] > 100})
    return [(lower - upper) / MM for upper, lower in pairwise(rules)]


def test_blank_rows_fill_the_page_and_rows_are_high_enough_to_correct_by_hand(printed):
    pdf = printed(ledger(3, fill_blank=True))
    steps = row_steps(pdf.pages[0])
    assert pdf.count == 1
    assert min(steps) >= 7.5 - 0.05
    last_rule = max(line["bottom"] for line in pdf.pages[0].lines) / MM
    assert 210 - 18 - last_rule < 7.5 + 9


@pytest.mark.parametrize("rows", [15, 20, 25])
def test_a_fixed_number_of_rows_on_every_page(printed, rows):
    pdf = printed(ledger(rows + 3, fill_blank=True, rows_per_page=rows))
    assert pdf.count == 2
    for page in pdf.pages:
        steps = row_steps(page)
        assert len(steps) == rows + 1
        assert max(steps[1:]) - min(steps[1:]) < 0.1


def test_more_than_14_columns_take_a3(printed):
    columns = [Column(f"列{n}", 30) for n in range(16)]
    document = ledger_document("宽表", "北山街道", AS_OF, columns, [["值"] * 16] * 3)
    page = printed(document).pages[0]
    assert (round(page.width / MM), round(page.height / MM)) == (420, 297)
    assert max(char["x1"] for char in page.chars) < page.width - 12 * MM


def test_print_mark_and_watermark_on_every_page(printed):
    document = ledger_document(
        "台账",
        "北山街道",
        AS_OF,
        COLUMNS,
        [("张某", "男", "", "")] * 60,
        mark=PrintMark(datetime(2024, 12, 3, 9, 15), "张某", "P20241203-0007"),
        style=LedgerStyle(measure="人", watermark="仅供北山街道使用"),
    )
    pdf = printed(document)
    assert pdf.count > 1
    for n, page in enumerate(pdf.pages):
        assert "打印时间：2024-12-03 09:15 打印人：张某 编号：P20241203-0007" in " ".join(pdf.text(n).split())
        slanted = [char for char in page.chars if char["matrix"][1]]
        assert "仅供北山街道使用" in "".join(char["text"] for char in slanted)
        assert {char["non_stroking_color"] for char in slanted} == {(0.9, 0.9, 0.9)}
    assert "单位：人" in pdf.text(0)


def test_a_name_wraps_at_its_dot_and_is_copied_whole(printed):
    document = ledger_document("台账", "北山街道", AS_OF, COLUMNS, [("买买提·阿不都热依木", "男", "", "")])
    joined = "".join(char["text"] for char in printed(document).pages[0].chars)
    assert "买买提·阿不都热依木" in joined


@pytest.mark.parametrize("cell", ["长" * 10_000, "A" * 10_000, "字，。" * 3_333, "行\n" * 5_000])
def test_a_cell_of_10000_characters_prints_whole(printed, cell):
    document = ledger_document(
        "台账", "北山街道", AS_OF, COLUMNS, [("张某", "男", "", cell), ("李某", "女", "", "")]
    )
    pdf = printed(document)
    marks = "".join(char["text"] for page in pdf.pages for char in page.chars)
    assert marks.count(cell[0]) >= cell.count(cell[0])
    assert "李某" in pdf.text(pdf.count - 1)
    for page in pdf.pages:
        assert max(line["bottom"] for line in page.lines) <= page.height - 18 * MM + 1


def test_markup_in_cells_is_literal(printed):
    document = ledger_document("台账", "北山街道", AS_OF, COLUMNS, [('A<B & "x"', "男", "", "<b>&amp;")])
    text = printed(document).text()
    assert 'A<B & "x"' in text
    assert "<b>&amp;" in text


def test_statistics_table(printed):
    pdf = printed(statistics_document(statistics()))
    assert pdf.count > 1
    for n in range(pdf.count):
        text = pdf.text(n)
        assert "序号 指标名称 计量单位 本月 上月 环比 本年累计 上年同期累计 同比 备注" in text
        assert f"第{n + 1}页 共{pdf.count}页" in text
    x0, _, x1, _ = pdf.box("第1页 共")
    assert (x0 + x1) / 2 == pytest.approx(297 / 2, abs=6)
    last = pdf.text(pdf.count - 1)
    for label in (
        "单位负责人：",
        "审核人：",
        "填表人：李某",
        "联系电话：",
        "报出日期：",
        "注：数据截至月末。",
    ):
        assert label in last
    assert "情况统计表" in pdf.text(0)
    assert "情况统计表" not in pdf.text(1)
    # 其中 rows stand two characters in and carry no number.
    assert pdf.box("其中：女性")[0] - pdf.box("登记人数")[0] == pytest.approx(2 * 10.5 / MM, abs=0.2)
    assert pdf.faces_of("组织建设") == {"NotoSansSC-Regular"}
    assert pdf.faces_of("1234") == {"LiberationSerif"}


def test_figures_are_right_aligned(printed):
    pdf = printed(statistics_document(statistics(groups=1)))
    assert pdf.box("1234")[2] == pytest.approx(pdf.box("234", 0)[2], abs=0.1)
    assert pdf.box("2.8%")[2] == pytest.approx(pdf.box("17.0%")[2], abs=0.1)


def summary():
    text = "截至11月30日，登记在册新就业群体1234人，较上月净增34人，环比增长2.8%。"
    return SummaryContent(
        "北山街道",
        2024,
        11,
        ("现将有关情况小结如下：",),
        (
            SummarySection("基本情况", (text,)),
            SummarySection(
                "主要工作", (SummaryItem("强化组织覆盖。", text), SummaryItem("做优服务。", text))
            ),
        ),
        "北山街道党工委（社工办）",
        date(2024, 12, 3),
        statistics(),
    )


def test_monthly_summary(printed):
    pdf = printed(summary_document(summary()))
    first = pdf.text(0)
    for expected in (
        "北山街道新就业群体服务管理工作小结",
        "（2024年11月）",
        "一、基本情况",
        "二、主要工作",
        "（一）强化组织覆盖。",
        "（二）做优服务。",
        "附件：情况统计表",
        "北山街道党工委（社工办）",
        "2024年12月3日",
    ):
        assert expected in first
    assert pdf.faces_of("主要工作") == {"NotoSansSC-Regular"}
    page = pdf.pages[1]
    assert page.width > page.height
    assert page.rotation == 90
    assert pdf.box("附件", 1)[1] == pytest.approx(28, abs=0.6)
    assert pdf.faces_of("附件", 1) == {"NotoSansSC-Regular"}
    assert pdf.box("情况统计表", 1)[1] > pdf.box("附件", 1)[1] + 15


def test_turned_pages_keep_the_number_where_upright_pages_have_it(printed):
    pdf = printed(summary_document(summary()))
    assert pdf.count >= 3
    for n, page in enumerate(pdf.pages[1:], start=2):
        marks = [char for char in page.chars if not char["upright"]]
        assert "".join(char["text"] for char in marks) == f"— {n} —"
        # Shown rotated, the foot of the upright sheet is the left edge, its right side the lower one.
        assert max(char["x1"] for char in marks) < 35 * MM
        middle = sum(char["top"] for char in marks) / len(marks)
        assert (middle > page.height / 2) == bool(n % 2)


def test_no_iso_date_in_the_summary(printed):
    assert "2024-" not in printed(summary_document(summary())).all_text()


def test_a_table_inside_upright_text(printed):
    table = Table(
        (Column("指标", 40), Column("数量", 20, Align.RIGHT)), (Row(("站点", "12")),) * 4, title="表1 站点"
    )
    pdf = printed(Document(DocumentKind.OFFICIAL, "测试", (Paragraph("前文。"), table, Paragraph("后文。"))))
    page = pdf.pages[0]
    assert min(line["x0"] for line in page.lines) / MM == pytest.approx(28, abs=0.3)
    assert max(line["x1"] for line in page.lines) / MM == pytest.approx(184, abs=0.3)
    assert pdf.box("后文")[1] > max(line["bottom"] for line in page.lines) / MM


# A busy machine may take its time.
unhurried = settings(deadline=None)
heights = st.lists(st.floats(10, 100), max_size=80)


@unhurried
@given(heights, st.floats(210, 400), st.floats(0, 60))
def test_rows_are_shared_out_whole_and_in_order(rows, body, closing):
    pages = share_out(rows, Room(body, body, closing))
    assert [n for page in pages for n in page] == list(range(len(rows)))
    for page in pages:
        assert sum(rows[n] for n in page) <= body + 1e-6
    if rows:
        assert sum(rows[n] for n in pages[-1]) + closing <= body + 1e-6
        assert len(pages[-1]) > 0


@unhurried
@given(st.integers(1, 60))
def test_a_total_has_company_and_a_group_row_has_a_follower(count):
    rows = [20.0] * (count + 1)
    pages = share_out(rows, Room(200, 200, 0), Kinds(totals=frozenset({count})))
    if len(pages) > 1:
        assert len(pages[-1]) >= 2
    pages = share_out(rows, Room(200, 200, 0), Kinds(groups=frozenset(range(0, count, 3))))
    for page in pages[:-1]:
        assert page[-1] not in range(0, count, 3)


@unhurried
@given(st.lists(st.integers(1, 12), min_size=1, max_size=8))
def test_a_group_is_broken_only_when_it_is_too_long_or_the_page_half_empty(sizes):
    begins = [sum(size + 1 for size in sizes[:n]) for n in range(len(sizes))]
    rows = [20.0] * (sum(sizes) + len(sizes))
    pages = share_out(rows, Room(200, 200, 0), Kinds(groups=frozenset(begins)))
    for page in pages[:-1]:
        broken = page.stop not in begins
        begun = max(n for n in begins if n < page.stop)
        if broken and begun > page.start:
            assert sizes[begins.index(begun)] + 1 > 10 or begun - page.start < 5


@unhurried
@given(st.integers(2, 30), st.integers(1, 12))
def test_a_part_stays_with_the_row_it_belongs_to(before, parts):
    rows = [20.0] * (before + 1 + parts)
    pages = share_out(rows, Room(200, 200, 0), Kinds(parts=frozenset(range(before + 1, len(rows)))))
    opens = [page.start for page in pages[1:]]
    assert not any(before < one <= before + NEAR for one in opens)


def test_the_last_group_goes_with_the_signatures_under_it():
    rows = [20.0] * 9
    pages = share_out(rows, Room(200, 200, 40), Kinds(groups=frozenset({0, 5})))
    assert pages == [range(5), range(5, 9)]


def test_group_rows_span_the_table(printed):
    table = Table(
        (Column("甲", 10), Column("乙", 10)),
        (Row(("一、很长的分组标题占满整行",), RowKind.GROUP), Row(("1", "2"))),
    )
    assert "一、很长的分组标题占满整行" in printed(Document(DocumentKind.OFFICIAL, "t", (table,))).text()
