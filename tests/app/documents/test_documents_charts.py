"""Charts on paper: every value stands at its mark, series differ without colour, a chart stands whole on a page."""

import io
from decimal import Decimal

import docx
import pytest

from app.documents.blocks import Document, DocumentKind, Paragraph
from app.documents.chartblock import ChartFigure
from app.documents.chartdrawing import Box, _broken, _hatching
from app.documents.flowing import flows
from app.documents.word.writing import write_word
from app.errors import MissingGlyphs
from app.surveys.charts import Chart, Point, Shape, in_words

SQLITE_ALONE = True
MM = 72 / 25.4
BARS = Chart(
    "各社区在册人数", "人", Shape.BARS,
    (Point("宝石社区", (200,), note="↑3"), Point("金祝社区", (100,)), Point("曙光社区", (None,))),
)  # fmt: skip
LINE = Chart(
    "在册人数", "人", Shape.LINE,
    (Point("11月", (None,), group="23年"), Point("12月", (410,), group="23年"), Point("1月", (867,), group="24年")),
)  # fmt: skip
STACKED = Chart(
    "诉求", "件", Shape.STACKED, (Point("10月", (3, 4)), Point("11月", (5, Decimal("2.5")))), ("热线", "走访"),
)  # fmt: skip


def paper(*charts: Chart, before: int = 0) -> Document:
    blocks = [
        *[Paragraph("正文。")] * before,
        *[ChartFigure(one, n) for n, one in enumerate(charts, start=1)],
    ]
    return Document(DocumentKind.OFFICIAL, "图", tuple(blocks))


def test_lying_bars_are_as_long_as_their_values(printed):
    made = printed(paper(BARS))
    for text in ("宝石社区", "200", "↑3", "100", "曙光社区", "—", "图1", "各社区在册人数（人）"):
        assert text in made.text(), text
    bars = [one for one in made.pages[0].rects + made.pages[0].curves if one.get("fill")]
    lengths = sorted(one["x1"] - one["x0"] for one in bars)
    assert len(lengths) == 2
    assert lengths[1] == pytest.approx(2 * lengths[0], rel=0.01)
    assert all(
        char["x0"] >= 28 * MM and char["x1"] <= 184.1 * MM
        for char in made.pages[0].chars
        if char["top"] < 700
    )


def test_a_line_bears_its_values_its_months_and_their_years_once(printed):
    text = printed(paper(LINE)).text()
    assert text.count("23年") == text.count("24年") == 1
    for said in ("410", "867", "12月", "1000"):
        assert said in text, said


def test_series_differ_by_hatching_and_nothing_is_coloured(printed):
    made = printed(paper(STACKED, LINE))
    page = made.pages[0]
    assert "热线" in made.text()
    assert "走访" in made.text()
    assert "7.5" in made.text()  # the sum over a column
    hatching = [one for one in page.lines + page.curves if one["stroke"] and abs(one["x1"] - one["x0"]) > 0.1]
    assert len(hatching) > 20
    for one in (*page.rects, *page.curves, *page.lines):
        for colour in (one["stroking_color"], one["non_stroking_color"]):
            assert not isinstance(colour, tuple) or len(set(colour)) == 1, colour


def test_a_chart_goes_whole_to_the_next_page(printed):
    made = printed(paper(LINE, before=18))
    assert "图1" not in made.text(0)
    assert "图1" in made.text(1)
    assert printed(paper(LINE, before=12)).count == 1


def test_a_chart_without_values_says_so_and_a_lost_character_is_named(printed):
    assert (
        "这段时间没有数据"
        in printed(paper(Chart("走访", "人次", Shape.COLUMNS, (Point("1月", (0,)),)))).text()
    )
    with pytest.raises(MissingGlyphs, match="图“走访”"):
        printed(paper(Chart("走访", "人次", Shape.BARS, (Point("\ue001社区", (1,)),))))


def test_a_word_document_holds_the_picture_and_says_what_it_shows():
    document = paper(BARS)
    assert flows(document)
    stream = io.BytesIO()
    write_word(document, stream)
    word = docx.Document(io.BytesIO(stream.getvalue()))
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == in_words(BARS)
    assert shape.width.mm == pytest.approx(156, abs=0.1)
    assert [one.text for one in word.paragraphs if one.style.name.lower() == "caption"] == [
        "图1　各社区在册人数（人）"
    ]


@pytest.mark.parametrize("kind", ["/", "\\", "-"])
def test_hatching_stays_inside_its_box(kind):
    box = Box(10, 20, 40, 28)
    lines = list(_hatching(box, kind))
    assert len(lines) >= 2
    for line in lines:
        for x, y in line:
            assert box.left - 1e-6 <= x <= box.right + 1e-6
            assert box.top - 1e-6 <= y <= box.bottom + 1e-6


def test_a_broken_line_reaches_its_end():
    strokes = list(_broken((0, 0), (10, 0), (4, 2)))
    assert strokes == [((0, 0), (4, 0)), ((6, 0), (10, 0))]
    assert list(_broken((0, 0), (10, 0), ())) == [((0, 0), (10, 0))]
