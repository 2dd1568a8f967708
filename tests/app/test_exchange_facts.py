"""What stands in a workbook beside its values: comments, hidden rows and columns, the 1904 calendar, signs of a csv."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from app.exchange.dates import DateContext, clean_date
from app.exchange.reader import read_workbook
from app.exchange.workbook import from_plain, to_plain


def test_comments_hidden_rows_and_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("登记表")
    sheet.write_row(0, 0, ["姓名", "电话", "备注"])
    sheet.write_row(1, 0, ["张三", "13812345678", ""])
    sheet.write_row(2, 0, ["李四", "13912345678", ""])
    sheet.write_comment(1, 0, "站长", {"author": "王某"})
    sheet.write_comment(2, 1, "王某:\n号码已停用", {"author": "王某"})
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(1, 2, None, None, {"hidden": True})
    book.close()
    (read,) = read_workbook(path).sheets
    assert dict(read.comments) == {"A2": "站长", "B3": "号码已停用"}
    assert read.hidden_rows == {3}
    assert read.hidden_columns == {1, 2}
    book_again = from_plain(to_plain(read_workbook(path)))
    assert book_again.sheets == (read,)


def test_days_of_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    sheet = book.add_worksheet()
    sheet.write_datetime(0, 0, date(1990, 5, 6), book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.write_number(0, 1, 44139)
    book.close()
    read = read_workbook(path)
    context = DateContext(epoch_1904=read.epoch_1904)
    days = [clean_date(cell, "", context)[0] for cell in read.sheets[0].rows[0]]
    assert [day.iso() if day else None for day in days] == ["1990-05-06", "2024-11-05"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("附件1：花名册，共2人\n姓名,电话\n张三,138\n李四,139\n", ["张三", "138"]),
        ("花名册\n姓名\t电话\n张三\t138\n", ["张三", "138"]),
        ("姓名;电话\n张三;138\n", ["张三", "138"]),
        ("姓名，电话\n张三，138\n", ["张三", "138"]),
        ('姓名,备注\n张三,"甲，乙，丙，丁"\n', ["张三", "甲，乙，丙，丁"]),
        ('姓名,备注\n张三,"第一行\n第二行"\n', ["张三", "第一行\n第二行"]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_sign_between_the_cells_of_a_csv(
    text: str, row: list[str], encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode(encoding))
    assert row in read_workbook(path).sheets[0].rows
