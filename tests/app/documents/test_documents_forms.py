"""Papers that are filled in by hand: sign-in sheets with room for walk-ins, and the reduction form on one page."""

from dataclasses import replace
from itertools import pairwise

import pytest

from app.documents.blocks import FixedRule, FixedText
from app.documents.formgrid import Box, Line, grid, labelled
from app.documents.reduction import Opinion, ReductionForm, reduction_document
from app.documents.signin import ROWS_PER_PAGE, SignIn, sign_in_document

SHEET = SignIn(
    title="“三新”学堂第2期短视频制作班签到表",
    course="短视频制作",
    teacher="刘老师",
    time="2024年11月5日14:00—16:30",
    place="党群服务中心二楼",
    hours="3",
    people=tuple((f"学员{n:02d}", "顺丰曙光站", "138****0001") for n in range(1, 29)),
)
FORM = ReductionForm(
    number="JM-000001",
    office="北山街道",
    name="阿卜杜热合曼·买买提依明",
    gender="男",
    birth="1995年6月",
    ethnicity="维吾尔族",
    politics="群众",
    id_number="330106********0018",
    phone="138****0001",
    category="外卖骑手",
    workplace="顺丰曙光站",
    member_no="HZGH-0001234",
    joined_on="2024年1月1日",
    school="浙江开放大学",
    major="行政管理",
    level="本科",
    years="3年",
    school_year="2024—2025学年",
    fee="3000.00元/学年",
    amount="1200.00",
    capitals="壹仟贰佰元整",
    share="40%",
    basis="新业态学费减免办法（西工〔2024〕12号）",
    grounds="收入随单量波动，学费负担较重。",
    applied_on="2024年3月1日",
)


def row_heights(page):
    """Heights in mm between the horizontal rules of the table's body."""
    tops = sorted({round(line["top"], 1) for line in page.lines if abs(line["x1"] - line["x0"]) > 300})
    return [(low - high) / (72 / 25.4) for high, low in pairwise(tops)]


def test_a_sheet_has_names_room_for_hands_and_for_walk_ins(printed):
    pdf = printed(sign_in_document([SHEET]))
    assert pdf.count == 2
    first, last = pdf.text(0), pdf.text(1)
    for text in (
        "课程：短视频制作",
        "主讲：刘老师",
        "时间：2024年11月5日14:00—16:30",
        "地点：党群服务中心二楼",
        "学时：3",
    ):
        assert text in first
        assert text in last
    assert "应到28人" in first
    assert "第1页 共2页" in first
    assert f"{ROWS_PER_PAGE} 学员{ROWS_PER_PAGE}" in first
    assert "28 学员28" in last
    assert min(row_heights(pdf.pages[0])[1:]) >= 9  # below the head
    assert len(row_heights(pdf.pages[1])) == ROWS_PER_PAGE + 1  # empty rows to the end, and the head


def test_a_full_last_page_still_leaves_room_for_walk_ins(printed):
    people = SHEET.people[:ROWS_PER_PAGE]
    pdf = printed(sign_in_document([replace(SHEET, people=people)]))
    assert pdf.count == 2


def test_phones_may_be_left_out_and_whole_days_are_signed_twice(printed):
    text = printed(sign_in_document([replace(SHEET, phones=False, whole_day=True)])).text()
    assert "138****0001" not in text
    assert "联系电话" not in text
    assert text.replace("\n", "").count("上午") == 2


def test_every_lesson_begins_a_page(printed):
    other = replace(SHEET, time="2024年11月7日", people=SHEET.people[:3])
    pdf = printed(sign_in_document([other, other]))
    assert pdf.count == 2
    with pytest.raises(ValueError, match="at least one"):
        sign_in_document([])


def test_the_form_stands_on_one_page_with_its_amount_in_capitals(printed):
    pdf = printed(reduction_document([FORM, FORM]))
    assert pdf.count == 2
    text = pdf.text()
    for said in (
        "学费减免申请审批表",
        "壹仟贰佰元整",
        "￥1200.00",
        "占学费40%",
        "西工〔2024〕12号",
        "330106********0018",
    ):
        assert said in text
    assert text.count("（盖章）签字：") == 4
    assert "批准减免：" not in text
    with pytest.raises(ValueError, match="at least one"):
        reduction_document([])


def test_opinions_given_are_printed_and_the_others_left_to_hands(printed):
    given = {
        "station": Opinion("情况属实", "签字：赵站长　　2024年3月4日"),
        "district_union": Opinion("同意", "签字：李某　　2024年3月20日"),
    }
    text = printed(reduction_document([replace(FORM, granted="（大写）壹仟元整", opinions=given)])).text()
    assert "情况属实" in text
    assert "赵站长" in text
    assert "同意 批准减免：（大写）壹仟元整" in text.replace("　", " ")
    assert text.count("（盖章）签字：") == 2


@pytest.mark.parametrize("length", [10, 140, 330, 500])
def test_grounds_of_any_length_stay_in_their_box_and_the_form_on_its_page(printed, length):
    grounds = ("收入随单量波动，" * 70)[:length]
    pdf = printed(reduction_document([replace(FORM, grounds=grounds)]))
    assert pdf.count == 1
    assert pdf.text().count("随") == grounds.count("随")
    box = [line["top"] for line in pdf.pages[0].lines if abs(line["x1"] - line["x0"]) > 300]
    assert max(box) / (72 / 25.4) < 285
    top, bottom = pdf.box("本人承诺以上")[1], pdf.box(grounds[-6:])[3]
    assert bottom < top


def texts(blocks):
    return [block for block in blocks if isinstance(block, FixedText)]


def test_long_texts_are_set_smaller_and_stay_in_their_boxes():
    line = Line(17.0, (Box("申请理由", 1.0, label=True), Box("收入随单量波动。" * 18, 5.0)))
    blocks = grid([line], 24.0, 40.0, 160.0)
    said = [one for one in texts(blocks) if one.text != "申请理由"]
    assert len({one.pt for one in said}) == 1
    assert said[0].pt < 12.0
    assert said[-1].y_mm + said[-1].pt * 25.4 / 72 <= 40.0 + 17.0 + 2.0


def test_boxes_share_the_width_and_a_frame_closes_the_form():
    blocks = grid([Line(10.0, labelled(("甲", "一"), ("乙", "二")))], 20.0, 30.0, 104.0)
    upright = sorted(
        block.x1_mm for block in blocks if isinstance(block, FixedRule) and block.x1_mm == block.x2_mm
    )
    assert upright == pytest.approx([20.0, 40.0, 72.0, 92.0, 124.0])
