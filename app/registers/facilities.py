"""阵地: rest stops, water points, canteens …, with status history, plates and equipment."""

from app.actions.agreements import keep_agreement
from app.actions.facilities import keep_facility, keep_states, step
from app.actions.pasts import keep_past
from app.cards.places import facility_facts, facility_story
from app.registers.card import Card
from app.registers.facilitykinds import FACILITY_KINDS
from app.registers.facilitypapers import DOOR_SIGN
from app.registers.inspections import FAULTS, INSPECTIONS
from app.registers.pasts import EQUIPMENT_PASTS, FACILITY_KEPT, FACILITY_PASTS
from app.registers.photos import FACILITY_PHOTO
from app.registers.placeuse import FACILITY_AGREEMENTS, FACILITY_HOURS, FACILITY_MEALS
from app.registers.prepare import fill_pinyin
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.contacts import clean_contact, phone_readable
from app.rules.dates import at_least, in_order
from app.rules.facilities import likely_same_place, opening_fits, position_fits, states_follow
from app.rules.lifecycles import FACILITY, follows
from app.rules.periods import period_in_order, periods_apart
from app.values.masking import mask_phones
from db.models import (
    EquipmentPast,
    Facility,
    FacilityEquipment,
    FacilityPast,
    FacilityPlate,
    FacilityState,
    FacilityStatus,
)

FACILITY_STATUSES = (
    ("preparing", "筹建"),
    ("trial", "试运行"),
    ("open", "开放"),
    ("suspended", "暂停"),
    ("closed", "关闭"),
)
PROVIDER_KINDS = (
    ("subdistrict", "街道"),
    ("community", "社区"),
    ("bank", "银行"),
    ("merchant", "商家"),
    ("property_manager", "物业"),
    ("union", "工会"),
    ("company", "企业"),
    ("other", "其他"),
)
COORDINATES = (("gcj02", "GCJ-02（高德、腾讯）"), ("bd09", "BD-09（百度）"), ("wgs84", "WGS-84（GPS）"))
SERVICES = tuple(
    (word, word)
    for word in (
        "饮水", "热饭", "手机充电", "电瓶车充电", "电瓶车换电", "休息桌椅", "空调", "雨具", "应急药箱", "AED", "图书",
        "WiFi", "如厕", "冰箱", "打气筒", "工具箱", "母婴室", "政策咨询",
    )
)  # fmt: skip

FACILITY_STATES = Register(
    key="facility_states",
    label="阵地状态",
    unit="条",
    model=FacilityState,
    icon="mdi6.timeline-clock-outline",
    title="status",
    sort="-from_on",
    rules=(period_in_order, periods_apart("facility_id"), states_follow),
    effects=(keep_facility,),
    after_delete=(keep_facility,),
    fields=(
        Field("facility_id", "阵地", link="facilities", form=False, width=20),
        Field("status", "状态", choices=FACILITY_STATUSES, table=True, width=8),
        Field("from_on", "开始日期", table=True, width=12),
        Field("to_on", "结束日期", table=True, width=12, help="到这一天为止，当天不再计入；现状不填"),
        Field("reason", "原因", table=True, width=20),
    ),
)

FACILITY_PLATES = Register(
    key="facility_plates",
    label="挂牌",
    unit="块",
    model=FacilityPlate,
    icon="mdi6.sign-text",
    title="brand",
    sort="-from_on",
    rules=(period_in_order, periods_apart("facility_id", "brand")),
    fields=(
        Field("facility_id", "阵地", link="facilities", form=False, width=20),
        Field("brand", "牌子", table=True, width=16, help="如：暖蜂驿站、爱心驿家、党群服务驿站"),
        Field("plate_no", "牌号", table=True, width=14),
        Field("from_on", "授牌日期", table=True, width=12),
        Field("to_on", "摘牌日期", table=True, width=12),
    ),
)

FACILITY_EQUIPMENT = Register(
    key="facility_equipment",
    label="设备",
    unit="件",
    model=FacilityEquipment,
    icon="mdi6.toolbox-outline",
    sort="name",
    rules=(at_least(1, quantity="数量"),),
    effects=(keep_past(EquipmentPast, "equipment_id", ("working",), told="checked_on"),),
    children=(Child(EQUIPMENT_PASTS, "equipment_id", owned=True),),
    fields=(
        Field("facility_id", "阵地", link="facilities", table=True, filter=True, width=20),
        Field("name", "设备名称", table=True, width=14, help="如：微波炉、饮水机、充电柜"),
        Field("quantity", "数量", table=True, width=6),
        Field("working", "完好", table=True, filter=True, width=6),
        Field("checked_on", "检查日期", table=True, width=12),
        Field("note", "备注", table=True, width=20),
    ),
)

