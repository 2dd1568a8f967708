"""封存: approving a return freezes its figures, the records behind them and the paper; opening it again needs a reason."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import sqlalchemy as sa
from sqlmodel import Session

from app.actions.printing import Printed, enter_again
from app.actions.returns import SEALED, Standing, name_of, said_why, standing, stepped
from app.actions.summary import SummaryDraft, document_of
from app.desk import Changes, Desk
from app.documents.faces import check_role_glyphs
from app.documents.pdf import render
from app.documents.texts import texts
from app.errors import UserError
from app.measures.catalogue import catalogue
from app.measures.counts import scope_of
from app.measures.period import Reported
from app.returns.counted import names, sides
from app.returns.packing import pack, row_kept, sides_kept
from app.returns.sealed import find_return
from app.returns.texts import loaded, moved, text_kept
from app.surveys.papercharts import charts_kept
from db.base import table_of, utc_now
from db.journal import JournalEntry
from db.models import ReturnSeal, ReturnState

_MOST_NAMED = 4


def approve(desk: Desk, period: Reported, reviewer: str = "", approver: str = "") -> Changes:
    """审定并封存: the figures, the records behind them and the paper are kept as they are now, for good.

    reviewer, approver: 审核人 and 审定人 as they stand under the table. Raises UserError when it is not under review, or
    when figures have changed since its text was written, and ``MissingGlyphs``.
    """
    with desk.reading() as session:
        last, found = _highest(session), find_return(session, desk, period)
        text = found.text if found else ""
    now = standing(desk, period)
    _refuse_moved(period, now, text)
    drafted = replace(
        now.draft, statistics=replace(now.draft.statistics, reviewer=reviewer.strip(), head=approver.strip())
    )
    document = document_of(drafted)
    check_role_glyphs(texts(document))
    paper = io.BytesIO()
    pages = render(document, paper)
    content = pack(_content(desk, drafted))
    with desk.operation("seal", f"审定并封存{name_of(period)}", undoable=False) as session:
        if _highest(session) != last:
            raise UserError("刚才台账又有改动，没有封存。", "请再点一次“审定并封存”。")
        found = stepped(session, desk, period, {ReturnState.REVIEW}, ReturnState.APPROVED)
        found.reviewer, found.approver, found.comment = reviewer.strip(), approver.strip(), ""
        session.flush()
        session.add(
            ReturnSeal(
                return_id=found.id or 0,
                sealed_by=approver.strip() or desk.actor.name,
                journal_id=_highest(session),
                content=content,
                paper=paper.getvalue(),
                pages=pages,
                sha256=hashlib.sha256(paper.getvalue()).hexdigest(),
            )
        )
        session.flush()
        return Changes(frozenset({"period_returns"}), session.info["operation"], found.id)


def reopen(desk: Desk, period: Reported, reason: str) -> Changes:
    """解封: withdraw the seal and write the return anew; the seal itself stays in the ledger. Raises UserError without a reason."""
    said = said_why(reason, "解封")
    with desk.operation("seal", f"解封{name_of(period)}：{said}", undoable=False) as session:
        found = stepped(session, desk, period, SEALED, ReturnState.DRAFT)
        seals = table_of(ReturnSeal)
        session.execute(
            sa.update(seals)
            .where(seals.c.return_id == found.id, seals.c.withdrawn_at.is_(None))
            .values(withdrawn_at=utc_now())
        )
        found.comment, found.sent_on, found.reviewer, found.approver = said, None, "", ""
        session.flush()
        return Changes(frozenset({"period_returns"}), session.info["operation"], found.id)


def reprint(desk: Desk, period: Reported) -> Printed:
    """The sealed paper once more, byte for byte, entered in the register of prints. Raises UserError when it is not sealed."""
    with desk.operation("print", f"打印{name_of(period)}（封存件）", undoable=False) as session:
        found = find_return(session, desk, period)
        seals = table_of(ReturnSeal)
        query = sa.select(seals.c.paper, seals.c.pages, seals.c.sha256).where(
            seals.c.return_id == (found.id if found else None), seals.c.withdrawn_at.is_(None)
        )
        row = session.execute(query).first()
        if row is None:
            raise UserError(f"{name_of(period)}还没有封存。", "请先审定并封存。")
        if hashlib.sha256(row.paper).hexdigest() != row.sha256:
            raise UserError(f"{name_of(period)}的封存件与封存时的校验值不符。", "请从备份中取回台账。")
        return enter_again(session, desk, "summary", name_of(period), row.paper, row.pages)


def _refuse_moved(period: Reported, now: Standing, text: str) -> None:
    """The text was written with other figures than those that would be sealed beside it."""
    changed = moved(loaded(text), now.draft)
    if changed:
        said = "；".join(changed[:_MOST_NAMED]) + (
            f"等{len(changed)}项" if len(changed) > _MOST_NAMED else ""
        )
        raise UserError(
            f"{name_of(period)}送审以后数字有变化：{said}。", "请退回起草，核对文字和数字，再送审。"
        )


def _content(desk: Desk, drafted: SummaryDraft) -> dict[str, object]:
    """Everything that is frozen, as plain values."""
    known, statistics = catalogue(desk), drafted.statistics
    measures = [known[code] for code in drafted.figures if code in known]
    with desk.reading() as session:
        behind = sides(session, measures, drafted.month.window, scope_of(desk))
        wanted: dict[str, set[int]] = {}
        for found in behind.values():
            for side in found:
                wanted.setdefault(side.register, set()).update(side.amounts)
        called = names(session, wanted)
    return {
        "rows": [row_kept(row) for row in drafted.figures.values()],
        "text": text_kept(drafted),
        "heads": {
            "office": drafted.office, "clerk": statistics.clerk, "phone": statistics.phone,
            "reviewer": statistics.reviewer, "head": statistics.head,
        },
        "names": called, "charts": charts_kept(drafted.charts),
        "unreported": sorted(drafted.unreported),
    } | sides_kept(behind)  # fmt: skip


def _highest(session: Session) -> int:
    entries = table_of(JournalEntry)
    return int(session.execute(sa.select(sa.func.coalesce(sa.func.max(entries.c.id), 0))).scalar_one())
