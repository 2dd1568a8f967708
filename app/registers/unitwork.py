"""What is done at friendly units: measures, filings of station staff, improvements, and effects that are claimed."""

from __future__ import annotations

from app.actions.units import renew_filings
from app.registers.photos import IMPROVEMENT_PHOTOS
from app.registers.spec import Action, Field, Kind, Register
from app.registers.unitpapers import IMPROVEMENT_SHEET
from app.rules.dates import at_least, in_order, not_future
from app.rules.periods import period_in_order, periods_apart
from app.rules.units import filing_of_station
from db.models import EffectClaim, UnitFiling, UnitImprovement, UnitMeasure

PROBLEMS = (("parking", "停车难"), ("finding", "找楼难"), ("resting", "休憩难"))
SOURCES = (("survey", "问卷"), ("estimate", "估算"), ("quote", "当事人说法"), ("report", "报道"))

UNIT_MEASURES = Register(
    key="unit_measures",
    label="三难举措",
    unit="项",
    model=UnitMeasure,
    icon="mdi6.hammer-wrench",
    title="content",
    sort="-done_on",
    fields=(
        Field("unit_id", "友好单元", link="friendly_units", form=False, table=True, filter=True, width=20),
        Field("problem", "解决", choices=PROBLEMS, table=True, filter=True, width=8),
        Field("content", "举措", table=True, width=30),
        Field("done_on", "完成日期", table=True, width=12),
    ),
)
UNIT_FILINGS = Register(
    key="unit_filings",
    label="站点备案",
    unit="人",
    model=UnitFiling,
    icon="mdi6.badge-account-outline",
    title="person_id",
    sort="-from_on",
    rules=(period_in_order, periods_apart("unit_id", "person_id"), filing_of_station),
    actions=(
        Action(
            "renew",
            "续期",
            "mdi6.calendar-refresh-outline",
            renew_filings,
            asks=(Field("to_on", "新的失效日期", kind=Kind.DATE, help="当天起备案失效；不填表示长期有效"),),
        ),
    ),
    fields=(
        Field("unit_id", "友好单元", link="friendly_units", table=True, filter=True, width=20),
        Field("person_id", "人员", link="people", table=True, width=14),
        Field("station_id", "站点", link="stations", table=True, filter=True, width=18),
        Field("from_on", "备案日期", table=True, width=12),
        Field("to_on", "失效日期", table=True, filter=True, width=12, help="当天起备案失效"),
        Field("note", "备注", table=True, width=16),
    ),
)
UNIT_IMPROVEMENTS = Register(
    key="unit_improvements",
    label="微改造",
    unit="个",
    model=UnitImprovement,
    icon="mdi6.home-edit-outline",
    title="title",
    sort="-finished_on",
    rules=(
        in_order("started_on", "开工日期", "finished_on", "完工日期"),
        not_future("finished_on", "完工日期"),
        at_least(1, items="改造项数"),
        at_least(0, cost="投入"),
    ),
    pictures=IMPROVEMENT_PHOTOS,
    papers=(IMPROVEMENT_SHEET,),
    fields=(
        Field("unit_id", "友好单元", link="friendly_units", form=False, table=True, width=20),
        Field("title", "项目", table=True, width=24),
        Field("items", "改造项数", table=True, width=8),
        Field("started_on", "开工日期", table=True, width=12),
        Field("finished_on", "完工日期", table=True, filter=True, width=12),
        Field("cost", "投入（元）", kind=Kind.MONEY, table=True, width=10),
        Field("before", "改造前", kind=Kind.LONG_TEXT, width=24),
        Field("after", "改造后", kind=Kind.LONG_TEXT, width=24),
    ),
)
EFFECT_CLAIMS = Register(
    key="effect_claims",
    label="成效说法",
    unit="条",
    model=EffectClaim,
    icon="mdi6.comment-quote-outline",
    title="statement",
    sort="-stated_on",
    fields=(
        Field("unit_id", "友好单元", link="friendly_units", form=False, width=20),
        Field("statement", "成效", table=True, width=24, help="照原话登记，如：每单节省5分钟"),
        Field("source_kind", "依据", choices=SOURCES, table=True, width=10),
        Field("source", "来源", table=True, width=24),
        Field("stated_on", "日期", table=True, width=12),
    ),
)
