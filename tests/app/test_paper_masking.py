"""Every paper of every register, printed from the example office: no whole number without right and purpose, a line in the
journal with them; whichever paper is added to the registers takes part."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import sqlalchemy as sa
from sqlmodel import Session

from app.actions.coverage_printing import print_due
from app.actions.disclosure import Shown, refuse_numbers, shown_on
from app.actions.ledgerchoices import LedgerChoice
from app.actions.organization_printing import print_chart, print_roster
from app.actions.outlook_printing import print_outlook
from app.actions.printing import Printed, ledger_of, print_ledger
from app.actions.recipients import these
from app.actions.reduction_printing import print_reductions
from app.actions.signin_printing import print_sign_in
from app.actions.timetable_printing import print_timetable
from app.actions.union_printing import print_applications, print_cards, print_forms_of_members
from app.bootstrap import start
from app.desk import Actor, Desk
from app.documents.blocks import Document, DocumentKind, Paragraph
from app.documents.texts import texts
from app.errors import UserError
from app.history.journal import Wanted, operations
from app.registers import all_registers, find_register, lists, records
from app.registers.lists import Query
from app.registers.papers import Paper
from app.registers.spec import Register
from app.registers.standardpapers import papers_of
from app.values.masking import holds_resident_number
from app.values.paperclasses import CLASSES, KINDS, class_of
from db.base import table_of
from db.models import Print

SQLITE_ALONE = True  # papers are made from rows; their SQL is tried on both elsewhere

DAY = date(2024, 12, 3)
WHY = "归入人员档案"
NOTED = "记得带上330106199003077814，打13800138000"
_FEW = 3  # records of a register on a paper
_TRIED = 25
# Answers to what papers ask and nobody can know beforehand.
_SURELY = {
    "item": "礼包", "title": "恳谈会", "phone": "0571-85171234", "sender": "北山街道", "since": date(2024, 1, 1), "until": DAY,
}  # fmt: skip
Made = tuple[Register, Paper, Printed]


def words_of(printed: Printed) -> str:
    paper = pypdfium2.PdfDocument(printed.data)
    return "".join(re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in paper)


@pytest.fixture(scope="module")
def desk(example_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The example office, with a clerk who may print whole numbers; somebody wrote numbers into a note."""
    place = tmp_path_factory.mktemp("masking") / "示例.db"
    shutil.copy(example_ledger, place)
    application = start(place, actor=Actor(None, "经办人王某", whole_numbers=True))
    people = find_register("people")
    first = lists.page(application.desk, people, Query(), ["name"], size=_FEW)
    for row in first:
        records.save(
            application.desk, people, {"note": NOTED, "needs": NOTED}, record_id=row.id, accept_warnings=True
        )
    yield application.desk
    application.close()


@pytest.fixture(scope="module")
def secrets(desk: Desk) -> set[str]:
    """Every whole identity number and mobile phone of a person in the ledger."""
    table = find_register("people").table
    with desk.reading() as session:
        rows = session.execute(sa.select(table.c.id_no, table.c.phones, table.c.emergency_phone)).all()
    found = {one for row in rows for text in row for one in text.split() if len(one) > 8}
    assert len(found) > 100
    return found | {"330106199003077814", "13800138000"}


def named(printed: Printed, secrets: set[str]) -> set[str]:
    text = words_of(printed)
    runs = set(re.findall(r"\d{6,17}[\dXx]", text))
    return {one for one in secrets if any(one in run for run in runs)}


def first_ids(desk: Desk, register: Register, how_many: int = _FEW) -> list[int]:
    return [row.id for row in lists.page(desk, register, Query(), [register.fields[0].name], size=how_many)]


