"""走访 and 先进事迹: visits to stations with the people met and their needs; deeds that are told of people."""

from app.registers.spec import Child, Field, Kind, Register
from app.rules.dates import at_least, in_order, not_future
from app.rules.visits import need_told
from db.models import Deed, Visit, VisitedPerson

NEED_KINDS = (
    ("parking", "停车充电"),
    ("access", "进出小区"),
    ("meals_and_rest", "餐饮休息"),
    ("labour_rights", "劳动权益"),
    ("health", "健康心理"),
    ("schooling", "子女入学"),
    ("housing", "住房"),
    ("training", "培训就业"),
    ("other", "其他"),
)

VISITED_PEOPLE = Register(
    key="visited_people",
    label="走访对象",
    unit="人",
    model=VisitedPerson,
    icon="mdi6.account-voice",
    title="person_id",
    rules=(need_told,),
    fields=(
        Field("visit_id", "走访", link="visits", table=True, form=False),
        Field("person_id", "姓名", link="people", table=True, filter=True, width=14),
        Field("need_kind", "需求类别", choices=NEED_KINDS, table=True, filter=True, width=12),
        Field("need", "需求", table=True, width=26),
        Field("follow_up", "跟进情况", table=True, width=26),
        Field("settled_on", "解决日期", table=True, filter=True, width=12),
    ),
)
VISITS = Register(
    key="visits",
    label="走访",
    unit="次",
    model=Visit,
    icon="mdi6.walk",
    title="number",
    prefix="ZF",
    sort="-visited_on",
    rules=(not_future("visited_on", "走访日期"), at_least(0, unnamed="其他见面人数")),
    children=(Child(VISITED_PEOPLE, "visit_id", owned=True),),
    fields=(
        Field("number", "编号", form=False, table=True, width=12),
        Field("visited_on", "走访日期", table=True, filter=True, width=12),
        Field("station_id", "站点", link="stations", table=True, filter=True, width=20),
        Field("visitors", "走访人", table=True, width=20, help="如：社工办王某、宝石社区李某"),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("unnamed", "其他见面人数", table=True, width=12, help="没有逐人登记的人数"),
        Field("found", "发现的问题", kind=Kind.LONG_TEXT, table=True, width=26),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)
DEEDS = Register(
    key="deeds",
    label="先进事迹",
    unit="件",
    model=Deed,
    icon="mdi6.star-outline",
    title="title",
    prefix="SJ",
    sort="-happened_on",
    rules=(
        not_future("happened_on", "发生日期"),
        in_order("happened_on", "发生日期", "awarded_on", "表彰日期"),
    ),
    fields=(
        Field("number", "编号", form=False, table=True, width=12),
        Field("happened_on", "发生日期", table=True, filter=True, width=12),
        Field("person_id", "姓名", link="people", table=True, filter=True, width=12),
        Field("title", "事迹", table=True, width=28),
        Field("source", "来源", table=True, width=20, help="如：社区报送、某报2024年5月6日"),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("award", "后续表彰", table=True, width=20),
        Field("awarded_by", "表彰单位", width=20),
        Field("awarded_on", "表彰日期", table=True, width=12),
        Field("story", "经过", kind=Kind.LONG_TEXT, width=30),
    ),
)
