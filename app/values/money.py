"""Amounts of money in 分, written out as official forms do (支付结算办法, appendix 1)."""

from __future__ import annotations

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_WAN, _YI = 10**4, 10**8


def capitals(fen: int) -> str:
    """An amount in Chinese capitals: ``120000`` 分 is 壹仟贰佰元整, ``140950`` is 壹仟肆佰零玖元伍角.

    整 ends whole yuan only. Raises ValueError for a negative amount.
    """
    if fen < 0:
        raise ValueError(fen)
    yuan, rest = divmod(fen, 100)
    jiao, last = divmod(rest, 10)
    text = f"{_whole(yuan)}元" if yuan or not rest else ""
    if not rest:
        return f"{text}整"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif text:
        text += "零"
    return text + (f"{_DIGITS[last]}分" if last else "")


def yuan(fen: int) -> str:
    """An amount in figures with two decimals: ``1200.00``."""
    return f"{fen // 100}.{fen % 100:02d}"


def _whole(number: int) -> str:
    for unit, word in ((_YI, "亿"), (_WAN, "万")):
        if number >= unit:
            high, low = divmod(number, unit)
            between = "零" if 0 < low < unit // 10 else ""
            return _whole(high) + word + between + (_whole(low) if low else "")
    return _below_wan(number)


def _below_wan(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    text = ""
    for digit, place in zip(f"{number:04d}", _PLACES, strict=True):
        if digit != "0":
            text += _DIGITS[int(digit)] + place
        elif text and not text.endswith("零"):
            text += "零"
    return text.rstrip("零")
