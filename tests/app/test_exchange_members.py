"""Lists of members: the sample Word document exactly as expected, into its organization, and back out."""

from __future__ import annotations

import json
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from app.actions.undo import undo
from app.errors import UnreadableFile, UserError
from app.exchange.applying import apply
from app.exchange.decisions import usual_decisions
from app.exchange.dryrun import dry_run
from app.exchange.dryrunjson import to_json
from app.exchange.members import MembersDecisions
from app.exchange.memberslook import organization_of
from app.exchange.reader import read_workbook
from app.exchange.readrow import State
from app.exchange.workbook import Sheet, Workbook
from db.models import Membership, Person, Post

SQLITE_ALONE = True  # sheets are read into rows; taking them over is tried on both elsewhere

WORKBOOK = Path(__file__).parents[1] / "data" / "workbooks" / "新就业群体妇联小组成员名单.docx"
EXPECTED = json.loads(Path(f"{WORKBOOK}.expected.json").read_text("utf-8"))
ON = date(2024, 11, 20)
HEAD = ["序号", "姓名", "单位", "职务", "联系电话"]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def book(*rows, title="妇联小组成员名单"):
    return Workbook("名单.xlsx", "xlsx", (Sheet("Sheet", False, [[title], HEAD, *map(list, rows)]),))


def look_at(office, *rows, **asked):
    return dry_run(office.desk, book(*rows), today=ON, **asked)


def group(office, name="妇联小组", **values):
    known = {"line": "women", "kind": "group", "area_id": office.street, "established_on": date(2023, 3, 8)}
    return office.make("organizations", name=name, **known | values)


def rows_of(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


def codes(row):
    return [problem.code for problem in row.problems]


def test_the_sample_reads_as_expected(office):
    plain = to_json(dry_run(office.desk, WORKBOOK, today=ON))
    assert (plain["register"], plain["organization"]) == (EXPECTED["register"], EXPECTED["organization"])
    keys = ("name", "unit", "post", "phone")
    accepted = [row for row in plain["rows"] if row["state"] == "new"]
    assert [{"row": row["row"]} | {key: row["values"][key] for key in keys} for row in accepted] == EXPECTED[
        "accept"
    ]
    assert len(plain["rows"]) == len(accepted)


def test_the_sample_becomes_memberships_and_posts_and_goes_out_again(office):
    group(office, EXPECTED["organization"])
    run = dry_run(office.desk, WORKBOOK, today=ON)
    done = apply(office.desk, run, usual_decisions(run))
    taken = [row for row in run.people if row.registrable]
    assert done.created == len(taken) == len(rows_of(office, Person))
    assert {(one.from_on, one.to_on) for one in rows_of(office, Membership)} == {(ON, None)}
    assert sorted(one.title for one in rows_of(office, Post)) == ["副组长", "组长"]
    again = dry_run(office.desk, WORKBOOK, today=ON)
    assert again.counts()[State.SAME] == len(taken)
    undo(office.desk, done.changes.operation_id)
    for model in (Person, Membership, Post):
        assert rows_of(office, model) == []


def test_members_stay_and_a_new_post_is_an_update(office):
    body, person = group(office), office.person("张红", gender="female", phones="13800000003")
    office.make("memberships", organization_id=body, person_id=person, from_on=date(2024, 3, 8))
    run = look_at(office, [1, "张红", "顺丰", "组长", "13800000003"])
    assert [(row.state, row.standing) for row in run.people] == [(State.UPDATE, "member")]
    assert apply(office.desk, run, MembersDecisions(on=ON)).updated == 0
    apply(office.desk, run, MembersDecisions(on=ON, updates=True))
    assert [(one.title, one.from_on) for one in rows_of(office, Post)] == [("组长", ON)]
    assert len(rows_of(office, Membership)) == 1


def test_people_of_the_ledger_are_known_by_name_and_phone(office):
    group(office)
    known = office.person("张红", gender="female", phones="13800000003")
    office.person("李梅", phones="13800000004")
    office.person("李梅", phones="13800000005")
    run = look_at(
        office,
        [1, "张红", "", "组员", ""],
        [2, "李梅", "", "组员", ""],
        [3, "张红", "顺丰", "组员", "13800000099"],
        [4, "王芳", "", "组员", ""],
    )
    found = [(row.record_id, row.standing, codes(row)) for row in run.people]
    assert found == [
        (known, "known", []),
        (None, "stranger", ["AMBIGUOUS"]),
        (None, "stranger", ["SAME_NAME"]),
        (None, "stranger", ["NOT_IN_LEDGER"]),
    ]
    apply(office.desk, run, MembersDecisions(on=ON, register=False))
    assert [one.person_id for one in rows_of(office, Membership)] == [known]


def test_without_its_organization_nothing_is_imported(office):
    run = look_at(office, [1, "张红", "顺丰", "组员", "13800000003"])
    with pytest.raises(UserError, match="还没有选组织"):
        apply(office.desk, run, usual_decisions(run))
    chosen = group(office, "另一个小组")
    run = look_at(office, [1, "张红", "顺丰", "组员", "13800000003"], target_id=chosen)
    with pytest.raises(UserError, match="还没有到"):
        apply(office.desk, run, MembersDecisions(on=date.today() + timedelta(days=1)))
    apply(office.desk, run, MembersDecisions(on=ON))
    assert [one.organization_id for one in rows_of(office, Membership)] == [chosen]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("新就业群体妇联小组成员名单.docx", "新就业群体妇联小组"),
        ("联合工会委员名单（2024年）", "联合工会"),
        ("成员名单", ""),
    ],
)
def test_the_organization_is_read_from_the_title(title, name):
    assert organization_of(title) == name


def document(path: Path, body: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return path


def cell(text: str, facts: str = "") -> str:
    return f"<w:tc><w:tcPr>{facts}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_merged_cells_and_several_tables_of_a_document(tmp_path):
    wide, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    first = (
        f"<w:tr>{cell('甲', wide)}{cell('乙', down)}</w:tr><w:tr>{cell('1')}{cell('2')}{cell('3', on)}</w:tr>"
    )
    title = "<w:p><w:r><w:t>名单</w:t></w:r></w:p>"
    body = f"{title}<w:tbl>{first}</w:tbl><w:tbl><w:tr>{cell('丙')}</w:tr></w:tbl>"
    book = read_workbook(document(tmp_path / "a.docx", body))
    assert [(sheet.name, sheet.rows) for sheet in book.sheets] == [
        ("名单", [["甲", None, "乙"], ["1", "2"]]),
        ("名单（2）", [["丙"]]),
    ]


def test_a_document_without_table_is_named(tmp_path):
    with pytest.raises(UnreadableFile, match="没有表格"):
        read_workbook(document(tmp_path / "a.docx", "<w:p/>"))
    with pytest.raises(UnreadableFile):
        read_workbook(document(tmp_path / "b.docx", "<w:p>"))