def _printed(desk: Desk, register: Register, paper: Paper, purpose: str = "") -> Printed | None:
    """The paper of the first records that can have it; None when none of the example's can."""
    answers = (paper.preset(desk) if paper.preset else {}) | {
        name: value for name, value in _SURELY.items() if name in {field.name for field in paper.asks}
    }
    for one in first_ids(desk, register, _TRIED):
        try:
            return paper.make(desk, [one], purpose, *((answers,) if paper.asks else ()))
        except UserError as error:
            if "权限" in str(error) or "不印完整" in str(error):
                raise
    return None


def about_people(desk: Desk) -> list[tuple[Register, Paper]]:
    """Every paper of registers that hold records; of those that name no person only their own ones, which might."""
    return [
        (register, paper)
        for register in all_registers()
        if lists.count(desk, register, Query())
        for paper in (papers_of(register) if _personal(register) else register.papers)
    ]


def _personal(register: Register) -> bool:
    return any(field.mask is not None or field.link == "people" for field in register.fields)


@pytest.fixture(scope="module")
def masked(desk: Desk) -> list[Made]:
    """Every such paper, without a purpose."""
    made = [(register, paper, _printed(desk, register, paper)) for register, paper in about_people(desk)]
    lost = {
        (register.key, paper.key)
        for register, paper, printed in made
        if printed is None and (paper.preset is not None or not paper.asks)  # others ask what only they know
    }
    assert lost <= {("record_certificates", "proof")}, "the example shows every other paper"
    return [(register, paper, printed) for register, paper, printed in made if printed is not None]


def last(desk: Desk) -> Print:
    with desk.reading() as session:
        found: Any = session.execute(sa.select(Print).order_by(table_of(Print).c.id.desc())).scalars().first()
        return found


def test_no_paper_of_a_register_shows_a_number_by_itself(masked: list[Made], secrets: set[str]) -> None:
    told = {(register.key, paper.key): named(printed, secrets) for register, paper, printed in masked}
    assert {which: found for which, found in told.items() if found} == {}
    assert len(told) > 60


def test_no_ledger_shows_a_number_by_itself(desk: Desk, secrets: set[str]) -> None:
    for register in all_registers():
        few = Query(within=sa.select(register.table.c.id).order_by(register.table.c.id).limit(_FEW))
        columns = [field.name for field in register.fields]
        if not lists.count(desk, register, few):
            continue
        arranged = ledger_of(desk, register, few, columns, "台账", DAY)
        said = "\n".join(text for _, _, text in texts(arranged))
        assert {one for one in secrets if one in said} == set(), register.key
    people = find_register("people")
    listed = these(people, first_ids(desk, people, 40))
    printed = print_ledger(desk, people, listed, [field.name for field in people.fields], today=DAY)
    assert named(printed, secrets) == set()


def test_a_masked_ledger_tells_the_age_and_not_the_birth(desk: Desk) -> None:
    register = find_register("people")
    query = Query(search="RY-0000", sort="number")
    masked = words_of(print_ledger(desk, register, query, ["name", "birth_date", "id_no"], today=DAY))
    (row,) = lists.page(desk, register, query, ["birth_date", "id_no"], size=1, masked=False)
    birth, number = row.cells
    assert ("年龄" in masked, "出生日期" in masked, birth in masked) == (True, False, False)
    assert f"{number[:6]}************" in masked
    whole = words_of(
        print_ledger(
            desk, register, query, ["name", "birth_date", "id_no"], LedgerChoice(purpose=WHY), today=DAY
        )
    )
    assert ("出生日期" in whole, birth in whole, number in whole) == (True, True, True)
    assert operations(desk, Wanted())[0].title.endswith(f"（完整号码，用途：{WHY}）")
    assert last(desk).purpose == WHY


def test_with_right_and_purpose_a_paper_shows_them_and_the_journal_says_so(
    desk: Desk, secrets: set[str]
) -> None:
    shown = 0
    for register, paper in about_people(desk):
        if not paper.purpose:
            continue
        printed = _printed(desk, register, paper, WHY)
        if printed is None and (register.key, paper.key) == ("record_certificates", "proof"):
            continue
        assert printed is not None, (register.key, paper.key)
        shown += bool(named(printed, secrets))
        assert f"（完整号码，用途：{WHY}）" in operations(desk, Wanted())[0].title, paper.key
        assert last(desk).purpose == WHY
    assert shown >= 3


