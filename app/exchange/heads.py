"""The words that column heads are recognised by, register by register, and how a head is made comparable."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class SheetKind:
    """One kind of sheet an office receives.

    key: the register it belongs to. label: what a clerk calls it. fields: head words by field name.
    needs: of each group at least one field must be found. titles: words in the title that speak for this kind.
    unit: of a line.
    into: the register whose page such sheets are imported from too. mapped: the clerk may say which column is which, so
    the heads need not be known.
    """

    key: str
    label: str
    fields: Mapping[str, Sequence[str]]
    needs: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...] = ()
    unit: str = "人"
    into: str = ""
    day_columns: bool = field(default=False)
    mapped: bool = False


_NAME = ("姓名", "名字", "小哥姓名", "学员姓名", "志愿者姓名", "会员姓名", "人员姓名", "骑手姓名", "职工姓名")
_PHONES = ("联系电话", "手机", "手机号", "手机号码", "联系方式", "电话", "电话号码", "联系号码", "移动电话")
_NOTE = ("备注", "说明", "其他")

PEOPLE = SheetKind(
    key="people",
    label="人员花名册",
    fields={
        "name": _NAME,
        "gender": ("性别",),
        "birth_date": ("出生年月", "出生日期", "生日", "出生年月日", "出生时间", "出生", "出生年份"),
        "age": ("年龄", "周岁"),
        "id_no": ("身份证号", "身份证号码", "公民身份号码", "公民身份证号码", "证件号码", "身份证", "身份证件号", "证件号"),
        "phones": _PHONES,
        "ethnicity": ("民族",),
        "native_place": ("籍贯", "户籍", "户籍地", "户籍所在地", "户口所在地", "户籍地址"),
        "residence": (
            "现住址", "居住地", "住址", "家庭住址", "居住小区", "现居住地", "居住地址", "家庭地址", "现住地址", "暂住地",
            "暂住地址", "常住地址", "地址",
        ),
        "education": ("学历", "文化程度", "最高学历"),
        "politics": ("政治面貌", "面貌"),
        "category": ("从业类型", "人员类别", "群体类别", "工种", "职业", "岗位", "类型", "类别", "从业类别", "群体类型"),
        "platform": (
            "所属平台", "平台", "企业", "公司", "品牌", "平台站点", "单位站点", "平台企业", "所属企业", "所属公司",
            "所属平台站点", "所属平台单位",
        ),
        "station": ("站点", "所属站点", "网点", "驿站", "工作单位", "单位", "站点名称", "所在站点", "所属网点"),
        "community": ("社区", "所属社区", "所在社区", "村社", "村", "村社区", "社区村"),
        "grid": ("网格", "所属网格", "所在网格"),
        "union_member": ("是否入会", "工会会员", "是否加入工会", "是否工会会员", "是否加入联合工会", "入会情况", "入会"),
        "union_joined": ("入会时间", "入会日期", "加入工会时间"),
        "member_no": ("会员卡号", "会员证号", "会员号"),
        "number": ("人员编号", "登记编号"),
        "alias": ("小哥昵称", "昵称", "曾用名", "别名"),
        "vehicle_plate": ("车牌号", "车牌", "车牌号码"),
        "emergency_contact": ("紧急联系人", "紧急联系人姓名"),
        "emergency_phone": ("紧急联系电话", "紧急联系人电话"),
        "note": _NOTE,
    },
    needs=(("name",), ("id_no", "phones", "category", "platform", "birth_date", "gender")),
    titles=("花名册", "登记表", "摸底", "排查", "人员信息"),
)  # fmt: skip

FACILITIES = SheetKind(
    key="facilities",
    label="阵地点位台账",
    fields={
        "name": (
            "点位名称",
            "驿站名称",
            "名称",
            "商家名称",
            "阵地名称",
            "站点名称",
            "食堂名称",
            "饮水点名称",
        ),
        "number": ("点位编号", "阵地编号"),
        "kind": ("类别", "类型", "点位类别", "点位类型", "种类", "阵地类型"),
        "address": ("地址", "点位地址", "详细地址", "位置", "具体地址", "所在位置"),
        "provider": (
            "提供单位",
            "建设单位",
            "共建单位",
            "所属单位",
            "责任单位",
            "管理单位",
            "设置单位",
            "单位",
        ),
        "open_hours": ("开放时间", "营业时间", "服务时间", "开放时段", "营业时段", "服务时段"),
        "services": ("服务内容", "服务项目", "提供服务", "主要服务"),
        "contact": ("联系人", "负责人", "管理员", "点位负责人", "负责人姓名", "联系人姓名", "管理员姓名"),
        "phone": (*_PHONES, "联系人电话", "负责人电话", "管理员电话", "负责人联系电话"),
        "opened_on": (
            "开放日期",
            "启用日期",
            "建成日期",
            "启用时间",
            "建成时间",
            "投用时间",
            "设立时间",
            "成立时间",
            "投入使用时间",
        ),
        "discount": ("优惠内容", "优惠措施", "优惠折扣"),
        "community": ("社区", "所属社区", "所在社区"),
        "grid": ("网格", "所属网格", "所在网格"),
        "area_m2": ("面积", "建筑面积", "场地面积"),
        "status": ("状态", "开放状态"),
        "note": _NOTE,
    },
    needs=(("name", "address"), ("address", "kind", "open_hours", "provider")),
    titles=("点位", "驿站", "饮水点", "阵地", "食堂", "商家", "一览表"),
)

VOLUNTEER_LOG = SheetKind(
    key="volunteer_log",
    label="志愿服务记录",
    fields={
        "name": _NAME,
        "date": ("日期", "服务日期", "活动日期", "时间", "活动时间"),
        "content": ("服务内容", "活动内容", "服务项目", "活动名称"),
        "place": ("服务地点", "活动地点", "地点"),
        "minutes": ("服务时长", "志愿时长", "时长", "服务时间", "工时"),
        "quantity": ("数量", "服务数量"),
        "phones": _PHONES,
        "note": _NOTE,
    },
    needs=(("name",), ("minutes", "content"), ("date", "place", "quantity")),
    titles=("志愿服务记录", "服务时长"),
    unit="条",
    into="service_logs",
)

PLATFORM_LOG = SheetKind(
    key="platform_log",
    label="志愿平台导出表",
    fields={
        "name": (*_NAME, "志愿者", "服务者", "服务者姓名", "志愿者名称"),
        "volunteer_no": ("志愿者编号", "志愿者注册号", "志愿者注册编号", "注册编号", "志愿者证号", "志愿者ID"),
        "id_no": ("证件号码", "证件号", "身份证号", "身份证号码", "身份证", "公民身份号码", "证件编号"),
        "phones": _PHONES,
        "outside_no": ("记录编号", "服务记录编号", "时长编号", "时长记录编号", "签到编号", "流水号", "记录ID", "记录号"),
        "activity": ("活动名称", "项目名称", "志愿项目", "志愿活动", "活动项目名称", "活动主题", "岗位名称", "活动"),
        "date": ("活动日期", "服务日期", "日期", "活动时间", "签到日期"),
        "starts_at": ("签到时间", "开始时间", "活动开始时间", "服务开始时间", "上岗时间"),
        "ends_at": ("签退时间", "结束时间", "活动结束时间", "服务结束时间", "离岗时间"),
        "minutes": (
            "服务时长", "志愿时长", "志愿服务时长", "时长", "时数", "服务时数", "志愿时数", "信用时数", "荣誉时数", "计入时长",
            "认定时长", "有效时长",
        ),
        "place": ("活动地点", "服务地点", "地点", "活动地址", "服务地址"),
        "content": ("服务内容", "活动内容", "岗位", "服务岗位", "服务类别"),
        "organizer": ("组织单位", "发起组织", "主办单位", "发布组织", "发布单位", "发起单位", "服务组织", "志愿组织", "所属组织"),
        "team": ("服务队伍", "志愿队伍", "队伍", "所属队伍", "志愿团体", "所属团体", "团队名称", "队伍名称"),
        "note": _NOTE,
    },
    needs=(
        ("name",),
        ("minutes", "ends_at"),
        ("date", "starts_at"),
        ("volunteer_no", "id_no", "outside_no", "starts_at"),
        ("minutes", "activity", "outside_no"),
    ),
    titles=("导出", "时长明细", "志愿汇", "志愿浙江", "服务明细"),
    unit="条",
    into="service_logs",
    mapped=True,
)  # fmt: skip

ATTENDANCE = SheetKind(
    key="attendance",
    label="签到表",
    fields={
        "name": _NAME,
        "unit": ("单位", "站点", "单位站点", "工作单位"),
        "phones": _PHONES,
        "signature": ("签名", "签到", "签字", "本人签名"),
        "note": _NOTE,
    },
    needs=(("name",), ("signature", "day")),
    titles=("签到", "考勤"),
    day_columns=True,
    into="class_runs",
)

MEMBERS = SheetKind(
    key="members",
    label="组织成员名单",
    fields={
        "name": _NAME,
        "unit": ("单位", "工作单位", "所在单位"),
        "post": ("职务", "组内职务", "担任职务", "任职"),
        "phones": _PHONES,
        "note": _NOTE,
    },
    needs=(("name",), ("post",)),
    titles=("成员名单",),
    into="memberships",
)

KINDS = (PEOPLE, FACILITIES, VOLUNTEER_LOG, PLATFORM_LOG, ATTENDANCE, MEMBERS)

SERIAL_HEADS = frozenset({"序号", "序", "编号", "行号", "NO", "No", "no", "№"})
_OF_OTHERS = re.compile(
    r"紧急|家属|家长|家庭成员|配偶|监护人|推荐人|介绍人|联系人|负责人|经办人|填[表报]人|站长|管理员|房东|网格员|单位电话|单位地址"
    r"|公司电话|公司地址|站点电话|站点地址|企业电话|企业地址|证件|户口|户籍类|车辆|车型|合同|血型|保险|用工|房屋|租房"
)
_LOOSE = re.compile(r"[\s\u00a0\u3000\u200b\ufeff*＊★/／、:：.·_\-—\"“”]+")
_BRACKETS = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]")


def plain_head(text: str) -> str:
    """A head without spaces, line breaks, marks and bracketed remarks: ``*时长（小时）`` gives ``时长``."""
    return _LOOSE.sub("", _BRACKETS.sub("", text)) or _LOOSE.sub("", text)


def head_forms(text: str) -> tuple[str, ...]:
    """A head in the forms in which it may be known: as it is, without a number behind it, without 名称."""
    plain = plain_head(text)
    bare = re.sub(r"\d+$", "", plain)
    return tuple(dict.fromkeys((plain, bare, bare.removesuffix("名称"))))


def is_of_others(text: str) -> bool:
    """Whether a head speaks of somebody or something else than the record: 负责人姓名, 单位电话, 证件类型."""
    return _OF_OTHERS.match(plain_head(text)) is not None


def with_words(kind: SheetKind, extra: Mapping[str, Sequence[str]]) -> SheetKind:
    """The kind with further head words by field name, in front of its own (a register's labels and heads)."""
    taken = {plain_head(word) for words in kind.fields.values() for word in words}
    fields = {name: tuple(words) for name, words in kind.fields.items()}
    for name, words in extra.items():
        new = tuple(word for word in words if plain_head(word) not in taken)
        taken.update(plain_head(word) for word in new)
        fields[name] = fields.get(name, ()) + new
    return replace(kind, fields=fields)