STATUS_ACTIONS = tuple(
    Action(
        key,
        label,
        icon,
        step(status, label),
        asks=(Field("on", "日期", kind=Kind.DATE, required=True), Field("reason", "原因")),
        danger=key == "close",
    )
    for key, label, icon, status in (
        ("trial", "开始试运行", "mdi6.play-circle-outline", FacilityStatus.TRIAL),
        ("open", "开放", "mdi6.door-open", FacilityStatus.OPEN),
        ("suspend", "暂停开放", "mdi6.pause-circle-outline", FacilityStatus.SUSPENDED),
        ("close", "关闭", "mdi6.door-closed", FacilityStatus.CLOSED),
    )
)

FACILITY_CARD = Card(
    facts=facility_facts,
    story=facility_story(dict(FACILITY_STATUSES)),
    story_label="开放历程",
    portrait=FACILITY_PHOTO,
)

FACILITIES = Register(
    key="facilities",
    label="阵地",
    unit="处",
    model=Facility,
    icon="mdi6.home-city-outline",
    prefix="YZ",
    sort="name",
    bulk=("area_id", "road", "provider", "provider_kind", "contact", "agreement_from", "agreement_to", "open_hours", "services", "staffed", "indoor", "discount", "sign_installed", "map_listed", "last_checked_on", "note"),
    prepares=(fill_pinyin, clean_contact),
    rules=(
        follows(FACILITY, "status", FACILITY_STATUSES),
        opening_fits,
        in_order("agreement_from", "协议开始", "agreement_to", "协议到期"),
        at_least(0, area_m2="面积", capacity="可容纳", seat_count="座位数", bay_count="泊位数"),
        position_fits,
        phone_readable,
        likely_same_place,
    ),
    effects=(keep_states, keep_agreement, keep_past(FacilityPast, "facility_id", FACILITY_KEPT)),
    card=FACILITY_CARD,
    actions=STATUS_ACTIONS,
    papers=(DOOR_SIGN,),
    children=(
        Child(FACILITY_STATES, "facility_id", owned=True),
        Child(FACILITY_PLATES, "facility_id", owned=True),
        Child(FACILITY_EQUIPMENT, "facility_id", owned=True),
        Child(FACILITY_HOURS, "facility_id", owned=True),
        Child(FACILITY_AGREEMENTS, "facility_id", owned=True),
        Child(FACILITY_MEALS, "facility_id", owned=True),
        Child(FACILITY_PASTS, "facility_id", owned=True),
        Child(INSPECTIONS, "facility_id"),
        Child(FAULTS, "facility_id"),
    ),
    fields=(
        Field("number", "阵地编号", form=False, width=12),
        Field("name", "名称", section="基本信息", table=True, width=24),
        Field("kind", "类别", section="基本信息", choices=FACILITY_KINDS, table=True, filter=True, width=14),
        Field("status", "状态", section="基本信息", choices=FACILITY_STATUSES, table=True, filter=True, width=8),
        Field("area_id", "所在区域", section="基本信息", link="areas", table=True, filter=True, width=14,
              code="community"),
        Field("address", "地址", section="基本信息", table=True, width=24),
        Field("road", "所在道路", section="基本信息", filter=True, width=12),
        Field("opened_on", "开放日期", section="基本信息", table=True, filter=True, width=12, code="opened"),
        Field("provider", "提供单位", section="提供单位", table=True, width=16),
        Field("provider_kind", "单位类型", section="提供单位", choices=PROVIDER_KINDS, filter=True, width=10),
        Field("contact", "联系人", section="提供单位", table=True, width=12),
        Field("phone", "联系电话", kind=Kind.PHONES, section="提供单位", table=True, mask=mask_phones, width=16),
        Field("agreement_from", "协议开始", section="提供单位", width=12),
        Field("agreement_to", "协议到期", section="提供单位", filter=True, width=12),
        Field("open_hours", "开放时间", section="服务", table=True, width=16, help="如：24小时、08:00—20:00"),
        Field("services", "服务内容", kind=Kind.WORDS, section="服务", choices=SERVICES, table=True, width=30),
        Field("staffed", "有人值守", section="服务", width=8),
        Field("indoor", "室内", section="服务", width=6),
        Field("area_m2", "面积（平方米）", section="服务", width=10),
        Field("capacity", "可容纳（人）", section="服务", width=8),
        Field("seat_count", "座位数", section="服务", width=8),
        Field("bay_count", "泊位数", section="服务", width=8),
        Field("discount", "优惠内容", section="服务", width=20, help="如：8折、小哥套餐12元"),
        Field("discount_evidence", "优惠凭证", section="服务", width=14, help="如：会员证、小哥码"),
        Field("sign_installed", "已亮牌", section="管理", filter=True, width=8),
        Field("map_listed", "已上地图", section="管理", filter=True, width=8),
        Field("longitude", "经度", section="管理", width=12),
        Field("latitude", "纬度", section="管理", width=12),
        Field("coordinate_system", "坐标系", kind=Kind.CHOICE, section="管理", choices=COORDINATES, width=18),
        Field("last_checked_on", "最近检查", section="管理", filter=True, width=12),
        Field("note", "备注", kind=Kind.LONG_TEXT, section="管理", width=24),
    ),
)  # fmt: skip
