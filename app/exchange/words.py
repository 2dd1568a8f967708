"""The words of real sheets and the one word the office uses for each: categories, platforms, services, yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from app.exchange.cells import cell_text
from app.exchange.platforms import CAR_DRIVER, COURIER, OTHER, PLATFORM_ALIASES, RIDER, TRUCK_DRIVER
from app.exchange.wordkeys import turned, word_key
from app.exchange.workbook import Cell

_CATEGORIES: Mapping[str, tuple[str, ...]] = {
    COURIER: (
        "快递员", "快递小哥", "快递", "投递员", "揽投员", "揽收员", "派件员", "收派员", "快递配送员", "快递人员", "快递从业人员",
        "快递业务员", "快递骑手",
    ),
    RIDER: (
        "外卖骑手", "骑手", "外卖员", "外卖小哥", "外卖配送员", "网约配送员", "专送骑手", "众包骑手", "专送", "众包",
        "乐跑", "外卖", "配送骑手", "送餐员", "外卖送餐员", "外卖人员", "外卖从业人员", "网约送餐员", "外卖配送",
    ),
    CAR_DRIVER: ("网约车司机", "网约车", "滴滴司机", "专车司机", "快车司机", "网约车驾驶员", "网约车从业人员"),
    TRUCK_DRIVER: (
        "货车司机", "货运司机", "卡车司机", "货拉拉司机", "货车驾驶员", "货车", "货运", "货运驾驶员", "道路货运司机",
    ),
    OTHER: (
        "其他新就业", "其他", "主播", "网络主播", "家政", "家政员", "家政服务员", "闪送", "闪送员", "代驾", "代驾司机",
        "电商从业者", "其他新就业群体",
    ),
}  # fmt: skip
_ENGAGEMENTS: Mapping[str, tuple[str, ...]] = {
    "直营": ("直营",), "加盟": ("加盟",), "专送": ("专送",), "众包": ("众包", "乐跑"),
    "劳务派遣": ("劳务派遣", "派遣"), "自雇": ("自雇", "个体"),
}  # fmt: skip
_SERVICES: Mapping[str, tuple[str, ...]] = {
    "饮水": ("饮水", "饮用水", "热水", "茶水", "直饮水", "饮水机"), "热饭": ("热饭", "微波炉", "加热饭菜"),
    "手机充电": ("手机充电", "充电", "充电宝"), "电瓶车充电": ("电瓶车充电", "电动车充电"),
    "电瓶车换电": ("换电", "换电柜"), "休息桌椅": ("休息桌椅", "桌椅", "休息", "歇脚", "座椅"), "空调": ("空调", "冷暖空调"),
    "雨具": ("雨具", "雨伞", "共享雨伞", "爱心伞"), "应急药箱": ("应急药箱", "急救箱", "药箱", "医药箱", "应急药品"),
    "AED": ("AED", "除颤仪"), "图书": ("图书", "书籍", "阅读", "图书阅览"), "WiFi": ("WIFI", "无线网络", "免费WIFI", "无线"),
    "如厕": ("如厕", "卫生间", "厕所"), "冰箱": ("冰箱",), "打气筒": ("打气筒", "充气"), "工具箱": ("工具箱", "维修工具"),
    "母婴室": ("母婴室",), "政策咨询": ("政策咨询", "咨询"),
}  # fmt: skip
_YES = frozenset(
    {"是", "有", "√", "✓", "✔", "☑", "v", "y", "yes", "1", "已", "已入会", "已入", "对", "true", "已加入"}
)
_NO = frozenset(
    {
        "否",
        "无",
        "×",
        "✗",
        "x",
        "n",
        "no",
        "0",
        "未",
        "未入会",
        "未入",
        "没有",
        "false",
        "未加入",
        "☐",
        "□",
        "不是",
    }
)
_GENDERS = {"男": "男", "男性": "男", "m": "男", "1": "男", "先生": "男", "male": "男"} | {
    "女": "女", "女性": "女", "f": "女", "2": "女", "女士": "女", "小姐": "女", "female": "女",
}  # fmt: skip
DITTO = frozenset({"同上", "〃", '"', "″", "''", "“", "”", "〞", "同前", "-同上-", "＂", "々"})
_EMPLOYED = re.compile(r"^(?:专职|兼职|全职|女)")
_SEPARATORS = re.compile(r"[、；;，,/／|｜+＋\n\s]+|和|及")
_BRACKETS = re.compile(r"[（(]([^）)]*)[）)]")


_CATEGORY_WORDS = turned(_CATEGORIES)
_PLATFORM_WORDS = [word for word in turned(PLATFORM_ALIASES) if len(word) > 1 and word not in _CATEGORY_WORDS]
_SERVICE_WORDS = turned(_SERVICES)


def is_ditto(value: Cell) -> bool:
    """Whether a cell says "as above": 同上, 〃 or a lone quotation mark."""
    return isinstance(value, str) and value.strip() in DITTO


def clean_gender(value: Cell) -> str | None:
    """男 or 女, or None when the word is unknown or the cell empty."""
    return _GENDERS.get(word_key(cell_text(value)))


def clean_yes_no(value: Cell) -> bool | None:
    """True, False, or None when the word is unknown or the cell empty."""
    if isinstance(value, bool):
        return value
    word = word_key(cell_text(value))
    return True if word in _YES else False if word in _NO else None


def clean_category(value: Cell) -> str | None:
    """The category a job word stands for (揽投员 is 快递员), or None; 专送 and 众包 are modes of riders."""
    return _category_of(cell_text(value))


@lru_cache(maxsize=1024)
def _category_of(text: str) -> str | None:
    bare = _EMPLOYED.sub("", word_key(_BRACKETS.sub("", text)))
    for word in (word_key(text), bare, _without_platform(bare)):
        if word in _CATEGORY_WORDS:
            return _CATEGORY_WORDS[word]
    words = [*re.split(r"[-—/、]", bare), *map(word_key, _BRACKETS.findall(text))]
    parts = {_CATEGORY_WORDS[part] for part in words if part in _CATEGORY_WORDS}
    return parts.pop() if len(parts) == 1 else None


def _without_platform(word: str) -> str:
    """美团外卖骑手 is an 外卖骑手, 顺丰快递员 a 快递员; the word itself when it names no platform and trade."""
    rests = (word.removeprefix(one) for one in _PLATFORM_WORDS if word.startswith(one))
    return next((rest for rest in rests if rest in _CATEGORY_WORDS), word)


def clean_engagement(*values: Cell) -> str | None:
    """The mode of work that words such as 专送骑手 or 美团（众包） name, or None."""
    found = (_engagement_in(cell_text(value)) for value in values)
    return next((own for own in found if own is not None), None)


@lru_cache(maxsize=20_000)
def _engagement_in(text: str) -> str | None:
    named = (own for own, words in _ENGAGEMENTS.items() if any(word in text for word in words))
    return next(named, None)


def clean_services(value: Cell) -> list[str]:
    """The services of a place in the office's words, without repeats; unknown ones stay as written."""
    found: list[str] = []
    for part in _SEPARATORS.split(cell_text(value, keep_breaks=True)):
        service = _SERVICE_WORDS.get(word_key(part), part)
        if service and service not in found:
            found.append(service)
    return found


