"""What each class of paper shows of personal data: one table for everything that is printed.

The classes are those of street-office practice. Six and four characters of an identity number beside a birth date leave one
candidate, so a masked number keeps its first six and the birth date becomes an age; four at each end stand only where no
birth date and no sex stand beside them. Whoever adds a kind of paper names its class here; one that is not named gets the
strictest.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Numbers(StrEnum):
    """How much of an identity number is shown: nothing, the first six characters, four at each end."""

    ABSENT = "absent"
    FRONT = "front"
    ENDS = "ends"


class Phones(StrEnum):
    """How much of somebody's phone number is shown: nothing, or all but its middle."""

    ABSENT = "absent"
    MIDDLE = "middle"


class Born(StrEnum):
    """What is shown of a birth date while numbers are hidden: nothing, or the age."""

    ABSENT = "absent"
    AGE = "age"


@dataclass(frozen=True)
class PaperClass:
    """A class of paper and what it shows by default.

    whole: numbers may be printed in full, by a clerk who has the right, for a purpose that the journal keeps.
    """

    letter: str
    label: str
    numbers: Numbers = Numbers.ABSENT
    phones: Phones = Phones.ABSENT
    born: Born = Born.ABSENT
    whole: bool = False


CLASSES = {
    one.letter: one
    for one in (
        PaperClass("A", "工作小结、会议材料"),
        PaperClass("B", "统计表"),
        PaperClass("C", "台账、花名册", Numbers.FRONT, Phones.MIDDLE, Born.AGE, whole=True),
        PaperClass("D", "登记表、审批表", Numbers.FRONT, Phones.MIDDLE, Born.AGE, whole=True),
        PaperClass("E", "证书、证明", Numbers.ENDS, whole=True),
        PaperClass("F", "签到表、签收表", phones=Phones.MIDDLE),
        PaperClass("G", "公示、告知书"),
        PaperClass("H", "工作照片、活动记录"),
        PaperClass("L", "标签、卡片、信封"),
        PaperClass("M", "地图、门牌"),
    )
}
_STRICTEST = CLASSES["A"]
# The kinds under which papers are entered in the register of prints.
KINDS = {
    "summary": "A",
    "meeting": "A",
    "minutes": "A",
    "statistics": "B",
    "timetable": "B",
    "ledger": "C",
    "list": "C",
    "stubs": "C",
    "outlook": "C",
    "chart": "C",
    "person_form": "D",
    "record_form": "D",
    "person_report": "D",
    "application": "D",
    "reduction": "D",
    "service_sheet": "D",
    "inspection": "D",
    "certificate": "E",
    "proof": "E",
    "sign_in": "F",
    "receipt": "F",
    "notice": "G",
    "improvement": "H",
    "card": "L",
    "label": "L",
    "hotline_card": "L",
    "envelope": "L",
    "plate": "L",
    "map": "M",
    "sign": "M",
}


def class_of(kind: str) -> PaperClass:
    """The class of a kind of paper; the strictest for one that nobody named."""
    return CLASSES[KINDS[kind]] if kind in KINDS else _STRICTEST
