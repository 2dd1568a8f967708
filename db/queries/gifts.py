"""The rows behind the figures about what is given to riders: gifts, hotline cards, and the pledges they sign."""

from __future__ import annotations

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    CardBatch,
    GiftIntake,
    GiftIssue,
    GiftItem,
    GiftKind,
    HotlineCard,
    Person,
    Pledge,
    PledgeSignature,
    Registration,
)
from db.queries.counting import Condition, Counted, Days, Source, happened, holds, inside

_items, _intakes, _issues = table_of(GiftItem), table_of(GiftIntake), table_of(GiftIssue)
_cards, _batches, _people = table_of(HotlineCard), table_of(CardBatch), table_of(Person)
_pledges, _signatures, _registrations = table_of(Pledge), table_of(PledgeSignature), table_of(Registration)

_with_item = _issues.join(_items, _items.c.id == _issues.c.item_id)
_given = Source(
    lambda _: _with_item,
    lambda window, scope: (happened(_issues.c.issued_on, window), *inside(_issues.c.area_id, scope)),
)
# Stock lies with the item's area, whoever received it.
_come_in = Source(
    lambda _: _intakes.join(_items, _items.c.id == _intakes.c.item_id),
    lambda window, scope: (_intakes.c.received_on <= window.last, *inside(_items.c.area_id, scope)),
)
_gone_out = Source(
    lambda _: _with_item,
    lambda window, scope: (_issues.c.issued_on <= window.last, *inside(_items.c.area_id, scope)),
)

GIVEN = Counted(_given, _issues.c.id, amount=_issues.c.quantity)
RECEIVERS = Counted(
    _given, _issues.c.person_id, lambda _: _issues.c.person_id.is_not(None), distinct=_issues.c.person_id
)
PACK_RECEIVERS = Counted(
    _given,
    _issues.c.person_id,
    lambda _: sa.and_(_issues.c.person_id.is_not(None), _items.c.kind == GiftKind.PACK),
    distinct=_issues.c.person_id,
)
PACKS_IN = Counted(
    _come_in,
    _intakes.c.id,
    lambda window: sa.and_(_items.c.kind == GiftKind.PACK, happened(_intakes.c.received_on, window)),
    amount=_intakes.c.quantity,
)
# 入库 − 发放 = 结存: what came in until the day, and what went out, as less.
PACKS_EVER_IN = Counted(
    _come_in, _intakes.c.id, lambda _: _items.c.kind == GiftKind.PACK, amount=_intakes.c.quantity
)
PACKS_EVER_OUT = Counted(
    _gone_out, _issues.c.id, lambda _: _items.c.kind == GiftKind.PACK, amount=-_issues.c.quantity
)
WORTH = Counted(
    _given, _issues.c.id, lambda _: _issues.c.price > 0, amount=_issues.c.quantity * _issues.c.price
)


def given(kind: GiftKind) -> Counted:
    """Pieces of a kind that were given out."""
    return Counted(_given, _issues.c.id, lambda _: _items.c.kind == kind, amount=_issues.c.quantity)


_handed_out = Source(
    lambda _: _cards.join(_people, _people.c.id == _cards.c.person_id),
    lambda window, scope: (happened(_cards.c.issued_on, window), *inside(_people.c.area_id, scope)),
)
CARDS_ISSUED = Counted(_handed_out, _cards.c.id)
_printed = Source(
    lambda _: _batches,
    lambda window, scope: (happened(_batches.c.printed_on, window), *inside(_batches.c.area_id, scope)),
)
CARDS_PRINTED = Counted(_printed, _batches.c.id, amount=_batches.c.last_serial - _batches.c.first_serial + 1)
_registered = Source(
    lambda _: _registrations,
    lambda window, scope: (
        holds(_registrations, window.last),
        *inside(_registrations.c.area_id, scope),
    ),
    _registrations.c.area_id,
)
ON_THE_BOOKS = Counted(_registered, _registrations.c.person_id)


def _has_card(window: Days) -> Condition:
    return _registrations.c.person_id.in_(
        sa.select(_cards.c.person_id).where(
            _cards.c.issued_on <= window.last,
            sa.or_(_cards.c.ended_on.is_(None), _cards.c.ended_on > window.last),
        )
    )


CARD_HOLDERS = Counted(_registered, _registrations.c.person_id, _has_card)
WITHOUT_CARD = Counted(_registered, _registrations.c.person_id, lambda window: sa.not_(_has_card(window)))

SIGNATURES = Counted(
    Source(
        lambda _: _signatures.join(_pledges, _pledges.c.id == _signatures.c.pledge_id),
        lambda window, scope: (happened(_signatures.c.signed_on, window), *inside(_pledges.c.area_id, scope)),
    ),
    _signatures.c.id,
    amount=_signatures.c.quantity,
)
