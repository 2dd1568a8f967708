"""The picture under the street map: put there with its control points, tied anew, taken off."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from app.actions.rows import changed, refuse, touch
from app.desk import Changes, Desk
from app.errors import UserError
from app.streetmap.picture import KEPT_BYTES, is_jpeg
from app.streetmap.plane import Plane
from app.streetmap.tie import ControlPoint
from app.streetmap.tying import tied
from db.models import MapControlPoint, MapPicture

MOST_FADE = 80  # percent


@dataclass(frozen=True)
class NewPicture:
    """A picture as it is kept: a JPEG and its size in pixels; name: of the file it came from."""

    name: str
    jpeg: bytes
    width: int
    height: int


def put_picture(desk: Desk, picture: NewPicture, points: Sequence[ControlPoint], fade: int) -> Changes:
    """Put a picture under the map in place of the one before. fade: percent by which it is lightened.

    Raises ``UserError`` when the points do not tie it well, and ``ValidationFailed`` for no small JPEG; then the map stays
    as it was.
    """
    if not is_jpeg(picture.jpeg) or len(picture.jpeg) > KEPT_BYTES:
        raise refuse("PICTURE", "picture", f"图片应为不超过{KEPT_BYTES // 1_000_000}兆的JPEG，请重新选择。")
    _check(points, picture.width, picture.height, fade)
    with desk.operation("map", f"放上底图图片：{len(points)}个控制点") as session:
        for old in session.exec(select(MapPicture)).all():
            session.delete(old)
        session.flush()
        row = MapPicture(
            name=picture.name[:100],
            picture=base64.b64encode(picture.jpeg).decode(),
            width=picture.width,
            height=picture.height,
            fade=fade,
        )
        session.add(row)
        session.flush()
        _add_points(session, row, points)
        return changed(session, MapPicture, MapControlPoint)


def tie_picture(desk: Desk, points: Sequence[ControlPoint], fade: int) -> Changes:
    """Tie the picture of the map by other control points. Raises ``UserError`` as ``put_picture``."""
    with desk.operation("map", f"调整底图图片：{len(points)}个控制点") as session:
        row = session.exec(select(MapPicture)).first()
        if row is None:
            raise UserError("底图图片已被取下。", "请重新选择图片。")
        _check(points, row.width, row.height, fade)
        if row.fade != fade:
            row.fade = fade
        touch(session, row)
        for old in session.exec(select(MapControlPoint)).all():
            session.delete(old)
        session.flush()
        _add_points(session, row, points)
        return changed(session, MapPicture, MapControlPoint)


def drop_picture(desk: Desk) -> Changes:
    """Take the picture off the map."""
    with desk.operation("map", "取下底图图片") as session:
        for row in session.exec(select(MapPicture)).all():
            session.delete(row)
        return changed(session, MapPicture, MapControlPoint)


def read_picture(desk: Desk) -> bytes:
    """The picture of the map as JPEG; empty when there is none."""
    with desk.reading() as session:
        row = session.exec(select(MapPicture)).first()
    return base64.b64decode(row.picture) if row is not None else b""


def _check(points: Sequence[ControlPoint], width: int, height: int, fade: int) -> None:
    if not 0 <= fade <= MOST_FADE:
        raise refuse("FADE", "fade", f"淡化应在0到{MOST_FADE}之间。")
    tied(points, width, height, plane_of(points))


def plane_of(points: Sequence[ControlPoint]) -> Plane:
    """The plane around the first control point, in which a tie is weighed."""
    return Plane(*points[0].degrees) if points else Plane(0.0, 0.0)


def _add_points(session: Session, row: MapPicture, points: Sequence[ControlPoint]) -> None:
    for one in points:
        longitude, latitude = one.degrees
        session.add(
            MapControlPoint(
                picture_id=row.id or 0,
                x=round(one.x, 1),
                y=round(one.y, 1),
                longitude=round(longitude, 6),
                latitude=round(latitude, 6),
                name=one.name[:100],
            )
        )
