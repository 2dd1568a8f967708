"""Valid records of requests and deliberations, for the tests that walk through every register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.conftest import Office

DAY = date(2024, 3, 1)  # a Friday
Values = dict[str, Any]


def request(office: Office, **values: Any) -> int:
    """A request of somebody who wants no name, come in by the hotline on 1 March 2024."""
    known = {
        "received_on": DAY,
        "channel": "hotline",
        "category": "parking",
        "title": "小区门口没有停车的地方",
        "anonymous": True,
        "area_id": office.community,
    }
    return office.make("requests", **known | values)


def platform(office: Office, **values: Any) -> int:
    """A standing body to meet under."""
    known = {"name": "天天议事厅", "line": "deliberation", "kind": "group", "area_id": office.community}
    return office.make("organizations", **known | values)


def meeting(office: Office, **values: Any) -> int:
    """A meeting of 1 March 2024 with ten riders and six residents."""
    known = {
        "held_on": DAY,
        "topic": "小区门口停车",
        "hosts": "北山街道、宝石社区",
        "area_id": office.community,
        "riders": 10,
        "residents": 6,
    }
    return office.make("deliberations", **known | values)


def _request(office: Office) -> Values:
    return {
        "received_on": DAY,
        "received_at": "09:30",
        "channel": "city_line",
        "outside_no": "HZ20240301-0088",
        "person_id": office.person(),
        "phone": "13800000009",
        "station_id": office.station,
        "category": "access",
        "problem": "finding",
        "is_report": True,
        "reward": 200,
        "title": "进小区要登记两次",
        "content": "晚上送餐进小区要登记两次，经常超时",
        "place": "栖霞苑东门",
        "urgency": "urgent",
        "area_id": office.community,
        "state": "called_back",
        "unit": "宝石社区",
        "co_units": "栖霞苑物业",
        "due_on": date(2024, 3, 8),
        "due_time": "17:30",
        "closed_on": date(2024, 3, 6),
        "result": "已与物业商定凭小哥码进出",
        "called_back_on": date(2024, 3, 7),
        "called_back_by": "经办人王某",
        "satisfaction": "satisfied",
        "note": "已告知站长",
    }


MAKERS: dict[str, Callable[[Office], Values]] = {
    "request_limits": lambda office: {
        "name": "12345转办一般件",
        "channel": "city_line",
        "urgency": "usual",
        "amount": 5,
        "unit": "working_days",
        "accept_days": 1,
        "source": "以派单上的时限为准",
    },
    "requests": _request,
    "request_steps": lambda office: {
        "request_id": request(office),
        "state": "working",
        "from_on": date(2024, 3, 2),
        "to_on": date(2024, 3, 5),
        "said": "已到现场看过",
        "unit": "综合执法队",
        "due_on": date(2024, 3, 8),
        "done_by": "经办人王某",
    },
    "deliberations": lambda office: {
        "held_on": DAY,
        "starts_at": "14:30",
        "topic": "小区门口停车和进出",
        "place": "曙光驿站",
        "platform_id": platform(office),
        "hosts": "北山街道、金祝社区",
        "station_id": office.station,
        "area_id": office.community,
        "chair": "社区书记",
        "recorder": "社工周某",
        "riders": 12,
        "residents": 8,
        "others": "物业、商家",
        "summary": "围绕停车和进出小区商议",
        "archive_no": "YS-2024-01",
    },
    "deliberation_requests": lambda office: {
        "deliberation_id": meeting(office),
        "request_id": request(office),
    },
    "opinions": lambda office: {
        "deliberation_id": meeting(office),
        "content": "门口划出临时停车位",
        "person_id": office.person(),
        "state": "adopted",
        "decided_on": DAY,
        "handling": "物业划线",
        "answered_on": date(2024, 3, 5),
        "answer": "已划出6个车位",
        "closed_on": date(2024, 3, 5),
        "request_id": request(office),
    },
    "resolutions": lambda office: {
        "deliberation_id": meeting(office),
        "item": "东门外划临时停车位",
        "owner": "栖霞苑物业",
        "due_on": date(2024, 3, 31),
        "state": "done",
        "started_on": date(2024, 3, 4),
        "done_on": date(2024, 3, 20),
        "progress": "已划线",
    },
}
