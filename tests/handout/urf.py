"""Reads what a driverless printer is sent: Apple raster ("URF"), page by page."""

import struct

from PIL import Image

_HEAD = b"UNIRAST\0"
_PAGE = struct.Struct(">BBBB8xIII8x")
#: Of the number before a run: this and all above stand for pixels that follow as they are.
_LITERAL = 128
_BYTE = 256


def urf_pages(data: bytes) -> list[Image.Image]:
    """The pages as pictures, in colour or grey; each knows its dots per inch (``info["dpi"]``).

    Raises:
        ValueError: it is no such file, or has pixels of another kind than 8 or 24 bits.
    """
    if not data.startswith(_HEAD):
        raise ValueError(data[:8])
    # The number of pages follows; who sends them one by one does not know it yet.
    at = len(_HEAD) + 4
    pages = []
    while at < len(data):
        bits, _space, _duplex, _quality, width, height, dpi = _PAGE.unpack_from(data, at)
        mode = {8: "L", 24: "RGB"}.get(bits)
        if mode is None:
            raise ValueError(bits)
        pixels, at = _unpacked(data, at + _PAGE.size, width, height, bits // 8)
        page = Image.frombytes(mode, (width, height), pixels)
        page.info["dpi"] = dpi
        pages.append(page)
    return pages


def _unpacked(data: bytes, at: int, width: int, height: int, size: int) -> tuple[bytes, int]:
    """The pixels of a page and where its data end."""
    lines: list[bytes] = []
    while len(lines) < height:
        repeats = data[at] + 1
        at += 1
        line = bytearray()
        while len(line) < width * size:
            code = data[at]
            at += 1
            if code == _LITERAL:
                line += b"\xff" * (width * size - len(line))
            elif code < _LITERAL:
                line += data[at : at + size] * (code + 1)
                at += size
            else:
                length = (_BYTE + 1 - code) * size
                line += data[at : at + length]
                at += length
        lines += [bytes(line)] * repeats
    return b"".join(lines[:height]), at
