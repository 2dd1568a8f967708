"""Figures of a small office counted by hand, their comparisons, and the rows behind every one of them."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from app import settings
from app.actions.people import leave
from app.desk import Actor, Desk
from app.measures.catalogue import MEASURES, find_measure
from app.measures.checks import checks
from app.measures.counts import scope_of
from app.measures.figures import (
    all_rows_behind,
    figure,
    figures,
    figures_by_area,
    histories,
    history,
    row_of_table,
    rows_behind,
    table,
)
from app.measures.period import Month, month_holding, of_office
from app.registers import find_register
from app.registers.lists import Query, count
from db.models import (
    Activity,
    ActivityPerson,
    ActivityService,
    Attendance,
    CardBatch,
    Certificate,
    CheckIn,
    ClassRun,
    ClassSession,
    Course,
    DailyTotal,
    DegreePause,
    DegreeStudy,
    Deliberation,
    Employment,
    Enrolment,
    Facility,
    FacilityState,
    FeePolicy,
    FeeReduction,
    GiftIntake,
    GiftIssue,
    GiftItem,
    Headcount,
    HotlineCard,
    Membership,
    MobileMember,
    Opinion,
    Organization,
    PartyIndex,
    PartyInstructor,
    PartyStagePeriod,
    Person,
    PlacePhoto,
    Pledge,
    PledgeSignature,
    Post,
    Prize,
    Programme,
    Registration,
    Request,
    RequestStep,
    Resolution,
    ServiceLog,
    ServiceQuantity,
    Team,
    TeamMember,
    Term,
    Tuition,
)
from db.queries.counting import rows_of

NOVEMBER = Month(2024, 11)


def party_work(add, ids, office):
    """Who is on the way into the Party, came from another branch, reported in or was sent to stations."""

    def development(number, who, *stages):
        card = add(PartyIndex(number=number, person_id=ids[who], stage=stages[-1][0]))
        ends = [first for _, first in stages[1:]]
        for (stage, first), last in zip(stages, [*ends, None], strict=True):
            add(PartyStagePeriod(index_id=card, stage=stage, from_on=first, to_on=last))

    # On 30 November one has become an activist, one is on (extended) probation; another is admitted a day later.
    development("FZ-1", 0, ("applicant", date(2024, 1, 1)), ("activist", date(2024, 11, 30)),
                ("candidate", date(2024, 12, 1)))  # fmt: skip
    development("FZ-2", 1, ("probationary", date(2023, 11, 1)), ("extended", date(2024, 11, 1)))
    development("FZ-3", 2, ("probationary", date(2024, 11, 1)), ("full", date(2024, 12, 1)))
    development("FZ-4", 3, ("applicant", date(2024, 1, 1)), ("withdrawn", date(2024, 11, 30)))
    for who, reported, last in (
        (1, date(2024, 11, 30), None),
        (2, date(2024, 12, 1), None),
        (4, None, None),
        (0, date(2024, 11, 2), date(2024, 11, 30)),
    ):
        add(MobileMember(person_id=ids[who], from_on=date(2024, 1, 1), to_on=last, reported_on=reported))
    for who, on in ((0, date(2024, 11, 1)), (0, date(2024, 11, 30)), (1, date(2024, 11, 5)),
                    (2, date(2024, 10, 31))):  # fmt: skip
        add(CheckIn(person_id=ids[who], area_id=office.community, checked_on=on))
    for last in (None, date(2024, 11, 30)):
        add(PartyInstructor(name="赵某", area_id=office.street, from_on=date(2024, 1, 1), to_on=last))


def asked(add, office):
    """Requests with their steps (state, day, limit, answer): one closed in time, one late and open again, one still open …"""

    def request(number, on, channel, category, *steps, **values):
        one = add(Request(number=number, received_on=on, channel=channel, category=category, title="事由",
                          area_id=office.community, state=steps[-1][0], **values))  # fmt: skip
        days = [day for _, day, _, _ in steps[1:]]
        for (state, day, due, answer), end in zip(steps, [*days, None], strict=True):
            add(
                RequestStep(
                    request_id=one, state=state, from_on=day, to_on=end, due_on=due, satisfaction=answer
                )
            )

    def november(day):
        return date(2024, 11, day)

    request("SQ-1", november(1), "hotline", "parking", ("pending", november(1), november(8), None),
            ("closed", november(8), november(8), None), ("called_back", november(8), november(8), "satisfied"),
            problem="parking")  # fmt: skip
    request("SQ-2", november(30), "city_line", "access", ("pending", november(30), date(2024, 12, 5), None),
            problem="finding")  # fmt: skip
    request("SQ-3", date(2024, 10, 20), "chat", "meals_and_rest",
            ("assigned", date(2024, 10, 20), date(2024, 10, 30), None),
            ("closed", november(5), date(2024, 10, 30), None),
            ("called_back", november(6), date(2024, 10, 30), "dissatisfied"),
            ("reopened", november(7), november(20), None), problem="resting")  # fmt: skip
    request("SQ-4", november(10), "snap", "traffic", ("pending", november(10), None, None),
            ("refused", november(12), None, None), is_report=True)  # fmt: skip
    request("SQ-5", november(10), "west_lake_code", "safety", ("closed", november(12), None, None),
            ("called_back", date(2024, 12, 1), None, "satisfied"), is_report=True)  # fmt: skip
    request("SQ-6", date(2024, 12, 1), "hotline", "parking", ("pending", date(2024, 12, 1), None, None))
    request("SQ-7", november(15), "network", "other", ("pending", november(15), None, None),
            ("transferred", november(30), None, None))  # fmt: skip


def deliberated(add, office):
    """Four meetings, two of them in November, one of these under a platform; opinions and resolutions of three."""
    hall = add(Organization(number="ZZ-7", name="天天议事厅", line="deliberation", kind="group", area_id=office.street,
                            established_on=date(2024, 1, 1)))  # fmt: skip
    october, first, last, _ = (
        add(Deliberation(number=f"YS-{n}", held_on=on, topic="停车", hosts="社区", area_id=office.community,
                         platform_id=under, riders=riders))
        for n, (on, under, riders) in enumerate(
            ((date(2024, 10, 5), hall, 7), (date(2024, 11, 4), hall, 12), (date(2024, 11, 30), None, 5),
             (date(2024, 12, 1), hall, 9))
        )
    )  # fmt: skip
    for meeting, state, decided, closed in (
        (first, "adopted", date(2024, 11, 4), date(2024, 11, 20)),
        (first, "adopted", date(2024, 12, 1), None),
        (last, "declined", date(2024, 11, 30), date(2024, 12, 2)),
        (october, "adopted", date(2024, 10, 5), date(2024, 11, 2)),
    ):
        add(
            Opinion(
                deliberation_id=meeting, content="划线", state=state, decided_on=decided, closed_on=closed
            )
        )
    for meeting, state, done in (
        (first, "done", date(2024, 11, 30)),
        (last, "running", None),
        (october, "done", date(2024, 11, 2)),
    ):
        add(Resolution(deliberation_id=meeting, item="划线", owner="物业", state=state, done_on=done))


def care(add, ids, area):
    """A reunion meal and a visit with services, what was given out, hotline cards, a pledge; plans and October do not count."""

    def activity(number, kind, on, **values):
        known = {
            "number": number,
            "kind": kind,
            "title": number,
            "state": "held",
            "held_on": on,
            "area_id": area,
        }
        return add(Activity(**known | values))

    meal = activity("HD-1", "reunion_meal", date(2024, 11, 3), riders=5, cost=30_050, funds="union", chain="organization",
                    aspects="关心关爱、融入治理")  # fmt: skip
    visit = activity("HD-2", "team_visit", date(2024, 11, 30), chain="service", aspects="权益保障")
    plan = activity("HD-3", "team_visit", date(2024, 11, 20), state="planned", riders=99)
    activity("HD-4", "theme", date(2024, 11, 20), state="cancelled", riders=99)
    before = activity("HD-5", "theme", date(2024, 10, 31))
    for who, of in ((0, meal), (1, meal), (0, visit), (2, before)):
        add(ActivityPerson(activity_id=of, person_id=ids[who]))
    for of, kind, served in (
        (visit, "legal", 4),
        (visit, "health", 3),
        (visit, "legal", 2),
        (plan, "legal", 50),
    ):
        add(ActivityService(activity_id=of, kind=kind, provider="律师", served=served))
    add(PlacePhoto(activity_id=meal, picture="", width=1, height=1))
    packs, maps = (
        add(GiftItem(number=f"WZ-{kind}", name=kind, kind=kind, area_id=area))
        for kind in ("pack", "service_map")
    )
    for item, on, quantity in (
        (packs, date(2024, 10, 1), 10),
        (packs, date(2024, 11, 10), 5),
        (maps, date(2024, 10, 1), 40),
    ):
        add(GiftIntake(item_id=item, received_on=on, quantity=quantity))
    for n, (item, on, quantity, price, who) in enumerate((
        (packs, date(2024, 11, 5), 1, 4_800, ids[0]),
        (packs, date(2024, 11, 6), 1, 4_800, ids[0]),
        (packs, date(2024, 10, 20), 2, 4_800, ids[1]),
        (packs, date(2024, 11, 30), 4, 0, None),
        (packs, date(2024, 12, 1), 1, 4_800, ids[2]),
        (maps, date(2024, 11, 15), 30, 0, None),
    )):  # fmt: skip
        add(GiftIssue(number=f"FW-{n}", item_id=item, issued_on=on, quantity=quantity, price=price, person_id=who,
                      area_id=area))  # fmt: skip
    batch = add(CardBatch(number="RK-1", printed_on=date(2024, 11, 1), hotline="96345", first_serial=1, last_serial=200,
                          area_id=area))  # fmt: skip
    for serial, (who, on, last) in enumerate((
        (0, date(2024, 11, 2), None), (1, date(2024, 11, 2), date(2024, 11, 20)), (2, date(2024, 12, 1), None),
        (3, date(2024, 10, 31), None),
    ), start=1):  # fmt: skip
        add(HotlineCard(batch_id=batch, serial=serial, person_id=ids[who], issued_on=on, ended_on=last))
    pledge = add(Pledge(number="CY-1", title="微笑倡议", started_on=date(2024, 10, 1), area_id=area))
    for on, quantity, who in (
        (date(2024, 11, 11), 25, None),
        (date(2024, 11, 12), 1, ids[0]),
        (date(2024, 10, 31), 9, None),
    ):
        add(PledgeSignature(pledge_id=pledge, signed_on=on, quantity=quantity, person_id=who))


REQUESTS_BY_HAND = {
    "R01": 5, **dict.fromkeys((f"R01{part}" for part in "defjklmnopqsx"), 0),
    **dict.fromkeys((f"R01{part}" for part in "abghirtuvw"), 1), "R01c": 2, "R01y": 2, "R02": 3,
    "R03": Decimal("66.7"), "R04": Decimal("50.0"), "R05": Decimal("50.0"), "R05a": 2, "R14": 2, "R14a": 1,
    "R08": 2, "R08a": 1, "R15": 1, "R11": 17, "R12": 3, "R12a": 1, "R12b": 1, "R09": 2, "R10": Decimal("50.0"), "R13": 2,
}  # fmt: skip


@pytest.fixture
def busy(desk, office):
    """November 2024 and what it is compared with; every figure below was counted by hand from these lines."""
    phone = iter(range(13800001000, 13800002000))
    born = {"old": date(1980, 1, 1), "young": date(1988, 12, 1), "just_36": date(1988, 11, 30)}

    def person(name, on, **values):
        return office.person(name, phones=str(next(phone)), registered_on=on, **values)

    # On the books: two since November 2023, two since October 2024, three since November 2024; one left in November.
    ids = [
        person("甲一", date(2023, 11, 6), category="courier", gender="female", birth_date=born["old"],
               platform_id=office.platform, last_verified_on=date(2024, 11, 20)),
        person("甲二", date(2023, 11, 8), category="rider", politics="01", birth_date=born["just_36"]),
        person("乙一", date(2024, 10, 1), category="rider", politics="02", birth_date=born["young"]),
        person("乙二", date(2024, 10, 31), category="truck_driver", gender="female"),
        person("丙一", date(2024, 11, 1), category="ride_hailing_driver", politics="03"),
        person("丙二", date(2024, 11, 30), category="other"),
        person("丙三", date(2024, 11, 15), category="rider", area_id=office.other_community),
        person("丁一", date(2024, 12, 1), category="rider"),
    ]  # fmt: skip
    leave(desk, [ids[3]], {"on": date(2024, 11, 30), "left_to": ""})
    with desk.operation("save", "准备") as session:

        def add(record):
            session.add(record)
            session.flush()
            return record.id

        street, here = office.street, office.community
        party = add(Organization(number="ZZ-1", name="新就业群体党委", line="party", kind="functional", area_id=street,
                                 established_on=date(2023, 6, 1)))  # fmt: skip
        add(Organization(number="ZZ-2", name="站点党支部", line="party", kind="formal", area_id=street,
                         established_on=date(2024, 11, 12)))  # fmt: skip
        union = add(Organization(number="ZZ-3", name="联合工会", line="union", kind="joint", area_id=street,
                                 established_on=date(2022, 1, 1)))  # fmt: skip
        other = add(Organization(number="ZZ-4", name="站点工会", line="union", kind="joint", area_id=street,
                                 established_on=date(2022, 1, 1), dissolved_on=date(2024, 11, 1)))  # fmt: skip
        add(Organization(number="ZZ-5", name="妇联小组", line="women", kind="group", area_id=street))
        add(Organization(number="ZZ-6", name="团小组", line="league", kind="group", area_id=street,
                         status="preparing"))  # fmt: skip
        add(
            Membership(
                organization_id=other, person_id=ids[0], from_on=date(2023, 12, 1), to_on=date(2024, 11, 1)
            )
        )
        add(Membership(organization_id=union, person_id=ids[0], from_on=date(2024, 11, 1)))
        add(Membership(organization_id=union, person_id=ids[1], from_on=date(2024, 11, 5)))
        add(Membership(organization_id=union, person_id=ids[3], from_on=date(2024, 10, 31)))
        add(
            Post(
                organization_id=party,
                person_id=ids[1],
                title="委员",
                part_time=True,
                from_on=date(2024, 1, 1),
            )
        )
        add(Post(organization_id=party, person_id=ids[0], title="书记", from_on=date(2024, 1, 1)))

        party_work(add, ids, office)
        asked(add, office)
        deliberated(add, office)

        def facility(number, kind, area, *states):
            made = add(Facility(number=number, name=number, kind=kind, area_id=area))
            for status, first, last in states:
                add(FacilityState(facility_id=made, status=status, from_on=first, to_on=last))

        facility("YS-1", "water_point", here, ("open", date(2024, 1, 1), None))
        facility("YS-2", "water_point", here, ("open", date(2024, 1, 1), date(2024, 11, 30)),
                 ("suspended", date(2024, 11, 30), None))  # fmt: skip
        facility("YZ-1", "rest_stop", here, ("trial", date(2024, 9, 1), date(2024, 11, 10)),
                 ("open", date(2024, 11, 10), None))  # fmt: skip
        course = add(Course(number="KC-1", name="急救"))

        def run(number, status="running"):
            return add(ClassRun(number=number, name=f"{number}班", course_id=course, area_id=street, status=status,
                                from_on=date(2024, 11, 1)))  # fmt: skip

        def lesson(of, on, *marks, heads=0):
            made = add(ClassSession(class_run_id=of, held_on=on, credit_hours=2))
            for who, mark in marks:
                add(Attendance(session_id=made, person_id=ids[who], mark=mark))
            if heads:
                add(Headcount(session_id=made, count=heads))

        first, second, planned, old = (
            run("BC-1"),
            run("BC-2"),
            run("BC-3", "planned"),
            run("BC-4", "finished"),
        )
        lesson(first, date(2024, 11, 4), (0, "present"), (1, "late"), (2, "absent"), heads=7)
        lesson(first, date(2024, 11, 11), (0, "present"), (1, "leave"), (2, "proxy"))
        lesson(second, date(2024, 11, 18), (0, "present"))
        lesson(planned, date(2024, 11, 20))
        lesson(old, date(2024, 10, 20), (0, "present"))
        lesson(old, date(2023, 11, 20), (0, "present"), (1, "present"))
        school = add(Programme(name="小哥学院", area_id=street))
        term = add(Term(programme_id=school, name="第1期", from_on=date(2024, 11, 1)))
        session.get_one(ClassRun, first).term_id = term
        studies(add, ids, street)
        care(add, ids, here)
        done = {"class_run_id": first, "status": "completed", "outcome": "passed"}
        add(Enrolment(person_id=ids[0], completed_on=date(2024, 11, 11), **done))
        add(Enrolment(person_id=ids[1], completed_on=date(2024, 12, 1), **done))
        for n, state in enumerate(("valid", "void")):
            add(Certificate(number=f"X-{n}", series="X", state=state, person_id=ids[0], person_name="甲一",
                            area_id=street, class_run_id=first, issued_on=date(2024, 11, 12), snapshot="{}"))  # fmt: skip
        team = add(Team(number="DW-1", name="义工队", area_id=street, founded_on=date(2024, 1, 1)))
        second_team = add(Team(number="DW-2", name="巡逻队", area_id=street, founded_on=date(2024, 11, 30)))
        for who, of in ((0, team), (0, second_team), (1, team)):
            add(TeamMember(team_id=of, person_id=ids[who], from_on=date(2024, 11, 30)))

        def service(who, on, minutes, **values):
            return add(ServiceLog(team_id=team, person_id=ids[who], served_on=on, minutes=minutes, area_id=street,
                                  activity="助老", **values))  # fmt: skip

        add(ServiceQuantity(log_id=service(0, date(2024, 11, 3), 50), output="meals", quantity=12))
        service(1, date(2024, 11, 3), 45)
        service(0, date(2024, 11, 9), 64)
        service(0, date(2024, 11, 9), 999, state="reversed")
        service(0, date(2024, 10, 9), 53)
        service(0, date(2023, 11, 9), 60)
        add(
            DailyTotal(team_id=team, served_on=date(2024, 11, 7), output="meals", quantity=30, area_id=street)
        )
        add(
            DailyTotal(
                team_id=team, served_on=date(2024, 11, 7), output="leaflets", quantity=200, area_id=street
            )
        )
        add(
            DailyTotal(team_id=team, served_on=date(2024, 10, 7), output="meals", quantity=21, area_id=street)
        )
    return ids


def studies(add, ids, area):
    """One studies, one has just graduated, one rests since November; two reductions were granted in November."""
    begun = {"school": "开放大学", "level": "college", "applied_on": date(2021, 6, 1), "area_id": area}
    reading, graduated, resting = (
        add(DegreeStudy(person_id=ids[who], from_on=date(2021, 9, 1), to_on=last, status=status, **begun))
        for who, status, last in (
            (0, "active", None),
            (1, "graduated", date(2024, 11, 10)),
            (2, "suspended", None),
        )
    )
    add(DegreeStudy(person_id=ids[3], from_on=date(2024, 12, 1), status="active", **begun))
    add(DegreePause(study_id=resting, from_on=date(2024, 11, 15)))
    policy = add(FeePolicy(name="减免办法", area_id=area, from_on=date(2024, 1, 1)))
    for n, (who, study, approved, state, on) in enumerate(
        (
            (0, reading, 120_000, "approved", date(2024, 11, 5)),
            (1, graduated, 30_050, "credited", date(2024, 11, 20)),
            (2, resting, 50_000, "approved", date(2024, 10, 20)),
            (2, resting, 50_000, "rejected", date(2024, 11, 20)),
        )
    ):
        owed = {"person_id": ids[who], "area_id": area}
        fee = add(Tuition(study_id=study, school_year=2020 + n, due=300_000, **owed))
        add(
            FeeReduction(
                number=f"JM-{n}", tuition_id=fee, policy_id=policy, applied_on=on, requested=approved,
                approved=approved, approved_on=on, state=state, **owed,
            )
        )  # fmt: skip
    add(Prize(contest="创新大赛", level="provincial", won_on=date(2024, 11, 8), team="小哥队", area_id=area))


BY_HAND = REQUESTS_BY_HAND | {
    "P01": 6, "P02": 1, "P03": 3, "P04": 1, "P05": 0, "P05a": 1, "P06": 1, "P07": 1, "P08": 2, "P09": 1,
    "P10": 3, "P11": 1, "P12": 1, "P13": 1, "O01": 2, "O01a": 1,
    "O02": 3, "O02a": 0, "O02b": 1, "O02c": 0, "O02d": 2, "O03": 1, "O03a": 2, "O11": 1, "O04": 1, "O05": 3, "O06": 1, "O07": Decimal("33.3"),
    "O08": 1, "O09": 0, "O10": 1, "O09a": 0, "O12": Decimal("0.0"), "O13": 0, "O14": None, "O15": 1, "O16": 0, "O17": 0,
    "O18": 1, "O19": 0, "O20": 1, "O20a": 0, "T10": 0, "F01": 1, "F02": 1, "F03": 0, "F04": 0, "F05": 0, "F06": 0, "F07": 0, "F08": 0, "F09": 0,
    "F17": 0, "F21": 0, "F18": 0, "F18a": 0, "F18b": 0, "F18c": 0, "F19": 0, "F19a": 0, "F19b": 0, "F19c": 0, "F20": 0, "F20a": 0,
    "F20b": 0, "F22": 0, "F23": 0, "F24": 0, "F25": 0, "F26a": 0, "F26b": 0, "F26c": 0, "F26d": 0, "F26e": 0, "F27a": 0, "F27b": 0,
    "F27c": 0, "F28a": 0, "F28b": 0, "F28c": 0, "F29": 0, "F29a": 0, "F29b": 0, "F29c": 0, "F30": 0, "F31": None, "W06": 0,
    "A01": 0, "A02": 0, "A03": 0, "A04": 0, "A04a": 0, "A04b": 0, "A04c": 0, "A04d": 0, "A04e": 0, "A04f": 0, "A04g": 0, "A04h": 0,
    "A04i": 0, "A05": None, "A06": 0, "A07": 2, **dict.fromkeys((f"A07{kind}" for kind in "acefghijkl"), 0), "A07b": 1, "A07d": 1,
    "A08": 8, "A09": 2, "A10": 3, "A11": 9, **dict.fromkeys((f"A11{kind}" for kind in "abcfghijk"), 0), "A11d": 6, "A11e": 3,
    "A12": 7, "A12p": 1, "A13a": 1, "A13b": 1, "A13c": 0, "A13d": 1, "A13e": 1, "A13f": 0, "A13g": 1, "A14": Decimal("300.5"),
    "A15": 36, "A15a": 6, **dict.fromkeys((f"A15{kind}" for kind in "bcdeg"), 0), "A15f": 30, "A16": 1, "A16a": 1, "A17": 7,
    "A17a": 5, "A18": Decimal("96.0"), "A19": 2, "A19a": 200, "A20": 1, "A20a": 5, "A21": Decimal("16.7"), "A22": 26,
    "F10": 0, "F11": None, "W05": 0, "F12": Decimal("50.0"), "F13": 0, "F14": None, "F15": 0, "F16": 0, "W04": 0, "T01": 1, "T02": 2, "T03": 3, "T04": 2, "T05": 11, "T06": 1, "T07": 1, "T08": 1, "T09": 2,
    "T11": Decimal("1500.5"), "T12": 6, "T13": 8, "T14": Decimal("57.1"), "T15": None, "T16": 3, "T17": 1, "T18": 1, "T19": 1, "V01": 2, "V01a": 2, "V01b": 0, "V01c": 0, "V01d": 0, "V01e": 0, "V02": 2,
    "V03": 2, "V04": 3, "V05": Decimal("2.7"), "V06": 42, "V07": 200, "V08": 0, "V09": 0, "V10": 0, "V10a": 0, "V10b": 0, "V10c": 0, "R06": 0, **dict.fromkeys((f"R06{part}" for part in "abcdefgh"), 0), "R07": None, "W01": 1, "W21": 0, "W22": 0, "W02": 1, "W03": 1,
}  # fmt: skip


def test_november_as_counted_by_hand(desk, busy):
    found = {code: one.value for code, one in figures(desk, BY_HAND, NOVEMBER).items()}
    assert found == BY_HAND
    assert set(BY_HAND) == {measure.code for measure in MEASURES}


def test_one_figure_is_the_same_alone(desk, busy):
    assert figure(desk, "T05", NOVEMBER).parts == (4, 7)
    assert figure(desk, "O07", NOVEMBER).parts == (2, 6)
    assert figure(desk, "V05", NOVEMBER).parts == (159,)


def test_figures_agree_with_each_other(desk, busy):
    for month in NOVEMBER.back(14):
        assert checks(desk, month) == []


def test_every_figure_is_the_sum_over_its_rows(desk, busy):
    for measure in MEASURES:
        for month in (NOVEMBER, NOVEMBER.previous(), NOVEMBER.year_before()):
            lines = [rows_of(part, month.window, scope_of(desk)) for part in measure.parts]
            with desk.reading() as session:
                behind = [tuple(row) for one in lines for row in session.execute(one)]
                listed = [
                    row.id
                    for _, chosen in all_rows_behind(desk, measure.code, month)
                    for row in session.execute(chosen)
                ]
            parts = figure(desk, measure.code, month).parts
            total = parts[0] if measure.base else sum(parts)
            if all(part.amount is None for part in measure.parts):
                assert len(behind) == total, measure.code
            elif all(part.distinct is None for part in measure.parts):
                assert sum(amount for _, amount in behind) == total, measure.code
            assert sorted(listed) == sorted(record for record, _ in behind), measure.code


def test_the_list_behind_a_figure_opens(desk, busy):
    for code in BY_HAND:
        key, chosen = rows_behind(desk, code, NOVEMBER)
        register = find_register(key)
        shown = count(desk, register, Query(within=chosen, label=find_measure(code).name))
        with desk.reading() as session:
            assert shown == len({row.id for row in session.execute(chosen)}), code


def test_comparisons(desk, busy):
    people = row_of_table(desk, "P01", NOVEMBER)
    assert (people.this_month, people.last_month, people.year_before) == (6, 4, 2)
    assert (people.month_change, people.year_change) == (Decimal("50.0"), Decimal("200.0"))
    assert (people.texts.year_total, people.texts.last_year_total) == ("—", "—")
    rate = row_of_table(desk, "O07", NOVEMBER).texts
    assert (rate.this_month, rate.last_month, rate.month_change) == ("33.3%", "50.0%", "-16.7个百分点")
    meals = row_of_table(desk, "V06", NOVEMBER)
    assert (meals.this_month, meals.last_month, meals.texts.month_change) == (42, 21, "100.0%")
    assert meals.year_total == 63
    attended = row_of_table(desk, "T05", NOVEMBER)
    assert (attended.year_total, attended.last_year_total, attended.texts.year_change) == (12, 2, "—")
    assert attended.partial  # the ledger begins in November 2023
    assert attended.same_month_change == Decimal("450.0")


def test_a_year_later_both_totals_are_whole(desk, busy):
    row = row_of_table(desk, "T05", Month(2025, 1))
    assert (row.year_total, row.last_year_total, row.partial) == (0, 0, False)
    assert row.texts.year_change == "—"  # nothing to compare with
    whole = row_of_table(desk, "T05", Month(2025, 11))
    assert (whole.last_year_total, whole.texts.year_change, whole.partial) == (12, "-100.0%", False)


def test_before_the_ledger_there_is_nothing_to_compare_with(desk, busy):
    row = row_of_table(desk, "P01", Month(2023, 11))
    assert (row.this_month, row.last_month, row.year_before) == (2, None, None)
    assert row.texts.month_change == "—"


def test_the_whole_table_is_in_the_catalogues_order(desk, busy):
    rows = table(desk, NOVEMBER)
    assert [row.measure for row in rows] == list(MEASURES)
    assert rows[0] == row_of_table(desk, "P01", NOVEMBER)


def test_history(desk, busy):
    assert history(desk, "P01", NOVEMBER, 3) == [2, 4, 6]
    both = histories(desk, ["P01", "O07"], NOVEMBER, 14)
    assert both["P01"][0] == 0
    assert both["O07"][:2] == [None, Decimal("0.0")]


def test_areas_and_what_a_clerk_sees(desk, office, busy):
    assert figure(desk, "P01", NOVEMBER, office.community).value == 5
    assert figure(desk, "P01", NOVEMBER, office.other_community).value == 1
    narrow = Desk(desk.ledger, Actor(None, "社区王某", office.other_community))
    assert figure(narrow, "P01", NOVEMBER).value == 1
    assert figure(narrow, "P01", NOVEMBER, office.community).value == 0
    assert figure(narrow, "T03", NOVEMBER).value == 0
    assert figure(narrow, "W03", NOVEMBER).value == 1


def test_figures_told_by_area_are_those_of_each_area(desk, office, busy):
    areas, codes = [office.community, office.other_community], ["P01", "O05", "O07"]
    told = figures_by_area(desk, codes, NOVEMBER, areas)
    assert told == [
        {code: one.value for code, one in figures(desk, codes, NOVEMBER, area_id).items()}
        for area_id in areas
    ]
    assert sum(one["P01"] for one in told) == figure(desk, "P01", NOVEMBER).value
    assert figures_by_area(desk, codes, NOVEMBER, []) == []
    with pytest.raises(ValueError, match="no area"):
        figures_by_area(desk, ["T05"], NOVEMBER, areas)


def test_moving_between_communities_is_no_arrival_for_the_street(desk, office):
    person = office.person("张三", registered_on=date(2024, 10, 1))
    with desk.operation("save", "转移") as session:
        row = session.execute(sa.select(Registration)).scalar_one()
        row.to_on, row.moved = date(2024, 11, 10), True
        session.flush()
        session.add(
            Registration(person_id=person, area_id=office.other_community, from_on=date(2024, 11, 10))
        )
    came_and_went = ("P10", "P11")
    assert [figure(desk, code, NOVEMBER).value for code in came_and_went] == [0, 0]
    assert [figure(desk, code, NOVEMBER, office.community).value for code in came_and_went] == [0, 1]
    assert [figure(desk, code, NOVEMBER, office.other_community).value for code in came_and_went] == [1, 0]
    for area in (None, office.community, office.other_community):
        assert checks(desk, NOVEMBER, area) == []


def test_restricted_people_count_without_being_listed(desk, busy):
    with desk.operation("save", "封存") as session:
        session.get_one(Person, busy[0]).status = "restricted"
    assert figure(desk, "P02", NOVEMBER).value == 1
    with desk.reading() as session:
        assert session.execute(rows_behind(desk, "P02", NOVEMBER)[1]).all() == [(busy[0],)]
        assert session.execute(rows_behind(desk, "P02", NOVEMBER, restricted=False)[1]).all() == []


def test_checks_say_what_does_not_add_up(desk, office):
    person = office.person("张三", registered_on=date(2024, 10, 1), category="rider")
    with desk.operation("save", "写坏") as session:
        session.add(Employment(person_id=person, category="courier", from_on=date(2024, 11, 1)))
    (sentence,) = checks(desk, NOVEMBER)
    assert "2人，不等于在册1人" in sentence


def test_months():
    natural, shifted = Month(2024, 2), Month(2024, 1, 26)
    assert (natural.first, natural.last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (shifted.first, shifted.last) == (date(2023, 12, 26), date(2024, 1, 25))
    assert Month(2024, 3, 26).year_to_date.first == date(2023, 12, 26)
    assert natural.previous() == Month(2024, 1)
    assert Month(2024, 1).previous() == Month(2023, 12)
    assert Month(2024, 12).next() == Month(2025, 1)
    assert [one.label for one in Month(2024, 1).back(2)] == ["2023年12月", "2024年1月"]
    assert month_holding(date(2024, 11, 26), 26) == Month(2024, 12, 26)
    assert month_holding(date(2024, 11, 25), 26) == Month(2024, 11, 26)
    with pytest.raises(ValueError, match="no such month"):
        Month(2024, 13)


def test_the_office_may_count_from_the_26th(desk, busy):
    settings.save(desk, {"period_start_day": 26})
    month = of_office(desk, 2024, 11)
    assert month.last == date(2024, 11, 25)
    assert figure(desk, "P10", month).value == 3  # 31 October, 1 and 15 November
    assert figure(desk, "P01", month).value == 6


def test_the_catalogue_is_sound():
    codes = [measure.code for measure in MEASURES]
    assert len(set(codes)) == len(codes)
    for measure in MEASURES:
        assert measure.definition.endswith("。")
        assert not measure.of or measure.of in codes
        assert bool(measure.base) == (measure.kind == "rate")
        assert all(find_register(key) for key in measure.lists())
