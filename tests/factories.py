"""A valid record's values for every register, so that one test can walk through all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.requestmakers import MAKERS as REQUEST_MAKERS

if TYPE_CHECKING:
    from tests.conftest import Office

DAY = date(2024, 3, 1)
Values = dict[str, Any]


def organization(office: Office) -> int:
    """A union to belong to."""
    return office.make(
        "organizations", name="新业态联合工会", line="union", kind="joint", area_id=office.community
    )


def party_body(office: Office, kind: str = "formal") -> int:
    """A Party branch that holds relations, or a functional one."""
    name = "曙光支部" if kind == "formal" else "功能型党委"
    return office.make("organizations", name=name, line="party", kind=kind, area_id=office.community)


def party_card(office: Office, **values: Any) -> int:
    """A development card that begins as an activist on 1 March 2024."""
    known = {"person_id": office.person(), "applied_on": date(2023, 11, 1), "activist_on": DAY}
    return office.make("party_index", **known | values)


def instructor(office: Office) -> int:
    """An instructor to give stations to."""
    return office.make("party_instructors", name="赵指导员", area_id=office.community, from_on=DAY)


def facility(office: Office) -> int:
    """A place to own states, plates and equipment."""
    return office.make(
        "facilities", name="曙光驿站", kind="rest_stop", area_id=office.community, opened_on=DAY
    )


def programme(office: Office) -> int:
    """A school to teach in."""
    return office.make("programmes", name="“三新”学堂", area_id=office.street)


def term(office: Office) -> int:
    """A term of a school of its own."""
    return office.make("terms", programme_id=programme(office), name="第2期", from_on=DAY)


def study(office: Office, **values: Any) -> int:
    """A degree study that begins on 1 March 2024."""
    known = {"person_id": office.person(), "school": "浙江开放大学", "level": "college", "status": "active"}
    return office.make("degree_studies", **known | {"applied_on": date(2024, 1, 5), "from_on": DAY} | values)


def tuition(office: Office, **values: Any) -> int:
    """A fee of 3000 yuan for a school year of a study of its own."""
    known = {"school_year": 2024, "due": 300_000}
    if "person_id" not in values:
        person = office.person()
        study(office, person_id=person)
        known["person_id"] = person
    return office.make("tuitions", **known | values)


def fee_policy(office: Office, **values: Any) -> int:
    """A policy for everybody, in force from 2024."""
    known = {
        "name": "新业态学费减免办法",
        "area_id": office.street,
        "from_on": date(2024, 1, 1),
        "needs_union": False,
    }
    return office.make("fee_policies", **known | values)


def reduction(office: Office, **values: Any) -> int:
    """An application for 1200 yuan."""
    person = office.person()
    study(office, person_id=person)
    tuition(office, person_id=person)
    known = {"person_id": person, "applied_on": DAY, "requested": 120_000}
    if "policy_id" not in values:
        known["policy_id"] = fee_policy(office)
    return office.make("fee_reductions", **known | values)


def _owing(office: Office) -> int:
    """Somebody who studies."""
    person = office.person()
    study(office, person_id=person)
    return person


def _tuition_owner(office: Office) -> int:
    """Somebody who owes tuition."""
    person = _owing(office)
    tuition(office, person_id=person)
    return person


def course(office: Office) -> int:
    """A course to run."""
    return office.make("courses", name="手机摄影")


def class_run(office: Office, **values: Any) -> int:
    """A class run to enrol in, from 1 March to 30 June 2024."""
    known = {
        "name": "第1期手机摄影班",
        "course_id": course(office),
        "area_id": office.community,
        "from_on": DAY,
    }
    return office.make("class_runs", **known | {"to_on": date(2024, 6, 30)} | values)


def class_session(office: Office) -> int:
    """A session to attend."""
    return office.make("class_sessions", class_run_id=class_run(office), held_on=DAY)


def team(office: Office, **values: Any) -> int:
    """A team to serve with."""
    known = {"name": "助老专送小哥队", "area_id": office.community, "founded_on": date(2024, 1, 1)}
    return office.make("teams", **known | values)


def service_log(office: Office) -> int:
    """A record to hang quantities on."""
    return office.make("service_logs", **_service_log(office))


def _attended(office: Office) -> Values:
    """A session and somebody who is on its class's list."""
    person = office.person()
    run = class_run(office)
    office.make("enrolments", class_run_id=run, person_id=person, status="enrolled")
    return {
        "session_id": office.make("class_sessions", class_run_id=run, held_on=DAY),
        "person_id": person,
    }


def _service_log(office: Office) -> Values:
    person, serving = office.person(), team(office)
    office.make("team_members", team_id=serving, person_id=person, from_on=date(2024, 1, 1))
    return {
        "person_id": person,
        "team_id": serving,
        "area_id": office.community,
        "served_on": DAY,
        "starts_at": "09:00",
        "ends_at": "11:00",
        "minutes": 90,
        "activity": "助老送餐",
        "place": "金祝社区",
        "content": "为独居老人送餐",
    }


