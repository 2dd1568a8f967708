"""What is due in the League: members who turn 28, and activists whose time of preparation is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlmodel import col, select

from app.due.row import Due, Look
from app.rules.duties import Duty
from app.rules.league import STAGE_LABELS, stage_at
from app.rules.waiting import months_after
from app.surveys.overage import Overage, members_over
from db.models import LeagueIndex, LeagueStage, OrganizationLine, Person

_LEAVING = (("kind", LeagueStage.LEFT_OVER_AGE.value),)
_REASON = (("reason", "超龄离团"),)


def overage(look: Look, last: date) -> Iterable[Due]:
    """Members who have turned 28 or do so by a day; nobody is taken off, and who holds a post is not late."""
    for one in members_over(look.session, look.people(), look.on, last):
        text = "满28周岁（任团内职务，可保留团籍）" if one.holds_post else "满28周岁，核对是否超龄离团"
        duty = Duty("OVERAGE", text, one.overage_on, may=one.holds_post)
        yield _over(look, duty, one)


def _over(look: Look, duty: Duty, one: Overage) -> Due:
    who = (one.person_id, one.name, one.area_id)
    if one.card_id is not None:
        return look.row(
            duty, "league_index", one.card_id, who, "共青团员",
            line=OrganizationLine.LEAGUE, action="end", preset=_LEAVING,
        )  # fmt: skip
    return look.row(
        duty, "memberships", one.membership_id, who, "团组织成员",
        line=OrganizationLine.LEAGUE, action="leave", preset=_REASON,
    )  # fmt: skip


def activists(look: Look) -> Iterable[Due]:
    """Activists who may be taken into the League."""
    query = (
        select(LeagueIndex, Person.name, Person.area_id)
        .join(Person, col(Person.id) == col(LeagueIndex.person_id))
        .where(*look.people(), col(LeagueIndex.activist_on) <= look.on)
    )
    for card, name, area in look.session.exec(query).all():
        if stage_at(card, look.on) == LeagueStage.ACTIVIST and card.activist_on is not None:
            months = look.times.league_activist_months
            text = "培养考察期满，可以研究发展为团员"
            duty = Duty("LEAGUE", text, months_after(card.activist_on, months), may=True)
            yield look.row(
                duty, "league_index", card.id, (card.person_id, name, area),
                dict(STAGE_LABELS)[LeagueStage.ACTIVIST], line=OrganizationLine.LEAGUE, action="advance",
            )  # fmt: skip
