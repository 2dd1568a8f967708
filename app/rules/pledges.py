"""Rules of pledges: signatures lie within the campaign, a person signs once and for nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from db.models import Pledge, PledgeSignature


def signed_in_time(signature: Any, session: Session) -> Sequence[Problem]:
    """Nobody signs before the pledge begins or after it has ended."""
    pledge = session.get(Pledge, signature.pledge_id) if signature.pledge_id else None
    if pledge is None or signature.signed_on is None:
        return ()
    if signature.signed_on < pledge.started_on:
        message = f"签名日期{signature.signed_on}早于倡议开始日期{pledge.started_on}，请核对。"
        return (Problem("DATE_ORDER", "signed_on", message),)
    if pledge.ended_on is not None and signature.signed_on > pledge.ended_on:
        message = f"签名日期{signature.signed_on}晚于倡议结束日期{pledge.ended_on}，请核对。"
        return (Problem("DATE_ORDER", "signed_on", message),)
    return ()


def signed_once(signature: Any, session: Session) -> Sequence[Problem]:
    """A person's signature is one; the same person does not sign a pledge twice."""
    if signature.person_id is None:
        return ()
    if signature.quantity != 1:
        return (Problem("ONE_PERSON", "quantity", "填了姓名的是一个人的签名，签名数请填1。"),)
    same = select(col(PledgeSignature.signed_on)).where(
        PledgeSignature.pledge_id == signature.pledge_id,
        PledgeSignature.person_id == signature.person_id,
        col(PledgeSignature.id) != (signature.id or 0),
    )
    before = session.exec(same).first()
    if before is None:
        return ()
    return (Problem("SIGNED", "person_id", f"这个人已于{before}签过这份倡议，不用再登记。"),)
