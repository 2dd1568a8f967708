"""Party development: the stages as a table, what their dates must say to each other, and the bodies that may hold it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.dates import age_on
from app.rules.lifecycles import Lifecycle
from app.rules.waiting import months_after, waiting
from db.models import Organization, OrganizationKind, OrganizationLine, PartyIndex, PartyStage, Person

UNCLASSIFIED = "本系统为非涉密系统，严禁录入国家秘密、工作秘密。"
PARTY_AGE = 18
ENDS = (PartyStage.WITHDRAWN, PartyStage.CANCELLED, PartyStage.LEFT, PartyStage.TRANSFERRED_OUT)
_POLITICS = {PartyStage.PROBATIONARY: "02", PartyStage.EXTENDED: "02", PartyStage.FULL: "01"}

STAGE_LABELS = (
    (PartyStage.APPLICANT, "入党申请人"),
    (PartyStage.ACTIVIST, "入党积极分子"),
    (PartyStage.CANDIDATE, "发展对象"),
    (PartyStage.PROBATIONARY, "预备党员"),
    (PartyStage.EXTENDED, "预备党员（延长）"),
    (PartyStage.FULL, "正式党员"),
    (PartyStage.WITHDRAWN, "撤回申请"),
    (PartyStage.CANCELLED, "取消资格"),
    (PartyStage.LEFT, "离开党组织"),
    (PartyStage.TRANSFERRED_OUT, "转出"),
)
# Each stage begins on the day that stands in this field of the card.
STAGE_DATES = {
    PartyStage.APPLICANT: "applied_on",
    PartyStage.ACTIVIST: "activist_on",
    PartyStage.CANDIDATE: "candidate_on",
    PartyStage.PROBATIONARY: "admitted_on",
    PartyStage.EXTENDED: "extended_on",
    PartyStage.FULL: "confirmed_on",
}
DATE_LABELS = {
    "applied_on": "申请日期",
    "activist_on": "确定积极分子日期",
    "candidate_on": "确定发展对象日期",
    "admitted_on": "接收预备党员日期",
    "extended_on": "延长预备期日期",
    "confirmed_on": "转正日期",
}
PARTY = Lifecycle(
    {
        PartyStage.APPLICANT: (PartyStage.ACTIVIST, *ENDS),
        PartyStage.ACTIVIST: (PartyStage.CANDIDATE, *ENDS),
        PartyStage.CANDIDATE: (PartyStage.PROBATIONARY, *ENDS),
        PartyStage.PROBATIONARY: (PartyStage.EXTENDED, PartyStage.FULL, *ENDS),
        PartyStage.EXTENDED: (PartyStage.FULL, *ENDS),
        PartyStage.FULL: ENDS,
        **dict.fromkeys(ENDS, ()),
    },
    tuple(STAGE_DATES),
)

Course = list[tuple[PartyStage, date]]
Period = tuple[PartyStage, date, date | None]


def course_of(card: Any) -> Course:
    """The stages whose dates the card has, in order, each with the day it began; an end comes last."""
    dates = ((stage, getattr(card, name)) for stage, name in STAGE_DATES.items())
    course = [(stage, day) for stage, day in dates if day is not None]
    if card.end_kind and card.ended_on:
        course.append((PartyStage(card.end_kind), card.ended_on))
    return course


def stage_at(card: Any, day: date) -> tuple[PartyStage, date] | None:
    """The stage the card's dates give for a day, and since when; None before the first."""
    begun = [step for step in course_of(card) if step[1] <= day]
    return begun[-1] if begun else None


def periods_of(course: Course) -> list[Period]:
    """The stages as periods: each ends on the day the next begins, the last is open."""
    ends = [day for _stage, day in course[1:]]
    return (
        [(stage, day, end) for (stage, day), end in zip(course, [*ends, None], strict=True)] if course else []
    )


def next_stage(stage: PartyStage) -> PartyStage | None:
    """The stage that regularly follows; None after the last. An extended probation leads to 正式党员 as well."""
    order = [one for one in STAGE_DATES if one != PartyStage.EXTENDED]
    if stage == PartyStage.EXTENDED:
        return PartyStage.FULL
    return order[order.index(stage) + 1] if stage in order[:-1] else None


