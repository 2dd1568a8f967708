"""What stands around a table: its title, and pairs such as 填报单位：金祝社区 that hold for every row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.exchange.cells import cell_text
from app.exchange.dates import clean_date
from app.exchange.heads import plain_head
from app.exchange.workbook import Cell, Sheet

_PAIR = re.compile(
    r"([^\s：:；;]{2,12})\s*[：:]\s*([^：:]*?)(?=\s{2,}|[\u3000\t；;]|\s+[^\s：:]{2,12}[：:]|$)"
)
_YEAR = re.compile(r"(20\d{2})\s*(?:年|[./-]\d)")
_COMMUNITY = re.compile(r"[\u4e00-\u9fff]{2,10}?社区")
_BRACKETED = re.compile(r"[（(【]([^）)】]*)[）)】]")
_NOT_OF_NAMES = re.compile(r"街道|办事处|(?<!社)区|[镇乡县市年月：:“”（()）、，,；\s]")
_LONGEST = 500
_NAMES_ONE = ("社区", "所属社区")
_UNIT_KEYS = ("填报单位", "报送单位", "填表单位", "社区", "所属社区", "单位")
_DATE_KEYS = (
    "填报日期", "填表日期", "日期", "报送日期", "统计截止日期", "截止日期", "截至日期", "填报时间", "填表时间", "统计时间", "制表日期",
)  # fmt: skip


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
    texts = [text for row in sheet.rows[:header_at] for text in _joined(row)]
    pairs: dict[str, str] = {}
    titles: list[str] = []
    for text in texts:
        found = _PAIR.findall(text)
        if found and any(value for _, value in found):
            pairs.update({plain_head(key): value.strip() for key, value in found if value.strip()})
        elif not re.fullmatch(r"附件[\d一二三四五六七八九十]*[:：]?", text):
            titles.append(text)
    above = sheet.name if file_name.lower().endswith(".docx") else ""
    title = max(titles, key=len, default="") or above or file_name
    community = _community(pairs, title, sheet.name, file_name)
    return SheetNotes(title, pairs, community, _year(pairs, title, file_name))


def _joined(row: Sequence[Cell]) -> list[str]:
    """The texts of a row; a cell that ends with a colon goes on in the next one."""
    found: list[str] = []
    for cell in row:
        text = cell_text(cell, keep_breaks=True)[: _LONGEST + 1]
        if found and text and not text.endswith(("：", ":")) and _waits(found[-1]):
            found[-1] = f"{found[-1].rstrip('：:')}：{text}"
        elif isinstance(cell, str) and text:
            found.append(text)
    return [text for text in found if len(text) <= _LONGEST]


def _waits(text: str) -> bool:
    """Whether a text is a key whose value stands in the next cell."""
    return text.endswith(("：", ":")) or plain_head(text) in (*_UNIT_KEYS, *_DATE_KEYS)


def _community(pairs: Mapping[str, str], title: str, sheet_name: str, file_name: str) -> str:
    for key in _UNIT_KEYS:
        if len(found := _named_in(pairs.get(key, ""))) == 1:
            return found[0]
        if key in _NAMES_ONE and re.fullmatch(r"[\u4e00-\u9fff]{2,6}", pairs.get(key, "")) and not found:
            return f"{pairs[key]}社区"
    for text in (title, sheet_name, file_name):
        for part in [*_BRACKETED.findall(text), text]:
            if len(found := _named_in(part)) == 1:
                return found[0]
    return ""


def _named_in(text: str) -> list[str]:
    """The communities a text names: 北山街道金祝社区 names one; what stands before it does not belong to its name."""
    pieces = _NOT_OF_NAMES.split(text) if "社区" in text else []
    return list(dict.fromkeys(found.group() for piece in pieces if (found := _COMMUNITY.search(piece))))


def _year(pairs: Mapping[str, str], title: str, file_name: str) -> int | None:
    for key in _DATE_KEYS:
        found_day, _ = clean_date(pairs.get(key, ""), "")
        if found_day is not None:
            return found_day.value.year
    for text in (title, *pairs.values(), file_name):
        if found := _YEAR.search(text):
            return int(found.group(1))
    return None
