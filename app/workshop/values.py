"""What the placeholders of a design stand for, taken from the words a certificate keeps."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date

from app.documents.certificate import CertificateText
from app.documents.recordcertificate import ProofText, hours
from app.documents.words import DIGITS, chinese_date, chinese_number
from app.workshop.drawing import Holder


def holder_of(text: CertificateText) -> Holder:
    """The holder of a certificate."""
    values = {
        "姓名": text.name,
        "称谓": text.honorific,
        "性别": text.gender,
        "证件号码": text.id_number,
        "编号": text.number,
        "颁发单位": text.issuer,
        "发证日期": chinese_date(text.issued_on),
        "发证日期大写": written_date(text.issued_on),
        "备注": text.remark,
        "班次": text.class_name,
        "事项": text.class_name,
        "办学单位": text.organizer,
        "课程": text.course,
        "开始日期": chinese_date(text.started_on),
        "结束日期": chinese_date(text.ended_on),
        "学时": text.hours,
        "成绩": text.result,
        "正文": text.body,
    }
    return Holder(values | dict(text.more), base64.b64decode(text.photo), f"证书{text.number}")


def proof_holder(text: ProofText) -> Holder:
    """The holder of a 志愿服务记录证明."""
    values: Mapping[str, str] = {
        "姓名": text.name,
        "称谓": "",
        "性别": "",
        "证件号码": text.id_number,
        "编号": text.number,
        "颁发单位": text.issuer,
        "发证日期": chinese_date(text.issued_on),
        "发证日期大写": written_date(text.issued_on),
        "备注": "",
        "证件类型": text.id_kind,
        "志愿者编号": text.numbers,
        "起始日期": chinese_date(text.since),
        "截止日期": chinese_date(text.until),
        "次数": str(text.times),
        "小时": hours(text.minutes),
        "服务内容": text.contents,
        "其他事项": text.remark.rstrip("。"),
        "负责人": text.responsible,
        "经办人": text.handler,
        "联系电话": text.phone,
    }
    return Holder(values, where=f"证明{text.number}")


def written_date(day: date) -> str:
    """``二〇二四年十一月二十五日``."""
    year = "".join("〇" if digit == "0" else DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"
