"""What is wrong with a design, element by element: what stops it from being used, and what should be looked at."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.certificate import FORBIDDEN_WORDS
from app.documents.faces import check_glyphs
from app.documents.qr import MOST_BYTES
from app.errors import MissingGlyphs, Problem, ValidationFailed
from app.workshop.drawing import Holder, element_blocks
from app.workshop.elements import Design, Element, ElementKind
from app.workshop.placeholders import fill, literal_of, names_in, samples
from db.models import TemplateKind

LEAST_CODE_MM = 14.0  # smaller modules than these are not read by phones when printed by an office's laser
_SEALED = {"颁发单位", "发证日期", "发证日期大写"}


def check_design(kind: TemplateKind, design: Design) -> list[Problem]:
    """Everything there is to say, with the element's name as the field of each problem; blocking ones first."""
    problems = [problem for one in design.elements for problem in _element(kind, design, one)]
    problems += _whole(kind, design)
    return sorted(problems, key=lambda problem: not problem.blocking)


def refuse_design(kind: TemplateKind, design: Design) -> None:
    """Raises ValidationFailed with what stops a design from being used."""
    blocking = [problem for problem in check_design(kind, design) if problem.blocking]
    if blocking:
        raise ValidationFailed(blocking)


def _element(kind: TemplateKind, design: Design, one: Element) -> Iterator[Problem]:
    if one.kind in (ElementKind.TEXT, ElementKind.QR):
        yield from _words(kind, one)
        yield from _room(kind, one)
    if one.kind is ElementKind.PICTURE and not one.picture:
        yield _wrong("NO_PICTURE", one, "还没有选择图片，请选择图片，或删去这个元素。")
    if one.x < -0.05 or one.y < -0.05 or one.right > design.width + 0.05 or one.bottom > design.height + 0.05:
        yield _hint("OFF_PAGE", one, "有一部分在页面以外，印不出来，请移进页面。")
    if one.kind is ElementKind.QR and min(one.w, one.h) < LEAST_CODE_MM:
        yield _hint("SMALL_CODE", one, f"小于{LEAST_CODE_MM:g}毫米，手机可能扫不出来，请放大。")


def _words(kind: TemplateKind, one: Element) -> Iterator[Problem]:
    known = samples(kind)
    if not one.text.strip():
        yield _wrong("EMPTY", one, "没有内容，请填写文字，或删去这个元素。")
        return
    for opening, closing in ("{}", "[]"):
        if one.text.count(opening) != one.text.count(closing):
            yield _wrong(
                "BRACKETS", one, f"里的“{opening}”和“{closing}”不成对，请补上或删去；占位符请从菜单里选。"
            )
            return
    for name in names_in(one.text):
        if name not in known:
            yield _wrong("UNKNOWN_NAME", one, f"里的“{{{name}}}”不是这类证书能填的内容，请从菜单里选。")
    said = literal_of(one.text)
    word = next((word for word in FORBIDDEN_WORDS if word in said), None)
    if word:
        yield _wrong("FORBIDDEN_WORD", one, f"里有禁用字样“{word}”，培训证书和奖状上不能用，请改写。")
    try:
        check_glyphs([("", said)], one.face)
    except MissingGlyphs as error:
        lost = "".join(characters for _, characters in error.missing)
        yield _wrong("MISSING_GLYPH", one, f"里的“{lost}”没有字形，印不出来，请换用正式编码的字。")


def _room(kind: TemplateKind, one: Element) -> Iterator[Problem]:
    values = samples(kind)
    if one.kind is ElementKind.QR:
        if len(fill(one.text, values).encode()) > MOST_BYTES:
            yield _hint("LONG_CODE", one, f"的内容超过{MOST_BYTES}字节，后面的会截去，请减少内容。")
        return
    try:
        element_blocks(one, Holder(values))
    except ValidationFailed:
        yield _hint("DOES_NOT_FIT", one, "放不下常见长度的内容，请放大框或减小字号。")


def _whole(kind: TemplateKind, design: Design) -> Iterator[Problem]:
    used = {name for one in design.elements for name in names_in(one.text)}
    if not design.elements:
        yield Problem("NOTHING", "", "模板里还没有任何元素，请先添加文字。")
    elif "姓名" not in used:
        yield Problem("NO_NAME", "", "模板里没有{姓名}，印出来分不清是谁的，请添加。", blocking=False)
    for seal in (one for one in design.elements if one.kind is ElementKind.SEAL):
        for one in design.elements:
            if one.kind is ElementKind.TEXT and not _SEALED & set(names_in(one.text)) and _meet(seal, one):
                yield _hint("ON_SEAL", one, f"压在“{seal.name}”上，盖章后看不清，请移开。")


def _meet(one: Element, other: Element) -> bool:
    return (
        one.x < other.right - 0.5
        and other.x < one.right - 0.5
        and one.y < other.bottom - 0.5
        and other.y < one.bottom - 0.5
    )


def _wrong(code: str, one: Element, said: str) -> Problem:
    return Problem(code, one.name, f"元素“{one.name}”{said}")


def _hint(code: str, one: Element, said: str) -> Problem:
    return Problem(code, one.name, f"元素“{one.name}”{said}", blocking=False)
