"""Completion certificates, one on a page, and the stub list that goes with a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from app.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    DocumentKind,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Role,
    SealZone,
)
from app.documents.certificate_frame import frame
from app.documents.faces import text_width
from app.documents.ledger import LedgerStyle, PrintMark, ledger_document
from app.documents.units import MM
from app.documents.words import chinese_date
from app.errors import Problem, ValidationFailed

CERTIFICATE_PAGE = Page(297.0, 210.0, 0.0, 0.0, 0.0, 0.0, numbering=Numbering.NONE)
# Words a training certificate not authorised by the state may not bear (人社部函〔2022〕25号).
FORBIDDEN_WORDS = (
    "中华人民共和国",
    "中国",
    "中华",
    "国家",
    "全国",
    "职业资格",
    "人员资格",
    "岗位合格",
    "专业技术职务",
)
MIDDLE_MM, LEFT_MM, BODY_MM = 148.5, 42.0, 213.0
BODY_TOP_MM, BODY_BOTTOM_MM = 84.0, 134.0
SIZES_PT = (18.0, 17.0, 16.0, 14.0, 12.0)
LEAST_PT = 17.0
LEADING = 1.9
INDENT = 2
ISSUER_TOP_MM, DATE_TOP_MM, SIGN_PT, SIGN_MIDDLE_MM = 150.0, 162.0, 18.0, 212.0
# The seal presses on issuer and date, its middle a little above theirs.
SEAL_TOP_MM, SEAL_MM = 136.0, 45.0
STUB_COLUMNS = (
    Column("证书编号", 42),
    Column("姓名", 28),
    Column("性别", 11, Align.CENTER),
    Column("身份证号", 38, Align.CENTER),
    Column("班次", 46),
    Column("学时", 12, Align.CENTER),
    Column("发证日期", 28, Align.CENTER),
    Column("领取人签字", 24),
    Column("领取日期", 24),
    Column("备注", 20),
)


@dataclass(frozen=True)
class CertificateText:
    """What one certificate says: the snapshot stored when it is issued, so that it prints alike for ever.

    id_number: as it is printed (masked); empty leaves it out. hours: ready string (``24``).
    remark: ``补发`` or ``换发`` with the number replaced, printed under the number.
    """

    number: str
    name: str
    class_name: str
    organizer: str
    started_on: date
    ended_on: date
    hours: str
    issuer: str
    issued_on: date
    id_number: str = ""
    gender: str = ""
    course: str = ""
    result: str = "合格"
    title: str = "结业证书"
    honorific: str = "同志"
    remark: str = ""


def certificate_sentence(text: CertificateText) -> str:
    """The body of the certificate; the holder with the number stands on a line of its own."""
    identity = f"（公民身份号码：{text.id_number}），\n" if text.id_number else "，"
    period = f"{chinese_date(text.started_on)}至{chinese_date(text.ended_on)}"
    course = f"“{text.course}”" if text.course else "规定"
    return (
        f"{text.name} {text.honorific}{identity}于{period}参加{text.organizer}{text.class_name}学习，"
        f"修满{course}课程，共{text.hours}学时，成绩{text.result}，准予结业。"
    )


def check_words(text: CertificateText) -> None:
    """Raise ValidationFailed naming the word and the field when a forbidden word stands on the certificate.

    The holder's name is not looked at: 中华 is a common given name.
    """
    labels = {
        "title": "标题",
        "organizer": "办学单位",
        "class_name": "班次名称",
        "course": "课程名称",
        "issuer": "颁发单位",
        "result": "成绩",
        "remark": "备注",
    }
    problems = []
    for field, label in labels.items():
        value = getattr(text, field)
        word = next((word for word in FORBIDDEN_WORDS if word in value), None)
        if word:
            message = f"证书的{label}“{value}”中有禁用字样“{word}”，请修改后再打印。"
            problems.append(Problem("FORBIDDEN_WORD", field, message))
    if problems:
        raise ValidationFailed(problems)


def certificate_document(certificates: Sequence[CertificateText]) -> Document:
    """One certificate on a page, in the given order.

    Raises ValidationFailed for a forbidden word, and ValueError for an empty batch.
    """
    if not certificates:
        raise ValueError("a batch holds at least one certificate")
    blocks: list[Block] = []
    for number, text in enumerate(certificates):
        check_words(text)
        if number:
            blocks.append(PageBreak())
        blocks += _certificate(text)
    return Document(DocumentKind.CERTIFICATE, certificates[0].title, tuple(blocks), page=CERTIFICATE_PAGE)


def stub_document(
    certificates: Sequence[CertificateText], unit: str, as_of: date, mark: PrintMark | None = None
) -> Document:
    """The stub register (存根登记表) of a batch, with room for the holders' signatures."""
    rows = [
        (
            text.number,
            text.name,
            text.gender,
            text.id_number,
            text.class_name,
            text.hours,
            chinese_date(text.issued_on),
            "",
            "",
            text.remark,
        )
        for text in certificates
    ]
    style = LedgerStyle(
        measure=f"份（共{len(rows)}份）",
        row_height_mm=9.0,
        signatures=("单位负责人：", "审核人：", "发证人："),
    )
    return ledger_document("证书存根登记表", unit, as_of, STUB_COLUMNS, rows, mark=mark, style=style)