def fill_stage(card: Any, _: Session) -> None:
    """Fill ``stage`` and ``stage_on`` from the dates of the card."""
    course = course_of(card)
    if course:
        card.stage, card.stage_on = course[-1]


def probation_end(admitted_on: date, extended_to: date | None, months: int = 12) -> date:
    """The day on which the probation is over: a year after the branch meeting, or the end of the extension."""
    return extended_to or months_after(admitted_on, months)


def dates_whole(card: Any, _: Session) -> Sequence[Problem]:
    """The dates of the stages leave none out, each lies after the one before, and none is still to come."""
    given = [(name, getattr(card, name)) for stage, name in STAGE_DATES.items()]
    filled = [place for place, (_name, day) in enumerate(given) if day is not None]
    if not filled:
        return (Problem("NO_STAGE", "applied_on", "请填写申请日期，或者现阶段开始的日期。"),)
    missing = [
        name
        for name, day in given[filled[0] : filled[-1]]
        if day is None and name != STAGE_DATES[PartyStage.EXTENDED]
    ]
    if card.extended_on is not None and card.admitted_on is None and "admitted_on" not in missing:
        missing.append("admitted_on")
    if missing:
        return [
            Problem("STAGE_SKIPPED", name, f"发展阶段不能跳过，请填写{DATE_LABELS[name]}。")
            for name in missing
        ]
    return _order([given[place] for place in filled])


def _order(steps: Sequence[tuple[str, date]]) -> list[Problem]:
    found = []
    for (first, begun), (second, day) in pairwise(steps):
        if day <= begun:
            message = f"{DATE_LABELS[second]}（{day}）应晚于{DATE_LABELS[first]}（{begun}），请核对。"
            found.append(Problem("DATE_ORDER", second, message))
    today = date.today()
    return found + [
        Problem("DATE_FUTURE", name, f"{DATE_LABELS[name]}{day}还没有到，请核对。")
        for name, day in steps
        if day > today
    ]


def end_told(card: Any, _: Session) -> Sequence[Problem]:
    """How and when a development ended are given together, after everything else."""
    if not card.end_kind and card.ended_on is None:
        return ()
    if not card.end_kind:
        return (Problem("END_KIND", "end_kind", "填了终止日期，请选择终止情形。"),)
    if card.ended_on is None:
        return (Problem("END_DATE", "ended_on", "选了终止情形，请填写终止日期。"),)
    begun = [day for stage, day in course_of(card) if stage in STAGE_DATES]
    if begun and card.ended_on <= begun[-1]:
        message = f"终止日期（{card.ended_on}）应晚于现阶段开始的日期（{begun[-1]}），请核对。"
        return (Problem("DATE_ORDER", "ended_on", message),)
    return ()


def extension_told(card: Any, session: Session) -> Sequence[Problem]:
    """An extension has its day and its end; it lasts from half a year to a year after the probation."""
    if card.extended_on is None and card.extended_to is None:
        return ()
    if card.extended_on is None or card.extended_to is None:
        name, label = (
            ("extended_on", "延长预备期日期") if card.extended_on is None else ("extended_to", "延长至")
        )
        return (Problem("EXTENSION_WHOLE", name, f"延长预备期的，请同时填写{label}。"),)
    if card.admitted_on is None:
        return ()
    times = waiting(session)
    over = months_after(card.admitted_on, times.party_probation_months)
    least = months_after(over, times.party_extension_least_months)
    most = months_after(over, times.party_extension_most_months)
    if card.extended_to <= max(over, card.extended_on):
        message = f"延长至（{card.extended_to}）应晚于预备期满日（{over}）和延长预备期日期，请核对。"
        return (Problem("EXTENSION_ORDER", "extended_to", message),)
    if not least <= card.extended_to <= most:
        message = f"延长预备期一般至{least}到{most}之间（半年以上、一年以内），请核对。"
        return (Problem("EXTENSION_LENGTH", "extended_to", message, blocking=False),)
    return ()


