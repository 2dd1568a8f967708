"""The empty Word document ours begin from (``resources/word``), and how a finished one is written."""

from __future__ import annotations

import io
import zipfile
from typing import BinaryIO

import docx
from docx.document import Document as Word

from app.paths import resources_dir

_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/app.xml": "app.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
_NO_DAY = (1980, 1, 1, 0, 0, 0)  # the first one a zip can hold: the same paper makes the same file


def new_word(title: str) -> Word:
    """An empty document with the styles of official paper; its title is its only metadata."""
    folder, packed = resources_dir() / "word", io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        for name, file in _PARTS.items():
            parts.writestr(name, (folder / file).read_bytes())
    packed.seek(0)
    word = docx.Document(packed)
    word.core_properties.title = title[:255]
    return word


def save(word: Word, stream: BinaryIO) -> None:
    """Write a document; the same one makes the same bytes."""
    packed = io.BytesIO()
    word.save(packed)
    with (
        zipfile.ZipFile(packed) as written,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        for name in written.namelist():
            part = zipfile.ZipInfo(name, _NO_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(part, written.read(name))
