"""Labels and envelopes of chosen records, on standard sheets; one mechanism, layouts as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app import settings
from app.actions.disclosure import shown_on
from app.actions.printing import Printed, print_ready
from app.actions.recipients import MOST, recipients, these
from app.actions.rows import refuse
from app.desk import Desk
from app.documents.celllayouts import CODE, LINES, envelope_layout, label_layout
from app.documents.cells import Texts, cells_document
from app.documents.qr import cut_for_code
from app.documents.stocks import Stock, stock_of
from app.errors import UserError
from app.registers import find_register, lists
from app.registers.addressing import label_fields

_LARGEST_SHIFT = 20.0  # mm


def print_labels(
    desk: Desk, key: str, ids: Sequence[int], answers: Mapping[str, Any], *, today: date | None = None
) -> Printed:
    """Labels of records, each ``copies`` times.

    answers: stock, lines (labels of fields), copies, serial (the first one, counted up), code (``none``, ``number``, ``text``), start,
    marks. Raises ``ValidationFailed`` naming the answer that does not fit, ``UserError``, ``MissingGlyphs``.
    """
    register, stock = find_register(key), stock_of(answers.get("stock") or "2x7")
    copies = between(answers, "copies", 1, 200, "每条份数")
    if not 0 < len(ids) * copies <= MOST:
        raise UserError(f"一次打印1到{MOST}个标签。", "请分批打印。")
    by_label = {field.label: field for field in label_fields(register)}
    wanted = [word for word in str(answers.get("lines") or "").split("、") if word][:LINES]
    unknown = next((word for word in wanted if word not in by_label), None)
    if unknown is not None:
        raise refuse("UNKNOWN", "lines", f"{register.label}没有“{unknown}”这一栏，请从列表中选择。")
    names = [register.title, *(by_label[word].name for word in wanted)]
    numbered = "number" in register.by_name
    names += ["number"] if numbered else []
    listed = lists.page(desk, register, these(register, ids), names, size=MOST)
    rows = {row.id: row.cells for row in listed}
    chosen = [rows[one] for one in ids if one in rows for _ in range(copies)]
    if not chosen:
        raise UserError("选中的记录已不存在，或不在您负责的区域内。", "请刷新列表后重试。")
    serials = _serials(str(answers.get("serial") or ""), len(chosen))
    how = answers.get("code") or "none"
    filled = [
        _label(cells, serial, how, numbered=numbered) for cells, serial in zip(chosen, serials, strict=True)
    ]
    document = cells_document(
        f"{register.label}标签",
        stock,
        label_layout(stock, code=how != "none"),
        filled,
        start=start_of(answers, stock),
        marks=marks_of(answers, stock),
    )
    what = f"{register.label}标签{len(filled)}个"
    return print_ready(desk, "label", document, what, day=today, marked=False)


def _label(cells: Sequence[str], serial: str, how: str, *, numbered: bool) -> Texts:
    head, lines = cells[0], cells[1 : len(cells) - numbered]
    number = cells[-1] if numbered else ""
    found = {"head": head, "foot": "　".join(filter(None, (number if number != head else "", serial)))}
    found |= {f"line{at}": line for at, line in enumerate(lines, start=1)}
    if how != "none":
        told = (number or serial or head,) if how == "number" else (head, *lines, number, serial)
        found[CODE] = cut_for_code("\n".join(dict.fromkeys(filter(None, told))))
    return found


def print_envelopes(
    desk: Desk, key: str, ids: Sequence[int], answers: Mapping[str, Any], *, today: date | None = None
) -> Printed:
    """Envelopes to the records' people or bodies, one on a page of the envelope's own size.

    answers: stock, postcode, sender, sender_address, sender_postcode, across, downwards (mm to shift). Raises
    ``ValidationFailed``, and ``UserError`` naming who has no address.
    """
    stock = stock_of(answers.get("stock") or "DL")
    register = find_register(key)
    found = recipients(desk, register, ids, shown_on(desk, "envelope"))
    lost = [one.name for one in found if not one.address]
    if lost:
        more = f"等{len(lost)}家（人）" if len(lost) > 5 else ""
        raise UserError(
            f"{'、'.join(lost[:5])}{more}没有登记地址，不能打印信封。", "请先补登地址，或从选中的记录里去掉。"
        )
    for name, label in (("postcode", "收信邮编"), ("sender_postcode", "寄信邮编")):
        code = str(answers.get(name) or "")
        if code and not (code.isascii() and code.isdigit() and len(code) == 6):
            raise refuse("POSTCODE", name, f"{label}应是6位数字，如310013。")
    common = {
        "postcode": str(answers.get("postcode") or ""),
        "sender": answers.get("sender") or settings.read(desk, "office_name"),
        "sender_address": answers.get("sender_address") or "",
        "sender_postcode": str(answers.get("sender_postcode") or ""),
    }
    filled = []
    for one in dict.fromkeys(found):
        to = (one.name if one.person else one.contact) or one.name
        filled.append(
            common
            | {
                "address": one.address,
                "name": f"{to}　收",
                "body": "" if one.person or to == one.name else one.name,
            }
        )
    corner = (_shift(answers, "across", "右移"), _shift(answers, "downwards", "下移"))
    document = cells_document("信封", replace(stock, corner=corner), envelope_layout(stock), filled)
    what = f"{register.label}信封{len(filled)}个"
    return print_ready(desk, "envelope", document, what, day=today, marked=False)


def between(answers: Mapping[str, Any], name: str, low: int, high: int, label: str) -> int:
    """A whole number that was asked for, the least one without an answer. Raises ``ValidationFailed``."""
    value = low if answers.get(name) is None else int(answers[name])
    if not low <= value <= high:
        raise refuse("OUT_OF_RANGE", name, f"“{label}”应在{low}到{high}之间。")
    return value


def start_of(answers: Mapping[str, Any], stock: Stock) -> int:
    """The first cell that is printed, from 1. Raises ``ValidationFailed`` for one the sheet does not have."""
    return between(answers, "start", 1, stock.cells, "从第几格开始")


def marks_of(answers: Mapping[str, Any], stock: Stock) -> bool:
    """Whether marks to cut along are drawn: as asked, else on what is not cut yet."""
    wanted = answers.get("marks")
    return stock.cut if wanted is None else bool(wanted)


def _shift(answers: Mapping[str, Any], name: str, label: str) -> float:
    value = float(answers.get(name) or 0.0)
    if abs(value) > _LARGEST_SHIFT:
        raise refuse("OUT_OF_RANGE", name, f"“{label}”应在-20到20毫米之间。")
    return value


def _serials(first: str, how_many: int) -> list[str]:
    """``A-0098``, ``A-0099``, … : the digits at the end are counted up; without digits the text alone."""
    at = len(first)
    while at and first[at - 1].isascii() and first[at - 1].isdigit():
        at -= 1
    digits = first[at:]
    if not digits:
        return [first] * how_many
    return [f"{first[:at]}{int(digits) + n:0{len(digits)}d}" for n in range(how_many)]
