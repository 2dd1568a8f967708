"""Completion certificates, one on a page, and the stub list that goes with a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
from app.documents.certificate_words import (
    BODY_MM,
    DATE_TOP_MM,
    LEFT_MM,
    MIDDLE_MM,
    SIGN_MIDDLE_MM,
    SIGN_PT,
    body,
    issuer_lines,
    letter,
)
from app.documents.ledger import LedgerStyle, PrintMark, ledger_document
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
# The seal presses on issuer and date, its middle a little above theirs.
SEAL_TOP_MM, SEAL_MM = 136.0, 45.0
STUB_COLUMNS = (
    Column("证书编号", 42),
    Column("姓名", 28),
    Column("性别", 11, Align.CENTER),
    Column("身份证号", 38, Align.CENTER),
    Column("班次（事项）", 46),
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
    remark: ``补发`` or ``换发`` with the number replaced, printed under the number. body: what a letter or an honour says
    after its salutation; class_name is then what the stub list says of it.
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
    body: str = ""


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
        "body": "正文",
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
    certificates: Sequence[CertificateText],
    unit: str,
    as_of: date,
    mark: PrintMark | None = None,
    collected: Mapping[str, date] | None = None,
) -> Document:
    """The stub register (存根登记表) of a batch, with room for the holders' signatures.

    collected: the day on which a certificate was fetched, by its number.
    """
    fetched = {number: chinese_date(day) for number, day in (collected or {}).items()}
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
            fetched.get(text.number, ""),
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
        *(
            letter(text.name, text.honorific, text.body, where)
            if text.body
            else (body(certificate_sentence(text), where),)
        ),
        SealZone(SIGN_MIDDLE_MM - SEAL_MM / 2, SEAL_TOP_MM, SEAL_MM),
        *issuer_lines(text.issuer, where),
        FixedText(SIGN_MIDDLE_MM, DATE_TOP_MM, day, Role.KAI, SIGN_PT, Align.CENTER, where=where),
    ]
    if text.remark:
        blocks.append(FixedText(right, 70.0, text.remark, Role.SONG, 10.5, Align.RIGHT, where=where))
    return blocks
