"""Writing a file so that it is either the old one or the whole new one, never half of either."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.errors import UserError


@contextlib.contextmanager
def safe_write(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside ``path``; on success flush it to disk and put it in place of ``path``.

    When the block raises, the temporary file is removed and ``path`` stays as it was.
    Raises UserError when the directory is missing or may not be written, the disk is full,
    or another program holds the file (Windows).
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            _flush(stream, path)
        _put_in_place(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _flush(stream: BinaryIO, path: Path) -> None:
    try:
        stream.flush()
        os.fsync(stream.fileno())
    except OSError as error:
        raise _cannot_write(path, error) from error


def _put_in_place(temporary: Path, path: Path) -> None:
    try:
        # mkstemp makes the file private to the user; a document follows the mode of an ordinary new file.
        if os.name == "posix":
            umask = os.umask(0)
            os.umask(umask)
            temporary.chmod(0o666 & ~umask)
        temporary.replace(path)
        _sync_directory(path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _sync_directory(directory: Path) -> None:
    """Make the rename itself durable; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cannot_write(path: Path, error: OSError) -> UserError:
    reason = error.strerror or type(error).__name__
    return UserError(
        f"文件“{path.name}”无法写入“{path.parent}”（{reason}）。",
        "请检查文件夹是否存在、是否有写入权限、磁盘空间是否足够，并关闭正在打开该文件的程序后重试。",
    )
