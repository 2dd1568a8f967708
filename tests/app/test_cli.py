"""``xinfeng``: the use cases without a window, exit codes, and files that cannot be read."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from app.bootstrap import start
from app.cli import main
from app.commandline import commands
from app.example.building import newest_class

WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"
ROSTER = WORKBOOKS / "快递站点人员花名册（宝石社区）.xlsx"
PLACES = WORKBOOKS / "北山街道公益饮水点台账.xlsx"


@pytest.fixture
def ledger(example_ledger: Path, tmp_path: Path) -> str:
    return str(shutil.copy(example_ledger, tmp_path / "台账.db"))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Logs and the default ledger go to this test's own folder."""
    home = tmp_path / "home"
    monkeypatch.setattr("app.logs.data_dir", lambda: home)
    monkeypatch.setattr("app.commandline.commands.data_dir", lambda: home)
    return home


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_dry_run_as_json(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(ROSTER), "--dry-run", "--json", "--ledger", ledger]) == 1
    plain = json.loads(capsys.readouterr().out)
    expected = json.loads((WORKBOOKS / f"{ROSTER.name}.expected.json").read_text("utf-8"))
    assert {"register", "sheet", "header_row", "rows"} <= set(plain)
    assert plain["register"] == "people"
    rows = {row["row"]: row for row in plain["rows"]}
    for wanted in expected["accept"]:
        row = rows[wanted["row"]]
        assert {"row", "state", "values", "problems"} <= set(row)
        assert row["state"] == "new"
        assert {key: row["values"][key] for key in wanted if key != "row"} == {
            key: value for key, value in wanted.items() if key != "row"
        }
    for wanted in expected["reject"]:
        problems = rows[wanted["row"]]["problems"]
        assert set(wanted["codes"]) <= {problem["code"] for problem in problems}
        assert all({"code", "field", "message"} <= set(problem) for problem in problems)
    assert main(["import", str(ROSTER), "--dry-run", "--json", "--ledger", ledger]) == 1
    assert json.loads(capsys.readouterr().out) == plain  # nothing was written


def test_import_writes_and_a_second_time_changes_nothing(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(PLACES), "--ledger", ledger]) == 0
    assert "新增60、更新0" in capsys.readouterr().out
    assert main(["import", str(PLACES), "--json", "--ledger", ledger]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert plain["applied"]["created"] == plain["applied"]["updated"] == 0
    assert {row["state"] for row in plain["rows"]} == {"same", "skip"}


def test_problems_are_told_by_row_without_numbers_of_people(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(ROSTER), "--dry-run", "--ledger", ledger]) == 1
    out = capsys.readouterr().out
    expected = json.loads((WORKBOOKS / f"{ROSTER.name}.expected.json").read_text("utf-8"))
    assert all(f"第{row['row']}行：" in out for row in expected["reject"])
    assert "新增32行" in out


