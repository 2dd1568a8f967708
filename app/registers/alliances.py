"""街区联盟: alliances with their members, and joint projects (联建项目) by batch."""

from __future__ import annotations

from app.actions.partners import step
from app.registers.prepare import fill_pinyin
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.dates import in_order, not_future
from app.rules.lifecycles import follows
from app.rules.partners import PROJECT, member_of_the_time, project_told
from app.rules.periods import period_in_order, periods_apart
from db.models import Alliance, AllianceMember, JointProject, ProjectPartner, ProjectState

PROJECT_STATES = (("planned", "未启动"), ("running", "推进中"), ("done", "已完成"), ("stopped", "已终止"))
_ON = Field("on", "日期", kind=Kind.DATE, required=True)

ALLIANCE_MEMBERS = Register(
    key="alliance_members",
    label="联盟成员",
    unit="家",
    model=AllianceMember,
    icon="mdi6.account-group",
    title="partner_id",
    sort="-from_on",
    rules=(period_in_order, periods_apart("alliance_id", "partner_id"), member_of_the_time),
    fields=(
        Field("alliance_id", "联盟", link="alliances", table=True, filter=True, width=20),
        Field("partner_id", "成员单位", link="partners", table=True, width=20),
        Field("role", "角色", table=True, width=10, help="如：牵头单位、副会长单位"),
        Field("from_on", "加入日期", table=True, filter=True, width=12),
        Field("to_on", "退出日期", table=True, width=12, help="到这一天为止，当天不再计入；现在的成员不填"),
    ),
)
PROJECT_PARTNERS = Register(
    key="project_partners",
    label="参与单位",
    unit="家",
    model=ProjectPartner,
    icon="mdi6.handshake-outline",
    title="partner_id",
    sort="id",
    fields=(
        Field("project_id", "联建项目", link="joint_projects", table=True, width=24),
        Field("partner_id", "参与单位", link="partners", table=True, width=20),
        Field("task", "承担内容", table=True, width=24),
    ),
)
ALLIANCES = Register(
    key="alliances",
    label="街区联盟",
    unit="个",
    model=Alliance,
    icon="mdi6.vector-link",
    prefix="LM",
    sort="name",
    prepares=(fill_pinyin,),
    rules=(not_future("founded_on", "成立日期"), in_order("founded_on", "成立日期", "ended_on", "结束日期")),
    children=(Child(ALLIANCE_MEMBERS, "alliance_id", owned=True),),
    fields=(
        Field("number", "编号", form=False, width=12),
        Field("name", "联盟名称", table=True, width=28, help="如：曙光路街区党建联盟"),
        Field("brand", "品牌", table=True, width=20, help="如：北集星·星耀曙光"),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("lead", "牵头单位", table=True, width=20),
        Field("founded_on", "成立日期", table=True, filter=True, width=12),
        Field("ended_on", "结束日期", width=12),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)
JOINT_PROJECTS = Register(
    key="joint_projects",
    label="联建项目",
    unit="个",
    model=JointProject,
    icon="mdi6.clipboard-flow-outline",
    prefix="LJ",
    sort="-number",
    rules=(
        follows(PROJECT, "state", PROJECT_STATES),
        project_told,
        not_future("listed_on", "立项日期"),
        in_order("listed_on", "立项日期", "started_on", "启动日期"),
        in_order("started_on", "启动日期", "finished_on", "完成日期"),
        in_order("listed_on", "立项日期", "finished_on", "完成日期"),
        in_order("listed_on", "立项日期", "stopped_on", "终止日期"),
        in_order("listed_on", "立项日期", "due_on", "计划完成"),
    ),
    actions=(
        Action("start", "启动", "mdi6.play-outline", step(ProjectState.RUNNING, "启动"), asks=(_ON,)),
        Action(
            "finish",
            "完成",
            "mdi6.check-circle-outline",
            step(ProjectState.DONE, "完成"),
            asks=(_ON, Field("result", "成效")),
        ),
        Action(
            "stop",
            "终止",
            "mdi6.stop-circle-outline",
            step(ProjectState.STOPPED, "终止"),
            asks=(_ON, Field("result", "原因", required=True)),
            danger=True,
        ),
    ),
    children=(Child(PROJECT_PARTNERS, "project_id", owned=True),),
    fields=(
        Field("number", "编号", form=False, width=12),
        Field("name", "项目名称", table=True, width=26),
        Field("batch", "批次", table=True, filter=True, width=10, help="如：首批、第二批"),
        Field("alliance_id", "联盟", link="alliances", table=True, filter=True, width=20),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("lead", "牵头单位", table=True, width=18),
        Field("state", "状态", choices=PROJECT_STATES, table=True, filter=True, width=8),
        Field("listed_on", "立项日期", table=True, filter=True, width=12),
        Field("started_on", "启动日期", width=12),
        Field("due_on", "计划完成", table=True, filter=True, width=12),
        Field("finished_on", "完成日期", table=True, width=12),
        Field("stopped_on", "终止日期", width=12),
        Field("content", "项目内容", kind=Kind.LONG_TEXT, width=24),
        Field("result", "成效或原因", kind=Kind.LONG_TEXT, width=24),
    ),
)
