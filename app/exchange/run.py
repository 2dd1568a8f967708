"""What looking at a file found out, whatever shape its sheet has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.desk import Changes
from app.exchange.platforms import PLATFORM_ALIASES
from app.exchange.readrow import SheetRow, State
from app.exchange.shape import Shape

Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Asked:
    """What an import was asked beside the file.

    area_id: where the sheet belongs when it does not say itself. words: the clerk's decisions on unknown words, by field
    and word, as labels. include_hidden: take hidden rows too. today: the day the import happens on. target_id: the record
    the whole sheet is about, for shapes that have one (a class run), -1 for a new one; without it the sheet's title tells.
    year: that of days without one, where neither the sheet nor the ledger tells. joined_on: the day from which people are
    members of a union whom the sheet calls members without a day. source, heads, official: of a platform's export, the
    platform's name, the head of the column of each field, and whether it is the official system of volunteers.
    """

    area_id: int | None = None
    words: Words = field(default_factory=dict)
    include_hidden: bool = False
    today: date | None = None
    target_id: int | None = None
    year: int | None = None
    joined_on: date | None = None
    source: str | None = None
    heads: Mapping[str, str] | None = None
    official: bool | None = None


@dataclass(frozen=True)
class Applied:
    """What an import did: rows created, updated, left as they were (same, not taken, skipped)."""

    changes: Changes
    created: int
    updated: int
    left: int


@dataclass
class DryRun:
    """What an import would do.

    register, sheet, header_row: where the table was found. columns: 0-based column by field name. area_id: where rows
    without a community of their own go; community: what the sheet says; asks_area: it says none that the ledger knows.
    rows: every row of the table in order.
    new_platforms, new_stations: names the ledger lacks, to be decided. unions: those a 入会时间 may belong to. words:
    what was decided for unknown words. ignored: heads of columns that are not imported. notices: for the whole sheet.
    blockers: sentences that say why nothing of it can be imported yet. labels: heads of columns that no register describes.
    shape: how sheets of this kind are imported. sheets: further sheets of the file that may be looked at instead.
    hidden_rows: rows hidden in the sheet; with_hidden: they are among the rows. undated: people whom the sheet calls
    members of a union without a day and the ledger does not know as such; joined_on: the day given for them.
    """

    register: str
    file_name: str
    sheet: str
    header_row: int
    head_rows: int
    columns: dict[str, int]
    title: str
    community: str
    area_id: int | None
    fingerprint: str
    rows: list[SheetRow]
    new_platforms: list[str] = field(default_factory=list)
    new_stations: list[str] = field(default_factory=list)
    unions: dict[int, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    asks_area: bool = False
    blockers: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    shape: Shape = field(init=False, repr=False, compare=False)
    sheets: tuple[str, ...] = ()
    hidden_rows: int = 0
    with_hidden: bool = False
    undated: int = 0
    joined_on: date | None = None

    def counts(self) -> dict[State, int]:
        """How many rows there are of each state; states without rows count 0."""
        counted = Counter(row.state for row in self.rows)
        return {state: counted[state] for state in State}

    @property
    def usual_platforms(self) -> list[str]:
        """Those of the new platforms that are well known, which a clerk would create without much thought."""
        return [name for name in self.new_platforms if name in PLATFORM_ALIASES]
