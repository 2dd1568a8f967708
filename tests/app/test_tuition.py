"""Degree studies and what they cost: the way through one, fees, and a reduction through its opinions."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from app.actions.enrolling import enrol
from app.actions.studies import (
    admit_study,
    begin_study,
    graduate,
    leave_school,
    owe_for_class,
    owe_for_studies,
    reject_study,
    resume,
    suspend,
)
from app.actions.tuition import apply_for_reduction, approve_reduction, credit, pay, reimburse
from app.actions.undo import last_undoable, undo
from app.errors import InUse, ValidationFailed
from app.registers import find_register, records
from app.rules.lifecycles import Lifecycle
from app.rules.studies import STUDY
from app.rules.tuition import REDUCTION
from db.models import DegreePause, DegreeStudy, Enrolment, FeeOpinion, FeeReduction, Tuition
from tests.factories import DAY, class_run, fee_policy, organization, reduction, study, tuition

SQLITE_ALONE = True  # plain rows; such SQL is tried on both elsewhere

REDUCTIONS = find_register("fee_reductions")
VERBS = {action.key: action.run for action in REDUCTIONS.actions}
ON = date(2024, 3, 5)


def rows(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


def one(office, model):
    (row,) = rows(office, model)
    return row


def refused(code):
    """An error whose first problem has a code."""
    return pytest.raises(ValidationFailed, check=lambda error: error.problems[0].code == code)


def test_a_study_goes_its_way_and_rests_in_between(office):
    person = office.person()
    made = study(office, person_id=person, status="applied", from_on=None)
    admit_study(office.desk, [made], {})
    begin_study(office.desk, [made], {"on": DAY})
    suspend(office.desk, [made], {"on": date(2024, 9, 1), "reason": "返乡"})
    assert one(office, DegreeStudy).status == "suspended"
    with refused("PAUSE"):
        records.save(office.desk, find_register("degree_studies"), {"status": "active"}, record_id=made)
    with refused("DATE_ORDER"):
        resume(office.desk, [made], {"on": date(2024, 9, 1)})
    resume(office.desk, [made], {"on": date(2025, 3, 1)})
    pause = one(office, DegreePause)
    assert (pause.from_on, pause.to_on, pause.reason) == (date(2024, 9, 1), date(2025, 3, 1), "返乡")
    graduate(office.desk, [made], {"on": date(2026, 7, 1)})
    done = one(office, DegreeStudy)
    assert (done.status, done.to_on) == ("graduated", date(2026, 7, 1))
    with pytest.raises(ValidationFailed, match="状态是“毕业”，不能改为“休学”"):
        suspend(office.desk, [made], {"on": date(2026, 8, 1), "reason": "返乡"})
    undo(office.desk, last_undoable(office.desk).id)
    assert one(office, DegreeStudy).status == "active"


def test_a_study_that_rests_may_end(office):
    made = study(office)
    suspend(office.desk, [made], {"on": date(2024, 9, 1), "reason": "生病"})
    values = {"kind": "withdrawn", "on": date(2025, 1, 1), "reason": "离杭"}
    leave_school(office.desk, [made], values)
    assert (one(office, DegreeStudy).status, one(office, DegreePause).to_on) == (
        "withdrawn",
        date(2025, 1, 1),
    )


def test_not_taken_is_the_end(office):
    made = study(office, status="applied", from_on=None)
    reject_study(office.desk, [made], {"reason": "未过线"})
    assert one(office, DegreeStudy).reason == "未过线"
    with refused("STATUS_STEP"):
        begin_study(office.desk, [made], {"on": DAY})


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"from_on": None}, "BEGUN_DATE"),
        ({"status": "graduated"}, "ENDED_DATE"),
        ({"to_on": date(2025, 1, 1)}, "ENDED_DATE"),
        ({"status": "suspended"}, "STATUS_START"),
        ({"years": 0}, "TOO_SMALL"),
        ({"to_on": date(2024, 1, 1), "status": "graduated"}, "DATE_ORDER"),
    ],
)
def test_what_a_study_must_say(office, values, code):
    with refused(code):
        study(office, **values)


def test_nobody_studies_the_same_twice_at_a_time(office):
    person = office.person()
    study(office, person_id=person)
    with refused("STUDY_TWICE"):
        study(office, person_id=person)
    study(office, person_id=person, level="bachelor")


def test_a_whole_cohort_owes_its_fees_at_once(office):
    people = [office.person(f"学员{at}", phones=f"1380000000{at}") for at in range(3)]
    studies = [study(office, person_id=person) for person in people]
    owe_for_studies(office.desk, studies, {"school_year": 2024, "due": 300_000})
    assert [(row.person_id, row.due) for row in rows(office, Tuition)] == [(one, 300_000) for one in people]
    with refused("TUITION_TWICE"):
        owe_for_studies(office.desk, studies[:1], {"school_year": 2024, "due": 1})
    with refused("SCHOOL_YEAR"):
        owe_for_studies(office.desk, studies[:1], {"school_year": 24, "due": 1})


def test_a_class_may_cost_something_too(office):
    run = class_run(office)
    enrol(office.desk, run, [office.person()])
    owe_for_class(office.desk, [one(office, Enrolment).id], {"due": 20_000})
    row = one(office, Tuition)
    assert (row.school_year, row.due, row.study_id) == (
        2023,
        20_000,
        None,
    )  # March belongs to the year before


def test_fees_are_of_somebody_who_studies(office):
    with refused("TUITION_FOR"):
        tuition(office, person_id=office.person())


def test_paid_and_given_back_fit_the_fee(office):
    made = tuition(office)
    pay(office.desk, [made], {"paid": 300_000, "on": ON})
    with refused("OVERPAID"):
        pay(office.desk, [made], {"paid": 300_100, "on": ON})
    pay(office.desk, [made], {"paid": 300_100, "on": ON, "accept_warnings": True})
    reimburse(office.desk, [made], {"reimbursed": 100_000, "on": date(2025, 7, 1)})
    with refused("REIMBURSED"):
        reimburse(
            office.desk, [made], {"reimbursed": 400_000, "on": date(2025, 7, 1), "accept_warnings": True}
        )
    row = one(office, Tuition)
    assert (row.paid, row.reimbursed, row.reimbursed_on) == (300_100, 100_000, date(2025, 7, 1))


def signed(who="赵某"):
    return {"on": ON, "signed_by": who}


def test_a_reduction_goes_through_its_opinions(office):
    made = reduction(office)
    VERBS["submit"](office.desk, [made], {"on": ON})
    VERBS["station_ok"](office.desk, [made], signed("赵站长"))
    VERBS["union_ok"](office.desk, [made], signed("工会钱某"))
    VERBS["school"](office.desk, [made], signed("院校孙某"))
    VERBS["approve"](office.desk, [made], {**signed("区工会李某"), "approved": 100_000})
    row = one(office, FeeReduction)
    assert (row.state, row.approved, row.approved_on) == ("approved", 100_000, ON)
    credit(office.desk, [made], {"on": date(2024, 9, 1)})
    said = [(str(row.step), row.signed_by, row.opinion) for row in rows(office, FeeOpinion)]
    assert said == [
        ("applicant", "张三", ""),
        ("station", "赵站长", ""),
        ("street_union", "工会钱某", ""),
        ("school", "院校孙某", ""),
        ("district_union", "区工会李某", "同意"),
    ]
    with refused("BELOW_REDUCTION"):
        records.save(
            office.desk, find_register("tuitions"), {"due": 90_000}, record_id=rows(office, Tuition)[0].id
        )
    with pytest.raises(InUse):
        records.delete(office.desk, find_register("tuitions"), [rows(office, Tuition)[0].id])


def test_it_may_be_sent_back_and_come_again_or_be_turned_down(office):
    made = reduction(office)
    with pytest.raises(ValidationFailed, match="状态是“草拟”，不能改为“站点社区同意”"):
        VERBS["station_ok"](office.desk, [made], signed())
    VERBS["submit"](office.desk, [made], {"on": ON})
    VERBS["return"](office.desk, [made], {**signed(), "reason": "缺会员证号"})
    VERBS["submit"](office.desk, [made], {"on": ON})
    VERBS["reject"](office.desk, [made], {**signed(), "reason": "不是本街道"})
    assert (one(office, FeeReduction).state, one(office, FeeReduction).reason) == ("rejected", "不是本街道")
    assert [row.agreed for row in rows(office, FeeOpinion)] == [True, False, True, False]
    with refused("STATUS_STEP"):
        VERBS["school"](office.desk, [made], signed())


def to_union(office, *made):
    for key in ("submit", "station_ok", "union_ok"):
        VERBS[key](office.desk, made, signed())


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({}, "ABOVE_FEE"),
        ({"percent": 50}, "ABOVE_PERCENT"),
        ({"most": 150_000}, "ABOVE_MOST"),
        ({"budget": 150_000}, "ABOVE_BUDGET"),
    ],
)
def test_never_above_the_fee_the_policy_or_its_budget(office, limits, code):
    made = reduction(office, policy_id=fee_policy(office, **limits))
    to_union(office, made)
    amount = 300_001 if code == "ABOVE_FEE" else 150_001
    with refused(code):
        approve_reduction(office.desk, [made], {**signed(), "approved": amount})
    approve_reduction(office.desk, [made], {**signed(), "approved": 150_000})


def test_a_budget_is_not_granted_twice(office):
    policy = fee_policy(office, budget=200_000)
    people = [office.person(f"学员{at}", phones=f"1380000000{at}") for at in range(2)]
    fees = [tuition(office, person_id=one) for one in people if study(office, person_id=one)]
    apply_for_reduction(office.desk, fees, {"policy_id": policy, "percent": 40, "on": ON})
    made = [row.id for row in rows(office, FeeReduction)]
    assert [row.requested for row in rows(office, FeeReduction)] == [120_000, 120_000]
    to_union(office, *made)
    with refused("ABOVE_BUDGET"):
        approve_reduction(office.desk, made, signed())
    assert {row.approved for row in rows(office, FeeReduction)} == {0}  # none is granted
    approve_reduction(office.desk, made[:1], signed())
    with refused("BELOW_GRANTED"):
        records.save(office.desk, find_register("fee_policies"), {"budget": 1}, record_id=policy)


def test_members_of_a_union_only_on_the_day_of_application(office):
    person = office.person()
    study(office, person_id=person)
    fee = tuition(office, person_id=person)
    policy = fee_policy(office, needs_union=True)
    values = {"policy_id": policy, "requested": 100_000, "on": ON}
    with refused("NOT_MEMBER"):
        apply_for_reduction(office.desk, [fee], values)
    office.make(
        "memberships", organization_id=organization(office), person_id=person, from_on=date(2024, 3, 6)
    )
    with refused("NOT_MEMBER"):
        apply_for_reduction(office.desk, [fee], values)
    apply_for_reduction(office.desk, [fee], {**values, "on": date(2024, 3, 6)})
    assert one(office, FeeReduction).number == "JM-000001"


def test_once_a_school_year_unless_it_was_turned_down(office):
    made = reduction(office)
    again = {"policy_id": fee_policy(office, name="另一办法"), "requested": 1, "on": ON}
    fee = rows(office, Tuition)[0].id
    with refused("REDUCED_TWICE"):
        apply_for_reduction(office.desk, [fee], again)
    VERBS["submit"](office.desk, [made], {"on": ON})
    VERBS["reject"](office.desk, [made], {**signed(), "reason": "材料不实"})
    apply_for_reduction(office.desk, [fee], again)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"requested": 300_001}, "ABOVE_FEE"),
        ({"requested": 0}, "ABOVE_FEE"),
        ({"applied_on": date(2023, 12, 31)}, "POLICY_OVER"),
    ],
)
def test_what_an_application_must_say(office, values, code):
    with refused(code):
        reduction(office, **values)
    with refused("HOW_MUCH"):
        apply_for_reduction(office.desk, [], {"policy_id": 1, "on": ON})


def test_an_application_needs_a_fee_and_a_policy_its_limits(office):
    with refused("NO_TUITION"):
        office.make(
            "fee_reductions",
            person_id=office.person(),
            policy_id=fee_policy(office),
            applied_on=DAY,
            requested=1,
        )
    with refused("PERCENT"):
        fee_policy(office, percent=120)


@pytest.mark.parametrize("lifecycle", [STUDY, REDUCTION])
def test_every_status_is_reached_and_ends(lifecycle: Lifecycle):
    reached = {path[-1] for path in lifecycle.paths()}
    assert reached == set(lifecycle.steps)
    assert any(lifecycle.is_end(status) for status in lifecycle.steps)
