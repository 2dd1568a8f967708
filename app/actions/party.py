"""Party development moves on: forward by one stage, extended once, ended, begun again; and the template of its steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, select

from app.actions.rows import changed, checked, chosen, names_of, refuse, touch
from app.desk import Changes, Desk
from app.errors import Problem, ValidationFailed
from app.rules.dates import in_order, not_future
from app.rules.lifecycles import follows
from app.rules.organizations import in_force
from app.rules.party import (
    PARTY,
    STAGE_DATES,
    STAGE_LABELS,
    course_of,
    dates_whole,
    end_told,
    extension_told,
    fill_stage,
    next_stage,
    one_card,
    party_body,
    periods_of,
    person_fits,
    waits_kept,
)
from app.rules.partychildren import after_earlier, stage_ready
from db.models import PartyContact, PartyIndex, PartyStage, PartyStagePeriod, PartyStep

PARTY_RULES = (
    one_card,
    dates_whole,
    end_told,
    after_earlier,
    follows(PARTY, "stage", STAGE_LABELS),
    in_order("applied_on", "申请日期", "talk_on", "谈话日期"),
    not_future("talk_on", "谈话日期"),
    in_order("activist_on", "确定积极分子日期", "activist_filed_on", "积极分子备案日期"),
    in_order("course_from", "培训开始日期", "course_to", "培训结束日期"),
    in_order("candidate_on", "确定发展对象日期", "precheck_on", "预审日期"),
    in_order("precheck_on", "预审日期", "admitted_on", "接收预备党员日期"),
    in_order("admitted_on", "接收预备党员日期", "approved_on", "审批日期"),
    not_future("approved_on", "审批日期"),
    not_future("ended_on", "终止日期"),
    extension_told,
    waits_kept,
    person_fits,
    stage_ready,
    party_body("formal_org_id", functional=False),
    party_body("functional_org_id", functional=True),
)
_DATES = tuple(STAGE_DATES.values())
_COURSE = (*_DATES, "talk_on", "activist_filed_on", "course_from", "course_to", "course_hours", "precheck_on",
           "approved_on", "extended_to", "ended_on")  # fmt: skip

Step = Callable[[Session, PartyIndex, str], None]

# What most offices note beside the dates of the card; each office changes it as it works.
TEMPLATE = (
    ("推荐（推优）", PartyStage.APPLICANT, None),
    ("支委会讨论积极分子", PartyStage.APPLICANT, None),
    ("支委会讨论发展对象", PartyStage.ACTIVIST, None),
    ("政治审查办结", PartyStage.CANDIDATE, None),
    ("公示", PartyStage.CANDIDATE, None),
    ("入党宣誓", PartyStage.PROBATIONARY, 6),
    ("提出转正申请", PartyStage.PROBATIONARY, 12),
)


def keep_stages(card: Any, before: dict[str, Any], session: Session) -> None:
    """Write the stages of the present development as periods; what ended before it stays as it is."""
    course = course_of(card)
    known = [day for name in _DATES if (day := before.get(name)) is not None]
    begin = min([*known, course[0][1]])
    rows = session.exec(select(PartyStagePeriod).where(PartyStagePeriod.index_id == card.id)).all()
    earlier = [row for row in rows if row.from_on < begin]
    for row in earlier:
        if row.to_on is None or row.to_on > course[0][1] or (known and row.to_on == min(known)):
            _set(session, row, row.stage, row.from_on, course[0][1])
    present = {PartyStage(row.stage): row for row in rows if row.from_on >= begin}
    for stage, from_on, to_on in periods_of(course):
        kept = present.pop(stage, None) or PartyStagePeriod(index_id=card.id, stage=stage, from_on=from_on)
        _set(session, kept, stage, from_on, to_on)
    for left in present.values():
        session.delete(left)
    session.flush()


def _set(
    session: Session, row: PartyStagePeriod, stage: PartyStage, from_on: date, to_on: date | None
) -> None:
    if row.id is None or (row.from_on, row.to_on) != (from_on, to_on):
        row.stage, row.from_on, row.to_on = stage, from_on, to_on
        touch(session, row)


def advance(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Take people to the next stage on a day (``values``: on, accept_warnings).

    Raises ``ValidationFailed`` with everybody's problems, each sentence beginning with the name; warnings alone raise it
    too unless they are accepted; then nobody has moved.
    """

    def step(_: Session, card: PartyIndex, name: str) -> None:
        then = next_stage(PartyStage(card.stage))
        if then is None:
            label = dict(STAGE_LABELS)[PartyStage(card.stage)]
            raise refuse("STATUS_STEP", "", f"{name}现为“{label}”，没有下一阶段。")
        setattr(card, STAGE_DATES[then], values["on"])

    return move(desk, ids, values, "advance_party", f"推进发展阶段：{len(set(ids))}人", step)


