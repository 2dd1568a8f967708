"""A picture as the map's ground: how control points tie it, what is refused, put there, tied anew and taken off."""

from __future__ import annotations

from math import cos, radians, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.actions.mappicture import NewPicture, drop_picture, put_picture, read_picture, tie_picture
from app.actions.streetmap import import_map
from app.actions.undo import undo
from app.errors import UnreadableFile, UserError, ValidationFailed
from app.streetmap.picture import MOST_FILE_BYTES, check_pixels, read_picture_file
from app.streetmap.plane import Plane
from app.streetmap.reading import street_map
from app.streetmap.tie import ControlPoint, fitted
from app.streetmap.tying import tied, told
from tests.app.test_streetmap import MAP

SQLITE_ALONE = True
PLANE = Plane(120.1, 30.2)
WIDTH, HEIGHT = 2000, 1500
JPEG = b"\xff\xd8\xff" + b"0" * 100
PICTURE = NewPicture("街道图.png", JPEG, WIDTH, HEIGHT)
CORNERS = ((100.0, 100.0), (1900.0, 1400.0), (1800.0, 150.0), (200.0, 1350.0))


def point(x, y, scale=1.5, turn=0.0, shift=(0.0, 0.0), name=""):
    """A control point of a picture with so many metres a pixel, turned by degrees."""
    across, down = (x - WIDTH / 2) * scale, (y - HEIGHT / 2) * scale
    a, b = cos(radians(turn)), sin(radians(turn))
    at = across * a - down * b + shift[0], across * b + down * a + shift[1]
    return ControlPoint(x, y, PLANE.degrees(at), name)


def points(number, **how):
    return [point(x, y, **how) for x, y in CORNERS[:number]]


@settings(deadline=None, max_examples=40)
@given(
    st.integers(2, 4),
    st.floats(0.2, 20.0),
    st.floats(-180.0, 180.0),
    st.floats(-900, 900),
    st.floats(-900, 900),
)
def test_a_tie_finds_size_turn_and_place(number, scale, turn, across, down):
    tie = fitted(points(number, scale=scale, turn=turn, shift=(across, down)), PLANE)
    assert tie.scale == pytest.approx(scale, rel=0.01)
    assert abs((tie.turned - turn + 180) % 360 - 180) < 0.5
    assert tie.metres(WIDTH / 2, HEIGHT / 2) == pytest.approx((across, down), abs=0.3)
    assert max(tie.misses) < 0.5  # degrees are kept to the sixth place
    assert tie.skew == pytest.approx(1.0, abs=0.01)


def test_many_points_share_out_what_does_not_fit():
    off = [*points(3), point(*CORNERS[3], shift=(40.0, 0.0), name="北门")]
    tie = tied(off, WIDTH, HEIGHT, PLANE)
    assert 5 < tie.miss < 20
    assert all(0 < one < 40 for one in tie.misses)
    said, warned = told(off, tie, PLANE)
    assert "误差最大的是第" in said
    assert not warned
    farther = [*points(3), point(*CORNERS[3], shift=(250.0, 0.0))]
    assert told(farther, tied(farther, WIDTH, HEIGHT, PLANE), PLANE)[1]


@pytest.mark.parametrize(
    ("given_points", "said"),
    [
        (points(1), "至少要两个"),
        ([point(500, 500), point(600, 560)], "离得太近"),
        ([point(100, 100), ControlPoint(1900, 1400, point(100, 100).degrees)], "同一个地方"),
        ([point(100, 100), point(1000, 750), point(1900, 1400)], "一条直线"),
        ([point(100, 100), point(1900, 1400), ControlPoint(1800, 150, point(200, 1350).degrees),
          ControlPoint(200, 1350, point(1800, 150).degrees)], "颠倒"),
        ([*points(3), point(*CORNERS[3], shift=(1500.0, 400.0))], "控制点对不上"),
        (points(2, scale=200.0), "不像街道地图"),
        (points(2, scale=0.03), "不像街道地图"),
        ([*points(2), point(1800, 150, shift=(-800.0, 1000.0))], "变形"),
    ],
)  # fmt: skip
def test_points_that_tie_nothing_are_refused(given_points, said):
    with pytest.raises(UserError, match=said) as refused:
        tied(given_points, WIDTH, HEIGHT, PLANE)
    assert "没有改动" in refused.value.advice


