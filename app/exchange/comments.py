"""The comments people leave on the cells of an xlsx: they belong to the remarks of the row."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

_LONGEST = 1_000
_MOST = 20_000
# What newer programs write for older ones in front of a threaded comment.
_THREADED = re.compile(r"^\[(?:Threaded comment|线程批注)\].*?(?:Comment|批注)[:：]\s*", re.DOTALL)


def read_comments(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The comments of a sheet by cell (``D7``), without the names of their authors; damaged ones are left out."""
    found: dict[str, str] = {}
    try:
        for place in _places(archive, part):
            root = ElementTree.fromstring(archive.read(place))
            authors = [element.text or "" for element in root.iter() if element.tag.endswith("}author")]
            for element in root.iter():
                if element.tag.endswith("}comment") and len(found) < _MOST:
                    text = "".join(one.text or "" for one in element.iter() if one.tag.endswith("}t"))
                    found[element.get("ref", "")] = _said(text, authors)
    except (KeyError, ElementTree.ParseError):
        pass
    return {reference: text for reference, text in found.items() if reference and text}


def _places(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    folder, name = posixpath.split(part)
    links = ElementTree.fromstring(archive.read(f"{folder}/_rels/{name}.rels"))
    for link in links:
        if link.get("Type", "").endswith("/comments"):
            yield posixpath.normpath(posixpath.join(folder, link.get("Target", ""))).lstrip("/")


def _said(text: str, authors: list[str]) -> str:
    text = _THREADED.sub("", text).strip()
    for author in authors:
        if author and text.startswith((f"{author}:", f"{author}：")):
            text = text[len(author) + 1 :].strip()
    return text[:_LONGEST]
