"""Identity numbers, names and phones against the published vectors and against random input."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.identity import (
    check_character,
    fits_mask,
    masked_id,
    normalise_id,
    read_credit_code,
    read_resident_id,
)
from app.rules.names import clean_name, is_han
from app.rules.phones import clean_phones, is_mobile

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("number", "birth", "gender"),
    [
        ("11010519491231002X", date(1949, 12, 31), "女"),
        ("330106199001010018", date(1990, 1, 1), "男"),
        ("330106199506150024", date(1995, 6, 15), "女"),
        ("330106198802290035", date(1988, 2, 29), "男"),
        ("33010619920315006X", date(1992, 3, 15), "女"),
        ("341222199308204413", date(1993, 8, 20), "男"),
        ("653101199603050215", date(1996, 3, 5), "男"),
        ("810000199001010019", date(1990, 1, 1), "男"),
    ],
)
def test_published_numbers_pass(number: str, birth: date, gender: str) -> None:
    found, problem = read_resident_id(number, today=TODAY)
    assert problem is None
    assert found is not None
    assert (found.number, found.birth, found.gender) == (number, birth, gender)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("33010619920315006x", "33010619920315006X"),
        ("３３０１０６１９９００１０１００１８", "330106199001010018"),
        ("330106 19900101 0018", "330106199001010018"),
        ("330106-19900101-0018", "330106199001010018"),
        ("330106199001010018\xa0", "330106199001010018"),
        ("'330106199001010018", "330106199001010018"),
        ("\t330106199001010018", "330106199001010018"),
    ],
)
def test_ways_of_writing_are_normalised(written: str, number: str) -> None:
    found, problem = read_resident_id(written, today=TODAY)
    assert problem is None
    assert found is not None
    assert found.number == number


def with_check(first17: str) -> str:
    return first17 + check_character(first17)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("330106199001010010", "ID_CHECKSUM"),
        ("330106199002300017", "ID_DATE"),
        (with_check("33010619900230001"), "ID_DATE"),
        (with_check("33010620991231001"), "ID_DATE"),
        (with_check("33010618500101001"), "ID_DATE"),
        (with_check("99010619900101001"), None),
        (with_check("82000019900101001"), None),
        (with_check("83000019900101001"), None),
        (with_check("00010619900101001"), "ID_AREA"),
        ("33010619900101001", "ID_LENGTH"),
        ("33010619900101X018", "ID_CHARACTERS"),
    ],
)
def test_each_fault_has_its_code(number: str, code: str | None) -> None:
    _, problem = read_resident_id(number, today=TODAY)
    assert (problem.code if problem else None) == code


def test_fifteen_digits_are_upgraded_with_a_warning() -> None:
    found, problem = read_resident_id("330106900101001", today=TODAY)
    assert found is not None
    assert found.number == "330106199001010018"
    assert problem is not None
    assert problem.code == "ID_OLD15"
    assert not problem.blocking


def test_masked_numbers_are_recognised() -> None:
    assert masked_id("330106********0018") == "330106********0018"
    assert masked_id("330106ＸＸＸＸxxxx0018") == "330106********0018"
    assert masked_id("**************0018") == "**************0018"
    assert masked_id("330106199001010018") == ""
    assert masked_id("33010619900101001X") == ""
    assert fits_mask("330106199001010018", "330106********0018")
    assert not fits_mask("330106199001010018", "330106********0026")


@given(st.text("0123456789", min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 9))
def test_one_changed_digit_never_passes(first17: str, at: int, shift: int) -> None:
    number = with_check(first17)
    changed = number[:at] + str((int(number[at]) + shift) % 10) + number[at + 1 :]
    _, problem = read_resident_id(changed, today=TODAY)
    assert problem is not None
    assert problem.code == "ID_CHECKSUM"


@given(st.text(max_size=40))
def test_any_text_gets_an_answer_without_its_digits(text: str) -> None:
    found, problem = read_resident_id(text, today=TODAY)
    assert (found is None) == (problem is not None and problem.blocking)
    if problem is not None and len(normalise_id(text)) > 2:
        assert normalise_id(text) not in problem.message


@pytest.mark.parametrize("code", ["9144030071526726XG", "91330100799655058B", "91330106MA2TE5T01R"])
def test_credit_codes_pass(code: str) -> None:
    assert read_credit_code(code.lower()) == (code, None)


def test_a_wrong_credit_code_is_named() -> None:
    code, problem = read_credit_code("91330106MA2TE5T01A")
    assert code is None
    assert problem is not None
    assert problem.code == "CODE_CHECKSUM"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("张 三", "张三"),
        ("张\u3000三 ", "张三"),
        ("\ufeff李四\xa0", "李四"),
        ("买买提.阿不都热依木", "买买提·阿不都热依木"),
        ("买买提．阿不都热依木", "买买提·阿不都热依木"),
        ("买买提 • 阿不都热依木", "买买提·阿不都热依木"),
        ("买买提・阿不都热依木", "买买提·阿不都热依木"),
        ("买买提·阿不都热依木", "买买提·阿不都热依木"),
        ("J. Smith", "J. Smith"),
        ("Anna Maria Lee", "Anna Maria Lee"),
        ("蒋䶮", "蒋䶮"),
        ("陈𬱖", "陈𬱖"),
        ("\uf9d1一", "\uf9d1一"),
        ("", ""),
    ],
)
def test_names_keep_their_characters(written: str, name: str) -> None:
    assert clean_name(written) == (name, [])


def test_private_characters_are_replaced_or_flagged() -> None:
    name, problems = clean_name("蒋\ue863")
    assert name == "蒋䶮"
    assert [problem.code for problem in problems] == ["NAME_PUA"]
    name, problems = clean_name("蒋\ue001")
    assert name == "蒋\ue001"
    assert [problem.code for problem in problems] == ["NAME_PUA"]


def test_a_hundred_code_points_fit() -> None:
    assert clean_name("𬱖" * 100)[1] == []
    assert [problem.code for problem in clean_name("𬱖" * 101)[1]] == ["NAME_TOO_LONG"]


@given(st.text(max_size=60))
def test_cleaning_a_name_twice_changes_nothing(text: str) -> None:
    once, _ = clean_name(text)
    assert clean_name(once)[0] == once


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=40))
def test_a_chinese_name_is_never_altered(name: str) -> None:
    assert all(is_han(character) for character in name)
    assert clean_name(name) == (name, [])


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("138 1234 5678", ["13812345678"]),
        ("138-1234-5678", ["13812345678"]),
        ("'138 1234 5678", ["13812345678"]),
        ("+86-13705920780", ["13705920780"]),
        ("+86 138 1234 5678", ["13812345678"]),
        ("0086 13812345678", ["13812345678"]),
        ("8613812345678", ["13812345678"]),
        ("１３８１２３４５６７８", ["13812345678"]),
        ("13812345678/13912345678", ["13812345678", "13912345678"]),
        ("13812345678\n13912345678", ["13812345678", "13912345678"]),
        ("13812345678、13912345678", ["13812345678", "13912345678"]),
        ("13812345678或13912345678", ["13812345678", "13912345678"]),
        ("13812345678 13912345678", ["13812345678", "13912345678"]),
        ("13812345678/13812345678", ["13812345678"]),
        ("0571-87654321", ["0571-87654321"]),
        ("057187654321", ["0571-87654321"]),
        ("（0571）87654321转123", ["0571-87654321-123"]),
        ("87654321", ["0571-87654321"]),
        ("86138123", ["0571-86138123"]),
        ("12351", ["12351"]),
        ("400-123-4567", ["4001234567"]),
        ("", []),
    ],
)
def test_phones_are_normalised(written: str, numbers: list[str]) -> None:
    assert clean_phones(written) == (numbers, [])


@pytest.mark.parametrize("written", ["1381234567", "138123456789", "无手机号", "0571-8××××××", "12812345678"])
def test_bad_phones_are_problems(written: str) -> None:
    numbers, problems = clean_phones(written)
    assert numbers == []
    assert [problem.code for problem in problems] == ["PHONE_FORMAT"]


@given(st.text(max_size=60))
def test_cleaned_phones_stay_as_they_are(text: str) -> None:
    numbers, _ = clean_phones(text)
    assert clean_phones("/".join(numbers)) == (numbers, [])


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.sampled_from(["{}", " {} ", "+86{}", "\u3000{}", "{}、"]),
)
def test_any_mobile_number_survives_its_dressing(number: str, dressing: str) -> None:
    assert is_mobile(number)
    assert clean_phones(dressing.format(number)) == ([number], [])
