"""Labels, cards and envelopes: every text inside its cell, marks where it is cut, sheets begun where the last ended."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest

from app.documents.blocks import Document, FixedText
from app.documents.celllayouts import CODE, card_layout, envelope_layout, label_layout
from app.documents.cells import SMALLEST_PT, Slot, cells_document, cut_marks, fitted
from app.documents.pdf import render
from app.documents.stocks import CARD_SHEETS, ENVELOPES, LABEL_SHEETS, Stock, stock_of
from app.documents.units import MM

LONG = "“爱‘新’一米米”北山街道曙光社区玉古路与天目山路交叉口东北角户外劳动者驿站" * 2
FULL = {
    "head": LONG,
    "line1": LONG,
    "line2": "宝石社区",
    "line3": LONG,
    "line4": LONG,
    "foot": "YZ-000001",
    CODE: LONG[:60],
}
SHORT = {"head": "曙光驿站", "line1": "曙光路66号", "foot": "YZ-000002", CODE: "YZ-000002"}
CARD = {
    "office": "北山街道", "title": "新就业群体服务热线", "phone": "0571-85171234", "hours": "工作日 8:30—17:30",
    "name": "阿卜杜热合曼·吐尔逊尼亚孜", "foot": "No. 000001", "scan": "扫码拨打", CODE: "tel:057185171234",
}  # fmt: skip


def pages(document: Document) -> list[Any]:
    stream = io.BytesIO()
    render(document, stream)
    stream.seek(0)
    return list(pdfplumber.open(stream).pages)


def outside(page: Any, stock: Stock, cells: range) -> list[str]:
    """The characters and filled areas of a page that lie in none of the cells."""
    boxes = [(*stock.place(n), *stock.cell) for n in cells]

    def inside(thing: Any) -> bool:
        x, y = (thing["x0"] + thing["x1"]) / 2 / MM, (thing["top"] + thing["bottom"]) / 2 / MM
        return any(left <= x <= left + wide and top <= y <= top + high for left, top, wide, high in boxes)

    filled = [one for one in page.rects + page.curves if one["fill"]]
    return [one.get("text", "■") for one in page.chars + filled if not inside(one)]


@pytest.mark.parametrize("stock", LABEL_SHEETS, ids=lambda one: one.key)
def test_labels_stay_in_their_cells_on_the_sheet(stock: Stock) -> None:
    width, height = stock.size
    last = stock.place(stock.cells - 1)
    assert last[0] + stock.cell[0] <= width + 0.05
    assert last[1] + stock.cell[1] <= height + 0.05
    start = stock.cells  # one on the first sheet, two on the next
    document = cells_document("标签", stock, label_layout(stock, code=True), [FULL, SHORT, FULL], start=start)
    first, second = pages(document)
    assert outside(first, stock, range(start - 1, start)) == []
    assert outside(second, stock, range(2)) == []
    assert "YZ-000002" in second.extract_text()


@pytest.mark.parametrize("stock", CARD_SHEETS, ids=lambda one: one.key)
def test_cards_are_cut_along_their_marks(stock: Stock) -> None:
    (page,) = pages(cells_document("卡", stock, card_layout(stock), [CARD] * 10, marks=True))
    assert outside(page, stock, range(10)) == []
    text = page.extract_text()
    assert text.count("0571-85171234") == 10
    xs = {round(line["x0"] / MM, 1) for line in page.lines if abs(line["x0"] - line["x1"]) < 0.1}
    left, right = stock.corner[0], stock.corner[0] + 2 * stock.cell[0]
    assert {round(left, 1), round(left + stock.cell[0], 1), round(right, 1)} <= xs
    marks = [(one.x1_mm, one.y1_mm, one.x2_mm, one.y2_mm) for one in cut_marks(stock)]  # type: ignore[union-attr]
    through = [one for one in marks if left < one[0] < right and 20 < one[1] < 270 and one[2] - one[0] > 3]
    assert through == [], "no mark runs into a card"


@pytest.mark.parametrize("stock", ENVELOPES, ids=lambda one: one.key)
def test_envelopes_have_their_own_size_and_a_free_corner_for_the_stamp(stock: Stock) -> None:
    told = {
        "postcode": "310013", "address": "杭州市西湖区" + LONG[:40], "body": "某某物业服务有限公司", "name": "王某某　收",
        "sender": "北山街道办事处", "sender_address": "杭州市西湖区保俶路150号", "sender_postcode": "310007",
    }  # fmt: skip
    (page,) = pages(cells_document("信封", stock, envelope_layout(stock), [told]))
    assert (round(page.width / MM, 1), round(page.height / MM, 1)) == stock.size
    assert outside(page, stock, range(1)) == []
    corner = [one for one in page.chars if one["x1"] / MM > stock.size[0] - 34 and one["top"] / MM < 28]
    assert corner == []
    digits = [one["x0"] / MM for one in page.chars if one["top"] / MM < 18]
    assert [round(b - a) for a, b in pairwise(digits)] == [9] * 5
    lines = {round(one["top"]) for one in page.chars}
    assert len(lines) >= 6, "nothing is printed on top of anything else"


def test_a_text_is_set_smaller_before_it_takes_a_line_and_cut_at_last() -> None:
    slot = Slot("head", 0.0, 0.0, 40.0, 12.0, lines=2)
    assert fitted(slot, "曙光驿站") == (12.0, ("曙光驿站",))
    assert fitted(slot, "曙光路户外劳动者驿站")[1] == ("曙光路户外劳动者驿站",)
    assert fitted(slot, "曙光路户外劳动者驿站")[0] < 12.0
    pt, lines = fitted(slot, LONG)
    assert (pt, len(lines), lines[1][-1]) == (SMALLEST_PT, 2, "…")


def test_nothing_and_a_cell_that_is_not_there_are_refused() -> None:
    stock = stock_of("2x7")
    for filled, start in (([], 1), ([SHORT], 15), ([SHORT], 0)):
        with pytest.raises(ValueError, match="at least one cell"):
            cells_document("标签", stock, label_layout(stock, code=False), filled, start=start)
    document = cells_document("标签", stock, label_layout(stock, code=False), [SHORT], start=14)
    (x,) = {one.x_mm for one in document.blocks if isinstance(one, FixedText)}
    assert x > stock.size[0] / 2
