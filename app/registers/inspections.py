"""巡查: checklist, rounds with their places and results, and the faults that came of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.actions.faults import close, mend, reopen
from app.actions.inspections import keep_checked, keep_fault, list_places, use_six
from app.desk import Changes, Desk
from app.registers.facilitykinds import FACILITY_KINDS
from app.registers.papers import Paper
from app.registers.photos import FAULT_PHOTOS
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.dates import in_order, not_future
from app.rules.inspections import fault_told, item_of_kind, looked_before_results
from app.rules.lifecycles import FAULT, follows
from db.models import Fault, Inspection, InspectionItem, InspectionResult, InspectionRound

if TYPE_CHECKING:
    from app.actions.printing import Printed

FINDINGS = (("good", "合格"), ("fault", "有问题"), ("none", "不适用"))
FAULT_STATES = (("open", "待整改"), ("mended", "已整改"), ("closed", "已销号"))


def _use_six(desk: Desk, _: Sequence[int], __: dict[str, Any]) -> Changes:
    return use_six(desk)


def _print_round(desk: Desk, ids: Sequence[int], _: str) -> Printed:
    from app.actions.inspection_printing import print_round

    return print_round(desk, ids)


INSPECTION_ITEMS = Register(
    key="inspection_items",
    label="检查项",
    unit="项",
    model=InspectionItem,
    icon="mdi6.format-list-checks",
    sort="place",
    actions=(Action("use_six", "采用“六有”标准", "mdi6.numeric-6-box-outline", _use_six, alone=True),),
    fields=(
        Field("place", "序号", table=True, width=6),
        Field("name", "检查项", table=True, width=20),
        Field(
            "kind",
            "适用阵地",
            choices=FACILITY_KINDS,
            table=True,
            filter=True,
            width=12,
            help="不选表示各类都查",
        ),
        Field("help", "检查要点", table=True, width=30),
        Field("used", "启用", table=True, filter=True, width=6),
    ),
)
INSPECTION_RESULTS = Register(
    key="inspection_results",
    label="检查结果",
    unit="项",
    model=InspectionResult,
    icon="mdi6.clipboard-check-outline",
    title="item_id",
    sort="item_id",
    rules=(looked_before_results, item_of_kind),
    effects=(keep_fault,),
    fields=(
        Field("inspection_id", "巡查记录", link="inspections", form=False, width=16),
        Field("item_id", "检查项", link="inspection_items", table=True, width=18),
        Field("finding", "结果", choices=FINDINGS, table=True, filter=True, width=8),
        Field("note", "说明", table=True, width=24),
    ),
)
FAULTS = Register(
    key="faults",
    label="问题整改",
    unit="个",
    model=Fault,
    icon="mdi6.alert-octagon-outline",
    title="content",
    sort="-found_on",
    rules=(
        follows(FAULT, "state", FAULT_STATES),
        fault_told,
        not_future("found_on", "发现日期"),
        in_order("found_on", "发现日期", "due_on", "整改期限"),
        in_order("found_on", "发现日期", "mended_on", "整改日期"),
        in_order("mended_on", "整改日期", "closed_on", "销号日期"),
    ),
    pictures=FAULT_PHOTOS,
    actions=(
        Action(
            "mend",
            "登记整改",
            "mdi6.wrench-check-outline",
            mend,
            asks=(Field("on", "整改日期", kind=Kind.DATE, required=True), Field("how", "整改情况")),
        ),
        Action(
            "close",
            "销号",
            "mdi6.check-all",
            close,
            asks=(Field("on", "销号日期", kind=Kind.DATE, required=True),),
        ),
        Action(
            "reopen",
            "退回整改",
            "mdi6.undo-variant",
            reopen,
            asks=(Field("due_on", "新的期限", kind=Kind.DATE, required=True),),
        ),
    ),
    fields=(
        Field("facility_id", "阵地", link="facilities", table=True, filter=True, width=20),
        Field("content", "问题", table=True, width=28),
        Field("found_on", "发现日期", table=True, filter=True, width=12),
        Field("due_on", "整改期限", table=True, filter=True, width=12),
        Field("state", "状态", choices=FAULT_STATES, table=True, filter=True, width=8),
        Field("responsible", "责任单位", table=True, filter=True, width=16),
        Field("mended_on", "整改日期", table=True, width=12),
        Field("closed_on", "销号日期", table=True, width=12),
        Field("how", "整改情况", width=24),
        Field("inspection_id", "巡查记录", link="inspections", form=False, width=16),
        Field("item_id", "检查项", link="inspection_items", form=False, width=16),
    ),
)
INSPECTIONS = Register(
    key="inspections",
    label="巡查记录",
    unit="条",
    model=Inspection,
    icon="mdi6.clipboard-search-outline",
    title="facility_id",
    sort="-inspected_on",
    rules=(not_future("inspected_on", "巡查日期"),),
    effects=(keep_checked,),
    children=(Child(INSPECTION_RESULTS, "inspection_id", owned=True), Child(FAULTS, "inspection_id")),
    fields=(
        Field("round_id", "巡查", link="inspection_rounds", form=False, table=True, filter=True, width=18),
        Field("facility_id", "阵地", link="facilities", table=True, filter=True, width=20),
        Field("inspected_on", "巡查日期", table=True, filter=True, width=12, help="还没去的不填"),
        Field("inspector", "巡查人", table=True, width=12),
        Field("note", "备注", kind=Kind.LONG_TEXT, table=True, width=24),
    ),
)
INSPECTION_ROUNDS = Register(
    key="inspection_rounds",
    label="巡查",
    unit="轮",
    model=InspectionRound,
    icon="mdi6.clipboard-list-outline",
    prefix="XC",
    sort="-planned_on",
    rules=(in_order("planned_on", "开始日期", "due_on", "完成期限"),),
    effects=(list_places,),
    papers=(Paper("sheet", "巡查表", "mdi6.clipboard-list-outline", _print_round, many=False),),
    children=(Child(INSPECTIONS, "round_id", owned=True),),
    fields=(
        Field("number", "编号", form=False, table=True, width=12),
        Field("name", "名称", table=True, width=24, help="如：11月饮水点巡查"),
        Field(
            "kind",
            "阵地类型",
            choices=FACILITY_KINDS,
            table=True,
            filter=True,
            width=12,
            help="不选表示各类都查",
        ),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("planned_on", "开始日期", table=True, filter=True, width=12),
        Field("due_on", "完成期限", table=True, filter=True, width=12),
        Field("inspector", "巡查人", table=True, width=12),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)
