"""Photos before and after an improvement, of a fault as found and as mended: kept, seen by those who may, printed."""

from __future__ import annotations

import io
from datetime import date

import pdfplumber
import pytest
from PIL import Image

from app.actions.improvement_printing import print_improvements
from app.actions.undo import undo
from app.desk import Actor, Desk
from app.errors import NotFound
from app.registers import find_register, records
from tests import factories

SQLITE_ALONE = True
DAY = date(2024, 5, 6)


def jpeg(colour):
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


def improvement(office, title="取餐架和泊位"):
    return office.make(
        "unit_improvements", unit_id=factories.friendly_unit(office), title=title, items=3, cost=2_680_000,
        started_on=date(2024, 4, 1), finished_on=date(2024, 5, 1), before="餐品放在地上，\n骑手绕行找楼", after="设取餐架",
    )  # fmt: skip


def test_both_sides_are_kept_apart_and_go_with_the_improvement(office):
    one = improvement(office)
    before, after = find_register("unit_improvements").pictures
    assert (before.label, after.label) == ("改造前", "改造后")
    before.keep(office.desk, one, jpeg("red"), 64, 48)
    kept = after.keep(office.desk, one, jpeg("green"), 64, 48)
    assert before.read(office.desk, one) == jpeg("red")
    assert dict(after.few(office.desk, [one])) == {one: jpeg("green")}
    undo(office.desk, kept.operation_id)
    assert after.read(office.desk, one) == b""
    gone = records.delete(office.desk, find_register("unit_improvements"), [one])
    undo(office.desk, gone.operation_id)
    assert before.read(office.desk, one) == jpeg("red")


def test_nobody_sees_or_changes_photos_of_another_area(office):
    one = improvement(office)
    fault = office.make(
        "faults", facility_id=factories.facility(office), content="饮水机不出水", found_on=DAY, due_on=DAY
    )
    elsewhere = Desk(office.desk.ledger, Actor(None, "金祝", office.other_community))
    for key, record in (("unit_improvements", one), ("faults", fault)):
        for portrait in find_register(key).pictures:
            portrait.keep(office.desk, record, jpeg("blue"), 64, 48)
            for look in (portrait.read, portrait.drop):
                with pytest.raises(NotFound):
                    look(elsewhere, record)
            portrait.drop(office.desk, record)
            assert portrait.read(office.desk, record) == b""


def test_the_sheet_shows_both_photos_and_the_cost(office):
    photographed, plain = improvement(office), improvement(office, "导引图")
    for portrait in find_register("unit_improvements").pictures:
        portrait.keep(office.desk, photographed, jpeg("red"), 64, 48)
    printed = print_improvements(office.desk, [photographed, plain], today=DAY)
    with pdfplumber.open(io.BytesIO(printed.data)) as pdf:
        first, second = pdf.pages
        text = first.extract_text()
        assert "26800.00元" in text
        assert "改造前" in text
        assert "骑手绕行找楼" in text
        assert "2024年5月1日" in text
        assert (len(first.images), len(second.images)) == (2, 0)
        assert "贴照片处" in second.extract_text()
    assert printed.title == "微改造前后对比单"
