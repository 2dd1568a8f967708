"""The way into the Party: stages one by one, dates in order, what is due, and figures of any past day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from app.actions.party import TEMPLATE, advance, end, extend, lay_out_steps, restart
from app.actions.undo import last_undoable, undo
from app.due import due_list
from app.errors import ValidationFailed
from app.measures.figures import figure
from app.measures.period import Month
from app.registers import find_register, lists, records
from app.rules.duties import Done, duties
from app.rules.party import (
    ENDS,
    PARTY,
    STAGE_DATES,
    course_of,
    next_stage,
    periods_of,
    probation_end,
    stage_at,
)
from app.rules.waiting import Waiting, months_after
from app.settings import SETTINGS
from app.settings import save as save_settings
from db.models import PartyIndex, PartyStage, PartyStagePeriod
from tests.factories import party_body, party_card

TIMES = Waiting()
DAYS = st.dates(date(2000, 1, 1), date(2023, 12, 31))
ORDER = [stage for stage in STAGE_DATES if stage != PartyStage.EXTENDED]


def problems_of(call):
    with pytest.raises(ValidationFailed) as caught:
        call()
    return [(one.code, one.field) for one in caught.value.problems]


def load(office, card):
    return records.load(office.desk, find_register("party_index"), card).values


def change(office, card, **values):
    records.save(office.desk, find_register("party_index"), values, record_id=card, accept_warnings=True)


def history(office, card):
    with office.desk.reading() as session:
        rows = session.exec(select(PartyStagePeriod).where(PartyStagePeriod.index_id == card)).all()
    return sorted((row.from_on, row.to_on, str(row.stage)) for row in rows)


# The table of stages


def test_no_path_skips_a_stage():
    for path in PARTY.paths():
        for before, then in pairwise(path):
            if then in ENDS:
                continue
            if PartyStage.EXTENDED in (before, then):
                wanted = {PartyStage.EXTENDED: PartyStage.FULL, PartyStage.PROBATIONARY: PartyStage.EXTENDED}
                assert then == wanted[before]
            else:
                assert ORDER.index(then) == ORDER.index(before) + 1


def test_every_stage_may_end_and_no_end_goes_on():
    for stage in STAGE_DATES:
        assert set(ENDS) <= set(PARTY.steps[stage])
    assert all(PARTY.is_end(stage) for stage in ENDS)


def test_a_probation_is_extended_once():
    for path in PARTY.paths():
        assert path.count(PartyStage.EXTENDED) <= 1
    assert PartyStage.EXTENDED not in PARTY.steps[PartyStage.EXTENDED]


def test_the_regular_next_stage_is_a_step_of_the_table():
    for stage in STAGE_DATES:
        then = next_stage(stage)
        assert then is None or then in PARTY.steps[stage]
    assert next_stage(PartyStage.FULL) is None
    assert next_stage(PartyStage.WITHDRAWN) is None


# Months and due dates


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
    ],
)
def test_months_end_right(day, months, wanted):
    assert months_after(day, months) == wanted


@given(DAYS, st.integers(0, 60))
def test_months_after_never_leaves_its_month(day, months):
    then = months_after(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)


def test_a_probation_begun_on_a_leap_day_ends_on_the_28th():
    assert probation_end(date(2024, 2, 29), None) == date(2025, 2, 28)
    assert probation_end(date(2024, 2, 28), None) == date(2025, 2, 28)
    assert probation_end(date(2024, 2, 29), date(2025, 8, 28)) == date(2025, 8, 28)


def due_of(card, on, **done):
    return {one.code: one.due_on for one in duties(card, Done(**done), on, TIMES)}


def test_what_is_due_stage_by_stage():
    card = PartyIndex(applied_on=date(2024, 1, 31))
    assert due_of(card, date(2024, 2, 1)) == {"TALK": date(2024, 2, 29)}
    card.talk_on, card.activist_on = date(2024, 2, 20), date(2024, 8, 31)
    assert due_of(card, date(2024, 2, 19)) == {"TALK": date(2024, 2, 29)}
    assert due_of(card, date(2024, 2, 20)) == {}
    assert due_of(card, date(2024, 9, 1)) == {
        "MENTOR": date(2024, 8, 31),
        "REVIEW": date(2025, 2, 28),
        "CANDIDATE": date(2025, 8, 31),
    }
    reviewed = {"reviews": [date(2025, 3, 10)], "mentors": 1}
    assert due_of(card, date(2025, 3, 11), **reviewed) == {
        "REVIEW": date(2025, 9, 10),
        "CANDIDATE": date(2025, 8, 31),
    }
    assert due_of(card, date(2025, 3, 9), **reviewed)["REVIEW"] == date(2025, 2, 28)
    card.candidate_on, card.admitted_on = date(2025, 9, 1), date(2025, 11, 30)
    assert due_of(card, date(2025, 9, 2)) == {}
    assert due_of(card, date(2025, 12, 1)) == {"APPROVAL": date(2026, 2, 28), "CONFIRM": date(2026, 11, 30)}
    card.approved_on = date(2026, 1, 5)
    assert due_of(card, date(2026, 1, 5)) == {"CONFIRM": date(2026, 11, 30)}
    card.extended_on, card.extended_to = date(2026, 11, 30), date(2027, 5, 30)
    assert due_of(card, date(2026, 12, 1)) == {"CONFIRM": date(2027, 5, 30)}
    card.confirmed_on = date(2027, 6, 1)
    assert due_of(card, date(2027, 6, 1)) == {}


def test_an_approval_beyond_the_longest_time_says_so():
    card = PartyIndex(admitted_on=date(2024, 2, 29))
    late = {one.code: one for one in duties(card, Done(), date(2024, 9, 1), TIMES)}["APPROVAL"]
    assert late.due_on == date(2024, 5, 29)
    assert "重新履行程序" in late.text
    assert late.overdue_days(date(2024, 9, 1)) == 95
    in_time = duties(card, Done(), date(2024, 8, 29), TIMES)[0]
    assert "重新履行程序" not in in_time.text


def test_what_may_be_done_is_never_late():
    card = PartyIndex(activist_on=date(2020, 1, 1))
    may = [one for one in duties(card, Done(), date(2024, 1, 1), TIMES) if one.may]
    assert [(one.due_on, one.overdue_days(date(2024, 1, 1))) for one in may] == [(date(2021, 1, 1), 0)]


@st.composite
def cards(draw):
    """A card that went some way, one day at least on each stage."""
    stages = draw(st.integers(1, 5))
    on = draw(DAYS)
    card = PartyIndex()
    for stage in ORDER[:stages]:
        setattr(card, STAGE_DATES[stage], on)
        on += timedelta(days=draw(st.integers(1, 700)))
    if draw(st.booleans()):
        card.end_kind, card.ended_on = draw(st.sampled_from([str(one) for one in ENDS])), on
    return card


@given(cards(), st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_periods_of_a_card_follow_one_another_without_gap(card, day):
    periods = periods_of(course_of(card))
    assert periods[-1][2] is None
    for (before, _, ends), (then, begins, _) in pairwise(periods):
        assert ends == begins
        assert then in PARTY.steps[before]
    holding = [
        (stage, first) for stage, first, last in periods if first <= day and (last is None or day < last)
    ]
    assert holding == ([found] if (found := stage_at(card, day)) else [])


@given(cards(), st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.lists(DAYS, max_size=4))
def test_nothing_is_due_before_its_stage_began_and_nothing_after_the_end(card, day, reviews):
    begun = stage_at(card, day)
    found = duties(card, Done(reviews=reviews), day, TIMES)
    assert [one.due_on for one in found] == sorted(one.due_on for one in found)
    if begun is None or begun[0] in (*ENDS, PartyStage.FULL):
        assert found == []
    else:
        assert all(one.due_on >= begun[1] for one in found)


# The card


def test_the_dates_give_the_stage_and_its_periods(office):
    card = party_card(office)
    assert (load(office, card)["stage"], load(office, card)["stage_on"]) == ("activist", date(2024, 3, 1))
    assert load(office, card)["number"] == "FZ-000001"
    assert history(office, card) == [
        (date(2023, 11, 1), date(2024, 3, 1), "applicant"),
        (date(2024, 3, 1), None, "activist"),
    ]


def test_a_stage_left_out_is_named(office):
    person = office.person()
    with pytest.raises(ValidationFailed) as caught:
        office.make(
            "party_index", person_id=person, applied_on=date(2024, 1, 1), candidate_on=date(2024, 5, 1)
        )
    assert [(one.code, one.field) for one in caught.value.problems] == [("STAGE_SKIPPED", "activist_on")]


def test_the_ledger_may_begin_in_the_middle_but_not_with_nothing(office):
    office.make("party_index", person_id=office.person(), confirmed_on=date(2015, 7, 1))
    person = office.person("李四", phones="13800000031")
    assert problems_of(lambda: office.make("party_index", person_id=person)) == [("NO_STAGE", "applied_on")]


def test_dates_never_go_backwards(office):
    card = party_card(office)
    for values, wanted in (
        ({"activist_on": date(2023, 11, 1)}, ("DATE_ORDER", "activist_on")),
        ({"applied_on": date(2024, 4, 1)}, ("DATE_ORDER", "activist_on")),
        ({"candidate_on": date.today() + timedelta(days=1)}, ("DATE_FUTURE", "candidate_on")),
        ({"talk_on": date(2023, 10, 31)}, ("DATE_ORDER", "talk_on")),
        ({"end_kind": "withdrawn", "ended_on": date(2024, 3, 1)}, ("DATE_ORDER", "ended_on")),
        ({"end_kind": "withdrawn"}, ("END_DATE", "ended_on")),
        ({"ended_on": date(2024, 3, 5)}, ("END_KIND", "end_kind")),
    ):
        assert wanted in problems_of(lambda values=values: change(office, card, **values))


def test_one_save_goes_one_step_only(office):
    card = party_card(office)
    two = {"candidate_on": date(2025, 3, 1), "admitted_on": date(2025, 6, 1)}
    assert ("STATUS_STEP", "stage") in problems_of(lambda: change(office, card, **two))
    assert problems_of(lambda: change(office, card, activist_on=None)) == [("STATUS_STEP", "stage")]


def test_a_corrected_date_moves_the_periods(office):
    card = party_card(office)
    change(office, card, applied_on=date(2023, 6, 1), activist_on=date(2024, 2, 1))
    assert history(office, card) == [
        (date(2023, 6, 1), date(2024, 2, 1), "applicant"),
        (date(2024, 2, 1), None, "activist"),
    ]
    change(office, card, applied_on=date(2023, 12, 1))
    assert history(office, card)[0] == (date(2023, 12, 1), date(2024, 2, 1), "applicant")


def test_a_person_has_one_card(office):
    person = office.person()
    office.make("party_index", person_id=person, applied_on=date(2024, 1, 1))
    again = {"person_id": person, "applied_on": date(2024, 2, 1)}
    assert problems_of(lambda: office.make("party_index", **again)) == [("CARD_TWICE", "person_id")]


def test_the_relation_never_lies_with_a_functional_body(office):
    formal, functional = party_body(office), party_body(office, "functional")
    union = office.make("organizations", name="工会", line="union", kind="joint", area_id=office.community)
    card = party_card(office, formal_org_id=formal, functional_org_id=functional)
    assert problems_of(lambda: change(office, card, formal_org_id=functional)) == [
        ("FUNCTIONAL_BODY", "formal_org_id")
    ]
    assert problems_of(lambda: change(office, card, functional_org_id=formal)) == [
        ("FUNCTIONAL_BODY", "functional_org_id")
    ]
    assert problems_of(lambda: change(office, card, formal_org_id=union)) == [("OTHER_LINE", "formal_org_id")]


def test_the_index_has_no_room_for_documents():
    register = find_register("party_index")
    texts = {field.name: register.table.c[field.name].type.length for field in register.fields
             if hasattr(register.table.c[field.name].type, "length")}  # fmt: skip
    assert all(length <= 100 for length in texts.values()), texts


# Verbs


def test_advance_goes_through_all_stages(office):
    desk, card = (
        office.desk,
        office.make("party_index", person_id=office.person(), applied_on=date(2020, 1, 6)),
    )
    for on, stage in (
        (date(2020, 6, 1), "activist"),
        (date(2021, 6, 1), "candidate"),
        (date(2021, 9, 1), "probationary"),
        (date(2022, 9, 1), "full"),
    ):
        advance(desk, [card], {"on": on, "accept_warnings": True})
        assert (load(office, card)["stage"], load(office, card)["stage_on"]) == (stage, on)
    assert [row[2] for row in history(office, card)] == [str(stage) for stage in ORDER]
    assert problems_of(lambda: advance(desk, [card], {"on": date(2023, 1, 1)})) == [("STATUS_STEP", "")]


def test_too_early_is_asked_and_nobody_moves(office):
    early = party_card(office)
    ready = party_card(
        office,
        person_id=office.person("李四", phones="13800000031"),
        applied_on=date(2022, 1, 4),
        activist_on=date(2022, 6, 1),
    )
    with pytest.raises(ValidationFailed) as caught:
        advance(office.desk, [early, ready], {"on": date(2024, 6, 1)})
    (only,) = caught.value.problems
    assert (only.code, only.blocking) == ("ACTIVIST_SHORT", False)
    assert only.message.startswith("张三：")
    assert "2025-03-01" in only.message
    assert load(office, ready)["stage"] == "activist"
    advance(office.desk, [early, ready], {"on": date(2024, 6, 1), "accept_warnings": True})
    assert [load(office, card)["stage"] for card in (early, ready)] == ["candidate", "candidate"]


def test_waiting_times_are_settings(office):
    save_settings(office.desk, {"party_activist_months": 3})
    card = party_card(office)
    advance(office.desk, [card], {"on": date(2024, 6, 1)})
    assert load(office, card)["stage"] == "candidate"
    declared = {one.key: one.default for one in SETTINGS}
    assert {key: declared[key] for key in vars(TIMES)} == vars(TIMES)


def admitted(office, on=date(2023, 2, 28), **values):
    known = {"person_id": office.person(politics="02"), "admitted_on": on, "course_hours": 24}
    return office.make("party_index", **known | values)


def test_a_probation_is_extended_once_and_within_bounds(office):
    desk, card = office.desk, admitted(office)
    on = date(2024, 2, 20)
    assert problems_of(lambda: extend(desk, [card], {"on": on, "to": date(2024, 2, 28)})) == [
        ("EXTENSION_ORDER", "extended_to")
    ]
    assert problems_of(lambda: extend(desk, [card], {"on": on, "to": date(2024, 8, 27)})) == [
        ("EXTENSION_LENGTH", "extended_to")
    ]
    extend(desk, [card], {"on": on, "to": date(2024, 8, 28)})
    assert load(office, card)["stage"] == "extended"
    again = {"on": date(2024, 8, 1), "to": date(2025, 2, 28)}
    assert problems_of(lambda: extend(desk, [card], again)) == [("STATUS_STEP", "")]
    assert ("PROBATION_SHORT", "confirmed_on") in problems_of(
        lambda: advance(desk, [card], {"on": date(2024, 8, 27)})
    )
    advance(desk, [card], {"on": date(2024, 8, 28), "accept_warnings": True})
    assert [row[2] for row in history(office, card)] == ["probationary", "extended", "full"]


def test_only_a_probation_is_extended(office):
    card = party_card(office)
    asked = {"on": date(2024, 6, 1), "to": date(2025, 1, 1)}
    assert problems_of(lambda: extend(office.desk, [card], asked)) == [("STATUS_STEP", "")]


def test_confirmation_waits_for_the_leap_years_end(office):
    card = admitted(office, on=date(2024, 2, 29))
    early = problems_of(lambda: advance(office.desk, [card], {"on": date(2025, 2, 27)}))
    assert ("PROBATION_SHORT", "confirmed_on") in early
    records.save(
        office.desk, find_register("people"), {"politics": "01"}, record_id=load(office, card)["person_id"]
    )
    advance(office.desk, [card], {"on": date(2025, 2, 28)})
    assert load(office, card)["stage"] == "full"


def test_an_end_and_a_new_beginning_keep_the_past(office):
    desk, card = office.desk, party_card(office)
    assert problems_of(lambda: restart(desk, [card], {"on": date(2024, 5, 1)})) == [("STATUS_STEP", "")]
    end(desk, [card], {"kind": "withdrawn", "on": date(2024, 6, 1)})
    assert problems_of(lambda: advance(desk, [card], {"on": date(2024, 7, 1)})) == [("STATUS_STEP", "")]
    assert problems_of(lambda: restart(desk, [card], {"on": date(2024, 6, 1)})) == [("DATE_ORDER", "on")]
    restart(desk, [card], {"on": date(2025, 1, 6)})
    known = load(office, card)
    assert (known["stage"], known["applied_on"], known["activist_on"]) == (
        "applicant",
        date(2025, 1, 6),
        None,
    )
    past = [
        (date(2023, 11, 1), date(2024, 3, 1), "applicant"),
        (date(2024, 3, 1), date(2024, 6, 1), "activist"),
    ]
    assert history(office, card) == [
        *past,
        (date(2024, 6, 1), date(2025, 1, 6), "withdrawn"),
        (date(2025, 1, 6), None, "applicant"),
    ]
    change(office, card, applied_on=date(2025, 2, 1))
    assert history(office, card)[2:] == [
        (date(2024, 6, 1), date(2025, 2, 1), "withdrawn"),
        (date(2025, 2, 1), None, "applicant"),
    ]
    assert ("PERIOD_OVERLAP", "applied_on") in problems_of(
        lambda: change(office, card, applied_on=date(2024, 6, 1))
    )
    for rows_left in (4, 3, 2):
        undo(desk, last_undoable(desk).id)
        assert len(history(office, card)) == rows_left
    assert history(office, card) == [past[0], (date(2024, 3, 1), None, "activist")]
    assert load(office, card)["stage"] == "activist"


def test_the_present_stages_are_not_typed_by_hand(office):
    card = party_card(office)
    now = {"index_id": card, "stage": "candidate", "from_on": date(2024, 9, 1)}
    assert ("STAGE_DERIVED", "to_on") in problems_of(lambda: office.make("party_stages", **now))


# Steps, contacts, reviews


def test_a_required_step_is_done_before_going_on(office):
    step = office.make("party_steps", name="支委会讨论", stage="activist", required=True)
    office.make("party_steps", name="旧步骤", stage="activist", required=True, active=False)
    card = party_card(office)
    asked = {"on": date(2025, 4, 1), "accept_warnings": True}
    with pytest.raises(ValidationFailed, match="支委会讨论") as caught:
        advance(office.desk, [card], asked)
    assert "旧步骤" not in str(caught.value)
    office.make("party_step_dates", index_id=card, step_id=step, done_on=date(2025, 3, 20))
    advance(office.desk, [card], asked)
    twice = {"index_id": card, "step_id": step, "done_on": date(2025, 3, 21)}
    assert problems_of(lambda: office.make("party_step_dates", **twice)) == [("STEP_TWICE", "step_id")]


def test_the_template_is_laid_out_once_and_then_the_offices_own(office):
    lay_out_steps(office.desk)
    register = find_register("party_steps")
    assert lists.count(office.desk, register, lists.Query()) == len(TEMPLATE)
    assert problems_of(lambda: lay_out_steps(office.desk)) == [("TEMPLATE_KNOWN", "")]
    (first,) = lists.page(office.desk, register, lists.Query(), ["name"], size=1)
    records.save(office.desk, register, {"name": "民主推荐"}, record_id=first.id)
    assert records.load(office.desk, register, first.id).values["name"] == "民主推荐"


def test_two_mentors_at_a_time_and_never_oneself(office):
    card = party_card(office)
    for number in (1, 2):
        office.make(
            "party_contacts", index_id=card, role="mentor", name=f"联系人{number}", from_on=date(2024, 3, 1)
        )
    third = {"index_id": card, "role": "mentor", "name": "联系人3", "from_on": date(2024, 5, 1)}
    assert problems_of(lambda: office.make("party_contacts", **third)) == [("CONTACTS_FULL", "role")]
    own = third | {"role": "sponsor", "person_id": load(office, card)["person_id"]}
    assert problems_of(lambda: office.make("party_contacts", **own)) == [("OWN_CONTACT", "person_id")]
    nobody = third | {"role": "sponsor", "name": ""}
    assert problems_of(lambda: office.make("party_contacts", **nobody)) == [("NOBODY", "name")]


def test_an_admission_asks_for_two_sponsors(office):
    card = office.make(
        "party_index",
        person_id=office.person(politics="02"),
        candidate_on=date(2024, 3, 1),
        course_hours=24,
    )
    asked = {"on": date(2024, 6, 3)}
    assert problems_of(lambda: advance(office.desk, [card], asked)) == [("SPONSORS", "admitted_on")]
    for name in ("甲", "乙"):
        office.make("party_contacts", index_id=card, role="sponsor", name=name, from_on=date(2024, 3, 1))
    advance(office.desk, [card], asked)


def test_a_review_lies_within_the_development(office):
    card = party_card(office)
    early = {"index_id": card, "reviewed_on": date(2023, 1, 1)}
    assert problems_of(lambda: office.make("party_reviews", **early)) == [("DATE_ORDER", "reviewed_on")]


# Who has what to do


def test_the_due_list_names_everybody_and_counts_the_days(office):
    late = party_card(office, applied_on=date(2023, 11, 1), activist_on=None)
    fresh = party_card(
        office,
        person_id=office.person("李四", phones="13800000031"),
        applied_on=date(2024, 3, 30),
        activist_on=None,
    )
    step = office.make("party_steps", name="推优", stage="applicant", due_months=4)
    rows = due_list(office.desk, date(2024, 3, 31))
    assert [(row.record_id, row.who, row.what, row.due_on, row.overdue_days) for row in rows] == [
        (late, "张三", "派人谈话", date(2023, 12, 1), 121),
        (late, "张三", "推优", date(2024, 3, 1), 30),
        (fresh, "李四", "派人谈话", date(2024, 4, 30), 0),
    ]
    assert {row.stage for row in rows} == {"入党申请人"}
    assert [row.who for row in due_list(office.desk, date(2024, 3, 31), ahead_days=0)] == ["张三", "张三"]
    office.make("party_step_dates", index_id=late, step_id=step, done_on=date(2024, 3, 20))
    assert [row.what for row in due_list(office.desk, date(2024, 3, 31), 0)] == ["派人谈话"]
    assert [row.what for row in due_list(office.desk, date(2024, 3, 19), 0)] == ["派人谈话", "推优"]


def test_the_due_list_of_a_past_day_knows_nothing_later(office):
    card = party_card(office)
    assert [row.stage for row in due_list(office.desk, date(2024, 2, 29))] == ["入党申请人"]
    end(office.desk, [card], {"kind": "withdrawn", "on": date(2024, 6, 1)})
    assert due_list(office.desk, date(2024, 6, 1), 0) == []
    assert [row.what for row in due_list(office.desk, date(2024, 5, 31), 0)] == ["确定培养联系人"]


def test_a_clerk_of_a_community_gets_its_people_only(office):
    from app.desk import Actor, Desk

    party_card(office)
    other = Desk(office.desk.ledger, Actor(None, "另一社区", office.other_community))
    assert due_list(other, date(2024, 9, 1)) == []
    assert due_list(office.desk, date(2024, 9, 1))


# Figures of any past day

STEPS = st.lists(
    st.tuples(st.sampled_from(["advance", "extend", "end", "restart"]), st.integers(1, 260)),
    min_size=1,
    max_size=9,
)


def replay(begun, steps):
    """The stage on each change day, told by hand: [(day, stage)]."""
    told = [(begun, "applicant")]
    for verb, days in steps:
        on, now = told[-1][0] + timedelta(days=days), told[-1][1]
        if verb == "restart" and now == "withdrawn":
            told.append((on, "applicant"))
        elif verb == "end" and now != "withdrawn":
            told.append((on, "withdrawn"))
        elif verb == "extend" and now == "probationary":
            told.append((on, "extended"))
        elif verb == "advance" and now in ("applicant", "activist", "candidate", "probationary", "extended"):
            after = {"applicant": "activist", "activist": "candidate", "candidate": "probationary"}
            told.append((on, after.get(now, "full")))
    return told


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lives=st.lists(st.tuples(st.dates(date(2016, 1, 1), date(2017, 12, 31)), STEPS), min_size=1, max_size=3)
)
def test_figures_of_past_months_equal_a_replay(office, lives):
    verbs = {"advance": advance, "extend": extend, "end": end, "restart": restart}
    made, tales = [], []
    for begun, steps in lives:
        person = office.person("某人", phones=f"138{len(made):08d}", other_contact="站长")
        card = office.make("party_index", person_id=person, applied_on=begun)
        made.append(card)
        tale = replay(begun, steps)
        tales.append(tale)
        for (_, before), (on, now) in pairwise(tale):
            verb = {"extended": "extend", "withdrawn": "end"}.get(
                now, "restart" if before == "withdrawn" else "advance"
            )
            to = on + timedelta(days=900)
            verbs[verb](
                office.desk, [card], {"on": on, "to": to, "kind": "withdrawn", "accept_warnings": True}
            )
    codes = {
        "O02a": ["applicant"],
        "O02b": ["activist"],
        "O02c": ["candidate"],
        "O02d": ["probationary", "extended"],
    }
    for month in (Month(2016, 6), Month(2017, 12), Month(2018, 7), Month(2019, 2), Month(2021, 1)):
        known = [[stage for day, stage in tale if day <= month.last] for tale in tales]
        now = [stages[-1] for stages in known if stages]
        for code, stages in codes.items():
            assert figure(office.desk, code, month).value == sum(stage in stages for stage in now), (
                code,
                month,
            )
    records.delete(office.desk, find_register("party_index"), made)
