"""Writing a file so that it is either the old one or the whole new one, never half of either."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.errors import UserError
from app.reasons import reason_of

# What only writing runs into; anything else in the block is not about this file.
_OF_WRITING = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


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
    stream = os.fdopen(handle, "wb")
    try:
        try:
            yield stream
        except OSError as error:
            if error.errno in _OF_WRITING:
                raise _cannot_write(path, error) from error
            raise
        _flush(stream, path)
        stream.close()
        _put_in_place(temporary, path)
    finally:
        with contextlib.suppress(OSError):  # what could not be written cannot be written now either
            stream.close()
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def draft_folder() -> Iterator[Path]:
    """A folder for drafts, gone at the end. Raises UserError when the disk it lies on is full."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            yield Path(folder)
        except Exception as error:
            # Libraries wrap what the system said.
            told = (one for one in (error, *error.args, error.__cause__) if isinstance(one, OSError))
            if (cause := next((one for one in told if one.errno in _OF_WRITING), None)) is None:
                raise
            place = Path(folder).parent
            sentence = f"放临时文件的文件夹“{place}”写不下（{reason_of(cause.errno)}），没有做成。"
            raise UserError(sentence, "请清理那个磁盘后重试。") from error


def require_writable(path: Path) -> None:
    """Raise UserError now when ``path`` could not be written later, before any work is done for it."""
    if path.is_dir():
        raise _cannot_write(path, OSError(errno.EISDIR, ""))
    try:
        with tempfile.TemporaryFile(prefix=".", suffix=".part", dir=path.parent):
            pass
    except OSError as error:
        raise _cannot_write(path, error) from error


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
    reason = reason_of(error.errno)
    return UserError(
        f"文件“{path.name}”无法写入“{path.parent}”（{reason}）。",
        "请检查文件夹是否存在、是否有写入权限、磁盘空间是否足够，并关闭正在打开该文件的程序后重试。",
    )
