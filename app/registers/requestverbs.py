"""What is done with requests, and what the clerk is asked for it."""

from app.actions import requests as verbs
from app.registers.requestwords import SATISFACTIONS
from app.registers.spec import Action, Field, Kind

_ON = Field("on", "日期", kind=Kind.DATE, required=True)
_NOTE = Field("note", "情况", help="可不填")
_REASON = Field("reason", "原因", required=True)


def _new_due(help_: str) -> Field:
    return Field("due_on", "办理期限", kind=Kind.DATE, help=help_)


REQUEST_ACTIONS = (
    Action("accept", "受理", "mdi6.tray-arrow-down", verbs.accept, asks=(_ON, _NOTE)),
    Action(
        "refuse",
        "不予受理",
        "mdi6.tray-remove",
        verbs.refuse_request,
        asks=(_ON, Field("reason", "原因", required=True, help="如：不属于街道职责，已告知应当找的单位")),
    ),
    Action(
        "assign",
        "派单",
        "mdi6.send-outline",
        verbs.assign,
        asks=(
            _ON,
            Field("unit", "承办单位", required=True, help="如：综合执法队、宝石社区"),
            Field("co_units", "协办单位"),
            _new_due("不填按办理时限表计算"),
        ),
    ),
    Action("begin", "开始办理", "mdi6.play-outline", verbs.begin, asks=(_ON, _NOTE)),
    Action(
        "extend",
        "延期",
        "mdi6.calendar-arrow-right",
        verbs.extend,
        asks=(
            _ON,
            Field("due_on", "延期至", kind=Kind.DATE, required=True, help="晚于原来的期限"),
            _REASON,
        ),
    ),
    Action(
        "suspend",
        "挂账",
        "mdi6.pause-circle-outline",
        verbs.suspend,
        asks=(
            _ON,
            Field("reason", "挂账原因", required=True, help="如：待道路大修时一并解决"),
            _new_due("预计解决的日期；不填则挂账期间不计期限"),
        ),
    ),
    Action("send_back", "退单", "mdi6.undo-variant", verbs.send_back, asks=(_ON, _REASON)),
    Action(
        "close",
        "办结",
        "mdi6.check-circle-outline",
        verbs.close,
        asks=(
            Field("on", "办结日期", kind=Kind.DATE, required=True),
            Field("result", "办理结果", kind=Kind.LONG_TEXT, required=True),
        ),
    ),
    Action(
        "call_back",
        "回访",
        "mdi6.phone-check-outline",
        verbs.call_back,
        asks=(
            Field("on", "回访日期", kind=Kind.DATE, required=True),
            Field("satisfaction", "回访结果", kind=Kind.CHOICE, choices=SATISFACTIONS, required=True),
            Field("by", "回访人"),
            Field("note", "诉求人的意见"),
        ),
    ),
    Action(
        "reopen",
        "重办",
        "mdi6.restart",
        verbs.reopen,
        asks=(
            _ON,
            Field("reason", "重办原因", required=True, help="如：回访不满意，问题又出现"),
            _new_due("不填从重办日起按办理时限表重新计算"),
        ),
    ),
    Action(
        "transfer",
        "转办",
        "mdi6.share-outline",
        verbs.transfer,
        asks=(
            _ON,
            Field("to", "转往单位", required=True, help="如：区人社局；信访事项转信访工作机构"),
            Field(
                "petition", "属于信访事项", kind=Kind.YES_NO, help="按《信访工作条例》办理，不再计入本台账"
            ),
            Field("reason", "说明"),
        ),
    ),
    Action("archive", "归档", "mdi6.archive-outline", verbs.archive, asks=(_ON,)),
)
