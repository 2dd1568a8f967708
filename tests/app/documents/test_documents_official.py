"""The official page is measured, not believed (GB/T 9704-2012)."""

import re

import pytest

from app.documents.blocks import (
    AttachmentList,
    Blank,
    Document,
    DocumentKind,
    Heading,
    Paragraph,
    Signature,
    Subtitle,
    Title,
)
from app.documents.official import lay_out

MM = 72 / 25.4
LEFT, TOP, RIGHT, BOTTOM = 28.0, 37.0, 184.0, 262.0
TEXT = "街道认真落实上级部署要求，聚焦“组织有力、服务有感、治理有为”，扎实推进服务管理各项工作。"


def official(*blocks):
    return Document(DocumentKind.OFFICIAL, "测试", blocks)


def zones(document):
    """Seal squares as (page, x, y, side) in mm."""
    return [
        (n, x / MM, y / MM, side / MM)
        for n, sheet in enumerate(lay_out(document))
        for x, y, side in sheet.seal_zones
    ]


def body_chars(page):
    return [char for char in page.chars if char["top"] < (BOTTOM + 1) * MM]


def test_a_full_page_is_22_lines_of_28_characters_in_156_by_225_mm(printed):
    pdf = printed(official(Paragraph("新就业群体服务管理" * 137, indent=0)))
    page = pdf.pages[0]
    assert (round(page.width / MM), round(page.height / MM)) == (210, 297)
    chars = body_chars(page)
    tops = sorted({round(char["top"], 1) for char in chars})
    assert len(tops) == 22
    for top in tops:
        assert sum(1 for char in chars if round(char["top"], 1) == top) == 28
    left, right = min(c["x0"] for c in chars) / MM, max(c["x1"] for c in chars) / MM
    top, bottom = min(c["top"] for c in chars) / MM, max(c["bottom"] for c in chars) / MM
    assert left == pytest.approx(LEFT, abs=0.5)
    assert top == pytest.approx(TOP, abs=0.5)
    assert right - left == pytest.approx(156, abs=0.5)
    assert bottom - top == pytest.approx(225, abs=0.5)
    assert {round(char["size"], 2) for char in chars} == {16}


def test_punctuated_text_stays_inside_the_type_area_and_fills_it(printed):
    pdf = printed(official(*[Paragraph(TEXT * n) for n in range(1, 9)]))
    for page in pdf.pages:
        for char in body_chars(page):
            assert char["x0"] / MM > LEFT - 0.1
            assert char["x1"] / MM < RIGHT + 0.5


def test_page_numbers_stand_outside_with_one_character_blank(printed):
    pdf = printed(official(*[Paragraph(TEXT * 12)] * 4))
    assert pdf.count >= 3
    for n, page in enumerate(pdf.pages, start=1):
        chars = [char for char in page.chars if char["top"] > BOTTOM * MM]
        assert "".join(char["text"] for char in chars) == f"— {n} —"
        assert {round(char["size"], 2) for char in chars} == {14}
        left, right = chars[0]["x0"] / MM, chars[-1]["x1"] / MM
        if n % 2:
            assert right == pytest.approx(RIGHT - 14 / MM, abs=0.5)
        else:
            assert left == pytest.approx(LEFT + 14 / MM, abs=0.5)
        # The dash is 7 mm under the type area: ink there, and none just above and below.
        middle = BOTTOM + 7
        assert pdf.ink((left, middle - 0.7, left + 4, middle + 0.7), n - 1)
        assert not pdf.ink((left, middle - 2.5, left + 4, middle - 1), n - 1)
        assert not pdf.ink((left, middle + 1, left + 4, middle + 2.5), n - 1)


def test_each_level_has_its_face(printed):
    pdf = printed(
        official(
            Title("新就业群体工作小结"),
            Subtitle("（本月）"),
            Blank(),
            Heading(1, "一、基本情况"),
            Heading(2, "（一）强化组织。", "随后的正文从这里开始。"),
            Heading(3, "1.建好站点。"),
            Heading(4, "（1）点位。"),
            Paragraph("正文说明，共2024人。"),
        )
    )
    assert pdf.faces_of("新就业群体工作小结") == {"NotoSerifSC-Bold"}
    assert pdf.faces_of("本月") == {"LXGWWenKaiGBLite-Regular"}
    assert pdf.faces_of("基本情况") == {"NotoSansSC-Regular"}
    assert pdf.faces_of("强化组织") == {"LXGWWenKaiGBLite-Regular"}
    assert pdf.faces_of("随后的正文") == {"ZhuqueFangsong-Regular"}
    assert pdf.faces_of("建好站点") == {"ZhuqueFangsong-Regular"}
    assert pdf.faces_of("点位") == {"ZhuqueFangsong-Regular"}
    assert pdf.faces_of("正文说明") == {"ZhuqueFangsong-Regular"}
    assert pdf.faces_of("2024") == {"LiberationSerif"}
    sizes = {char["text"]: round(char["size"]) for char in pdf.pages[0].chars}
    assert (sizes["结"], sizes["述" if "述" in sizes else "基"], sizes["说"]) == (22, 16, 16)


