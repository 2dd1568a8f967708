"""团员发展 as an index: application, activist, member, and the ways it ends."""

from app.actions.league import LEAGUE_RULES, advance, end
from app.registers.asking import ACCEPTED
from app.registers.spec import Action, Field, Kind, Register
from app.rules.dates import at_least
from app.rules.league import DATE_LABELS, ENDS, STAGE_LABELS, fill_stage
from db.models import LeagueIndex

STAGES = tuple((stage.value, label) for stage, label in STAGE_LABELS)
END_KINDS = tuple((stage.value, label) for stage, label in STAGE_LABELS if stage in ENDS)

LEAGUE_INDEX = Register(
    key="league_index",
    label="团员发展",
    unit="人",
    model=LeagueIndex,
    icon="mdi6.account-heart-outline",
    title="number",
    prefix="TY",
    sort="-stage_on",
    prepares=(fill_stage,),
    rules=(*LEAGUE_RULES, at_least(0, course_hours="团课学时")),
    actions=(
        Action("advance", "进入下一阶段", "mdi6.arrow-up-circle-outline", advance,
               asks=(Field("on", "下一阶段开始日期", kind=Kind.DATE, required=True), ACCEPTED)),
        Action("end", "登记终止", "mdi6.close-octagon-outline", end, danger=True,
               asks=(Field("kind", "终止情形", kind=Kind.CHOICE, choices=END_KINDS, required=True),
                     Field("on", "终止日期", kind=Kind.DATE, required=True), ACCEPTED)),
    ),
    fields=(
        Field("number", "档案编号", form=False, table=True, width=12),
        Field("person_id", "人员", section="基本信息", link="people", table=True, filter=True, width=14),
        Field("stage", "现阶段", choices=STAGES, table=True, filter=True, form=False, width=14),
        Field("stage_on", "现阶段开始", table=True, filter=True, form=False, width=12),
        Field("formal_org_id", "团籍所在团组织", section="基本信息", link="organizations", table=True, filter=True, width=24,
              help="正式团组织；功能性团支部不接转团籍"),
        Field("functional_org_id", "参加的功能性团支部", section="基本信息", link="organizations", filter=True, width=24),
        Field("materials_on_file", "材料在档", section="基本信息", table=True, width=8, help="只记在不在档，不录材料内容"),
        Field("applied_on", DATE_LABELS["applied_on"], section="入团", table=True, filter=True, width=12),
        Field("activist_on", DATE_LABELS["activist_on"], section="入团", table=True, filter=True, width=12),
        Field("course_hours", "团课学时", section="入团", width=8),
        Field("introducer_id", "入团介绍人", section="入团", link="people", width=14),
        Field("second_introducer_id", "第二介绍人", section="入团", link="people", width=14),
        Field("joined_on", DATE_LABELS["joined_on"], section="入团", table=True, filter=True, width=12,
              help="支部大会通过的日期"),
        Field("end_kind", "终止情形", kind=Kind.CHOICE, choices=END_KINDS, section="终止", filter=True, width=12),
        Field("ended_on", "终止日期", section="终止", table=True, filter=True, width=12),
        Field("note", "备注", section="终止", width=20),
    ),
)  # fmt: skip
