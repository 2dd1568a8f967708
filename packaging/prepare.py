"""Set up what the project needs, once: Qt's system libraries, uv, and the locked environment.

Standard library only and plain enough for Python 3.8, because it runs before anything else exists.
It looks first and changes nothing until everything it cannot install itself is there.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
TOOLS = ROOT / "build" / "tools"
UV_PIN = ROOT / "packaging" / "uv-requirements.txt"
STAMP = ENVIRONMENT / ".prepared"
BIN, EXE = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")

PYTHON_FROM, PYTHON_BELOW = (3, 11), (3, 14)
PYTHON_COMMANDS = ("python3.13", "python3.12", "python3.11")

# Debian package -> the library looked for; those named xcb, x11 or wayland serve a window, the others Qt anywhere.
QT_LIBRARIES = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libcups2": "libcups.so.2",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libwayland-cursor0": "libwayland-cursor.so.0",
    "libwayland-egl1": "libwayland-egl.so.1",
}


class CannotPrepare(Exception):
    """Something only the person at the machine can do; the text says what."""


def fingerprint(root: Path = ROOT) -> str:
    """Hash of everything that decides what is set up; another place on the disk is another set-up too."""
    digest = hashlib.sha256(str(root).encode())
    for name in ("uv.lock", "pyproject.toml", "packaging/uv-requirements.txt", "packaging/prepare.py"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def is_prepared(stamp: Path, wanted: str, interpreter: Path) -> bool:
    """Whether an earlier run finished for the same fingerprint and its interpreter still stands."""
    return stamp.is_file() and stamp.read_text("ascii") == wanted and interpreter.exists()


def pinned_uv(requirements: str) -> str:
    """The uv version named in the text of the requirements file."""
    found = re.search(r"^uv==(\S+)", requirements, re.MULTILINE)
    if not found:
        raise ValueError("packaging/uv-requirements.txt names no uv version")
    return found.group(1)


def is_debian_family(os_release: str) -> bool:
    """Whether the text of /etc/os-release describes Debian or a system made from it."""
    fields = dict(re.findall(r'^(ID|ID_LIKE)="?([^"\n]*)"?$', os_release, re.MULTILINE))
    return "debian" in " ".join(fields.values()).split()


def install_command(packages: list[str]) -> str:
    """The line a person types on a Debian family system to install ``packages``."""
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def advice(packages: list[str], debian: bool) -> str:
    """What to say when ``packages`` are missing and may not be installed from here."""
    if debian:
        return (
            f"System packages are missing. Run this once, then try again:\n\n  {install_command(packages)}\n"
        )
    wanted = "\n".join(f"  {QT_LIBRARIES.get(name, name)}" for name in packages)
    return f"Install these with your system's package manager, then try again:\n{wanted}\n"


def suits(version: tuple[int, ...]) -> bool:
    """Whether the project runs on this Python version."""
    return PYTHON_FROM <= version < PYTHON_BELOW


def choose_python() -> str:
    """An interpreter on this machine the project runs on; this one if it does."""
    if suits(sys.version_info[:2]):
        return sys.executable
    for command in PYTHON_COMMANDS:
        found = shutil.which(command)
        if found:
            return found
    here = ".".join(str(part) for part in sys.version_info[:3])
    raise CannotPrepare(
        f"Xinfeng needs Python 3.11, 3.12 or 3.13. This is {here}, and none of "
        f"{', '.join(PYTHON_COMMANDS)} was found. Install one of them and try again."
    )


def loads(library: str) -> bool:
    """Whether the dynamic linker of this machine finds ``library``."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def uv_on_path(version: str) -> str | None:
    """A uv of exactly ``version`` that is installed already, or None."""
    found = shutil.which("uv")
    if not found:
        return None
    answer = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    return found if answer.stdout.split()[1:2] == [version] else None


