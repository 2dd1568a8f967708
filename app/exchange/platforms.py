"""The platforms of sheets: their usual names, where somebody works, and what people of a platform usually are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.exchange.cells import cell_text
from app.exchange.wordkeys import turned, word_key
from app.exchange.workbook import Cell

COURIER, RIDER, CAR_DRIVER, TRUCK_DRIVER, OTHER = "快递员", "外卖骑手", "网约车司机", "货车司机", "其他新就业"

PLATFORM_ALIASES: Mapping[str, tuple[str, ...]] = {
    "顺丰": ("顺丰速运", "顺丰速递", "顺丰快递"), "中通": ("中通快递",), "圆通": ("圆通速递", "圆通快递"),
    "申通": ("申通快递",), "韵达": ("韵达快递", "韵达速递"), "极兔": ("极兔速递", "极兔快递"),
    "京东物流": ("京东", "京东快递"), "邮政EMS": ("邮政", "EMS", "中国邮政", "邮政速递", "邮政快递"),
    "菜鸟驿站": ("菜鸟",), "美团": ("美团外卖", "美团专送", "美团众包", "美团配送"),
    "饿了么": ("饿了吗", "蜂鸟", "蜂鸟众包", "饿了么蜂鸟"), "叮咚买菜": ("叮咚",), "盒马": ("盒马鲜生",),
    "朴朴": ("朴朴超市",), "闪送": (), "UU跑腿": ("UU",), "滴滴": ("滴滴出行", "滴滴打车"),
    "曹操出行": ("曹操", "曹操专车"), "T3": ("T3出行",), "货拉拉": (),
}  # fmt: skip
_NO_PLATFORM = frozenset(
    {"", "/", "-", "—", "无", "无平台", "暂无", "不详", "个体", "自由职业", "自由", "自雇", "无单位"}
)
_FIRM = re.compile(
    r"(?:有限)?(?:责任)?(?:股份)?(?:有限)?(?:分|总)?(?:公司|集团)(?:[\u4e00-\u9fff]{0,12}分公司)?$"
)
_BRACKETS = re.compile(r"[（(]([^）)]*)[）)]")


@dataclass(frozen=True)
class Workplace:
    """Where somebody works. platform: the office's name for it, or "" when unknown; station: more exact text, or ""."""

    platform: str
    station: str


class PlatformWords:
    """The platforms an office knows, by name and alias: the usual ones and those of the ledger."""

    def __init__(self, ledger: Mapping[str, Iterable[str]] | None = None) -> None:
        """ledger: aliases by the platform's own name; they take precedence over the usual ones."""
        self._words = turned(PLATFORM_ALIASES)
        own = turned(ledger or {})
        renamed = {name: own[word_key(name)] for name in PLATFORM_ALIASES if word_key(name) in own}
        self._words = {word: renamed.get(name, name) for word, name in self._words.items()} | own
        self._longest = sorted(self._words, key=len, reverse=True)

    def find(self, value: Cell) -> Workplace:
        """Read a cell of 平台, 公司 or 单位/站点: 美团（专送） is 美团; 顺丰曙光站 is 顺丰 with its station."""
        text = cell_text(value)
        bare = _BRACKETS.sub("", text).strip(" ；;")
        if bare in _NO_PLATFORM:
            return Workplace("", "")
        if found := self._words.get(word_key(bare)):
            return Workplace(found, "")
        if found := self._of_firm(word_key(bare)):
            return Workplace(found, "")
        pieces = [piece for piece in re.split(r"[/／、；;]", bare) if piece]
        if len(pieces) == 2 and (found := self._words.get(word_key(pieces[0]))):
            return Workplace(found, pieces[1].strip())
        for word in self._longest:
            if len(word) >= 2 and word_key(bare).startswith(word):
                return Workplace(self._words[word], bare)
        return Workplace("", bare)

    def _of_firm(self, word: str) -> str:
        """The platform that the registered name of a company holds: 杭州顺丰速运有限公司 is 顺丰."""
        if not _FIRM.search(word):
            return ""
        return next((self._words[one] for one in self._longest if len(one) >= 2 and one in word), "")


_USUAL: Mapping[str, tuple[str, ...]] = {
    COURIER: ("顺丰", "中通", "圆通", "申通", "韵达", "极兔", "京东物流", "邮政EMS"),
    RIDER: ("美团", "饿了么", "叮咚买菜", "盒马", "朴朴"),
    CAR_DRIVER: ("滴滴", "曹操出行", "T3"),
    TRUCK_DRIVER: ("货拉拉",),
}


def usual_category(platform: str) -> str | None:
    """What people of a platform usually are, for sheets that do not say; None for platforms of several trades."""
    return next((category for category, names in _USUAL.items() if platform in names), None)
