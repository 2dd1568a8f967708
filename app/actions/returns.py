"""The return of a period on its way: written, reviewed, sent back, sent, archived."""

from __future__ import annotations

import json
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from app.actions.summary import Reporter, SummaryDraft, draft, statistics_of
from app.desk import Changes, Desk
from app.errors import Problem, UserError, ValidationFailed
from app.measures.period import Reported
from app.returns.sealed import Sealed, area_of, find_return, find_seal
from app.returns.texts import chapters_of, loaded, moved, opening_of, signed_on, text_kept
from app.rules.lifecycles import RETURN
from db.models import PeriodReturn, ReturnState

LABELS = {
    ReturnState.DRAFT: "起草",
    ReturnState.REVIEW: "审核",
    ReturnState.APPROVED: "审定",
    ReturnState.SENT: "报送",
    ReturnState.ARCHIVED: "归档",
}
SEALED = frozenset({ReturnState.APPROVED, ReturnState.SENT, ReturnState.ARCHIVED})
_DRAFT, _REVIEW = ReturnState.DRAFT, ReturnState.REVIEW
_MOST_NAMED = 4


@dataclass(frozen=True)
class Standing:
    """How far the return of a period is. draft: what is shown and printed, as it was sealed once it is.

    sealed: the seal in force, or None. comment: why it was sent back or opened again.
    """

    draft: SummaryDraft
    state: ReturnState = ReturnState.DRAFT
    sealed: Sealed | None = None
    reviewer: str = ""
    approver: str = ""
    sent_on: date | None = None
    comment: str = ""

    @property
    def words(self) -> str:
        """How it stands in a sentence: ``已审定并封存（2024年12月3日 09:15，李主任），已报送``."""
        if self.sealed is None:
            back = f"，退回原因：{self.comment}" if self.comment else ""
            return ("待审核" if self.state is ReturnState.REVIEW else "起草中") + back
        at = f"{self.sealed.at:%Y-%m-%d %H:%M}"
        sent = f"，{self.sent_on}报送" if self.sent_on else ""
        return f"{at} {self.sealed.by}审定封存{sent}" + (
            "，已归档" if self.state is ReturnState.ARCHIVED else ""
        )


def standing(desk: Desk, period: Reported) -> Standing:
    """How far a return is, and what is on it. Raises UserError when the office has no name yet."""
    with desk.reading() as session:
        found = find_return(session, desk, period)
        sealed = find_seal(session, found)
    if found is None:
        return Standing(draft(desk, period))
    drafted = _written(draft(desk, period), found.text) if sealed is None else _as_sealed(period, sealed)
    state = ReturnState(found.state)
    return Standing(drafted, state, sealed, found.reviewer, found.approver, found.sent_on, found.comment)


def keep(desk: Desk, drafted: SummaryDraft) -> Changes:
    """Keep the text as it is written so far. Raises UserError when the return is no longer being written."""
    return _step(desk, drafted.month, f"保存{name_of(drafted.month)}", _DRAFT, _DRAFT, _writes(drafted))


def submit(desk: Desk, drafted: SummaryDraft) -> Changes:
    """Hand it to whoever reviews it."""
    return _step(desk, drafted.month, f"{name_of(drafted.month)}送审", _DRAFT, _REVIEW, _writes(drafted))


def send_back(desk: Desk, period: Reported, reason: str) -> Changes:
    """退回修改: back to being written, with what is to be changed."""
    said = said_why(reason, "退回")
    title = f"退回{name_of(period)}修改"
    return _step(desk, period, title, _REVIEW, _DRAFT, lambda one: setattr(one, "comment", said))


def send(desk: Desk, period: Reported, on: date | None = None) -> Changes:
    """报送: it has left the office on a day, today unless given."""
    day = on or date.today()
    title = f"报送{name_of(period)}"
    return _step(
        desk, period, title, ReturnState.APPROVED, ReturnState.SENT, lambda one: setattr(one, "sent_on", day)
    )


def archive(desk: Desk, period: Reported) -> Changes:
    """归档."""
    return _step(
        desk, period, f"归档{name_of(period)}", ReturnState.SENT, ReturnState.ARCHIVED, lambda one: None
    )


def _step(
    desk: Desk,
    period: Reported,
    title: str,
    since: ReturnState,
    then: ReturnState,
    change: Callable[[PeriodReturn], object],
) -> Changes:
    with desk.operation("return", title) as session:
        found = stepped(session, desk, period, {since}, then)
        change(found)
        session.flush()
        return Changes(frozenset({"period_returns"}), session.info["operation"], found.id)


def stepped(
    session: Session, desk: Desk, period: Reported, since: Set[ReturnState], then: ReturnState
) -> PeriodReturn:
    """The return one step on, begun when nobody had. Raises UserError when it is not where the step begins."""
    found = find_return(session, desk, period)
    if found is None:
        window = period.window
        found = PeriodReturn(
            period=period.key, area_id=area_of(session, desk), first_on=window.first, last_on=window.last
        )
        session.add(found)
    now = ReturnState(found.state)
    if now not in since or not RETURN.allows(now, then):
        raise UserError(
            f"{name_of(period)}现在是“{LABELS[now]}”，不能这样办理。", "可能别人刚办过，请刷新后再看。"
        )
    found.state = then
    return found


def _writes(drafted: SummaryDraft) -> Callable[[PeriodReturn], None]:
    def write(found: PeriodReturn) -> None:
        found.text = json.dumps(text_kept(drafted), ensure_ascii=False)
        found.first_on, found.last_on = drafted.month.first, drafted.month.last
        found.comment = ""

    return write


def _written(drafted: SummaryDraft, text: str) -> SummaryDraft:
    """A draft of today's figures with the text that was kept; figures that moved since are named."""
    kept = loaded(text)
    if not kept:
        return drafted
    changed = moved(kept, drafted)
    doubts = (f"写好文字以后数字有变化：{'；'.join(changed)}，请核对文字。",) if changed else ()
    return replace(
        drafted,
        opening=opening_of(kept),
        chapters=chapters_of(kept),
        signer=kept["signer"],
        signed_on=signed_on(kept),
        statistics=replace(drafted.statistics, reported_on=signed_on(kept)),
        doubts=(*doubts, *drafted.doubts),
    )


def _as_sealed(period: Reported, sealed: Sealed) -> SummaryDraft:
    text, heads = sealed.text, sealed.heads
    day = signed_on(text)
    who = Reporter(heads["office"], heads["clerk"], heads["phone"], heads["reviewer"], heads["head"])
    statistics = statistics_of(period, sealed.rows, who, day, sealed.unreported)
    return SummaryDraft(
        period,
        heads["office"],
        text["signer"],
        day,
        opening_of(text),
        chapters_of(text),
        statistics,
        {row.measure.code: row for row in sealed.rows},
        (),
        sealed.charts,
        sealed.unreported,
    )


def said_why(reason: str, what: str) -> str:
    """The reason for a step that must not be taken without. Raises ``ValidationFailed`` for an empty one."""
    said = " ".join(reason.split())
    if not said:
        raise ValidationFailed([Problem("REASON", "reason", f"请写明{what}的原因。")])
    return said[:200]


def name_of(period: Reported) -> str:
    """What the return of a period is called: ``2024年11月工作小结``."""
    return f"{period.label}{period.spoken.paper}"