def missing_packages(has_uv: bool) -> list[str]:
    """Debian packages to install first: Qt's libraries, and venv when uv is still to be fetched."""
    missing = []
    if sys.platform == "linux":
        missing = [package for package, library in QT_LIBRARIES.items() if not loads(library)]
    if not has_uv and importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    return missing


def install_packages(missing: list[str], has_uv: bool) -> None:
    """Install ``missing`` as root on a Debian family system; elsewhere say how, having changed nothing."""
    os_release = Path("/etc/os-release")
    debian = os_release.is_file() and is_debian_family(os_release.read_text("utf-8"))
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (debian and root and shutil.which("apt-get")):
        raise CannotPrepare(advice(missing, debian))
    say(f"installing system packages: {' '.join(missing)}")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    run(["apt-get", "update", "-q"], quiet)
    run(["apt-get", "install", "-q", "-y", "--no-install-recommends", *missing], quiet)
    importlib.invalidate_caches()
    still = missing_packages(has_uv)
    if still:
        raise CannotPrepare(f"Installed, and yet not found: {' '.join(still)}")


def fetch_uv() -> str:
    """Put the pinned uv, checked against its hashes, into a small environment of its own; its path."""
    uv = TOOLS / BIN / f"uv{EXE}"
    say("fetching uv")
    pip = [str(TOOLS / BIN / f"python{EXE}"), "-m", "pip", "--disable-pip-version-check"]
    shutil.rmtree(TOOLS, ignore_errors=True)
    with removed_on_failure(TOOLS):
        run([sys.executable, "-m", "venv", str(TOOLS)])
        run([*pip, "install", "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", str(UV_PIN)])
    return str(uv)


def fetched_uv(version: str) -> str | None:
    """The uv an earlier run fetched, when it still is the pinned one."""
    uv = TOOLS / BIN / f"uv{EXE}"
    pinned = any(TOOLS.glob(f"**/site-packages/uv-{version}.dist-info"))
    return str(uv) if pinned and uv.is_file() else None


def sync(uv: str, python: str) -> None:
    """Make the environment exactly what uv.lock says; refuses a lock that does not fit pyproject.toml."""
    say("installing the locked environment")
    settings = dict(os.environ, UV_PROJECT_ENVIRONMENT=str(ENVIRONMENT), UV_PYTHON_DOWNLOADS="never")
    settings.pop("VIRTUAL_ENV", None)
    with removed_on_failure(ENVIRONMENT):
        run([uv, "sync", "--locked", "--python", python, "--directory", str(ROOT)], settings)


@contextmanager
def removed_on_failure(folder: Path) -> Iterator[None]:
    """Take ``folder`` away again when the work inside fails, unless it was there before."""
    was_there = folder.exists()
    try:
        yield
    except BaseException:
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run one program to its end, its output on the terminal; its failure is told by name."""
    try:
        subprocess.run(command, env=environment, check=True)
    except subprocess.CalledProcessError as failure:
        raise CannotPrepare(
            f"This command failed (exit code {failure.returncode}): {' '.join(command)}"
        ) from failure


def say(text: str) -> None:
    """One line of progress."""
    print(f"set-up: {text}", flush=True)


def prepare() -> None:
    """Bring the machine to the point where the program and its tests run."""
    wanted = fingerprint()
    if is_prepared(STAMP, wanted, ENVIRONMENT / BIN / f"python{EXE}"):
        return
    python = choose_python()
    version = pinned_uv(UV_PIN.read_text("utf-8"))
    uv = uv_on_path(version) or fetched_uv(version)
    missing = missing_packages(bool(uv))
    if missing:
        install_packages(missing, bool(uv))
    sync(uv or fetch_uv(), python)
    STAMP.write_text(wanted, "ascii")
    say("done")


def main() -> int:
    """Prepare; 0 when everything is there, 1 with a sentence when something must be done by hand."""
    try:
        prepare()
    except CannotPrepare as problem:
        print(f"set-up: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