def _certificate(office: Office) -> Values:
    return {
        "number": "XFXY-2024-01-0001",
        "series": "XFXY-2024-01",
        "person_id": office.person(),
        "person_name": "张三",
        "class_run_id": class_run(office),
        "civic_role_id": office.make("civic_roles", person_id=office.person(), kind="monitor", from_on=DAY),
        "kind": "completion",
        "issued_on": DAY,
        "sealed_by": "钱主任",
        "collected_on": date(2024, 3, 8),
        "snapshot": "{}",
        "reason": "姓名更正",
        "area_id": office.community,
    }


def partner(office: Office, **values: Any) -> int:
    """A shop that helps riders since 1 March 2024."""
    known = {"name": "晨光面馆", "kind": "merchant", "area_id": office.community, "joined_on": DAY}
    return office.make("partners", **known | values)


def alliance(office: Office) -> int:
    """An alliance founded on 1 March 2024."""
    return office.make("alliances", name="曙光路街区党建联盟", area_id=office.street, founded_on=DAY)


def joint_project(office: Office) -> int:
    """A joint project nobody has begun."""
    return office.make("joint_projects", name="骑手充电角", area_id=office.street, listed_on=DAY)


def friendly_unit(office: Office) -> int:
    """A compound to own stages, measures and filings."""
    return office.make("friendly_units", name="曙光苑", kind="compound", area_id=office.community)


def inspection(office: Office) -> int:
    """A rest stop that was looked at."""
    return office.make("inspections", facility_id=facility(office), inspected_on=DAY)


def inspection_item(office: Office) -> int:
    """A line of the checklist."""
    return office.make("inspection_items", name="有统一标识", place=1)


def star_scheme(office: Office) -> int:
    """The usual hours of the five stars."""
    return office.make("star_schemes", name="通用标准", valid_from=date(2023, 1, 1))


def issuer(office: Office, **values: Any) -> int:
    """A residents' committee that organises service and may certify it."""
    known = {
        "name": "宝石社区居委会",
        "kind": "committee",
        "may_certify": True,
        "code": "XHBS",
        "responsible": "王主任",
        "handler": "小李",
        "phone": "0571-88000001",
        "area_id": office.community,
    }
    return office.make("issuers", **known | values)


def booked_log(office: Office, **values: Any) -> int:
    """A service that was verified and booked."""
    from app.actions.volunteering import book_logs, verify_logs

    log = office.make("service_logs", **_service_log(office) | values)
    verify_logs(office.desk, [log], {"own_too": True})
    book_logs(office.desk, [log], {})
    return log


def record_certificate(office: Office, **values: Any) -> int:
    """An application for a certificate of a month's service."""
    known = {"since": DAY, "until": date(2024, 3, 31), "requested_on": date(2024, 4, 2)}
    if "person_id" not in values:
        known["person_id"] = office.person()
    if "issuer_id" not in values:
        known["issuer_id"] = issuer(office)
    return office.make("record_certificates", **known | values)


def _certificate_line(office: Office) -> Values:
    return {"certificate_id": record_certificate(office), "log_id": service_log(office)}


def activity(office: Office, **values: Any) -> int:
    """An activity held on 1 March 2024."""
    known = {
        "kind": "theme",
        "title": "学雷锋日",
        "state": "held",
        "held_on": DAY,
        "area_id": office.community,
    }
    return office.make("activities", **known | values)


def gift_item(office: Office, stock: int = 10, **values: Any) -> int:
    """A care package of 48 yuan, ``stock`` of which came in on 1 March 2024."""
    known = {"name": "温暖礼包", "kind": "pack", "price": 4_800, "area_id": office.community}
    item = office.make("gift_items", **known | values)
    if stock:
        office.make("gift_intakes", item_id=item, received_on=DAY, quantity=stock)
    return item


def card_batch(office: Office, **values: Any) -> int:
    """Five hundred hotline cards printed on 1 March 2024."""
    known = {
        "printed_on": DAY,
        "hotline": "0571-85171234",
        "prefix": "BS",
        "first_serial": 1,
        "last_serial": 500,
    }
    return office.make("card_batches", area_id=office.community, **known | values)


def pledge(office: Office, **values: Any) -> int:
    """A pledge that begins on 1 March 2024."""
    return office.make("pledges", title="微笑倡议", area_id=office.community, **{"started_on": DAY} | values)


