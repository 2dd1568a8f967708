"""Official paper as Word documents: real styles, the office's faces, feet with fields, tables that go on over pages."""

import difflib
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import docx
import pdfplumber
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from app.documents.blocks import Document, DocumentKind, FixedText, PageBreak, Paragraph, Row, Table
from app.documents.flowing import flows
from app.documents.ledger import DEFAULT_STYLE, Column, ledger_document
from app.documents.notice import NoticeText, notice_document
from app.documents.statistics import StatisticsContent, StatisticsGroup, StatisticsRow
from app.documents.summary import SummaryContent, SummaryItem, SummarySection, summary_document
from app.documents.word.writing import write_word
from app.errors import MissingGlyphs, UserError

SQLITE_ALONE = True
MM = 36_000  # EMU
NOTICE = notice_document(
    NoticeText("北山街道", "2024-1", "走访慰问", "姓名、联系电话", "离开后三年", "0571-87654321"),
    ("张三", "李四"),
)


def summary() -> Document:
    rows = tuple(
        StatisticsRow(f"指标{n}", "人", str(1200 + n), "1188", "+1.0%", "—", "—", "—", part=n % 3 == 2)
        for n in range(28)
    )
    table = StatisticsContent(
        "2024年11月统计表", "北山街道", date(2024, 11, 30), (StatisticsGroup("一、组织建设", rows),)
    )
    parts = (
        "截至11月30日，辖区登记在册新就业群体1200人，较上月增加12人，增长1.0%。",
        SummaryItem("强化组织覆盖。", "新建联合工会2个，发展会员35人，聚焦“组织有力”。"),
    )
    sections = tuple(SummarySection(name, parts) for name in ("基本情况", "组织建设", "服务保障", "下月打算"))
    content = SummaryContent(
        "北山街道", 2024, 11, ("11月，现将有关情况小结如下：",), sections, "北山街道党工委", date(2024, 12, 3), table
    )  # fmt: skip
    return summary_document(content)


def written(document: Document) -> bytes:
    stream = io.BytesIO()
    write_word(document, stream)
    return stream.getvalue()


def opened(document: Document):
    return docx.Document(io.BytesIO(written(document)))


def test_the_page_is_the_official_one_and_the_table_lies_behind_it():
    upright, lying = opened(summary()).sections
    sides = (upright.top_margin, upright.left_margin, upright.right_margin, upright.bottom_margin)
    assert [round(side / MM) for side in sides] == [37, 28, 26, 35]
    assert (round(upright.page_width / MM), round(upright.page_height / MM)) == (210, 297)
    assert upright._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == "579"
    assert lying.orientation == WD_ORIENT.LANDSCAPE
    assert (round(lying.page_width / MM), round(lying.top_margin / MM)) == (297, 28)


def test_text_stands_in_real_styles_with_the_faces_of_official_paper():
    word = opened(summary())
    styles = {one.text: one.style.name for one in word.paragraphs}
    assert styles["北山街道新就业群体服务管理工作小结"] == "Title"
    assert styles["（2024年11月）"] == "Subtitle"
    assert styles["一、基本情况"] == "Heading 1"
    lead = next(one for one in word.paragraphs if one.text.startswith("（一）强化组织覆盖。新建"))
    assert (lead.style.name, lead.runs[0].style.name) == ("Body Text", "heading 2 Char")
    faces = {
        name: word.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Title", "Heading 1", "Heading 2", "Subtitle")
    }
    assert list(faces.values()) == ["方正小标宋简体", "黑体", "楷体", "楷体"]
    assert all(run.element.rPr.rFonts.get(qn("w:hint")) == "eastAsia" for run in lead.runs)
    spacing = word.styles["Normal"].paragraph_format
    assert spacing.line_spacing.pt == pytest.approx(28.95)


