"""Photos of facilities and friendly units: one for each, small, in a table of their own."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from sqlmodel import Session, select

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
    """The photos of a kind of place. via: the photo's link to it; label: its word."""

    model: type[Record]
    via: str
    label: str

    def read(self, desk: Desk, place_id: int) -> bytes:
        """The photo as JPEG; empty when there is none. Raises ``NotFound`` outside the clerk's area."""
        with desk.reading() as session:
            chosen(session, desk, self.model, [place_id], self.label)
            row = self._row(session, place_id)
        return base64.b64decode(row.picture) if row is not None else b""

    def keep(self, desk: Desk, place_id: int, jpeg: bytes, width: int, height: int) -> Changes:
        """Keep a photo in place of the one before. Raises ``ValidationFailed`` when the picture is no small JPEG."""
        if not jpeg.startswith(_JPEG) or len(jpeg) > MOST_BYTES:
            message = f"照片应为不超过{MOST_BYTES // 1000}千字节的JPEG图片，请重新裁剪。"
            raise refuse("PICTURE", "picture", message)
        with desk.operation("photo", f"保存{self.label}照片") as session:
            chosen(session, desk, self.model, [place_id], self.label)
            row = self._row(session, place_id)
            if row is None:
                row = PlacePhoto(picture="", width=0, height=0)
                setattr(row, self.via, place_id)
            row.picture = base64.b64encode(jpeg).decode()
            row.width, row.height = width, height
            touch(session, row)
            return changed(session, PlacePhoto, self.model)

    def drop(self, desk: Desk, place_id: int) -> Changes:
        """Take the photo off."""
        with desk.operation("photo", f"删除{self.label}照片") as session:
            chosen(session, desk, self.model, [place_id], self.label)
            row = self._row(session, place_id)
            if row is not None:
                session.delete(row)
            return changed(session, PlacePhoto, self.model)

    def _row(self, session: Session, place_id: int) -> PlacePhoto | None:
        return session.exec(select(PlacePhoto).where(table_of(PlacePhoto).c[self.via] == place_id)).first()
