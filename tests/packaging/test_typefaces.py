"""What the engine has inside and no sheet asks for is blanked, and nothing else."""

from pathlib import Path

import pytest

from evenkeel_packaging.contents import ROOT
from evenkeel_packaging.typefaces import blank_typefaces

FONTS = sorted((ROOT / "resources" / "fonts").glob("*.otf"))


def test_typefaces_are_blanked_and_nothing_else(tmp_path: Path) -> None:
    first, second = (font.read_bytes() for font in FONTS[:2])
    parts = [b"before\x00\x01\x00\x00\x00\x05", first, second, b"OTTO between", b"\x00after"]
    library = tmp_path / "library"
    library.write_bytes(b"".join(parts))
    # Each ends with up to three zeros that belong to no table.
    assert 0 <= len(first) + len(second) - blank_typefaces(library) < 8
    parts[1:3] = [bytes(len(first)), bytes(len(second))]
    assert library.read_bytes() == b"".join(parts)


@pytest.mark.parametrize("at", [4, 9_000, 100_000])
def test_what_only_looks_like_one_stays(tmp_path: Path, at: int) -> None:
    damaged = bytearray(FONTS[0].read_bytes())
    damaged[at] ^= 0x7F
    library = tmp_path / "library"
    library.write_bytes(damaged)
    assert blank_typefaces(library) == 0
    assert library.read_bytes() == damaged


def test_no_sheet_asks_for_the_typefaces_of_the_engine() -> None:
    source = (ROOT / "src" / "evenkeel" / "handout" / "typesetting.py").read_text(encoding="utf-8")
    assert source.count("typst.Fonts(") == source.count("include_embedded_fonts=False") == 1
