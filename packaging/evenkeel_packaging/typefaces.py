"""Blanks the typefaces that the typesetting engine has inside and that no sheet asks for.

They are a third of its packed size. The engine looks at them only where it is told to
(``include_embedded_fonts``); ours is told not to: sheets are set in the program's own typeface and
those of the system.
"""

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: The kinds of outlines, then a number of tables that fits into a byte.
_START: Final = re.compile(rb"(?=(?:OTTO|\x00\x01\x00\x00)\x00)")
_HEAD_BYTES, _ENTRY_BYTES = 12, 16
_MOST_TABLES: Final = 40
_WORD_BYTES: Final = 4


def blank_typefaces(library: Path) -> int:
    """Writes zeros over every typeface inside a file, and returns how many bytes that were."""
    data = bytearray(library.read_bytes())
    places = [*typefaces(bytes(data))]
    for start, end in places:
        data[start:end] = bytes(end - start)
    library.write_bytes(data)
    return sum(end - start for start, end in places)


def typefaces(data: bytes) -> Iterator[tuple[int, int]]:
    """Where OpenType files begin and end in some data.

    Only what is one beyond doubt: every table has the sum that the file's head says.
    """
    end = 0
    for found in _START.finditer(data):
        if found.start() >= end and (after := _end(data, found.start())):
            end = after
            yield found.start(), end


def _end(data: bytes, start: int) -> int:
    """Where the typeface ends that begins there; 0 where none does."""
    head = data[start : start + _HEAD_BYTES]
    if len(head) < _HEAD_BYTES:
        return 0
    (count,) = struct.unpack_from(">H", head, 4)
    if not 0 < count <= _MOST_TABLES:
        return 0
    names, end = set(), start + _HEAD_BYTES + count * _ENTRY_BYTES
    for number in range(count):
        place = start + _HEAD_BYTES + number * _ENTRY_BYTES
        if place + _ENTRY_BYTES > len(data):
            return 0
        name, told, offset, length = struct.unpack_from(">4sIII", data, place)
        table = data[start + offset : start + offset + length]
        # The sum of this table leaves out a number in it that stands for the whole file.
        if len(table) != length or (name != b"head" and _sum(table) != told):
            return 0
        names.add(name)
        end = max(end, start + offset + length)
    return end if {b"head", b"cmap", b"name"} <= names else 0


def _sum(table: bytes) -> int:
    padded = table + bytes(-len(table) % _WORD_BYTES)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // _WORD_BYTES}I", padded)
    return sum(words) & 0xFFFFFFFF
