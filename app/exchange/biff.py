"""What an old workbook (xls) says beside its values: hidden rows and columns, the 1904 calendar, a password.

The file is a compound file (MS-CFB) with a stream of records (MS-XLS); only what is needed of both is read. Whatever does
not make sense is left unsaid: the values are read by another reader, which judges the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.exchange.rawsheet import MAX_COLUMNS, SheetFacts

_END = 0xFFFFFFFA  # sector numbers from here on are no sectors
_NAMES = ("Workbook", "Book")
_FILEPASS, _DATEMODE, _BOUNDSHEET, _EOF = 0x2F, 0x22, 0x85, 0x0A
_ROW, _COLINFO = 0x208, 0x7D
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01


@dataclass
class BookFacts:
    """What the records tell. sheets: by name. encrypted: a password is needed to read the values."""

    epoch_1904: bool = False
    encrypted: bool = False
    sheets: dict[str, SheetFacts] = field(default_factory=dict)


def scan_book(data: bytes) -> BookFacts:
    """Read the facts of a whole file; none for one that is not as it should be."""
    facts = BookFacts()
    try:
        stream = _workbook_stream(data)
        begins: dict[str, int] = {}
        for kind, body in _records(stream, 0):
            if kind == _FILEPASS:
                facts.encrypted = True
                return facts
            if kind == _DATEMODE:
                facts.epoch_1904 = body[:2] == b"\1\0"
            elif kind == _BOUNDSHEET:
                begins[_sheet_name(body)] = struct.unpack_from("<I", body)[0]
        for name, begin in begins.items():
            facts.sheets[name] = _sheet_facts(stream, begin)
    except (struct.error, IndexError, ValueError):
        return facts
    return facts


def _sheet_facts(stream: bytes, begin: int) -> SheetFacts:
    facts = SheetFacts()
    for kind, body in _records(stream, begin):
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _ROW_HIDDEN:
            facts.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLINFO and struct.unpack_from("<H", body, 8)[0] & _COLUMN_HIDDEN:
            first, last = struct.unpack_from("<HH", body)
            facts.hidden_columns.update(range(first, min(last + 1, MAX_COLUMNS)))
    return facts


def _records(stream: bytes, begin: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of their part."""
    at = begin
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _EOF:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _sheet_name(body: bytes) -> str:
    length, wide = body[6], body[7] & 1
    return body[8 : 8 + length * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1")


def _workbook_stream(data: bytes) -> bytes:
    """The stream of records inside the compound file."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    size, small = 1 << shift, 1 << small_shift
    tables, directory = struct.unpack_from("<I", data, 44)[0], struct.unpack_from("<I", data, 48)[0]
    cutoff, small_table = struct.unpack_from("<II", data, 56)
    chain = _sector_table(data, size, tables)
    entries = _joined(data, chain, directory, size, offset=size)
    root = b""
    for at in range(0, len(entries) - 127, 128):
        entry = entries[at : at + 128]
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")
        start, length = struct.unpack_from("<II", entry, 116)
        if entry[66] == 5:
            root = _joined(data, chain, start, size, offset=size)
        elif name in _NAMES and length >= cutoff:
            return _joined(data, chain, start, size, offset=size)[:length]
        elif name in _NAMES:
            links = _joined(data, chain, small_table, size, offset=size)
            small_chain = struct.unpack(f"<{len(links) // 4}I", links[: len(links) // 4 * 4])
            return _joined(root, small_chain, start, small, offset=0)[:length]
    raise ValueError("no workbook")


def _sector_table(data: bytes, size: int, tables: int) -> tuple[int, ...]:
    """The sector that follows each sector (FAT); its own places stand in the header and in further sectors."""
    places = list(struct.unpack_from("<109I", data, 76))
    following = struct.unpack_from("<I", data, 68)[0]
    while following < _END and len(places) < min(tables, len(data) // size):
        block = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        places += block[:-1]
        following = block[-1]
    chain: list[int] = []
    for place in places[:tables]:
        if place < _END:
            chain += struct.unpack_from(f"<{size // 4}I", data, (place + 1) * size)
    return tuple(chain)


def _joined(data: bytes, chain: tuple[int, ...], start: int, size: int, *, offset: int) -> bytes:
    """The sectors of a chain one after the other; one that goes in a circle ends where it began."""
    parts: list[bytes] = []
    at = start
    while at < _END and len(parts) <= len(chain):
        begin = at * size + offset
        parts.append(data[begin : begin + size])
        at = chain[at]
    return b"".join(parts)
