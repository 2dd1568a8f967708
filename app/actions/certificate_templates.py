"""证书模板: the shipped designs and the office's own, which one is used first, and the copy that issued papers keep."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.actions.rows import changed, refuse, touch
from app.desk import Changes, Desk
from app.errors import NotFound
from app.workshop.checking import refuse_design
from app.workshop.elements import Design
from app.workshop.reading import read, write
from app.workshop.shipped import first_of, shipped
from db.models import CertificateDesign, CertificateTemplate, Setting, TemplateKind

_OWN = "own:"
_STANDARD = "certificate_template."
MOST_NAME = 60


@dataclass(frozen=True)
class Offered:
    """A template to choose: its key (``completion-1`` or ``own:12``), whether it is the office's own and the first choice."""

    key: str
    kind: TemplateKind
    name: str
    note: str
    design: Design
    own: bool = False
    standard: bool = False

    @property
    def template_id(self) -> int:
        """The id of an own template; 0 for a shipped one."""
        return int(self.key.removeprefix(_OWN)) if self.own else 0


def offered(desk: Desk, kind: TemplateKind | None = None) -> list[Offered]:
    """Every template of a kind (or of all), shipped ones first; the office's first choice is marked."""
    with desk.reading() as session:
        return offered_in(session, kind)


def offered_in(session: Session, kind: TemplateKind | None = None) -> list[Offered]:
    """The same within a session."""
    found = [Offered(one.key, one.kind, one.name, one.note, one.design) for one in shipped()]
    own = select(CertificateTemplate).order_by(col(CertificateTemplate.id))
    for row in session.exec(own).all():
        found.append(
            Offered(
                f"{_OWN}{row.id}", TemplateKind(row.kind), row.name, row.note, read(row.content), own=True
            )
        )
    chosen = {
        row.key.removeprefix(_STANDARD): row.value
        for row in session.exec(select(Setting).where(col(Setting.key).startswith(_STANDARD))).all()
    }
    known = {one.key for one in found}
    marked = []
    for one in found:
        key = chosen.get(one.kind, "")
        standard = key if key in known else first_of(one.kind).key
        marked.append(one if one.key != standard else _standard(one))
    return [one for one in marked if kind is None or one.kind is kind]


def _standard(one: Offered) -> Offered:
    return Offered(one.key, one.kind, one.name, one.note, one.design, one.own, standard=True)


def template_of(session: Session, kind: TemplateKind, key: str = "") -> Offered:
    """The template of a key, the office's first choice without one. Raises NotFound for one that is gone."""
    for one in offered_in(session, kind):
        if one.key == key or (not key and one.standard):
            return one
    raise NotFound("选的模板不是这类证书的，或已不存在。", "请重新选择模板。")


def choose_standard(desk: Desk, key: str) -> Changes:
    """Make a template the first choice of its kind."""
    with desk.operation("settings", "选定证书模板") as session:
        found = next((one for one in offered_in(session) if one.key == key), None)
        if found is None:
            raise NotFound("选的证书模板已不存在。", "请刷新后重新选择。")
        name = f"{_STANDARD}{found.kind}"
        row = session.exec(select(Setting).where(Setting.key == name)).first() or Setting(key=name, value="")
        row.value = key
        touch(session, row)
        session.flush()
        return Changes(frozenset({"settings", "certificate_templates"}), session.info["operation"])


def save_template(
    desk: Desk, kind: TemplateKind, name: str, design: Design, *, template_id: int = 0, note: str = ""
) -> Changes:
    """Keep a design as a new template, or in place of the one before; papers issued with that one stay as they are.

    Raises ``ValidationFailed`` naming the element that is wrong, or for a name that is missing or taken.
    """
    named = name.strip()
    if not 0 < len(named) <= MOST_NAME:
        raise refuse("NAME", "name", f"请填写模板名称，最多{MOST_NAME}个字。")
    refuse_design(kind, design)
    with desk.operation("save", f"保存证书模板：{named}") as session:
        taken = select(CertificateTemplate).where(
            CertificateTemplate.kind == kind, CertificateTemplate.name == named
        )
        other = session.exec(taken).first()
        if other is not None and other.id != template_id:
            raise refuse("NAME_TAKEN", "name", f"这类证书已有名为“{named}”的模板，请换一个名称。")
        row = _row(session, template_id) if template_id else CertificateTemplate(name=named, kind=kind)
        row.name, row.note, row.content = named, note.strip()[:200], write(design)
        touch(session, row)
        session.flush()
        return changed(session, CertificateTemplate, record_id=row.id)


def copy_template(desk: Desk, key: str) -> Changes:
    """Copy a template, usually a shipped one, under a free name to change the copy."""
    with desk.reading() as session:
        every = offered_in(session)
    found = next((one for one in every if one.key == key), None)
    if found is None:
        raise NotFound("选的证书模板已不存在。", "请刷新后重新选择。")
    taken = {one.name for one in every if one.kind is found.kind}
    number = next(n for n in range(1, len(taken) + 2) if f"{found.name}（副本{n}）" not in taken)
    base = found.name[: MOST_NAME - 8]
    return save_template(desk, found.kind, f"{base}（副本{number}）", found.design, note=found.note)


def delete_template(desk: Desk, template_id: int) -> Changes:
    """Delete an own template; papers issued with it keep their copy of the design."""
    with desk.operation("delete", "删除证书模板") as session:
        session.delete(_row(session, template_id))
        return changed(session, CertificateTemplate)


def keep_design(session: Session, design: Design) -> int:
    """The id of the stored copy of a design: issued papers point to it, and it is never changed."""
    content, digest = write(design), key_of(design)
    row = session.exec(select(CertificateDesign).where(CertificateDesign.digest == digest)).first()
    if row is None:
        row = CertificateDesign(digest=digest, content=content)
        session.add(row)
        session.flush()
    return row.id or 0


def key_of(design: Design) -> str:
    """A word that is the same for the same design."""
    return hashlib.sha256(write(design).encode()).hexdigest()


def designs_of(session: Session, ids: set[int]) -> dict[int, Design]:
    """The stored designs of ids."""
    rows = session.exec(select(CertificateDesign).where(col(CertificateDesign.id).in_(ids))).all()
    return {row.id or 0: read(row.content) for row in rows}


def _row(session: Session, template_id: int) -> CertificateTemplate:
    row = session.get(CertificateTemplate, template_id)
    if row is None:
        raise NotFound("这个证书模板已被删除。", "请刷新后重试。")
    return row
