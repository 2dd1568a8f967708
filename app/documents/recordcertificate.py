"""志愿服务记录证明 with the list of its services, and the 志愿服务情况登记表 that is no certificate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.blocks import (
    Align,
    AttachmentList,
    AttachmentMark,
    Blank,
    Block,
    Column,
    Document,
    DocumentKind,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Paragraph,
    Role,
    Row,
    Signature,
    Subtitle,
    Table,
    Title,
)
from app.documents.words import chinese_date

CERTIFICATE = "志愿服务记录证明"
LIST = "志愿服务明细表"
SHEET = "志愿服务情况登记表"
INTERNAL = "内部资料"
SHEET_PAGE = Page(210.0, 297.0, 22.0, 25.0, 18.0, 22.0, numbering=Numbering.OF_TOTAL_SPACED)
_RIGHT_MM, _NUMBER_TOP_MM = 184.0, 50.0
_SERVICES = (
    Column("序号", 9, Align.CENTER),
    Column("活动名称", 30),
    Column("日期", 21, Align.CENTER),
    Column("地点", 28),
    Column("服务内容", 32),
    Column("小时", 11, Align.RIGHT),
    Column("记录人", 25, Align.CENTER),
)
_GRADE = Column("评价", 13, Align.CENTER)


@dataclass(frozen=True)
class Service:
    """A line of the list. minutes: whole minutes, printed as hours. grade: how it was judged, "" when nobody did."""

    activity: str
    on: date
    place: str
    content: str
    minutes: int
    recorder: str
    grade: str = ""


@dataclass(frozen=True)
class ProofText:
    """What a certificate says (民发〔2015〕149号): volunteer, service, issuer, number and date; the snapshot of an issue.

    id_number: as it is printed. numbers: the volunteer's in other systems. minutes, times: of the services listed.
    """

    number: str
    name: str
    id_kind: str
    id_number: str
    numbers: str
    since: date
    until: date
    minutes: int
    times: int
    contents: str
    remark: str
    issuer: str
    responsible: str
    handler: str
    phone: str
    issued_on: date
    services: tuple[Service, ...]


@dataclass(frozen=True)
class SheetText:
    """What the internal sheet says. who: (label, text) pairs; told: tables of a heading, column heads and rows."""

    name: str
    office: str
    since: date
    until: date
    made_on: date
    who: tuple[tuple[str, str], ...]
    minutes: int
    services: tuple[Service, ...]
    told: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    left_out: int = 0


def hours(minutes: int) -> str:
    """Minutes as hours with at most one decimal, rounded down: never more than was served."""
    whole, rest = divmod(minutes, 60)
    tenth = rest // 6
    return f"{whole}.{tenth}" if tenth else str(whole)


def proof_document(proofs: Sequence[ProofText]) -> Document:
    """Certificates with their lists. Raises ValueError for none."""
    if not proofs:
        raise ValueError("a batch holds at least one certificate")
    blocks: list[Block] = []
    for proof in proofs:
        if blocks:
            blocks.append(PageBreak())
        blocks += _proof(proof)
    return Document(DocumentKind.OFFICIAL, CERTIFICATE, tuple(blocks))


def _proof(proof: ProofText) -> list[Block]:
    where = f"证明{proof.number}"
    numbers = f"，志愿者编号：{proof.numbers}" if proof.numbers else ""
    who = f"{proof.name}（{proof.id_kind}，{proof.id_number}{numbers}）"
    said = (
        f"兹证明{who}，自{chinese_date(proof.since)}至{chinese_date(proof.until)}参加我单位组织的志愿服务活动"
        f"{proof.times}次，累计志愿服务时间{hours(proof.minutes)}小时。服务内容：{proof.contents}（明细附后）。"
    )
    handler = f"　　经办人：{proof.handler}" if proof.handler else ""
    blocks: list[Block] = [
        Title(CERTIFICATE),
        Blank(3),
        FixedText(
            _RIGHT_MM,
            _NUMBER_TOP_MM,
            f"编号：{proof.number}",
            Role.FANG,
            14.0,
            Align.RIGHT,
            where=where,
        ),
        Paragraph(said),
        Paragraph("特此证明。"),
    ]
    if proof.remark:
        blocks.append(Paragraph(f"其他需要说明的事项：{proof.remark.rstrip('。')}。"))
    return [
        *blocks,
        Paragraph(f"负责人：{proof.responsible}{handler}"),
        Paragraph(f"联系电话：{proof.phone}"),
        AttachmentList((LIST,)),
        Signature(proof.issuer, chinese_date(proof.issued_on)),
        PageBreak(),
        *list_blocks(proof),
    ]


def list_blocks(proof: ProofText) -> list[Block]:
    """The list of services behind a certificate, from the head of a page."""
    above = (f"姓名：{proof.name}", f"证明编号：{proof.number}")
    return [AttachmentMark(), _services(LIST, proof.services, f"证明{proof.number}", above=above)]


def _services(
    title: str, services: Sequence[Service], where: str, above: tuple[str, ...] = (), pt: float = 16.0
) -> Table:
    judged = any(one.grade for one in services)
    rows = [
        Row(
            (
                str(n),
                one.activity,
                one.on.isoformat(),
                one.place,
                one.content,
                hours(one.minutes),
                one.recorder,
                *((one.grade,) if judged else ()),
            ),
            name=f"{where}明细第{n}行",
        )
        for n, one in enumerate(services, start=1)
    ]
    columns = (*_SERVICES, _GRADE) if judged else _SERVICES
    return Table(columns, tuple(rows), title, title_pt=pt, above=above, text_pt=9.0, row_height_mm=7.0)


def sheet_document(sheets: Sequence[SheetText]) -> Document:
    """The internal sheets, each on pages of its own, with the mark that they are no certificates."""
    if not sheets:
        raise ValueError("a batch holds at least one sheet")
    blocks: list[Block] = []
    for sheet in sheets:
        if blocks:
            blocks.append(PageBreak())
        blocks += _sheet(sheet)
    return Document(
        DocumentKind.FORM, f"{SHEET}（{INTERNAL}）", tuple(blocks), page=SHEET_PAGE, watermark=INTERNAL
    )


def _told_column(head: str, texts: Sequence[str]) -> Column:
    """As wide as what stands in it, within reason."""
    longest = max(len(text) for text in (head, *texts))
    return Column(head, 10.0 + 3.0 * min(max(longest, 4), 16))


def _sheet(sheet: SheetText) -> list[Block]:
    labels = tuple(Column(label, 7.0 + 3.6 * max(len(label), len(text) / 1.7)) for label, text in sheet.who)
    texts = Row(tuple(text for _, text in sheet.who), name=sheet.name)
    left = f"另有{sheet.left_out}条未入账的记录，没有列入。" if sheet.left_out else ""
    span = f"{chinese_date(sheet.since)}至{chinese_date(sheet.until)}"
    total = f"志愿服务{len(sheet.services)}次，合计{hours(sheet.minutes)}小时。"
    blocks: list[Block] = [
        Title(SHEET),
        Subtitle(f"（{INTERNAL}）"),
        Table(
            labels,
            (texts,),
            title="一、基本信息",
            title_pt=14.0,
            above=(f"填报单位：{sheet.office}", f"起止：{span}"),
            text_pt=9.0,
        ),
        Blank(),
        _services("二、服务情况", sheet.services, sheet.name, above=(total + left,), pt=14.0),
    ]
    for place, (label, heads, rows) in enumerate(one for one in sheet.told if one[2]):
        columns = tuple(_told_column(head, [row[at] for row in rows]) for at, head in enumerate(heads))
        lines = tuple(Row(cells, name=f"{label}第{n}行") for n, cells in enumerate(rows, start=1))
        mark = "三四五六"[place]
        blocks += [Blank(), Table(columns, lines, f"{mark}、{label}", title_pt=14.0, text_pt=9.0)]
    says = (
        f"说明：本表依据{sheet.office}台账生成，供本人和本单位内部使用，不作为志愿服务记录证明使用；"
        "对外证明请通过全国志愿服务信息系统（志愿浙江）办理。"
    )
    return [*blocks, Blank(), Paragraph(says), Paragraph(f"制表日期：{chinese_date(sheet.made_on)}")]
