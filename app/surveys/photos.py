"""What was photographed in a period: activities held, and improvements as they were before and after."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from app.desk import Desk
from db.models import Activity, ActivityState, FriendlyUnit, PlacePhoto, UnitImprovement

MOST = 24  # photos of one period; a meeting looks at a few pages


@dataclass(frozen=True)
class Shown:
    """A photo with what stands under it: its title, and where and when. jpeg: its bytes."""

    title: str
    about: str
    jpeg: bytes


def photos_of(desk: Desk, since: date, until: date, most: int = MOST) -> tuple[Shown, ...]:
    """The photos of a period in the clerk's areas, both days included: activities by day, then improvements."""
    with desk.reading() as session:
        return (*_activities(desk, session, since, until), *_improvements(desk, session, since, until))[:most]


def _activities(desk: Desk, session: Session, since: date, until: date) -> Iterable[Shown]:
    query = (
        select(Activity, PlacePhoto.picture)
        .join(PlacePhoto, col(PlacePhoto.activity_id) == col(Activity.id))
        .where(Activity.state == ActivityState.HELD, col(Activity.held_on).between(since, until))
        .where(*_seen(desk, col(Activity.area_id)))
        .order_by(col(Activity.held_on), col(Activity.id))
        .limit(MOST)
    )
    for activity, picture in session.exec(query):
        about = "　".join(filter(None, (f"{activity.held_on:%Y-%m-%d}", activity.place)))
        yield Shown(activity.title, about, base64.b64decode(picture))


def _improvements(desk: Desk, session: Session, since: date, until: date) -> Iterable[Shown]:
    query = (
        select(UnitImprovement, FriendlyUnit.name, PlacePhoto)
        .join(FriendlyUnit, col(FriendlyUnit.id) == UnitImprovement.unit_id)
        .join(
            PlacePhoto,
            sa.or_(
                col(PlacePhoto.before_id) == UnitImprovement.id,
                col(PlacePhoto.after_id) == UnitImprovement.id,
            ),
        )
        .where(col(UnitImprovement.finished_on).between(since, until))
        .where(*_seen(desk, col(FriendlyUnit.area_id)))
        .order_by(
            col(UnitImprovement.finished_on), col(UnitImprovement.id), col(PlacePhoto.after_id).is_not(None)
        )
        .limit(MOST)
    )
    for improvement, unit, photo in session.exec(query):
        side = "改造后" if photo.after_id else "改造前"
        yield Shown(
            f"{unit}：{improvement.title}（{side}）",
            f"{improvement.finished_on:%Y-%m-%d}完工",
            base64.b64decode(photo.picture),
        )


def _seen(desk: Desk, area: Mapped[int]) -> list[sa.ColumnElement[bool]]:
    areas = desk.visible_areas()
    return [] if areas is None else [area.in_(areas)]
