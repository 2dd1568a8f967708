"""Filling a form: every named place from the return of a period and the registers, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.errors import UserError
from app.superior.looks import Form, NoRoom, Said, place_text
from app.superior.opening import lost_places
from app.superior.slots import OfFigure, OfRegister, Slot
from app.superior.values import Values

_MOST_NAMED = 4


@dataclass(frozen=True)
class Filled:
    """A filled form. notes: sentences about what the clerk should look at, such as places that nobody has named."""

    content: bytes
    notes: tuple[str, ...]


def fill(form: Form, slots: Sequence[Slot], read: Callable[[], Values]) -> Filled:
    """Write into every named place. read: reads the values, once the form is seen to fit its places.

    Raises UserError before anything is written: for a form that no longer fits, for what is no longer there, and for more
    rows than there is room for.
    """
    if not slots:
        raise UserError("这份模板还没有对应关系，没有可填的内容。", "请先打开“对应关系”，点单元格选指标。")
    if lost := list(lost_places(form, slots).values()):
        more = f"等{len(lost)}处" if len(lost) > _MOST_NAMED else ""
        raise UserError(
            f"模板和对应关系对不上：{'；'.join(lost[:_MOST_NAMED])}{more}。",
            "请打开“对应关系”，在新模板上重新指定这些位置。",
        )
    rows_named = _blocks(slots)
    values = read()
    single = [one for one in slots if not isinstance(one.meaning, OfRegister)]
    said = [(one.place, values.of(one)) for one in single]
    blocks = [(rows, values.lines(rows)) for rows in rows_named]
    named = {one.place.word for one in slots}
    unnamed = [one.name for one in form.placeholders() if one.name not in named]
    form.replace({place.word: text for place, text in said if place.word})
    for place, text in said:
        if not place.word:
            form.put(place.sheet, place.row, place.column, text)
    for rows, lines in sorted(blocks, key=lambda one: -one[0][0].place.row):
        _repeat(form, rows, lines)
    return Filled(form.written(), tuple(_notes(values, slots, unnamed)))


def _blocks(slots: Sequence[Slot]) -> list[list[Slot]]:
    """Columns of registers that stand in one row. Raises UserError for columns of two registers in it."""
    rows: dict[tuple[str, int], list[Slot]] = {}
    for one in slots:
        if isinstance(one.meaning, OfRegister):
            rows.setdefault((one.place.sheet, one.place.row), []).append(one)
    for (sheet, row), found in rows.items():
        lists = {
            (one.meaning.register, one.meaning.kept) for one in found if isinstance(one.meaning, OfRegister)
        }
        if len(lists) > 1:
            raise UserError(
                f"“{sheet}”第{row + 1}行对应了两本台账或两种筛选，一行只能填一种。", "请改过对应关系再填。"
            )
    return list(rows.values())


def _repeat(form: Form, rows: Sequence[Slot], lines: Sequence[Mapping[int, Said]]) -> None:
    first = rows[0].place
    try:
        form.repeat(first.sheet, first.row, lines)
    except NoRoom as full:
        cell = place_text(first.row, first.column)
        raise UserError(
            f"“{first.sheet}”从{cell}起只有{full.room}行空行，要填{len(lines)}行，放不下。",
            "请在模板里加够空行，或用常用筛选减少记录。",
        ) from None


def _notes(values: Values, slots: Sequence[Slot], unnamed: Sequence[str]) -> list[str]:
    notes = []
    if unnamed:
        notes.append(f"没有对应关系的占位符保持原样：{'、'.join(unnamed)}。")
    of_areas = [
        one.place.text
        for one in slots
        if isinstance(one.meaning, OfFigure) and one.meaning.area_id is not None
    ]
    if values.sealed and of_areas:
        notes.append(f"报表封存的是全部范围的数字，分区域的按现在的台账填写：{'、'.join(of_areas)}。")
    return notes
