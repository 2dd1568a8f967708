"""Which figures stand in the printed table: the office leaves out those it does not report."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, select

from app.desk import Changes, Desk
from app.measures.catalogue import DETAILS, Section, catalogue
from app.measures.measure import Measure
from db.models import Setting

_KEY = "left_out_figures"
USUAL = frozenset(one.code for one in DETAILS)


def left_out(desk: Desk) -> frozenset[str]:
    """The codes of the figures that are not printed: as chosen, or the details as long as nobody chose."""
    with desk.reading() as session:
        row = _kept(session)
        return USUAL if row is None else frozenset(row.value.split())


def leave_out(desk: Desk, codes: Iterable[str]) -> Changes:
    """Print every figure but these from now on; what is sealed stays as it was."""
    with desk.operation("settings", "选择上表指标") as session:
        row = _kept(session) or Setting(key=_KEY, value="")
        row.value = " ".join(sorted(set(codes)))
        session.add(row)
        session.flush()
        return Changes(frozenset({"settings"}), session.info["operation"])


def offered(desk: Desk) -> dict[Section, list[Measure]]:
    """The figures that can be reported, by section in the order of the table."""
    found: dict[Section, list[Measure]] = {}
    for one in catalogue(desk).values():
        if one.section is not Section.CHECKS:
            found.setdefault(one.section, []).append(one)
    return {section: found[section] for section in Section if section in found}


def _kept(session: Session) -> Setting | None:
    return session.exec(select(Setting).where(Setting.key == _KEY)).first()
