"""获奖: prizes of people and teams."""

from app.registers.spec import Field, Kind, Register
from app.rules.dates import not_future
from app.rules.prizes import somebody_won
from app.rules.studies import fill_area
from db.models import Prize

LEVELS = (
    ("national", "国家级"),
    ("provincial", "省级"),
    ("city", "市级"),
    ("district", "区级"),
    ("street", "街道级"),
    ("other", "其他"),
)

PRIZES = Register(
    key="prizes",
    label="获奖",
    unit="项",
    model=Prize,
    icon="mdi6.trophy-outline",
    title="contest",
    sort="-won_on",
    prepares=(fill_area,),
    rules=(not_future("won_on", "获奖日期"), somebody_won),
    fields=(
        Field("contest", "赛事或表彰", table=True, width=30, help="如：浙江省国际大学生创新大赛"),
        Field("level", "级别", choices=LEVELS, table=True, filter=True, width=8),
        Field("prize", "奖项", table=True, width=12, help="如：金奖"),
        Field("won_on", "获奖日期", table=True, filter=True, width=12),
        Field(
            "person_id", "获奖人", link="people", table=True, filter=True, width=14, help="团队获奖的可不填"
        ),
        Field("team", "获奖团队", table=True, width=18),
        Field("programme_id", "所属学院", link="programmes", table=True, filter=True, width=16),
        Field("organiser", "主办单位", width=20),
        Field("area_id", "所在区域", link="areas", filter=True, width=14, required=True),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)
