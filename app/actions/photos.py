"""Portraits of people: small, in a table of their own, never a scan of a document."""

from __future__ import annotations

import base64

from sqlmodel import Session, select

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from db.models import Person, PersonPhoto

MOST_BYTES = 60_000
_JPEG = b"\xff\xd8\xff"


def read_photo(desk: Desk, person_id: int) -> bytes:
    """The portrait of a person as JPEG; empty when there is none."""
    with desk.reading() as session:
        row = _row(session, person_id)
    return base64.b64decode(row.picture) if row is not None else b""


def keep_photo(desk: Desk, person_id: int, jpeg: bytes, width: int, height: int) -> Changes:
    """Keep a portrait in place of the one before. width, height: in pixels.

    Raises ``ValidationFailed`` when the person has not agreed to being photographed, or the picture is no small JPEG.
    """
    if not jpeg.startswith(_JPEG) or len(jpeg) > MOST_BYTES:
        raise refuse(
            "PICTURE", "picture", f"照片应为不超过{MOST_BYTES // 1000}千字节的JPEG图片，请重新裁剪。"
        )
    with desk.operation("photo", "保存照片") as session:
        (person,) = chosen(session, desk, Person, [person_id], "人员")
        if not person.photo_consent:
            message = (
                f"还没有登记{person.name}同意拍照，不能保存照片；本人同意的，请先在表单里勾选“同意拍照”。"
            )
            raise refuse("NO_CONSENT", "picture", message)
        row = _row(session, person_id) or PersonPhoto(person_id=person_id, picture="", width=0, height=0)
        row.picture = base64.b64encode(jpeg).decode()
        row.width, row.height = width, height
        touch(session, row)
        return changed(session, PersonPhoto, Person)


def drop_photo(desk: Desk, person_id: int) -> Changes:
    """Take a portrait off the card."""
    with desk.operation("photo", "删除照片") as session:
        chosen(session, desk, Person, [person_id], "人员")
        row = _row(session, person_id)
        if row is not None:
            session.delete(row)
        return changed(session, PersonPhoto, Person)


def _row(session: Session, person_id: int) -> PersonPhoto | None:
    return session.exec(select(PersonPhoto).where(PersonPhoto.person_id == person_id)).first()
