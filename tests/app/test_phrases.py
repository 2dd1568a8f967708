"""Phrases of summaries: kept for a section, offered there, never twice."""

from __future__ import annotations

import pytest

from app.actions.phrases import Remembered, phrases, remember
from app.errors import ValidationFailed
from tests.conftest import Office

SQLITE_ALONE = True


def test_a_phrase_is_offered_in_its_section_and_one_for_any_everywhere(office: Office) -> None:
    remember(office.desk, "下月工作打算", "筹备议事会。", "下月提交街事会商议。")
    office.make("phrases", place="any", text="各社区密切配合。")
    found = phrases(office.desk, ["主要工作", "本季度工作打算"])
    anywhere = Remembered("", "各社区密切配合。")
    assert found == {
        "主要工作": (anywhere,),
        "本季度工作打算": (Remembered("筹备议事会。", "下月提交街事会商议。"), anywhere),
    }


@pytest.mark.parametrize(("lead", "text"), [("", ""), ("", "长" * 501), ("长" * 31, "文字")])
def test_what_is_no_phrase_is_refused(office: Office, lead: str, text: str) -> None:
    with pytest.raises(ValidationFailed):
        remember(office.desk, "主要工作", lead, text)
    assert phrases(office.desk, ["主要工作"]) == {"主要工作": ()}


def test_the_same_words_are_kept_once(office: Office) -> None:
    remember(office.desk, "主要工作", "", "送清凉。")
    with pytest.raises(ValidationFailed, match="已经有了"):
        remember(office.desk, "主要工作", "", "送清凉。")
    with pytest.raises(ValidationFailed, match="已经有了"):
        office.make("phrases", place="work", text="送清凉。")
