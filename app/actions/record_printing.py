"""登记表 of the records of any register, one on a page; without a record an empty one to be filled in by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from app import settings
from app.actions.disclosure import shown_on
from app.actions.printing import BIRTH, Printed, print_ready
from app.actions.recipients import these
from app.desk import Desk
from app.documents.recordform import Entry, RecordText, record_document
from app.documents.words import chinese_date
from app.errors import UserError
from app.registers import find_register, lists
from app.registers.spec import Field, Kind, Register
from app.values.masking import mask_in_text

MOST = 200  # forms in one print
_NUMBER = ("number",)
_WIDE_CHARACTERS = 24


def print_records(
    desk: Desk, key: str, ids: Sequence[int], purpose: str = "", *, today: date | None = None
) -> Printed:
    """Forms of a register's records in their order; of none, an empty form.

    purpose: why identity numbers and phones are in full, for the journal; masked without one. Raises ``UserError`` for too
    many and for records that are gone, and ``MissingGlyphs``.
    """
    register, day = find_register(key), today or date.today()
    if len(ids) > MOST:
        raise UserError(f"一次最多打印{MOST}份，选中了{len(ids)}份。", "请分批打印。")
    shown = shown_on(desk, "record_form", purpose)
    fields = [field for field in register.fields if _printed(field)]
    texts = _texts(desk, register, ids, fields, whole=shown.whole) if ids else [_blank(fields)]
    title = f"{register.label}登记表"
    office = settings.read(desk, "office_name") or "＿＿＿＿＿＿"
    document = record_document(title, texts, office, chinese_date(day))
    what = f"{title}{len(texts)}份" if ids else f"空白{title}"
    return print_ready(desk, "record_form", document, what, day=today, shown=shown)


def _printed(field: Field) -> bool:
    return field.name not in ("number", BIRTH) and field.kind is not Kind.MOMENT


def _texts(
    desk: Desk, register: Register, ids: Sequence[int], fields: Sequence[Field], *, whole: bool
) -> list[RecordText]:
    names = list(dict.fromkeys((*(field.name for field in fields), register.title, *_NUMBER)))
    names = [name for name in names if name in register.by_name or name == register.title]
    rows = lists.page(desk, register, these(register, ids), names, size=MOST, masked=not whole)
    hide: Callable[[str], str] = str if whole else mask_in_text
    known = {row.id: dict(zip(names, map(hide, row.cells), strict=True)) for row in rows}
    if not known:
        raise UserError("选中的记录已不存在，或不在您负责的区域内。", "请刷新列表后重试。")
    return [
        RecordText(
            cells[register.title],
            cells.get("number", ""),
            tuple(_entry(field, cells[field.name]) for field in fields),
        )
        for one in ids
        if (cells := known.get(one)) is not None
    ]


def _blank(fields: Sequence[Field]) -> RecordText:
    return RecordText("空白表", "", tuple(_entry(field, "") for field in fields if field.form))


def _entry(field: Field, text: str) -> Entry:
    tall = field.kind is Kind.LONG_TEXT
    return Entry(field.label, text, wide=tall or field.width >= _WIDE_CHARACTERS, tall=tall)
