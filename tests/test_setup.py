"""Set-up looks before it acts, says what a person must do, and does its work once."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
BARE_DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
UBUNTU = 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n'
KYLIN = 'NAME="Kylin"\nID=kylin\nID_LIKE="ubuntu debian"\n'
FEDORA = 'NAME="Fedora Linux"\nID=fedora\nVERSION_ID=42\n'


def load_prepare() -> ModuleType:
    """packaging/prepare.py, which is a script and lies in no package."""
    spec = importlib.util.spec_from_file_location("prepare", ROOT / "packaging" / "prepare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


prepare: Any = load_prepare()


@pytest.mark.parametrize(
    ("os_release", "expected"),
    [(BARE_DEBIAN, True), (UBUNTU, True), (KYLIN, True), (FEDORA, False), ("", False)],
)
def test_the_debian_family_is_recognised(os_release: str, expected: bool) -> None:
    assert prepare.is_debian_family(os_release) is expected


def test_set_up_accepts_the_python_versions_the_project_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    low = ".".join(map(str, prepare.PYTHON_FROM))
    high = ".".join(map(str, prepare.PYTHON_BELOW))
    assert project["project"]["requires-python"] == f">={low},<{high}"
    assert not prepare.suits((3, 10))
    assert prepare.suits((3, 11))
    assert not prepare.suits((3, 14))


def test_an_old_python_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(prepare.shutil, "which", lambda command: None)
    with pytest.raises(prepare.CannotPrepare, match=r"needs Python 3\.11, 3\.12 or 3\.13\. This is 3\.9\.2"):
        prepare.choose_python()


def test_an_old_python_hands_over_to_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(prepare.shutil, "which", {"python3.12": "/opt/bin/python3.12"}.get)
    assert prepare.choose_python() == "/opt/bin/python3.12"


def test_missing_packages_are_told_as_one_command_to_type() -> None:
    text = prepare.advice(["libegl1", "python3-venv"], debian=True)
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 python3-venv"
    assert line in text.splitlines()[-1]


def test_elsewhere_the_missing_libraries_are_named() -> None:
    text = prepare.advice(["libegl1"], debian=False)
    assert "libEGL.so.1" in text
    assert "apt-get" not in text


def test_without_the_right_to_install_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"something was run: {arguments}")

    monkeypatch.setattr(prepare.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(prepare.subprocess, "run", refuse)
    with pytest.raises(prepare.CannotPrepare, match=r"libegl1|libEGL"):
        prepare.install_packages(["libegl1"], has_uv=True)


@pytest.mark.skipif(sys.platform != "linux", reason="Qt brings its libraries on other systems")
def test_a_library_that_is_not_there_is_found_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "QT_LIBRARIES", {"libc6": "libc.so.6", "libnowhere1": "libnowhere.so.1"})
    assert prepare.missing_packages(has_uv=True) == ["libnowhere1"]


def test_the_second_start_needs_the_same_files_and_the_interpreter(tmp_path: Path) -> None:
    stamp, interpreter = tmp_path / ".prepared", tmp_path / "python"
    assert not prepare.is_prepared(stamp, "abc", interpreter)
    stamp.write_text("abc", "ascii")
    assert not prepare.is_prepared(stamp, "abc", interpreter)
    interpreter.touch()
    assert prepare.is_prepared(stamp, "abc", interpreter)
    assert not prepare.is_prepared(stamp, "abd", interpreter)


@pytest.mark.parametrize(
    "changed", ["uv.lock", "pyproject.toml", "packaging/uv-requirements.txt", "packaging/prepare.py"]
)
def test_the_fingerprint_follows_every_file_that_decides_the_set_up(tmp_path: Path, changed: str) -> None:
    (tmp_path / "packaging").mkdir()
    for name in ("uv.lock", "pyproject.toml", "packaging/uv-requirements.txt", "packaging/prepare.py"):
        (tmp_path / name).write_text(name, "ascii")
    before = prepare.fingerprint(tmp_path)
    assert prepare.fingerprint(tmp_path) == before
    (tmp_path / changed).write_text("other", "ascii")
    assert prepare.fingerprint(tmp_path) != before


def test_a_failed_step_takes_its_folder_away_but_never_an_older_one(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()

    def interrupted(folder: Path) -> None:
        with prepare.removed_on_failure(folder):
            folder.mkdir(exist_ok=True)
            raise KeyboardInterrupt

    for folder in (old, new):
        with pytest.raises(KeyboardInterrupt):
            interrupted(folder)
    assert old.is_dir()
    assert not new.exists()


def test_a_failed_command_is_told_by_name() -> None:
    with pytest.raises(prepare.CannotPrepare, match="exit code 3"):
        prepare.run([sys.executable, "-c", "raise SystemExit(3)"])


def test_uv_is_pinned_by_hash() -> None:
    lines = (ROOT / "packaging" / "uv-requirements.txt").read_text("utf-8")
    assert re.fullmatch(r"\d+\.\d+\.\d+", prepare.pinned_uv(lines))
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", lines)) > 10
    with pytest.raises(ValueError, match="names no uv version"):
        prepare.pinned_uv("pip==1")


@pytest.mark.parametrize("script", [".ci/run"])
def test_shell_scripts_parse_and_may_be_run(script: str) -> None:
    subprocess.run(["bash", "-n", ROOT / script], check=True)
    assert (ROOT / script).stat().st_mode & 0o111
