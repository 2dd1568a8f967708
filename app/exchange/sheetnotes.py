"""What stands around a table: its title, and pairs such as 填报单位：金祝社区 that hold for every row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.exchange.heads import plain_head
from app.exchange.workbook import Sheet

_PAIR = re.compile(
    r"([^\s：:；;]{2,12})\s*[：:]\s*([^：:]*?)(?=\s{2,}|[\u3000\t；;]|\s+[^\s：:]{2,12}[：:]|$)"
)
_YEAR = re.compile(r"(20\d{2})\s*(?:年|[./-]\d)")
_MONTH = re.compile(r"(?:20\d{2}年)?(\d{1,2})月")
_COMMUNITY = re.compile(r"[\u4e00-\u9fff]{2,10}?社区")
_BRACKETED = re.compile(r"[（(【]([^）)】]*)[）)】]")
_LONGEST = 500
_UNIT_KEYS = ("填报单位", "报送单位", "填表单位", "社区", "所属社区", "单位")
_DATE_KEYS = ("填报日期", "填表日期", "日期", "报送日期", "统计截止日期", "截止日期", "填报时间")


@dataclass(frozen=True)
class SheetNotes:
    """What was read above the header and from the file name.

    pairs: by key without brackets. community: the community the sheet is from, or "". year: the year that dates
    without one belong to, or None.
    """

    title: str
    pairs: Mapping[str, str]
    community: str
    year: int | None


def read_notes(file_name: str, sheet: Sheet, header_at: int) -> SheetNotes:
    """Read the rows above the header (``header_at`` is its 0-based row) and the file name."""
    texts = [
        cell.strip()
        for row in sheet.rows[:header_at]
        for cell in row
        if isinstance(cell, str) and cell.strip() and len(cell) <= _LONGEST
    ]
    pairs: dict[str, str] = {}
    titles: list[str] = []
    for text in texts:
        found = _PAIR.findall(text)
        if found and any(value for _, value in found):
            pairs.update({plain_head(key): value.strip() for key, value in found if value.strip()})
        elif not re.fullmatch(r"附件[\d一二三四五六七八九十]*[:：]?", text):
            titles.append(text)
    title = max(titles, key=len, default="") or file_name
    return SheetNotes(title, pairs, _community(pairs, title, file_name), _year(pairs, title, file_name))


def _community(pairs: Mapping[str, str], title: str, file_name: str) -> str:
    for key in _UNIT_KEYS:
        if found := _COMMUNITY.search(_after_subdistrict(pairs.get(key, ""))):
            return found.group()
    for text in (title, file_name):
        for part in [*_BRACKETED.findall(text), text]:
            if found := _COMMUNITY.search(_after_subdistrict(part)):
                return found.group()
    return ""


def _after_subdistrict(text: str) -> str:
    """北山街道金祝社区 names a community; 2024年11月 and the like before it do not belong to its name."""
    return re.split(r"街道|(?<!社)区|[镇乡市月年：:“”（(]", text)[-1] if "社区" in text else ""


def _year(pairs: Mapping[str, str], title: str, file_name: str) -> int | None:
    for text in (*(pairs.get(key, "") for key in _DATE_KEYS), title, *pairs.values(), file_name):
        if found := _YEAR.search(text):
            return int(found.group(1))
    return None
