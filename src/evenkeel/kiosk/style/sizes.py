"""Sizes on the kiosk's screen, in millimetres, from what the screen reports of itself."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QScreen

from evenkeel.ui.style import tokens

#: The least size of a touch target, in millimetres.
TARGET_MM: Final = 20.0
#: Running text, in points of a seventy-second of an inch.
BODY_POINTS: Final = 18.0
_MM_PER_INCH: Final = 25.4
#: The plausible range of dots per inch; projectors and cheap panels report nonsense.
_DOTS_PER_INCH: Final = (72.0, 220.0)
#: A target is never a larger part of the screen's short side than this.
_TARGET_PART: Final = 1 / 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Sizes:
    """Lengths on one screen.

    Attributes:
        dots_per_mm: pixels per millimetre, limited to plausible values.
        percent: the text's size as a part of that at home, at the clinic's 100 %.
    """

    dots_per_mm: float
    percent: float

    @property
    def target(self) -> int:
        """The least height of a touch target, in pixels."""
        return self.mm(TARGET_MM)

    def mm(self, length: float) -> int:
        """A length in pixels."""
        return round(length * self.dots_per_mm)

    def look_percent(self, text_percent: int) -> int:
        """The text size for the kiosk's appearance, which counts from the size at home."""
        return round(self.percent * text_percent / 100)


def sizes_for(
    dots_per_inch: float, width: int, height: int, *, logical_dots_per_inch: float = 96.0
) -> Sizes:
    """The sizes for a screen.

    Args:
        dots_per_inch: what the screen reports, which may be nonsense.
        width, height: in pixels.
        logical_dots_per_inch: how Qt turns points into pixels there.
    """
    least, most = _DOTS_PER_INCH
    largest = min(width, height) * _TARGET_PART / TARGET_MM * _MM_PER_INCH
    dots = max(least, min(dots_per_inch, most, largest))
    return Sizes(
        dots_per_mm=dots / _MM_PER_INCH,
        percent=100 * BODY_POINTS / tokens.BODY * dots / logical_dots_per_inch,
    )


def sizes_of(screen: QScreen) -> Sizes:
    """The sizes for a connected screen."""
    size = screen.size()
    return sizes_for(
        screen.physicalDotsPerInch(),
        size.width(),
        size.height(),
        logical_dots_per_inch=screen.logicalDotsPerInch(),
    )
