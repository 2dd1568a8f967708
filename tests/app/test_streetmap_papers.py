"""The service map, the folded card, door signs and the coverage sheet on paper, read back."""

from __future__ import annotations

import io
from datetime import date

import pdfplumber
import pytest
from PIL import Image

from app import settings
from app.actions.map_printing import code_text, print_door_signs, print_road_coverage, print_service_map
from app.actions.mappicture import NewPicture, put_picture
from app.actions.streetmap import import_map
from app.documents.foldedmap import MOST
from app.documents.qr import cut_for_code, qr_modules, qr_shape
from app.documents.spreading import spread
from app.errors import UserError
from app.streetmap.tie import ControlPoint
from tests.app.test_streetmap import MAP, WEST, at, water

SQLITE_ALONE = True  # papers are made from rows; their SQL is tried on both elsewhere

DAY = date(2024, 12, 3)


def pages(printed):
    with pdfplumber.open(io.BytesIO(printed.data)) as pdf:
        return [(page.width, page.height, page.extract_text()) for page in pdf.pages]


@pytest.fixture
def mapped(office):
    import_map(office.desk, MAP)
    settings.save(office.desk, {"office_name": "北山街道", "contact_phone": "0571-85550101"})
    for n in range(3):
        water(
            office,
            f"曙光路{n}号饮水点",
            address=f"曙光路{n}号",
            open_hours="24小时",
            **at((120.102 + n / 200, 30.2001)),
        )
    water(office, "广场驿站", kind="rest_stop", services="饮水、WiFi", **at((120.11, 30.205)))
    water(office, "筹建的", status="preparing", opened_on=None, **at((120.11, 30.206)))
    return office


def test_the_map_lists_every_place_under_its_number(mapped):
    first, listed = pages(print_service_map(mapped.desk, "a4", today=DAY))
    assert "北山街道新就业群体服务地图" in first[2]
    assert "暖蜂驿站" in first[2]
    assert "2—4" in first[2]
    assert "曙光路2号饮水点" in listed[2]
    assert "筹建的" not in listed[2]
    large = pages(print_service_map(mapped.desk, "a3", ("rest_stop",), today=DAY))
    assert round(large[0][0] / large[0][1], 2) == 1.41
    assert "饮水点" not in large[1][2].replace("饮水、", "")


def test_a_picture_lies_below_the_marks(mapped):
    plain = print_service_map(mapped.desk, "a4", today=DAY).data
    jpeg = io.BytesIO()
    Image.new("RGB", (600, 400), (40, 160, 60)).save(jpeg, "JPEG")
    points = [ControlPoint(50, 50, WEST), ControlPoint(550, 350, (120.12, 30.19))]
    put_picture(mapped.desk, NewPicture("图.jpg", jpeg.getvalue(), 600, 400), points, 0)
    data = print_service_map(mapped.desk, "a4", today=DAY).data
    with pdfplumber.open(io.BytesIO(plain)) as before, pdfplumber.open(io.BytesIO(data)) as after:
        assert (len(before.pages[0].images), len(after.pages[0].images)) == (0, 1)
        page = after.pages[0].to_image(resolution=60).original.convert("RGB")
        image = after.pages[0].images[0]
    scale = 60 / 72
    middle = (
        round((image["x0"] + image["x1"]) / 2 * scale),
        round((image["top"] + image["bottom"]) / 2 * scale),
    )
    assert page.getpixel(middle)[1] - page.getpixel(middle)[0] > 80
    assert page.getpixel((5, 5)) == (255, 255, 255)  # cut to the map's frame


def test_the_folded_card_is_two_pages(mapped):
    outside, inside = pages(print_service_map(mapped.desk, "folded", today=DAY))
    assert "小哥服务地图" in outside[2]
    assert "0571-85550101" in outside[2]
    assert "广场驿站" in outside[2] + inside[2]
    assert MOST > 200


def test_nothing_to_print_is_said(office):
    water(office)
    with pytest.raises(UserError, match="还没有开放的点位"):
        print_service_map(office.desk, "a4")


def test_a_door_sign_says_what_there_is(mapped):
    place = water(
        mapped,
        "名字很长很长的爱心商家便民服务点（曙光路店）",
        kind="partner_merchant",
        discount="9折",
        open_hours="08:00-20:00",
    )
    ((width, height, text),) = pages(print_door_signs(mapped.desk, [place], today=DAY))
    assert width < height
    assert "爱心商家" in text
    assert "08:00-20:00" in text
    assert "9折" in text


def test_the_coverage_sheet_names_the_gaps(mapped):
    printed = print_road_coverage(mapped.desk, date.today(), 300, today=DAY)
    text = "".join(text for _, _, text in pages(printed))
    assert "主干道饮水点覆盖情况表" in text
    assert "2条主干道中1条有饮水点；尚缺：体育路。" in text


def test_a_code_holds_words_or_a_link():
    words = code_text("曙光驿站", "曙光路1号", "24小时", None)
    assert words == "曙光驿站\n曙光路1号\n开放时间：24小时"
    assert code_text("曙光驿站", "", "", (120.1, 30.2)).startswith(
        "https://uri.amap.com/marker?position=120.10"
    )
    modules = qr_modules(words)
    assert len(modules) == len(modules[0])
    assert all(modules[0][:7])  # the corner that readers look for
    shape = qr_shape(words, 10, 20, 30)
    assert min(x for ring in shape.lines for x, _ in ring) > 12
    assert max(y for ring in shape.lines for _, y in ring) < 48
    long = cut_for_code("路" * 90)
    assert len(long) == 66
    with pytest.raises(ValueError, match="200"):
        qr_modules("路" * 67)


def test_marks_that_touch_are_moved_apart():
    moved = spread([(0.0, 0.0), (0.1, 0.0), (0.0, 0.0), (50.0, 50.0)], 4.0)
    assert moved[3] == (50.0, 50.0)
    for n, one in enumerate(moved):
        for other in moved[n + 1 :]:
            assert (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 > 14
