"""The register of prints: what was printed is found and comes out again byte for byte; not for ever, not for everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app.actions.ledgerchoices import LedgerChoice
from app.actions.printing import print_ledger
from app.actions.reprinting import print_again, printed_papers
from app.desk import Actor
from app.errors import NotFound, UserError
from app.history.journal import Wanted, operations
from app.registers import find_register
from app.registers.lists import Query
from db.base import table_of, utc_now
from db.models import Print, PrintCopy
from tests.conftest import Office

PEOPLE = find_register("people")
COLUMNS = ["name", "phones", "id_no"]
DAY = date(2024, 12, 3)


def test_a_paper_comes_out_again_as_it_was_issued(office: Office) -> None:
    person = office.person("张三")
    first = print_ledger(office.desk, PEOPLE, Query(), COLUMNS, today=DAY)
    office.make("people", name="李四", category="rider", area_id=office.community, phones="13800000002")
    (entry,) = printed_papers(office.desk)
    assert (entry.number, entry.title, entry.kept, entry.purpose) == (first.number, "人员台账", True, "")
    again = print_again(office.desk, entry.id)
    assert again.data == first.data
    assert again.number != first.number
    assert operations(office.desk, Wanted())[0].title == f"补印{first.number}：人员台账"
    assert [one.title for one in printed_papers(office.desk)] == [
        f"人员台账（补印{first.number}）",
        "人员台账",
    ]
    assert (
        print_again(office.desk, printed_papers(office.desk)[0].id).title == f"人员台账（补印{first.number}）"
    )
    assert [one.number for one in printed_papers(office.desk, f"台账 {first.number}")][-1] == first.number
    assert printed_papers(office.desk, "没有这份") == []
    assert person


def test_whole_numbers_come_out_again_only_with_the_right(office: Office) -> None:
    office.person("张三")
    choice = LedgerChoice(purpose="归入档案")
    print_ledger(office.desk, PEOPLE, Query(), COLUMNS, choice, today=DAY)
    (entry,) = printed_papers(office.desk)
    assert entry.purpose == "归入档案"
    narrow = replace(office.desk, actor=replace(office.desk.actor, whole_numbers=False))
    with pytest.raises(UserError, match="没有打印完整号码的权限"):
        print_again(narrow, entry.id)
    print_again(office.desk, entry.id)
    assert operations(office.desk, Wanted())[0].title.endswith("（完整号码，用途：归入档案）")


def test_a_clerk_of_an_area_sees_what_was_printed_for_it(office: Office) -> None:
    office.person("张三")
    here = replace(office.desk, actor=Actor(None, "宝石社区", office.community))
    print_ledger(here, PEOPLE, Query(), COLUMNS, today=DAY)
    (entry,) = printed_papers(here)
    elsewhere = replace(office.desk, actor=Actor(None, "邻社区", office.other_community))
    assert printed_papers(elsewhere) == []
    with pytest.raises(NotFound, match="不在您负责的区域内"):
        print_again(elsewhere, entry.id)
    street = replace(office.desk, actor=Actor(None, "街道", office.street))
    assert [one.id for one in printed_papers(street)] == [entry.id]


def test_files_are_kept_for_a_year_and_checked(office: Office) -> None:
    office.person("张三")
    print_ledger(office.desk, PEOPLE, Query(), COLUMNS, today=DAY)
    (entry,) = printed_papers(office.desk)
    prints, copies = table_of(Print), table_of(PrintCopy)
    with office.desk.operation("test", "年久", undoable=False) as session:
        session.execute(sa.update(prints).values(at=utc_now() - timedelta(days=400)))
        session.execute(sa.update(copies).values(paper=b"%PDF-damaged"))
    with pytest.raises(UserError, match="校验值不符"):
        print_again(office.desk, entry.id)
    print_ledger(office.desk, PEOPLE, Query(), COLUMNS, today=DAY + timedelta(days=1))
    with pytest.raises(UserError, match="已过保存期限"):
        print_again(office.desk, entry.id)
    assert [one.kept for one in printed_papers(office.desk)] == [True, False]
