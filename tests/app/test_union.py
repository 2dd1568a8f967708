"""Union membership: the machine, its verbs, a whole station from a pasted list, rates and past days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.actions.joining import MatchState, join_list, match_list
from app.actions.organizations import issue_cards, join, leave
from app.actions.people import leave as leave_office
from app.actions.undo import undo
from app.actions.union import apply, approve, decline, leave_union, resume, retain, transfer
from app.desk import Actor, Desk
from app.due import due_list, elections_due
from app.errors import ValidationFailed
from app.exchange.namelist import MOST_LINES, parse_list
from app.measures.figures import figure
from app.measures.period import Month
from app.registers import find_register, lists, records
from app.registers.lists import Filter, Op, Query
from app.rules.union import DECLINED, NONE, STATUS_LABELS, UNION, union_status
from app.surveys.coverage import join_rates, missing_members
from db.models import MembershipStatus
from tests.factories import organization

SQLITE_ALONE = True  # plain rows; such SQL is tried on both elsewhere

JOINED = date(2024, 3, 1)


def problems_of(call):
    with pytest.raises(ValidationFailed) as caught:
        call()
    return [(one.code, one.field) for one in caught.value.problems]


def ids_of(office, key, **filters):
    query = Query(filters=tuple(Filter(name, Op.IS, (value,)) for name, value in filters.items()))
    register = find_register(key)
    return [row.id for row in lists.page(office.desk, register, query, [register.fields[0].name])]


def load(office, row, key="memberships"):
    return records.load(office.desk, find_register(key), row).values


def status(office, person, day):
    with office.desk.reading() as session:
        return union_status(session, [person], day)[person]


def member(office, on=JOINED, **values):
    """A union, a member of it, and the membership."""
    union, person = organization(office), office.person(**values)
    join(office.desk, union, [person], on)
    return union, person, ids_of(office, "memberships", person_id=person)[0]


# The machine


def test_nobody_is_a_member_without_having_applied():
    for path in UNION.paths():
        assert path[0] == NONE
        for before, then in pairwise(path):
            assert then in UNION.steps[before]
        if MembershipStatus.APPROVED in path:
            assert path[1] == "applied"
    assert UNION.steps["applied"] == (MembershipStatus.APPROVED, DECLINED)


def test_who_left_may_come_again():
    for ended in (MembershipStatus.EXITED, MembershipStatus.AUTO_EXITED, MembershipStatus.EXPELLED, DECLINED):
        assert UNION.allows(ended, "applied")
        assert not UNION.allows(ended, MembershipStatus.APPROVED)
    assert UNION.allows(MembershipStatus.TRANSFERRED_OUT, MembershipStatus.APPROVED)


def test_an_application_becomes_a_membership_from_the_approval_on(office):
    union, person = organization(office), office.person()
    apply(office.desk, union, [person], date(2024, 3, 1), "scan")
    (application,) = ids_of(office, "union_applications")
    assert problems_of(lambda: apply(office.desk, union, [person], date(2024, 3, 2))) == [
        ("APPLIED_TWICE", "person_id")
    ]
    assert ("DATE_ORDER", "decided_on") in problems_of(
        lambda: approve(office.desk, [application], {"on": date(2024, 2, 28), "accept_warnings": True})
    )
    approve(office.desk, [application], {"on": date(2024, 3, 20)})
    (row,) = ids_of(office, "memberships")
    known = load(office, row)
    assert (known["from_on"], known["applied_on"], known["channel"], known["status"]) == (
        date(2024, 3, 20), date(2024, 3, 1), "scan", "approved")  # fmt: skip
    told = [status(office, person, date(2024, 2, 29)), status(office, person, date(2024, 3, 1)),
            status(office, person, date(2024, 3, 19)), status(office, person, date(2024, 3, 20))]  # fmt: skip
    assert told == [NONE, "applied", "applied", "approved"]
    again = {"on": date(2024, 3, 21)}
    assert problems_of(lambda: approve(office.desk, [application], again)) == [("STATUS_STEP", "")]
    assert problems_of(lambda: apply(office.desk, union, [person], date(2024, 4, 1))) == [
        ("ALREADY_MEMBER", "person_id")
    ]


def test_declined_may_apply_again(office):
    union, person = organization(office), office.person()
    apply(office.desk, union, [person], date(2024, 3, 1))
    decline(office.desk, ids_of(office, "union_applications"), {"on": date(2024, 3, 5), "reason": "不在辖区"})
    assert status(office, person, date(2024, 3, 5)) == DECLINED
    apply(office.desk, union, [person], date(2024, 4, 1))
    assert status(office, person, date(2024, 4, 1)) == "applied"


def test_a_child_cannot_become_a_member(office):
    union, person = organization(office), office.person(birth_date=date(2010, 1, 1))
    apply(office.desk, union, [person], date(2024, 3, 1))
    (application,) = ids_of(office, "union_applications")
    assert problems_of(lambda: approve(office.desk, [application], {"on": date(2024, 3, 5)})) == [
        ("UNION_AGE", "from_on")
    ]
    assert ids_of(office, "memberships") == []


def test_one_applies_to_unions_only(office):
    women = office.make(
        "organizations", name="妇联小组", line="women", kind="group", area_id=office.community
    )
    person = office.person()
    assert problems_of(lambda: apply(office.desk, women, [person], JOINED)) == [
        ("NO_UNION", "organization_id")
    ]


def test_kept_without_work_and_taken_up_again(office):
    _, person, row = member(office)
    retain(office.desk, [row], {"on": date(2024, 6, 1), "reason": "离岗"})
    assert load(office, row)["status"] == "retained"
    assert problems_of(lambda: retain(office.desk, [row], {"on": date(2024, 7, 1)})) == [
        ("STATUS_STEP", "on")
    ]
    resume(office.desk, [row], {"on": date(2024, 9, 1)})
    told = {on: status(office, person, on) for on in (date(2024, 5, 31), date(2024, 6, 1), date(2024, 8, 31),
                                                     date(2024, 9, 1))}  # fmt: skip
    assert list(told.values()) == ["approved", "retained", "retained", "approved"]
    assert problems_of(lambda: retain(office.desk, [row], {"on": date(2025, 1, 1)})) == [
        ("RETAINED_TWICE", "on")
    ]


def test_a_transfer_goes_on_in_the_other_union_without_a_gap(office):
    union, person, row = member(office)
    other = office.make(
        "organizations", name="站点工会", line="union", kind="joint", area_id=office.community
    )
    on = date(2024, 6, 1)
    assert problems_of(lambda: transfer(office.desk, [row], {"on": on})) == [
        ("SIDE_MISSING", "organization_id")
    ]
    assert problems_of(lambda: transfer(office.desk, [row], {"on": on, "organization_id": union})) == [
        ("SAME_SIDE", "organization_id")
    ]
    transfer(office.desk, [row], {"on": on, "organization_id": other})
    following = next(one for one in ids_of(office, "memberships") if one != row)
    assert (load(office, row)["status"], load(office, row)["to_on"]) == ("transferred_out", on)
    known = load(office, following)
    assert (known["organization_id"], known["from_on"], known["other_union"]) == (other, on, "新业态联合工会")
    assert [status(office, person, day) for day in (on - timedelta(days=1), on)] == ["approved", "approved"]
    assert figure(office.desk, "O06", Month(2024, 6)).value == 0
    transfer(office.desk, [following], {"on": date(2024, 8, 1), "other_union": "滨江区联合工会"})
    assert status(office, person, date(2024, 8, 1)) == "transferred_out"


@pytest.mark.parametrize("kind", ["exited", "auto_exited", "expelled"])
def test_leaving_ends_once_and_a_new_membership_may_follow(office, kind):
    union, person, row = member(office)
    asked = {"kind": kind, "on": date(2024, 6, 1), "reason": "本人申请"}
    assert problems_of(lambda: leave_union(office.desk, [row], asked | {"on": JOINED})) == [
        ("PERIOD_ORDER", "on")
    ]
    leave_union(office.desk, [row], asked)
    assert problems_of(lambda: leave_union(office.desk, [row], asked)) == [("STATUS_STEP", "")]
    assert problems_of(lambda: retain(office.desk, [row], {"on": date(2024, 5, 1)})) == [("STATUS_STEP", "")]
    assert status(office, person, date(2024, 6, 1)) == kind
    join(office.desk, union, [person], date(2024, 7, 1))
    assert status(office, person, date(2024, 6, 30)) == kind
    assert status(office, person, date(2024, 7, 1)) == "approved"


def test_the_plain_ways_out_say_so_too(office):
    _, person, row = member(office)
    leave(office.desk, [row], {"on": date(2024, 6, 1), "reason": ""})
    assert (load(office, row)["status"], status(office, person, date(2024, 6, 1))) == ("exited", "exited")
    records.save(office.desk, find_register("memberships"), {"to_on": None}, record_id=row)
    assert load(office, row)["status"] == "approved"


def test_only_unions_keep_members_without_work(office):
    women = office.make(
        "organizations", name="妇联小组", line="women", kind="group", area_id=office.community
    )
    person = office.person(gender="female")
    join(office.desk, women, [person], JOINED)
    (row,) = ids_of(office, "memberships")
    assert problems_of(lambda: retain(office.desk, [row], {"on": date(2024, 6, 1)})) == [("NO_UNION", "")]
    by_hand = {"retained_on": date(2024, 6, 1)}
    assert problems_of(
        lambda: records.save(office.desk, find_register("memberships"), by_hand, record_id=row)
    ) == [("NO_UNION", "retained_on")]


# Any past day

WALK = st.lists(
    st.tuples(st.sampled_from(["retain", "resume", "move", "exit", "join"]), st.integers(1, 120)), max_size=8
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walks=st.lists(WALK, min_size=1, max_size=3))
def test_members_of_past_days_equal_a_replay(office, walks):
    desk, unions = office.desk, _two_unions(office)
    tales = {}
    for walk in walks:
        person = office.person("某人", phones="", other_contact="站长")
        tales[person] = _walk(office, unions, person, walk)
    for day in (
        date(2020, 2, 1),
        date(2020, 6, 30),
        date(2020, 12, 31),
        date(2021, 12, 31),
        date(2024, 1, 1),
    ):
        with desk.reading() as session:
            told = union_status(session, tales, day)
        wanted = {
            person: next((now for on, now in reversed(tale) if on <= day), NONE)
            for person, tale in tales.items()
        }
        assert told == wanted, day
        counted = figure(desk, "O05", Month(day.year, day.month))
        last = Month(day.year, day.month).last
        inside = [next((now for on, now in reversed(tale) if on <= last), NONE) for tale in tales.values()]
        assert counted.value == sum(now in ("approved", "retained") for now in inside)
    for row in ids_of(office, "memberships"):
        records.delete(desk, find_register("memberships"), [row])


def _two_unions(office):
    found = ids_of(office, "organizations", line="union")
    make = {"line": "union", "kind": "joint", "area_id": office.community}
    return found or [office.make("organizations", name=name, **make) for name in ("工会甲", "工会乙")]


def _walk(office, unions, person, walk):
    """Take the steps that are possible, and tell what the person was from each day on."""
    desk, on, at, kept = office.desk, date(2020, 1, 1), 0, 0
    join(desk, unions[at], [person], on)
    tale = [(on, "approved")]
    for verb, days in walk:
        now, on = tale[-1][1], on + timedelta(days=days)
        row = max(ids_of(office, "memberships", person_id=person))
        if verb == "retain" and now == "approved" and not kept:
            kept = retain(desk, [row], {"on": on}).operation_id
            tale.append((on, "retained"))
        elif verb == "resume" and now == "retained":
            resume(desk, [row], {"on": on})
            tale.append((on, "approved"))
        elif verb == "move" and now in ("approved", "retained"):
            at, kept = 1 - at, 0
            transfer(desk, [row], {"on": on, "organization_id": unions[at], "accept_warnings": True})
            tale.append((on, "approved"))
        elif verb == "exit" and now in ("approved", "retained"):
            leave_union(desk, [row], {"kind": "auto_exited", "on": on})
            tale.append((on, "auto_exited"))
        elif verb == "join" and now == "auto_exited":
            kept = 0
            join(desk, unions[at], [person], on)
            tale.append((on, "approved"))
    return tale


# A pasted list

PASTED = """序号\t姓名\t电话
1\t张三\t138 0000 0001
2、李四  13800000002  男
（3）王 五，13800000003
买买提·艾力\t13800000004

