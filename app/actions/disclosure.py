"""Whole numbers on paper: who may print them, why, and what is shown where nobody may."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.desk import Desk
from app.documents.blocks import Document
from app.documents.texts import texts
from app.documents.words import chinese_month
from app.errors import UserError
from app.rules.dates import age_on
from app.values.masking import holds_resident_number, mask_ends, mask_id, mask_in_text, mask_phones
from app.values.paperclasses import Born, Numbers, PaperClass, Phones, class_of
from db.models import Person, Precision

LONGEST_PURPOSE = 60


@dataclass(frozen=True)
class Shown:
    """How a paper shows personal data. purpose: why in full; empty where parts are hidden, after its class."""

    of: PaperClass
    purpose: str = ""

    @property
    def whole(self) -> bool:
        """Whether numbers are in full."""
        return bool(self.purpose)

    @property
    def said(self) -> str:
        """What the journal adds to the name of the paper."""
        return f"（完整号码，用途：{self.purpose}）" if self.purpose else ""

    @property
    def born_label(self) -> str:
        """What stands before ``born``."""
        return "出生年月" if self.whole else "年龄"

    def number(self, text: str) -> str:
        """An identity number as the paper shows it."""
        if self.whole or not text:
            return text
        return {Numbers.ABSENT: "", Numbers.FRONT: mask_id(text), Numbers.ENDS: mask_ends(text)}[
            self.of.numbers
        ]

    def phones(self, text: str) -> str:
        """Phone numbers, divided by spaces or 、, as the paper shows them."""
        if self.whole or not text:
            return "、".join(text.replace("、", " ").split())
        return mask_phones(text) if self.of.phones is Phones.MIDDLE else ""

    def born(self, written: str, birth: date | None, on: date, *, about: bool = False) -> str:
        """A birth date as it is ``written``, or the age on a day. about: only its year is known."""
        if self.whole or birth is None:
            return written if self.whole else ""
        return f"{'约' if about else ''}{age_on(birth, on)}岁" if self.of.born is Born.AGE else ""


def born_text(person: Person, shown: Shown, on: date | None = None) -> str:
    """When somebody was born, to the month, or how old they are on a day (today without one), as the paper shows it."""
    birth = person.birth_date
    if birth is None:
        return ""
    only_year = person.birth_precision == Precision.YEAR
    written = f"{birth.year}年" if only_year else chinese_month(birth.year, birth.month)
    return shown.born(written, birth, on or date.today(), about=only_year)


def shown_on(desk: Desk, kind: str, purpose: str = "") -> Shown:
    """How a kind of paper shows personal data: in full for a purpose, else masked after its class.

    Raises ``UserError`` when a purpose is given and the paper never bears whole numbers, or the clerk has no right to print
    them.
    """
    paper, why = class_of(kind), mask_in_text(purpose.strip())[:LONGEST_PURPOSE]
    if not why:
        return Shown(paper)
    if not paper.whole:
        raise UserError(f"{paper.label}上不印完整的证件号码和电话。", "请选择隐去部分号码。")
    if not desk.actor.whole_numbers:
        raise UserError(
            f"{desk.actor.name}没有打印完整号码的权限。", "请选择隐去部分号码，或请管理员在“经办人”里开通。"
        )
    return Shown(paper, why)


def refuse_numbers(documents: Iterable[Document], shown: Shown | None) -> None:
    """The last look before a paper is made: whoever wrote it, it holds no whole number of a resident without a purpose.

    Raises ``UserError`` that names the place, never the number.
    """
    if shown is not None and shown.whole:
        return
    for document in documents:
        for where, _, text in texts(document):
            if holds_resident_number(text):
                raise UserError(
                    f"{where}有完整的证件号码，不能印在《{document.title}》上。",
                    "请删去号码或改为只写前六位，再打印。",
                )