def test_what_a_clerk_is_told():
    said = {n: told(points(n), tied(points(n), WIDTH, HEIGHT, PLANE), PLANE) for n in (2, 3, 4)}
    assert [warned for _, warned in said.values()] == [False, False, False]
    assert "看不出误差" in said[2][0]
    assert "误差不到1米" in said[4][0]
    turned = points(2, turn=180.0)
    assert told(turned, tied(turned, WIDTH, HEIGHT, PLANE), PLANE) == (
        "2个控制点，图上1像素约1.5米。图片的上方偏离正北180度，请核对地点是否填反。",
        True,
    )
    stretched = [*points(2), point(1800, 150, shift=(500.0, 0.0))]
    assert told(stretched, tied(stretched, WIDTH, HEIGHT, PLANE), PLANE)[1]


def test_a_picture_is_the_ground_until_it_is_taken_off(office):
    put_picture(office.desk, PICTURE, points(2), 30)
    alone = street_map(office.desk)
    assert alone.drawn
    assert alone.bounds.width == pytest.approx(WIDTH * 1.5, rel=0.01)
    import_map(office.desk, MAP)
    shown = street_map(office.desk)
    assert shown.ground.points == tuple(points(2))
    assert shown.bounds.width > shown.ground.bounds.width - 1
    assert read_picture(office.desk) == JPEG
    tie_picture(office.desk, points(4), 50)
    again = street_map(office.desk)
    assert (len(again.ground.points), again.ground.fade) == (4, 50)
    assert again.ground.stamp[0] == shown.ground.stamp[0]
    off = drop_picture(office.desk)
    assert street_map(office.desk).ground is None
    assert read_picture(office.desk) == b""
    undo(office.desk, off.operation_id)
    assert len(street_map(office.desk).ground.points) == 4


def test_a_new_picture_takes_the_place_of_the_old_one(office):
    put_picture(office.desk, PICTURE, points(2), 0)
    second = put_picture(office.desk, NewPicture("新图.jpg", JPEG + b"1", WIDTH, HEIGHT), points(3), 0)
    assert street_map(office.desk).ground.name == "新图.jpg"
    undo(office.desk, second.operation_id)
    assert street_map(office.desk).ground.name == "街道图.png"
    assert read_picture(office.desk) == JPEG


def test_what_cannot_be_kept_leaves_the_map_as_it_was(office):
    put_picture(office.desk, PICTURE, points(2), 30)
    for wrong in (
        lambda: put_picture(office.desk, NewPicture("图", b"GIF89a", 500, 500), points(2), 30),
        lambda: put_picture(office.desk, PICTURE, points(2), 99),
        lambda: put_picture(office.desk, PICTURE, points(1), 30),
        lambda: tie_picture(office.desk, points(1), 30),
    ):
        with pytest.raises((UserError, ValidationFailed)):
            wrong()
    assert street_map(office.desk).ground.points == tuple(points(2))
    drop_picture(office.desk)
    with pytest.raises(UserError, match="已被取下"):
        tie_picture(office.desk, points(2), 30)


def test_files_that_are_no_pictures_are_refused(tmp_path):
    for name, data, said in (
        ("空.png", b"", "是空的"),
        ("图.pdf", b"%PDF-1.7", "PDF"),
        ("图.gif", b"GIF89a", "不是PNG或JPEG"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(UnreadableFile, match=said):
            read_picture_file(path)
    with pytest.raises(UnreadableFile, match="打不开"):
        read_picture_file(tmp_path / "没有.png")
    large = tmp_path / "大.png"
    with large.open("wb") as stream:
        stream.truncate(MOST_FILE_BYTES + 1)
    with pytest.raises(UnreadableFile, match="超过了30MB"):
        read_picture_file(large)
    for size, said in (((0, 0), "已损坏"), ((20_000, 20_000), "太大"), ((1000, 300), "看不清")):
        with pytest.raises(UnreadableFile, match=said):
            check_pixels("图.png", *size)
    check_pixels("图.png", 1000, 800)