def waits_kept(card: Any, session: Session) -> Sequence[Problem]:
    """Waiting times that are shorter or longer than the office's settings are worth a question."""
    times = waiting(session)
    found: list[tuple[str, str, str]] = []
    if card.activist_on and card.candidate_on:
        earliest = months_after(card.activist_on, times.party_activist_months)
        if card.candidate_on < earliest:
            found.append(
                (
                    "ACTIVIST_SHORT",
                    "candidate_on",
                    f"积极分子培养教育一般要满{times.party_activist_months}个月，最早到{earliest}，请核对。",
                )
            )
    if card.admitted_on and card.approved_on:
        latest = months_after(card.admitted_on, times.party_approval_months)
        longest = months_after(card.admitted_on, times.party_approval_longest_months)
        if card.approved_on > longest:
            found.append(
                (
                    "APPROVAL_TOO_LATE",
                    "approved_on",
                    f"审批超过最长期限（{longest}），一般须重新履行程序，请核对。",
                )
            )
        elif card.approved_on > latest:
            found.append(
                ("APPROVAL_LATE", "approved_on", f"审批一般不迟于{latest}，特殊情况不迟于{longest}，请核对。")
            )
    if card.admitted_on and card.confirmed_on:
        over = probation_end(card.admitted_on, card.extended_to, times.party_probation_months)
        if card.confirmed_on < over:
            found.append(
                ("PROBATION_SHORT", "confirmed_on", f"预备期到{over}才满，转正日期早于这一天，请核对。")
            )
    if card.admitted_on and (card.course_hours or 0) < times.party_course_hours and card.candidate_on:
        found.append(
            (
                "COURSE_SHORT",
                "course_hours",
                f"发展对象短期集中培训一般不少于{times.party_course_hours}学时，请核对培训学时。",
            )
        )
    return [Problem(code, name, message, blocking=False) for code, name, message in found]  # fmt: skip


def person_fits(card: Any, session: Session) -> Sequence[Problem]:
    """18 at the application; the 政治面貌 on the person's card says the same as the stage."""
    person = session.get_one(Person, card.person_id)
    found = []
    if person.birth_date and card.applied_on and age_on(person.birth_date, card.applied_on) < PARTY_AGE:
        age = age_on(person.birth_date, card.applied_on)
        message = f"{person.name}申请时{age}岁，申请入党应年满{PARTY_AGE}周岁，请核对。"
        found.append(Problem("PARTY_AGE", "applied_on", message, blocking=False))
    wanted = _POLITICS.get(card.stage)
    if wanted is not None and person.politics != wanted:
        message = f"{person.name}的政治面貌与现阶段不一致，请同时更新人员登记。"
        found.append(Problem("POLITICS_DIFFERS", "person_id", message, blocking=False))
    return found


def one_card(card: Any, session: Session) -> Sequence[Problem]:
    """A person has one card; who applies again after an end goes on with it (重新申请)."""
    query = select(PartyIndex.number).where(
        PartyIndex.person_id == card.person_id, col(PartyIndex.id) != (card.id or 0)
    )
    known = session.exec(query).first()
    if known is None:
        return ()
    message = f"这个人已有发展档案{known}，请打开那一份；终止后再申请的，在那一份上办理“重新申请”。"
    return (Problem("CARD_TWICE", "person_id", message),)


class party_body:  # noqa: N801 - used like a function: a rule made for one field
    """The rule that a field names a body of one line which does, or does not, hold the relations of its members.

    A functional body (功能型党组织、功能性团支部) holds none: membership stays with a formal one.
    """

    def __init__(
        self, name: str, *, functional: bool, line: OrganizationLine = OrganizationLine.PARTY
    ) -> None:
        self._name, self._functional, self._line = name, functional, line

    def __call__(self, record: Any, session: Session) -> Sequence[Problem]:
        """Look at the body the field points to."""
        body_id = getattr(record, self._name)
        if body_id is None:
            return ()
        body = session.get_one(Organization, body_id)
        word = "党组织" if self._line == OrganizationLine.PARTY else "团组织"
        if body.line != self._line:
            return (Problem("OTHER_LINE", self._name, f"“{body.name}”不是{word}，请重新选择。"),)
        if (body.kind == OrganizationKind.FUNCTIONAL) == self._functional:
            return ()
        message = (
            f"“{body.name}”不是功能型{word}，请填在正式{word}一栏。"
            if self._functional
            else f"“{body.name}”是功能型{word}，不接转组织关系，请选择正式{word}。"
        )
        return (Problem("FUNCTIONAL_BODY", self._name, message),)