_MAKERS: dict[str, Callable[[Office], Values]] = {
    **REQUEST_MAKERS,
    "issuers": lambda office: {
        "name": "金祝社区居委会",
        "kind": "committee",
        "may_certify": True,
        "code": "XHJZ",
        "responsible": "赵主任",
        "handler": "小钱",
        "phone": "0571-88000002",
        "uscc": "54330106MF1234567X",
        "succeeds_id": issuer(office),
        "area_id": office.community,
        "note": "换届后更新负责人",
    },
    "volunteer_registrations": lambda office: {
        "person_id": office.person(),
        "platform": "志愿浙江",
        "volunteer_no": "330106202403010001",
        "registered_on": DAY,
        "note": "本人注册",
    },
    "record_certificates": lambda office: {
        "person_id": office.person(),
        "issuer_id": issuer(office),
        "since": DAY,
        "until": date(2024, 3, 31),
        "requested_on": date(2024, 4, 2),
        "purpose": "评优",
        "certificate_no": "XHBS-ZYZM-2024-0009",
        "remark": "含节假日服务",
    },
    "record_certificate_lines": _certificate_line,
    "log_corrections": lambda office: {
        "log_id": booked_log(office),
        "requested_on": date(2024, 4, 2),
        "requested_by": "张三",
        "new_minutes": 60,
        "new_served_on": date(2024, 3, 2),
        "new_starts_at": "08:00",
        "new_ends_at": "10:00",
        "new_activity": "文明劝导",
        "new_organizer_id": issuer(office),
        "grounds": "签到表上是一小时",
        "evidence": "签到表",
    },
    "star_schemes": lambda _: {
        "name": "社区标准",
        "valid_from": DAY,
        "hours_1": 10,
        "hours_2": 20,
        "hours_3": 30,
        "hours_4": 40,
        "hours_5": 50,
        "needs_quality": True,
        "note": "社区自定",
    },
    "star_awards": lambda office: {
        "person_id": office.person(),
        "level": 1,
        "state": "awarded",
        "proposed_on": DAY,
        "published_from": date(2024, 3, 4),
        "published_to": date(2024, 3, 7),
        "awarded_on": date(2024, 3, 12),
        "approved_by": "李主任",
        "letter_no": "北街志〔2024〕3号",
        "scheme_id": star_scheme(office),
        "note": "植树节授予",
    },
    "clues": lambda office: {
        "reported_on": DAY,
        "content": "人行道地砖松动",
        "kind": "road",
        "channel": "snap",
        "outside_no": "SS-2024-0301",
        "place": "曙光路122号门口",
        "person_id": office.person(),
        "team_id": office.make("teams", name="巡逻队", area_id=office.community, founded_on=DAY),
        "area_id": office.community,
        "state": "closed",
        "handled_by": "市政养护",
        "closed_on": date(2024, 3, 5),
        "result": "已修复",
    },
    "visits": lambda office: {
        "visited_on": DAY,
        "station_id": office.station,
        "visitors": "社工办王某",
        "area_id": office.community,
        "unnamed": 6,
        "found": "站点没有饮水机",
        "note": "节前送水",
    },
    "visited_people": lambda office: {
        "visit_id": office.make(
            "visits", visited_on=DAY, station_id=office.station, visitors="王某", area_id=office.community
        ),
        "person_id": office.person(),
        "need_kind": "health",
        "need": "想做一次体检",
        "follow_up": "已约社区卫生服务中心",
        "settled_on": date(2024, 3, 9),
    },
    "deeds": lambda office: {
        "happened_on": DAY,
        "person_id": office.person(),
        "title": "送餐途中救助晕倒老人",
        "story": "发现老人晕倒，拨打120并陪护",
        "source": "社区报送",
        "area_id": office.community,
        "award": "文明骑手",
        "awarded_by": "北山街道",
        "awarded_on": date(2024, 3, 20),
    },
    "activities": lambda office: {
        "kind": "team_visit",
        "title": "组团式进站",
        "state": "held",
        "held_on": DAY,
        "until": date(2024, 3, 2),
        "starts_at": "14:00",
        "ends_at": "15:30",
        "place": "曙光路66号",
        "station_id": office.station,
        "facility_id": facility(office),
        "organizer": "北山街道党工委",
        "riders": 12,
        "staff": 3,
        "guests": 4,
        "cost": 120_000,
        "funds": "union",
        "chain": "service",
        "aspects": "关心关爱、权益保障",
        "area_id": office.community,
        "summary": "律师和心理医生到站点",
        "media": "https://example.org/1",
        "reason": "原定二月，因雪延期",
        "note": "下次带急救包",
    },
    "activity_partners": lambda office: {
        "activity_id": activity(office),
        "partner_id": office.make(
            "partners",
            name="北山明理律师服务社",
            kind="social_organization",
            area_id=office.community,
            joined_on=DAY,
        ),
        "part": "律师两名",
    },
    "activity_services": lambda office: {
        "activity_id": activity(office),
        "kind": "legal",
        "provider": "街道律师",
        "served": 9,
        "note": "工伤怎么申报",
    },
    "activity_people": lambda office: {
        "activity_id": activity(office),
        "person_id": office.person(),
        "part": "发言",
    },
    "gift_items": lambda office: {
        "name": "冬季温暖礼包",
        "kind": "pack",
        "unit": "份",
        "price": 4_800,
        "once": True,
        "area_id": office.street,
        "note": "含手套、围巾",
    },
    "gift_intakes": lambda office: {
        "item_id": gift_item(office, stock=0),
        "received_on": DAY,
        "quantity": 100,
        "price": 4_800,
        "source": "某商贸有限公司",
        "funds": "union",
        "voucher": "FP-0301",
        "note": "已验收",
    },
    "gift_issues": lambda office: {
        "item_id": gift_item(office),
        "issued_on": DAY,
        "quantity": 1,
        "price": 4_800,
        "person_id": office.person(),
        "receiver": "站长代领",
        "activity_id": activity(office),
        "campaign": "2024年春节送温暖",
        "area_id": office.community,
        "signed": True,
        "note": "送到站点",
    },
    "card_batches": lambda office: {
        "printed_on": DAY,
        "hotline": "0571-85171234",
        "prefix": "KA",
        "first_serial": 1,
        "last_serial": 500,
        "area_id": office.street,
        "printer": "某印务有限公司",
        "note": "铜版纸",
    },
    "hotline_cards": lambda office: {
        "batch_id": card_batch(office),
        "serial": 7,
        "person_id": office.person(),
        "issued_on": DAY,
        "issued_by": "社工办王某",
        "note": "站点发放",
    },
    "pledges": lambda office: {
        "title": "微笑倡议",
        "started_on": DAY,
        "ended_on": date(2024, 12, 31),
        "organizer": "北山街道党工委",
        "area_id": office.street,
        "content": "遇见小哥笑一笑",
        "note": "张贴在驿站",
    },
    "pledge_signatures": lambda office: {
        "pledge_id": pledge(office),
        "signed_on": DAY,
        "signer": "rider",
        "person_id": office.person(),
        "quantity": 1,
        "place": "曙光社区广场",
        "note": "活动现场",
    },
    "served_elders": lambda office: {
        "name": "沈某某",
        "area_id": office.community,
        "birth_year": 1942,
        "lives_alone": True,
        "team_id": office.make("teams", name="助老队", area_id=office.community, founded_on=DAY),
        "service": "送午餐",
        "from_on": DAY,
        "to_on": date(2025, 3, 1),
        "address": "曙光新村3幢",
        "phone": "0571-87654322",
        "family_contact": "女儿，电话见社区",
        "consented_on": DAY,
        "note": "行动不便",
    },
    "inspection_items": lambda _: {
        "name": "饮水机完好",
        "kind": "water_point",
        "place": 3,
        "help": "出水正常，水质合格",
        "used": True,
    },
    "inspection_rounds": lambda office: {
        "name": "3月饮水点巡查",
        "kind": "water_point",
        "area_id": office.street,
        "planned_on": DAY,
        "due_on": date(2024, 3, 20),
        "inspector": "周巡查",
        "note": "重点看滤芯",
    },
    "inspections": lambda office: {
        "round_id": office.make(
            "inspection_rounds", name="3月巡查", area_id=office.street, planned_on=DAY, due_on=DAY
        ),
        "facility_id": facility(office),
        "inspected_on": date(2024, 3, 4),
        "inspector": "周巡查",
        "note": "总体良好",
    },
    "inspection_results": lambda office: {
        "inspection_id": inspection(office),
        "item_id": inspection_item(office),
        "finding": "good",
        "note": "牌子略旧",
    },
    "faults": lambda office: {
        "facility_id": facility(office),
        "inspection_id": inspection(office),
        "item_id": inspection_item(office),
        "content": "微波炉不通电",
        "found_on": DAY,
        "due_on": date(2024, 3, 8),
        "responsible": "曙光社区",
        "state": "closed",
        "mended_on": date(2024, 3, 6),
        "closed_on": date(2024, 3, 7),
        "how": "更换插座",
    },
    "facility_agreements": lambda office: {
        "facility_id": facility(office),
        "number": "YZXY-2024-01",
        "signed_on": DAY,
        "valid_from": date(2024, 3, 4),
        "valid_until": date(2025, 3, 3),
        "content": "无偿提供场地",
    },
    "facility_hours": lambda office: {
        "facility_id": facility(office),
        "name": "夏季",
        "from_day": "05-01",
        "to_day": "09-30",
        "weekdays": "周一、周二",
        "opens_at": "07:00",
        "closes_at": "22:00",
    },
    "facility_meals": lambda office: {
        "facility_id": office.make(
            "facilities", name="曙光食堂", kind="discount_canteen", area_id=office.community
        ),
        "month": DAY,
        "meals": 860,
        "note": "含团圆饭",
    },
    "partners": lambda office: {
        "name": "北山律师事务所",
        "kind": "social_organization",
        "sector": "social",
        "area_id": office.community,
        "address": "曙光路20号",
        "contact": "沈律师",
        "phone": "0571-87654320",
        "facility_id": facility(office),
        "offers": "法律服务、志愿服务",
        "offer": "每月一次免费咨询",
        "joined_on": DAY,
        "note": "周三下午",
    },
    "partner_agreements": lambda office: {
        "partner_id": partner(office),
        "number": "GJXY-2024-01",
        "signed_on": DAY,
        "valid_from": date(2024, 3, 4),
        "valid_until": date(2025, 3, 3),
        "content": "凭小哥码8折",
    },
    "partner_contacts": lambda office: {
        "partner_id": partner(office),
        "contacted_on": date(2024, 3, 6),
        "way": "phone",
        "clerk": "周干事",
        "content": "商定优惠时段",
        "next_on": date(2024, 4, 6),
    },
    "alliances": lambda office: {
        "name": "体育路街区联盟",
        "brand": "北集星",
        "area_id": office.street,
        "lead": "北山街道党工委",
        "founded_on": DAY,
        "ended_on": date(2025, 3, 1),
        "note": "体育路至曙光路",
    },
    "alliance_members": lambda office: {
        "alliance_id": alliance(office),
        "partner_id": partner(office),
        "role": "牵头单位",
        "from_on": DAY,
        "to_on": date(2024, 9, 1),
    },
    "joint_projects": lambda office: {
        "name": "骑手充电角",
        "batch": "首批",
        "alliance_id": alliance(office),
        "area_id": office.street,
        "lead": "曙光社区",
        "state": "done",
        "listed_on": DAY,
        "started_on": date(2024, 3, 10),
        "due_on": date(2024, 6, 30),
        "finished_on": date(2024, 5, 20),
        "content": "六个充电位",
        "result": "每天二十多人次",
    },
    "project_partners": lambda office: {
        "project_id": joint_project(office),
        "partner_id": partner(office),
        "task": "出场地",
    },
    "friendly_units": lambda office: {
        "name": "世贸丽晶城",
        "kind": "compound",
        "stage": "recognised",
        "recognised_on": DAY,
        "valid_until": date(2027, 2, 28),
        "plate_no": "XH-2024-001",
        "level": "区级",
        "address": "曙光路122号",
        "property_company": "丽晶物业",
        "contact": "钱经理",
        "phone": "0571-87654321",
        "households": 820,
        "floors": 33,
        "access": "扫小哥码、专用出入口",
        "criteria": "停车、充电",
        "guide_map": True,
        "shuttle": True,
        "locker": True,
        "bay_count": 12,
        "sign_on": date(2024, 3, 5),
        "area_id": office.community,
        "note": "两个大门",
    },
    "unit_steps": lambda office: {
        "unit_id": friendly_unit(office),
        "stage": "applied",
        "from_on": DAY,
        "to_on": date(2024, 5, 1),
        "reason": "物业申报",
    },
    "unit_measures": lambda office: {
        "unit_id": friendly_unit(office),
        "problem": "finding",
        "content": "门口张贴导引地图",
        "done_on": DAY,
    },
    "unit_filings": lambda office: {
        "unit_id": friendly_unit(office),
        "person_id": office.person(station_id=office.station),
        "station_id": office.station,
        "from_on": DAY,
        "to_on": date(2025, 3, 1),
        "note": "站点出具证明",
    },
    "unit_pasts": lambda office: {
        "unit_id": friendly_unit(office),
        "from_on": DAY,
        "to_on": date(2024, 5, 1),
        "access": "登记",
        "criteria": "停车、导引",
        "bay_count": 4,
        "guide_map": True,
        "shuttle": True,
        "locker": True,
    },
    "unit_improvements": lambda office: {
        "unit_id": friendly_unit(office),
        "title": "外卖货架和泊位",
        "items": 2,
        "started_on": DAY,
        "finished_on": date(2024, 4, 1),
        "cost": 1_250_000,
        "before": "餐品放在地上",
        "after": "两组货架，十个泊位",
    },
    "effect_claims": lambda office: {
        "unit_id": friendly_unit(office),
        "statement": "每单节省5分钟",
        "source_kind": "quote",
        "source": "骑手座谈会",
        "stated_on": DAY,
    },
    "people": lambda office: {
        "name": "王小蜂",
        "former_numbers": "RY-000999",
        "gender": "female",
        "id_kind": "resident",
        "id_no": "330106199506150024",
        "birth_date": date(1995, 6, 15),
        "phones": "13800000011",
        "other_contact": "站长转告",
        "ethnicity": "01",
        "politics": "13",
        "education": "31",
        "native_place": "浙江衢州",
        "residence": "曙光路一号",
        "category": "rider",
        "platform_id": office.platform,
        "station_id": office.station,
        "engagement": "direct",
        "area_id": office.community,
        "vehicle_plate": "杭州A12345",
        "registered_on": DAY,
        "last_verified_on": DAY,
        "source": "社区报送",
        "skills": "急救",
        "needs": "停车方便些",
        "alias": "小蜂",
        "tags": "骨干、新入职",
        "notice_version": "2024-1",
        "notified_on": DAY,
        "notice_way": "signed",
        "note": "早班",
    },
    "tags": lambda office: {"name": "困难帮扶", "note": "街道走访确认的"},
    "stations": lambda office: {
        "name": "宝石山站",
        "platform_id": office.platform,
        "area_id": office.community,
        "address": "保俶路二号",
        "manager": "李站长",
        "phone": "13800000012",
        "opened_on": DAY,
        "note": "两层",
    },
    "platforms": lambda _: {"name": "圆通", "kind": "express", "aliases": "圆通速递", "note": "北山有网点"},
    "block_members": lambda office: {
        "block_id": office.make("areas", name="星耀街区", kind="block", parent_id=office.street),
        "community_id": office.community,
        "from_on": DAY,
    },
    "areas": lambda office: {
        "name": "友谊社区",
        "kind": "community",
        "parent_id": office.street,
        "code": "330106012009",
        "manager": "陈主任",
        "phone": "0571-85550101",
        "valid_from": DAY,
        "note": "新设",
    },
    "clerks": lambda office: {
        "name": "经办人周某",
        "duty": "党建办",
        "area_id": office.community,
        "phone": "13800000013",
        "active": True,
    },
    "employments": lambda office: {
        "person_id": office.person(registered_on=date(2024, 6, 1)),
        "from_on": DAY,
        "to_on": date(2024, 6, 1),
        "category": "courier",
        "platform_id": office.platform,
        "station_id": office.station,
        "engagement": "direct",
        "job_title": "站长",
        "end_reason": "转岗",
    },
    "registrations": lambda office: {
        "person_id": office.person(registered_on=date(2024, 6, 1)),
        "area_id": office.community,
        "from_on": DAY,
        "to_on": date(2024, 5, 1),
        "moved": False,
        "left_to": "返乡",
        "end_reason": "农忙",
    },
    "organizations": lambda office: {
        "name": "北山街道新业态联合工会",
        "short_name": "联合工会",
        "line": "union",
        "kind": "joint",
        "level": "subdistrict",
        "area_id": office.street,
        "status": "active",
        "brand": "蜂之家",
        "established_on": DAY,
        "approval_doc": "北工〔2024〕3号",
        "approved_on": DAY,
        "approved_by": "街道总工会",
        "term_years": 3,
        "term_from": DAY,
        "next_election_on": date(2027, 3, 1),
        "host_unit": "顺丰曙光站",
        "covered_units": "顺丰、圆通",
        "contact": "钱主席",
        "phone": "13800000014",
        "address": "保俶路三号",
        "note": "首届",
    },
    "memberships": lambda office: {
        "organization_id": organization(office),
        "person_id": office.person(),
        "applied_on": DAY,
        "from_on": DAY,
        "to_on": date(2024, 9, 1),
        "channel": "scan",
        "member_no": "GH-0001",
        "card_issued": True,
        "retained_on": date(2024, 5, 1),
        "retained_to": date(2024, 6, 1),
        "retained_reason": "换平台",
        "other_union": "滨江区联合工会",
        "end_reason": "转出",
        "note": "集体登记",
    },
    "posts": lambda office: {
        "organization_id": organization(office),
        "person_id": office.person(),
        "title": "兼职委员",
        "from_on": DAY,
        "to_on": date(2024, 9, 1),
        "part_time": True,
        "letter_no": "P-1",
        "duties": "夜间安全巡查",
        "end_reason": "换届",
    },
    "union_applications": lambda office: {
        "organization_id": organization(office),
        "person_id": office.person(),
        "applied_on": DAY,
        "channel": "scan",
        "reason": "站点推荐",
    },
    "party_index": lambda office: {
        "person_id": office.person(politics="02"),
        "formal_org_id": party_body(office),
        "functional_org_id": party_body(office, "functional"),
        "materials_on_file": True,
        "applied_on": date(2021, 1, 4),
        "talk_on": date(2021, 1, 20),
        "activist_on": date(2021, 6, 1),
        "activist_filed_on": date(2021, 6, 10),
        "candidate_on": date(2022, 6, 8),
        "course_from": date(2022, 8, 1),
        "course_to": date(2022, 8, 3),
        "course_hours": 24,
        "precheck_on": date(2022, 9, 1),
        "admitted_on": date(2022, 10, 1),
        "approved_on": date(2022, 11, 1),
        "extended_on": date(2023, 10, 1),
        "extended_to": date(2024, 4, 1),
        "note": "随工作变动转来",
    },
    "party_stages": lambda office: {
        "index_id": party_card(office),
        "stage": "applicant",
        "from_on": date(2019, 3, 1),
        "to_on": date(2020, 3, 1),
    },
    "party_reviews": lambda office: {
        "index_id": party_card(office),
        "reviewed_on": date(2024, 9, 1),
        "reviewer": "孙书记",
        "result": "mature",
    },
    "party_contacts": lambda office: {
        "index_id": party_card(office),
        "role": "sponsor",
        "person_id": office.person("李四", phones="13800000021", politics="01"),
        "name": "李四",
        "from_on": DAY,
        "to_on": date(2025, 3, 1),
    },
    "party_steps": lambda _: {
        "name": "公示",
        "stage": "candidate",
        "position": 2,
        "due_months": 3,
        "required": True,
        "active": True,
    },
    "party_step_dates": lambda office: {
        "index_id": party_card(office),
        "step_id": office.make("party_steps", name="政治审查办结", stage="candidate"),
        "done_on": date(2024, 9, 1),
    },
    "mobile_members": lambda office: {
        "person_id": office.person(politics="01"),
        "direction": "in",
        "home_org_name": "衢州某村党支部",
        "home_contact": "何书记",
        "host_org_id": party_body(office),
        "from_on": DAY,
        "reported_on": date(2024, 3, 8),
        "to_on": date(2025, 3, 1),
        "end_reason": "返乡",
    },
    "relation_transfers": lambda office: {
        "person_id": office.person(politics="01"),
        "state": "in_transit",
        "from_name": "衢州某村党支部",
        "to_org_id": party_body(office),
        "started_on": DAY,
        "letter_no": "ZJ-0012",
        "issued_on": date(2024, 3, 5),
        "valid_days": 60,
        "reason": "更正",
    },
    "check_ins": lambda office: {
        "person_id": office.person(),
        "area_id": office.community,
        "checked_on": DAY,
        "task": "夜间巡查",
    },
    "party_instructors": lambda office: {
        "person_id": office.person("周某", phones="13800000022"),
        "name": "周某",
        "unit": "街道党建办",
        "area_id": office.community,
        "phone": "13800000023",
        "from_on": DAY,
        "to_on": date(2025, 3, 1),
        "end_reason": "轮换",
    },
    "instructor_stations": lambda office: {
        "instructor_id": instructor(office),
        "station_id": office.station,
        "from_on": DAY,
        "to_on": date(2024, 9, 1),
    },
    "league_index": lambda office: {
        "person_id": office.person(birth_date=date(2004, 5, 4), politics="03"),
        "formal_org_id": office.make(
            "organizations", name="曙光团支部", line="league", kind="formal", area_id=office.community
        ),
        "functional_org_id": office.make(
            "organizations", name="小哥学院团支部", line="league", kind="functional", area_id=office.street
        ),
        "materials_on_file": True,
        "applied_on": DAY,
        "activist_on": date(2024, 5, 1),
        "joined_on": date(2024, 11, 1),
        "course_hours": 8,
        "introducer_id": office.person("李四", phones="13800000021"),
        "second_introducer_id": office.person("王五", phones="13800000024"),
        "end_kind": "transferred",
        "ended_on": date(2025, 6, 1),
        "note": "智慧团建已转出",
    },
    "facilities": lambda office: {
        "name": "曙光路饮水点",
        "kind": "water_point",
        "status": "open",
        "area_id": office.community,
        "address": "曙光路一百号",
        "road": "曙光路",
        "opened_on": DAY,
        "provider": "曙光银行",
        "provider_kind": "bank",
        "contact": "冯经理",
        "phone": "13800000015",
        "agreement_from": DAY,
        "agreement_to": date(2025, 3, 1),
        "open_hours": "24小时",
        "services": "饮水、休息桌椅",
        "staffed": True,
        "indoor": True,
        "area_m2": 20,
        "capacity": 8,
        "seat_count": 6,
        "bay_count": 2,
        "discount": "8折",
        "discount_evidence": "会员证",
        "sign_installed": True,
        "map_listed": True,
        "longitude": 120.14,
        "latitude": 30.27,
        "coordinate_system": "gcj02",
        "last_checked_on": DAY,
        "note": "临街",
    },
    "roads": lambda office: {
        "name": "曙光路",
        "grade": "main",
        "note": "体育路至黄龙路",
    },
    "map_outlines": lambda office: {
        "name": "宝石社区",
        "note": "2024年调整后的界线",
    },
    "facility_states": lambda office: {
        "facility_id": facility(office),
        "status": "trial",
        "from_on": date(2024, 1, 1),
        "to_on": DAY,
        "reason": "试运行两个月",
    },
    "facility_plates": lambda office: {
        "facility_id": facility(office),
        "brand": "爱心驿家",
        "plate_no": "A-12",
        "from_on": DAY,
        "to_on": date(2024, 9, 1),
    },
    "facility_pasts": lambda office: {
        "facility_id": facility(office),
        "from_on": DAY,
        "to_on": date(2024, 5, 1),
        "open_hours": "24小时",
        "bay_count": 6,
        "map_listed": True,
    },
    "equipment_pasts": lambda office: {
        "equipment_id": office.make("facility_equipment", facility_id=facility(office), name="微波炉"),
        "from_on": DAY,
        "to_on": date(2024, 5, 1),
        "working": False,
    },
    "facility_equipment": lambda office: {
        "facility_id": facility(office),
        "name": "微波炉",
        "quantity": 2,
        "working": True,
        "checked_on": DAY,
        "note": "一楼",
    },
    "programmes": lambda office: {
        "name": "“三新”学堂",
        "area_id": office.street,
        "founded_on": date(2023, 3, 1),
        "closed_on": date(2026, 3, 1),
        "partner": "浙江开放大学",
        "issuer": "北山街道“三新”学堂",
        "description": "短课",
    },
    "terms": lambda office: {
        "programme_id": programme(office),
        "name": "第2期",
        "from_on": DAY,
        "to_on": date(2024, 6, 30),
        "note": "春季",
    },
    "degree_studies": lambda office: {
        "person_id": office.person(),
        "programme_id": programme(office),
        "cohort": "2024级",
        "school": "浙江开放大学",
        "level": "bachelor",
        "major": "行政管理",
        "years": 3,
        "student_no": "2433001234567",
        "status": "graduated",
        "applied_on": date(2024, 1, 5),
        "from_on": DAY,
        "to_on": date(2026, 7, 1),
        "reason": "补录",
        "note": "校地共建班",
    },
    "degree_pauses": lambda office: {
        "study_id": study(office),
        "from_on": date(2024, 9, 1),
        "to_on": date(2025, 3, 1),
        "reason": "返乡",
    },
    "tuitions": lambda office: {
        "person_id": _owing(office),
        "school_year": 2024,
        "due": 300_000,
        "paid": 180_000,
        "paid_on": date(2024, 9, 5),
        "reimbursed": 90_000,
        "reimbursed_on": date(2025, 7, 1),
        "note": "分两次缴",
    },
    "fee_policies": lambda office: {
        "name": "新业态学费减免办法",
        "document_no": "西工〔2024〕12号",
        "area_id": office.street,
        "from_on": date(2024, 1, 1),
        "to_on": date(2026, 12, 31),
        "needs_union": False,
        "percent": 50,
        "most": 200_000,
        "budget": 5_000_000,
        "note": "与区总工会共担",
    },
    "fee_reductions": lambda office: {
        "person_id": _tuition_owner(office),
        "policy_id": fee_policy(office),
        "applied_on": DAY,
        "requested": 120_000,
        "grounds": "收入不稳定",
    },
    "fee_opinions": lambda office: {
        "reduction_id": reduction(office),
        "step": "station",
        "agreed": True,
        "opinion": "情况属实",
        "signed_by": "赵站长",
        "signed_on": date(2024, 3, 4),
    },
    "prizes": lambda office: {
        "contest": "浙江省国际大学生创新大赛",
        "level": "provincial",
        "prize": "金奖",
        "won_on": DAY,
        "person_id": office.person(),
        "team": "小哥学院代表队",
        "programme_id": programme(office),
        "organiser": "浙江省教育厅",
        "area_id": office.street,
        "note": "连续两年",
    },
    "courses": lambda office: {
        "name": "短视频制作",
        "programme_id": programme(office),
        "pass_percent": 75,
        "needs_union": True,
        "needs_course_id": office.make("courses", name="摄影入门"),
        "category": "degree_skill",
        "credit_hours": 8,
        "description": "拍摄与剪辑",
    },
    "class_runs": lambda office: {
        "name": "第2期短视频制作班",
        "course_id": course(office),
        "term_id": term(office),
        "status": "running",
        "area_id": office.community,
        "from_on": DAY,
        "to_on": date(2024, 6, 30),
        "teacher": "刘老师",
        "place": "党群服务中心",
        "capacity": 30,
        "credit_hours": 12,
        "pass_percent": 80,
        "issuer": "北山街道小哥学院",
        "partner": "开放大学",
        "cost": 120_000,
        "note": "晚间",
    },
    "class_sessions": lambda office: {
        "class_run_id": class_run(office),
        "held_on": DAY,
        "starts_at": "14:00",
        "ends_at": "16:30",
        "topic": "取景",
        "teacher": "刘老师",
        "place": "二楼",
        "credit_hours": 3,
    },
    "enrolments": lambda office: {
        "class_run_id": class_run(office),
        "person_id": office.person(),
        "status": "enrolled",
        "applied_on": DAY,
        "reviewed_on": DAY,
        "education": "31",
        "source": "站点推荐",
        "score": "92",
        "outcome": "passed",
        "completed_on": date(2024, 6, 30),
        "left_on": date(2024, 6, 30),
        "reason": "补录",
    },
    "attendances": lambda office: {**_attended(office), "mark": "late", "remark": "堵车"},
    "headcounts": lambda office: {
        "session_id": class_session(office),
        "count": 12,
        "description": "旁听骑手",
    },
    "teams": lambda office: {
        "name": "平安骑士队",
        "kind": "patrol",
        "status": "active",
        "area_id": office.community,
        "parent_body": "曙光社区",
        "brand": "平安骑士",
        "contact": "赵队长",
        "phone": "13800000016",
        "founded_on": DAY,
        "risky": True,
        "insured": True,
        "insurer": "人保财险",
        "policy_no": "PZ-2024-0301",
        "insured_until": date(2025, 2, 28),
        "agreement_on_file": True,
        "agreement_until": date(2026, 2, 28),
        "note": "夜巡",
    },
    "team_members": lambda office: {
        "team_id": team(office),
        "person_id": office.person(),
        "role": "leader",
        "from_on": DAY,
        "to_on": date(2024, 9, 1),
        "end_reason": "离杭",
    },
    "civic_roles": lambda office: {
        "person_id": office.person(),
        "kind": "monitor",
        "appointed_by": "街道办事处",
        "letter_no": "PS-7",
        "from_on": DAY,
        "to_on": date(2025, 3, 1),
    },
    "service_logs": _service_log,
    "service_evaluations": lambda office: {
        "log_id": service_log(office),
        "evaluator": "served",
        "grade": "good",
        "remark": "准时、耐心",
        "evaluated_on": date(2024, 3, 2),
        "evaluated_by": "社区专员",
    },
    "service_quantities": lambda office: {
        "log_id": service_log(office),
        "output": "meals",
        "quantity": 12,
        "unit": "次",
        "description": "午餐",
    },
    "daily_totals": lambda office: {
        "team_id": team(office),
        "served_on": DAY,
        "output": "meals",
        "quantity": 120,
        "unit": "次",
        "people_count": 9,
        "area_id": office.community,
        "note": "周末",
    },
    "certificates": _certificate,
    "phrases": lambda office: {
        "place": "work",
        "lead": "抓好防暑降温。",
        "text": "在各驿站备足饮水和防暑药品。",
    },
    "certificate_templates": lambda office: {
        "name": "学院结业证书",
        "kind": "completion",
        "note": "加了院徽",
    },
    "seal_requests": lambda office: {
        "subject": "第2期短视频制作班结业证书",
        "reason": "给29名学员颁发结业证书",
        "copies": 29,
        "class_run_id": class_run(office),
        "applied_on": DAY,
        "area_id": office.community,
    },
}


def values_of(key: str, office: Office) -> Values:
    """Values of a new record of the register ``key`` that save without a problem; makes what they refer to.

    Raises KeyError for a register without a maker: a new register needs one here.
    """
    return _MAKERS[key](office)
