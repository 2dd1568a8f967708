"""志愿激励: star schemes and stars, clues of riders, elders a team serves."""

from app.actions.clues import settle_clues
from app.actions.recognition import award_stars, propose, publish, refuse_stars
from app.registers.prepare import fill_pinyin
from app.registers.publicity import STAR_NOTICE
from app.registers.spec import Action, Field, Kind, Register
from app.rules.dates import at_least, not_future
from app.rules.periods import period_in_order
from app.rules.recognition import birth_year_fits, clue_told, counted_once, rising_hours, star_told
from app.values.masking import mask_house, mask_in_text, mask_name, mask_phones
from db.models import Clue, ClueState, ServedElder, StarAward, StarScheme

STAR_STATES = (
    ("proposed", "达标待评"),
    ("published", "公示中"),
    ("awarded", "已授予"),
    ("refused", "未通过"),
)
CHANNELS = (
    ("snap", "随手公益"),
    ("west_lake_code", "西湖码"),
    ("chat", "微信群"),
    ("hotline", "热线"),
    ("station", "站点"),
    ("other", "其他"),
)
CLUE_KINDS = (
    ("parking", "停车管理"),
    ("road", "道路设施"),
    ("environment", "环境卫生"),
    ("safety", "安全隐患"),
    ("other", "其他"),
)
CLUE_STATES = (("received", "待核实"), ("handed_on", "处理中"), ("closed", "已办结"), ("dropped", "不采纳"))

STAR_SCHEMES = Register(
    key="star_schemes",
    label="星级标准",
    unit="个",
    model=StarScheme,
    icon="mdi6.stairs",
    sort="-valid_from",
    rules=(rising_hours,),
    fields=(
        Field("name", "名称", table=True, width=20),
        Field("valid_from", "启用日期", table=True, width=12),
        *(
            Field(f"hours_{level}", f"{name}星（小时）", table=True, width=12)
            for level, name in enumerate("一二三四五", start=1)
        ),
        Field(
            "needs_quality",
            "还看服务质量",
            table=True,
            width=12,
            help="服务评价有“不合格”或投诉属实的人，不列入达标",
        ),
        Field("note", "备注", kind=Kind.LONG_TEXT, table=True, width=20),
    ),
)

_ON = Field("on", "日期", kind=Kind.DATE, required=True)
STAR_AWARDS = Register(
    key="star_awards",
    label="星级",
    unit="条",
    model=StarAward,
    icon="mdi6.star-circle-outline",
    title="person_id",
    sort="-proposed_on",
    papers=(STAR_NOTICE,),
    rules=(star_told, not_future("awarded_on", "授予日期"), at_least(0, minutes="时长")),
    actions=(
        Action(
            "propose",
            "登记全部达标人员",
            "mdi6.account-star-outline",
            propose,
            asks=(Field("on", "截至日期", kind=Kind.DATE, required=True, help="只算已入账的服务时长"),),
            alone=True,
        ),
        Action(
            "publish",
            "公示",
            "mdi6.bullhorn-outline",
            publish,
            asks=(
                Field("on", "公示开始", kind=Kind.DATE, required=True),
                Field("to", "公示结束", kind=Kind.DATE, required=True, help="一般不少于3个工作日"),
            ),
        ),
        Action(
            "award",
            "授予",
            "mdi6.medal-outline",
            award_stars,
            asks=(_ON, Field("by", "批准人", required=True), Field("letter_no", "文号")),
        ),
        Action(
            "refuse",
            "未通过",
            "mdi6.close-circle-outline",
            refuse_stars,
            asks=(Field("reason", "原因", required=True),),
        ),
    ),
    fields=(
        Field("person_id", "志愿者", link="people", table=True, filter=True, width=14),
        Field("level", "星级", table=True, filter=True, width=6),
        Field("minutes", "达标时长（小时）", kind=Kind.MINUTES, form=False, table=True, width=14),
        Field("state", "状态", choices=STAR_STATES, table=True, filter=True, width=10),
        Field("proposed_on", "达标日期", table=True, filter=True, width=12),
        Field("published_from", "公示开始", table=True, width=12),
        Field("published_to", "公示结束", table=True, width=12),
        Field("awarded_on", "授予日期", table=True, filter=True, width=12),
        Field("approved_by", "批准人", width=12),
        Field("letter_no", "文号", width=14),
        Field("scheme_id", "依据标准", link="star_schemes", width=18),
        Field("note", "备注", width=20),
    ),
)
CLUES = Register(
    key="clues",
    label="线索",
    unit="条",
    model=Clue,
    icon="mdi6.flag-outline",
    title="number",
    prefix="XS",
    sort="-reported_on",
    rules=(not_future("reported_on", "上报日期"), clue_told, counted_once),
    actions=(
        Action(
            "hand_on",
            "转办",
            "mdi6.send-outline",
            settle_clues(ClueState.HANDED_ON, "转办"),
            asks=(Field("by", "办理单位", required=True),),
        ),
        Action(
            "close",
            "办结",
            "mdi6.check-circle-outline",
            settle_clues(ClueState.CLOSED, "办结"),
            asks=(_ON, Field("result", "办理结果", required=True)),
        ),
        Action(
            "drop",
            "不采纳",
            "mdi6.flag-off-outline",
            settle_clues(ClueState.DROPPED, "登记不采纳"),
            asks=(_ON, Field("result", "原因", required=True)),
        ),
    ),
    fields=(
        Field("number", "编号", form=False, table=True, width=12),
        Field("reported_on", "上报日期", table=True, filter=True, width=12),
        Field("content", "内容", table=True, width=30),
        Field("kind", "类别", choices=CLUE_KINDS, table=True, filter=True, width=10),
        Field("channel", "渠道", choices=CHANNELS, table=True, filter=True, width=10),
        Field(
            "outside_no",
            "外部编号",
            table=True,
            width=16,
            help="西湖码、随手公益等系统里的编号，同一编号只登记一次",
        ),
        Field("place", "地点", table=True, width=18),
        Field("person_id", "上报人", link="people", table=True, filter=True, width=12),
        Field("team_id", "队伍", link="teams", filter=True, width=16),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("state", "状态", choices=CLUE_STATES, table=True, filter=True, width=8),
        Field("handled_by", "办理单位", filter=True, width=16),
        Field("closed_on", "办结日期", table=True, filter=True, width=12),
        Field("result", "办理结果", kind=Kind.LONG_TEXT, width=24),
    ),
)
SERVED_ELDERS = Register(
    key="served_elders",
    label="服务老人",
    unit="人",
    model=ServedElder,
    icon="mdi6.human-cane",
    sort="name",
    prepares=(fill_pinyin,),
    rules=(period_in_order, birth_year_fits),
    fields=(
        # Whom somebody serves is nobody else's business (志愿服务条例 art. 21): lists and papers hide who it is.
        Field("name", "姓名", table=True, width=12, mask=mask_name),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("birth_year", "出生年份", table=True, width=10),
        Field("lives_alone", "独居", table=True, filter=True, width=6),
        Field("team_id", "服务队伍", link="teams", table=True, filter=True, width=20),
        Field("service", "服务内容", table=True, width=16, help="只记服务需要的事，不记病情"),
        Field("from_on", "开始服务", table=True, filter=True, width=12),
        Field("to_on", "结束服务", table=True, width=12),
        Field("address", "住址", width=24, mask=mask_house),
        Field("phone", "电话", kind=Kind.PHONES, mask=mask_phones, width=14),
        Field("family_contact", "家属联系方式", width=16, mask=mask_in_text),
        Field("consented_on", "本人或家属同意日期", width=14),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)
