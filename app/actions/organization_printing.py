"""Papers about organizations: the chart, the roster of a body, and the sheet of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app import settings
from app.actions.list_printing import PrintedList, column, print_list
from app.actions.printing import Printed, print_ready
from app.desk import Desk
from app.documents.blocks import Block, Document, DocumentKind, Row, Table, Title
from app.documents.ledger import A4_LANDSCAPE, SIGNATURES
from app.documents.orgchart import READABLE, Chart, ChartBox, chart_document, name_size
from app.documents.words import chinese_date, heading_mark
from app.errors import UserError
from app.registers.spec import INTERNAL
from app.sheets.rosters import Member, Roster, roster
from app.surveys.orglayout import BOX_HEIGHT, BOX_WIDTH, lay_out
from app.surveys.orgsheet import Block as SheetBlock
from app.surveys.orgsheet import organization_sheet
from app.surveys.orgtree import LINES, Node, organization_tree
from db.models import OrganizationLine

_MM_PER_CHARACTER = 2.2
_LEAST_PT = READABLE - 1.0  # of a name on A3: below, each line gets a page of its own


def print_roster(
    desk: Desk, body_id: int, on: date, *, below: bool = False, today: date | None = None
) -> Printed:
    """The roster of a body on a day, phones masked, heads first. Raises ``NotFound`` and ``UserError`` for an empty one."""
    found = roster(desk, body_id, on, below=below)
    body = (("所在组织", 34.0, ""),) if below else ()
    number = (("会员证号", 26.0, ""), ("会籍", 16.0, "c")) if found.line == OrganizationLine.UNION else ()
    heads = (*body, ("姓名", 24.0, ""), ("性别", 12.0, "c"), ("联系电话", 30.0, "c"), ("所在平台", 24.0, ""),
             ("所在站点", 34.0, ""), ("加入日期", 24.0, "c"), *number, ("职务", 28.0, ""), ("兼任", 36.0, ""))  # fmt: skip
    rows = [_member_row(one, found, below) for one in found.members]
    internal = found.line == OrganizationLine.PARTY
    paper = PrintedList(f"{found.name}花名册", heads, tuple(rows), on, "人", found.told, internal=internal)
    return print_list(desk, paper, today=today)


def _member_row(one: Member, found: Roster, below: bool) -> tuple[str, ...]:
    number = (one.member_no, one.state) if found.line == OrganizationLine.UNION else ()
    return (
        *((one.body,) if below else ()), one.name, one.gender, one.phones, one.platform, one.station,
        f"{one.joined_on}", *number, one.posts, one.elsewhere,
    )  # fmt: skip


def print_chart(desk: Desk, on: date, line: str = "", *, today: date | None = None) -> Printed:
    """The organization chart of a day on one page; where names would be too small, a page for each line."""
    root = organization_tree(desk, on, line)
    if not root.children:
        raise UserError("这一天没有可以画出的组织。", "请换一个日期，或先登记组织。")
    whole = _chart(desk, root, on)
    if line or name_size(whole) >= _LEAST_PT:
        charts = [whole]
    else:
        charts = [_chart(desk, child, on) for child in root.children]
    document = chart_document(charts)
    return print_ready(desk, "chart", document, f"组织架构图（{on}）：{root.bodies()}个组织", day=today)


def _chart(desk: Desk, root: Node, on: date) -> Chart:
    layout = lay_out(root)
    boxes = tuple(
        ChartBox(box.x, box.y, box.node.label, "　".join(filter(None, (box.node.second, box.node.head))),
                 box.node.mark, double=box.node.body_id is None)
        for box in layout.boxes
    )  # fmt: skip
    labels = {key.value: label for key, label in LINES}
    name = f"{labels[root.line].removesuffix('组织')}组织架构图" if root.line else "组织架构图"
    office = settings.read(desk, "office_name")
    functional = any(node.functional for node in root.walk())
    note = "功能型党组织、团组织不接转组织关系和团籍。" if functional else ""
    above = (f"编制单位：{office}", f"截至{chinese_date(on)}　共{root.bodies()}个组织")
    return Chart(f"{office}新就业群体{name}", boxes, layout.lines, layout.width, layout.height, BOX_WIDTH, BOX_HEIGHT,
                 above, note)  # fmt: skip


def print_sheet(desk: Desk, on: date, *, today: date | None = None) -> Printed:
    """组织建设情况表 of a day: all its tables under each other."""
    sheet = organization_sheet(desk, on)
    if not sheet.blocks:
        raise UserError("这一天还没有组织可以统计。", "请换一个日期，或先登记组织。")
    office = settings.read(desk, "office_name")
    title = f"{office}新就业群体组织建设情况表"
    tables = [_table(number, block) for number, block in enumerate(sheet.blocks, start=1)]
    above = (f"填报单位（盖章）：{office}", f"统计截止日期：{chinese_date(on)}", INTERNAL)
    tables[0] = replace(tables[0], above=above)
    tables[-1] = replace(tables[-1], below=SIGNATURES)
    blocks: tuple[Block, ...] = (Title(title), *tables)
    document = Document(DocumentKind.STATISTICS, title, blocks, page=A4_LANDSCAPE)
    return print_ready(desk, "list", document, f"{title}（{on}）", day=today)


def _table(number: int, block: SheetBlock) -> Table:
    columns = tuple(
        column(label, width * _MM_PER_CHARACTER, "r" if figures else "")
        for label, width, figures in block.heads
    )
    rows = tuple(Row(line.cells, name=line.cells[0]) for line in block.lines)
    title = heading_mark(1, number) + block.title
    return Table(columns, rows, title, title_pt=13.0, note=block.note, row_height_mm=7.0, text_pt=9.5)
