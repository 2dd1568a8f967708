"""Kind → editor and filter: the one table of how each kind of value is typed and looked for."""

from __future__ import annotations

from collections.abc import Callable

from app.registers import find_register
from app.registers.spec import Field, Kind
from app.registers.trees import parent_field
from ui.lists.chips import ChoiceChip, FilterChip, TextChip, YesNoChip
from ui.lists.linkchips import LinkChip, TreeChip
from ui.lists.rangechip import RangeChip
from ui.records import editors
from ui.records.editors import Editor, ReadEditor
from ui.records.links import LinkEditor, Place
from ui.records.words import WordsChip, WordsEditor
from ui.widgets.dates import DateEditor

Limit = int | None

EDITORS: dict[Kind, Callable[[Field, Limit, Place], Editor]] = {
    Kind.TEXT: lambda field, limit, _: editors.TextEditor(field, limit),
    Kind.LONG_TEXT: lambda field, limit, _: editors.LongTextEditor(field, limit),
    Kind.INTEGER: lambda field, *_: ReadEditor(field, editors.read_whole, "应填整数，如 12。"),
    Kind.DECIMAL: lambda field, *_: ReadEditor(field, editors.read_decimal, "应填数字，如 30.25。"),
    Kind.DATE: lambda field, *_: DateEditor(field),
    Kind.MOMENT: lambda field, *_: ReadEditor(
        field, editors.read_moment, "应填日期和时间，如 2024-11-05 14:30。", "年-月-日 时:分"
    ),
    Kind.TIME: lambda field, *_: ReadEditor(field, editors.read_time, "应填时间，如 9:30。", "时:分"),
    Kind.YES_NO: lambda field, *_: editors.YesNoEditor(field),
    Kind.CHOICE: lambda field, *_: editors.ChoiceEditor(field),
    Kind.LINK: lambda field, _, place: LinkEditor(field, place),
    Kind.WORDS: WordsEditor,
    Kind.PHONES: lambda field, limit, _: editors.PhonesEditor(field, limit),
    Kind.MONEY: lambda field, *_: ReadEditor(field, editors.read_money, "应填金额，如 1200 或 35.50。", "元"),
    Kind.MINUTES: lambda field, *_: ReadEditor(
        field, editors.read_minutes, "应填时长，如 1.5（小时）、90分钟或 14:00-16:30。", "小时"
    ),
}

_RANGES = {Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.MOMENT, Kind.MONEY, Kind.MINUTES}


def make_editor(field: Field, limit: int | None, place: Place) -> Editor:
    """The editor of a field. limit: the most characters its text may have; None when not limited."""
    editor = EDITORS[field.kind](field, limit, place)
    editor.setToolTip(field.help)
    editor.inside.setAccessibleName(field.label)
    return editor


def make_chip(field: Field, place: Place) -> FilterChip:
    """The filter chip of a field."""
    if field.kind is Kind.CHOICE:
        return ChoiceChip(field)
    if field.kind is Kind.YES_NO:
        return YesNoChip(field)
    if field.kind is Kind.LINK:
        tree = parent_field(find_register(field.link))
        return TreeChip(field, place) if tree else LinkChip(field, place)
    if field.kind is Kind.WORDS:
        return WordsChip(field, place)
    if field.kind in _RANGES:
        return RangeChip(field, lambda one: make_editor(one, None, place))
    return TextChip(field)
