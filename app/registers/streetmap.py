"""道路 and 地图轮廓: what the street map is drawn of; most of it comes by importing a map file."""

from app.registers.prepare import fill_pinyin
from app.registers.spec import Field, Kind, Register
from app.rules.streetmap import one_road
from db.models import MapOutline, Road

ROAD_GRADES = (("main", "主干道"), ("side", "支路"), ("lane", "小路"))

ROADS = Register(
    key="roads",
    label="道路",
    unit="条",
    model=Road,
    icon="mdi6.road-variant",
    sort="name",
    bulk=("grade", "note"),
    prepares=(fill_pinyin,),
    rules=(one_road,),
    fields=(
        Field("name", "道路名称", table=True, width=20, help="与阵地的“所在道路”写成一样"),
        Field("grade", "等级", choices=ROAD_GRADES, table=True, filter=True, width=10,
              help="主干道列入饮水点覆盖情况表"),
        Field("length_m", "长度（米）", form=False, table=True, width=12),
        Field("note", "备注", kind=Kind.LONG_TEXT, table=True, width=30),
    ),
)  # fmt: skip

MAP_OUTLINES = Register(
    key="map_outlines",
    label="地图轮廓",
    unit="块",
    model=MapOutline,
    icon="mdi6.vector-polygon",
    sort="name",
    fields=(
        Field("name", "名称", table=True, width=20),
        Field("note", "备注", kind=Kind.LONG_TEXT, table=True, width=30),
    ),
)