def test_title_is_centred_and_subtitle_under_it(printed):
    pdf = printed(official(Title("北山街道新就业群体服务管理工作小结"), Subtitle("（2024年11月）")))
    x0, top, x1, _ = pdf.box("北山街道新就业群体服务管理工作小结")
    assert (x0 + x1) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    assert top == pytest.approx(TOP, abs=0.5)
    assert pdf.box("2024年11月")[1] > top + 8


def test_nothing_is_red(printed):
    pdf = printed(official(Title("小结"), Paragraph(TEXT), Signature("北山街道", "2024年12月3日")))
    for page in pdf.pages:
        assert {char["non_stroking_color"] for char in page.chars} <= {(0,), (0, 0, 0), None}
        assert not page.lines
        assert not page.rects


def test_first_line_is_indented_two_characters(printed):
    pdf = printed(official(Paragraph("扎实推进服务管理各项工作" * 5)))
    lines = sorted({round(char["top"], 1) for char in body_chars(pdf.pages[0])})
    starts = [min(c["x0"] for c in pdf.pages[0].chars if round(c["top"], 1) == top) / MM for top in lines[:2]]
    assert starts[0] == pytest.approx(LEFT + 2 * 156 / 28, abs=0.2)
    assert starts[1] == pytest.approx(LEFT, abs=0.2)


def test_one_attachment_has_no_number_and_several_are_aligned(printed):
    assert "附件：统计表" in printed(official(Paragraph(TEXT), AttachmentList(("统计表",)))).text()
    pdf = printed(official(Paragraph(TEXT), AttachmentList(("统计表", "花名册"))))
    assert "附件：1.统计表" in pdf.text()
    assert pdf.box("统计表")[0] == pytest.approx(pdf.box("花名册")[0], abs=0.2)


def test_sealed_signature_keeps_a_free_square_over_name_and_date(printed):
    issuer, date = "北山街道党工委（社工办）", "2024年12月3日"
    document = official(
        Title("小结"),
        Blank(),
        Paragraph(TEXT),
        AttachmentList(("统计表",)),
        Signature(issuer, date),
        Paragraph(TEXT),
    )
    pdf = printed(document)
    ((page, x, y, side),) = zones(document)
    assert side == pytest.approx(45)
    assert not pdf.ink((x, y, x + side, y + side), page, but=(issuer, date))
    # Date four characters from the right, issuer centred on it, both just under the middle of the seal.
    issuer_box, date_box = pdf.box(issuer), pdf.box(date)
    assert date_box[2] == pytest.approx(RIGHT - 4 * 156 / 28, abs=0.5)
    assert sum(issuer_box[::2]) == pytest.approx(sum(date_box[::2]), abs=0.5)
    assert x + side / 2 == pytest.approx((date_box[0] + date_box[2]) / 2, abs=0.3)
    assert 0 < (issuer_box[1] + date_box[3]) / 2 - (y + side / 2) < 6
    # Upper edge within one line of the text above.
    assert 0 <= y - pdf.box("附件：统计表")[3] <= 10.5


@pytest.mark.parametrize(
    ("issuer", "date"),
    [("北山街道新就业群体综合党委办公室", "2024年12月3日"), ("社工办", "2024年12月31日")],
)
def test_unsealed_signature(printed, issuer, date):
    pdf = printed(official(Paragraph("正文。"), Signature(issuer, date, sealed=False)))
    cell = 156 / 28
    issuer_box, date_box = pdf.box(issuer), pdf.box(date)
    longer = issuer_box if issuer_box[2] - issuer_box[0] > date_box[2] - date_box[0] else date_box
    assert longer[2] == pytest.approx(RIGHT - 2 * cell, abs=0.5)
    assert date_box[0] - issuer_box[0] == pytest.approx(2 * cell, abs=0.5)


def test_signature_never_stands_alone_on_a_page(printed):
    seen = set()
    for lines in range(12, 24):
        document = official(*[Paragraph("扎实推进工作。")] * lines, Signature("北山街道", "2024年12月3日"))
        pdf = printed(document)
        seen.add(pdf.count)
        last = pdf.text(pdf.count - 1)
        assert "2024年12月3日" in last
        assert "扎实推进工作。" in last
        ((page, x, y, side),) = zones(document)
        assert page == pdf.count - 1
        assert y + side <= BOTTOM + 0.5
        assert not pdf.ink((x, y, x + side, y + side), page, but=("北山街道", "2024年12月3日"))
    assert seen == {1, 2}


def test_heading_is_not_the_last_line_of_a_page(printed):
    for lines in range(18, 23):
        pdf = printed(
            official(*[Paragraph("正文。")] * lines, Heading(1, "一、基本情况"), Paragraph("末段。"))
        )
        page = next(n for n in range(pdf.count) if "基本情况" in pdf.text(n))
        assert "末段" in pdf.text(page)


def test_no_iso_date_on_official_paper(printed):
    pdf = printed(official(Paragraph("截至2024年11月5日。"), Signature("北山街道", "2024年12月3日")))
    assert not re.search(r"\d{4}-\d{2}-\d{2}", pdf.all_text())
