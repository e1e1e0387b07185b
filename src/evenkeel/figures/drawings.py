"""The files of the pictures and the colours that they are shown in; no Qt is needed to read them.

Every picture is drawn once, for the left side. The right side is the same scene mirrored: no
picture holds words, so nothing is ever mirrored that must be read.
"""

import zlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from evenkeel.catalogue.terms import Side
from evenkeel.figures.portrait import DRAWN_PALETTE, Portrait, exchange

#: The side for which the pictures are drawn in their files.
DRAWN_SIDE = Side.LEFT

_PALETTES = "palette.toml"
#: Of a colour, after its ``#``.
_DIGITS = 6
#: The window size that makes zlib read what gzip has written.
_GZIP = 31


class Drawings:
    """Finds the pictures of one person and the colours of a palette.

    Attributes:
        folder: ``resources/figures``.
        portrait: who is shown, with which skin and hair; may be changed at any time.
    """

    def __init__(self, folder: Path, portrait: Portrait | str = "woman") -> None:
        """Reads nothing yet."""
        self.folder = folder
        self.portrait = Portrait(portrait) if isinstance(portrait, str) else portrait
        self._palettes: Mapping[str, Any] | None = None

    @property
    def person(self) -> str:
        """The person who is shown (a folder of ``resources/figures``)."""
        return self.portrait.person

    def svg(self, exercise: str, name: str) -> bytes:
        """The drawing of a picture: groups with names, and what it shows in its first line.

        Raises:
            FileNotFoundError: there is no such picture.
        """
        return self.read(f"{self.person}/{exercise}/{name}")

    def read(self, stem: str) -> bytes:
        """The drawing of a picture, named from the folder on and without its ending.

        Raises:
            FileNotFoundError: there is no such picture.
        """
        path = self.find(stem)
        read = path.read_bytes()
        return zlib.decompress(read, _GZIP) if path.suffix == ".svgz" else read

    def find(self, stem: str) -> Path:
        """The file of a picture.

        Raises:
            FileNotFoundError: there is no such picture.
        """
        path = self.folder / f"{stem}.svgz"
        if path.is_file():
            return path
        path = path.with_suffix(".svg")
        if not path.is_file():
            raise FileNotFoundError(path)
        return path

    def exchange(self, palette: str, portrait: Portrait | None = None) -> Mapping[str, str]:
        """Drawn colour → the colour in its place, for :func:`recoloured`; empty for none.

        Raises:
            ContentError: the file of the palettes can't be read.
            KeyError: there is no such palette, skin or hair.
        """
        shown = portrait or self.portrait
        if shown.is_drawn_in(palette):
            return {}
        return exchange(self._read_palettes(), shown, palette)

    def drawn_colours(self, names: Collection[str]) -> frozenset[str]:
        """What these colours are in the files, as ``#rrggbb`` in lower case.

        Raises:
            ContentError: the file of the palettes can't be read.
            KeyError: there is no colour of that name.
        """
        drawn = self._read_palettes()[DRAWN_PALETTE]
        return frozenset(drawn[name].lower() for name in names)

    def _read_palettes(self) -> Mapping[str, Any]:
        if self._palettes is None:
            # Not needed for the first picture of most users.
            from evenkeel.catalogue.faults import ContentError
            from evenkeel.catalogue.tomlfile import TomlError, read_toml

            try:
                self._palettes = read_toml(self.folder / _PALETTES)
            except TomlError as error:
                raise ContentError([error.fault(f"figures/{_PALETTES}")]) from None
        return self._palettes


def recoloured(svg: bytes, exchange: Mapping[str, str]) -> bytes:
    """A picture with its colours exchanged; ``exchange`` maps ``#rrggbb`` in lower case."""
    if not exchange:
        return svg
    # Five times as fast as a search for the pattern of a colour.
    head, *rest = svg.split(b"#")
    for number, part in enumerate(rest):
        put = exchange.get("#" + part[:_DIGITS].decode("latin-1").lower())
        rest[number] = part if put is None else put[1:].encode() + part[_DIGITS:]
    return b"#".join([head, *rest])
