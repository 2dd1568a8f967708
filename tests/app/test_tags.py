"""标签: known once typed, filtered whole, renamed on every card, kept while in use."""

from __future__ import annotations

import pytest

from app.actions.undo import last_undoable, undo
from app.errors import InUse, ValidationFailed
from app.registers import find_register, lists, records
from app.registers.bulk import How, edit_many
from app.registers.linking import usual_words
from app.registers.lists import Filter, Op, Query
from tests.conftest import Office

PEOPLE, TAGS = find_register("people"), find_register("tags")


def tagged(office: Office, *words: str) -> list[str]:
    query = Query(filters=(Filter("tags", Op.HOLDS, words),))
    return [row.cells[0] for row in lists.page(office.desk, PEOPLE, query, ["name"])]


def tag_id(office: Office, name: str) -> int:
    rows = lists.page(office.desk, TAGS, Query(), ["name"])
    return next(row.id for row in rows if row.cells[0] == name)


@pytest.fixture
def crew(office: Office) -> list[int]:
    return [
        office.person("张三", phones="13800000001", tags="骨干，新入职"),
        office.person("李四", phones="13800000002", tags="骨干骑手"),
        office.person("王五", phones="13800000003"),
    ]


def test_a_tag_typed_once_is_known(office: Office, crew: list[int]) -> None:
    assert usual_words(office.desk, PEOPLE.field("tags")) == ["新入职", "骨干", "骨干骑手"]
    assert records.load(office.desk, PEOPLE, crew[0]).values["tags"] == "骨干、新入职"
    office.person("赵六", phones="13800000004", tags="骨干 骨干 帮扶/新入职")
    assert usual_words(office.desk, PEOPLE.field("tags")) == ["帮扶", "新入职", "骨干", "骨干骑手"]


def test_people_are_found_by_whole_words(office: Office, crew: list[int]) -> None:
    assert tagged(office, "骨干") == ["张三"]
    assert tagged(office, "骨干骑手", "新入职") == ["李四", "张三"]
    assert tagged(office, "骨") == []
    assert tagged(office, "%") == []
    assert lists.count(office.desk, PEOPLE, Query(filters=(Filter("tags", Op.HOLDS, ()),))) == 0


def test_renaming_reaches_every_card_and_is_undone(office: Office, crew: list[int]) -> None:
    edit_many(office.desk, PEOPLE, crew[1:], "tags", "骨干", How.ADD)
    records.save(office.desk, TAGS, {"name": "标兵"}, record_id=tag_id(office, "骨干"))
    assert (tagged(office, "标兵"), tagged(office, "骨干")) == (["李四", "王五", "张三"], [])
    operation = last_undoable(office.desk)
    assert operation is not None
    assert undo(office.desk, operation.id or 0).kept == ()
    assert tagged(office, "骨干") == ["李四", "王五", "张三"]


def test_a_tag_in_use_stays(office: Office, crew: list[int]) -> None:
    with pytest.raises(InUse, match="还有1人带这个标签"):
        records.delete(office.desk, TAGS, [tag_id(office, "骨干")])
    edit_many(office.desk, PEOPLE, crew, "tags", "骨干", How.DROP)
    records.delete(office.desk, TAGS, [tag_id(office, "骨干")])
    assert usual_words(office.desk, PEOPLE.field("tags")) == ["新入职", "骨干骑手"]


@pytest.mark.parametrize("name", ["两 个词", "一、二", "a,b", "左/右"])
def test_a_tag_is_one_word(office: Office, name: str) -> None:
    with pytest.raises(ValidationFailed, match="标签是一个词"):
        office.make("tags", name=name)


def test_a_tag_that_is_a_sentence_is_named(office: Office) -> None:
    with pytest.raises(ValidationFailed, match="标签最多30个字"):
        office.person(tags="很" * 31)


def test_words_a_description_names_are_offered_without_a_register(office: Office) -> None:
    services = find_register("facilities").field("services")
    assert usual_words(office.desk, services)[:2] == ["饮水", "热饭"]
