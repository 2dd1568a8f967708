"""开始使用: the office, its street and communities, and the first clerk who works with the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sqlmodel import Session, select

from app.desk import Actor, Changes, Desk
from app.errors import Problem, ValidationFailed
from app.registers import find_register
from app.registers.records import store
from db.models import Area, Clerk, Setting
from db.models.areas import AreaKind

_SEPARATORS = re.compile(r"[\s、，,;；]+")


@dataclass(frozen=True)
class NewOffice:
    """What is asked at the first start.

    name: as printed on papers (北山街道). communities: names below it. clerk, duty: who works here first. scope: name of
    the one community that clerk looks after; empty for the whole street.
    """

    name: str
    communities: tuple[str, ...]
    clerk: str
    duty: str = ""
    scope: str = ""


@dataclass(frozen=True)
class Settled:
    """The ledger is set up: what changed and who may sit down now."""

    changes: Changes
    actor: Actor


def read_communities(text: str) -> tuple[str, ...]:
    """The names in a typed or pasted list, one a line or parted by commas; each once, in the order typed."""
    return tuple(dict.fromkeys(name for name in _SEPARATORS.split(text) if name))


def needs_set_up(desk: Desk) -> bool:
    """True while no clerk has a profile in this ledger."""
    with desk.reading() as session:
        return session.exec(select(Clerk.id).limit(1)).first() is None


def set_up(desk: Desk, office: NewOffice) -> Settled:
    """Create areas, the first clerk and the office's settings in one operation by that clerk.

    Areas that the ledger has already are used as they are. Raises ``ValidationFailed`` naming ``name``, ``clerk`` or
    ``scope``.
    """
    _check(office)
    named = replace(desk, actor=Actor(None, office.clerk.strip()))
    with named.operation("setup", f"开始使用：{office.name.strip()}", undoable=False) as session:
        street = _area(session, named, office.name.strip(), "subdistrict", None)
        ids = {name: _area(session, named, name, "community", street) for name in office.communities}
        clerk = Clerk(
            name=office.clerk.strip(),
            duty=office.duty.strip(),
            area_id=ids.get(office.scope, street),
            administrator=True,
            whole_numbers=True,
        )
        session.add(clerk)
        for key in ("office_name", "signature"):
            _keep_setting(session, key, office.name.strip())
        session.flush()
        changes = Changes(frozenset({"areas", "clerks", "settings"}), session.info["operation"])
        actor = Actor(clerk.id, clerk.name, clerk.area_id, administrator=True, whole_numbers=True)
        return Settled(changes, actor)


def _check(office: NewOffice) -> None:
    problems = []
    if not office.name.strip():
        problems.append(Problem("REQUIRED", "name", "请填写街道名称，如“北山街道”。"))
    if not office.clerk.strip():
        problems.append(Problem("REQUIRED", "clerk", "请填写经办人姓名。"))
    if office.scope and office.scope not in office.communities:
        problems.append(Problem("UNKNOWN_AREA", "scope", f"社区名单里没有“{office.scope}”。"))
    if problems:
        raise ValidationFailed(problems)


def _area(session: Session, desk: Desk, name: str, kind: str, parent_id: int | None) -> int:
    known = session.exec(select(Area.id).where(Area.name == name, Area.kind == AreaKind(kind))).first()
    if known is not None:
        return known
    values = {"name": name, "kind": kind, "parent_id": parent_id}
    return int(store(session, desk, find_register("areas"), values).id or 0)


def _keep_setting(session: Session, key: str, value: str) -> None:
    row = session.exec(select(Setting).where(Setting.key == key)).first()
    if row is None:
        session.add(Setting(key=key, value=value))
