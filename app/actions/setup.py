"""开始使用: the office, its street and communities, and the clerks who work with the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from app.desk import Actor, Changes, Desk
from app.errors import NotFound, Problem, ValidationFailed
from app.registers import find_register
from app.registers.records import store
from db.base import utc_now
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
class ClerkProfile:
    """A clerk as the settings page lists them."""

    id: int
    name: str
    duty: str
    area_id: int
    area: str
    active: bool


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
            name=office.clerk.strip(), duty=office.duty.strip(), area_id=ids.get(office.scope, street)
        )
        session.add(clerk)
        for key in ("office_name", "signature"):
            _keep_setting(session, key, office.name.strip())
        session.flush()
        changes = Changes(frozenset({"areas", "clerks", "settings"}), session.info["operation"])
        return Settled(changes, Actor(clerk.id, clerk.name, clerk.area_id))


def clerks(desk: Desk) -> list[ClerkProfile]:
    """Every clerk profile with the area it looks after, those no longer in use last."""
    query = select(Clerk, Area.name).join(Area, col(Area.id) == Clerk.area_id)
    with desk.reading() as session:
        found = session.exec(query.order_by(col(Clerk.active).desc(), Clerk.name)).all()
        return [
            ClerkProfile(clerk.id or 0, clerk.name, clerk.duty, clerk.area_id, area, clerk.active)
            for clerk, area in found
        ]


def save_clerk(
    desk: Desk, name: str, duty: str, area_id: int, *, clerk_id: int | None = None, active: bool = True
) -> Changes:
    """Add or change a clerk profile. Raises ``ValidationFailed``, ``NotFound``.

    The last profile in use cannot be put out of use: somebody must be able to open the ledger.
    """
    name = name.strip()
    verb = "新增" if clerk_id is None else "修改"
    with desk.operation("clerk", f"{verb}经办人：{name}") as session:
        clerk = Clerk(name=name, area_id=area_id) if clerk_id is None else session.get(Clerk, clerk_id)
        if clerk is None:
            raise NotFound("这位经办人已不在台账里。", "请刷新后重试。")
        _check_clerk(session, name, clerk_id, active=active)
        clerk.name, clerk.duty, clerk.area_id, clerk.active = name, duty.strip(), area_id, active
        clerk.updated_at = utc_now()
        session.add(clerk)
        session.flush()
        return Changes(frozenset({"clerks"}), session.info["operation"], clerk.id)


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


def _check_clerk(session: Session, name: str, clerk_id: int | None, *, active: bool) -> None:
    if not name:
        raise ValidationFailed([Problem("REQUIRED", "name", "请填写经办人姓名。")])
    with session.no_autoflush:
        others = session.exec(select(Clerk).where(Clerk.id != clerk_id)).all()
    if any(one.name == name for one in others):
        message = f"已有经办人“{name}”，同名的请加上科室区分。"
        raise ValidationFailed([Problem("DUPLICATE", "name", message)])
    if not active and not any(one.active for one in others):
        raise ValidationFailed([Problem("LAST_CLERK", "active", "至少要有一位在用的经办人。")])


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
