"""The monthly summary: what it says of a small office, and that the paper holds the figures."""

import io
from dataclasses import replace
from datetime import date

import pdfplumber
import pytest
from sqlmodel import select

from app import settings
from app.actions.people import leave
from app.actions.summary import draft, render
from app.errors import MissingGlyphs, UserError
from app.measures.figures import figures
from app.measures.narrative import Chapter, Passage, Sentence
from app.measures.period import Month
from app.returns.choice import leave_out
from app.values.officialwording import lint
from db.models import (
    Attendance,
    ClassRun,
    ClassSession,
    Course,
    DailyTotal,
    Facility,
    FacilityState,
    Headcount,
    Membership,
    Organization,
    Print,
    Team,
)

NOVEMBER = Month(2024, 11)
DAY = date(2024, 12, 3)


@pytest.fixture
def told(desk, office):
    """An office with something to tell of October and November 2024."""
    settings.save(desk, {"office_name": "北山街道", "signature": "北山街道党工委（社工办）"})
    ids = [
        office.person(f"骑手{n}", phones=f"1380000{n:04d}", registered_on=on, category=work)
        for n, (on, work) in enumerate(
            [(date(2024, 10, 2), "rider")] * 8 + [(date(2024, 11, 5), "courier")] * 4, start=1
        )
    ]
    leave(desk, ids[:2], {"on": date(2024, 11, 20), "left_to": ""})
    with desk.operation("save", "准备") as session:

        def add(record):
            session.add(record)
            session.flush()
            return record.id

        street = office.street
        union = add(Organization(number="ZZ-1", name="联合工会", line="union", kind="joint", area_id=street,
                                 established_on=date(2022, 1, 1)))  # fmt: skip
        for person in ids[:6]:
            add(Membership(organization_id=union, person_id=person, from_on=date(2024, 10, 9)))
        point = add(Facility(number="YS-1", name="饮水点", kind="water_point", area_id=office.community))
        add(FacilityState(facility_id=point, status="open", from_on=date(2024, 11, 2)))
        course = add(Course(number="KC-1", name="急救"))
        run = add(ClassRun(number="BC-1", name="急救班", course_id=course, area_id=street, status="running",
                           from_on=date(2024, 11, 1)))  # fmt: skip
        for day in (4, 11, 18):
            lesson = add(ClassSession(class_run_id=run, held_on=date(2024, 11, day)))
            for person in ids[4:7]:
                add(Attendance(session_id=lesson, person_id=person, mark="present"))
        add(Headcount(session_id=lesson, count=14))
        team = add(Team(number="DW-1", name="义工队", area_id=street, founded_on=date(2024, 1, 1)))
        for month, quantity in ((10, 200), (11, 250)):
            add(DailyTotal(team_id=team, served_on=date(2024, month, 7), output="meals", quantity=quantity,
                           area_id=street))  # fmt: skip
    return ids


def text_of(drafted):
    return "\n".join(
        passage.lead + passage.text for chapter in drafted.chapters for passage in chapter.passages
    )


def test_what_it_says(desk, told):
    text = text_of(draft(desk, NOVEMBER, DAY))
    for sentence in (
        "截至11月30日，辖区登记在册新就业群体10人，其中快递员4人、外卖骑手6人；较上月净增2人。",
        "本月新增登记4人，注销2人。",
        "现有联合工会1个。",
        "工会会员6人，与上月持平；入会率40.0%，较上月下降35.0个百分点。",
        "本月未新吸收工会会员，今年以来累计6人",
        "截至11月30日，共有公益饮水点1个。其中，公益饮水点较上月净增1个。",
        "驿站和饮水点社区覆盖率达50.0%（1/2），较上月提高50.0个百分点。",
        "本月开课1门、1个班次。本月组织培训3场，上月无此项工作；今年以来累计3场",
        "参训人员（去重）3人；参训23人次，上月无此项工作；今年以来累计23人次",
        "本月未开展志愿服务活动。",
        "本月助老送餐250次，环比增长25.0%；今年以来累计450次",
        "1个社区没有开放的驿站或饮水点（责任单位：街道社工办）。",
        "12月31日前，由街道社工办会同有关社区确定1个社区的驿站或饮水点选址。",
    ):
        assert sentence in text
    assert "0场" not in text.replace("10场", "")


def test_every_sentence_with_a_figure_knows_its_measures(desk, told):
    drafted = draft(desk, NOVEMBER, DAY)
    for chapter in drafted.chapters:
        for sentence in (one for passage in chapter.passages for one in passage.sentences):
            figures(desk, sentence.codes, NOVEMBER)
            assert sentence.codes or "台账核对" in sentence.text, sentence.text
            assert lint(sentence.text) == []
    assert drafted.doubts == ()
    assert drafted.figures["P01"].this_month == 10


