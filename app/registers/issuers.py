"""组织单位 and 志愿者注册: bodies that organise service and may certify it; volunteers' numbers in other systems."""

from app.registers.spec import Field, Kind, Register
from app.rules.dates import not_future
from app.rules.servicepapers import issuer_told
from db.models import Issuer, VolunteerRegistration

ISSUER_KINDS = (
    ("volunteer_org", "志愿服务组织"),
    ("charity", "慈善组织"),
    ("committee", "基层群众性自治组织（居委会）"),
    ("event_host", "公益活动举办单位"),
    ("public_service", "公共服务机构"),
    ("team", "志愿服务队（非法人）"),
    ("other", "其他"),
)
ISSUERS = Register(
    key="issuers",
    label="组织单位",
    unit="家",
    model=Issuer,
    icon="mdi6.domain",
    sort="name",
    rules=(issuer_told,),
    fields=(
        Field("name", "名称", table=True, width=28),
        Field("kind", "法律性质", choices=ISSUER_KINDS, table=True, filter=True, width=20),
        Field(
            "may_certify",
            "可出具记录证明",
            table=True,
            filter=True,
            width=12,
            help="依法成立，并自行组织、如实记录志愿服务的单位",
        ),
        Field("code", "证明编号代码", table=True, width=12, help="编号的开头，如XHBS；不填用本单位的代码"),
        Field("responsible", "负责人", table=True, width=12),
        Field("handler", "经办人", table=True, width=12),
        Field("phone", "联系电话", table=True, width=14),
        Field("uscc", "统一社会信用代码", width=20),
        Field("succeeds_id", "承接的单位", link="issuers", width=24, help="合并、撤销的单位由承接单位出具"),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)
VOLUNTEER_REGISTRATIONS = Register(
    key="volunteer_registrations",
    label="志愿者注册",
    unit="条",
    model=VolunteerRegistration,
    icon="mdi6.card-account-details-star-outline",
    title="volunteer_no",
    sort="volunteer_no",
    rules=(not_future("registered_on", "注册日期"),),
    fields=(
        Field("person_id", "人员", link="people", table=True, width=14),
        Field("platform", "注册平台", kind=Kind.TEXT, table=True, filter=True, width=12, help="如：志愿浙江"),
        Field("volunteer_no", "志愿者编号", table=True, width=20, help="平台给的编号，不是身份证号"),
        Field("registered_on", "注册日期", table=True, filter=True, width=12),
        Field("note", "备注", width=20),
    ),
)