def test_summary(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "小结.pdf"
    assert main(["summary", "--month", "2024-11", "--out", str(out), "--ledger", ledger]) == 0
    assert str(out) in capsys.readouterr().out
    assert "北山街道新就业群体服务管理工作小结" in pdf_text(out)


def test_certificates_are_issued_once(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    application = start(ledger)
    number = newest_class(application.desk)
    application.close()
    out = tmp_path / "证书.pdf"
    code = main(["certificates", "--class", number, "--out", str(out), "--ledger", ledger])
    first = capsys.readouterr().out
    pages = len(pypdfium2.PdfDocument(out))
    assert code == 1  # some did not complete the class, and are named
    assert f"共打印{pages}本" in first
    assert "出勤率" in first
    assert main(["certificates", "--class", number, "--out", str(out), "--ledger", ledger]) == code
    assert f"新发0本，共打印{pages}本" in capsys.readouterr().out


def test_ledger_as_paper_and_as_workbook(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper, sheet = tmp_path / "站点.pdf", tmp_path / "人员.xlsx"
    assert main(["ledger", "--register", "stations", "--out", str(paper), "--ledger", ledger]) == 0
    assert "美团黄龙站" in pdf_text(paper)
    asked = ["ledger", "--register", "people", "--area", "金祝", "--search", "199", "--out", str(sheet)]
    assert main([*asked, "--ledger", ledger]) == 0
    assert sheet.read_bytes()[:2] == b"PK"
    assert capsys.readouterr().err == ""


def test_check_finds_nothing_in_a_sound_ledger_and_names_what_is_broken(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--ledger", ledger]) == 0
    assert "没有发现问题" in capsys.readouterr().out
    application = start(ledger)
    with application.ledger.maintaining() as connection:
        connection.exec_driver_sql("DELETE FROM search_entries WHERE table_name = 'people' AND row_id < 4")
    application.close()
    assert main(["check", "--ledger", ledger]) == 1
    assert "发现1处问题" in capsys.readouterr().out


BAD: dict[str, Callable[[Path], object]] = {
    "空.xlsx": lambda path: path.write_bytes(b""),
    "杂.xlsx": lambda path: path.write_bytes(bytes(range(256)) * 400),
    "网页.xls": lambda path: path.write_text("<html><table><tr><td>姓名</td></tr></table></html>", "utf-8"),
    "断.xlsx": lambda path: path.write_bytes(ROSTER.read_bytes()[:4000]),
    "没有表头.csv": lambda path: path.write_text("一,二\n三,四\n", "utf-8"),
    "文件夹.xlsx": lambda path: path.mkdir(),
    "没有.xlsx": lambda path: None,
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read(
    name: str, ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    BAD[name](path)
    assert main(["import", str(path), "--dry-run", "--json", "--ledger", ledger]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert said.err.strip().endswith("。")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["summary", "--month", "2024-13", "--out", "x.pdf"], "年-月"),
        (["certificates", "--class", "BC-999999", "--out", "x.pdf"], "没有编号"),
        (["ledger", "--register", "persons", "--out", "x.pdf"], "people（人员）"),
        (["ledger", "--register", "people", "--area", "火星社区", "--out", "x.pdf"], "火星社区"),
        (["ledger", "--register", "platforms", "--area", "金祝", "--out", "x.pdf"], "不分区域"),
        (["summary", "--month", "2024-11", "--out", "/nowhere/x.pdf"], "无法写入"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    arguments: list[str], word: str, ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--ledger", ledger]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert word in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_no_ledger_is_started_by_looking_for_one(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert "没有找到台账" in capsys.readouterr().err
    assert not (own_home / "台账.db").exists()


@pytest.mark.parametrize("arguments", [["bogus"], ["import"], ["summary", "--month"], ["--bogus"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "--help" in capsys.readouterr().err


def test_a_bug_is_one_sentence_and_a_scrubbed_log(
    ledger: str, own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("330106199001010018")

    monkeypatch.setattr(commands, "check", broken)
    assert main(["check", "--ledger", ledger]) == 2
    said = capsys.readouterr()
    assert "程序内部出错" in said.err
    assert "Traceback" not in said.err
    log = (own_home / "logs" / "xinfeng.log").read_text("utf-8")
    assert "RuntimeError" in log
    assert "1990" not in log


def test_from_another_folder_through_a_pipe(ledger: str, tmp_path: Path) -> None:
    shutil.copy(ROSTER, tmp_path / "花名册.xlsx")
    done = subprocess.run(
        [
            Path(sys.executable).with_name("xinfeng"),
            "import",
            "花名册.xlsx",
            "--dry-run",
            "--json",
            "--ledger",
            ledger,
        ],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={"PATH": "", "LANG": "C", "HOME": str(tmp_path)},
    )
    assert done.returncode == 1
    assert done.stderr == b""
    assert json.loads(done.stdout.decode("utf-8"))["community"] == "宝石社区"
