"""Look at a file without parsing it: what it is, and whether it is safe and sensible to read."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.errors import UnreadableFile
from app.exchange.rawsheet import SheetFacts, scan_sheet

MAX_BYTES = 50 * 1024 * 1024
MAX_INFLATED = 300 * 1024 * 1024
MAX_ENTRIES = 2_000
# What 100,000 rows of 30 columns hold; far more than a sheet people fill in.
MAX_CELLS = 3_000_000
MAX_CELL_TEXT = 32_767
MAX_SIGNS = 40_000_000
_CHUNK = 1024 * 1024
_SAVE_AS = "请用 WPS 或 Excel 打开它，另存为 xlsx 后再导入。"
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_MARKUP = re.compile(rb"<(?:html|!doctype|table|meta|style|head|body|div|\?xml)\b", re.IGNORECASE)
# Systems often hand out plain text under the name of an old workbook.
_TEXT_NAMES = frozenset({".csv", ".txt", ".tsv", ".xls"})


@dataclass(frozen=True)
class FileFacts:
    """What the pre-check found.

    kind: ``xlsx``, ``xls``, ``csv`` or ``docx``. sheets: facts by part name (``xl/worksheets/sheet1.xml``), xlsx only.
    """

    kind: str
    sheets: dict[str, SheetFacts]


def precheck(path: Path) -> FileFacts:
    """Decide whether a file may be handed to the reader, by streaming over it in pieces of 1 MiB.

    Limits: 50 MB, 300 MB unpacked, 2,000 parts, 100,000 rows, 200 columns; no document types, no passwords.
    Macros and external links are neither run nor read. Raises UnreadableFile with one sentence and advice.
    """
    try:
        if path.exists() and not path.is_file():
            raise UnreadableFile("选中的是文件夹，不是文件。", "请选择文件夹里的表格。")
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        raise UnreadableFile("文件打不开。", "请确认文件还在原处、没有被别的程序占用，然后重试。") from None
    if size == 0:
        raise UnreadableFile("文件是空的。", "请确认选对了文件。")
    if size > MAX_BYTES:
        raise UnreadableFile("文件超过50MB，太大了。", "请删去图片等无关内容，或拆成几个文件后再导入。")
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _check_zip(path)
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _check_ole(path)
        return FileFacts("xls", {})
    _check_text(path, start)
    return FileFacts("csv", {})


def _check_zip(path: Path) -> FileFacts:
    try:
        with zipfile.ZipFile(path) as archive:
            kind = _check_parts(archive)
            return FileFacts(kind, _scan_parts(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
        raise UnreadableFile(
            "文件已损坏，打不开。", "请向报送单位重新要一份，或另存为 xlsx 后再导入。"
        ) from None


def _check_parts(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise UnreadableFile("文件有密码。", "请先去掉打开密码，再导入。")
    if not names & {"xl/workbook.xml", "word/document.xml"}:
        raise UnreadableFile("这不是 Excel 表格文件。", _SAVE_AS)
    if len(archive.infolist()) > MAX_ENTRIES:
        raise UnreadableFile("文件的内部结构异常（部件过多），不予读取。", _SAVE_AS)
    return "xlsx" if "xl/workbook.xml" in names else "docx"


def _scan_parts(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    inflated = 0
    sheets: dict[str, SheetFacts] = {}
    for info in archive.infolist():
        if not info.filename.lower().endswith((".xml", ".rels")):
            continue
        facts = SheetFacts() if _SHEET_PART.fullmatch(info.filename) else None
        with archive.open(info) as part:
            for piece in _pieces(part):
                inflated += len(piece)
                if inflated > MAX_INFLATED:
                    raise UnreadableFile(
                        "表格展开后过大，不予读取。", "请删去无关内容，或拆成几个文件后再导入。"
                    )
                if _FORBIDDEN.search(piece.replace(b"\0", b"") if b"\0" in piece else piece):
                    raise UnreadableFile("文件中含有不安全的内容（外部实体声明），不予读取。", _SAVE_AS)
                if facts is not None:
                    scan_sheet(piece, facts)
        if facts is not None:
            sheets[info.filename] = facts
    return sheets


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    """The unpacked bytes in pieces that end after a row, so that no cell is cut in two."""
    rest = b""
    while chunk := part.read(_CHUNK):
        rest += chunk
        cut = rest.rfind(b"row>") + 4
        if cut < 4:
            cut = (rest.rfind(b">") + 1 or len(rest)) if len(rest) > 4 * _CHUNK else 0
        if cut:
            yield rest[:cut]
            rest = rest[cut:]
    if rest:
        yield rest


def _check_ole(path: Path) -> None:
    """Tell an old workbook from other compound files by the stream names of its directory."""
    seen = {
        name: name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument", "Workbook", "Book")
    }
    found: set[str] = set()
    with path.open("rb") as file:
        tail = b""
        while chunk := file.read(_CHUNK):
            found.update(name for name, mark in seen.items() if mark in tail + chunk)
            tail = chunk[-64:]
    if "EncryptedPackage" in found:
        raise UnreadableFile("文件有密码。", "请先去掉打开密码，再导入。")
    if not found & {"Workbook", "Book"}:
        if "WordDocument" in found:
            raise UnreadableFile(
                "这是旧格式的 Word 文档。", "请用 WPS 或 Word 打开它，另存为 docx 后再导入。"
            )
        raise UnreadableFile("这不是 Excel 表格文件。", _SAVE_AS)


def _check_text(path: Path, start: bytes) -> None:
    head = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    # In a csv a tag may stand inside a text; under another name it is the page that a system wrote.
    markup = _MARKUP.match(head) if path.suffix.lower() == ".csv" else _MARKUP.search(head)
    if markup or head.startswith(b"MIME-Version:"):
        raise UnreadableFile("这是网页或 XML 格式的表格，不是真正的 Excel 文件。", _SAVE_AS)
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    binary = start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc")) or b"\0" in start
    if not utf16 and (binary or path.suffix.lower() not in _TEXT_NAMES):
        raise UnreadableFile("这不是表格文件。", "能导入的是 xlsx、xls、csv 和 docx 文件，请确认选对了文件。")
