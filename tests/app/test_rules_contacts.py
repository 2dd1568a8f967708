"""Phones in their stored form are read again as they are: a saved record can be saved again."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registers import find_register, records
from app.rules.contacts import clean_contact, phone_readable
from app.rules.phones import clean_phones

MOBILE = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
FIXED = st.from_regex(r"0571-8[0-9]{7}(-[1-9][0-9]{0,3})?", fullmatch=True)
SHORT = st.just("12345")


@given(numbers=st.lists(MOBILE | FIXED | SHORT, min_size=1, max_size=4, unique=True))
def test_the_stored_form_is_read_again(numbers):
    stored = " ".join(numbers)
    assert clean_phones(stored) == (numbers, [])
    record = SimpleNamespace(phone=stored)
    clean_contact(record, None)
    assert record.phone == stored
    assert phone_readable(record, None) == []


@pytest.mark.parametrize("text", ["1380000001 0571", "13800000014 张三", "138000000140571-85550102"])
def test_blanks_do_not_make_numbers_of_anything(text):
    record = SimpleNamespace(phone=text)
    clean_contact(record, None)
    assert record.phone == text
    assert [(one.code, one.field) for one in phone_readable(record, None)] == [("PHONE_FORMAT", "phone")]


def test_a_person_with_mobile_and_fixed_line_can_be_saved_again(office):
    people = find_register("people")
    person = office.person(phones="13800000001、0571-85550102")
    records.save(office.desk, people, {"note": "又来一次"}, record_id=person)
    assert records.load(office.desk, people, person).values["phones"] == "13800000001 0571-85550102"
