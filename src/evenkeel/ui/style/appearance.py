"""What every page needs to draw itself: content, pictures, theme, text size, motion."""

from PySide6.QtCore import QObject, Signal

from evenkeel.catalogue.model import Catalogue
from evenkeel.figures.portrait import Portrait
from evenkeel.figures.store import FigureStore
from evenkeel.ui.style.screen_reader import ScreenReader
from evenkeel.ui.style.tokens import THEMES, Theme


class Appearance(QObject):
    """The current appearance; passed to every page and widget that paints itself.

    Attributes:
        catalogue: the content.
        figures: the pictures.
        theme: the colours in force.
        text_percent: the size of text, 100 to 200.
        reduced_motion: whether pages change without a fade and figures stand still.
        reader: the screen reader, to which is told what happens.

    Signals:
        changed: the theme, text size, reduced motion or person shown changed.
        replaced: a widget shows something else in the same place, such as the next question:
            presses that were meant for what it showed before are ignored.
    """

    changed = Signal()
    replaced = Signal(object)

    def __init__(
        self,
        catalogue: Catalogue,
        figures: FigureStore,
        *,
        theme: Theme = THEMES["light"],
        text_percent: int = 100,
        reduced_motion: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self.figures = figures
        self.theme = theme
        self.text_percent = text_percent
        self.reduced_motion = reduced_motion
        self.reader = ScreenReader(self)

    def change(
        self,
        *,
        theme: Theme,
        text_percent: int,
        reduced_motion: bool,
        portrait: Portrait | None = None,
    ) -> None:
        """Changes theme, text size, reduced motion or person; emits ``changed`` if any differs."""
        shown = portrait or self.figures.portrait
        if (theme, text_percent, reduced_motion, shown) == (
            self.theme,
            self.text_percent,
            self.reduced_motion,
            self.figures.portrait,
        ):
            return
        self.figures.portrait = shown
        self.theme = theme
        self.text_percent = text_percent
        self.reduced_motion = reduced_motion
        self.changed.emit()

    def px(self, length: float) -> int:
        """A length in pixels that grows with the text."""
        return round(length * self.text_percent / 100)
