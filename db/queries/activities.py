"""The rows behind the figures about activities: those that were held, who came, what was offered, what they cost."""

from __future__ import annotations

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    Activity,
    ActivityKind,
    ActivityPerson,
    ActivityService,
    ActivityState,
    Chain,
    PlacePhoto,
    ServiceKind,
)
from db.queries.counting import Condition, Counted, Days, Scope, Source, happened, inside
from db.queries.words import holds_word

_activities, _people = table_of(Activity), table_of(ActivityPerson)
_services, _photos = table_of(ActivityService), table_of(PlacePhoto)


def _was_held(window: Days, scope: Scope) -> tuple[Condition, ...]:
    return (
        _activities.c.state == ActivityState.HELD,
        happened(_activities.c.held_on, window),
        *inside(_activities.c.area_id, scope),
    )


_held = Source(lambda _: _activities, _was_held, _activities.c.area_id)
_came = Source(lambda _: _people.join(_activities, _activities.c.id == _people.c.activity_id), _was_held)
_offered = Source(
    lambda _: _services.join(_activities, _activities.c.id == _services.c.activity_id), _was_held
)

HELD = Counted(_held, _activities.c.id)
WITH_PHOTO = Counted(
    _held, _activities.c.id, lambda _: sa.exists().where(_photos.c.activity_id == _activities.c.id)
)
LISTED = Counted(_came, _people.c.id)
UNLISTED = Counted(_held, _activities.c.id, lambda _: _activities.c.riders > 0, amount=_activities.c.riders)
DIFFERENT = Counted(_came, _people.c.person_id, distinct=_people.c.person_id)
COST = Counted(_held, _activities.c.id, lambda _: _activities.c.cost > 0, amount=_activities.c.cost)
SERVICES = Counted(_offered, _services.c.id)
SERVED = Counted(_offered, _services.c.id, lambda _: _services.c.served > 0, amount=_services.c.served)
MEAL_LISTED = Counted(_came, _people.c.id, lambda _: _activities.c.kind == ActivityKind.REUNION_MEAL)
MEAL_UNLISTED = Counted(
    _held,
    _activities.c.id,
    lambda _: sa.and_(_activities.c.kind == ActivityKind.REUNION_MEAL, _activities.c.riders > 0),
    amount=_activities.c.riders,
)


def held(kind: ActivityKind) -> Counted:
    """Activities of a kind that were held."""
    return Counted(_held, _activities.c.id, lambda _: _activities.c.kind == kind)


def of_chain(chain: Chain) -> Counted:
    """Activities of one of the three chains."""
    return Counted(_held, _activities.c.id, lambda _: _activities.c.chain == chain)


def of_aspect(word: str) -> Counted:
    """Activities that belong to one of the four aspects, among others or alone."""
    return Counted(_held, _activities.c.id, lambda _: holds_word(_activities.c.aspects, (word,)))


def services(kind: ServiceKind) -> Counted:
    """Services of a kind that were offered."""
    return Counted(_offered, _services.c.id, lambda _: _services.c.kind == kind)


def served(kind: ServiceKind) -> Counted:
    """People whom services of a kind reached."""
    return Counted(
        _offered,
        _services.c.id,
        lambda _: sa.and_(_services.c.kind == kind, _services.c.served > 0),
        amount=_services.c.served,
    )