def test_pages_are_numbered_on_their_outer_sides_by_fields():
    word = opened(summary())
    assert word.settings.odd_and_even_pages_header_footer
    upright, lying = word.sections
    sides = {}
    for name, foot in (("odd", upright.footer), ("even", upright.even_page_footer)):
        (line,) = foot.paragraphs
        assert line.text == "— 1 —"
        assert [one.text.strip() for one in line._p.iter(qn("w:instrText"))] == ["PAGE"]
        sides[name] = line._p.pPr.find(qn("w:jc")).get(qn("w:val"))
    assert sides == {"odd": "right", "even": "left"}
    turned = lying.footer._element.xml
    assert 'vert="vert"' in turned
    assert " PAGE " in turned
    assert [one.text.strip() for one in opened(ledger()).sections[0].footer._element.iter(qn("w:instrText"))] == [
        "PAGE", "NUMPAGES",
    ]  # fmt: skip


def ledger() -> Document:
    columns = [Column("姓名", 20), Column("备注", 60)]
    rows = [(f"骑手{n}", "站点搬迁后转入") for n in range(40)]
    return ledger_document(
        "人员台账", "北山街道", date(2024, 11, 30), columns, rows, style=replace(DEFAULT_STYLE, measure="人")
    )


def test_heads_of_tables_repeat_and_rows_stay_whole():
    (table,) = opened(summary()).tables
    heads = [row for row in table.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]
    assert [cell.text for cell in heads[0].cells][:4] == ["序号", "指标名称", "计量单位", "本月"]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert {cell.text for cell in table.rows[1].cells} == {"一、组织建设"}  # one cell across the table
    assert table.rows[4].cells[1].text == "　　指标2"
    (list_,) = opened(ledger()).tables
    repeated = [row.cells[0].text for row in list_.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]
    assert repeated == [
        "人员台账",
        "填报单位（盖章）：北山街道\t统计截止日期：2024年11月30日\t单位：人",
        "序号",
    ]


def test_a_page_break_begins_the_next_paper_without_an_empty_paragraph():
    names = [
        one.text for one in opened(NOTICE).paragraphs if one._p.pPr.find(qn("w:pageBreakBefore")) is not None
    ]
    assert names == ["个人信息处理告知书"]


def test_a_line_over_a_table_can_begin_a_page():
    """What is said of a paragraph stands in the order of the standard, or Word calls the file damaged."""
    table = Table((Column("姓名", 20),), (Row(("骑手",)),), above=("单位：北山街道", "单位：人"))
    word = opened(Document(DocumentKind.FORM, "名单", (Paragraph("名单如下。"), PageBreak(), table)))
    line = word.paragraphs[1]
    assert [one.tag.split("}")[1] for one in line._p.pPr] == [
        "pStyle", "keepNext", "pageBreakBefore", "tabs", "spacing",
    ]  # fmt: skip


def test_the_same_paper_makes_the_same_file_that_tells_nothing_of_its_writer():
    document = summary()
    assert written(document) == written(document)
    about = opened(document).core_properties
    assert (about.title, about.author, about.last_modified_by, about.created) == (
        document.title,
        "",
        "",
        None,
    )


def test_what_cannot_be_written_is_refused_before_a_file_is_touched(tmp_path):
    drawn = Document(DocumentKind.FORM, "门牌", (FixedText(10, 10, "驿站"), PageBreak()))
    assert not flows(drawn)
    with pytest.raises(ValueError, match="exact places"):
        write_word(drawn, tmp_path / "门牌.docx")
    lost = Document(DocumentKind.OFFICIAL, "小结", (Paragraph("姓名\ue001"),))
    with pytest.raises(MissingGlyphs):
        write_word(lost, tmp_path / "小结.docx")
    with pytest.raises(UserError, match="小结"):
        write_word(summary(), tmp_path / "没有的文件夹" / "小结.docx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_program_sets_the_same_pages(tmp_path, printed):
    """Its faces and spaces differ a little, so pages are compared by nearly all of their text."""
    document = summary()
    write_word(document, tmp_path / "小结.docx")
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'home').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "小结.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    ours = printed(document)
    with pdfplumber.open(tmp_path / "小结.pdf") as pdf:
        theirs = ["".join(page.extract_text().split()) for page in pdf.pages]
    assert len(theirs) == ours.count
    for number, text in enumerate(theirs):
        mine = "".join(ours.text(number).split())
        assert difflib.SequenceMatcher(None, mine, text, autojunk=False).ratio() > 0.8, number
