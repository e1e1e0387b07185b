"""Who is in the pictures, with which skin and hair, and which colours follow from it."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

#: Skin or hair as the person of the pictures has it.
AS_DRAWN: Final = "as_drawn"
#: The palette in which the pictures are drawn in their files.
DRAWN_PALETTE: Final = "light"
#: The person whose colours all files have, also those that show another person.
_DRAWN_PERSON: Final = "woman"


class Portrait(Struct, frozen=True):
    """The user's choice of who is in the pictures.

    Attributes:
        person: a folder of ``resources/figures``.
        skin: a name of ``skins`` in ``palette.toml``, or `AS_DRAWN`.
        hair: a name of ``hairs`` in ``palette.toml``, or `AS_DRAWN`.
    """

    person: str = _DRAWN_PERSON
    skin: str = AS_DRAWN
    hair: str = AS_DRAWN

    def is_drawn_in(self, palette: str) -> bool:
        """Whether the files already have these colours."""
        drawn = Portrait(_DRAWN_PERSON, AS_DRAWN, AS_DRAWN)
        return palette == DRAWN_PALETTE and self == drawn


def colours(palettes: Mapping[str, Any], portrait: Portrait, palette: str) -> dict[str, str]:
    """Colour name → ``#rrggbb`` of a portrait in a palette.

    Args:
        palettes: what ``palette.toml`` holds.
        portrait: who is shown.
        palette: ``light``, ``dark``, ``contrast`` or ``grey``.

    Raises:
        KeyError: there is no such palette, person, skin or hair.
    """
    person = palettes["people"][portrait.person]
    skin = person["skin"] if portrait.skin == AS_DRAWN else portrait.skin
    hair = person["hair"] if portrait.hair == AS_DRAWN else portrait.hair
    own: dict[str, str] = {
        **palettes[palette],
        **person.get(palette, {}),
        **palettes["skins"][skin][palette],
        **palettes["hairs"][hair][palette],
    }
    return own


def exchange(palettes: Mapping[str, Any], portrait: Portrait, palette: str) -> dict[str, str]:
    """Drawn colour in lower case → the colour that takes its place; see `colours`."""
    wanted = colours(palettes, portrait, palette)
    return {value.lower(): wanted[name] for name, value in palettes[DRAWN_PALETTE].items()}
