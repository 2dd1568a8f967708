"""The arithmetic of comparisons: one decimal, rounded half up, and no change without a base."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

Value = int | Decimal
NOTHING = "—"  # U+2014: not applicable, or no base to compare with
_ONE_DECIMAL = Decimal("0.1")


def half_up(value: Decimal) -> Decimal:
    """One decimal, a half always away from zero (四舍五入, not the banker's rule)."""
    return value.quantize(_ONE_DECIMAL, rounding=ROUND_HALF_UP)


def ratio(part: int, whole: int, per: int = 100) -> Decimal | None:
    """``part`` in ``whole`` as a percentage of one decimal; None when there is nothing to divide by."""
    return half_up(Decimal(part) * per / Decimal(whole)) if whole else None


def percent_change(now: Value | None, base: Value | None) -> Decimal | None:
    """The change from ``base`` to ``now`` in percent of ``base``, one decimal; None when the base is 0 or missing."""
    if now is None or not base:
        return None
    return half_up((Decimal(now) - Decimal(base)) * 100 / Decimal(base))


def point_change(now: Value | None, base: Value | None) -> Decimal | None:
    """The change of a rate in percentage points (个百分点); None when one of the two is missing."""
    if now is None or base is None:
        return None
    return half_up(Decimal(now) - Decimal(base))


def percent_text(value: Decimal | None) -> str:
    """``12.5%`` or ``-3.2%`` as tables print it; a dash without a value."""
    return NOTHING if value is None else f"{_without_minus_zero(value)}%"


def points_text(value: Decimal | None) -> str:
    """``1.2个百分点`` as tables print the change of a rate."""
    return NOTHING if value is None else f"{_without_minus_zero(value)}个百分点"


def _without_minus_zero(value: Decimal) -> Decimal:
    return value if value else abs(value)