def _certificate(text: CertificateText) -> list[Block]:
    where = f"证书{text.number}"
    size = _body_size(certificate_sentence(text))
    right = LEFT_MM + BODY_MM

    def line(
        x: float, y: float, content: str, role: Role, pt: float, align: Align, spacing: float = 0.0
    ) -> Block:
        return FixedText(x, y, content, role, pt, align, spacing_mm=spacing, where=where)

    blocks: list[Block] = [
        *frame(),
        line(MIDDLE_MM, 33.0, text.title, Role.TITLE, 44.0, Align.CENTER, 8.0),
        line(right, 64.0, f"编号：{text.number}", Role.SONG, 12.0, Align.RIGHT),
        FixedText(
            LEFT_MM,
            BODY_TOP_MM,
            certificate_sentence(text),
            Role.KAI,
            size,
            width_mm=BODY_MM,
            indent=INDENT,
            leading=LEADING,
            where=where,
        ),
        SealZone(SIGN_MIDDLE_MM - SEAL_MM / 2, SEAL_TOP_MM, SEAL_MM),
        line(
            SIGN_MIDDLE_MM,
            ISSUER_TOP_MM,
            text.issuer,
            Role.KAI,
            _fit(text.issuer, SIGN_PT, 100),
            Align.CENTER,
        ),
        line(SIGN_MIDDLE_MM, DATE_TOP_MM, chinese_date(text.issued_on), Role.KAI, SIGN_PT, Align.CENTER),
    ]
    if text.remark:
        blocks.append(line(right, 70.0, text.remark, Role.SONG, 10.5, Align.RIGHT))
    return blocks


def _body_size(sentence: str) -> float:
    """The largest size at which the sentence ends above the seal's square, its first line unbroken if it can."""
    first = text_width(Role.KAI, sentence.partition("\n")[0]) + INDENT
    fitting = [size for size in SIZES_PT if _body_height(sentence, size) <= BODY_BOTTOM_MM - BODY_TOP_MM]
    whole = [size for size in fitting if size >= LEAST_PT and first <= BODY_MM * MM / size]
    return next(iter([*whole, *fitting]), SIZES_PT[-1])


def _body_height(sentence: str, size: float) -> float:
    """Height of the sentence in mm, one character a line allowed for uneven breaks."""
    per_line = BODY_MM * MM / size - 1
    lines = sum(ceil((text_width(Role.KAI, part) + INDENT) / per_line) for part in sentence.split("\n"))
    return lines * size * LEADING / MM


def _fit(text: str, size: float, width_mm: float) -> float:
    """The size, made smaller when the text would be wider than ``width_mm``."""
    return min(size, width_mm * MM / max(text_width(Role.KAI, text), 1.0))
