"""Rules of certificates: when one may be issued, voided or replaced, and how its number is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from app.errors import Problem, UserError, ValidationFailed
from db.models import Certificate, CertificateKind, CertificateState

_UNIT_CODE = re.compile(r"[A-Z0-9]{2,12}")


_LETTERS = {
    CertificateKind.APPOINTMENT: "PS",
    CertificateKind.HONOUR: "RY",
    CertificateKind.KEEPSAKE: "JN",
    CertificateKind.THANKS: "GX",
    CertificateKind.MEMBERSHIP: "HY",
}


def check_unit_code(unit_code: str) -> str:
    """The unit's code. Raises UserError when it is not made of capitals and digits."""
    if not _UNIT_CODE.fullmatch(unit_code):
        raise UserError("证书单位代码应为2至12位大写字母或数字。", "请先在“设置”中改正证书单位代码。")
    return unit_code


def series_of(unit_code: str, year: int, class_serial: int) -> str:
    """``XFXY-2024-02``: unit, year of the first issue, and the class's serial in that year with two or three digits."""
    return f"{check_unit_code(unit_code)}-{year}-{class_serial:02d}"


def letter_series(unit_code: str, year: int, kind: CertificateKind) -> str:
    """``XFXY-2024-PS``: letters of appointment, honours and keepsakes have a series for each year and kind."""
    return f"{check_unit_code(unit_code)}-{year}-{_LETTERS[kind]}"


def numbers_stay(_: Any, __: Session) -> Sequence[Problem]:
    """A number that was on paper stays in the register for ever, also of a void certificate."""
    return (Problem("NUMBER_STAYS", "", "证书编号登记后要一直保留，发错的请用“作废”。"),)


def number_of(series: str, serial: int) -> str:
    """``XFXY-2024-02-0137``."""
    return f"{series}-{serial:04d}"


def check_day(issued_on: date, class_ended_on: date) -> None:
    """Raise ValidationFailed when a certificate would be dated before its class was over."""
    if issued_on < class_ended_on:
        message = f"发证日期不能早于班次结束日期{class_ended_on}，请核对。"
        raise ValidationFailed([Problem("ISSUED_BEFORE_END", "issued_on", message)])


def check_reason(reason: str) -> str:
    """The reason without blanks at its ends; raises ValidationFailed when there is none or too long a one."""
    text = reason.strip()
    if not text:
        raise ValidationFailed([Problem("REQUIRED", "reason", "请填写原因，原因会留在证书登记簿里。")])
    if len(text) > 200:
        raise ValidationFailed([Problem("TOO_LONG", "reason", "原因最多200个字，请写简短些。")])
    return text


def check_in_force(certificate: Certificate) -> None:
    """Raise UserError when a certificate is void or replaced already."""
    if certificate.state == CertificateState.VOID:
        raise UserError(f"证书{certificate.number}已经作废。", "作废的编号不再使用，如需发证请重新颁发。")
    if certificate.state == CertificateState.REPLACED:
        raise UserError(f"证书{certificate.number}已经换发。", "请对换发后的新证书操作。")
