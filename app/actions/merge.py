"""合并: two cards of one person become one: values and clashes as the clerk decided, everything linked moved, undone as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, select

from app.actions.rows import chosen
from app.desk import Changes, Desk
from app.errors import Problem, UserError, ValidationFailed
from app.merging.bringing import bring
from app.merging.cards import Choice, compare_fields
from app.merging.knots import Knot, Side, find_knots, is_empty
from app.merging.links import links_to
from app.merging.telling import Clash, Moving, broken_rules, tell_clashes, tell_moving
from app.registers import find_register
from app.registers.records import touched
from app.registers.spec import Field, longest
from db.base import table_of, utc_now
from db.models import Employment, Person, PersonStatus, Registration

_WORK = ("category", "platform_id", "station_id", "engagement")
_PEOPLE = table_of(Person)


@dataclass(frozen=True)
class Card:
    """One of the two: what names it, and the version it was looked at in."""

    id: int
    version: int
    name: str
    number: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Comparison:
    """Two cards side by side, the lower id at the left, before they are merged.

    choices: fields that differ. agreeing: fields that say the same. clashes: linked rows only the clerk can decide about.
    moving: linked rows by kind. keep: the side whose card and number are proposed to stay.
    """

    left: Card
    right: Card
    choices: tuple[Choice, ...]
    agreeing: tuple[Field, ...]
    clashes: tuple[Clash, ...]
    moving: tuple[Moving, ...]
    keep: Side

    def card(self, side: Side) -> Card:
        """The card of a side."""
        return self.left if side is Side.LEFT else self.right


@dataclass(frozen=True)
class Decisions:
    """What the clerk decided; fields and clashes by key, those not named as proposed. keep: the card that stays."""

    keep: Side
    fields: Mapping[str, Side] = field(default_factory=dict)
    clashes: Mapping[str, Side] = field(default_factory=dict)


def look(desk: Desk, one_id: int, other_id: int) -> Comparison:
    """Compare two cards for merging; nothing is changed.

    Raises ``NotFound`` when one is gone or outside the clerk's area, ``ValidationFailed`` for a restricted one, ``UserError``
    for one and the same card.
    """
    with desk.reading() as session:
        left, right = _both(session, desk, one_id, other_id)
        knots = [knot for link in links_to(_PEOPLE) for knot in find_knots(session, link, left.id, right.id)]
        moving = tell_moving(session, left.id, right.id)
        fuller = _fuller(left, right, moving)
        choices, agreeing = compare_fields(left.values, right.values, fuller)
    clashes = tell_clashes(desk, [knot for knot in knots if knot.open])
    return Comparison(left, right, tuple(choices), tuple(agreeing), tuple(clashes), tuple(moving), fuller)


def merge(desk: Desk, seen: Comparison, decided: Decisions, *, accept_warnings: bool = False) -> Changes:
    """Merge two cards that were compared; one operation, undone as one.

    The card that is not kept is deleted; its number stays with the kept one as a former number. accept_warnings: the
    clerk has read what is to be put right afterwards.
    Raises ``UserError`` when something was changed since the comparison, ``ValidationFailed`` with what newly breaks a
    rule: blocking for the card's own values, else to be accepted.
    """
    keep, drop = seen.card(decided.keep), seen.card(decided.keep.other)
    title = f"合并人员：{keep.name}（{drop.number}并入{keep.number}）"
    with desk.operation("merge", title) as session:
        left, right = _both(session, desk, seen.left.id, seen.right.id)
        if (left.version, right.version) != (seen.left.version, seen.right.version):
            raise _changed_since()
        ids = (left.id, right.id)
        known = {one.code for card in ids for one in _problems(session, session.get_one(Person, card))}
        before = broken_rules(session, ids)
        bring(session, _PEOPLE, *ids, decided.keep, lambda knot: _decide(knot, seen, decided))
        session.expire_all()
        session.delete(session.get_one(Person, drop.id))
        session.flush()
        person = session.get_one(Person, keep.id)
        _write(session, person, seen, decided, _former(keep, drop))
        new = [one for one in _problems(session, person) if one.code not in known]
        after = broken_rules(session, (keep.id,))
        new += [problem for key, problem in after.items() if key not in before]
        if any(one.blocking for one in new) or (new and not accept_warnings):
            raise ValidationFailed(new)
        return Changes(touched(session), session.info["operation"], keep.id)


def _both(session: Session, desk: Desk, one_id: int, other_id: int) -> tuple[Card, Card]:
    if one_id == other_id:
        raise UserError("这是同一张卡片，不用合并。", "请选择两张卡片。")
    people = chosen(session, desk, Person, sorted((one_id, other_id)), "人员")
    left, right = (_card(person) for person in people)
    return left, right


def _card(person: Person) -> Card:
    values = {column.name: getattr(person, column.name) for column in _PEOPLE.c}
    return Card(person.id or 0, person.version, person.name, person.number, values)


def _fuller(left: Card, right: Card, moving: list[Moving]) -> Side:
    """The card that says more and has more rows; the older one when both say the same."""
    said = [
        sum(not is_empty(_PEOPLE.c[name], value) for name, value in card.values.items())
        for card in (left, right)
    ]
    rows = [sum(one.left for one in moving), sum(one.right for one in moving)]
    return Side.LEFT if (rows[0] + said[0]) >= (rows[1] + said[1]) else Side.RIGHT


def _decide(knot: Knot, seen: Comparison, decided: Decisions) -> Side:
    if not knot.open:
        return knot.proposal
    proposed = {clash.key: clash.proposal for clash in seen.clashes}
    if knot.key not in proposed:
        raise _changed_since()
    side = decided.clashes.get(knot.key, proposed[knot.key])
    return knot.proposal if side is Side.BOTH else side


def _write(
    session: Session, person: Person, seen: Comparison, decided: Decisions, former_numbers: str
) -> None:
    """Give the kept card the values that were chosen, and what follows from the rows it now has."""
    for choice in seen.choices:
        for name, value in choice.values(decided.fields.get(choice.key, choice.proposal)).items():
            setattr(person, name, value)
    person.former_numbers = former_numbers
    _follow(session, person)
    for prepare in find_register("people").prepares:
        prepare(person, session)
    person.updated_at = utc_now()
    session.add(person)
    session.flush()


def _problems(session: Session, person: Person) -> list[Problem]:
    with session.no_autoflush:
        return [one for rule in find_register("people").rules for one in rule(person, session)]


def _follow(session: Session, person: Person) -> None:
    """What a card repeats of its rows (``FOLLOWING``): the last registration and the last work, and since when."""
    registrations = _rows(session, Registration, person)
    if registrations:
        person.registered_on = registrations[0].from_on
        person.area_id = registrations[-1].area_id
        here = any(row.to_on is None for row in registrations)
        person.status = PersonStatus.ACTIVE if here else PersonStatus.LEFT
    employments = _rows(session, Employment, person)
    if employments:
        for name in _WORK:
            setattr(person, name, getattr(employments[-1], name))


def _rows(session: Session, model: Any, person: Person) -> Sequence[Any]:
    return session.exec(select(model).where(model.person_id == person.id).order_by(model.from_on)).all()


def _former(keep: Card, drop: Card) -> str:
    """The numbers by which the kept card is found besides its own. Raises ``UserError`` when there are too many."""
    numbers = f"{keep.values['former_numbers']} {drop.number} {drop.values['former_numbers']}"
    text = " ".join(dict.fromkeys(numbers.split()))
    most = longest(find_register("people"), "former_numbers")
    if most is not None and len(text) > most:
        raise UserError(
            f"“{keep.name}”这张卡片已并入太多卡片，原编号记不下了。", "请核对这些卡片是否真是同一个人。"
        )
    return text


def _changed_since() -> UserError:
    return UserError("两张卡片或它们的记录刚被修改过。", "请关闭后重新打开合并窗口，核对后再合并。")
