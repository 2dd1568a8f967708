"""Designs as data: written and read again the same, one clear sentence for each fault, geometry of the shipped ones."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pdfplumber
import pytest

from app.documents.blocks import Role
from app.documents.official import lay_out
from app.documents.pdf import render
from app.documents.recordcertificate import ProofText, Service
from app.errors import ValidationFailed
from app.workshop import editing
from app.workshop.checking import check_design, refuse_design
from app.workshop.drafting import Draft
from app.workshop.drawing import Holder, Overprint, document_of
from app.workshop.elements import Across, Design, Element, ElementKind
from app.workshop.overprinting import calibration_document, check_overprint
from app.workshop.placeholders import fill, samples
from app.workshop.proofs import designed_proofs
from app.workshop.reading import read, write
from app.workshop.shipped import first_of, shipped
from app.workshop.values import written_date
from db.models import TemplateKind
from tests.factories import DAY

SQLITE_ALONE = True
MM = 72 / 25.4
SHIPPED = shipped()
every = pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.key)
LONG_NAME = "阿卜杜热合曼·买买提依明·阿不都热依木·吐尔逊·艾合买提·库尔班江"
LONG_ISSUER = "西溪街道新就业群体综合党委“小哥学院”教学管理委员会办公室"


def pages(document):
    stream = io.BytesIO()
    render(document, stream)
    with pdfplumber.open(io.BytesIO(stream.getvalue())) as pdf:
        return [(page.width / MM, page.height / MM, page.chars, page.images) for page in pdf.pages]


def text_of(chars):
    return "".join(char["text"] for char in chars)


def test_two_designs_ship_for_each_kind():
    assert {kind: sum(one.kind is kind for one in SHIPPED) for kind in TemplateKind} == dict.fromkeys(
        TemplateKind, 2
    )


@every
def test_a_design_is_the_same_after_writing_and_reading(one):
    assert read(write(one.design)) == one.design
    assert write(read(write(one.design))) == write(one.design)


@every
def test_nothing_is_wrong_with_a_shipped_design(one):
    assert check_design(one.kind, one.design) == []


@every
def test_it_stays_on_its_page_with_long_texts_and_off_the_seal(one):
    values = samples(one.kind) | {"姓名": LONG_NAME, "颁发单位": LONG_ISSUER, "工会": LONG_ISSUER}
    values |= {"备注": "换发，原证书编号：BSJD-2024-02-0009", "其他事项": "曾任队长"}
    document = document_of(one.name, [(one.design, Holder(values))])
    ((wide, high, chars, _),) = pages(document)
    size = (210, 297) if one.design.cut else (one.design.width, one.design.height)
    assert (round(wide), round(high)) == (round(size[0]), round(size[1]))
    least = 0.0 if one.design.cut else 18.0
    assert min(char["x0"] for char in chars) / MM > least
    assert max(char["x1"] for char in chars) / MM < wide - least
    assert max(char["bottom"] for char in chars) / MM < high - least
    said = text_of(chars)
    assert LONG_NAME in said.replace("\n", "")
    for x, y, side in lay_out(document)[0].seal_zones:
        assert side == pytest.approx(45 * MM)
        inside = [
            c for c in chars if x < c["x0"] and c["x1"] < x + side and y < c["top"] and c["bottom"] < y + side
        ]
        allowed = set(LONG_ISSUER + "0123456789年月日")
        assert {c["text"] for c in inside} <= allowed
        assert {"2", "月", "日"} & {c["text"] for c in inside}


def test_small_cards_stand_ten_on_a_sheet():
    card = first_of(TemplateKind.MEMBERSHIP)
    holders = [Holder(samples(card.kind) | {"编号": f"BSJD-2024-HY-{n:04d}"}) for n in range(1, 13)]
    design = editing.removed(card.design, ["二维码"])  # their many squares take seconds to read back
    found = pages(document_of("会员卡", [(design, one) for one in holders]))
    assert [text_of(chars).count("会员卡") for _, _, chars, _ in found] == [10, 2]


def wrong(change, message):
    values = json.loads(write(first_of(TemplateKind.COMPLETION).design))
    change(values)
    with pytest.raises(ValidationFailed) as caught:
        read(json.dumps(values))
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.message.endswith("。")
    return problem


def set_(key, value, at=1):
    def change(values):
        values["elements"][at][key] = value

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (set_("x", "左"), "元素“标题”的左边距应为-50到450之间的数，现在是“左”"),
        (set_("pt", 500), "元素“标题”的字号应为4到120之间的数，现在是“500”"),
        (set_("h", True), "元素“标题”的高"),
        (set_("face", "草书"), "元素“标题”的字体“草书”不认识"),
        (set_("ink", "red"), "元素“标题”的颜色“red”不对"),
        (set_("kind", "video"), "元素“标题”的种类“video”不认识"),
        (set_("weight", 2), "元素“标题”（文字）不能有“weight”这一项"),
        (set_("printed", "是"), "元素“标题”的“套打时打印”"),
        (set_("style", "云纹", at=0), "元素“边框”的样式“云纹”不认识"),
        (set_("name", "边框"), "有两个元素都叫“边框”"),
        (set_("name", " "), "第2个元素没有名称"),
        (lambda values: values.update(version=9), "模板的版本是9"),
        (lambda values: values.update(width=5), "页面的页面宽"),
        (lambda values: values.update(background="?"), "背景图的图片不是JPEG"),
        (lambda values: values.pop("elements"), "缺少元素列表"),
    ],
)
def test_a_bad_design_is_told_in_one_sentence_naming_the_element(change, message):
    wrong(change, message)


def test_what_is_no_json_is_told():
    with pytest.raises(ValidationFailed, match="不是有效的JSON"):
        read("{")


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("中国结业证书", "FORBIDDEN_WORD", "元素“文字”里有禁用字样“中国”"),
        ("{姓氏}同志", "UNKNOWN_NAME", "元素“文字”里的“{姓氏}”不是这类证书能填的内容"),
        ("{姓名同志", "BRACKETS", "元素“文字”里的“{”和“}”不成对"),
        ("\ue863", "MISSING_GLYPH", "元素“文字”里的“\ue863”没有字形"),
        (" ", "EMPTY", "元素“文字”没有内容"),
    ],
)
def test_words_that_stop_a_design(text, code, message):
    design, name = editing.added(first_of(TemplateKind.HONOUR).design, ElementKind.TEXT, text=text)
    design = editing.changed(design, name, x=20.0, y=150.0, text=text)
    (problem,) = check_design(TemplateKind.HONOUR, design)
    assert (problem.code, problem.field, problem.blocking) == (code, name, True)
    assert message in problem.message
    with pytest.raises(ValidationFailed):
        refuse_design(TemplateKind.HONOUR, design)


def test_what_should_be_looked_at_does_not_stop():
    design = first_of(TemplateKind.COMPLETION).design
    design = editing.changed(design, "正文", h=6.0)
    design = editing.changed(design, "编号", x=200.0, y=150.0)
    design, code = editing.added(design, ElementKind.QR)
    design = editing.changed(design, code, x=290.0, w=12.0)
    found = {(one.code, one.field) for one in check_design(TemplateKind.COMPLETION, design)}
    assert found == {
        ("DOES_NOT_FIT", "正文"),
        ("ON_SEAL", "编号"),
        ("OFF_PAGE", code),
        ("SMALL_CODE", code),
        ("OFF_PAGE", "编号"),
    }
    refuse_design(TemplateKind.COMPLETION, design)


def test_a_part_in_brackets_goes_when_a_value_in_it_is_empty():
    pattern = "{姓名}[（{证件号码}）]参加学习"
    assert fill(pattern, {"姓名": "张三", "证件号码": "33**18"}) == "张三（33**18）参加学习"
    assert fill(pattern, {"姓名": "张三", "证件号码": ""}) == "张三参加学习"
    assert written_date(DAY) == "二〇二四年三月一日"


def text(**values):
    known = {"x": 20.0, "y": 20.0, "w": 60.0, "h": 12.0, "text": "{姓名}", "face": Role.SONG, "pt": 20.0}
    return Element(ElementKind.TEXT, "名字", **(known | values))


def test_a_long_text_is_set_smaller_then_broken_then_refused():
    def sizes(said, **values):
        design = Design(200.0, 100.0, (text(**values),))
        ((_, _, chars, _),) = pages(document_of("样", [(design, Holder({"姓名": said}))]))
        return round(max(c["size"] for c in chars), 1), len({round(c["top"]) for c in chars})

    assert sizes("张三") == (20.0, 1)
    assert sizes("十" * 10) == (17.0, 1)
    assert sizes("十" * 14)[1] == 2
    with pytest.raises(ValidationFailed, match="证书的“名字”放不下"):
        sizes("十" * 90)


@pytest.mark.parametrize(
    ("across", "edge"), [(Across.LEFT, 20.0), (Across.RIGHT, 80.0), (Across.CENTER, 50.0)]
)
def test_lines_stand_at_the_exact_place(across, edge):
    design = Design(200.0, 100.0, (text(across=across),))
    ((_, _, chars, _),) = pages(document_of("样", [(design, Holder({"姓名": "张三"}))]))
    left, right = min(c["x0"] for c in chars) / MM, max(c["x1"] for c in chars) / MM
    found = {Across.LEFT: left, Across.RIGHT: right, Across.CENTER: (left + right) / 2}[across]
    assert found == pytest.approx(edge, abs=0.2)
    assert min(c["top"] for c in chars) / MM == pytest.approx(20.0, abs=0.3)


def test_a_move_is_drawn_to_other_edges_the_middle_and_the_grid():
    other = replace(text(), name="另一个", x=100.0, y=70.0, w=30.0)
    design = Design(200.0, 101.0, (text(w=40.0), other))
    to_edge = editing.snapped(design, ["名字"], 79.4, 13.3)
    assert (to_edge.dx, to_edge.upright) == (80.0, (100.0,))
    assert (to_edge.dy, to_edge.level) == (13.0, ())
    to_middle = editing.snapped(design, ["名字"], 60.8, 24.0)
    assert (to_middle.dx, to_middle.upright, to_middle.dy) == (60.0, (100.0,), 24.5)


def test_changes_are_taken_back_step_by_step_and_typing_is_one_step():
    design = first_of(TemplateKind.COMPLETION).design
    draft = Draft(design)
    for said in ("结", "结业", "结业证"):
        draft.change(editing.changed(draft.design, "标题", text=said), "typing")
    draft.change(editing.removed(draft.design, ["花线"]))
    copied, names = editing.copied(draft.design, ["编号"])
    draft.change(editing.reordered(copied, names[0], 0))
    assert names == ("编号2",)
    assert draft.design.elements[0].name == "编号2"
    draft.undo()
    draft.undo()
    assert draft.design.element("花线")
    draft.undo()
    assert draft.design == design
    assert not draft.can_undo
    assert not draft.dirty
    draft.redo()
    assert draft.design.element("标题").text == "结业证"


def test_an_edge_is_drawn_on_the_grid_and_never_past_the_other():
    design = Design(200.0, 100.0, (text(),))
    assert editing.resized(design, "名字", "rb", 10.4, -30.0).elements[0].w == 70.0
    assert editing.resized(design, "名字", "rb", 10.4, -30.0).elements[0].h == editing.LEAST_MM
    assert editing.resized(design, "名字", "l", 5.0, 0.0).elements[0].right == 80.0


def test_onto_forms_only_what_varies_is_printed_and_moved():
    one = first_of(TemplateKind.COMPLETION)
    holder = Holder(samples(one.kind))
    whole, only = (
        pages(document_of("证", [(one.design, holder)], overprint))[0][2]
        for overprint in (None, Overprint(3.0, -2.0))
    )
    assert "结业证书" in text_of(whole)
    assert "结业证书" not in text_of(only)
    number = samples(one.kind)["编号"]
    places = []
    for chars in (whole, only):
        at = text_of(chars).index(number)
        places.append((chars[at]["x0"] / MM, chars[at]["top"] / MM))
    assert places[1][0] - places[0][0] == pytest.approx(3.0, abs=0.01)
    assert places[1][1] - places[0][1] == pytest.approx(-2.0, abs=0.01)
    kept = editing.changed(one.design, "标题", printed=True)
    assert "结业证书" in text_of(pages(document_of("证", [(kept, holder)], Overprint()))[0][2])


def test_the_calibration_page_has_its_cross_in_the_middle_moved_by_the_offset():
    design = first_of(TemplateKind.COMPLETION).design
    stream = io.BytesIO()
    render(calibration_document(design, check_overprint(2.0, 1.5)), stream)
    with pdfplumber.open(io.BytesIO(stream.getvalue())) as pdf:
        page = pdf.pages[0]
        wide = [one for one in page.lines if one["width"] / MM > 70]
        high = [one for one in page.lines if one["height"] / MM > 70]
        assert (wide[0]["top"] / MM, high[0]["x0"] / MM) == pytest.approx((105 + 1.5, 148.5 + 2.0), abs=0.05)
        assert "向右2毫米，向下1.5毫米" in page.extract_text()
    with pytest.raises(ValidationFailed, match=r"向下.*-30到30"):
        check_overprint(0.0, 31.0)


def test_a_record_certificate_has_its_list_behind_the_designed_page():
    text = ProofText(
        number="BSJD-ZYZM-2024-0001", name=LONG_NAME, id_kind="居民身份证", id_number="3301**********0018",
        numbers="330106000123（志愿浙江）", since=date(2024, 1, 1), until=DAY, minutes=2190, times=12,
        contents="助老送餐、文明劝导", remark="曾任队长。", issuer=LONG_ISSUER, responsible="李某某", handler="",
        phone="0571-87650000", issued_on=DAY, services=(Service("助老送餐", DAY, "金祝社区", "送餐", 90, "王某"),),
    )  # fmt: skip
    designs = [one.design for one in SHIPPED if one.kind is TemplateKind.PROOF]
    found = pages(designed_proofs([(text, design) for design in designs]))
    said = [text_of(chars) for _, _, chars, _ in found]
    assert len(said) == 4
    assert ["36.5小时" in one for one in said] == [True, False, True, False]
    assert ["序号活动名称" in one for one in said] == [False, True, False, True]
    assert all("其他需要说明的事项：曾任队长" in said[at] for at in (0, 2))
    assert "经办人" not in said[0]
