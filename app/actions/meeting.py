"""会议材料一键打印: contents, summary with table, coverage sheets, lists of the month, its requests and photos as one PDF, pages numbered through."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from app.actions.coverage_printing import join_rates_list, part_time_list, station_coverage_list
from app.actions.disclosure import refuse_numbers
from app.actions.list_printing import list_document
from app.actions.printing import Printed, enter_drawn, ledger_of, new_number
from app.actions.request_printing import request_list
from app.actions.returns import name_of, standing
from app.actions.summary import document_of
from app.desk import Desk
from app.documents.blocks import Align, Blank, Column, Document, DocumentKind, Row, Subtitle, Table, Title
from app.documents.faces import check_role_glyphs
from app.documents.ledger import PrintMark
from app.documents.pdf import first_pages, pages_of, render_together
from app.documents.photopage import PhotoText, photo_document
from app.documents.texts import texts
from app.measures.period import Reported
from app.registers import find_register
from app.registers.lists import count
from app.returns.lists import list_sealed
from app.surveys.overview import Behind, list_behind
from app.surveys.photos import photos_of

LISTED = (("P10", "新增登记人员名单"), ("P11", "注销（流出）人员名单"))
MOST_LISTED = 2_000
_COLUMNS = (
    Column("序号", 14, Align.CENTER),
    Column("材料", 118),
    Column("页码", 24, Align.CENTER),
)


def meeting_papers(desk: Desk, period: Reported) -> tuple[Document, ...]:
    """The papers in their order, the sealed ones as they were sealed; sheets and lists without rows are left out."""
    now = standing(desk, period)
    papers = [replace(document_of(now.draft), title=name_of(period))]
    for of_day in (part_time_list, join_rates_list, station_coverage_list):
        paper = of_day(desk, period.last)
        if paper.rows:
            papers.append(replace(list_document(desk, paper), title=paper.title))
    for code, title in LISTED:
        found = _list(desk, period, code, title, sealed=now.sealed is not None)
        if found is not None:
            papers.append(found)
    requests = request_list(desk, period.first, period.last)
    if requests.rows:
        papers.append(replace(list_document(desk, requests), title=f"{period.label}诉求清单"))
    photos = [PhotoText(one.title, one.about, one.jpeg) for one in photos_of(desk, period.first, period.last)]
    if photos:
        papers.append(photo_document(f"{period.label}图片资料", photos))
    return tuple(papers)


def print_meeting(desk: Desk, period: Reported) -> Printed:
    """All papers of a meeting as one PDF, entered in the register of prints. Raises UserError and ``MissingGlyphs``."""
    title = f"{period.label}新就业群体工作会议材料"
    papers = meeting_papers(desk, period)
    for paper in papers:
        check_role_glyphs(texts(paper))
    refuse_numbers(papers, None)
    with desk.operation("print", f"打印{title}", undoable=False) as session:
        number = new_number(session, date.today())
        mark = PrintMark(datetime.now(), desk.actor.name, number).text()
        printed = [papers[0], *(replace(paper, footer=mark) for paper in papers[1:])]
        data, pages = _bound(title, printed)
        return enter_drawn(session, desk, "meeting", Printed(data, number, title, pages))


def _bound(title: str, printed: Sequence[Document]) -> tuple[bytes, int]:
    """The papers behind their contents, which name the page on which each begins."""
    lengths, names = [pages_of(paper) for paper in printed], [paper.title for paper in printed]
    before = pages_of(_contents(title, names, [0] * len(names)))
    begins = first_pages([before, *lengths])[1:]
    stream = io.BytesIO()
    render_together(title, [_contents(title, names, begins), *printed], stream)
    return stream.getvalue(), before + sum(lengths)


def _list(desk: Desk, period: Reported, code: str, title: str, *, sealed: bool) -> Document | None:
    key, query = list_sealed(desk, period, code) if sealed else list_behind(desk, Behind(code, period))
    register = find_register(key)
    rows = count(desk, register, query)
    if not 0 < rows <= MOST_LISTED:
        return None
    columns = [field.name for field in register.fields if field.table]
    return replace(
        ledger_of(desk, register, query, columns, f"{period.label}{title}", period.last), title=title
    )


def _contents(title: str, names: Sequence[str], begins: Sequence[int]) -> Document:
    rows = tuple(
        Row((str(number), name, str(page)), name=name)
        for number, (name, page) in enumerate(zip(names, begins, strict=True), start=1)
    )
    blocks = (
        Title(title),
        Subtitle(f"（{date.today().year}年{date.today().month}月{date.today().day}日）"),
        Blank(),
        Table(_COLUMNS, rows, title="目录", row_height_mm=10.0, text_pt=14.0),
    )
    return Document(DocumentKind.OFFICIAL, "目录", blocks)
