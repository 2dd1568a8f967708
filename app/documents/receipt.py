"""领取签收表: who gets what, how many, and room for the signatures of whoever takes it, or takes it for somebody."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.blocks import (
    Align,
    Column,
    Document,
    DocumentKind,
    Numbering,
    Page,
    Row,
    RowKind,
    Table,
)

RECEIPT_PAGE = Page(
    210.0, 297.0, left_mm=18.0, top_mm=18.0, right_mm=12.0, bottom_mm=16.0, numbering=Numbering.OF_TOTAL
)
TITLE_PT, TEXT_PT, ROW_MM = 18.0, 10.5, 10.0


@dataclass(frozen=True)
class ReceiptLine:
    """One line: name, station or contact, masked phone, what and how many as texts."""

    name: str
    of: str
    phone: str
    item: str
    amount: str


@dataclass(frozen=True)
class Receipt:
    """The list. rows_per_page: exactly so many, 0 for as many as fit; spare: empty lines at least after the names.

    of_label: what the second column is; phones: whether there is a column for them; total: of the amounts, with its unit.
    """

    title: str
    office: str
    occasion: str
    on: str
    lines: tuple[ReceiptLine, ...]
    total: str
    of_label: str = "单位/站点"
    phones: bool = True
    rows_per_page: int = 20
    spare: int = 3


def receipt_document(receipt: Receipt) -> Document:
    """The list, head and title on every page. Raises ValueError for nobody."""
    if not receipt.lines:
        raise ValueError("a list of receipts names at least one")
    columns = _columns(receipt)
    rows = [
        Row(_cells(receipt, number, line, len(columns)), name=f"第{number}行 {line.name}")
        for number, line in enumerate(receipt.lines, start=1)
    ]
    rows += [Row(("",) * len(columns))] * receipt.spare
    total = ["", "合计", *[""] * (len(columns) - 2)]
    total[_amount_at(receipt)] = receipt.total
    rows.append(Row(tuple(total), RowKind.TOTAL))
    table = Table(
        columns=columns,
        rows=tuple(rows),
        title=receipt.title,
        title_pt=TITLE_PT,
        above=(f"发放单位（盖章）：{receipt.office}", f"发放日期：{receipt.on}"),
        more_above=((f"事由：{receipt.occasion}",),) if receipt.occasion else (),
        below=("发放人：", "审核人：", "监督人：", "日期："),
        note="代领的，由代领人签名并注明与本人的关系；未领取的，在备注中注明。",
        repeat_title=True,
        below_on_every_page=True,
        rows_per_page=receipt.rows_per_page,
        row_height_mm=ROW_MM,
        text_pt=TEXT_PT,
    )
    return Document(DocumentKind.SIGN_IN, receipt.title, (table,), page=RECEIPT_PAGE)


def _amount_at(receipt: Receipt) -> int:
    return 5 if receipt.phones else 4


def _cells(receipt: Receipt, number: int, line: ReceiptLine, columns: int) -> tuple[str, ...]:
    phone = (line.phone,) if receipt.phones else ()
    known = (str(number), line.name, line.of, *phone, line.item, line.amount)
    return (*known, *[""] * (columns - len(known)))


def _columns(receipt: Receipt) -> tuple[Column, ...]:
    phone = (Column("联系电话", 25.0, Align.CENTER),) if receipt.phones else ()
    return (
        Column("序号", 9.0, Align.CENTER),
        Column("姓名" if receipt.of_label == "单位/站点" else "名称", 20.0 if phone else 26.0),
        Column(receipt.of_label, 28.0),
        *phone,
        Column("物品", 24.0),
        Column("数量", 12.0, Align.CENTER),
        Column("领取人签名", 22.0, Align.CENTER),
        Column("代领人签名", 22.0, Align.CENTER),
        Column("领取日期", 18.0, Align.CENTER),
        Column("备注", 12.0),
    )
