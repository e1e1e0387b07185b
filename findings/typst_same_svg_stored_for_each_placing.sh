#!/bin/sh
# Typst stores an SVG once for every time it is placed, a PNG once for all.
#
# The good guess: a picture that is placed twelve times stands once in the PDF, whatever its kind,
# since every PDF reader can draw one object many times. Seen: with an SVG the file grows by about
# the size of the picture with every placing; with a PNG it hardly grows.
# Seen with typst 0.15.2 (its Python package) on 2026-11-28.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2

cat >place.py <<'END'
import random
import struct
import zlib
from pathlib import Path

import typst

chance = random.Random(1)
lines = "".join(
    '<path d="M{:.3f} {:.3f}L{:.3f} {:.3f}" stroke="#{:06x}"/>'.format(
        *(chance.uniform(0, 100) for _ in range(4)), chance.randrange(16**6)
    )
    for _ in range(400)
)
svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{lines}</svg>'
Path("picture.svg").write_text(svg)


def chunk(kind, data):
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


side = 64
pixels = b"".join(b"\0" + chance.randbytes(3 * side) for _ in range(side))
Path("picture.png").write_bytes(
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(pixels))
    + chunk(b"IEND", b"")
)


def size(kind, times):
    Path("page.typ").write_text(
        f'#for n in range({times}) {{ image("picture.{kind}", width: 1cm) }}'
    )
    return len(typst.compile("page.typ"))


sizes = {kind: (size(kind, 1), size(kind, 12)) for kind in ("svg", "png")}
for kind, (once, twelve) in sizes.items():
    print(f"{kind}: placed once {once} bytes, twelve times {twelve} bytes")
as_described = sizes["svg"][1] > 6 * sizes["svg"][0] and sizes["png"][1] < 1.5 * sizes["png"][0]
raise SystemExit(0 if as_described else 1)
END
venv/bin/python place.py
