"""The example's deliberations: the riders' council of 金祝 meets each month, once at a station; what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.example.book import Book, Row
from app.example.office import TODAY, Office
from app.example.requests import TOPIC, Told
from db.models import (
    Deliberation,
    DeliberationRequest,
    Opinion,
    OpinionState,
    Organization,
    OrganizationLine,
    Resolution,
    ResolutionState,
)

_HOSTS = "北山街道、金祝社区、暖蜂驿站"
# day, topic, riders, residents, opinions (what, who, adopted, what came of it), resolutions (what, who, due, done)
_MEETINGS: tuple[tuple[date, str, int, int, tuple[Any, ...], tuple[Any, ...]], ...] = (
    (date(2024, 6, 14), "小区门口停车和夜间进出", 14, 9, (
        ("东门外划临时车位", "骑手代表", True, "已与物业商定"), ("夜间凭小哥码进出", "骑手代表", True, "物业已调整"),
        ("地面全部开放停车", "骑手代表", False, "占用消防通道，不采纳")),
     (("东门外划6个临时车位", "金祝社区、物业", date(2024, 7, 15), date(2024, 7, 10)),)),
    (date(2024, 8, 16), "高温天歇脚和饮水", 18, 6, (
        ("驿站延长到晚上九点", "站长", True, "试行两个月"), ("沿街商铺设饮水点", "居民代表", True, "已有5家愿意")),
     (("沿曙光路增设饮水点5处", "曙光社区", date(2024, 9, 10), date(2024, 9, 6)),
      ("驿站延时开放", "曙光驿站", date(2024, 8, 31), date(2024, 8, 26)))),
    (date(2024, 10, 18), "换电排队占道", 16, 11, (
        ("增设换电柜", "骑手代表", True, "平台答应一个月内增设"), ("错峰换电", "站长", True, "站点排班已调整"),
        ("人行道划换电等候区", "居民代表", False, "影响通行，不采纳")),
     (("增设换电柜1组", "平台企业", date(2024, 11, 20), None),)),
    (date(2024, 11, 22), "冬季送餐安全和楼栋导引", 21, 8, (
        ("张贴楼栋导引图", "骑手代表", True, "三个小区先做"), ("雪天提前通知限行", "骑手代表", None, ""),
        ("电梯让骑手先行", "居民代表", None, "")),
     (("张贴楼栋导引图", "金祝社区", date(2024, 12, 15), None),
      ("制定雪天通知办法", "北山街道社工办", date(2024, 12, 10), None))),
)  # fmt: skip
_PAUSED = date(2024, 11, 25)


def meet(book: Book, office: Office, told: list[Told]) -> None:
    """Enter the meetings, with the requests that they took up."""
    platform = next(
        row for row in book.rows()
        if row.model is Organization and row.values["line"] == OrganizationLine.DELIBERATION
    )  # fmt: skip
    raised = [one for one in told if one.row.values["channel"] == "deliberation"]
    for at, (day, topic, riders, residents, opinions, resolutions) in enumerate(_MEETINGS):
        meeting = book.add(
            day, TOPIC, Deliberation, held_on=day, starts_at="14:30", topic=topic, place="金祝社区议事厅",
            platform_id=platform, hosts=_HOSTS, area_id=office.communities["金祝社区"], chair="金祝社区党委书记",
            recorder="社工办周某某", riders=riders, residents=residents, others="物业、商家、综合执法队",
            summary=f"围绕“{topic}”，与会人员逐条发表意见，形成以下意见建议和议定事项。",
        )  # fmt: skip
        before = [one for one in raised if one.row.values["received_on"] <= day]
        for one in before[-1:]:
            book.add(day, TOPIC, DeliberationRequest, deliberation_id=meeting, request_id=one.row)
        for opinion in opinions:
            _opinion(book, meeting, day, *opinion)
        for number, resolution in enumerate(resolutions):
            _resolution(book, meeting, day, *resolution, paused=at == len(_MEETINGS) - 2 and number == 0)


def _opinion(
    book: Book, meeting: Row, day: date, what: str, who: str, adopted: bool | None, came: str
) -> None:
    values: dict[str, Any] = {"deliberation_id": meeting, "content": what, "raised_by": who}
    if adopted is not None:
        state = OpinionState.ADOPTED if adopted else OpinionState.DECLINED
        values |= {"state": state, "decided_on": day, "handling": came}
    row = book.add(day, TOPIC, Opinion, **values)
    answered = day.replace(day=28)
    if adopted is not None and answered <= TODAY:
        book.change(answered, TOPIC, row, answered_on=answered, answer="已在骑手群里反馈", closed_on=answered)


def _resolution(
    book: Book, meeting: Row, day: date, what: str, who: str, due: date, done: date | None, *, paused: bool
) -> None:
    row = book.add(day, TOPIC, Resolution, deliberation_id=meeting, item=what, owner=who, due_on=due)
    begun = day.replace(day=min(28, day.day + 5))
    if begun <= TODAY:
        book.change(begun, TOPIC, row, state=ResolutionState.RUNNING, started_on=begun)
    if done is not None:
        book.change(done, TOPIC, row, state=ResolutionState.DONE, done_on=done, progress="已完成")
    elif paused:
        book.change(_PAUSED, TOPIC, row, state=ResolutionState.PAUSED, progress="等平台设备到货")
