"""The QR code of a plan: short text that any telephone can read, and that says nothing more.

It holds the content's version, the exercises in their order, their sides and dosages, and the code
with which Evenkeel makes the same plan again. There is no name in it and no answer about health.
"""

from functools import lru_cache
from typing import Final

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.describe import dose_text, spaced
from evenkeel.guide.plan import Plan
from evenkeel.handout.exercise import sides_in_words

#: The white that a reader of QR codes needs around one, in modules.
QUIET_ZONE: Final = 4


def qr_text(plan: Plan, catalogue: Catalogue, code: str) -> str:
    """The plan in a few lines, and the code for typing, which may be empty.

    ``evenkeel.guide.code.decode`` finds the code in the whole text.
    """
    lines = [f"Evenkeel {catalogue.version}"]
    for number, item in enumerate(plan.items, 1):
        parts = [catalogue.exercises[item.exercise].name]
        if item.sides:
            parts.append(sides_in_words(item.sides, catalogue))
        parts.append(spaced(dose_text(item.dose, catalogue)))
        lines.append(f"{number}. {', '.join(parts)}")
    if code:
        lines.append(f"Code {code}")
    return "\n".join(lines)


@lru_cache(maxsize=8)
def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a QR code, row by row, without the quiet zone."""
    import segno

    if text.isascii():
        code = segno.make_qr(text, error="m")
    else:
        # Without the mark that names UTF-8 some readers take a short text for Chinese; and left to
        # find the mode, segno takes some of its bytes for Japanese.
        code = segno.make_qr(text, error="m", encoding="utf-8", eci=True, mode="byte")
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def qr_svg(text: str) -> bytes:
    """A QR code as an SVG picture, with half of the white that it needs around it."""
    modules = qr_modules(text)
    size = len(modules) + QUIET_ZONE
    runs = []
    for y, row in enumerate(modules, QUIET_ZONE // 2):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                runs.append(f"M{x + QUIET_ZONE // 2} {y}h{length}v1h-{length}z")
            x += length + 1
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
    drawn = f'<path fill="#000000" shape-rendering="crispEdges" d="{"".join(runs)}"/></svg>'
    return (head + drawn).encode()
