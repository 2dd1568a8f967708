"""Identity numbers: the resident's 18-digit number (GB 11643-1999) and the unified social credit code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.errors import Problem

MALE = "男"
FEMALE = "女"
OLDEST = 120

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
_NOISE = re.compile(r"[\s\u00a0\u3000\u200b-\u200f\ufeff'’‘`\"“”‐‑‒–—―－−-]+")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MASKED = re.compile(r"(\d{3,14})([*X×]{4,})(\d{0,3}[\dX]?)|()(\*{6,})(\d{1,6}X?)")


@dataclass(frozen=True)
class ResidentId:
    """A resident identity number that passed every check.

    number: 18 characters, ``X`` upper case. birth: date of birth. gender: ``男`` or ``女`` (digit 17).
    """

    number: str
    birth: date
    gender: str


def check_character(first17: str) -> str:
    """The check character of the 17 digits before it (ISO 7064 MOD 11-2, as in GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def normalise_id(text: str) -> str:
    """The number without spaces, hyphens, quotes and full-width forms, letters in upper case."""
    return _NOISE.sub("", text.translate(_FULL_WIDTH)).upper()


def masked_id(text: str) -> str:
    """A number of which some digits are hidden, such as ``330106********0018``, in one spelling; "" when it is none."""
    found = _MASKED.fullmatch(normalise_id(text))
    front, hidden, back = (found.groups()[:3] if found[2] else found.groups()[3:]) if found else ("", "", "")
    return f"{front}{'*' * len(hidden)}{back}"


def fits_mask(number: str, masked: str) -> bool:
    """Whether a whole number may be the one of which only the two ends are shown."""
    front, back = masked.split("*", 1)[0], masked.rsplit("*", 1)[-1]
    return number.startswith(front) and number.endswith(back)


def read_resident_id(
    text: str, field: str = "id_no", today: date | None = None
) -> tuple[ResidentId | None, Problem | None]:
    """Check a resident identity number.

    The six-digit area code is that of the first registration and may be abolished since, so only its first
    two digits are looked at; 81, 82, 83 (residents from Hong Kong, Macao, Taiwan) and 9 (permanent residents)
    pass.
    Returns the number, or a blocking problem: ``ID_LENGTH``, ``ID_CHARACTERS``, ``ID_CHECKSUM``, ``ID_AREA``,
    ``ID_DATE``. Fifteen digits give the upgraded number together with the warning ``ID_OLD15``.
    """
    number = normalise_id(text)
    today = today or date.today()
    if re.fullmatch(r"\d{15}", number):
        return _upgrade(number, field, today)
    if len(number) != 18:
        message = f"身份证号应为18位，现在是{len(number)}位，请核对。"
        return None, Problem("ID_LENGTH", field, message)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return None, Problem("ID_CHARACTERS", field, "身份证号只能有数字，末位可以是X，请核对。")
    if check_character(number[:17]) != number[17]:
        return None, Problem("ID_CHECKSUM", field, "身份证号校验不通过，一定有一位抄错了，请对照证件核对。")
    return _read_parts(number, field, today)


def _read_parts(number: str, field: str, today: date) -> tuple[ResidentId | None, Problem | None]:
    if number[:2] not in _PROVINCES and number[0] != "9":
        return None, Problem("ID_AREA", field, "身份证号开头的地区代码不存在，请对照证件核对。")
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None, Problem("ID_DATE", field, "身份证号中的出生日期不存在，请对照证件核对。")
    if birth > today or today.year - birth.year > OLDEST:
        return None, Problem("ID_DATE", field, "身份证号中的出生日期在将来或早于120年前，请对照证件核对。")
    gender = MALE if int(number[16]) % 2 else FEMALE
    return ResidentId(number, birth, gender), None


def _upgrade(old: str, field: str, today: date) -> tuple[ResidentId | None, Problem | None]:
    first17 = f"{old[:6]}19{old[6:]}"
    found, problem = _read_parts(first17 + check_character(first17), field, today)
    if found is None:
        return None, problem
    message = "这是已停用的15位证号，已补成18位，请对照现行证件核实。"
    return found, Problem("ID_OLD15", field, message, blocking=False)


def read_credit_code(text: str, field: str = "credit_code") -> tuple[str | None, Problem | None]:
    """Check a unified social credit code (GB 32100-2015): the code, or ``CODE_CHECKSUM``."""
    from stdnum.cn import uscc

    code = normalise_id(text)
    if uscc.is_valid(code):
        return code, None
    message = "统一社会信用代码应为18位且校验位相符，请对照证照核对。"
    return None, Problem("CODE_CHECKSUM", field, message)
