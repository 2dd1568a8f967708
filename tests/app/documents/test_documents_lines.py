"""No line begins or ends with a mark that may not stand there, nothing is lost, words stay whole."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.blocks import Role
from app.documents.lines import NO_END, NO_START, Span
from app.documents.setting import set_paragraph, wrap
from app.documents.titles import break_title

PITCH = 442.205 / 28
# The first example opens faces; a busy machine may take its time.
unhurried = settings(deadline=None)
texts = st.text(alphabet="新就业群体服务，。、；“”（）《》！？：…—20 5.%Ab·䶮𬱖", min_size=1, max_size=200)


def lines_of(text, measure=442.205, indent=0.0):
    lines = set_paragraph([Span(text, Role.FANG)], 16, PITCH, measure, indent)
    return lines, ["".join(piece.text for piece in line.pieces) for line in lines]


@unhurried
@given(texts)
def test_no_character_is_lost(text):
    _, words = lines_of(text)
    assert "".join(words).replace(" ", "") == text.replace(" ", "")


@unhurried
@given(texts)
def test_lines_stay_inside_the_measure(text):
    for line in lines_of(text)[0]:
        assert line.width <= 442.205 + 0.05


@unhurried
@given(
    st.lists(
        st.sampled_from(
            ["新就业群体", "服务", "管理，", "“小哥”", "（站点）", "提升。", "《条例》", "2024年"]
        )
    )
)
def test_marks_keep_their_places(parts):
    _, words = lines_of("".join(parts))
    for line in words[1:]:
        assert line[0] not in NO_START
    for line in words[:-1]:
        assert line[-1] not in NO_END


@pytest.mark.parametrize("word", ["12345.67%", "Xinfeng", "A<B", "2024", "——", "……"])
@pytest.mark.parametrize("before", range(20, 29))
def test_words_and_double_marks_are_not_cut(word, before):
    _, words = lines_of("群" * before + word + "体" * 30)
    assert any(word in line for line in words)


def test_a_line_of_28_characters_and_a_mark_pushes_one_character_down():
    _, words = lines_of("群" * 28 + "，" + "体" * 20)
    assert words == ["群" * 27, "群，" + "体" * 20]


def test_a_mark_is_kept_on_the_line_when_others_can_give_way():
    _, words = lines_of("群，群。" + "群" * 24 + "，" + "体" * 20)
    assert words == ["群，群。" + "群" * 24 + "，", "体" * 20]


def test_justified_lines_end_together():
    lines, words = lines_of("扎实推进2024年第3期服务管理各项工作，" * 12)
    for line in lines[:-1]:
        assert line.width == pytest.approx(442.205, abs=0.1)
    assert len(words) > 5


def test_words_wider_than_a_line_are_cut():
    _, words = lines_of("A" * 500)
    assert "".join(words) == "A" * 500
    assert len(words) > 5


def test_a_very_long_text_is_broken_quickly():
    assert "".join(wrap("字，" * 20_000, Role.SONG, 9, 60)) == "字，" * 20_000


def test_names_break_at_the_dot():
    assert wrap("买买提·阿不都热依木", Role.SONG, 9, 57) == ("买买提·", "阿不都热依木")
    assert wrap("买买提·阿不都热依木", Role.SONG, 9, 200) == ("买买提·阿不都热依木",)


def test_line_breaks_in_a_cell_are_kept():
    assert wrap("一行\r\n二行", Role.SONG, 9, 200) == ("一行", "二行")


TITLES = [
    "北山街道新就业群体服务管理工作小结",
    "北山街道关于2024年11月新就业群体服务管理工作情况的小结",
    "中共杭州市西湖区委北山街道工作委员会关于进一步加强新就业群体党建引领和服务管理工作的实施意见",
    "关于开展“三新”学堂第2期短视频制作班结业证书发放工作有关情况的报告",
]


@pytest.mark.parametrize("title", TITLES)
def test_titles_are_broken_by_meaning_and_shape(title):
    lines = break_title(title, 20.1)
    assert "".join(lines) == title
    assert all(len(line) >= 2 for line in lines)
    assert all(line[0] not in NO_START for line in lines)
    for word in ("工作", "服务", "管理", "群体", "2024年"[:4], "实施意见"[:2], "街道"):
        for upper, lower in pairwise(lines):
            for cut in range(1, len(word)):
                assert not (upper.endswith(word[:cut]) and lower.startswith(word[cut:]))
    sizes = [len(re.sub(r"[!-~]{2}", "字", line)) for line in lines]
    if len(sizes) > 2:
        assert min(sizes[1:-1]) >= min(sizes[0], sizes[-1])


def test_an_authors_own_line_break_is_kept():
    assert break_title("北山街道\n工作小结", 20) == ["北山街道", "工作小结"]


def test_an_endless_title_still_prints():
    lines = break_title("新就业群体服务管理工作" * 12, 20)
    assert "".join(lines) == "新就业群体服务管理工作" * 12
    assert all(len(line) <= 20 for line in lines)
