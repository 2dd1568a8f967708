"""What is printed can be searched and copied, is embedded, and comes out the same every time."""

import io

import pypdfium2
import pytest

from app.documents.blocks import Column, Document, DocumentKind, FixedText, Paragraph, Role, Row, Table, Title
from app.documents.faces import check_glyphs, runs
from app.documents.pdf import render
from app.errors import MissingGlyphs, UserError

RARE = (
    "买买提·阿不都热依木",
    "龚䶮",
    "𬱖某某",
    "𠮷野",
    "喆堃",
    "①㈠☑●★",
    'A<B & "x" <b>粗</b> &amp; %s \\n ((',
)


def official(*blocks):
    return Document(DocumentKind.OFFICIAL, "测试文件", blocks)


@pytest.mark.parametrize("text", RARE)
@pytest.mark.parametrize("role", list(Role))
def test_every_role_prints_rare_characters_that_can_be_copied(printed, text, role):
    pdf = printed(Document(DocumentKind.OFFICIAL, "测试", (FixedText(30, 60, text, role, 14),)))
    plain = "".join(char["text"] for char in pdf.pages[0].chars if char["top"] < 300)
    assert plain == text
    assert text.replace("\\n", "\\n") in pdf.pdfium_text()


def test_more_than_a_subset_of_characters_is_copied_right(printed):
    text = "".join(chr(point) for point in range(0x4E00, 0x4E00 + 700)) + "".join(
        chr(point) for point in range(0x2B740, 0x2B740 + 150)
    )
    pdf = printed(official(Paragraph(text, indent=0)))
    read = "".join(c["text"] for page in pdf.pages for c in page.chars if c["top"] < 262 * 72 / 25.4)
    assert read == text
    assert text[:20] in pdf.pdfium_text()


def test_markup_is_printed_as_it_stands(printed):
    assert 'A<B & "x"' in printed(official(Paragraph('名称为A<B & "x"的站点。'))).text()


def test_missing_glyphs_block_the_print_and_name_the_record(tmp_path):
    table = Table(
        (Column("姓名", 30),), (Row(("张三",), name="RY-000001"), Row(("李\ue863",), name="RY-000002"))
    )
    target = tmp_path / "名单.pdf"
    with pytest.raises(MissingGlyphs) as caught:
        render(official(Title("名单"), table), target)
    assert caught.value.missing == (("RY-000002 姓名", "\ue863"),)
    assert "RY-000002" in caught.value.sentence
    assert not list(tmp_path.iterdir())


def test_check_glyphs_takes_any_texts():
    check_glyphs([("第1行 姓名", "䶮𬱖\n"), ("第2行 姓名", "葛\U000e0100某")])
    with pytest.raises(MissingGlyphs) as caught:
        check_glyphs([("第1行 姓名", "张三"), ("第2行 姓名", "\U0010fffe三")])
    assert caught.value.missing == (("第2行 姓名", "\U0010fffe"),)


def test_quotes_and_digits_come_from_the_right_faces():
    assert [(run.face, run.text) for run in runs(Role.FANG, "“好”12.5%①")] == [
        ("Serif", "“"),
        ("Fang", "好"),
        ("Serif", "”"),
        ("Latin", "12.5%"),
        ("Serif", "①"),
    ]


def test_the_same_tree_gives_the_same_bytes():
    first, second = io.BytesIO(), io.BytesIO()
    for stream in (first, second):
        render(official(Title("小结"), Paragraph("正文2024年𬱖" * 40)), stream)
    assert first.getvalue() == second.getvalue()


def test_all_fonts_are_embedded_subsets_and_helvetica_is_not_there(printed):
    pdf = printed(official(Title("小结"), Paragraph("正文2024年𬱖")))
    assert b"Helvetica" not in pdf.data
    names = {char["fontname"] for page in pdf.pages for char in page.chars}
    assert all("+" in name for name in names)
    assert pdf.data.count(b"/FontFile2") == pdf.data.count(b"/Type /FontDescriptor") >= 4
    # Four small subsets of faces of 10 MB and more.
    assert len(pdf.data) < 100_000


def test_metadata_holds_the_title_and_the_product_only(printed):
    pdf = printed(official(Paragraph("张三，33010619900101001X。")))
    with pypdfium2.PdfDocument(pdf.data) as document:
        found = document.get_metadata_dict(skip_empty=True)
    assert {key: value for key, value in found.items() if not key.endswith("Date")} == {
        "Title": "测试文件",
        "Creator": "新蜂台账",
        "Producer": "新蜂台账",
    }


def test_a_file_that_cannot_be_written_is_a_clear_sentence(tmp_path):
    with pytest.raises(UserError, match=r"小结\.pdf"):
        render(official(Paragraph("正文")), tmp_path / "没有这个文件夹" / "小结.pdf")


def test_a_written_file_is_whole(tmp_path):
    target = tmp_path / "小结.pdf"
    target.write_bytes(b"old")
    assert render(official(Paragraph("正文")), target) == 1
    assert target.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["小结.pdf"]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_covers_the_ideographs_of_gb_18030(role):
    blocks = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B739), (0x2B740, 0x2B81D))
    for first, last in (*blocks, (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0)):
        check_glyphs([(role, "".join(map(chr, range(first, last + 1))))], role)
