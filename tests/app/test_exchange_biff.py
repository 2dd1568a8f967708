"""Old workbooks: what their records say beside the values, also when they make no sense."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnreadableFile
from app.exchange.biff import BookFacts, scan_book
from app.exchange.reader import read_workbook

PLACES = Path(__file__).parents[1] / "data" / "workbooks" / "暖心点位一览表.xls"
BOF = b"\x09\x08\x10\x00\x00\x06"


def changed(target: Path, find: bytes, at: int, value: bytes) -> Path:
    """The sample with bytes replaced some way behind the first place where others stand."""
    data = bytearray(PLACES.read_bytes())
    begin = data.index(find) + at
    data[begin : begin + len(value)] = value
    target.write_bytes(data)
    return target


def test_hidden_rows_of_an_old_workbook_are_known(tmp_path: Path) -> None:
    row = struct.pack("<HHH", 0x208, 16, 5)  # the sixth row
    (sheet,) = read_workbook(changed(tmp_path / "x.xls", row, 4 + 12, b"\x20\x01")).sheets
    assert sheet.hidden_rows == {6}
    assert read_workbook(PLACES).sheets[0].hidden_rows == frozenset()


def test_the_calendar_of_an_old_workbook_is_known(tmp_path: Path) -> None:
    path = changed(tmp_path / "x.xls", struct.pack("<HHH", 0x22, 2, 0), 4, b"\1\0")
    assert read_workbook(path).epoch_1904
    assert not read_workbook(PLACES).epoch_1904


def test_a_password_of_an_old_workbook_is_said(tmp_path: Path) -> None:
    length = 4 + struct.unpack_from("<H", PLACES.read_bytes(), PLACES.read_bytes().index(BOF) + 2)[0]
    path = changed(tmp_path / "x.xls", BOF, length, struct.pack("<H", 0x2F))
    with pytest.raises(UnreadableFile, match="密码"):
        read_workbook(path)


@given(st.binary(max_size=3_000))
def test_nonsense_says_nothing(data: bytes) -> None:
    assert scan_book(data) == BookFacts()


@given(st.integers(0, 10_000))
def test_damaged_records_never_raise_nor_go_in_circles(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(PLACES.read_bytes())
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    # Where the chains of sectors are told of.
    for _ in range(chance.randrange(4)):
        data[chance.randrange(44, 512)] = chance.randrange(256)
    scan_book(bytes(data))
