"""The pictures of a kiosk, of which it keeps few."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from evenkeel.figures.store import FigureStore

#: As many as one page shows, with some to spare. Reading one takes 2 ms, and 200 KB to keep.
_KEPT: Final = 32


class FewPictures(FigureStore):
    """Keeps the pictures shown lately.

    Over a day visitors see every exercise, some of them in other colours: a store that is large
    enough for all of that goes on growing for hundreds of visitors.
    """

    def __init__(self, folder: Path) -> None:
        """Takes ``resources/figures``."""
        super().__init__(folder)
        self._picture = lru_cache(maxsize=_KEPT)(self._load)