def extend(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Extend a probation, once (``values``: on, to, accept_warnings). Raises ``ValidationFailed`` as ``advance`` does."""

    def step(_: Session, card: PartyIndex, name: str) -> None:
        if card.stage == PartyStage.EXTENDED:
            raise refuse("STATUS_STEP", "", f"{name}的预备期已经延长过一次，不能再延长。")
        if card.stage != PartyStage.PROBATIONARY:
            raise refuse("STATUS_STEP", "", f"{name}现在不是预备党员，不能延长预备期。")
        card.extended_on, card.extended_to = values["on"], values["to"]

    return move(desk, ids, values, "extend_probation", f"延长预备期：{len(set(ids))}人", step)


def end(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """End developments, and with them the work of mentors and sponsors (``values``: kind, on, accept_warnings).

    Raises ``ValidationFailed`` as ``advance`` does.
    """

    def step(session: Session, card: PartyIndex, name: str) -> None:
        if card.end_kind:
            raise refuse("STATUS_STEP", "", f"{name}的档案已于{card.ended_on}终止。")
        card.end_kind, card.ended_on = values["kind"], values["on"]
        _end_contacts(session, card, values["on"])

    return move(desk, ids, values, "end_party", f"终止发展：{len(set(ids))}人", step)


def _end_contacts(session: Session, card: PartyIndex, on: date) -> None:
    open_rows = select(PartyContact).where(PartyContact.index_id == card.id, *in_force(PartyContact, on))
    for contact in session.exec(open_rows).all():
        if contact.from_on < on:
            contact.to_on = on
            touch(session, contact)


def restart(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Begin anew for people whose development ended (``values``: on = day of the new application).

    The earlier stages stay as periods; the dates of the card are those of the new development.
    """

    def step(_: Session, card: PartyIndex, name: str) -> None:
        if not card.end_kind or card.ended_on is None:
            raise refuse("STATUS_STEP", "", f"{name}的发展还没有终止，不用重新申请。")
        if values["on"] <= card.ended_on:
            raise refuse("DATE_ORDER", "on", f"{name}的重新申请日期应晚于终止日期{card.ended_on}，请核对。")
        for field in _COURSE:
            setattr(card, field, None)
        card.end_kind, card.applied_on = "", values["on"]

    return move(desk, ids, values, "restart_party", f"重新申请入党：{len(set(ids))}人", step, anew=True)


def move(
    desk: Desk,
    ids: Sequence[int],
    values: dict[str, Any],
    kind: str,
    title: str,
    step: Step,
    *,
    anew: bool = False,
) -> Changes:
    """Do a step to several cards in one operation, and tell everybody's problems at once.

    step: changes a card, given the person's name; it may refuse by raising ``ValidationFailed``. anew: a new development
    begins. Raises ``ValidationFailed`` as ``advance`` does.
    """
    with desk.operation(kind, title) as session:
        cards = chosen(session, desk, PartyIndex, ids, "发展档案")
        names = names_of(session, {card.person_id for card in cards})
        problems: list[Problem] = []
        for card in cards:
            name = names.get(card.person_id, "")
            try:
                with session.no_autoflush:
                    problems += _moved(session, card, name, step, anew=anew)
            except ValidationFailed as failed:
                problems += failed.problems
        if any(one.blocking for one in problems) or (problems and not values.get("accept_warnings")):
            raise ValidationFailed(problems)
        return changed(session, PartyIndex, PartyStagePeriod, PartyContact)


def _moved(session: Session, card: PartyIndex, name: str, step: Step, *, anew: bool) -> list[Problem]:
    before = {} if anew else {field: getattr(card, field) for field in _DATES}
    step(session, card, name)
    fill_stage(card, session)
    # A new development starts over: the step from the end of the old one is none of the life-cycle's.
    rules = [rule for rule in PARTY_RULES if not (anew and isinstance(rule, follows))]
    problems = checked(session, card, rules, name)
    touch(session, card)
    session.flush()
    keep_stages(card, before, session)
    return problems


def lay_out_steps(desk: Desk) -> Changes:
    """Write the usual steps into an empty template, as an operation. Raises ``ValidationFailed`` when it has steps."""
    with desk.operation("lay_out_steps", "建立发展步骤模板") as session:
        if session.exec(select(PartyStep.id).limit(1)).first() is not None:
            raise refuse("TEMPLATE_KNOWN", "", "发展步骤模板已有内容，请直接修改。")
        positions = dict.fromkeys(STAGE_DATES, 0)
        for name, stage, months in TEMPLATE:
            positions[stage] += 1
            session.add(PartyStep(name=name, stage=stage, position=positions[stage], due_months=months))
        return changed(session, PartyStep)
