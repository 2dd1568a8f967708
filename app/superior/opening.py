"""Taking a form in: what it is, whether it may be filled, and whether its named places are still there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.errors import UnreadableFile
from app.exchange.precheck import precheck
from app.superior.looks import Form, Look, SheetLook
from app.superior.slots import Place, Slot
from app.superior.wordform import WordForm
from app.superior.workbook import Workbook

MAX_BYTES = 10 * 1024 * 1024
_SAVE_AS = "请用 WPS 或 Office 打开它，另存为 {} 后再添加。"
_OUTSIDE = Look(covered=True)


def read_form(path: Path) -> tuple[str, bytes]:
    """What a chosen file is (``xlsx`` or ``docx``) and its content. Raises UnreadableFile for one that cannot be filled:
    no such file, encrypted, damaged, of an old kind, with macros, or closed to changes."""
    kind = precheck(path).kind
    if kind == "xls":
        raise UnreadableFile("这是旧格式的 xls 表格，不能按原样填写。", _SAVE_AS.format("xlsx"))
    if kind not in ("xlsx", "docx"):
        raise UnreadableFile("上级表格要是 xlsx 或 docx 文件。", "请确认选对了文件。")
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableFile("文件超过10MB，太大了。", "请删去其中的图片后再添加。")
    content = path.read_bytes()
    open_form(kind, content)
    return kind, content


def open_form(kind: str, content: bytes) -> Form:
    """A form that can be filled. Raises UnreadableFile for one with macros, closed to changes, or with nothing to fill."""
    try:
        form = Workbook(content) if kind == "xlsx" else WordForm(content)
    except (KeyError, ValueError, StopIteration, SyntaxError, AttributeError) as error:
        raise UnreadableFile("文件的内部结构不完整，不能填写。", _SAVE_AS.format(kind)) from error
    if form.macros:
        raise UnreadableFile("文件含有宏，不能填写。", _SAVE_AS.format(f"不含宏的 {kind}"))
    if isinstance(form, WordForm) and form.protected:
        raise UnreadableFile(
            "这个Word文档限制了编辑，不能填写。", "请先在“审阅”中停止保护，或向上级要一份可以填写的。"
        )
    if not any(look.rows for look in form.looks()) and not form.placeholders():
        raise UnreadableFile("文件里没有表格，也没有“{{…}}”占位符，没有可填的地方。", "请确认选对了文件。")
    return form


def lost_places(form: Form, slots: Iterable[Slot]) -> dict[Place, str]:
    """The named places that are gone, cannot be filled, or do not stand where they stood, with a sentence for each."""
    sheets = {one.name: one for one in form.looks()}
    words = {one.name for one in form.placeholders()}
    return {slot.place: said for slot in slots if (said := _lost(slot, sheets, words))}


def _lost(slot: Slot, sheets: dict[str, SheetLook], words: set[str]) -> str:
    place = slot.place
    if place.word:
        return "" if place.word in words else f"没有占位符{place.text}了"
    sheet = sheets.get(place.sheet)
    if sheet is None:
        return f"没有“{place.sheet}”了（{place.text}）"
    inside = place.row < len(sheet.rows) and place.column < len(sheet.rows[place.row])
    look = sheet.at(place.row, place.column) if inside else _OUTSIDE
    if look.covered:
        return f"没有单元格{place.text}了"
    if look.formula:
        return f"{place.text}是公式"
    if look.locked:
        return f"{place.text}受工作表保护，不能填写"
    beside = sheet.beside(place.row, place.column)
    if beside != slot.beside:
        return f"{place.text}旁边原来是“{slot.beside}”，现在是“{beside}”"
    return ""
