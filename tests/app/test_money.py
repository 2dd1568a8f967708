"""Amounts in Chinese capitals: the examples of the rule, and every amount read back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.money import capitals, yuan

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (120_000, "壹仟贰佰元整"),
        (140_950, "壹仟肆佰零玖元伍角"),
        (600_714, "陆仟零柒元壹角肆分"),
        (168_032, "壹仟陆佰捌拾元叁角贰分"),
        (10_700_053, "壹拾万柒仟元伍角叁分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角"),
        (1_000_000, "壹万元整"),
        (1_001_000, "壹万零壹拾元整"),
        (10_000_000_000, "壹亿元整"),
        (10_000_100_000, "壹亿零壹仟元整"),
    ],
)
def test_amounts_as_the_rule_writes_them(fen, text):
    assert capitals(fen) == text


def read(text):
    """分 of an amount in capitals, read sign by sign."""
    whole, _, rest = text.partition("元") if "元" in text else ("", "", text)
    fen = sum(
        DIGITS.index(digit) * size
        for digit, size in (
            (found[1], 10 if found[2] == "角" else 1) for found in re.finditer("(.)([角分])", rest)
        )
    )
    total = section = digit = 0
    for sign in whole:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        elif sign in UNITS:
            section, digit = section + digit * UNITS[sign], 0
        elif sign == "万":
            section, digit = (section + digit) * 10_000, 0
            total, section = total + section, 0
        else:
            total, section, digit = (total + section + digit) * 10**8, 0, 0
    return (total + section + digit) * 100 + fen


@given(st.integers(0, 10**14 - 1))
def test_every_amount_reads_back(fen):
    text = capitals(fen)
    assert read(text) == fen
    assert "零零" not in text
    assert not re.search("零[元万亿]", text) or text == "零元整"
    assert text.endswith("整") == (fen % 100 == 0)


@given(st.integers(0, 10**12))
def test_figures_have_two_decimals(fen):
    assert round(float(yuan(fen)) * 100) == fen


def test_there_is_no_negative_amount():
    with pytest.raises(ValueError, match="-1"):
        capitals(-1)