_LABELS: Mapping[str, tuple[str, ...]] = {
    "中共党员": ("党员",), "中共预备党员": ("预备党员", "预备"), "共青团员": ("团员",),
    "群众": ("无", "普通", "普通公民"), "无党派人士": ("无党派", "无党派民主人士"),
    "博士研究生": ("博士",), "硕士研究生": ("研究生", "硕士"), "大学本科": ("本科", "学士"),
    "大学专科": ("大专", "专科", "高职"), "中等专科": ("中专",), "职业高中": ("职高",), "技工学校": ("技校",),
    "普通高中": ("高中", "大专在读"), "初中": ("初级中学",),
    "佤族": ("瓦族",), "仡佬族": ("仡姥族",), "畲族": ("畬族",),
}  # fmt: skip
_LABEL_WORDS = turned(_LABELS)


@lru_cache(maxsize=4096)
def plain_word(text: str) -> str:
    """A word of a code table in comparable form, usual short forms as the full label (党员 is 中共党员)."""
    return word_key(_LABEL_WORDS.get(word_key(text), text))


FACILITY_KINDS: Mapping[str, tuple[str, ...]] = {
    "rest_stop": ("暖蜂驿站", "骑手驿站", "驿站", "爱心驿家", "小哥驿站", "爱心驿站"),
    "water_point": ("饮水点", "公益饮水点", "爱心饮水点"),
    "discount_canteen": ("优惠食堂", "爱心食堂", "小哥食堂", "食堂"),
    "partner_merchant": ("爱心商家", "商家", "优惠商家"),
    "parking_bay": ("泊位", "“新”泊位", "新泊位", "小哥泊位", "友好泊位"),
    "resting_spot": ("歇脚点", "休息点"),
    "party_service_centre": ("党群服务中心", "党群服务站", "党群服务驿站"),
    "other": ("其他",),
}
_KIND_WORDS = turned(FACILITY_KINDS)


def clean_facility_kind(value: Cell) -> str | None:
    """The stored kind of facility a word stands for, or None."""
    return _KIND_WORDS.get(word_key(cell_text(value)))
