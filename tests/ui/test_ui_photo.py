"""The portrait in the window: chosen, framed, cut to size, kept; never anything beside the picture."""

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.actions.photos import MOST_BYTES, keep_photo, read_photo
from app.registers.card import IDENTITY_SIZES
from ui.records.photo import PhotoDialog, to_jpeg
from ui.widgets.crop import CropView


def striped(width=800, height=600):
    """Red left half, blue right half."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    painter = QPainter(image)
    painter.fillRect(width // 2, 0, width, height, QColor("blue"))
    painter.end()
    return image


@pytest.fixture
def view(qtbot):
    view = CropView(5 / 7)
    qtbot.addWidget(view)
    view.resize(500, 500)
    view.show()
    view.show_image(striped())
    return view


def colour(image, x, y):
    return QColor(image.pixel(x, y)).name()


@pytest.mark.parametrize("size", [QSize(width, height) for _, width, height in IDENTITY_SIZES])
def test_what_is_in_the_frame_is_cut_to_size(view, size):
    cut = view.cut(size)
    assert cut.size() == size
    assert (colour(cut, 10, 10), colour(cut, size.width() - 10, 10)) == ("#ff0000", "#0000ff")


def test_dragging_stops_at_the_edge(view):
    view.show_image(striped(1200, 600))
    view._move(QPointF(10_000, 0))
    cut = view.cut(QSize(100, 140))
    assert {colour(cut, x, 70) for x in (0, 50, 99)} == {"#ff0000"}
    view._move(QPointF(-20_000, -20_000))
    assert {colour(view.cut(QSize(100, 140)), x, 139) for x in (0, 50, 99)} == {"#0000ff"}


def test_keys_move_and_zoom(view, qtbot):
    before = view.across
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.across < before
    for _ in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert colour(view.cut(QSize(100, 140)), 50, 70) == "#ff0000"
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    view.set_zoom(0.1)
    assert view.across == before


def test_turning_turns_the_picture(view):
    view.turn(90)
    cut = view.cut(QSize(100, 140))
    assert (colour(cut, 50, 5), colour(cut, 50, 135)) == ("#ff0000", "#0000ff")


def test_noise_still_fits_its_room():
    image = QImage(413, 579, QImage.Format.Format_RGB32)
    seed = 1
    for y in range(579):
        for x in range(413):
            seed = (seed * 1103515245 + 12345) % 2**31
            image.setPixel(x, y, seed)
    assert to_jpeg(striped(413, 579), MOST_BYTES).startswith(b"\xff\xd8\xff")
    assert len(to_jpeg(image, MOST_BYTES)) <= MOST_BYTES


@pytest.fixture
def card(window, office, settle):
    person = office.person(photo_consent=True)
    window.open_record("people", person)
    settle(window)
    return window.pages.current


def dialog_of(window):
    return next(one for one in window.findChildren(PhotoDialog) if one.isVisible())


def test_a_picture_is_chosen_kept_shown_and_taken_off(card, window, office, settle, tmp_path):
    assert card.photo.text() == "照片"
    striped(900, 1200).save(str(tmp_path / "我.png"))
    card.choose_photo()
    dialog = dialog_of(window)
    assert not dialog.save_button.isEnabled()
    dialog.open_file(tmp_path / "我.png")
    dialog.size_box.setCurrentIndex(1)
    dialog.save()
    settle(window)
    assert read_photo(office.desk, card.card.id).startswith(b"\xff\xd8\xff")
    assert (card.photo.text(), card.photo.icon().isNull()) == ("", False)
    card.choose_photo()
    dialog_of(window).drop()
    settle(window)
    assert read_photo(office.desk, card.card.id) == b""
    assert card.photo.text() == "照片"


def test_what_is_no_picture_is_said(card, window, tmp_path):
    (tmp_path / "x.jpg").write_bytes(b"not a picture")
    card.choose_photo()
    dialog = dialog_of(window)
    dialog.open_file(tmp_path / "x.jpg")
    assert "不是可以显示的图片" in dialog.banner.text
    assert not dialog.save_button.isEnabled()
    striped(120, 100).save(str(tmp_path / "small.png"))
    dialog.open_file(tmp_path / "small.png")
    assert "太小" in dialog.banner.text


def test_without_consent_it_is_refused_in_the_dialog(window, office, settle, tmp_path):
    window.open_record("people", office.person())
    settle(window)
    window.pages.current.choose_photo()
    dialog = dialog_of(window)
    striped().save(str(tmp_path / "a.png"))
    dialog.open_file(tmp_path / "a.png")
    dialog.save()
    settle(window)
    assert "同意拍照" in dialog.banner.text


def test_a_picture_kept_before_is_on_the_card(window, office, settle):
    person = office.person(photo_consent=True)
    keep_photo(office.desk, person, to_jpeg(striped(295, 413), MOST_BYTES), 295, 413)
    window.open_record("people", person)
    settle(window)
    assert not window.pages.current.photo.icon().isNull()