13800000005 欧阳小蜂
赵六
"""


def test_names_and_phones_are_read_however_they_were_typed():
    assert [(line.number, line.name, line.phones) for line in parse_list(PASTED)] == [
        (2, "张三", ("13800000001",)),
        (3, "李四", ("13800000002",)),
        (4, "王五", ("13800000003",)),
        (5, "买买提·艾力", ("13800000004",)),
        (7, "欧阳小蜂", ("13800000005",)),
        (8, "赵六", ()),
    ]


def test_identity_numbers_are_not_kept():
    (line,) = parse_list("张三\t330106199506150024\t13800000001")
    assert (line.name, line.phones) == ("张三", ("13800000001",))


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    for line in parse_list(text):
        assert 1 <= line.number <= len(text.splitlines())
        assert all(part.isdigit() for phone in line.phones for part in phone.split("-"))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["张三", "欧阳小蜂", "阿依古丽·买买提"]), st.integers(13000000000, 19999999999)
        ),
        max_size=6,
    ),
    st.sampled_from(["\t", "  ", "，", ","]),
    st.booleans(),
    st.booleans(),
)
def test_a_list_written_out_is_read_back(people, between, phone_first, numbered):
    written = []
    for place, (name, phone) in enumerate(people, start=1):
        cells = [str(phone), name] if phone_first else [name, str(phone)]
        written.append((f"{place}. " if numbered else "") + between.join(cells))
    found = parse_list("\n".join(written))
    assert [(line.name, line.phones) for line in found] == [(name, (str(phone),)) for name, phone in people]


def test_too_long_a_list_is_refused():
    assert problems_of(lambda: parse_list("张三\n" * (MOST_LINES + 1))) == [("TOO_MANY", "text")]


@pytest.fixture
def station(office):
    """A union and five riders, one of them in the union already, two of one name."""
    union = organization(office)
    at = {"station_id": office.station}
    people = {
        "张三": office.person("张三", phones="13800000001 13900000001", **at),
        "李四": office.person("李四", phones="13800000002", **at),
        "王五": office.person("王五", phones="13800000003", **at),
        "周一": office.person("周一", phones="13800000006", **at),
        "周一别处": office.person("周一", phones="13800000007"),
    }
    join(office.desk, union, [people["李四"]], date(2024, 1, 1))
    return union, people


def matched(office, union, text, **values):
    return [
        (one.state.value, one.person_id) for one in match_list(office.desk, union, text, JOINED, **values)
    ]


def test_every_line_says_whom_it_means(office, station):
    union, people = station
    text = "张三 13900000001\n李四 13800000002\n王五\n周一\n王五 13999999999\n赵六 13800000009\n13800000003\n张三 13800000001"
    assert matched(office, union, text) == [
        ("found", people["张三"]),
        ("member", people["李四"]),
        ("found", people["王五"]),
        ("choose", None),
        ("choose", None),
        ("not_found", None),
        ("unreadable", None),
        ("repeated", people["张三"]),
    ]
    assert matched(office, union, "周一", station_id=office.station) == [("found", people["周一"])]
    (renamed,) = match_list(office.desk, union, "孙七 13900000001", JOINED)
    assert renamed.state is MatchState.CHOOSE
    assert [one.person_id for one in renamed.candidates] == [people["张三"]]
    assert "13900000001" not in renamed.candidates[0].label
    assert "139****0001" in renamed.candidates[0].label


def test_a_clerk_of_another_community_finds_nobody(office, station):
    union, _ = station
    other = Desk(office.desk.ledger, Actor(None, "另一社区", office.other_community))
    assert [one.state.value for one in match_list(other, union, "张三 13800000001", JOINED)] == ["not_found"]


def test_what_was_decided_is_joined_in_one_operation(office, station):
    union, people = station
    matches = match_list(office.desk, union, "张三 13800000001\n周一\n李四 13800000002\n王五", JOINED)
    decided = {one.line.number: one.person_id for one in matches if one.state is MatchState.FOUND}
    decided[2] = people["周一"]
    joined = join_list(office.desk, union, decided, JOINED)
    assert set(joined.joined) == {people["张三"], people["周一"], people["王五"]}
    rates = join_rates(office.desk, JOINED)
    assert [(row.name, row.riders, row.members) for row in rates.rows] == [("顺丰曙光站", 0, 0)]
    undo(office.desk, joined.changes.operation_id)
    assert len(ids_of(office, "memberships")) == 1
    assert problems_of(lambda: join_list(office.desk, union, {}, JOINED)) == [("NOBODY", "decided")]


def test_one_who_cannot_join_keeps_all_from_joining(office, station):
    _, people = station
    other = office.make(
        "organizations", name="站点工会", line="union", kind="joint", area_id=office.community
    )
    decided = {1: people["张三"], 2: people["李四"]}
    with pytest.raises(ValidationFailed, match="李四") as caught:
        join_list(office.desk, other, decided, JOINED)
    assert [one.code for one in caught.value.problems] == ["UNION_TWICE"]
    assert len(ids_of(office, "memberships")) == 1


# Rates, terms


def test_join_rates_of_a_day_name_who_is_missing(office):
    desk, union = office.desk, organization(office)
    begun = date(2024, 1, 1)
    at = {"station_id": office.station, "registered_on": begun}
    ids = [office.person(f"骑手{n}", phones=f"1380000010{n}", **at) for n in range(4)]
    empty = office.make("stations", name="空站", area_id=office.other_community)
    closed = {"area_id": office.community, "closed_on": date(2023, 1, 1)}
    office.make("stations", name="旧站", **closed)
    join(desk, union, ids[:2], date(2024, 2, 1))
    leave_office(desk, [ids[3]], {"on": date(2024, 3, 1)})

    def told(on):
        return [(row.station_id, row.riders, row.members, row.rate) for row in join_rates(desk, on).rows]

    assert told(date(2024, 1, 31)) == [(office.station, 4, 0, 0), (empty, 0, 0, None)]
    assert told(date(2024, 2, 1)) == [(office.station, 4, 2, 50), (empty, 0, 0, None)]
    march = join_rates(desk, date(2024, 3, 1))
    assert (march.riders, march.members, str(march.rate)) == (3, 2, "66.7")
    assert (march.with_riders, march.complete) == (1, 0)
    asked = missing_members(desk, date(2024, 3, 1), [office.station, empty])
    assert asked == {office.station: ((ids[2], "骑手2"),), empty: ()}
    join(desk, union, [ids[2]], date(2024, 3, 2))
    assert join_rates(desk, date(2024, 3, 2)).complete == 1
    other = Desk(desk.ledger, Actor(None, "另一社区", office.other_community))
    assert [row.name for row in join_rates(other, date(2024, 3, 2)).rows] == ["空站"]
    assert missing_members(other, date(2024, 3, 1), [office.station]) == {office.station: ()}


def test_terms_that_end_are_reminded_months_before(office):
    union = office.make("organizations", name="联合工会", line="union", kind="joint", area_id=office.community,
                        term_years=3, term_from=date(2022, 2, 28))  # fmt: skip
    office.make("organizations", name="旧工会", line="union", kind="joint", area_id=office.community,
                status="dissolved", dissolved_on=date(2024, 1, 1), next_election_on=date(2025, 2, 1))  # fmt: skip
    assert elections_due(office.desk, date(2024, 8, 27)) == []
    (row,) = elections_due(office.desk, date(2024, 8, 28))
    assert (row.record_id, row.due_on, row.overdue_days) == (union, date(2025, 2, 28), 0)
    assert elections_due(office.desk, date(2025, 3, 10))[0].overdue_days == 10


def test_applications_that_wait_are_due(office):
    union, person = organization(office), office.person()
    apply(office.desk, union, [person], JOINED)
    (row,) = due_list(office.desk, date(2024, 4, 10))
    assert (row.what, row.due_on, row.overdue_days) == ("审批入会申请", date(2024, 3, 31), 10)


def test_every_status_has_a_word():
    assert {status for status, _ in STATUS_LABELS} == set(MembershipStatus)


def test_cards_are_noted_for_members_only(office):
    union, people = organization(office), [office.person(f"甲{n}", phones=f"1380000006{n}") for n in range(2)]
    join(office.desk, union, people, JOINED)
    rows = sorted(ids_of(office, "memberships", organization_id=union))
    issue_cards(office.desk, rows, {})
    assert [load(office, row)["card_issued"] for row in rows] == [True, True]
    leave_union(office.desk, rows[1:], {"kind": "exited", "on": date(2024, 5, 6), "accept_warnings": True})
    assert problems_of(lambda: issue_cards(office.desk, rows, {})) == [("NO_UNION", "")]
