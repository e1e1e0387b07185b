"""What the signs in the pictures mean, for sheets that have room for it."""

from typing import Final

from evenkeel.catalogue.wording import fill
from evenkeel.figures.drawings import Drawings, recoloured
from evenkeel.figures.portrait import DRAWN_PALETTE
from evenkeel.handout.document import Data
from evenkeel.handout.pictures import GREY_PALETTE
from evenkeel.handout.signs import Sign, signs
from evenkeel.language import translate

_FELT: Final = "felt"
#: Where it is felt is hatched on paper without colour.
_HATCHED: Final = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 110">'
    b'<path fill="none" stroke="#000000" stroke-width="6" '
    b'd="M42 72L82 32M58 84L112 30M82 88L138 32M108 88L142 54"/></svg>'
)


def legend_data(drawings: Drawings, *, grey: bool) -> tuple[Data, dict[str, bytes]]:
    """The signs with their words, and the pictures that they name.

    A clinic's own content without one of the pictures has its words alone.
    """
    files: dict[str, bytes] = {}
    told: list[Data] = []
    for sign in signs():
        hatched = grey and sign.name == _FELT
        title = translate("Handout", "Hatching") if hatched else sign.title
        svg = _HATCHED if hatched else _drawn(sign, drawings, grey=grey)
        file = f"legend/{sign.name}.svg" if svg else ""
        if svg:
            files[file] = svg
        text = fill(translate("Handout", "{sign}: {meaning}"), sign=title, meaning=sign.text)
        told.append({"file": file, "text": text})
    return {"head": translate("Handout", "In the pictures"), "signs": told}, files


def _drawn(sign: Sign, drawings: Drawings, *, grey: bool) -> bytes:
    """The picture of a sign; empty where there is none."""
    if not sign.name:
        return b""
    exchange = drawings.exchange(GREY_PALETTE if grey else DRAWN_PALETTE)
    try:
        return recoloured(drawings.read(f"legend/{sign.name}"), exchange)
    except FileNotFoundError:
        return b""
