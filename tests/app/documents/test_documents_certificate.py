"""Certificates: one on a page, the seal's square free, no forbidden word, the stub list in step."""

import re
from dataclasses import replace
from datetime import date

import pytest

from app.documents.certificate import FORBIDDEN_WORDS, CertificateText, stub_document
from app.documents.official import lay_out
from app.errors import MissingGlyphs, ValidationFailed
from app.workshop.paper import certificate_document

MM = 72 / 25.4
ONE = CertificateText(
    number="XXXG-2024-02-0137",
    name="张某",
    class_name="第2期短视频制作班",
    organizer="西溪街道“小哥学院”",
    started_on=date(2024, 9, 10),
    ended_on=date(2024, 11, 20),
    hours="24",
    issuer="西溪街道“小哥学院”",
    issued_on=date(2024, 11, 5),
    id_number="3301**********0018",
    gender="男",
)
LONG = replace(
    ONE,
    name="阿卜杜热合曼·买买提依明·阿不都热依木·吐尔逊·艾合买提·库尔班江",
    class_name="第12期新就业形态劳动者短视频制作与网络直播运营技能提升专题培训班",
    course="短视频策划、拍摄、剪辑与账号运营全流程实务",
    issuer="西溪街道新就业群体综合党委“小哥学院”教学管理委员会办公室",
)


def batch(count):
    return [replace(ONE, number=f"XXXG-2024-02-{n:04d}", name=f"学员{n}") for n in range(1, count + 1)]


def seal_zone(document, page=0):
    ((x, y, side),) = lay_out(document)[page].seal_zones
    return x / MM, y / MM, side / MM


def test_a_batch_of_200_has_one_on_each_page_with_consecutive_numbers(printed):
    pdf = printed(certificate_document(batch(200)))
    assert pdf.count == 200
    numbers = []
    for n, page in enumerate(pdf.pages):
        assert (round(page.width / MM), round(page.height / MM)) == (297, 210)
        found = re.findall(r"XXXG-2024-02-(\d{4})", pdf.text(n))
        assert len(found) == 1
        numbers.append(int(found[0]))
    assert numbers == list(range(1, 201))


def test_certificate_says_all_of_it(printed):
    text = "".join(char["text"] for char in printed(certificate_document([ONE])).pages[0].chars)
    assert (
        "张某 同志（公民身份号码：3301**********0018），于2024年9月10日至2024年11月20日参加西溪街道“小哥学院”"
        "第2期短视频制作班学习，修满规定课程，共24学时，成绩合格，准予结业。"
    ) in text
    for part in ("结业证书", "编号：XXXG-2024-02-0137", "西溪街道“小哥学院”", "2024年11月5日"):
        assert part in text
    assert not re.search(r"\d{4}-\d{2}-\d{2}(?!\d)", text.replace(ONE.number, ""))


@pytest.mark.parametrize("text", [ONE, LONG, replace(LONG, id_number="")])
def test_the_seal_zone_holds_issuer_and_date_only(printed, text):
    document = certificate_document([text])
    pdf = printed(document)
    x, y, side = seal_zone(document)
    assert side == 45
    assert pdf.ink((x, y, x + side, y + side))
    # The issuer's name also stands in the text, so it is found together with the date that follows it.
    assert not pdf.ink((x, y, x + side, y + side), but=(text.issuer + "2024年11月5日",))
    issuer_middle = (pdf.box("2024年11月5日")[0] + pdf.box("2024年11月5日")[2]) / 2
    assert x + side / 2 == pytest.approx(issuer_middle, abs=0.5)


@pytest.mark.parametrize("text", [ONE, LONG, replace(LONG, name="长" * 100)])
def test_nothing_runs_into_the_border(printed, text):
    page = printed(certificate_document([text])).pages[0]
    assert min(char["x0"] for char in page.chars) / MM > 20
    assert max(char["x1"] for char in page.chars) / MM < 277
    assert max(char["bottom"] for char in page.chars) / MM < 190


def test_no_picture_and_no_seal_is_drawn(printed):
    page = printed(certificate_document([ONE])).pages[0]
    assert not page.images
    seal = seal_zone(certificate_document([ONE]))
    assert not [one for one in page.curves if one["bottom"] / MM > seal[1] and one["top"] / MM < seal[1] + 45]


@pytest.mark.parametrize("word", FORBIDDEN_WORDS)
@pytest.mark.parametrize("field", ["title", "class_name", "organizer", "course", "issuer"])
def test_forbidden_words_block_and_are_named(word, field):
    with pytest.raises(ValidationFailed) as caught:
        certificate_document([ONE, replace(ONE, **{field: f"某某{word}某某"})])
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("FORBIDDEN_WORD", field)
    assert any(f"“{hit}”" in problem.message for hit in FORBIDDEN_WORDS if hit in word)


def test_a_name_may_hold_a_forbidden_word():
    assert certificate_document([replace(ONE, name="李中华")]).blocks


def test_a_missing_glyph_names_the_certificate(printed):
    with pytest.raises(MissingGlyphs) as caught:
        printed(certificate_document([ONE, replace(ONE, number="XXXG-2024-02-0138", name="李\ue863")]))
    assert caught.value.missing == (("证书XXXG-2024-02-0138", "\ue863"),)


def test_reissued_certificate_shows_what_it_replaces(printed):
    text = printed(certificate_document([replace(ONE, remark="补发，原编号XXXG-2024-02-0009")])).text()
    assert "补发，原编号XXXG-2024-02-0009" in text


def test_an_empty_batch_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        certificate_document([])


def test_stub_list_agrees_with_the_batch(printed):
    pdf = printed(stub_document(batch(45), "西溪街道", date(2024, 11, 25)))
    text = pdf.all_text()
    assert re.findall(r"XXXG-2024-02-(\d{4})", text) == [f"{n:04d}" for n in range(1, 46)]
    assert "共45份" in text
    assert "序号 证书编号 姓名 性别 身份证号 班次（事项） 学时 发证日期 领取人签字 领取日期 备注" in text


def test_a_letter_greets_its_holder_and_stays_above_the_seal(printed):
    said = "您在送餐途中发现独居老人晕倒在家，及时施救并联系家属。" * 6 + "\n特颁此证，以资鼓励。"
    letter = replace(ONE, title="荣誉证书", body=said, class_name="先进")
    pdf = printed(certificate_document([letter]))
    text = pdf.text()
    assert "张某 同志：" in text
    assert "参加" not in text
    assert text.count("及时施救") == 6
    x, _, _, bottom = pdf.box("特颁此证")
    assert x > pdf.box("张某")[0] + 5  # a new paragraph is indented
    assert bottom < 136


def test_a_short_letter_has_no_empty_line_between_its_paragraphs(printed):
    letter = replace(
        ONE, title="聘书", body="兹聘请您担任安全隐患监督员，聘期自2024年3月1日至2026年3月1日。\n此聘。"
    )
    pdf = printed(certificate_document([letter]))
    first, second = pdf.box("至2026年3月1日")[1], pdf.box("此聘")[1]
    assert second - first == pytest.approx(24 * 1.75 * 25.4 / 72, abs=0.5)
