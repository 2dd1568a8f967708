"""Photos of facilities and friendly units, of improvements before and after, of faults as found and as mended.

One for each, small, in a table of their own.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from db.base import Record, table_of
from db.models import PlacePhoto

MOST_BYTES = 160_000
LARGEST = 120_000  # bytes to which the window cuts one
SAYS = "拖动照片、滚轮缩放，让场所在框内。只保存框内的图，不保存原文件；照片里请不要有人脸。"
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True)
class PlacePhotos:
    """The photos of a kind of record. via: the photo's link to it; label: its word.

    owner: the record it belongs to, by which link, where that tells who may see it.
    """

    model: type[Record]
    via: str
    label: str
    owner: tuple[type[Record], str] | None = None

    def read(self, desk: Desk, record_id: int) -> bytes:
        """The photo as JPEG; empty when there is none. Raises ``NotFound`` outside the clerk's area."""
        return self.read_few(desk, [record_id]).get(record_id, b"")

    def read_few(self, desk: Desk, ids: Sequence[int]) -> Mapping[int, bytes]:
        """The photos of some records, by id; of those that have none nothing. Raises ``NotFound`` outside the area."""
        link = table_of(PlacePhoto).c[self.via]
        with desk.reading() as session:
            self._choose(session, desk, ids)
            rows = session.exec(select(link, col(PlacePhoto.picture)).where(link.in_(list(ids)))).all()
        return {record_id: base64.b64decode(picture) for record_id, picture in rows}

    def keep(self, desk: Desk, record_id: int, jpeg: bytes, width: int, height: int) -> Changes:
        """Keep a photo in place of the one before. Raises ``ValidationFailed`` when the picture is no small JPEG."""
        if not jpeg.startswith(_JPEG) or len(jpeg) > MOST_BYTES:
            message = f"照片应为不超过{MOST_BYTES // 1000}千字节的JPEG图片，请重新裁剪。"
            raise refuse("PICTURE", "picture", message)
        with desk.operation("photo", f"保存{self.label}照片") as session:
            self._choose(session, desk, [record_id])
            row = self._row(session, record_id)
            if row is None:
                row = PlacePhoto(picture="", width=0, height=0)
                setattr(row, self.via, record_id)
            row.picture = base64.b64encode(jpeg).decode()
            row.width, row.height = width, height
            touch(session, row)
            return changed(session, PlacePhoto, self.model)

    def drop(self, desk: Desk, record_id: int) -> Changes:
        """Take the photo off."""
        with desk.operation("photo", f"删除{self.label}照片") as session:
            self._choose(session, desk, [record_id])
            row = self._row(session, record_id)
            if row is not None:
                session.delete(row)
            return changed(session, PlacePhoto, self.model)

    def _choose(self, session: Session, desk: Desk, ids: Sequence[int]) -> None:
        """Make sure that the clerk sees the records."""
        found = chosen(session, desk, self.model, ids, self.label)
        if self.owner is not None:
            model, link = self.owner
            chosen(session, desk, model, [getattr(one, link) for one in found], self.label)

    def _row(self, session: Session, record_id: int) -> PlacePhoto | None:
        return session.exec(select(PlacePhoto).where(table_of(PlacePhoto).c[self.via] == record_id)).first()
