"""The placeholders of a text: which ones each kind of certificate has, and filling them in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from db.models import TemplateKind

_NAME = re.compile(r"\{([^{}]*)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")

# Each with a sample, as long as such texts usually are; shown while a design is being made.
_COMMON = {
    "姓名": "张志强",
    "称谓": "同志",
    "性别": "男",
    "证件号码": "3301**********0018",
    "编号": "BSJD-2024-02-0137",
    "颁发单位": "北山街道社会工作办公室",
    "发证日期": "2024年11月25日",
    "发证日期大写": "二〇二四年十一月二十五日",
    "备注": "",
}
_LETTER = {
    "事项": "优秀志愿者",
    "正文": "您在2024年度社区治理中积极提供线索，表现突出，被评为“优秀志愿者”。\n特颁此证，以资鼓励。",
}
_SAMPLES: dict[TemplateKind, dict[str, str]] = {
    TemplateKind.COMPLETION: {
        "班次": "第2期短视频制作班",
        "办学单位": "北山街道“三新”学堂",
        "课程": "",
        "开始日期": "2024年9月10日",
        "结束日期": "2024年11月20日",
        "学时": "24",
        "成绩": "合格",
    },
    TemplateKind.HONOUR: _LETTER,
    TemplateKind.APPOINTMENT: {
        "事项": "安全隐患监督员",
        "正文": "兹聘请您担任安全隐患监督员，聘期自2024年3月1日至2026年2月28日。\n此聘。",
    },
    TemplateKind.KEEPSAKE: {
        "事项": "入会纪念",
        "正文": "您于2024年3月5日加入北山街道新就业形态劳动者联合工会，成为一名光荣的会员。\n特发此证，以资纪念。",
    },
    TemplateKind.THANKS: {
        "事项": "暴雨中转移老人",
        "正文": "2024年7月6日夜间暴雨，您主动加入社区转移队伍，帮助6位独居老人安全转移，又连续三天为他们送去饭菜。"
        "您以热心和担当，温暖了这座城市，也为新就业群体树立了榜样。\n在此，谨向您致以衷心的感谢和崇高的敬意！",
    },
    TemplateKind.MEMBERSHIP: {
        "工会": "北山街道新就业形态劳动者联合工会",
        "入会日期": "2024年3月5日",
        "工作单位": "顺丰曙光站",
        "会员号": "GH-000128",
    },
    TemplateKind.PROOF: {
        "证件类型": "居民身份证",
        "志愿者编号": "330106000123（志愿浙江）",
        "起始日期": "2024年1月1日",
        "截止日期": "2024年11月30日",
        "次数": "12",
        "小时": "36.5",
        "服务内容": "助老送餐、文明劝导、安全隐患上报",
        "其他事项": "",
        "负责人": "李某某",
        "经办人": "王某某",
        "联系电话": "0571-87650000",
    },
}


def samples(kind: TemplateKind) -> dict[str, str]:
    """Every placeholder of a kind with a sample, in the order of the menu."""
    return _COMMON | _SAMPLES[kind]


def names_in(pattern: str) -> list[str]:
    """The placeholders a pattern uses, in order."""
    return _NAME.findall(pattern)


def literal_of(pattern: str) -> str:
    """What a pattern says by itself, without its placeholders."""
    return _NAME.sub("", pattern)


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """The text of a pattern: ``[…]`` goes when a placeholder inside it is empty. An unknown placeholder is empty."""

    def part(match: re.Match[str]) -> str:
        inside = match.group(1)
        return inside if all(values.get(name, "") for name in names_in(inside)) else ""

    kept = _OPTIONAL.sub(lambda match: part(match) if names_in(match.group(1)) else match.group(0), pattern)
    return _NAME.sub(lambda match: values.get(match.group(1), ""), kept)
