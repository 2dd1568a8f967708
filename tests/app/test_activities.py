"""Activities: held, postponed, cancelled; who took part; what the card, the due list and the person's card tell."""

from __future__ import annotations

from datetime import date

import pytest

from app.actions import activities as verbs
from app.actions.placephotos import PlacePhotos
from app.cards.activities import activity_facts, activity_story
from app.due import everything_due
from app.due.row import CARE
from app.errors import ValidationFailed
from app.measures.figures import figure
from app.measures.period import Month
from app.registers import find_register, records
from db.models import Activity
from tests import factories
from tests.conftest import Office

SQLITE_ALONE = True
DAY = factories.DAY
MARCH = Month(2024, 3)


def state(office: Office, activity: int) -> str:
    return str(records.load(office.desk, find_register("activities"), activity).values["state"])


def test_a_plan_is_no_result_until_it_is_held(office: Office) -> None:
    plan = factories.activity(office, state="planned")
    assert figure(office.desk, "A07", MARCH).value == 0
    verbs.hold(office.desk, [plan], {"on": date(2024, 3, 8), "riders": 30, "cost": 5_000, "funds": "street"})
    assert state(office, plan) == "held"
    assert [figure(office.desk, code, MARCH).value for code in ("A07", "A08")] == [1, 30]


def test_what_is_asked_on_holding_is_checked(office: Office) -> None:
    plan = factories.activity(office, state="planned")
    with pytest.raises(ValidationFailed, match="经费来源"):
        verbs.hold(office.desk, [plan], {"on": DAY, "cost": 5_000})
    with pytest.raises(ValidationFailed, match="还没有到"):
        verbs.hold(office.desk, [plan], {"on": date(2999, 1, 1)})
    with pytest.raises(ValidationFailed, match="“活动小结”最多200个字，现有201个字"):
        verbs.hold(office.desk, [plan], {"on": DAY, "summary": "好" * 201})
    with pytest.raises(ValidationFailed, match="不能小于0"):
        verbs.hold(office.desk, [plan], {"on": DAY, "riders": -1})
    assert state(office, plan) == "planned"


def test_postponed_twice_then_cancelled_and_that_is_the_end(office: Office) -> None:
    plan = factories.activity(office, state="planned")
    for on in (date(2024, 4, 1), date(2024, 5, 1)):
        verbs.postpone(office.desk, [plan], {"on": on, "reason": "下雨"})
    assert state(office, plan) == "postponed"
    with pytest.raises(ValidationFailed, match="晚于这一天"):
        verbs.postpone(office.desk, [plan], {"on": DAY, "reason": "下雨"})
    verbs.cancel(office.desk, [plan], {"reason": "场地没有了"})
    with pytest.raises(ValidationFailed, match="已取消，不能再登记开展"):
        verbs.hold(office.desk, [plan], {"on": DAY})
    with pytest.raises(ValidationFailed, match="已取消，不能再登记参加人"):
        office.make("activity_people", activity_id=plan, person_id=office.person())


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"state": "held", "held_on": date(2999, 1, 1)}, "held_on"),
        ({"state": "postponed"}, "reason"),
        ({"state": "cancelled", "reason": "雨"}, "state"),
        ({"cost": 100}, "funds"),
        ({"until": date(2024, 2, 1)}, "until"),
        ({"starts_at": "25:00"}, "starts_at"),
    ],
)
def test_what_does_not_fit_is_named(office: Office, values: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        factories.activity(office, **values)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_people_stand_once_on_the_list(office: Office) -> None:
    held, person = factories.activity(office), office.person()
    other = office.person("李四", phones="13800000002")
    verbs.join(office.desk, [person], {"activity_id": held})
    verbs.join(office.desk, [person, other], {"activity_id": held, "part": "发言"})
    assert figure(office.desk, "A09", MARCH).value == 2
    with pytest.raises(ValidationFailed, match="都已在"):
        verbs.join(office.desk, [person], {"activity_id": held})
    with pytest.raises(ValidationFailed, match="参加名单里"):
        office.make("activity_people", activity_id=held, person_id=person)


def test_a_partner_is_named_once(office: Office) -> None:
    values = factories.values_of("activity_partners", office)
    office.make("activity_partners", **values)
    with pytest.raises(ValidationFailed, match="已登记在这次活动里"):
        office.make("activity_partners", **values)


def test_the_card_tells_who_came_and_what_was_given(office: Office) -> None:
    held = factories.activity(office, riders=4, summary="送姜茶")
    office.make("activity_services", activity_id=held, kind="legal", provider="律师", served=9)
    office.make("activity_people", activity_id=held, person_id=office.person())
    item = factories.gift_item(office)
    office.make(
        "gift_issues", item_id=item, issued_on=DAY, quantity=2, activity_id=held, area_id=office.community
    )
    with office.desk.reading() as session:
        activity = session.get_one(Activity, held)
        assert activity_facts(activity, session, DAY) == [
            ("参加小哥", "5人次（列名1人）"),
            ("服务", "法律维权9人次"),
            ("发放物资", "2份（件），合96.00元"),
        ]
        (told,) = activity_story(activity, session)
    assert (told.on, told.text, told.detail) == (DAY, "已开展", "送姜茶")


def test_what_was_planned_is_due_until_it_is_held(office: Office) -> None:
    plan = factories.activity(office, state="planned", title="饺子宴")
    assert everything_due(office.desk, date(2024, 2, 29), line=CARE) == []
    (row,) = everything_due(office.desk, date(2024, 3, 4), line=CARE)
    assert (row.who, row.overdue_days, row.action, row.stage) == ("饺子宴", 3, "hold", "计划")
    assert len(everything_due(office.desk, date(2024, 2, 29), 30, line=CARE)) == 1
    verbs.hold(office.desk, [plan], {"on": DAY})
    assert everything_due(office.desk, date(2024, 3, 4), line=CARE) == []


def test_an_activity_with_its_photo_is_counted(office: Office) -> None:
    held = factories.activity(office)
    photos = PlacePhotos(Activity, "activity_id", "活动")
    assert figure(office.desk, "A12p", MARCH).value == 0
    photos.keep(office.desk, held, b"\xff\xd8\xff one", 640, 480)
    assert photos.read(office.desk, held) == b"\xff\xd8\xff one"
    assert figure(office.desk, "A12p", MARCH).value == 1


def test_a_persons_card_has_what_was_done_with_them() -> None:
    children = {child.register.key for child in find_register("people").children}
    assert children >= {"activity_people", "gift_issues", "hotline_cards", "pledge_signatures"}
