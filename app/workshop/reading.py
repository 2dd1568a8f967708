"""A design as text (JSON) and back: what is wrong is said in one sentence that names the element."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Any

from app.documents.blocks import Role
from app.errors import Problem, ValidationFailed
from app.workshop.elements import KIND_LABELS, STYLES, USES, Across, Design, Down, Element, ElementKind

VERSION = 1
LEAST_PAGE, MOST_PAGE = 40.0, 450.0
MOST_ELEMENTS = 200
MOST_PICTURE = 2_000_000  # bytes of a JPEG
_INK = re.compile(r"#[0-9a-fA-F]{6}")
_ALWAYS = ("kind", "name", "x", "y", "w", "h", "printed")
_DEFAULTS = {one.name: one.default for one in fields(Element)}
_SAID = {
    "x": "左边距",
    "y": "上边距",
    "w": "宽",
    "h": "高",
    "pt": "字号",
    "spacing": "字距",
    "leading": "行距",
}
_SAID |= {"weight": "线宽", "indent": "首行缩进"}
_RANGES = {
    "x": (-50.0, MOST_PAGE),
    "y": (-50.0, MOST_PAGE),
    "w": (0.0, MOST_PAGE),
    "h": (0.0, MOST_PAGE),
    "pt": (4.0, 120.0),
    "spacing": (0.0, 50.0),
    "leading": (1.0, 4.0),
    "weight": (0.1, 20.0),
    "indent": (0.0, 20.0),
}
_WORDS: dict[str, type[StrEnum]] = {"face": Role, "across": Across, "down": Down}
_WORDS_SAID = {"face": "字体", "across": "对齐", "down": "上下位置"}


def write(design: Design) -> str:
    """The design as JSON, the same text for the same design; what an element's kind does not use is left out."""
    elements = []
    for one in design.elements:
        used = (*_ALWAYS, *USES[one.kind])
        values = {name: value for name, value in asdict(one).items() if name in used}
        elements.append({n: v for n, v in values.items() if n in _ALWAYS[:6] or v != _DEFAULTS[n]})
    whole = {
        "version": VERSION,
        "width": design.width,
        "height": design.height,
        "cut": design.cut,
        "background": design.background,
        "elements": elements,
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True)


def read(text: str) -> Design:
    """The design a text holds. Raises ValidationFailed with one sentence: what is wrong, at which element."""
    try:
        whole = json.loads(text)
    except ValueError as error:
        raise _wrong("模板内容不是有效的JSON，请重新导出后再导入。") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("elements"), list):
        raise _wrong("模板内容不完整，缺少元素列表，请重新导出后再导入。")
    version = whole.get("version")
    if version != VERSION:
        message = f"模板的版本是{version}，本程序只认识版本{VERSION}，请用新版程序打开。"
        raise _wrong(message)
    width = _number(whole, "width", "页面", LEAST_PAGE, MOST_PAGE, "页面宽")
    height = _number(whole, "height", "页面", LEAST_PAGE, MOST_PAGE, "页面高")
    if len(whole["elements"]) > MOST_ELEMENTS:
        raise _wrong(f"模板有{len(whole['elements'])}个元素，最多{MOST_ELEMENTS}个，请删去一些。")
    elements = tuple(_element(at, one) for at, one in enumerate(whole["elements"], start=1))
    known: set[str] = set()
    for one in elements:
        if one.name in known:
            raise _wrong(f"有两个元素都叫“{one.name}”，请给其中一个改名。", one.name)
        known.add(one.name)
    background = _picture(whole.get("background", ""), "背景图")
    return Design(width, height, elements, background, bool(whole.get("cut", False)))


def _element(at: int, values: Any) -> Element:
    if not isinstance(values, dict):
        raise _wrong(f"第{at}个元素的内容不完整，请删去后重新添加。")
    name = values.get("name")
    if not isinstance(name, str) or not name.strip() or len(name) > 40:
        raise _wrong(f"第{at}个元素没有名称或名称超过40个字，请改好名称。")
    if values.get("kind") not in set(ElementKind):
        raise _wrong(f"元素“{name}”的种类“{values.get('kind')}”不认识，请删去后重新添加。", name)
    kind = ElementKind(values["kind"])
    unknown = next((key for key in values if key not in (*_ALWAYS, *USES[kind])), None)
    if unknown is not None:
        raise _wrong(f"元素“{name}”（{KIND_LABELS[kind]}）不能有“{unknown}”这一项，请删去。", name)
    found: dict[str, Any] = {"kind": kind, "name": name, "printed": _yes_no(values.get("printed"), name)}
    for key in (*_ALWAYS[2:6], *USES[kind]):
        if key not in values and key in USES[kind]:
            continue
        found[key] = _value(kind, key, values, name)
    element = Element(**found)
    if kind in STYLES and element.style not in STYLES[kind]:
        raise _wrong(f"元素“{name}”的样式“{element.style}”不认识，请重新选择。", name)
    return element


def _value(kind: ElementKind, key: str, values: Mapping[str, Any], name: str) -> Any:
    where = f"元素“{name}”"
    value = values.get(key)
    if key in _RANGES:
        number = _number(values, key, where, *_RANGES[key], _SAID[key], name)
        return int(number) if key == "indent" else number
    if key in _WORDS:
        if value not in set(_WORDS[key]):
            raise _wrong(f"{where}的{_WORDS_SAID[key]}“{value}”不认识，请重新选择。", name)
        return _WORDS[key](value)
    if key == "picture":
        return _picture(value, where, name)
    if not isinstance(value, str) or len(value) > 2000:
        raise _wrong(f"{where}的文字不对或超过2000个字，请改短些。", name)
    if key == "ink" and not _INK.fullmatch(value):
        raise _wrong(f"{where}的颜色“{value}”不对，请写成#加六位数字或字母。", name)
    return value


def _number(
    values: Mapping[str, Any], key: str, where: str, low: float, high: float, label: str, name: str = ""
) -> float:
    value = values.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise _wrong(f"{where}的{label}应为{low:g}到{high:g}之间的数，现在是“{value}”，请改正。", name)
    return float(value)


def _yes_no(value: Any, name: str) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise _wrong(f"元素“{name}”的“套打时打印”只能是“是”或“否”，请重新选择。", name)
    return value


def _picture(value: Any, where: str, name: str = "") -> str:
    """A JPEG in Base64; empty for none."""
    try:
        data = base64.b64decode(value, validate=True)
    except (TypeError, ValueError, binascii.Error):
        data = b"?"
    if data and (not data.startswith(b"\xff\xd8\xff") or len(data) > MOST_PICTURE):
        raise _wrong(f"{where}的图片不是JPEG，或超过{MOST_PICTURE // 1_000_000}MB，请重新选择图片。", name)
    return value if data else ""


def _wrong(message: str, element: str = "") -> ValidationFailed:
    return ValidationFailed([Problem("BAD_TEMPLATE", element, message)])
