"""The sheets and envelopes that labels, cards and addresses are printed on: sizes as data, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

A4_MM = (210.0, 297.0)


@dataclass(frozen=True)
class Stock:
    """A sheet of equal cells. size: of the sheet; cell: of one; corner: upper left of the first; gap: between two.

    cut: marks are drawn where it is cut (plain card; labels come cut). An envelope is a sheet of one cell.
    """

    key: str
    label: str
    size: tuple[float, float]
    across: int
    down: int
    cell: tuple[float, float]
    corner: tuple[float, float] = (0.0, 0.0)
    gap: tuple[float, float] = (0.0, 0.0)
    cut: bool = False

    @property
    def cells(self) -> int:
        """How many are on one sheet."""
        return self.across * self.down

    def place(self, number: int) -> tuple[float, float]:
        """The upper left corner of a cell, counted from 0 across, then down."""
        column, row = number % self.across, number // self.across
        return (
            self.corner[0] + column * (self.cell[0] + self.gap[0]),
            self.corner[1] + row * (self.cell[1] + self.gap[1]),
        )


LABEL_SHEETS = (
    Stock("2x7", "A4标签 2×7（99.1×38.1毫米）", A4_MM, 2, 7, (99.1, 38.1), (4.65, 15.15), (2.5, 0.0)),
    Stock("2x8", "A4标签 2×8（99.1×33.9毫米）", A4_MM, 2, 8, (99.1, 33.9), (4.65, 12.9), (2.5, 0.0)),
    Stock("3x7", "A4标签 3×7（63.5×38.1毫米）", A4_MM, 3, 7, (63.5, 38.1), (7.25, 15.15), (2.5, 0.0)),
    Stock("3x8", "A4标签 3×8（70×37毫米，无边）", A4_MM, 3, 8, (70.0, 37.0), (0.0, 0.5)),
    Stock("3x8g", "A4标签 3×8（63.5×33.9毫米）", A4_MM, 3, 8, (63.5, 33.9), (7.25, 12.9), (2.5, 0.0)),
    Stock("5x13", "A4标签 5×13（38.1×21.2毫米）", A4_MM, 5, 13, (38.1, 21.2), (4.75, 10.7), (2.5, 0.0)),
    Stock("card", "A4卡纸 2×5（90×54毫米，裁开）", A4_MM, 2, 5, (90.0, 54.0), (15.0, 13.5), cut=True),
)
CARD_SHEETS = (
    LABEL_SHEETS[-1],
    Stock("id1", "A4卡纸 2×5（85.6×54毫米，裁开）", A4_MM, 2, 5, (85.6, 54.0), (19.4, 13.5), cut=True),
)
# The sizes of GB/T 1416-2003; C6 is an international one, still used for invitations.
ENVELOPES = tuple(
    Stock(key, label, (width, height), 1, 1, (width, height))
    for key, label, width, height in (
        ("DL", "DL（220×110毫米，5号）", 220.0, 110.0),
        ("ZL", "ZL（230×120毫米，6号）", 230.0, 120.0),
        ("C5", "C5（229×162毫米，7号）", 229.0, 162.0),
        ("C4", "C4（324×229毫米，9号）", 324.0, 229.0),
        ("B6", "B6（176×125毫米，3号）", 176.0, 125.0),
        ("C6", "C6（162×114毫米）", 162.0, 114.0),
    )
)
_ALL = {one.key: one for one in (*LABEL_SHEETS, *CARD_SHEETS, *ENVELOPES)}


def stock_of(key: str) -> Stock:
    """The stock of a key. Raises KeyError for an unknown one."""
    return _ALL[key]
