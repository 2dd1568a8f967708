"""议事协商: meetings with the requests they took up, opinions with what came of them, and what was resolved."""

from app.actions.deliberations import answer, decide, step
from app.registers.requestpapers import MEETING_PAPERS
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.dates import at_least, in_order, not_future
from app.rules.deliberations import (
    RESOLUTION,
    RESOLUTION_STATES,
    fill_decided,
    meeting_told,
    opinion_told,
    resolution_told,
    under_a_platform,
)
from app.rules.lifecycles import follows
from db.models import (
    Deliberation,
    DeliberationRequest,
    Opinion,
    OpinionState,
    Resolution,
    ResolutionState,
)

OPINION_STATES = (("pending", "待研究"), ("adopted", "已采纳"), ("declined", "未采纳"))
_ON = Field("on", "日期", kind=Kind.DATE, required=True)
_HOW = Field("handling", "办理情况")

DELIBERATION_REQUESTS = Register(
    key="deliberation_requests",
    label="来源诉求",
    unit="件",
    model=DeliberationRequest,
    icon="mdi6.link-variant",
    title="request_id",
    sort="id",
    fields=(
        Field("deliberation_id", "议事协商", link="deliberations", form=False, table=True, width=12),
        Field("request_id", "诉求", link="requests", table=True, width=12),
    ),
)
OPINIONS = Register(
    key="opinions",
    label="意见建议",
    unit="条",
    model=Opinion,
    icon="mdi6.comment-text-multiple-outline",
    title="content",
    sort="-id",
    prepares=(fill_decided,),
    rules=(
        opinion_told,
        not_future("decided_on", "研究日期"),
        not_future("answered_on", "反馈日期"),
        not_future("closed_on", "办结日期"),
        in_order("decided_on", "研究日期", "closed_on", "办结日期"),
    ),
    actions=(
        Action("adopt", "采纳", "mdi6.thumb-up-outline", decide(OpinionState.ADOPTED, "采纳"), asks=(_ON, _HOW)),
        Action(
            "decline",
            "不采纳",
            "mdi6.thumb-down-outline",
            decide(OpinionState.DECLINED, "不采纳"),
            asks=(_ON, Field("handling", "原因", required=True)),
        ),
        Action(
            "answer",
            "登记反馈",
            "mdi6.reply-outline",
            answer,
            asks=(
                Field("on", "反馈日期", kind=Kind.DATE, required=True),
                Field("answer", "反馈内容", required=True),
                Field("closes", "随之办结", kind=Kind.YES_NO),
            ),
        ),
    ),
    fields=(
        Field("deliberation_id", "议事协商", link="deliberations", form=False, table=True, width=12),
        Field("content", "意见建议", table=True, width=30),
        Field("person_id", "提出人", link="people", table=True, filter=True, width=12),
        Field("raised_by", "其他提出人", table=True, width=14, help="没有登记的人，如：居民代表、物业"),
        Field("state", "是否采纳", choices=OPINION_STATES, table=True, filter=True, width=8),
        Field("decided_on", "研究日期", filter=True, width=12, help="当场研究的可不填，即开会日期"),
        Field("handling", "办理情况", table=True, width=24),
        Field("answered_on", "反馈日期", width=12),
        Field("answer", "反馈内容", width=24),
        Field("closed_on", "办结日期", table=True, filter=True, width=12),
        Field("request_id", "转为诉求", link="requests", width=12),
    ),
)  # fmt: skip
RESOLUTIONS = Register(
    key="resolutions",
    label="议定事项",
    unit="项",
    model=Resolution,
    icon="mdi6.clipboard-check-multiple-outline",
    title="item",
    sort="-id",
    rules=(
        follows(RESOLUTION, "state", RESOLUTION_STATES),
        resolution_told,
        not_future("started_on", "启动日期"),
        not_future("done_on", "落实日期"),
        in_order("started_on", "启动日期", "done_on", "落实日期"),
    ),
    actions=tuple(
        Action(key, label, icon, step(state, label), asks=(_ON, Field("progress", "进展", required=needs)))
        for key, label, icon, state, needs in (
            ("start", "启动", "mdi6.play-outline", ResolutionState.RUNNING, False),
            ("finish", "落实", "mdi6.check-circle-outline", ResolutionState.DONE, True),
            ("pause", "暂缓", "mdi6.pause-circle-outline", ResolutionState.PAUSED, True),
        )
    ),
    fields=(
        Field("deliberation_id", "议事协商", link="deliberations", form=False, table=True, width=12),
        Field("item", "议定事项", table=True, width=30),
        Field("owner", "责任单位", table=True, filter=True, width=16),
        Field("due_on", "完成期限", table=True, filter=True, width=12),
        Field("state", "状态", choices=RESOLUTION_STATES, table=True, filter=True, width=8),
        Field("started_on", "启动日期", width=12),
        Field("done_on", "落实日期", table=True, filter=True, width=12),
        Field("progress", "进展", table=True, width=24),
    ),
)
DELIBERATIONS = Register(
    key="deliberations",
    label="议事协商",
    unit="场",
    model=Deliberation,
    icon="mdi6.forum-outline",
    title="number",
    prefix="YS",
    sort="-held_on",
    rules=(
        not_future("held_on", "开会日期"),
        under_a_platform,
        at_least(0, riders="参加小哥", residents="参加居民"),
        meeting_told,
    ),
    papers=MEETING_PAPERS,
    children=(
        Child(DELIBERATION_REQUESTS, "deliberation_id", owned=True),
        Child(OPINIONS, "deliberation_id", owned=True),
        Child(RESOLUTIONS, "deliberation_id", owned=True),
    ),
    fields=(
        Field("number", "编号", form=False, table=True, width=12),
        Field("held_on", "开会日期", table=True, filter=True, width=12),
        Field("starts_at", "开始时间", kind=Kind.TIME, width=8),
        Field("topic", "议题", table=True, width=28),
        Field("platform_id", "议事平台", link="organizations", table=True, filter=True, width=20, help="如：街事会、天天议事厅；先在“组织”里登记"),
        Field("hosts", "主办", table=True, width=24, help="几家一起的都写上，如：北山街道、金祝社区"),
        Field("station_id", "联办站点", link="stations", filter=True, width=18),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("place", "地点", width=18),
        Field("chair", "主持人", width=10),
        Field("recorder", "记录人", width=10),
        Field("riders", "参加小哥", table=True, width=8),
        Field("residents", "参加居民", table=True, width=8),
        Field("others", "其他参加单位", width=24, help="如：物业、商家、综合执法队"),
        Field("summary", "会议情况", kind=Kind.LONG_TEXT, width=30),
        Field("archive_no", "会议材料归档号", width=14),
    ),
)  # fmt: skip
