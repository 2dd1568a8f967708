"""Pinyin of names for search and sorting, with the readings that surnames have of their own."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product
from typing import Any

from app.rules.names import is_han

# Characters whose reading as a surname differs from the most frequent reading.
_SURNAMES = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "区": "ou", "查": "zha", "盖": "ge", "朴": "piao",
    "乐": "yue", "任": "ren", "华": "hua", "纪": "ji", "尉": "wei", "翟": "zhai", "缪": "miao", "秘": "bi",
    "冼": "xian", "折": "she", "黑": "he", "种": "chong", "繁": "po", "员": "yun", "谌": "chen", "逄": "pang",
    "晟": "cheng", "覃": "qin", "宿": "su", "都": "du", "过": "guo", "能": "nai", "那": "na", "牟": "mou",
    "於": "yu", "洗": "xian", "卜": "bu", "钭": "tou", "召": "shao", "柏": "bai", "臧": "zang", "幺": "yao",
    "隗": "wei", "燕": "yan", "祭": "zhai", "车": "che", "石": "shi", "哈": "ha", "沈": "shen", "长": "chang",
    "万": "wan", "适": "kuo", "佴": "nai", "撒": "sa", "不": "fou", "教": "jiao", "要": "yao", "红": "hong",
}  # fmt: skip
_COMPOUND_SURNAMES = {
    "万俟": ("mo", "qi"), "尉迟": ("yu", "chi"), "单于": ("chan", "yu"), "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"), "令狐": ("ling", "hu"), "宰父": ("zai", "fu"), "鲜于": ("xian", "yu"),
    "夏侯": ("xia", "hou"), "皇甫": ("huang", "fu"), "中行": ("zhong", "hang"),
}  # fmt: skip
_MOST_INITIALS = 8
_MOST_LETTERS = 100  # as many as the stored column holds
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def pinyin(name: str) -> tuple[str, str]:
    """The pinyin of a name as lower-case ASCII: ``("zhangsan", "zs")`` for 张三.

    The first text is the full pinyin by the likeliest reading (surnames by their own). The second holds the
    initials; where characters have readings with other initials, the others follow after a space
    (``"wl wy"`` for 王乐), at most eight in all and no more than fit in 100 letters. Letters and digits stand for
    themselves, the rest goes.
    """
    syllables: list[str] = []
    choices: list[tuple[str, ...]] = []
    for word, han in _pieces(name):
        readings = _read_name(word) if han else [(_NOT_PLAIN.sub("", word.lower()),)]
        for reading in readings:
            syllables.append(reading[0])
            letters = tuple(dict.fromkeys(syllable[:1] for syllable in reading if syllable))
            choices.append(letters or ("",))
    initials = dict.fromkeys("".join(ways) for ways in islice(product(*choices), 64))
    first = len(next(iter(initials), ""))
    fitting = max(1, min(_MOST_INITIALS, (_MOST_LETTERS + 1) // (first + 1)))
    return "".join(syllables), " ".join(islice(initials, fitting))


def _pieces(name: str) -> list[tuple[str, bool]]:
    """Runs of Han characters and words of the rest, in order."""
    pieces: list[tuple[str, bool]] = []
    for character in name:
        han = is_han(character)
        if pieces and pieces[-1][1] == han and not (character.isspace() and not han):
            pieces[-1] = (pieces[-1][0] + character, han)
        else:
            pieces.append((character, han))
    return [piece for piece in pieces if piece[0].strip()]


def _read_name(word: str) -> list[tuple[str, ...]]:
    compound = _COMPOUND_SURNAMES.get(word[:2])
    if compound:
        return [(syllable,) for syllable in compound] + _read_words(word[2:])
    surname = _SURNAMES.get(word[0])
    read = _read_words(word)
    return [(surname, *read[0]), *read[1:]] if surname else read


def _read_words(word: str) -> list[tuple[str, ...]]:
    """The readings of each character, the one that the surrounding word asks for first."""
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PHRASES_DICT

    parts = (word[first:last] for first in range(len(word)) for last in range(first + 2, len(word) + 1))
    if not any(part in PHRASES_DICT for part in parts):
        # Nearly every name: no word in it has a reading of its own, and looking characters up is four times as fast.
        return [_readings(character) or ("",) for character in word]
    blank_each: Any = lambda rest: [""] * len(rest)  # noqa: E731 (the stub knows only texts)
    likeliest = lazy_pinyin(word, errors=blank_each)
    return [
        tuple(dict.fromkeys((_plain(first), *_readings(character))))
        for character, first in zip(word, likeliest, strict=True)
    ]


@lru_cache(maxsize=20_000)
def _readings(character: str) -> tuple[str, ...]:
    from pypinyin import Style
    from pypinyin import pinyin as read

    found = read(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(_plain(reading) for reading in (found[0] if found else []))


def _plain(reading: str) -> str:
    return _NOT_PLAIN.sub("", reading.replace("ü", "v"))
