"""What a measure is: its name on paper, its unit, its definition, and what it counts."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from db.queries.counting import Counted


class MeasureKind(enum.StrEnum):
    """Stock (时点数): as it stands at the end. Flow (时期数): what happened in a period. Rate: one figure in another."""

    STOCK = "stock"
    FLOW = "flow"
    RATE = "rate"


class Section(enum.StrEnum):
    """The groups of the statistics table, in its order; CHECKS are shown to the office and not reported."""

    BASE = "基本情况"
    ORGANIZATIONS = "组织建设"
    FACILITIES = "服务阵地"
    TRAINING = "教育培训"
    VOLUNTEERING = "志愿服务"
    REQUESTS = "诉求议事"
    CARE = "走访关爱"
    OWN = "自定义指标"
    CHECKS = "待办核查"


@dataclass(frozen=True, eq=False)
class Measure:
    """One figure of the catalogue.

    code: never used for anything else. definition: the 口径 sentence printed for whoever asks. register: key of the list
    that shows the rows. parts: what is counted; several are added up (named and unnamed attendances). registers: the list
    of each part, where they differ. base: the denominator of a rate. of: code of the figure it is part of (其中). per: how many stored units make one shown (60
    minutes an hour). adds_up: False for a flow of different people or things, whose year is not the sum of its months.
    sealed: its rows are records that are put away.
    """

    code: str
    name: str
    unit: str
    kind: MeasureKind
    section: Section
    definition: str
    register: str
    parts: tuple[Counted, ...]
    base: tuple[Counted, ...] = ()
    of: str = ""
    per: int = 1
    adds_up: bool = True
    registers: tuple[str, ...] = ()
    sealed: bool = False

    @property
    def counted(self) -> tuple[Counted, ...]:
        """Everything that must be counted for the figure."""
        return self.parts + self.base

    @property
    def label(self) -> str:
        """The name as tables print it: a part says so."""
        return f"其中：{self.name}" if self.of else self.name

    def lists(self) -> dict[str, tuple[Counted, ...]]:
        """The parts by the list that shows their rows, the main list first."""
        keys = self.registers or (self.register,) * len(self.parts)
        together: dict[str, tuple[Counted, ...]] = {self.register: (), **dict.fromkeys(keys, ())}
        for key, part in zip(keys, self.parts, strict=True):
            together[key] += (part,)
        return together
