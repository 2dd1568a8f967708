"""Wording that official paper does not allow."""

from __future__ import annotations

import re

_ROUGH = re.compile(
    r"(?:将近|接近|大约|超过|近|约|逾)\d[\d.]*[万亿]?(?:余|多|左右|上下)|(?:近约|约近|将近约)\d"
    r"|\d[\d.]*[万亿]?[余多]\w{0,3}(?:左右|上下)"
)
_FORBIDDEN = (
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2}"), "日期应写成“2024年11月5日”"),
    (re.compile(r"\d{4}年0\d月|月0\d日|年\d{1,2}月0\d日"), "月、日前不写0"),
    (re.compile(r"[!！]"), "公文不用感叹号"),
    (re.compile(r"(?<![\d.])0(?:场|次|人次|件|条|份|个|家|支|门|本)"), "没有开展的工作写“未开展”，不写0"),
    (re.compile(r"我们|我街道|本人"), "公文用第三人称"),
)


def lint(text: str) -> list[str]:
    """What official wording does not allow in a text: double approximation (近100余人), padded dates, 0场 and such."""
    found = [f"“{rough.group()}”重复表示约数，只留一处" for rough in _ROUGH.finditer(text)]
    for pattern, sentence in _FORBIDDEN:
        found += [f"“{hit.group()}”：{sentence}" for hit in pattern.finditer(text)]
    return found
