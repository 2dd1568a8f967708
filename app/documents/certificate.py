"""What certificates say, which words they may not bear, and the stub list that goes with a batch.

How they are drawn is a design of the workshop (``app.workshop``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.blocks import Align, Column, Document
from app.documents.ledger import LedgerStyle, PrintMark, ledger_document
from app.documents.words import chinese_date
from app.errors import Problem, ValidationFailed

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
    after its salutation; class_name is then what the stub list says of it. more: further placeholders and their texts.
    photo: the holder's portrait as it was (JPEG in Base64), where the design shows one.
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
    more: tuple[tuple[str, str], ...] = ()
    photo: str = ""


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
