"""What cannot be done on the command line ends with code 2 and one Chinese sentence, and leaves everything as it was."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap import start
from app.cli import main

ROSTER = Path(__file__).parents[1] / "data" / "workbooks" / "快递站点人员花名册（宝石社区）.xlsx"
XINFENG = Path(sys.executable).with_name("xinfeng")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Logs and the default ledger go to this test's own folder."""
    home = tmp_path / "home"
    monkeypatch.setattr("app.logs.data_dir", lambda: home)
    monkeypatch.setattr("app.commandline.commands.data_dir", lambda: home)
    return home


@pytest.fixture
def ledger(empty_ledger: Path, tmp_path: Path) -> str:
    return str(shutil.copy(empty_ledger, tmp_path / "台账.db"))


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The sentence with which a command ends that cannot be done."""
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert "内部出错" not in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert said.err.strip().endswith("。")
    return said.err


def closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize("command", ["check", "import", "summary", "certificates", "ledger"])
def test_every_command_names_the_ledger_it_does_not_find(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = {
        "check": [],
        "import": [str(ROSTER)],
        "summary": ["--month", "2024-11", "--out", str(tmp_path / "x.pdf")],
        "certificates": ["--class", "BC-000001", "--out", str(tmp_path / "x.pdf")],
        "ledger": ["--register", "people", "--out", str(tmp_path / "x.pdf")],
    }[command]
    missing = tmp_path / "没有.db"
    assert "没有找到台账" in refused(capsys, command, *more, "--ledger", str(missing))
    assert "没有找到台账" in refused(capsys, command, *more, "--ledger", f"sqlite:///{missing}")
    assert "没有找到台账" in refused(capsys, command, *more, "--ledger", "")
    assert not missing.exists()


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("postgresql://localhost:{port}/x", "连不上"),
        ("postgresql://nosuchhost.invalid/x", "连不上"),
        ("postgresql://localhost:abc/x", "地址写得不对"),
        ("mysql://localhost/x", "地址写得不对"),
        ("http://localhost/x", "地址写得不对"),
    ],
)
def test_addresses_that_lead_nowhere(address: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert word in refused(capsys, "check", "--ledger", address.format(port=closed_port()))


def test_files_that_are_no_ledger_stay_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, data in (("空.db", b""), ("文字.db", "姓名".encode() * 900), ("表.xlsx", ROSTER.read_bytes())):
        path = tmp_path / name
        path.write_bytes(data)
        assert "不是本程序的台账" in refused(capsys, "check", "--ledger", str(path))
        assert path.read_bytes() == data


def test_a_newer_ledger_is_left_alone(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    application = start(ledger)
    with application.ledger.maintaining() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    application.close()
    before = Path(ledger).read_bytes()
    assert "更新版本" in refused(capsys, "check", "--ledger", ledger)
    assert Path(ledger).read_bytes() == before


def test_a_ledger_in_use_says_by_whom(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    application = start(ledger)
    try:
        said = refused(capsys, "check", "--ledger", ledger)
    finally:
        application.close()
    assert str(os.getpid()) in said


def test_a_ledger_in_a_folder_that_is_synchronised_is_refused(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "坚果云" / "台账.db"
    place.parent.mkdir()
    shutil.copy(ledger, place)
    assert "同步" in refused(capsys, "check", "--ledger", str(place))


def test_a_damaged_ledger_is_said_and_not_repaired(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(Path(ledger).read_bytes())
    data[40_960 : len(data) - 8_192] = os.urandom(len(data) - 8_192 - 40_960)
    Path(ledger).write_bytes(data)
    code = main(["check", "--ledger", ledger])
    said = capsys.readouterr()
    assert code in (1, 2)
    assert "损坏" in said.out + said.err or "不完整" in said.out
    assert "Traceback" not in said.err
    assert "内部出错" not in said.err
    assert Path(ledger).read_bytes() == data


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["summary", "--month", "2024-13", "--out", "x.pdf"], "年-月"),
        (["summary", "--month", "2024-1", "--out", "x.pdf"], "年-月"),
        (["summary", "--month", "", "--out", "x.pdf"], "年-月"),
        (["summary", "--month", "2099-01", "--out", "x.pdf"], "还没有到"),
        (["summary", "--month", "2024-11", "--out", "x.docx"], ".pdf"),
        (["summary", "--month", "2024-11", "--out", "/nowhere/x.pdf"], "文件夹不存在"),
        (["certificates", "--class", "BC-9", "--out", "/nowhere/x.pdf"], "文件夹不存在"),
        (["ledger", "--register", "people", "--out", "x.docx"], ".xlsx"),
        (["ledger", "--register", "people", "--out", "/nowhere/x.xlsx"], "文件夹不存在"),
        (["ledger", "--register", "bogus", "--out", "x.pdf"], "people（人员）"),
        (["import", str(ROSTER), "--register", "bogus"], "people（人员）"),
        (["import", str(ROSTER), "--sheet", "别的表"], "“登记表”"),
        (["import", str(ROSTER), "--area", "火星社区"], "火星社区"),
        (["import", str(ROSTER), "--joined-on", "去年"], "年-月-日"),
        (["import", "没有.xlsx"], "没有找到文件"),
        (["import", "."], "文件夹"),
    ],
)
def test_arguments_that_do_not_fit(
    arguments: list[str], word: str, ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert word in refused(capsys, *arguments, "--ledger", ledger)


def test_a_file_that_cannot_be_written_is_found_out_before_certificates_are_issued(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("issued")

    monkeypatch.setattr("app.commandline.commands.print_certificates", never)
    (tmp_path / "x.pdf").mkdir()
    arguments = ["certificates", "--class", "BC-000001", "--out", str(tmp_path / "x.pdf")]
    assert "无法写入" in refused(capsys, *arguments, "--ledger", ledger)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bogus"], ["没有 bogus 这个命令"]),
        (["import"], ["缺少 FILE"]),
        (["summary", "--month"], ["--month 后面要写一个值"]),
        (["check", "--bogus"], ["不认识 --bogus"]),
        (["import", "x.xlsx", "--year", "甲"], ["应为整数"]),
        (["import", "x.xlsx", "--json=1"], ["不能写值"]),
    ],
)
def test_wrong_usage_is_said_in_chinese(
    arguments: list[str], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert all(word in said for word in words)
    assert not any(word in said for word in ("argument", "invalid", "expected", "required", "usage"))


@pytest.mark.parametrize(
    "command", [[], ["example"], ["import"], ["summary"], ["certificates"], ["ledger"], ["check"], ["open"]]
)
def test_help_is_chinese_and_tells_the_codes(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command, "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("用法：xinfeng")
    assert "返回值：" in said
    assert not any(word in said for word in ("usage:", "options:", "positional", "show this"))


def test_a_window_without_a_display_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "没有图形界面" in refused(capsys, "open")


def test_a_window_that_does_not_come_up_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    failed = subprocess.CompletedProcess([], -6)
    monkeypatch.setattr("app.commandline.window.window_process", lambda *_: failed)
    assert "窗口没有打开" in refused(capsys, "open")


def test_looking_needs_no_ledger(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(ROSTER), "--dry-run", "--json"]) == 1
    plain = json.loads(capsys.readouterr().out)
    assert "还没有建立" in plain["notices"][0]
    assert sum(row["state"] == "new" for row in plain["rows"]) == 32
    assert not (own_home / "台账.db").exists()
    assert "没有找到台账" in refused(capsys, "import", str(ROSTER))


def test_the_example_never_takes_the_place_of_another_ledger(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(ledger).read_bytes()
    said = refused(capsys, "example", "--out", str(tmp_path / "out"), "--ledger", ledger)
    assert "已经有一本台账" in said
    assert Path(ledger).read_bytes() == before


def test_the_example_needs_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "文件").write_bytes(b"x")
    refused(capsys, "example", "--out", str(tmp_path / "文件"))
    refused(capsys, "example", "--out", str(tmp_path / "文件" / "里面"))


@pytest.mark.skipif(os.name != "posix", reason="pipes and locales of POSIX systems")
@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_pipes_that_close_early_and_locales_without_chinese(
    locale: dict[str, str], ledger: str, tmp_path: Path
) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **locale}
    command = [XINFENG, "import", ROSTER, "--dry-run", "--json", "--ledger", ledger]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(20).decode("utf-8").startswith("{")
        running.stdout.close()
        said = running.stderr.read()
    assert said == b""
    assert running.returncode == 1
    refused_here = subprocess.run(
        [XINFENG, "check", "--ledger", tmp_path / "没有.db"],
        capture_output=True,
        env=environment,
        check=False,
    )
    assert refused_here.returncode == 2
    assert "没有找到台账文件" in refused_here.stderr.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_result_that_cannot_be_written_is_said(ledger: str, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [XINFENG, "check", "--ledger", ledger],
            stdout=full,
            stderr=subprocess.PIPE,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
            check=False,
        )
    assert done.returncode == 2
    assert "磁盘空间不足" in done.stderr.decode("utf-8")
    assert len(done.stderr.splitlines()) == 1
