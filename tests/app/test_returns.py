"""The return of a period: its states, the seal, what differs later and by whose hand, and the correction in the next one."""

from __future__ import annotations

import io
from datetime import date

import pdfplumber
import pytest
import sqlalchemy as sa

from app import settings
from app.actions.returns import archive, keep, send, send_back, standing, submit
from app.actions.sealing import approve, reopen, reprint
from app.actions.summary import document_of, draft
from app.desk import Actor, Desk
from app.errors import UserError, ValidationFailed
from app.measures.narrative import Passage, Sentence
from app.measures.period import Month, Quarter, Year
from app.returns.differences import Moved, differences
from app.rules.lifecycles import RETURN
from db.base import table_of
from db.models import Print, ReturnSeal
from tests.conftest import Office

SQLITE_ALONE = True
NOVEMBER, DECEMBER = Month(2024, 11), Month(2024, 12)


@pytest.fixture
def desk_named(desk: Desk) -> Desk:
    settings.save(desk, {"office_name": "北山街道", "signature": "北山街道党工委（社工办）"})
    return desk


@pytest.fixture
def people(desk_named: Desk, office: Office) -> list[int]:
    """Six people, four of them of October, two of November."""
    return [
        office.person(f"骑手{n}", phones=f"1380000{n:04d}", registered_on=date(2024, 10 + n // 4, 5))
        for n in range(6)
    ]


def seal(desk: Desk, period: Month | Quarter | Year = NOVEMBER) -> None:
    submit(desk, draft(desk, period))
    approve(desk, period, "张三", "李主任")


def changed(desk: Desk, period: Month = NOVEMBER) -> dict[str, set[tuple[str, int, Moved, str]]]:
    """By code: register, id, what became of it, and who did it."""
    sealed = standing(desk, period).sealed
    assert sealed is not None
    return {
        one.code: {
            (row.register, row.id, row.moved, "、".join(dict.fromkeys(cause.clerk for cause in row.causes)))
            for row in one.records
        }
        for one in differences(desk, sealed)
    }


def test_the_return_goes_its_way(desk_named: Desk, people: list[int]) -> None:
    desk = desk_named
    first = standing(desk, NOVEMBER)
    assert (first.state, first.words) == ("draft", "起草中")
    typed = Passage((Sentence("11月，街道照常开展工作。", ()),))
    with pytest.raises(UserError, match="不能这样办理"):
        send_back(desk, NOVEMBER, "太短")
    keep(desk, _opened(first.draft, typed))
    assert standing(desk, NOVEMBER).draft.opening == typed
    submit(desk, standing(desk, NOVEMBER).draft)
    assert standing(desk, NOVEMBER).words == "待审核"
    with pytest.raises(ValidationFailed):
        send_back(desk, NOVEMBER, "  ")
    send_back(desk, NOVEMBER, "请补充走访情况")
    assert "请补充走访情况" in standing(desk, NOVEMBER).words
    submit(desk, standing(desk, NOVEMBER).draft)
    approve(desk, NOVEMBER, "张三", "李主任")
    with pytest.raises(UserError, match="审定"):
        keep(desk, first.draft)
    with pytest.raises(UserError):
        send_back(desk, NOVEMBER, "晚了")
    send(desk, NOVEMBER, date(2024, 12, 3))
    archive(desk, NOVEMBER)
    whole = standing(desk, NOVEMBER)
    assert "2024-12-03报送，已归档" in whole.words
    assert whole.draft.opening == typed
    text = "".join(
        page.extract_text() for page in pdfplumber.open(io.BytesIO(reprint(desk, NOVEMBER).data)).pages
    )
    assert "照常开展工作" in text
    assert "审核人：张三" in text


def _opened(drafted, passage):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(drafted, opening=passage)


def test_every_state_leads_to_the_archive_and_back() -> None:
    assert ("draft", "review", "approved", "sent", "archived") in set(RETURN.paths())
    assert all("draft" in steps for state, steps in RETURN.steps.items() if state != "draft")


def test_text_and_figures_are_sealed_together_or_not_at_all(
    desk_named: Desk, office: Office, people: list[int]
) -> None:
    submit(desk_named, draft(desk_named, NOVEMBER))
    office.person("赵六", phones="13900000001", registered_on=date(2024, 11, 20))
    with pytest.raises(UserError, match="“新增登记”由2变为3"):
        approve(desk_named, NOVEMBER)
    assert any("由2变为3" in doubt for doubt in standing(desk_named, NOVEMBER).draft.doubts)
    send_back(desk_named, NOVEMBER, "数字变了")
    seal(desk_named)
    assert standing(desk_named, NOVEMBER).draft.figures["P10"].this_month == 3


def test_opening_again_needs_a_reason_and_keeps_the_old_seal(desk_named: Desk, people: list[int]) -> None:
    seal(desk_named)
    with pytest.raises(ValidationFailed):
        reopen(desk_named, NOVEMBER, "")
    reopen(desk_named, NOVEMBER, "漏报一个站点")
    again = standing(desk_named, NOVEMBER)
    assert (again.state, again.sealed) == ("draft", None)
    assert "漏报一个站点" in again.words
    with pytest.raises(UserError, match="还没有封存"):
        reprint(desk_named, NOVEMBER)
    seal(desk_named)
    with desk_named.reading() as session:
        withdrawn = session.execute(sa.select(table_of(ReturnSeal).c.withdrawn_at)).scalars().all()
    assert [one is None for one in withdrawn] == [False, True]


def test_a_correction_is_said_in_the_next_return(desk_named: Desk, office: Office, people: list[int]) -> None:
    seal(desk_named)
    office.person("赵六", phones="13900000001", registered_on=date(2024, 11, 20))
    december = draft(desk_named, DECEMBER)
    row = december.figures["P10"]
    assert (row.last_month, row.remark) == (2, "上期更正为3")
    assert "2024年11月报送的登记在册新就业群体人数6人更正为7人；" in december.chapters[0].passages[-1].text
    assert any("上期更正为3" in (line.remark) for group in december.statistics.groups for line in group.rows)
    assert document_of(december)
    assert draft(desk_named, NOVEMBER).figures["P10"].remark == ""


def test_quarters_and_years_are_sealed_the_same_way(desk_named: Desk, people: list[int]) -> None:
    for period in (Quarter(2024, 4), Year(2024)):
        seal(desk_named, period)
        told = standing(desk_named, period)
        assert told.draft.figures["P10"].this_month == 6
        text = "".join(part.text for one in told.draft.chapters for part in one.passages)
        assert "本月" not in text
        assert "上月" not in text
        assert period.spoken.this in text
        assert reprint(desk_named, period).pages >= 2


def test_the_street_and_a_community_have_returns_of_their_own(
    desk_named: Desk, office: Office, people: list[int]
) -> None:
    seal(desk_named)
    whole = Desk(desk_named.ledger, Actor(None, "街道李某", office.street))
    narrow = Desk(desk_named.ledger, Actor(None, "社区王某", office.other_community))
    assert standing(whole, NOVEMBER).sealed is not None
    assert standing(narrow, NOVEMBER).sealed is None
    assert standing(narrow, NOVEMBER).draft.figures["P01"].this_month == 0


def test_a_reprint_is_entered_with_the_same_hash(desk_named: Desk, people: list[int]) -> None:
    seal(desk_named)
    first, second = reprint(desk_named, NOVEMBER), reprint(desk_named, NOVEMBER)
    assert first.data == second.data
    with desk_named.reading() as session:
        entered = session.execute(sa.select(table_of(Print).c.number, table_of(Print).c.sha256)).all()
    assert [row.number for row in entered] == [first.number, second.number]
    assert len({row.sha256 for row in entered}) == 1
