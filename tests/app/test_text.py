"""Pinyin of names: surnames by their own reading, other readings found by their initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.text import pinyin


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("张三", "zhangsan", "zs"),
        ("李四", "lisi", "ls"),
        ("吕布", "lvbu", "lb"),
        ("", "", ""),
        ("John Smith", "johnsmith", "js"),
    ],
)
def test_plain_names(name: str, full: str, initials: str) -> None:
    assert pinyin(name) == (full, initials)


@pytest.mark.parametrize(
    ("surname", "reading"),
    [
        ("单", "shan"),
        ("仇", "qiu"),
        ("曾", "zeng"),
        ("解", "xie"),
        ("区", "ou"),
        ("查", "zha"),
        ("盖", "ge"),
        ("朴", "piao"),
        ("乐", "yue"),
        ("翟", "zhai"),
        ("长孙", "zhangsun"),
        ("尉迟", "yuchi"),
    ],
)
def test_surnames_have_their_own_reading(surname: str, reading: str) -> None:
    assert pinyin(f"{surname}明")[0] == f"{reading}ming"


def test_other_readings_are_found_by_their_initials() -> None:
    initials = pinyin("王乐")[1].split()
    assert initials[0] == "wl"
    assert "wy" in initials


def test_minority_and_rare_names() -> None:
    full, initials = pinyin("买买提·阿不都热依木")
    assert full == "maimaitiabudoureyimu"
    assert initials.split()[0] == "mmtabdrym"
    assert pinyin("蒋䶮") == ("jiangyan", "jy")


@given(st.text(max_size=30))
def test_always_plain_ascii_and_at_most_eight_initials(text: str) -> None:
    full, initials = pinyin(text)
    assert full.isascii()
    assert full == full.lower()
    assert initials.isascii()
    assert len(initials.split()) <= 8


@given(st.text(alphabet=st.sampled_from("乐单曾解区查盖朴王重阿都木"), min_size=1, max_size=100))
def test_initials_of_long_names_fit_their_column(name: str) -> None:
    full, initials = pinyin(name)
    assert len(full) <= 600
    assert len(initials) <= 100
    assert len(initials.split()[0]) == len(name)
