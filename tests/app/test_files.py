"""A file is either the old one or the whole new one."""

import errno
import os

import pytest

from app.errors import UserError
from app.files import draft_folder, safe_write
from app.paths import data_dir, fonts_dir, resources_dir
from app.reasons import reason_of


def test_writes_the_whole_file(tmp_path):
    target = tmp_path / "表.pdf"
    with safe_write(target) as stream:
        stream.write(b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["表.pdf"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "表.pdf"
    target.write_bytes(b"old")

    def fail_half_way():
        with safe_write(target) as stream:
            stream.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["表.pdf"]


@pytest.mark.skipif(os.name != "posix", reason="the size of files is limited on POSIX systems only")
@pytest.mark.parametrize("size", [2_000, 2_000_000])
def test_a_full_disk_is_a_clear_sentence_and_leaves_the_old_file(tmp_path, size):
    import resource

    target = tmp_path / "表.pdf"
    target.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        with pytest.raises(UserError, match="文件过大"), safe_write(target) as stream:
            stream.write(b"x" * size)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["表.pdf"]


@pytest.mark.parametrize(
    ("number", "word"), [(errno.ENOSPC, "磁盘空间不足"), (errno.EACCES, "没有权限"), (999, "999")]
)
def test_reasons_are_chinese(number, word):
    assert word in reason_of(number)


@pytest.mark.parametrize("wrapped", [False, True])
def test_drafts_on_a_full_disk_are_a_clear_sentence_and_leave_nothing(wrapped, tmp_path, monkeypatch):
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    full = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(UserError, match="写不下（磁盘空间不足）"), draft_folder() as folder:
        (folder / "x.xlsx").write_bytes(b"half")
        raise RuntimeError(full) if wrapped else full
    assert list(tmp_path.iterdir()) == []


def test_other_faults_in_a_draft_stay_faults():
    with pytest.raises(ZeroDivisionError), draft_folder():
        raise ZeroDivisionError


def test_a_missing_directory_is_a_clear_sentence(tmp_path):
    with pytest.raises(UserError, match="无法写入") as caught, safe_write(tmp_path / "无" / "表.pdf"):
        pass
    assert caught.value.advice


def test_a_directory_in_the_way_is_a_clear_sentence(tmp_path):
    (tmp_path / "表.pdf").mkdir()
    with pytest.raises(UserError, match="无法写入"), safe_write(tmp_path / "表.pdf") as stream:
        stream.write(b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["表.pdf"]


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a POSIX matter")
def test_the_file_is_as_readable_as_any_new_file(tmp_path):
    plain, safe = tmp_path / "a", tmp_path / "b"
    plain.write_bytes(b"")
    with safe_write(safe):
        pass
    assert safe.stat().st_mode == plain.stat().st_mode


def test_resources_are_found_and_user_data_has_a_place(monkeypatch, tmp_path):
    assert (fonts_dir() / "liberation" / "LiberationSerif-Regular.ttf").is_file()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_dir().is_dir()


def test_a_frozen_program_looks_in_its_bundle(monkeypatch, tmp_path):
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert resources_dir() == tmp_path / "resources"
