"""上级表格: forms of the superior office kept under a name with what stands where, and filled for a period."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from app.desk import Changes, Desk
from app.errors import NotFound, Problem, UserError, ValidationFailed
from app.files import safe_write
from app.measures.period import Reported
from app.superior.filling import Filled, fill
from app.superior.opening import open_form, read_form
from app.superior.slots import Slot, slots_again, slots_kept
from app.superior.values import Values
from db.models import SuperiorForm, SuperiorFormFile

LONGEST_NAME = 60
_GONE = "这份上级表格已被删除。"


@dataclass(frozen=True)
class KeptForm:
    """A form of the superior office. kind: ``xlsx`` or ``docx``."""

    id: int
    name: str
    kind: str
    file_name: str
    slots: tuple[Slot, ...]


def kept_forms(desk: Desk) -> list[KeptForm]:
    """The forms of the office by name."""
    with desk.reading() as session:
        return [_kept(row) for row in session.exec(select(SuperiorForm).order_by(col(SuperiorForm.name)))]


def find_form(desk: Desk, form_id: int) -> tuple[KeptForm, bytes]:
    """A form and its empty file. Raises ``NotFound`` when it is gone."""
    with desk.reading() as session:
        row = _row(session, form_id)
        return _kept(row), _content(session, row)


def add_form(desk: Desk, name: str, path: Path) -> Changes:
    """Keep a file as a form. Raises ``ValidationFailed`` for an empty, too long or taken name, and ``UnreadableFile``."""
    said = " ".join(name.split())
    if not said or len(said) > LONGEST_NAME:
        raise ValidationFailed([Problem("NAME", "name", f"请填写名称，最多{LONGEST_NAME}个字。")])
    kind, content = read_form(path)
    with desk.operation("form", f"添加上级表格：{said}") as session:
        if session.exec(select(SuperiorForm).where(SuperiorForm.name == said)).first() is not None:
            message = f"已有叫“{said}”的上级表格，请换一个名称。"
            raise ValidationFailed([Problem("NAME_TAKEN", "name", message)])
        file = _keep_file(session, content)
        return _changed(session, SuperiorForm(name=said, kind=kind, file_name=path.name[:200], file_id=file))


def replace_file(desk: Desk, form_id: int, path: Path) -> Changes:
    """换文件: the same form as it came this time; what stands where is kept. Raises UserError for a file of another kind."""
    kind, content = read_form(path)
    with desk.operation("form", "更换上级表格的文件") as session:
        row = _row(session, form_id)
        if kind != row.kind:
            raise UserError(
                f"原来的文件是 {row.kind}，这个是 {kind}。", "请另存为同样的格式，或新加一份表格。"
            )
        row.file_id, row.file_name = _keep_file(session, content), path.name[:200]
        return _changed(session, row)


def keep_slots(desk: Desk, form_id: int, slots: Sequence[Slot]) -> Changes:
    """Keep what stands where in a form. Raises ``NotFound`` when it is gone."""
    with desk.operation("form", "保存上级表格的对应关系") as session:
        row = _row(session, form_id)
        row.slots = slots_kept(slots)
        return _changed(session, row)


def drop_form(desk: Desk, form_id: int) -> Changes:
    """Delete a form; its file stays, so that this can be undone. Raises ``NotFound`` when it is gone."""
    with desk.operation("form", "删除上级表格") as session:
        row = _row(session, form_id)
        session.delete(row)
        session.flush()
        return Changes(frozenset({"superior_forms"}), session.info["operation"])


def filled_name(form: KeptForm, period: Reported) -> str:
    """The usual name of the filled file."""
    return f"{form.name}（{period.label}）.{form.kind}"


def fill_form(desk: Desk, form_id: int, period: Reported, target: Path) -> Filled:
    """Fill a form for a period and write it, whole or not at all; the journal says so. Raises UserError as ``fill`` does,
    and when the file cannot be written."""
    form, content = find_form(desk, form_id)
    filled = fill(open_form(form.kind, content), form.slots, lambda: Values(desk, period, form.slots))
    with (
        desk.operation("export", f"填写上级表格：{form.name}（{period.label}）", undoable=False),
        safe_write(target) as stream,
    ):
        stream.write(filled.content)
    return filled


def _kept(row: SuperiorForm) -> KeptForm:
    return KeptForm(row.id or 0, row.name, row.kind, row.file_name, slots_again(row.slots))


def _row(session: Session, form_id: int) -> SuperiorForm:
    row = session.get(SuperiorForm, form_id)
    if row is None:
        raise NotFound(_GONE)
    return row


def _content(session: Session, row: SuperiorForm) -> bytes:
    file = session.get(SuperiorFormFile, row.file_id)
    if file is None or hashlib.sha256(file.content).hexdigest() != file.sha256:
        raise UserError(f"“{row.name}”的文件已损坏。", "请用“换文件”重新添加一次。")
    return file.content


def _keep_file(session: Session, content: bytes) -> int:
    file = SuperiorFormFile(content=content, sha256=hashlib.sha256(content).hexdigest())
    session.add(file)
    session.flush()
    return file.id or 0


def _changed(session: Session, row: SuperiorForm) -> Changes:
    session.add(row)
    session.flush()
    return Changes(frozenset({"superior_forms"}), session.info["operation"], row.id)
