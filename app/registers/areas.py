"""区域: the tree 区 > 街道 > 社区 > 网格, and street blocks."""

from app.actions.areas import keep_paths
from app.registers.prepare import fill_pinyin
from app.registers.spec import Child, Field, Kind, Register
from app.rules.areas import area_fits_tree, block_of_communities
from app.rules.periods import period_in_order, periods_apart
from db.models import Area, BlockMember

KINDS = (
    ("district", "区"),
    ("subdistrict", "街道"),
    ("community", "社区"),
    ("grid", "网格"),
    ("block", "街区"),
)

BLOCK_MEMBERS = Register(
    key="block_members",
    label="街区成员社区",
    unit="个",
    model=BlockMember,
    icon="mdi6.vector-link",
    title="community_id",
    sort="-from_on",
    rules=(period_in_order, periods_apart("block_id", "community_id"), block_of_communities),
    fields=(
        Field("block_id", "街区", link="areas", form=False),
        Field("community_id", "社区", link="areas", table=True, width=20),
        Field("from_on", "加入日期", table=True, width=12),
        Field("to_on", "退出日期", table=True, width=12),
    ),
)

AREAS = Register(
    key="areas",
    label="区域",
    unit="个",
    model=Area,
    icon="mdi6.map-marker-radius-outline",
    sort="path",
    prepares=(fill_pinyin,),
    rules=(area_fits_tree,),
    effects=(keep_paths,),
    children=(Child(BLOCK_MEMBERS, "block_id", owned=True),),
    fields=(
        Field("name", "名称", table=True, width=24, heads=("社区名称", "区域名称")),
        Field("kind", "级别", choices=KINDS, table=True, filter=True, width=8),
        Field("parent_id", "上级区域", link="areas", table=True, width=20),
        Field("code", "区划代码", table=True, width=16, help="12位统计用区划代码，可不填"),
        Field("manager", "负责人", table=True, width=12, heads=("联系人",)),
        Field("phone", "联系电话", width=16, heads=("电话",)),
        Field("valid_from", "启用日期", width=12),
        Field("valid_to", "停用日期", width=12, help="社区合并后填写，旧数据仍归原社区"),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)
