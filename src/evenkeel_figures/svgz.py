"""Pictures as files: compressed, and the same bytes from the same drawing."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

#: A gzip header without name and time, for any system.
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def compressed(text: str) -> bytes:
    """The text as a gzip file that bears neither a time nor a name."""
    data = text.encode("utf-8")
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    body = packer.compress(data) + packer.flush()
    return _HEADER + body + struct.pack("<II", zlib.crc32(data), len(data))


def write_picture(path: Path, text: str) -> int:
    """Writes a drawing and returns the size of the file in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = compressed(text)
    # Whole or not at all, even where drawing is broken off.
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    scratch.write_bytes(data)
    scratch.replace(path)
    return len(data)
