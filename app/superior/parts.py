"""The parts of an office file: read safely, and written again with everything that was not changed as it was."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree


class Parts:
    """The parts of an xlsx or docx file by name; those that were parsed are written anew, the others byte for byte."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._trees: dict[str, Any] = {}
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            self.names = frozenset(file.namelist())

    @property
    def macros(self) -> bool:
        """Whether a program comes with the file."""
        return any(name.endswith("vbaProject.bin") for name in self.names)

    def tree(self, name: str) -> Any:
        """The root element of a part; what is changed in it is written. Raises KeyError for a part that is not there."""
        if name not in self._trees:
            with zipfile.ZipFile(io.BytesIO(self._content)) as file:
                parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
                self._trees[name] = etree.fromstring(file.read(name), parser)
        return self._trees[name]

    def written(self) -> bytes:
        """The file with its changed parts."""
        target = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self._content)) as file,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for part in file.infolist():
                tree = self._trees.get(part.filename)
                data = file.read(part) if tree is None else _serialised(tree)
                part.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(part, data)
        return target.getvalue()


def _serialised(tree: Any) -> bytes:
    text: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return text
