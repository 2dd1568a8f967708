"""An import as it is reviewed: cells masked and in sheet order, explanations, unknown words, decisions looked at again."""

from pathlib import Path

import pytest
import xlsxwriter

from app.exchange.readrow import State
from app.exchange.review import importable, look

WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"
ROSTER = WORKBOOKS / "快递站点人员花名册（宝石社区）.xlsx"


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "花名册.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("名单")
    rows = [
        ["姓名", "联系电话", "从业类型", "所属平台"],
        ["张三", "13800000001", "外卖骑手", "顺丰"],
        ["李四", "13800000002", "云端搬运工", "新平台"],
        ["王五", "13800000003", "云端搬运工", "顺丰"],
        ["合计", "3人", "", ""],
    ]
    for number, cells in enumerate(rows):
        page.write_row(number, 0, cells)
    book.close()
    return path


def test_rows_show_what_the_sheet_says_masked_and_why(desk, office, sheet):
    review = look(desk, sheet)
    assert [label for _, label in review.columns] == ["姓名", "联系电话", "从业类型", "所属平台"]
    new, unknown, _, total = review.run.rows
    assert review.cells(new) == ("张三", "138****0001", "外卖骑手", "顺丰")
    assert review.cells(unknown)[2] == "云端搬运工"
    assert "认不出来" in review.explanation(unknown)
    assert (total.state, review.explanation(total)) == (State.SKIP, "合计行")


def test_an_unknown_word_is_offered_once_and_a_decision_settles_its_rows(desk, office, sheet):
    review = look(desk, sheet)
    (word,) = review.unknown
    assert (word.label, word.word, word.rows) == ("从业类型", "云端搬运工", 2)
    assert "货车司机" in word.choices
    again = look(desk, review, words={"category": {"云端搬运工": "货车司机"}})
    assert again.unknown == ()
    assert again.run.counts()[State.NEW] == 3
    assert again.cells(again.run.rows[1])[2] == "货车司机"


def test_an_update_is_explained_old_to_new(desk, office, sheet):
    office.person("张三", category="courier")
    review = look(desk, sheet)
    row = review.run.rows[0]
    assert row.state is State.UPDATE
    assert "从业类型：快递员 → 外卖骑手" in review.explanation(row)


def test_no_full_number_stands_in_a_review_of_the_sample_roster(desk, office):
    review = look(desk, ROSTER)
    said = [text for row in review.run.rows for text in (*review.cells(row), review.explanation(row))]
    numbers = [row.values.get("id_no") for row in review.run.rows if row.values.get("id_no")]
    assert len(numbers) > 5
    assert not [number for number in numbers for text in said if number in text]
    assert dict(review.areas)[office.community] == "宝石社区"
    assert "顺丰" in review.platforms


def test_registers_without_a_form_are_not_imported():
    keys = {key for key, _ in importable()}
    assert {"people", "facilities"} <= keys
