"""会议材料: one PDF with all papers, numbered through, each with a bookmark."""

from __future__ import annotations

import io
from datetime import date

import pdfplumber
import pypdfium2
from PIL import Image

from app import settings
from app.actions.meeting import meeting_papers, print_meeting
from app.actions.placephotos import PlacePhotos
from app.measures.period import Month
from db.models import Activity
from tests.conftest import Office

SQLITE_ALONE = True
NOVEMBER = Month(2024, 11)


def test_the_papers_are_bound_with_bookmarks_and_one_count_of_pages(office: Office) -> None:
    settings.save(office.desk, {"office_name": "北山街道"})
    for n in range(3):
        office.person(f"骑手{n}", phones=f"1380000000{n}", registered_on=date(2024, 11, 5), station_id=office.station,
                      platform_id=office.platform)  # fmt: skip
    printed = print_meeting(office.desk, NOVEMBER)
    titles = [paper.title for paper in meeting_papers(office.desk, NOVEMBER)]
    assert titles[0] == "2024年11月工作小结"
    assert titles[-1] == "新增登记人员名单"
    paper = pypdfium2.PdfDocument(printed.data)
    marks = [(one.get_title(), one.get_dest().get_index()) for one in paper.get_toc()]
    assert [name for name, _ in marks] == ["目录", *titles]
    with pdfplumber.open(io.BytesIO(printed.data)) as pages:
        texts = [page.extract_text() for page in pages.pages]
    assert len(texts) == printed.pages
    for (name, place), title in zip(marks[1:], titles, strict=True):
        assert name == title
        line = next(line for line in texts[0].splitlines() if title in line)
        assert line.endswith(str(place + 1)), line
    assert f"第{len(texts)}页 共{len(texts)}页".replace(" ", "") in texts[-1].replace(" ", "")
    assert "138****0001" in texts[-1]


def test_requests_and_photos_of_the_month_come_last(office: Office) -> None:
    settings.save(office.desk, {"office_name": "北山街道"})
    office.make("requests", received_on=date(2024, 11, 6), channel="hotline", category="parking", title="驿站门口没有车位",
                content="驿站门口没有车位", anonymous=True, area_id=office.community)  # fmt: skip
    picture = io.BytesIO()
    Image.new("RGB", (64, 48), "navy").save(picture, "JPEG")
    for day in range(1, 9):
        held = office.make("activities", kind="theme", title=f"冬至送饺子{day}", held_on=date(2024, 11, day), state="held",
                           place="曙光驿站", area_id=office.community)  # fmt: skip
        PlacePhotos(Activity, "activity_id", "活动").keep(office.desk, held, picture.getvalue(), 64, 48)
    papers = meeting_papers(office.desk, NOVEMBER)
    assert [paper.title for paper in papers][-2:] == ["2024年11月诉求清单", "2024年11月图片资料"]
    with pdfplumber.open(io.BytesIO(print_meeting(office.desk, NOVEMBER).data)) as pages:
        *_, requests, first, second = pages.pages
        assert "驿站门口没有车位" in requests.extract_text()
        assert (len(first.images), len(second.images)) == (6, 2)
        assert "冬至送饺子8" in second.extract_text()
