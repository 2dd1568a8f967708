"""What evaluations of service are called, and the verb that writes them."""

from app.actions.evaluations import evaluate
from app.registers.spec import Action, Field, Kind

EVALUATORS = (("organizer", "组织单位"), ("served", "服务对象"), ("team", "服务队伍"))
GRADES = (("excellent", "优秀"), ("good", "良好"), ("passed", "合格"), ("failed", "不合格"))
EVALUATE = Action(
    "evaluate",
    "登记评价",
    "mdi6.star-half-full",
    evaluate,
    asks=(
        Field("evaluator", "评价主体", kind=Kind.CHOICE, choices=EVALUATORS, required=True),
        Field("grade", "等次", kind=Kind.CHOICE, choices=GRADES, required=True),
        Field("on", "评价日期", kind=Kind.DATE, help="不填算今天"),
        Field("by", "评价人", help="服务对象的评价，可写转述的人"),
        Field("remark", "评语"),
        Field("complaint", "被投诉属实", kind=Kind.YES_NO, help="经核实的投诉才勾选"),
    ),
)
