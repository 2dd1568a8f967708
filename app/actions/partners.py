"""Partners leave, and joint projects go on: begun, finished, stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from app.rules.partners import PROJECT
from db.models import AllianceMember, JointProject, Partner, ProjectState

Run = Callable[[Desk, Sequence[int], dict[str, Any]], Changes]
_DATES = {
    ProjectState.RUNNING: "started_on",
    ProjectState.DONE: "finished_on",
    ProjectState.STOPPED: "stopped_on",
}


def leave(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Partners leave on a day (``values``: on, reason), and with them their memberships in alliances.

    Raises ``ValidationFailed`` naming the partner that left already or joined later.
    """
    on: date = values["on"]
    with desk.operation("partner_leave", f"退出共建：{len(ids)}家") as session:
        for partner in chosen(session, desk, Partner, ids, "共建力量"):
            if partner.left_on is not None:
                raise refuse("LEFT", "on", f"{partner.name}已于{partner.left_on}退出，不用再登记。")
            if on <= partner.joined_on or on > date.today():
                message = f"退出日期要晚于{partner.name}的参与日期{partner.joined_on}，且不晚于今天。"
                raise refuse("DATE_ORDER", "on", message)
            partner.left_on, partner.left_reason = on, values.get("reason") or ""
            touch(session, partner)
            members = select(AllianceMember).where(AllianceMember.partner_id == partner.id)
            still = sa.or_(col(AllianceMember.to_on).is_(None), col(AllianceMember.to_on) > on)
            for member in session.exec(members.where(still)).all():
                if member.from_on >= on:
                    message = f"{partner.name}的联盟成员从{member.from_on}开始，请先核对。"
                    raise refuse("PERIOD_ORDER", "on", message)
                member.to_on = on
                touch(session, member)
        return changed(session, Partner, AllianceMember)


def step(to: ProjectState, verb: str) -> Run:
    """The action that brings joint projects to a state (``values``: on, result).

    Raises ``ValidationFailed`` naming the project whose state does not lead there, or whose earlier day is later.
    """

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        on: date = values["on"]
        with desk.operation("joint_project", f"{verb}：联建项目{len(ids)}个") as session:
            for project in chosen(session, desk, JointProject, ids, "联建项目"):
                if project.state == to or not PROJECT.allows(project.state, to):
                    raise refuse("STATE_STEP", "", f"“{project.name}”现在不能{verb}，请先核对它的状态。")
                before = project.started_on or project.listed_on
                if on < before or on > date.today():
                    message = f"“{project.name}”的日期不能早于{before}，也不能晚于今天。"
                    raise refuse("DATE_ORDER", "on", message)
                project.state = to
                setattr(project, _DATES[to], on)
                project.result = values.get("result") or project.result
                touch(session, project)
            return changed(session, JointProject)

    return run