def test_a_month_without_data_says_so(desk, office):
    settings.save(desk, {"office_name": "北山街道"})
    text = text_of(draft(desk, NOVEMBER, DAY))
    for sentence in (
        "没有在册人员",
        "尚未建立组织",
        "尚无开放的服务点位",
        "本月未开展培训。",
        "本月未开展志愿服务活动。",
    ):
        assert sentence in text
    assert lint(text) == []


def test_the_table_has_a_line_for_every_reported_figure(desk, told):
    content = draft(desk, NOVEMBER, DAY).statistics
    assert content.title == "2024年11月新就业群体服务管理工作情况统计表"
    assert [group.heading for group in content.groups] == [
        "一、基本情况", "二、组织建设", "三、服务阵地", "四、教育培训", "五、志愿服务", "六、诉求议事", "七、走访关爱",
    ]  # fmt: skip
    lines = {line.name: line for group in content.groups for line in group.rows}
    assert "其中：快递员" in lines
    assert lines["其中：快递员"].part
    meals = lines["助老送餐"]
    assert (meals.this_month, meals.last_month, meals.month_change, meals.year_total) == (
        "250",
        "200",
        "25.0%",
        "450",
    )
    assert lines["入会率"].month_change == "-35.0"
    assert "率的环比、同比为百分点" in content.note
    assert (content.as_of, content.reported_on, content.clerk) == (date(2024, 11, 30), DAY, desk.actor.name)
    assert not any("未核实" in name for name in lines)
    assert "其中：货车司机" not in lines  # nought in every period
    assert "志愿服务时长" in lines
    assert "没有数的“其中”项不列" in content.note


def printed_lines(desk):
    groups = draft(desk, NOVEMBER, DAY).statistics.groups
    return {line.name for group in groups for line in group.rows}


def test_the_office_chooses_which_figures_are_printed(desk, told):
    assert "24小时驿站" not in printed_lines(desk), "a detail, until somebody wants it"
    leave_out(desk, {"V05", "V06"})
    lines = printed_lines(desk)
    assert "24小时驿站" in lines
    assert not {"志愿服务时长", "助老送餐"} & lines
    assert {"V05", "V06"} < draft(desk, NOVEMBER, DAY).figures.keys(), "the page still shows them"


def test_the_paper_holds_the_figures(desk, told, tmp_path):
    target = tmp_path / "小结.pdf"
    printed = render(desk, draft(desk, NOVEMBER, DAY), target)
    assert target.read_bytes() == printed.data
    with pdfplumber.open(io.BytesIO(printed.data)) as pdf:
        text = "".join("".join(page.extract_text().split()) for page in pdf.pages)
        assert len(pdf.pages) == printed.pages
    for piece in (
        "北山街道新就业群体服务管理工作小结",
        "（2024年11月）",
        "辖区登记在册新就业群体10人",
        "较上月净增2人",
        "参训23人次",
        "环比增长25.0%",
        "北山街道党工委（社工办）",
        "2024年12月3日",
        "附件",
        "助老送餐",
    ):
        assert piece in text
    assert "2024-1" not in text
    assert printed.number == "P20241203-0001"
    with desk.reading() as session:
        (entry,) = session.exec(select(Print)).all()
    assert (entry.kind, entry.pages, len(entry.sha256)) == ("summary", printed.pages, 64)


def test_a_changed_draft_is_what_is_printed(desk, told):
    drafted = draft(desk, NOVEMBER, DAY)
    own = Chapter("存在问题", (Passage((Sentence("一是停车难（责任单位：金祝社区）。"),)),))
    printed = render(desk, replace(drafted, chapters=(*drafted.chapters[:2], own)))
    with pdfplumber.open(io.BytesIO(printed.data)) as pdf:
        text = "".join("".join(page.extract_text().split()) for page in pdf.pages)
    assert "一是停车难（责任单位：金祝社区）。" in text


def test_a_character_without_glyph_blocks_the_print(desk, told):
    drafted = replace(draft(desk, NOVEMBER, DAY), signer="北山街道\ue123")
    with pytest.raises(MissingGlyphs, match="落款"):
        render(desk, drafted)
    with desk.reading() as session:
        assert session.exec(select(Print)).all() == []


def test_an_office_without_name_is_asked_for_it(desk, office):
    with pytest.raises(UserError, match="单位名称"):
        draft(desk, NOVEMBER)
