"""The words of activities: their kinds and states, the services at them, who pays, and by what they are classed."""

from __future__ import annotations

from db.models import Chain

ACTIVITY_KINDS = (
    ("condolence", "慰问"),
    ("team_visit", "组团式进站"),
    ("theme", "主题活动"),
    ("reunion_meal", "团圆饭"),
    ("public_good", "公益活动"),
    ("talk", "宣讲"),
    ("check_up", "体检"),
    ("clinic", "义诊"),
    ("legal", "法律咨询"),
    ("counselling", "心理疏导"),
    ("job_fair", "招聘"),
    ("other", "其他"),
)
ACTIVITY_STATES = (
    ("planned", "计划"),
    ("held", "已开展"),
    ("postponed", "延期"),
    ("cancelled", "取消"),
)
CHAINS = (
    (Chain.ORGANIZATION.value, "组织链"),
    (Chain.SERVICE.value, "服务链"),
    (Chain.GOVERNANCE.value, "治理链"),
)
ASPECTS = tuple((word, word) for word in ("关心关爱", "权益保障", "多元成长", "融入治理"))
FUND_SOURCES = (
    ("street", "街道经费"),
    ("party_dues", "党费"),
    ("union", "工会经费"),
    ("community", "社区经费"),
    ("partner", "共建单位"),
    ("donation", "社会捐赠"),
    ("other", "其他"),
)
SERVICE_KINDS = (
    ("policy", "政策宣讲"),
    ("labour", "劳动用工"),
    ("employment", "就业创业"),
    ("legal", "法律维权"),
    ("health", "健康咨询"),
    ("counselling", "心理疏导"),
    ("first_aid", "急救培训"),
    ("course", "公益课程"),
    ("traffic", "交通安全"),
    ("convenience", "便民服务"),
    ("other", "其他"),
)
