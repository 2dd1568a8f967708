"""Portraits: small, only with the person's consent, on the form, gone with the person and back by undo."""

from __future__ import annotations

import io
from datetime import date

import pdfplumber
import pytest
from PIL import Image

from app.actions.person_printing import print_forms
from app.actions.photos import MOST_BYTES, drop_photo, keep_photo, read_photo
from app.actions.undo import last_undoable, undo
from app.cards.card import read_card
from app.desk import Actor, Desk
from app.errors import NotFound, ValidationFailed
from app.history.journal import Wanted, changes_of, operations
from app.registers import find_register, records
from tests.conftest import Office

PEOPLE = find_register("people")


def portrait(colour: str = "steelblue", size: tuple[int, int] = (295, 413)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "JPEG")
    return stream.getvalue()


@pytest.fixture
def person(office: Office) -> int:
    return office.person(photo_consent=True)


def test_it_is_kept_replaced_and_taken_off(office: Office, person: int) -> None:
    assert read_photo(office.desk, person) == b""
    first, second = portrait(), portrait("tomato", (413, 579))
    keep_photo(office.desk, person, first, 295, 413)
    assert (read_photo(office.desk, person), read_card(office.desk, PEOPLE, person).picture) == (first, first)
    keep_photo(office.desk, person, second, 413, 579)
    assert read_photo(office.desk, person) == second
    drop_photo(office.desk, person)
    drop_photo(office.desk, person)
    assert read_photo(office.desk, person) == b""


def test_it_is_undone_like_everything_else(office: Office, person: int) -> None:
    keep_photo(office.desk, person, portrait(), 295, 413)
    done = drop_photo(office.desk, person)
    (told,) = changes_of(office.desk, done.operation_id or 0)
    assert (told.what, told.kind) == ("删除", "照片")
    undo(office.desk, done.operation_id or 0)
    assert read_photo(office.desk, person) == portrait()
    assert operations(office.desk, Wanted())[1].title == "删除照片"


def test_it_goes_with_the_person_and_comes_back(office: Office, person: int) -> None:
    keep_photo(office.desk, person, portrait(), 295, 413)
    records.delete(office.desk, PEOPLE, [person])
    assert read_photo(office.desk, person) == b""
    operation = last_undoable(office.desk)
    assert operation is not None
    assert undo(office.desk, operation.id or 0).kept == ()
    assert read_photo(office.desk, person) == portrait()


def test_without_consent_none_is_kept(office: Office) -> None:
    person = office.person()
    with pytest.raises(ValidationFailed, match="还没有登记张三同意拍照"):
        keep_photo(office.desk, person, portrait(), 295, 413)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff" + b"x" * MOST_BYTES])
def test_only_a_small_jpeg_is_kept(office: Office, person: int, data: bytes) -> None:
    with pytest.raises(ValidationFailed, match="JPEG"):
        keep_photo(office.desk, person, data, 295, 413)


def test_a_clerk_of_another_community_may_not(office: Office, person: int) -> None:
    neighbour = Desk(office.desk.ledger, Actor(None, "邻居", office.other_community))
    with pytest.raises(NotFound):
        keep_photo(neighbour, person, portrait(), 295, 413)


def test_it_stands_in_its_box_on_the_form(office: Office, person: int) -> None:
    plain = print_forms(office.desk, [person], today=date(2024, 12, 3))
    keep_photo(office.desk, person, portrait(), 295, 413)
    with_photo = print_forms(office.desk, [person], today=date(2024, 12, 3))
    with (
        pdfplumber.open(io.BytesIO(with_photo.data)) as paper,
        pdfplumber.open(io.BytesIO(plain.data)) as before,
    ):
        (image,) = paper.pages[0].images
        assert before.pages[0].images == []
        assert "照片" in before.pages[0].extract_text().replace(" ", "").replace("\u3000", "")
        right = 190 / 25.4 * 72
        assert image["x1"] < right
        assert image["x0"] > right - 38 / 25.4 * 72
        assert abs((image["x1"] - image["x0"]) / (image["bottom"] - image["top"]) - 295 / 413) < 0.01
    assert len(with_photo.data) - len(plain.data) < MOST_BYTES
