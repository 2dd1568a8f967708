"""站点 and 平台企业: for whom people work, and where."""

from app.actions.stations import transfer_station
from app.registers.prepare import fill_pinyin
from app.registers.spec import Action, Field, Kind, Register
from app.values.masking import mask_phones
from db.models import Platform, Station

PLATFORM_KINDS = (
    ("express", "快递"),
    ("delivery", "外卖配送"),
    ("ride_hailing", "网约车"),
    ("freight", "货运"),
    ("other", "其他"),
)

STATIONS = Register(
    key="stations",
    label="站点",
    unit="个",
    model=Station,
    icon="mdi6.store-outline",
    sort="name",
    bulk=("area_id", "manager", "opened_on", "closed_on", "note"),
    prepares=(fill_pinyin,),
    actions=(
        Action(
            "transfer",
            "站点转交",
            "mdi6.swap-horizontal-bold",
            transfer_station,
            asks=(
                Field("platform_id", "接手平台", kind=Kind.LINK, link="platforms", required=True),
                Field("on", "转交日期", kind=Kind.DATE, required=True),
                Field("name", "新站名", help="站名不变的不填；站内人员一并转到接手平台"),
            ),
            many=False,
        ),
    ),
    fields=(
        Field("name", "站点名称", table=True, width=20),
        Field("platform_id", "所属平台", link="platforms", table=True, filter=True, width=14),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("address", "地址", table=True, width=24),
        Field("manager", "站长", table=True, width=12),
        Field("phone", "联系电话", kind=Kind.PHONES, table=True, mask=mask_phones, width=16),
        Field("opened_on", "启用日期", table=True, width=12),
        Field("closed_on", "撤销日期", table=True, filter=True, width=12),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)

PLATFORMS = Register(
    key="platforms",
    label="平台企业",
    unit="家",
    model=Platform,
    icon="mdi6.domain",
    sort="name",
    prepares=(fill_pinyin,),
    fields=(
        Field("name", "名称", table=True, width=16),
        Field("kind", "行业", choices=PLATFORM_KINDS, table=True, filter=True, width=10),
        Field("aliases", "别名", kind=Kind.WORDS, table=True, width=30, help="表格里的其他写法，用顿号分开"),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)
