"""Which column of a platform's export is which: as kept under the platform's name, as told now, as the heads say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session, col, select

from app.exchange.headers import Table
from app.exchange.outside import KIND, KeptHeads, OutsideRun
from db.base import utc_now
from db.models import ImportTemplate


def kept_heads(session: Session) -> list[KeptHeads]:
    """The mappings the office keeps, by name."""
    rows = session.exec(
        select(ImportTemplate)
        .where(ImportTemplate.register_key == KIND, ImportTemplate.name != "")
        .order_by(col(ImportTemplate.name))
    ).all()
    return [KeptHeads(row.name, json.loads(row.heads), row.official, row.fingerprint) for row in rows]


def fitting(kept: list[KeptHeads], table: Table, name: str | None) -> KeptHeads | None:
    """The mapping of a name, else of a table with this header, else one whose heads are all in the table."""
    if name is not None:
        return next((one for one in kept if one.name == name), None)
    same = next((one for one in kept if one.fingerprint == table.fingerprint), None)
    whole = (one for one in kept if one.heads and set(one.heads.values()) <= set(table.heads))
    return same or next(whole, None)


def mapped(
    table: Table, kept: KeptHeads | None, told: Mapping[str, str] | None
) -> tuple[Table, dict[str, str]]:
    """The table with its columns, and the head of each. told: what the clerk says now, "" for a column that is none."""
    mapping = {name: table.heads[at] for name, at in table.columns.items()}
    given = dict(kept.heads) if kept is not None else {}
    if given:  # what the office said once is the whole of it
        mapping = {}
    for name, head in (given | dict(told or {})).items():
        mapping.pop(name, None)
        if head in table.heads:
            mapping = {other: taken for other, taken in mapping.items() if taken != head} | {name: head}
    columns = {name: table.heads.index(head) for name, head in mapping.items()}
    return replace(table, columns=columns), mapping


def keep_heads(session: Session, run: OutsideRun) -> None:
    """Keep the mapping under the platform's name, for the next export; the platform may have changed its heads."""
    rows = session.exec(select(ImportTemplate).where(ImportTemplate.register_key == KIND)).all()
    row = next((one for one in rows if one.name == run.source), None)
    same_heads = next((one for one in rows if one.fingerprint == run.fingerprint), None)
    if row is None:
        row = same_heads or ImportTemplate(register_key=KIND, fingerprint=run.fingerprint)
    elif same_heads is None:
        row.fingerprint = run.fingerprint
    heads = json.dumps(run.mapping, ensure_ascii=False, sort_keys=True)
    if (row.name, row.heads, row.official) != (run.source, heads, run.official) or row.id is None:
        row.name, row.heads, row.official, row.updated_at = run.source, heads, run.official, utc_now()
        session.add(row)
        session.flush()
