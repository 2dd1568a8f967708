"""Personal names: one separator, no padding spaces, original code points (民委发〔2016〕33号)."""

from __future__ import annotations

import re

from app.errors import Problem

MAX_NAME = 100
SEPARATOR = "\u00b7"

# Dots that stand for U+00B7 whenever they join two name parts.
_DOTS = "\u00b7\u2022\u30fb\uff65\u2027\u2219\u22c5\u0387\u16eb\u2024"
# A full stop joins name parts only between Han characters: "J.Smith" keeps its own.
_STOPS = ".\uff0e"
_IDEOGRAPHIC_STOP = "\u3002"

# Code points that older systems kept in the private use area and their place in GB 18030-2022.
_PRIVATE = {
    "\ue863": "\u4dae",
    "\ue81e": "\u9fb4",
    "\ue826": "\u9fb5",
    "\ue82b": "\u9fb6",
    "\ue82c": "\u9fb7",
    "\ue832": "\u9fb8",
    "\ue843": "\u9fb9",
    "\ue854": "\u9fba",
    "\ue864": "\u9fbb",
}

_HAN_RANGES = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xE000, 0xFAFF),
    (0x20000, 0x3FFFF),
    (0xF0000, 0x10FFFF),
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[\s\u00a0\u3000]+")


def is_han(character: str) -> bool:
    """Whether one character is a Chinese ideograph, private-use and compatibility ones included."""
    code = ord(character)
    return any(low <= code <= high for low, high in _HAN_RANGES)


def is_private(character: str) -> bool:
    """Whether one character lies in a private use area, where no printer and no colleague can read it."""
    code = ord(character)
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def clean_name(text: str, field: str = "name") -> tuple[str, list[Problem]]:
    """Bring a personal name into the form that is stored, without changing any of its characters.

    Separators between name parts become U+00B7, spaces that only pad Han characters go, known private-use
    code points are replaced. No Unicode normalisation is applied: it would rewrite compatibility ideographs.
    Returns the name and what the clerk should know (``NAME_PUA``, ``NAME_SEPARATOR``, ``NAME_TOO_LONG``,
    ``NAME_DIGITS``); only ``NAME_TOO_LONG`` is blocking. An empty name gives ``""`` and no problem.
    """
    problems: list[Problem] = []
    name = _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip(" '\u2018\u2019\"\u201c\u201d")
    name = _drop_padding(_join_parts(name, field, problems))
    name = _replace_private(name, field, problems)
    if len(name) > MAX_NAME:
        problems.append(Problem("NAME_TOO_LONG", field, f"姓名超过{MAX_NAME}个字，请核对是否填错了列。"))
    if any(character.isdigit() for character in name):
        problems.append(Problem("NAME_DIGITS", field, "姓名中有数字，请核对。", blocking=False))
    return name, problems


def _join_parts(name: str, field: str, problems: list[Problem]) -> str:
    name = re.sub(f" ?([{_DOTS}]) ?", r"\1", name)
    letters = list(name)
    for at in range(1, len(letters) - 1):
        here, before, after = letters[at], letters[at - 1], letters[at + 1]
        if here in _DOTS and before.isalpha() and after.isalpha():
            letters[at] = SEPARATOR
        elif here in _STOPS + _IDEOGRAPHIC_STOP and is_han(before) and is_han(after):
            letters[at] = SEPARATOR
            if here == _IDEOGRAPHIC_STOP:
                message = "姓名中的“。”已当作间隔号“·”，请核对。"
                problems.append(Problem("NAME_SEPARATOR", field, message, blocking=False))
    return "".join(letters)


def _drop_padding(name: str) -> str:
    kept = []
    for at, character in enumerate(name):
        padding = character == " " and is_han(name[at - 1]) and is_han(name[at + 1])
        if not padding:
            kept.append(character)
    return "".join(kept)


def _replace_private(name: str, field: str, problems: list[Problem]) -> str:
    if not any(is_private(character) for character in name):
        return name
    replaced = "".join(_PRIVATE.get(character, character) for character in name)
    if any(is_private(character) for character in replaced):
        message = "姓名中有自造字，别的电脑显示不出来，请改用国家标准字库（GB 18030-2022）中的字。"
    else:
        message = f"姓名中的自造字已换成标准字“{replaced}”，请核对。"
    problems.append(Problem("NAME_PUA", field, message, blocking=False))
    return replaced
