"""Finding records by any part of their text, the same as looking through all of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.journal import NewOperation
from db.migrate import open_ledger
from db.models import Platform
from db.search import HIT_LIMIT, find

TEXTS = [
    "张三",
    "张三丰",
    "李四",
    "zhangsan",
    "100%",
    "a_b",
    "買買提·阿不都",
    "𬱖字",
    "蒋䶮",
    "x",
    "Xy",
    "ab ab",
    "'引号\"",
    "12\\3",
]


@pytest.fixture(scope="module")
def searched(tmp_path_factory):
    ledger = open_ledger(tmp_path_factory.mktemp("search") / "台账.db")
    with ledger.writing(NewOperation("save", "试", None, "王某")) as session:
        session.add_all(Platform(name=name) for name in TEXTS)
    yield ledger
    ledger.close()


def by_brute_force(words):
    terms = words.lower().split()
    return {
        number
        for number, text in enumerate(TEXTS, start=1)
        if terms and all(t in text.lower() for t in terms)
    }


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(alphabet="".join(TEXTS) + " %_\\'\"*-", max_size=6))
def test_any_words_find_what_looking_through_everything_finds(searched, words):
    with searched.reading() as session:
        assert {hit.row_id for hit in find(session, words)} == by_brute_force(words)


@pytest.mark.parametrize(
    "words", ["张", "三丰", "张三丰", "ZHANG", "zs", "𬱖", "䶮", "·阿", "%", "_", "100%", "ab ab", ""]
)
def test_kinds_of_words_on_every_database(desk, words):
    with desk.operation("save", "试") as session:
        session.add_all(Platform(name=name) for name in TEXTS)
    with desk.reading() as session:
        assert {hit.row_id for hit in find(session, words)} == by_brute_force(words)


def test_the_index_follows_changes(desk):
    with desk.operation("save", "试") as session:
        platform = Platform(name="顺丰")
        session.add(platform)
    with desk.operation("save", "试") as session:
        session.get(Platform, platform.id).name = "中通快递"
    with desk.reading() as session:
        assert find(session, "顺丰") == []
        assert len(find(session, "中通快")) == 1
    with desk.operation("save", "试") as session:
        session.delete(session.get(Platform, platform.id))
    with desk.reading() as session:
        assert find(session, "中通快") == []


def test_hits_stop_at_the_limit(desk):
    with desk.operation("save", "试") as session:
        session.add_all(Platform(name=f"平台{number}") for number in range(HIT_LIMIT + 50))
    with desk.reading() as session:
        assert len(find(session, "平台")) == HIT_LIMIT