def test_without_the_right_a_purpose_does_not_help(desk: Desk) -> None:
    narrow = replace(desk, actor=replace(desk.actor, whole_numbers=False))
    for register, paper in about_people(desk):
        if paper.purpose:
            with pytest.raises(UserError, match="经办人王某没有打印完整号码的权限"):
                _printed(narrow, register, paper, WHY)
    with pytest.raises(UserError, match="权限"):
        print_ledger(narrow, find_register("people"), Query(), ["name"], LedgerChoice(purpose=WHY))


def test_papers_that_are_no_registers_show_none(desk: Desk, secrets: set[str]) -> None:
    one = {key: first_ids(desk, find_register(key), 400) for key in ("organizations", "class_runs", "memberships",
           "union_applications", "fee_reductions")}  # fmt: skip
    papers = {
        "roster": lambda: _first(lambda body: print_roster(desk, body, DAY), one["organizations"]),
        "outlook": lambda: print_outlook(desk, one["class_runs"][0], everybody=True),
        "sign_in": lambda: print_sign_in(desk, one["class_runs"][0]),
        "application": lambda: print_applications(desk, one["union_applications"][:1]),
        "reduction": lambda: print_reductions(desk, one["fee_reductions"][:1]),
        "chart": lambda: print_chart(desk, DAY),
        "due": lambda: print_due(desk, DAY),
        "timetable": lambda: print_timetable(desk, date(2024, 10, 1), date(2024, 11, 30)),
    }
    for make in (print_cards, print_forms_of_members):
        papers[make.__name__] = lambda make=make: _first(lambda one: make(desk, [one]), one["memberships"])  # type: ignore[misc]
    for name, print_it in papers.items():
        assert named(print_it(), secrets) == set(), name


def _first(make: Callable[[int], Printed], ids: list[int]) -> Printed:
    """The paper of the first record that has one."""
    for one in ids:
        try:
            return make(one)
        except UserError:
            continue
    raise AssertionError("the example has no record for this paper")


def test_a_number_in_a_text_stops_every_paper_that_has_no_purpose() -> None:
    told = Document(DocumentKind.OFFICIAL, "工作小结", (Paragraph("走访了330106199003077814一人。"),))
    with pytest.raises(UserError, match="有完整的证件号码，不能印在《工作小结》上") as caught:
        refuse_numbers((told,), None)
    assert not holds_resident_number(str(caught.value))
    refuse_numbers((told,), Shown(CLASSES["D"], WHY))
    plain = Document(
        DocumentKind.OFFICIAL,
        "工作小结",
        (Paragraph("信用代码91330106MA2CF0XX7T，订单202411051234567890。"),),
    )
    refuse_numbers((plain,), None)


def test_a_purpose_with_a_number_does_not_bring_it_into_the_journal(desk: Desk) -> None:
    assert shown_on(desk, "person_form", "给330106199003077814本人").purpose == "给330106************本人"


def test_what_may_never_be_whole_says_so(desk: Desk) -> None:
    for kind in ("sign_in", "receipt", "label", "summary", "something new"):
        with pytest.raises(UserError, match="不印完整的证件号码"):
            shown_on(desk, kind, WHY)
    assert class_of("something new") == CLASSES["A"]
    assert set(KINDS.values()) == set(CLASSES)


def test_no_print_of_the_example_is_of_an_unknown_class(desk: Desk, masked: list[Made]) -> None:
    with Session(desk.ledger.engine) as session:
        kinds = set(session.execute(sa.select(Print.kind)).scalars())
    assert kinds <= set(KINDS)
    assert {"receipt", "label", "envelope", "hotline_card", "person_form", "record_form", "sign_in"} <= kinds
