"""Where a SQLite ledger may live, and the lock that lets only one running program have it open."""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from db.errors import LedgerBusy, NetworkPlace

_NETWORK_TYPES = {
    "nfs",
    "nfs4",
    "cifs",
    "smb",
    "smb2",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ncpfs",
    "davfs",
    "ceph",
    "glusterfs",
}
_SYNC_FOLDERS = (
    "onedrive",
    "dropbox",
    "icloud",
    "nutstore",
    "坚果云",
    "百度网盘",
    "baidunetdisk",
    "google drive",
    "wpsdrive",
    "wps云盘",
)
_DRIVE_REMOTE = 4  # GetDriveTypeW: a drive letter mapped to a share
_LOCK_BYTE = 1 << 30  # far behind the text of the lock file: Windows forbids reading a locked range


def refuse_network_place(path: Path) -> None:
    """Raise ``NetworkPlace`` when the file would lie on a share, a mapped drive or in a synchronised folder.

    Two programs on one SQLite file over a share corrupt it without any error, so there is no "try anyway".
    """
    folder = path.parent.resolve()
    for part in folder.parts:
        if any(part.casefold().startswith(name) for name in _SYNC_FOLDERS):
            raise NetworkPlace("sync folder", part)
    detail = _windows_share(folder) if sys.platform == "win32" else _network_mount(folder)
    if detail:
        raise NetworkPlace("network", detail)


def _windows_share(folder: Path) -> str:
    if folder.drive.startswith("\\\\"):
        return folder.drive
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only
    return folder.drive if kernel.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE else ""


def _network_mount(folder: Path, mounts: str | None = None) -> str:
    """The file-system type when the mount that holds the folder is a network one, else an empty text."""
    if mounts is None:
        table = Path("/proc/mounts")
        mounts = table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""
    best, kind = "", ""
    for line in mounts.splitlines():
        _, point, found, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        inside = folder == Path(point) or Path(point) in folder.parents
        if inside and len(point) >= len(best):
            best, kind = point, found
    network = kind in _NETWORK_TYPES or (
        kind.startswith("fuse") and kind not in ("fuseblk", "fuse.fuse-overlayfs")
    )
    return kind if network else ""


class PlaceLock:
    """Holds ``<ledger>.lock`` as long as the program runs; the system lets go of it even when the program dies."""

    def __init__(self, ledger: Path) -> None:
        self._path = ledger.with_name(ledger.name + ".lock")
        self._file: IO[str] = self._path.open("a+", encoding="utf-8")
        if not _try_lock(self._file):
            self._file.close()
            raise LedgerBusy(_read_holder(self._path))
        holder = {
            "user": getpass.getuser(),
            "host": platform.node(),
            "pid": str(os.getpid()),
            "since": datetime.now().astimezone().isoformat(timespec="seconds"),
        }
        # On a full disk the ledger can still be read; the lock holds, it only does not say whose it is.
        with suppress(OSError):
            self._file.truncate(0)
            self._file.write(json.dumps(holder, ensure_ascii=False))
            self._file.flush()

    def release(self) -> None:
        """Let go of the ledger; the lock file stays (removing it would race with the next program)."""
        with suppress(OSError):
            self._file.truncate(0)
        with suppress(OSError):
            self._file.close()


def _read_holder(path: Path) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError):
        return {}


def _try_lock(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_LOCK_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(0)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
