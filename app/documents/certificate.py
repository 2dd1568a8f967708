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
from app.documents.titles import break_title
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
BODY_TOP_MM, BODY_BOTTOM_MM = 82.0, 134.0
SIZES_PT = (18.0, 17.0, 16.0, 14.0, 12.0)
LEAST_PT = 16.0
LEADING = 1.9
INDENT = 2
ISSUER_TOP_MM, DATE_TOP_MM, SIGN_PT, SIGN_MIDDLE_MM = 150.0, 162.0, 18.0, 212.0
ISSUER_MM, LONG_ISSUER_PT = 100.0, 15.0
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
        unit_label="发证单位（盖章）",
        date_label="登记日期",
        measure=f"份（共{len(rows)}份）",
        row_height_mm=9.0,
        signatures=("单位负责人：", "审核人：", "发证人："),
    )
    return ledger_document("证书存根登记表", unit, as_of, STUB_COLUMNS, rows, mark=mark, style=style)


def _certificate(text: CertificateText) -> list[Block]:
    where = f"证书{text.number}"
    right = LEFT_MM + BODY_MM
    day = chinese_date(text.issued_on)
    blocks: list[Block] = [
        *frame(),
        FixedText(MIDDLE_MM, 33.0, text.title, Role.TITLE, 44.0, Align.CENTER, spacing_mm=8.0, where=where),
        FixedText(right, 64.0, f"编号：{text.number}", Role.SONG, 12.0, Align.RIGHT, where=where),
        _body(certificate_sentence(text), where),
        SealZone(SIGN_MIDDLE_MM - SEAL_MM / 2, SEAL_TOP_MM, SEAL_MM),
        *_issuer(text.issuer, where),
        FixedText(SIGN_MIDDLE_MM, DATE_TOP_MM, day, Role.KAI, SIGN_PT, Align.CENTER, where=where),
    ]
    if text.remark:
        blocks.append(FixedText(right, 70.0, text.remark, Role.SONG, 10.5, Align.RIGHT, where=where))
    return blocks


def _body(sentence: str, where: str) -> FixedText:
    """The sentence in the largest size that ends above the seal's square, a third of the free space over it.

    A holder's line too long for one line even in small type runs on with the rest.
    """
    if text_width(Role.KAI, sentence.partition("\n")[0]) + INDENT > BODY_MM * MM / LEAST_PT:
        sentence = sentence.replace("\n", "")
    first = text_width(Role.KAI, sentence.partition("\n")[0]) + INDENT if "\n" in sentence else 0.0
    room = BODY_BOTTOM_MM - BODY_TOP_MM
    size = next(
        (pt for pt in SIZES_PT if _body_height(sentence, pt) <= room and first <= BODY_MM * MM / pt),
        SIZES_PT[-1],
    )
    top = BODY_TOP_MM + max(0.0, room - _body_height(sentence, size)) / 3
    return FixedText(
        LEFT_MM, top, sentence, Role.KAI, size, width_mm=BODY_MM, indent=INDENT, leading=LEADING, where=where
    )


def _body_height(sentence: str, size: float) -> float:
    """Height of the sentence in mm, one character a line allowed for uneven breaks."""
    per_line = BODY_MM * MM / size - 1
    lines = sum(ceil((text_width(Role.KAI, part) + INDENT) / per_line) for part in sentence.split("\n"))
    return lines * size * LEADING / MM


def _issuer(issuer: str, where: str) -> list[Block]:
    """The issuer over the date; a long one smaller and broken by meaning, its last line where one would stand."""
    size = SIGN_PT if text_width(Role.KAI, issuer) * SIGN_PT <= ISSUER_MM * MM else LONG_ISSUER_PT
    lines = break_title(issuer, ISSUER_MM * MM / size)
    pitch = size * 1.5 / MM
    return [
        FixedText(
            SIGN_MIDDLE_MM,
            ISSUER_TOP_MM - (len(lines) - 1 - n) * pitch,
            line,
            Role.KAI,
            size,
            Align.CENTER,
            where=where,
        )
        for n, line in enumerate(lines)
    ]
