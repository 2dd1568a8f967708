"""The log holds no identity number and no phone number, whoever wrote them into a record or an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import logs
from app.rules.identity import check_character


@pytest.mark.parametrize(
    "secret",
    [
        "330106199001010018",
        "33010619920315006X",
        "33010619920315006x",
        "330106 19900101 0018",
        "330106-19900101-0018",
        "330106900101001",
        "３３０１０６１９９００１０１００１８",
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 13812345678",
        "8613812345678",
        "0571-87654321",
        "057187654321",
    ],
)
def test_numbers_go(secret: str) -> None:
    for text in (secret, f"张三{secret}，在册", f"id_no='{secret}' phone"):
        assert not set(secret[-6:]) & set("0123456789") & set(logs.scrub(text))


@pytest.mark.parametrize(
    "text", ["2024-11-05 10:00", "第12行", "RY-000123", "共1208人", "XHBS-2024-13-0001", "v0.1.0"]
)
def test_other_figures_stay(text: str) -> None:
    assert logs.scrub(text) == text


@given(
    st.dates(),
    st.integers(0, 999),
    st.integers(110_000, 829_999),
    st.text(alphabet="张三 ,;：'（", max_size=5),
)
def test_no_identity_number_slips_through(birth: object, serial: int, area: int, around: str) -> None:
    first17 = f"{area}{birth:%Y%m%d}{serial:03d}".replace(" ", "0")
    if len(first17) != 17:
        return
    number = first17 + check_character(first17)
    assert number not in logs.scrub(f"{around}{number}{around}")


def test_a_traceback_is_scrubbed_too(tmp_path: Path) -> None:
    with logs.writing(tmp_path) as place:
        try:
            raise ValueError("330106199001010018 张三 13812345678")
        except ValueError:
            logs.log().exception("import of %s failed", "13912345678")
        logs.log().info("导入62人")
    text = place.read_text("utf-8")
    assert "ValueError" in text
    assert "导入62人" in text
    assert "1990" not in text
    assert "139123" not in text
    assert "138123" not in text


def test_a_folder_that_cannot_be_written_costs_the_log_only(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with logs.writing(blocked):
        logs.log().info("goes nowhere")
    assert blocked.read_text() == ""
