"""Papers about organizations: coverage sheets, rosters, the chart, the sheet, union forms and cards; what they show and hide."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pdfplumber
import pytest

from app import settings
from app.actions.coverage_printing import print_due, print_join_rates, print_part_time, print_station_coverage
from app.actions.organization_printing import print_chart, print_roster, print_sheet
from app.actions.organizations import join
from app.actions.union import apply, approve, leave_union
from app.actions.union_printing import MOST, print_applications, print_cards, print_forms_of_members
from app.documents.orgchart import A3, A4, Chart, ChartBox, chart_document, paper_for
from app.documents.pdf import render
from app.errors import NotFound, UserError
from app.history.journal import Wanted, operations
from app.registers import find_register, lists, records
from app.registers.lists import Filter, Op, Query
from tests.factories import organization, party_body

SQLITE_ALONE = True  # papers are made from rows; their SQL is tried on both elsewhere

MARCH, JUNE = date(2024, 3, 1), date(2024, 6, 3)
ID_NO = "110101199003070011"  # a made-up number with a valid check digit


@pytest.fixture(autouse=True)
def _named(desk):
    settings.save(desk, {"office_name": "北山街道"})


def words_of(printed: Any) -> str:
    with pdfplumber.open(io.BytesIO(printed.data)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def person(office: Any, name: str, phone: str, **values: Any) -> int:
    known = {"registered_on": date(2023, 1, 3), "platform_id": office.platform, "station_id": office.station}
    return office.person(name, phones=phone, **known | values)


def ids_of(office: Any, key: str, **filters: Any) -> list[int]:
    query = Query(filters=tuple(Filter(name, Op.IS, (value,)) for name, value in filters.items()))
    register = find_register(key)
    return [row.id for row in lists.page(office.desk, register, query, [register.title])]


def last_title(office: Any) -> str:
    return operations(office.desk, Wanted(kinds=("print",)))[0].title


def test_the_sheet_of_part_time_members_names_the_missing(office):
    who = person(office, "张三", "13800000001", politics="01")
    office.make("posts", organization_id=party_body(office), person_id=who, title="兼职委员", part_time=True,
                from_on=MARCH, letter_no="聘字1号", duties="夜间巡查")  # fmt: skip
    printed = print_part_time(office.desk, JUNE, today=date(2024, 6, 4))
    text = words_of(printed)
    for wanted in ("社区党委兼职委员覆盖情况表", "宝石社区", "张三", "顺丰曙光站", "聘字1号", "夜间巡查", "尚缺",
                   "1/2个社区有兼职委员；尚缺：金祝社区。", "北山街道", f"编号：{printed.number}"):  # fmt: skip
        assert wanted in text, wanted
    assert printed.number == "P20240604-0001"
    assert "内部资料" in text
    assert "0/2个社区" in words_of(print_part_time(office.desk, date(2024, 2, 1)))


def test_the_sheet_of_stations_names_who_is_missing(office):
    first, second = person(office, "张三", "13800000001"), person(office, "李四", "13800000002")
    hidden = person(office, "王五", "13800000003")
    records.save(office.desk, find_register("people"), {"status": "restricted"}, record_id=hidden,
                 accept_warnings=True)  # fmt: skip
    join(office.desk, organization(office), [first], MARCH)
    text = words_of(print_join_rates(office.desk, JUNE))
    assert second
    assert "顺丰曙光站" in text
    assert "33.3%" in text
    assert "李四" in text
    assert "张三" not in text
    assert "王五" not in text
    assert "合计" in text
    assert "0/1个有人员的站点全员入会" in text
    assert "138" not in text


def test_stations_without_party_work_are_said(office):
    office.make("stations", name="菜鸟驿站", area_id=office.other_community)
    office.make("organizations", name="站点支部", line="party", kind="formal", area_id=office.community,
                established_on=MARCH, covered_units="顺丰曙光站")  # fmt: skip
    text = words_of(print_station_coverage(office.desk, JUNE))
    assert "站点支部" in text
    assert "1/2个站点有党组织或党建指导员；尚缺：菜鸟驿站。" in text


def test_the_due_list_on_paper(office):
    apply(office.desk, organization(office), [person(office, "张三", "13800000001")], MARCH)
    text = words_of(print_due(office.desk, date(2024, 4, 10), line="union"))
    assert "内部资料" not in text
    assert "审批入会申请" in text
    assert "已逾期10天" in text
    assert "共1件，其中已逾期1件。" in text
    with pytest.raises(UserError, match="空的"):
        print_due(office.desk, date(2024, 4, 10), line="party")


def test_a_roster_is_masked_and_as_of_its_day(office):
    union = organization(office)
    who, other = person(office, "买买提·阿不都", "13800000001"), person(office, "李四", "13800000002")
    join(office.desk, union, [who], MARCH)
    join(office.desk, union, [other], JUNE)
    part = person(office, "赵六", "13800000003")
    office.make(
        "posts", organization_id=union, person_id=part, title="特邀委员", part_time=True, from_on=MARCH
    )
    text = words_of(print_roster(office.desk, union, date(2024, 6, 2)))
    assert "新业态联合工会花名册" in text
    assert "买买提" in text
    assert "138****0001" in text
    assert "13800000001" not in text
    assert "李四" not in text
    assert "成员1人：顺丰1人。" in text
    assert "特邀委员赵六" in text
    assert "李四" in words_of(print_roster(office.desk, union, JUNE))
    with pytest.raises(UserError, match="空的"):
        print_roster(office.desk, union, date(2024, 2, 1))


def test_the_sheet_of_a_day(office):
    office.make("organizations", name="妇联小组", line="women", kind="group", area_id=office.street,
                established_on=MARCH, host_unit="邮政北山站")  # fmt: skip
    text = words_of(print_sheet(office.desk, JUNE))
    for wanted in (
        "北山街道新就业群体组织建设情况表",
        "一、主要指标",
        "二、按条线和类型",
        "三、按成立年份",
        "2024年",
        "邮政北山站",
    ):
        assert wanted in text, wanted
    with pytest.raises(UserError, match="还没有组织"):
        print_sheet(office.desk, date(2024, 2, 1))


# The chart


def test_the_chart_shows_every_body_within_the_page(office):
    top = office.make("organizations", name="中共北山街道工作委员会", line="party", kind="formal",
                      area_id=office.street)  # fmt: skip
    for at in range(9):
        office.make("organizations", name=f"第{at}社区党委", line="party", kind="formal", area_id=office.street,
                    parent_id=top, established_on=MARCH)  # fmt: skip
    organization(office)
    printed = print_chart(office.desk, JUNE)
    with pdfplumber.open(io.BytesIO(printed.data)) as pdf:
        (page,) = pdf.pages
        text = page.extract_text()
        for line in page.lines:
            assert 0 < line["x0"] <= line["x1"] < page.width
            assert 0 < line["top"] <= line["bottom"] < page.height
    assert all(f"第{at}社区党委" in text for at in range(9))
    assert "北山街道新就业群体组织架构图" in text
    assert "共11个组织" in text
    party = words_of(print_chart(office.desk, JUNE, "party"))
    assert "北山街道新就业群体党组织架构图" in party
    assert "联合工会" not in party
    assert "第0社区党委" not in words_of(print_chart(office.desk, date(2024, 2, 1)))
    assert last_title(office).startswith("打印组织架构图（2024-02-01）")
    with pytest.raises(UserError, match="没有可以画出的组织"):
        print_chart(office.desk, JUNE, "women")


def _wide(width: float, name: str = "支部") -> Chart:
    return Chart("图", (ChartBox(0, 0, name, "成员3人", "届满"),), (), width, 300.0, 150.0, 62.0)


def test_a_wide_chart_takes_a_larger_sheet(tmp_path):
    assert paper_for(_wide(900.0)) == A4
    assert paper_for(_wide(2000.0)) == A3
    path = tmp_path / "图.pdf"
    assert render(chart_document([_wide(900.0), _wide(2000.0, "很长" * 30)]), path) == 2
    with pdfplumber.open(path) as pdf:
        assert [round(page.width / 72 * 25.4) for page in pdf.pages] == [297, 420]
    with pytest.raises(ValueError, match="at least one"):
        chart_document([])


def test_a_chart_of_many_bodies_goes_line_by_line(office):
    with office.desk.operation("save", "准备") as session:
        from db.models import Organization

        for line in ("party", "women"):
            tops = []
            for at in range(25):
                top = Organization(
                    number=f"{line}-{at}", name=f"{at}号", line=line, kind="formal", area_id=office.street
                )
                session.add(top)
                tops.append(top)
            session.flush()
            for top in tops:
                session.add(Organization(number=f"{top.number}-x", name="下级", line=line, kind="group",
                                         area_id=office.street, parent_id=top.id))  # fmt: skip
    printed = print_chart(office.desk, JUNE)
    assert printed.pages == 2
    assert "妇联组织架构图" in words_of(printed)


# Union papers


def test_application_forms_are_masked_unless_a_purpose_is_told(office):
    union, who = organization(office), person(office, "张三", "13800000001", id_no=ID_NO, ethnicity="01", politics="13",
                                              education="31", native_place="浙江", residence="曙光路1号")  # fmt: skip
    apply(office.desk, union, [who], MARCH, "scan")
    (application,) = ids_of(office, "union_applications", person_id=who)
    text = words_of(print_applications(office.desk, [application]))
    for wanted in ("工会入会申请书", "工会会员登记表", "新业态联合工会", "张三", "汉族", "群众", "浙江", "曙光路1号", "顺丰曙光站",
                   "扫码", "2024年3月1日", "138****0001", "110101"):  # fmt: skip
        assert wanted in text, wanted
    assert ID_NO not in text
    assert "同意入会" not in text
    approve(office.desk, [application], {"on": JUNE, "accept_warnings": True})
    full = words_of(print_applications(office.desk, [application], purpose="存入会员档案"))
    assert ID_NO in full
    assert "13800000001" in full
    assert "同意入会（盖章）" in full
    assert last_title(office) == "打印入会申请书1份（完整号码，用途：存入会员档案）"
    (member,) = ids_of(office, "memberships", person_id=who)
    again = words_of(print_forms_of_members(office.desk, [member]))
    assert "2024年6月3日" in again
    assert ID_NO not in again


def test_cards_are_for_members_in_force(office):
    union = organization(office)
    people = [person(office, f"甲{at}", f"1380000001{at % 10}", other_contact=f"{at}") for at in range(11)]
    join(office.desk, union, people, MARCH)
    rows = ids_of(office, "memberships", organization_id=union)
    printed = print_cards(office.desk, rows)
    assert printed.pages == 2
    text = words_of(printed)
    assert text.count("工会会员证") == 11
    assert "2024年3月1日" in text
    assert "（盖章有效）" in text
    assert "138" not in text
    leave_union(office.desk, rows[:1], {"kind": "exited", "on": JUNE, "accept_warnings": True})
    with pytest.raises(UserError, match="已于2024-06-03结束"):
        print_cards(office.desk, rows)
    with pytest.raises(UserError, match="没有选中"):
        print_cards(office.desk, [])
    with pytest.raises(UserError, match=f"最多打印{MOST}份"):
        print_cards(office.desk, range(MOST + 1))
    with pytest.raises(NotFound):
        print_cards(office.desk, [99999])


def test_other_bodies_and_hidden_people_have_no_card(office):
    group = office.make("organizations", name="妇联小组", line="women", kind="group", area_id=office.street)
    who = person(office, "张三", "13800000001", gender="female")
    join(office.desk, group, [who], MARCH)
    (row,) = ids_of(office, "memberships", person_id=who)
    with pytest.raises(UserError, match="“妇联小组”不是工会"):
        print_cards(office.desk, [row])
    hidden = person(office, "李四", "13800000002")
    join(office.desk, organization(office), [hidden], MARCH)
    records.save(office.desk, find_register("people"), {"status": "restricted"}, record_id=hidden,
                 accept_warnings=True)  # fmt: skip
    with pytest.raises(UserError, match="已封存"):
        print_cards(office.desk, ids_of(office, "memberships", person_id=hidden))
