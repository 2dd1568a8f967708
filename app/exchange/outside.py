"""A volunteer platform's export as read: which column is which, whom each line means, and what the ledger has of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.exchange.decisions import Decisions
from app.exchange.heads import PLATFORM_LOG
from app.exchange.readrow import SheetRow
from app.exchange.run import DryRun

KIND = PLATFORM_LOG.key
# What the columns of an export may hold, in the order in which they are asked, with the word for each.
MEANINGS = (
    ("name", "姓名"),
    ("volunteer_no", "志愿者编号"),
    ("id_no", "证件号码"),
    ("phones", "手机号"),
    ("outside_no", "记录编号"),
    ("activity", "活动名称"),
    ("date", "服务日期"),
    ("starts_at", "开始时间"),
    ("ends_at", "结束时间"),
    ("minutes", "服务时长"),
    ("place", "地点"),
    ("content", "服务内容"),
    ("organizer", "组织单位"),
    ("team", "队伍"),
    ("note", "备注"),
)


@dataclass
class OutsideRow(SheetRow):
    """A line of the export. person_id: whom it means; record_id, version: of the ledger's record of the same service."""

    person_id: int | None = None
    team_id: int | None = None
    organizer_id: int | None = None
    area_id: int | None = None


@dataclass
class OutsideRun(DryRun):
    """The dry run of an export.

    source: the platform's name, "" while nobody gave it. official: it is the official system of volunteers. heads: of
    the table's columns, all of them; mapping: the head by field, as used. known: names of the mappings that are kept.
    """

    source: str = ""
    official: bool = False
    heads: tuple[str, ...] = ()
    mapping: dict[str, str] = field(default_factory=dict)
    known: tuple[str, ...] = ()

    @property
    def services(self) -> list[OutsideRow]:
        """The lines with a service on them."""
        return [row for row in self.rows if isinstance(row, OutsideRow)]

    @property
    def missing(self) -> list[str]:
        """What nobody has said yet: words for the columns without which no line can be read, and the platform."""
        has = self.mapping.keys()
        wanted = (
            ("姓名", {"name"} <= has),
            ("服务日期", bool({"date", "starts_at"} & has)),
            ("服务时长", "minutes" in has or {"starts_at", "ends_at"} <= has),
        )
        return [word for word, told in wanted if not told] + ([] if self.source else ["来源平台"])

    @property
    def total_minutes(self) -> int:
        """The minutes of the lines that would be taken."""
        return sum(row.values["minutes"] for row in self.services if not row.blocked)


@dataclass(frozen=True)
class KeptHeads:
    """A mapping that is kept: the platform's name, the head of each field's column, and whether it is the official system."""

    name: str
    heads: Mapping[str, str]
    official: bool
    fingerprint: str


def usual_for_outside(_run: OutsideRun, _updates: bool) -> Decisions:
    """New services are taken; records of the ledger are noted as standing in the official system too."""
    return Decisions(updates=True)


def names_of(rows: Sequence[SheetRow], code: str, most: int = 8) -> str:
    """The names on the lines with a problem of a code, each once."""
    names = list(
        dict.fromkeys(row.values["name"] for row in rows if code in {one.code for one in row.problems})
    )
    return "、".join(names[:most]) + ("等" if len(names) > most else "")
