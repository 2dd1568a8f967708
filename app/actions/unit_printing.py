"""Papers of friendly units: the plate for the gate, and the coverage sheet of their making (all units by stage)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app import settings
from app.actions.list_printing import PrintedList, print_list
from app.actions.printing import Printed, print_ready
from app.actions.rows import chosen
from app.desk import Desk
from app.documents.plate import Plate, plate_document
from app.documents.words import chinese_date
from app.errors import UserError
from app.measures.arithmetic import percent_text
from app.surveys.fiveones import five_ones
from app.surveys.unitcoverage import HEADS, unit_coverage
from db.models import FriendlyUnit, UnitKind
from db.models.units import RECOGNISED

_TITLES = {
    UnitKind.COMPOUND: "小哥友好小区",
    UnitKind.DISTRICT: "小哥友好商圈",
    UnitKind.BUILDING: "小哥友好楼宇",
    UnitKind.PARK: "小哥友好园区",
    UnitKind.HOSPITAL: "小哥友好医院",
    UnitKind.SCHOOL: "小哥友好学校",
    UnitKind.GOVERNMENT: "小哥友好机关",
}


def print_plates(desk: Desk, ids: Sequence[int], *, today: date | None = None) -> Printed:
    """The plates of recognised units. Raises ``UserError`` naming one that is not, ``NotFound``, ``MissingGlyphs``."""
    office = settings.read(desk, "office_name")
    with desk.reading() as session:
        units = chosen(session, desk, FriendlyUnit, ids, "友好单元")
        for unit in units:
            if unit.stage not in RECOGNISED or unit.recognised_on is None:
                raise UserError(
                    f"{unit.name}还没有授牌，不能打印亮牌。", "请先办理“授牌”，或只选已授牌的单元。"
                )
        plates = [_plate(unit, office) for unit in units]
    what = f"亮牌：{units[0].name}" + (f"等{len(units)}个" if len(units) > 1 else "")
    return print_ready(desk, "plate", plate_document(plates), what, day=today, marked=False)


def print_unit_coverage(desk: Desk, on: date, *, today: date | None = None) -> Printed:
    """友好单元创建情况表 of a day: every community's units by stage, the recognised ones as a share of all."""
    found = unit_coverage(desk, on)
    rows = [(row.name, *(str(n) for n in row.numbers), percent_text(row.rate)) for row in found.rows]
    total = ("合计", *(str(n) for n in found.total.numbers), percent_text(found.total.rate))
    heads = (
        ("社区", 40.0, ""),
        *((head, 24.0, "r") for head in HEADS),
        ("创建率", 22.0, "r"),
    )
    paper = PrintedList("友好单元创建情况表", heads, tuple(rows), on, "个", found.sentence, total)
    return print_list(desk, paper, today=today)


def _plate(unit: FriendlyUnit, office: str) -> Plate:
    access = f"进出方式：{unit.access}" if unit.access else ""
    helps = [
        "导引地图" if unit.guide_map else "",
        "接驳车" if unit.shuttle else "",
        "取餐柜（货架）" if unit.locker else "",
        f"专用泊位{unit.bay_count}个" if unit.bay_count else "",
    ]
    offered = "、".join(one for one in helps if one)
    lines = (
        access,
        f"友好服务：{offered}" if offered else "",
        f"地址：{unit.address}" if unit.address else "",
    )
    until = f"有效期至{chinese_date(unit.valid_until)}" if unit.valid_until is not None else ""
    given = chinese_date(unit.recognised_on) if unit.recognised_on is not None else ""
    award = tuple(line for line in (office, given, until) if line)
    title = _TITLES[UnitKind(unit.kind)]
    return Plate(unit.name, title, unit.level, unit.plate_no, tuple(line for line in lines if line), award)


def print_five_ones(desk: Desk, on: date, *, today: date | None = None) -> Printed:
    """“五个一”暖心举措情况表 of a day, its month and its year."""
    rows = [(line.one, line.what, line.text, line.definition) for line in five_ones(desk, on)]
    heads = (("举措", 36.0, ""), ("台账里的内容", 52.0, ""), ("数量", 26.0, "r"), ("口径", 120.0, ""))
    paper = PrintedList("“五个一”暖心举措情况表", heads, tuple(rows), on, "项")
    return print_list(desk, paper, today=today)
