"""What a clerk should know about a whole sheet before its rows: what is hidden, left below, or on other sheets."""

from __future__ import annotations

from collections.abc import Sequence

from app.exchange.headers import Table

_MOST = 10


def table_notices(table: Table, include_hidden: bool) -> list[str]:
    """Sentences about other sheets, hidden columns and rows, and rows below the end of the table."""
    found = []
    if table.others:
        others = "、".join(f"“{name}”" for name in table.others[:_MOST])
        found.append(
            f"文件里还有工作表{others}，这次只核对“{table.sheet.name}”；其余的请选择工作表后分别导入。"
        )
    columns = [
        f"{letters(at)}列“{table.heads[at]}”"
        for at in sorted(table.sheet.hidden_columns & set(table.columns.values()))
        if at < len(table.heads)
    ]
    if columns:
        found.append(f"这些列在表中是隐藏的，也会导入：{'、'.join(columns)}。")
    hidden = hidden_data(table)
    if hidden and not include_hidden:
        found.append(f"有{len(hidden)}行在表中是隐藏的（{_rows(hidden)}），要导入请选择连同隐藏的行。")
    if below := table.left_below():
        found.append(
            f"合计或附注以下还有{len(below)}行像是数据（{_rows(below)}），没有读取；请把它们移到合计上面。"
        )
    return found


def hidden_data(table: Table) -> list[int]:
    """The sheet rows with data that are hidden in the sheet."""
    hidden = table.sheet.hidden_rows
    return (
        [line.row for line in table.lines() if line.row in hidden and line.state == "data"] if hidden else []
    )


def _rows(numbers: Sequence[int]) -> str:
    listed = "、".join(str(number) for number in numbers[:_MOST])
    return f"第{listed}行" if len(numbers) <= _MOST else f"第{listed}…行"


def letters(column: int) -> str:
    """The letters of a 0-based column: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
